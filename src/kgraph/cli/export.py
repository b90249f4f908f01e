"""Writes a store in another format: RDF, a network for other programs, or a table.

turtle, ntriples and rdfxml put all graphs into one; trig, nquads and jsonld keep them; graphml, gexf and csv hold the
claims.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kgraph.cli.options import add_store
from kgraph.cli.terminal import say
from kgraph.export import FORMATS, export
from kgraph.store import open_store

EXAMPLE = "kgraph export -s out/store --format graphml -o claims.graphml"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_store(parser)
    parser.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="where to write it (default: -, stdout)")


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    with open_store(options.store, read_only=True) as store:
        export(store, options.format, None if options.output == "-" else Path(options.output))
    if options.output != "-":
        say(f"{options.format} written to {options.output}")
    return 0
