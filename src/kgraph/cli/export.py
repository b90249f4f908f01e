"""``kgraph export``."""

from pathlib import Path

import click

from kgraph.cli import bulk, options
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say
from kgraph.export import FORMATS, RDF12_FORMATS, export
from kgraph.store import open_store

_LACKS = {"plover": "have no type in PLOVER", "ftm": "are no plain facts, or have no place in FollowTheMoney,"}


@make("export", example="kgraph export -s out/store --format graphml -o claims.graphml")
@options.store
@click.option("--format", "format_", type=click.Choice(FORMATS), help="what to write; trig with --rdf12")
@click.option("--rdf12", is_flag=True, help="claims reify triple terms, as RDF 1.2 has it")
@bulk.option
@options.output
def command(*, store: str, format_: str | None, rdf12: bool, kind: str | None, output: str) -> int:
    """Writes a store in another format: RDF, a network for other programs, or a table; or for a bulk loader.

    turtle, ntriples and rdfxml put all graphs into one; trig, nquads and jsonld keep them; graphml, gexf and csv hold
    the claims; plover holds those that are political events, as CSV with PLOVER's codes; nanopub holds a
    nanopublication a claim; schemaorg Claim and ClaimReview as JSON-LD; ftm the plain facts that FollowTheMoney has a
    schema for. --rdf12 goes with turtle, trig, ntriples, nquads and rdfxml.
    """
    if rdf12 and format_ is None:
        format_ = "trig"
    if (format_ is None) == (kind is None):
        msg = "give --format (or --rdf12), or --for with a folder: one of the two"
        raise click.UsageError(msg)
    if rdf12 and format_ not in RDF12_FORMATS:
        msg = f"RDF 1.2 cannot be written as {format_}; take {', '.join(RDF12_FORMATS)}"
        raise click.BadParameter(msg, param_hint="--rdf12")
    with open_store(store, read_only=True) as opened:
        if format_ is None:
            return bulk.write(opened, str(kind), output)
        left_out = export(opened, format_, None if output == "-" else Path(output), rdf12=rdf12)
    if left_out:
        say(f"{left_out} claims {_LACKS[format_]} and are left out")
    if output != "-":
        say(f"{format_} written to {output}")
    return 0
