"""Compares claims with gold: a row a document, and the macro means."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kgraph.cli.terminal import show
from kgraph.evaluate import evaluate, listing, table

EXAMPLE = "kgraph evaluate gold/ claims/"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("gold", type=Path, metavar="GOLD", help="a file of gold lines, or a folder of NAME.gold.jsonl")
    parser.add_argument("claims", type=Path, metavar="CLAIMS", help="a file of claims, or a folder of NAME.jsonl")
    parser.add_argument("--list", action="store_true", dest="listing", help="print what was missed and what was wrong")


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    rows = evaluate(options.gold, options.claims)
    show(table(rows))
    if options.listing:
        show("\n".join(listing(rows)))
    return 0
