"""``kgraph conflicts``."""

import click

from kgraph.browse import dumps_disputes, read_directory, read_disputes
from kgraph.cli import options
from kgraph.cli.dispute_pages import page_of
from kgraph.cli.issues import counted
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say, show
from kgraph.store import open_store


@make("conflicts", example="kgraph conflicts -s out/store --entity Russia")
@options.store
@click.option("--entity", metavar="ENTITY", help="only what is said of or by it: a name, key or IRI")
@click.option("--json", "json_", is_flag=True, help="write JSON")
def command(*, store: str, entity: str | None, json_: bool) -> int:
    """Prints the claims that cannot both hold, side by side: who says so, when, on which words.

    Pairs that somebody dismissed in decisions.toml are left out.
    """
    with open_store(store, read_only=True) as opened:
        known = read_directory(opened).named(entity) if entity else None
        disputes = read_disputes(opened, entity=known.iri if known else None)
    if disputes.open or json_:
        show(dumps_disputes(disputes.open) if json_ else page_of(disputes.open))
    else:
        say("no claims of this store are in conflict")
    if disputes.dismissed:
        say(f"{counted(disputes.dismissed, 'pair')} left out, dismissed as no conflict")
    return 0
