"""Reads articles and adds what they claim to a folder: claims, graph, store, page and report."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kgraph.cli.issues import report_issues
from kgraph.cli.options import add_articles, add_base, add_extraction, add_facts, add_progress, add_strict
from kgraph.cli.progress import Progress
from kgraph.cli.summary import summary
from kgraph.cli.terminal import show
from kgraph.pipeline import Articles, Options, Outputs, build

EXAMPLE = "kgraph build data/articles --out out"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, a pattern, or - for stdin")
    parser.add_argument("--out", type=Path, default=Path("out"), help="the folder of the results (default: out)")
    parser.add_argument("--fresh", action="store_true", help="start anew instead of adding to what is there")
    parser.add_argument("--no-page", action="store_true", help="write no page")
    parser.add_argument("--no-dump", action="store_true", help="write no graph.trig; the store holds the same")
    parser.add_argument("--title", help="what the page is called")
    add_articles(parser)
    add_extraction(parser)
    add_facts(parser)
    add_base(parser)
    add_strict(parser)
    add_progress(parser)


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    settings = Options(
        fresh=options.fresh,
        page=not options.no_page,
        dump=not options.no_dump,
        base=options.base,
        model=options.model,
        own_voice_only=options.facts == "own-voice",
        title=options.title,
    )
    articles = Articles.read(options.paths, input_format=options.input_format, encoding=options.encoding)
    report = build(
        articles,
        options.out,
        options=settings,
        progress=lambda readings, total: Progress(bar=options.progress)(readings, total=total, what="articles"),
    )
    show(summary(report, Outputs(options.out), options=settings))
    return report_issues(articles.issues, (), strict=options.strict)
