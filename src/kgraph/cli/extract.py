"""Reads articles and writes their claims as JSON Lines to stdout, in the order of the articles."""

from argparse import ArgumentParser, Namespace

from kgraph.cli.issues import report_issues
from kgraph.cli.options import add_articles, add_base, add_extraction, add_strict
from kgraph.cli.terminal import show
from kgraph.jsonl import dumps
from kgraph.model import DEFAULT_BASE, Issue
from kgraph.pipeline import Articles, extract

EXAMPLE = "kgraph extract data/articles | kgraph map --articles data/articles"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, a pattern, or - for stdin")
    add_articles(parser)
    add_extraction(parser)
    add_base(parser)
    add_strict(parser)


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    articles = Articles.read(options.paths, input_format=options.input_format, encoding=options.encoding)
    left_out: list[Issue] = []
    for reading in extract(articles.documents, model=options.model, base=options.base or DEFAULT_BASE):
        left_out += reading.issues
        for claim in reading.claims:
            show(dumps(claim))
    return report_issues(articles.issues, left_out, strict=options.strict)
