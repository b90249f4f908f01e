"""``kgraph extract``."""

import click

from kgraph.cli import options
from kgraph.cli.issues import report_issues
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import show
from kgraph.jsonl import dumps
from kgraph.model import DEFAULT_BASE, Issue
from kgraph.pipeline import Articles, extract


@make("extract", example="kgraph extract data/articles | kgraph map --articles data/articles")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", help="a file, a folder, a pattern, or - for stdin")
@options.articles
@options.model
@options.min_confidence
@options.base
@options.strict
def command(  # noqa: PLR0913 - one for each option
    *,
    paths: tuple[str, ...],
    input_format: str | None,
    encoding: str,
    model: str | None,
    min_confidence: float | None,
    base: str | None,
    strict: bool,
) -> int:
    """Reads articles and writes their claims as JSON Lines to stdout, in the order of the articles."""
    articles = Articles.read(paths, input_format=input_format, encoding=encoding)
    left_out: list[Issue] = []
    readings = extract(articles.documents, model=model, base=base or DEFAULT_BASE, min_confidence=min_confidence)
    for reading in readings:
        left_out += reading.issues
        for claim in reading.claims:
            show(dumps(claim))
    return report_issues(articles.issues, (*articles.notes, *left_out), strict=strict)
