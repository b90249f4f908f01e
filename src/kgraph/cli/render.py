"""``kgraph render``."""

from functools import partial
from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.layout import command as make
from kgraph.cli.progress import Progress
from kgraph.cli.terminal import say, show_bytes
from kgraph.render import page, render_page
from kgraph.store import open_store


@make("render", example="kgraph render -s out/store -o page.html")
@options.store
@options.output
@click.option("--title", metavar="TEXT", help="what the page is called")
@click.option("--watch", is_flag=True, help="write the page anew whenever the store or the page's script changes")
@options.progress
def command(*, store: str, output: str, title: str | None, watch: bool, progress: bool) -> int:
    """Writes the interactive page of a store: one HTML file that needs no network."""
    write = partial(_write, store, output, title=title, progress=Progress(bar=progress))
    if not watch:
        write()
        return 0
    if output == "-":
        msg = "--watch writes a file: name it with --output"
        raise click.UsageError(msg)
    from kgraph.render.watch import whenever_changed  # noqa: PLC0415 - only who works on the page needs it

    whenever_changed(Path(store), write)
    return 0


def _write(store: str, output: str, *, title: str | None, progress: Progress) -> None:
    with open_store(store, read_only=True) as opened:
        if output == "-":
            show_bytes(page(opened.dataset, title=title, progress=progress).encode())
        else:
            render_page(opened.dataset, Path(output), title=title, progress=progress)
            say(f"page written to {output}")
