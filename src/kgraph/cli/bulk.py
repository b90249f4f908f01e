"""``kgraph export --for``: a store for another's bulk loader.

What knows of the other stores is imported when it is needed: ``--help`` should not have to wait for it.
"""

from pathlib import Path

import click

from kgraph.cli.issues import counted
from kgraph.cli.progress import Progress
from kgraph.cli.terminal import say, show
from kgraph.store import GraphStore


def _kind(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    if name is None:
        return None
    from kgraph.targets import LOADERS  # noqa: PLC0415 - slow to load

    names = [loader.store for loader in LOADERS]
    if name.lower() not in names:
        msg = f"{name!r} is not one of {', '.join(names)}; --format nquads is what most stores read"
        raise click.BadParameter(msg)
    return name.lower()


option = click.option(
    "--for",
    "kind",
    callback=_kind,
    metavar="STORE",
    help="write a folder for the bulk loader of a store, such as virtuoso or qlever, and print the command to run",
)


def write(store: GraphStore, kind: str, output: str) -> int:
    """Write a store for a bulk loader and print the command."""
    from kgraph.targets import write_bulk  # noqa: PLC0415 - slow to load

    if output == "-":
        msg = "--for writes several files; name a folder with -o"
        raise click.UsageError(msg)
    written = write_bulk(store.dataset, kind, Path(output), base=store.base, progress=Progress(rate=True))
    show(written.command.rstrip("\n"))
    say(
        f"{counted(written.triples, 'triple')} in {counted(written.graphs, 'graph')} written to {output}; "
        "what loads them is printed, and in load.sh there"
    )
    return 0
