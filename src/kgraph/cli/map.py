"""Turns claims into RDF: sorted N-Quads on stdout, a named graph a document.

Without the articles only claims and their quotes are written; with them text, metadata and context too.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from kgraph.cli.issues import report_issues
from kgraph.cli.options import add_articles, add_base, add_facts, add_strict
from kgraph.cli.terminal import show_bytes
from kgraph.errors import ReadError
from kgraph.jsonl import read_claims
from kgraph.model import DEFAULT_BASE
from kgraph.pipeline import Articles, extractor_name, map_claims

EXAMPLE = "kgraph map --articles data/articles out/claims.jsonl > graph.nq"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("claims", nargs="?", default="-", metavar="CLAIMS", help="JSON Lines (default: -, stdin)")
    parser.add_argument(
        "--articles", action="append", default=[], metavar="PATH", help="the articles of the claims; may be repeated"
    )
    parser.add_argument("--extractor", default=extractor_name(), help="what made the claims (default: %(default)s)")
    add_articles(parser)
    add_facts(parser)
    add_base(parser)
    add_strict(parser)


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    articles = Articles((), ())
    if options.articles:
        articles = Articles.read(options.articles, input_format=options.input_format, encoding=options.encoding)
    with _opened(options.claims) as (lines, source):
        quads, issues = map_claims(
            read_claims(lines, source=source),
            articles.documents,
            extractor=options.extractor,
            base=options.base or DEFAULT_BASE,
            own_voice_only=options.facts == "own-voice",
        )
    show_bytes(quads)
    return report_issues(articles.issues, issues, strict=options.strict)


@contextmanager
def _opened(path: str) -> Iterator[tuple[TextIO, str]]:
    """The claims' lines and what to call them; only a line feed ends a line, for a quote may hold U+2028."""
    try:
        if path == "-":
            yield TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="\n"), "stdin"
        else:
            with Path(path).open(encoding="utf-8", newline="\n") as file:
                yield file, path
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 at byte {error.start} of what was read; claims are JSON Lines in UTF-8"
        raise ReadError(msg) from error
