"""``kgraph entities`` and what can be done with them."""

import re
from pathlib import Path

import click

from kgraph import deciding
from kgraph.browse import dumps, dumps_list, read_directory, read_profile
from kgraph.cli import options, signing
from kgraph.cli.entity_pages import profile_page, table_of
from kgraph.cli.layout import CONTEXT, Command
from kgraph.cli.terminal import say, show
from kgraph.decisions import Decision, toml_of
from kgraph.model import EntityType
from kgraph.pipeline import decisions_path
from kgraph.pipeline.deciding import decide, undo
from kgraph.store import open_store

LIST = "list"
_STORE_OPTIONS = ("-s", "--store")

json_option = click.option("--json", "json_", is_flag=True, help="write JSON")


class Entities(Command, click.Group):
    """The group; without the name of a command it lists or searches."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the command, be it behind ``-s STORE``; what is none is looked for."""
        place = _first_word(args)
        if place < len(args) and args[place] in self.commands:
            args = [args[place], *args[:place], *args[place + 1 :]]
        elif not {"-h", "--help"} & set(args):
            args = [LIST, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call it."""
        formatter.write_usage(ctx.command_path, "[-s STORE] [--json] [TEXT]")
        formatter.write_usage(ctx.command_path, "COMMAND [-s STORE] ...", prefix="   or: ")


def _first_word(args: list[str]) -> int:
    place = 0
    while place < len(args) and args[place].startswith("-") and args[place] != "-":
        place += 2 if args[place] in _STORE_OPTIONS else 1
    return place


@click.group("entities", cls=Entities, context_settings=CONTEXT, epilog="kgraph entities -s out/store Kowalski")
def command() -> None:
    """Lists the entities of a store, those like TEXT if it is given; shows one; decides who is who.

    An entity is given by its label, any name, its key (the end of its IRI) or its IRI. Decisions are written to
    decisions.toml beside the store and applied at once; every later build obeys them.
    """


@command.command(LIST, cls=Command, context_settings=CONTEXT, epilog="kgraph entities list Kowalski")
@click.argument("text", nargs=-1, metavar="[TEXT]", help="a name, or one like it")
@options.store
@json_option
def list_(*, text: tuple[str, ...], store: str, json_: bool) -> int:
    """Lists all entities, or those with a name like TEXT."""
    wanted = " ".join(text)
    with open_store(store, read_only=True) as opened:
        directory = read_directory(opened)
    found = directory.search(wanted) if wanted else directory.listed()
    show(dumps_list(found) if json_ else table_of(found))
    if wanted and not found:
        say(f"nothing in this store has a name like {wanted!r}")
    return 0


@command.command("show", cls=Command, context_settings=CONTEXT, epilog="kgraph entities show Russia")
@click.argument("entity", metavar="ENTITY", help="a name, key or IRI")
@options.store
@json_option
def show_(*, entity: str, store: str, json_: bool) -> int:
    """Shows an entity with all that is known of it.

    Its names, type, claims with their speakers, documents, what was merged, others of the same name.
    """
    with open_store(store, read_only=True) as opened:
        directory = read_directory(opened)
        profile = read_profile(opened, directory, directory.named(entity))
    show(dumps(profile) if json_ else profile_page(profile))
    return 0


@command.command("merge", cls=Command, context_settings=CONTEXT, epilog='kgraph entities merge "Karl Tamm" "K. Tamm"')
@click.argument("entities", nargs=-1, required=True, metavar="A B...", help="two or more entities")
@options.store
@signing.signed
def merge(*, entities: tuple[str, ...], store: str, decisions: Path | None, by: str | None, note: str | None) -> int:
    """Decides that entities are one."""
    if len(entities) == 1:
        msg = "give two entities or more that are one"
        raise click.UsageError(msg)
    return _decide(Path(store), deciding.merging(entities, signing.signature(by, note)), decisions)


@command.command(
    "split", cls=Command, context_settings=CONTEXT, epilog="kgraph entities split 'Viktor Han' troops-4.txt"
)
@click.argument("entity", metavar="A", help="an entity")
@click.argument("taken", nargs=-1, required=True, metavar="NAME_OR_DOCUMENT...", help="what is not A")
@options.store
@signing.signed
def split(  # noqa: PLR0913 - one for each option
    *, entity: str, taken: tuple[str, ...], store: str, decisions: Path | None, by: str | None, note: str | None
) -> int:
    """Decides that names of an entity, or what documents say of it, are about another."""
    return _decide(Path(store), deciding.splitting(entity, taken, signing.signature(by, note)), decisions)


@command.command("rename", cls=Command, context_settings=CONTEXT, epilog="kgraph entities rename Ivory 'Ivory Coast'")
@click.argument("entity", metavar="A", help="an entity")
@click.argument("label", metavar="LABEL", help="what it is called")
@options.store
@signing.signed
def rename(  # noqa: PLR0913 - one for each option
    *, entity: str, label: str, store: str, decisions: Path | None, by: str | None, note: str | None
) -> int:
    """Decides what an entity is called."""
    if not label.strip():
        msg = "the label is empty"
        raise click.UsageError(msg)
    return _decide(Path(store), deciding.renaming(entity, label, signing.signature(by, note)), decisions)


@command.command("type", cls=Command, context_settings=CONTEXT, epilog="kgraph entities type 'Sula Star' Materiel")
@click.argument("entity", metavar="A", help="an entity")
@click.argument(
    "kind",
    type=click.Choice([t.value for t in EntityType], case_sensitive=False),
    metavar="TYPE",
    help=" ".join(EntityType),
)
@options.store
@signing.signed
def type_(  # noqa: PLR0913 - one for each option
    *, entity: str, kind: str, store: str, decisions: Path | None, by: str | None, note: str | None
) -> int:
    """Decides what an entity is."""
    return _decide(Path(store), deciding.retyping(entity, EntityType(kind), signing.signature(by, note)), decisions)


def _item(ctx: click.Context, param: click.Parameter, item: str) -> str:  # noqa: ARG001 - click's interface
    wanted = item.lower() if item.lower() == "none" else item.upper()
    if wanted != "none" and not re.fullmatch("Q[1-9][0-9]*", wanted):
        msg = f"{item!r} is no identifier such as Q42, nor none"
        raise click.BadParameter(msg)
    return wanted


@command.command("link", cls=Command, context_settings=CONTEXT, epilog="kgraph entities link 'Sula Star' none")
@click.argument("entity", metavar="A", help="an entity")
@click.argument("item", callback=_item, metavar="QID", help="its identifier in Wikidata, such as Q159; or none")
@options.store
@signing.signed
def link(  # noqa: PLR0913 - one for each option
    *, entity: str, item: str, store: str, decisions: Path | None, by: str | None, note: str | None
) -> int:
    """Decides which item of Wikidata an entity is."""
    making = deciding.linking(entity, None if item == "none" else item, signing.signature(by, note))
    return _decide(Path(store), making, decisions)


@command.command("undo", cls=Command, context_settings=CONTEXT, epilog="kgraph entities undo")
@options.store
@signing.file
def undo_(*, store: str, decisions: Path | None) -> int:
    """Takes the last decision back."""
    path = Path(store)
    taken = undo(path, decisions=decisions)
    say(f"taken out of {decisions or decisions_path(path)}: {_in_short(taken)}")
    return 0


def _decide(store: Path, making: deciding.Making, decisions: Path | None) -> int:
    made = decide(store, making, decisions=decisions)
    say(f"{made.words}; written to {decisions or decisions_path(store)}")
    return 0


def _in_short(decision: Decision) -> str:
    return toml_of(decision).partition("\n")[2].partition("\nby = ")[0]
