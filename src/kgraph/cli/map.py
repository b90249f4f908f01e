"""``kgraph map``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from kgraph.cli import options
from kgraph.cli.issues import report_issues
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import show_bytes
from kgraph.errors import ReadError
from kgraph.jsonl import read_claims
from kgraph.model import DEFAULT_BASE
from kgraph.pipeline import Articles, extractor_name, map_claims


@make("map", example="kgraph map --articles data/articles out/claims.jsonl > graph.nq")
@click.argument("claims", default="-", metavar="[CLAIMS]", help="JSON Lines (default: -, which is stdin)")
@click.option("--articles", multiple=True, metavar="PATH", help="the articles of the claims; may be repeated")
@click.option(
    "--extractor",
    default=extractor_name(),
    metavar="NAME",
    help=f"what made the claims (default: {extractor_name()})",
)
@options.articles
@options.facts
@options.base
@options.strict
def command(  # noqa: PLR0913 - one for each option
    *,
    claims: str,
    articles: tuple[str, ...],
    extractor: str,
    input_format: str | None,
    encoding: str,
    facts: str,
    base: str | None,
    strict: bool,
) -> int:
    """Turns claims into RDF: sorted N-Quads on stdout, a named graph a document.

    Without the articles only claims and their quotes are written; with them text, metadata and context too.
    """
    read = Articles(())
    if articles:
        read = Articles.read(articles, input_format=input_format, encoding=encoding)
    with _opened(claims) as (lines, source):
        quads, issues = map_claims(
            read_claims(lines, source=source),
            read.documents,
            extractor=extractor,
            base=base or DEFAULT_BASE,
            own_voice_only=facts == "own-voice",
        )
    show_bytes(quads)
    return report_issues(read.issues, (*read.notes, *issues), strict=strict)


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
