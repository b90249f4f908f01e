"""``kgraph remove``."""

from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.issues import counted
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say
from kgraph.pipeline import Outputs, remove


@make("remove", example="kgraph remove troops-4-front.txt --out out")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...", help="the id of a document")
@options.store
@click.option("--out", type=options.PATH, metavar="FOLDER", help="the folder of a build; the same as -s FOLDER/store")
def command(*, documents: tuple[str, ...], store: str, out: Path | None) -> int:
    """Takes documents out of a store and of the claims, graph, page and report that a build wrote beside it."""
    report = remove(documents, Outputs(out).store if out else Path(store))
    left = f"{counted(report.documents, 'document')} and {counted(report.claims, 'claim')} stay"
    say(f"{counted(len(set(documents)), 'document')} removed; {left}")
    return 0
