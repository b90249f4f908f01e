"""``kgraph evaluate``."""

from pathlib import Path

import click

from kgraph.cli.layout import command as make
from kgraph.cli.options import PATH
from kgraph.cli.terminal import show
from kgraph.evaluate import evaluate, table
from kgraph.evaluate import listing as differences


@make("evaluate", example="kgraph evaluate gold/ claims/")
@click.argument("gold", type=PATH, metavar="GOLD", help="a file of gold lines, or a folder of NAME.gold.jsonl")
@click.argument("claims", type=PATH, metavar="CLAIMS", help="a file of claims, or a folder of NAME.jsonl")
@click.option("--list", "listing", is_flag=True, help="print what was missed and what was wrong")
def command(*, gold: Path, claims: Path, listing: bool) -> int:
    """Compares claims with gold: a row a document, and the macro means."""
    rows = evaluate(gold, claims)
    show(table(rows))
    if listing:
        show("\n".join(differences(rows)))
    return 0
