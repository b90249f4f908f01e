"""``kgraph load``."""

import click

from kgraph.cli import login, options
from kgraph.cli.issues import counted
from kgraph.cli.layout import command as make
from kgraph.cli.progress import Progress
from kgraph.cli.terminal import say, show
from kgraph.store import open_store
from kgraph.targets import Action, Loaded, Options, Patience, load

SHOWN = 5


@make("load", example="kgraph load -s out/store http://localhost:7878")
@click.argument(
    "url", callback=login.address, metavar="URL", help="the server's root, a dataset on it, or any of its endpoints"
)
@options.store
@login.options
@click.option("--sync", is_flag=True, help="delete graphs that kgraph once put there and that the store no longer has")
@click.option("--dry-run", is_flag=True, help="print what would be done with which graph, and do nothing")
@options.progress
def command(  # noqa: PLR0913 - one for each option
    *,
    url: str,
    store: str,
    user: str | None,
    auth: str,
    timeout: float,
    profile: str | None,
    sync: bool,
    dry_run: bool,
    progress: bool,
) -> int:
    """Puts a store into another triple store, over HTTP.

    What is there already is not sent again: repeated it sends nothing, broken off it goes on. A graph that has
    changed is replaced, graphs that kgraph did not make stay. At the end the triples of every graph are counted and
    compared. Passwords come from KGRAPH_PASSWORD, ~/.netrc or a prompt, tokens from KGRAPH_TOKEN.
    """
    with open_store(store, read_only=True) as opened:
        chosen = Options(
            access=login.access(url, user=user, scheme=auth),
            profile=profile,
            base=opened.base,
            sync=sync,
            dry_run=dry_run,
            patience=Patience(timeout_s=timeout),
            tell=say,
            progress=Progress(bar=progress, rate=True),
        )
        loaded = load(opened.dataset, url, chosen)
    _tell(loaded)
    return 1 if loaded.differing or loaded.meddled else 0


def _tell(loaded: Loaded) -> None:
    if not loaded.certain:
        login.say_doubtful(loaded.store)
    if loaded.dry:
        for step in loaded.steps:
            show(f"{step.action}\t{step.graph}\t{step.triples}")
    for name, here, there in loaded.differing[:SHOWN]:
        say(f"{name}: {counted(here, 'triple')} here, but the server counts {there:,}")
    say("; ".join(_summary(loaded)))


def _summary(loaded: Loaded) -> list[str]:
    """What was done, in parts of a sentence."""
    sent = [step for step in loaded.steps if step.action is not Action.DELETE]
    triples = sum(step.triples for step in sent)
    would = "would be " if loaded.dry else ""
    there = f"{loaded.endpoint} ({loaded.store})"
    if sent:
        replaced = len(loaded.having(Action.REPLACE))
        parts = [f"{counted(triples, 'triple')} in {counted(len(sent), 'graph')} {would}put to {there}"]
        if replaced:
            parts.append(f"{replaced:,} of them {would}replaced")
    else:
        parts = [f"nothing to send to {there}"]
    if alike := loaded.graphs - len(sent):
        parts.append(f"{counted(alike, 'graph')} there already")
    if gone := loaded.having(Action.DELETE):
        parts.append(f"{counted(len(gone), 'graph')} {would}deleted")
    if loaded.left:
        parts.append(f"{counted(len(loaded.left), 'graph')} there that this store no longer has (--sync deletes them)")
    return parts + _comparison(loaded)


def _comparison(loaded: Loaded) -> list[str]:
    if loaded.dry:
        return ["nothing was done"]
    if loaded.meddled:
        return [
            f"somebody else loaded {counted(len(loaded.meddled), 'graph')} meanwhile; load again when nobody else does"
        ]
    if not loaded.counted:
        return ["what it holds now was not counted: its query endpoint is not known"]
    if loaded.differing:
        return [f"{counted(len(loaded.differing), 'graph')} count otherwise there"]
    return [f"the server counts the same: {counted(loaded.triples, 'triple')} in {counted(loaded.graphs, 'graph')}"]
