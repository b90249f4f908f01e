"""Checks a store or a file of RDF against the SHACL shapes and prints what breaks them."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kgraph.cli.issues import counted
from kgraph.cli.options import add_store
from kgraph.cli.terminal import say, show
from kgraph.pipeline.checking import validate_file, validate_store

EXAMPLE = "kgraph validate out/graph.trig"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_store(parser)
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="RDF in a file instead of a store; - reads N-Quads from stdin"
    )


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    report = validate_file(options.file) if options.file else validate_store(Path(options.store))
    for violation in report.violations:
        place = f" {violation.path}" if violation.path else ""
        value = f": {violation.value}" if violation.value else ""
        show(" ".join(f"{violation.focus}{place}{value}: {violation.message}".split()))
    say(f"{counted(report.triples, 'triple')} checked, {counted(len(report.violations), 'violation')}")
    return 0 if report.conforms else 1
