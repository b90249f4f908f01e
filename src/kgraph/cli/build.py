"""``kgraph build``."""

from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.issues import report_issues
from kgraph.cli.layout import command as make
from kgraph.cli.progress import Progress
from kgraph.cli.summary import summary
from kgraph.cli.terminal import show
from kgraph.pipeline import Articles, Options, Outputs, build


@make("build", example="kgraph build data/articles --out out")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", help="a file, a folder, a pattern, or - for stdin")
@click.option(
    "--out", type=options.PATH, default="out", metavar="FOLDER", help="the folder of the results (default: out)"
)
@click.option("--fresh", is_flag=True, help="start anew instead of adding to what is there")
@click.option("--no-page", is_flag=True, help="write no page, and delete the one of an earlier build")
@click.option(
    "--no-dump", is_flag=True, help="write no graph.trig, and delete that of an earlier build; the store holds the same"
)
@click.option("--title", metavar="TEXT", help="what the page is called")
@options.articles
@options.model
@options.min_confidence
@options.facts
@options.base
@options.strict
@options.progress
def command(  # noqa: PLR0913 - one for each option
    *,
    paths: tuple[str, ...],
    out: Path,
    fresh: bool,
    no_page: bool,
    no_dump: bool,
    title: str | None,
    input_format: str | None,
    encoding: str,
    model: str | None,
    min_confidence: float | None,
    facts: str,
    base: str | None,
    strict: bool,
    progress: bool,
) -> int:
    """Reads articles and adds what they claim to a folder: claims, graph, store, page and report."""
    settings = Options(
        fresh=fresh,
        page=not no_page,
        dump=not no_dump,
        base=base,
        model=model,
        min_confidence=min_confidence,
        own_voice_only=facts == "own-voice",
        title=title,
    )
    articles = Articles.read(paths, input_format=input_format, encoding=encoding)
    report = build(
        articles,
        out,
        options=settings,
        progress=Progress(bar=progress),
    )
    show(summary(report, Outputs(out), options=settings))
    return report_issues(articles.issues, articles.notes, strict=strict)
