"""``kgraph explain``."""

import click

from kgraph.cli import options
from kgraph.cli.colours import paint, width
from kgraph.cli.issues import report_issues
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import show
from kgraph.explain import dumps, page
from kgraph.model import DEFAULT_BASE
from kgraph.pipeline.explaining import explain, read_explained


@make("explain", example='kgraph explain "Iran denied that it had sent drones to Russia."')
@click.argument(
    "words", nargs=-1, required=True, metavar="TEXT...", help="a sentence, an article's file, or - for stdin"
)
@click.option(
    "--sentence",
    "numbers",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="only the Nth sentence; may be repeated",
)
@click.option("--find", "text", default="", metavar="WORDS", help="only sentences with these words in them")
@click.option("--all", "everything", is_flag=True, help="show every entry that did not fit, too")
@click.option("--json", "as_json", is_flag=True, help="write a line of JSON for each sentence")
@options.articles
@options.model
@options.base
@options.min_confidence
def command(  # noqa: PLR0913 - one for each option
    *,
    words: tuple[str, ...],
    numbers: tuple[int, ...],
    text: str,
    everything: bool,
    as_json: bool,
    input_format: str | None,
    encoding: str,
    model: str | None,
    base: str | None,
    min_confidence: float | None,
) -> int:
    """Shows what is made of a sentence, and why.

    The clauses and entities that were seen, the claims with the entries of the lexicon and the words that
    they rest on, what came to nothing and why, and words that the lexicon lacks.
    """
    articles = read_explained(words, input_format=input_format, encoding=encoding)
    found = explain(
        articles.documents,
        numbers=numbers,
        text=text,
        model=model,
        base=base or DEFAULT_BASE,
        min_confidence=min_confidence,
    )
    for number, explanation in enumerate(found):
        if as_json:
            show(dumps(explanation))
        else:
            show(("\n\n" if number else "") + page(explanation, width=width(), paint=paint, everything=everything))
    return report_issues(articles.issues, articles.notes, strict=False)
