"""How commands that speak to a store elsewhere say what it is, who asks, and how long to wait.

What speaks to it is imported when it is needed: ``--help`` should not have to wait for it.
"""

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import Function
from kgraph.cli.terminal import say

if TYPE_CHECKING:
    from kgraph.targets import Access

TIMEOUT_S = 300.0


def address(_: click.Context, __: click.Parameter, url: str | None) -> str | None:
    """An HTTP address without a password: other users of the machine can read what programs are called with."""
    if url is None:
        return None
    from kgraph.targets import read_address  # noqa: PLC0415 - slow to load

    try:
        read = read_address(url)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if read.password:
        msg = "a password in the address can be seen in the list of processes; put it in KGRAPH_PASSWORD or ~/.netrc"
        raise click.BadParameter(msg)
    return url


def _scheme(_: click.Context, __: click.Parameter, scheme: str) -> str:
    if scheme == "auto":
        return scheme
    from kgraph.targets import check_scheme  # noqa: PLC0415 - slow to load

    try:
        check_scheme(scheme)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return scheme


def _profile(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    if name is None:
        return None
    from kgraph.targets import NAMES  # noqa: PLC0415 - slow to load

    if name.lower() not in NAMES:
        msg = f"{name!r} is not one of {', '.join(NAMES)}"
        raise click.BadParameter(msg)
    return name.lower()


def options(function: Function) -> Function:
    """Add the options to a command."""
    function = click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=TIMEOUT_S,
        metavar="S",
        help=f"seconds to wait for each answer (default: {TIMEOUT_S:g})",
    )(function)
    function = click.option(
        "--auth",
        callback=_scheme,
        default="auto",
        metavar="SCHEME",
        help="how to log in: basic, digest, bearer, aws, or header:NAME for a header that takes KGRAPH_TOKEN "
        "(default: auto, which is as the server asks)",
    )(function)
    function = click.option("--user", metavar="NAME", help="who asks there (default: KGRAPH_USER)")(function)
    return click.option(
        "--profile",
        callback=_profile,
        metavar="NAME",
        help="what kind of store it is, such as fuseki, graphdb or generic (default: as it shows itself)",
    )(function)


def access(url: str, *, user: str | None, scheme: str) -> "Access | None":
    """Who asks; secrets come from KGRAPH_PASSWORD, KGRAPH_TOKEN, ``~/.netrc`` or, on a terminal, a prompt."""
    from kgraph.targets import find_access, needs_password  # noqa: PLC0415 - slow to load

    user = user or os.environ.get("KGRAPH_USER") or None
    password = os.environ.get("KGRAPH_PASSWORD")
    asks = scheme in {"auto", "basic", "digest"}
    if asks and password is None and sys.stdin.isatty() and needs_password(url, user=user):
        password = getpass(f"password of {user}: ")
    return find_access(url, user=user, password=password, scheme=scheme, token=os.environ.get("KGRAPH_TOKEN"))


def say_doubtful(title: str) -> None:
    """Say that nobody knows what kind of store it is."""
    say(f"it does not show what kind of store it is; taken for {title}, say with --profile if it is another")
