"""``kgraph evaluate``."""

from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import show
from kgraph.evaluate import (
    By,
    corpus_json,
    corpus_report,
    gold_json,
    gold_report,
    mention_files,
    merging_json,
    merging_report,
    read_corpus,
)
from kgraph.pipeline.evaluation import corpus_claims, is_corpus, judge_gold, judge_merging


@make("evaluate", example="kgraph evaluate tests/articles --by relation --list")
@click.argument("gold", type=options.PATH, metavar="GOLD", help="gold, or a corpus in Markdown: a file or a folder")
@click.argument(
    "claims", type=options.PATH, required=False, metavar="[CLAIMS]", help="a file of claims, or a folder of NAME.jsonl"
)
@click.option("--articles", multiple=True, metavar="PATH", help="the articles, where they do not lie beside the gold")
@click.option("--by", type=click.Choice([by.value for by in By]), default="document", help="what there is a row for")
@click.option("--list", "details", is_flag=True, help="print what was missed, what was wrong, and wrong fields")
@click.option("--json", "as_json", is_flag=True, help="print the figures as JSON")
@options.model
@options.min_confidence
def command(  # noqa: PLR0913 - one for each option
    *,
    gold: Path,
    claims: Path | None,
    articles: tuple[str, ...],
    by: str,
    details: bool,
    as_json: bool,
    model: str | None,
    min_confidence: float | None,
) -> int:
    """Compares claims with gold, or kgraph with a corpus of sentences: precision, recall, F1.

    GOLD is a file of gold lines or a folder of NAME.gold.jsonl. Without CLAIMS the articles beside it, NAME.txt, are
    read first. Where GOLD is a mentions.tsv, or a folder with one in or below it, merging across articles is measured.
    """
    rows = By(by)
    if mention_files(gold):
        if claims is not None:
            msg = f"{gold} is gold for merging, which no claims are compared with; leave {claims} out"
            raise click.UsageError(msg)
        mentions = judge_merging(gold, articles=articles, model=model)
        text = merging_json(mentions) if as_json else merging_report(mentions, details=details)
    elif is_corpus(gold):
        lines = read_corpus(gold)
        found = corpus_claims(lines, model=model, min_confidence=min_confidence)
        text = corpus_json(lines, found, by=rows) if as_json else corpus_report(lines, found, by=rows, details=details)
    else:
        judged = judge_gold(gold, claims, articles=articles, model=model, min_confidence=min_confidence)
        text = gold_json(judged, by=rows) if as_json else gold_report(judged, by=rows, details=details)
    show(text)
    return 0
