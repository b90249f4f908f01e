"""``kgraph review``."""

from pathlib import Path

import click

from kgraph.cli import options, signing
from kgraph.cli.console import Terminal
from kgraph.cli.issues import counted
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say
from kgraph.deciding import Kind, Scope
from kgraph.pipeline import apply_decisions
from kgraph.pipeline.review import Matter, export_sheet, find_matter, import_sheet, review_in_dialogue

_KINDS = {f"{kind}s": kind for kind in Kind}


@make("review", example="kgraph review --only conflicts")
@options.store
@click.option("--only", type=click.Choice(tuple(_KINDS)), multiple=True, help="what to look at; may be repeated")
@click.option("--entity", metavar="NAME", help="only what is about this entity")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="only the N most doubtful")
@click.option("--all", "everything", is_flag=True, help="also what is certain or was decided before")
@click.option("--export", "exported", type=options.PATH, metavar="FILE", help="write a spreadsheet (CSV) to fill in")
@click.option(
    "--import", "imported", type=options.PATH, metavar="FILE", help="take the decisions of such a spreadsheet"
)
@signing.by
@signing.file
def command(  # noqa: PLR0913 - one for each option
    *,
    store: str,
    only: tuple[str, ...],
    entity: str | None,
    limit: int | None,
    everything: bool,
    exported: Path | None,
    imported: Path | None,
    by: str | None,
    decisions: Path | None,
) -> int:
    """Steps through what is uncertain, the most doubtful first, and asks what to make of it.

    Claims of low confidence, doubtful merges, conflicts: each with its sentence. Every answer is written to
    decisions.toml beside the store at once; at the end all are applied, and every later build obeys them.
    """
    if exported and imported:
        msg = "--export and --import exclude one another"
        raise click.UsageError(msg)
    if imported:
        return _import(Path(store), imported, by, decisions)
    scope = Scope(frozenset(_KINDS[name] for name in only) or frozenset(Kind), everything=everything)
    matter = find_matter(Path(store), decisions=decisions, scope=scope, entity=entity, limit=limit)
    if exported:
        export_sheet(matter, exported)
        say(f"{counted(len(matter.doubts), 'row')} written to {exported}")
        return 0
    return _review(Path(store), matter, by)


def _review(store: Path, matter: Matter, by: str | None) -> int:
    if not matter.doubts:
        say("nothing is left to review")
        return 0
    signing.signature(by)  # a missing name is told before anything is asked
    try:
        made = review_in_dialogue(matter, Terminal(), lambda: signing.signature(by))
    except KeyboardInterrupt:
        say(f"what was decided is in {matter.file}; the next build applies it")
        raise
    if made:
        apply_decisions(store, decisions=matter.file)
        say(f"{counted(made, 'decision')} written to {matter.file} and applied")
    return 0


def _import(store: Path, path: Path, by: str | None, decisions: Path | None) -> int:
    made, problems = import_sheet(store, path, signing.signature(by), decisions=decisions)
    for problem in problems:
        say(f"{path}: {problem}")
    if problems:
        say(f"{counted(len(problems), 'problem')}; nothing was decided")
        return 1
    say(f"{counted(made, 'new decision')} taken from {path}")
    return 0
