"""``kgraph export``."""

from pathlib import Path

import click

from kgraph.cli import bulk, options
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say
from kgraph.export import FORMATS, export
from kgraph.store import open_store


@make("export", example="kgraph export -s out/store --format graphml -o claims.graphml")
@options.store
@click.option("--format", "format_", type=click.Choice(FORMATS), help="what to write")
@bulk.option
@options.output
def command(*, store: str, format_: str | None, kind: str | None, output: str) -> int:
    """Writes a store in another format: RDF, a network for other programs, or a table; or for a bulk loader.

    turtle, ntriples and rdfxml put all graphs into one; trig, nquads and jsonld keep them; graphml, gexf and csv hold
    the claims; plover holds those that are political events, as CSV with PLOVER's codes.
    """
    if (format_ is None) == (kind is None):
        msg = "give --format, or --for with a folder"
        raise click.UsageError(msg)
    with open_store(store, read_only=True) as opened:
        if format_ is None:
            return bulk.write(opened, str(kind), output)
        left_out = export(opened, format_, None if output == "-" else Path(output))
    if left_out:
        say(f"{left_out} claims have no type in PLOVER and are left out")
    if output != "-":
        say(f"{format_} written to {output}")
    return 0
