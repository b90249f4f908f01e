"""``kgraph validate``."""

from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.issues import counted
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say, show
from kgraph.pipeline.checking import validate_file, validate_store


@make("validate", example="kgraph validate out/graph.trig")
@click.argument(
    "file", required=False, metavar="[FILE]", help="RDF in a file instead of a store; - reads N-Quads from stdin"
)
@options.store
def command(*, file: str | None, store: str) -> int:
    """Checks a store or a file of RDF against the SHACL shapes and prints what breaks them."""
    report = validate_file(file) if file else validate_store(Path(store))
    for violation in report.violations:
        place = f" {violation.path}" if violation.path else ""
        value = f": {violation.value}" if violation.value else ""
        show(" ".join(f"{violation.focus}{place}{value}: {violation.message}".split()))
    say(f"{counted(report.triples, 'triple')} checked, {counted(len(report.violations), 'violation')}")
    return 0 if report.conforms else 1
