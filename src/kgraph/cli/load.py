"""Puts every named graph of a store into a SPARQL 1.1 server, by the Graph Store Protocol.

A graph of the same name is replaced, all others stay: repeating it changes nothing. The password comes from
KGRAPH_PASSWORD, from ~/.netrc, or is asked for.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from kgraph.cli.issues import counted
from kgraph.cli.options import add_progress, add_store
from kgraph.cli.progress import Progress
from kgraph.cli.terminal import say
from kgraph.store import open_store
from kgraph.targets import SCHEMES, TIMEOUT_S, Access, Loaded, find_access, load, needs_password, read_address

EXAMPLE = "kgraph load -s out/store http://localhost:7878"
SHOWN = 5


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_store(parser)
    parser.add_argument("url", type=_address, metavar="URL", help="the server's root, or its Graph Store endpoint")
    parser.add_argument("--user", metavar="NAME", help="who may write there")
    parser.add_argument("--auth", choices=SCHEMES, default="auto", help="how to log in (default: as the server asks)")
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_S, metavar="S", help="seconds to wait for each answer (default: 300)"
    )
    add_progress(parser)


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    with open_store(options.store, read_only=True) as store:
        loaded = load(
            store.dataset,
            options.url,
            access=_access(options),
            timeout_s=options.timeout,
            progress=lambda names, total: Progress(bar=options.progress)(names, total=total, what="graphs"),
        )
    _tell(loaded)
    return 1 if loaded.differing else 0


def _address(url: str) -> str:
    read_address(url)
    return url


def _access(options: Namespace) -> Access | None:
    password = os.environ.get("KGRAPH_PASSWORD")
    if password is None and sys.stdin.isatty() and needs_password(options.url, user=options.user):
        password = getpass(f"password of {options.user}: ")
    return find_access(options.url, user=options.user, password=password, scheme=options.auth)


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
