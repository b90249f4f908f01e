"""How commands that speak to a store elsewhere say what it is, who asks, and how long to wait."""

import os
import sys
from getpass import getpass

import click

from kgraph.cli.options import Function
from kgraph.cli.terminal import say
from kgraph.targets import (
    NAMES,
    SCHEMES,
    TIMEOUT_S,
    Access,
    Patience,
    check_scheme,
    find_access,
    needs_password,
    read_address,
)


def address(_: click.Context, __: click.Parameter, url: str | None) -> str | None:
    """An HTTP address without a password: other users of the machine can read what programs are called with."""
    if url is None:
        return None
    try:
        read = read_address(url)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if read.password:
        msg = "a password in the address can be seen in the list of processes; put it in KGRAPH_PASSWORD or ~/.netrc"
        raise click.BadParameter(msg)
    return url


def _scheme(_: click.Context, __: click.Parameter, scheme: str) -> str:
    try:
        check_scheme(scheme)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return scheme


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
        metavar="|".join(SCHEMES),
        help="how to log in (default: auto, which is as the server asks); NAME is a header that takes KGRAPH_TOKEN",
    )(function)
    function = click.option("--user", metavar="NAME", help="who asks there (default: KGRAPH_USER)")(function)
    return click.option(
        "--profile",
        type=click.Choice(NAMES),
        metavar="NAME",
        help=f"what it is: {', '.join(NAMES)} (default: it is seen)",
    )(function)


def access(url: str, *, user: str | None, scheme: str) -> Access | None:
    """Who asks; secrets come from KGRAPH_PASSWORD, KGRAPH_TOKEN, ``~/.netrc`` or, on a terminal, a prompt."""
    user = user or os.environ.get("KGRAPH_USER") or None
    password = os.environ.get("KGRAPH_PASSWORD")
    asks = scheme in {"auto", "basic", "digest"}
    if asks and password is None and sys.stdin.isatty() and needs_password(url, user=user):
        password = getpass(f"password of {user}: ")
    return find_access(url, user=user, password=password, scheme=scheme, token=os.environ.get("KGRAPH_TOKEN"))


def patience(timeout: float) -> Patience:
    """How long to try."""
    return Patience(timeout_s=timeout)


def say_doubtful(title: str) -> None:
    """Say that nobody knows what kind of store it is."""
    say(f"it does not show what kind of store it is; taken for {title}, say with --profile if it is another")
