"""Takes documents out of a store and of the claims, graph, page and report that a build wrote beside it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kgraph.cli.issues import counted
from kgraph.cli.options import add_store
from kgraph.cli.terminal import say
from kgraph.pipeline import Outputs, remove

EXAMPLE = "kgraph remove troops-4-front.txt --out out"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT", help="the id of a document")
    add_store(parser)
    parser.add_argument("--out", type=Path, help="the folder of a build; the same as -s OUT/store")


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    store = Outputs(options.out).store if options.out else Path(options.store)
    report = remove(options.documents, store)
    left = f"{counted(report.documents, 'document')} and {counted(report.claims, 'claim')} stay"
    say(f"{counted(len(set(options.documents)), 'document')} removed; {left}")
    return 0
