"""``kgraph load``."""

import os
import sys
from getpass import getpass

import click

from kgraph.cli import options
from kgraph.cli.issues import counted
from kgraph.cli.layout import command as make
from kgraph.cli.progress import Progress
from kgraph.cli.terminal import say
from kgraph.store import open_store
from kgraph.targets import SCHEMES, TIMEOUT_S, Access, Loaded, find_access, load, needs_password, read_address

SHOWN = 5


def _address(ctx: click.Context, param: click.Parameter, url: str) -> str:  # noqa: ARG001 - click's interface
    try:
        read_address(url)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return url


@make("load", example="kgraph load -s out/store http://localhost:7878")
@click.argument("url", callback=_address, metavar="URL", help="the server's root, or its Graph Store endpoint")
@options.store
@click.option("--user", metavar="NAME", help="who may write there")
@click.option("--auth", type=click.Choice(SCHEMES), default="auto", help="how to log in (default: as the server asks)")
@click.option(
    "--timeout",
    type=float,
    default=TIMEOUT_S,
    metavar="S",
    help=f"seconds to wait for each answer (default: {TIMEOUT_S:g})",
)
@options.progress
def command(  # noqa: PLR0913 - one for each option
    *, url: str, store: str, user: str | None, auth: str, timeout: float, progress: bool
) -> int:
    """Puts every named graph of a store into a SPARQL 1.1 server, by the Graph Store Protocol.

    A graph of the same name is replaced, all others stay: repeating it changes nothing. The password comes from
    KGRAPH_PASSWORD, from ~/.netrc, or is asked for.
    """
    with open_store(store, read_only=True) as opened:
        loaded = load(
            opened.dataset,
            url,
            access=_access(url, user=user, scheme=auth),
            timeout_s=timeout,
            progress=lambda names, total: Progress(bar=progress)(names, total=total, what="graphs"),
        )
    _tell(loaded)
    return 1 if loaded.differing else 0


def _access(url: str, *, user: str | None, scheme: str) -> Access | None:
    password = os.environ.get("KGRAPH_PASSWORD")
    if password is None and sys.stdin.isatty() and needs_password(url, user=user):
        password = getpass(f"password of {user}: ")
    return find_access(url, user=user, password=password, scheme=scheme)


def _tell(loaded: Loaded) -> None:
    sent = f"{counted(loaded.triples, 'triple')} in {counted(loaded.graphs, 'graph')} put to {loaded.endpoint}"
    if not loaded.counted:
        say(f"{sent}; what it holds now was not counted: its query endpoint is not known")
    elif loaded.differing:
        for name, put, held in loaded.differing[:SHOWN]:
            say(f"{name}: {put:,} sent, but the server counts {held:,}")
        say(f"{sent}; {counted(len(loaded.differing), 'graph')} count otherwise there")
    else:
        say(f"{sent}; the server counts the same")
