"""``kgraph render``."""

from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say, show_bytes
from kgraph.render import page, render_page
from kgraph.store import open_store


@make("render", example="kgraph render -s out/store -o page.html")
@options.store
@options.output
@click.option("--title", metavar="TEXT", help="what the page is called")
def command(*, store: str, output: str, title: str | None) -> int:
    """Writes the interactive page of a store: one HTML file that needs no network."""
    with open_store(store, read_only=True) as opened:
        if output == "-":
            show_bytes(page(opened.dataset, title=title).encode())
        else:
            render_page(opened.dataset, Path(output), title=title)
            say(f"page written to {output}")
    return 0
