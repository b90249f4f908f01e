"""Writes the interactive page of a store: one HTML file that needs no network."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kgraph.cli.options import add_store
from kgraph.cli.terminal import say, show_bytes
from kgraph.render import page, render_page
from kgraph.store import open_store

EXAMPLE = "kgraph render -s out/store -o page.html"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_store(parser)
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="where to write it (default: -, stdout)")
    parser.add_argument("--title", help="what the page is called")


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    with open_store(options.store, read_only=True) as store:
        if options.output == "-":
            show_bytes(page(store.dataset, title=options.title).encode())
        else:
            render_page(store.dataset, Path(options.output), title=options.title)
            say(f"page written to {options.output}")
    return 0
