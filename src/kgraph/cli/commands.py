"""All commands as one click group; the module of a command is imported when it is called."""

import os
from importlib import import_module

import click
from click.shell_completion import CompletionItem, shell_complete

from kgraph import __version__
from kgraph.cli.layout import CONTEXT, Command
from kgraph.cli.quick import VERSION

NAME = "kgraph"
COMPLETE = "_KGRAPH_COMPLETE"

COMMANDS = {
    "build": "read articles and write claims, graph, store and page: all of it",
    "extract": "articles to claims, as JSON Lines",
    "map": "claims to RDF, as N-Quads",
    "query": "ask a store in SPARQL, or by the name of a query that comes with it",
    "entities": "list, search and show entities, and decide who is who",
    "conflicts": "print the claims that cannot both hold, side by side",
    "review": "step through what is uncertain, and decide",
    "render": "write the interactive page of a store",
    "validate": "check a store or a file against the shapes",
    "remove": "take documents out of what was built",
    "export": "write a store in another format",
    "lexicon": "write the lexicon in RDF, by OntoLex-Lemon",
    "load": "put a store into a SPARQL 1.1 server",
    "serve": "serve a store over HTTP: SPARQL, graphs, the page",
    "explain": "show what is made of a sentence, and why",
    "evaluate": "compare claims with gold",
}
"""Every command and what it does, in the order of the work; each is ``command`` in a module of this package."""


class Program(Command, click.Group):
    """The group. To list the commands it imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's interface
        """The command of a name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kgraph.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's interface
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so."""
        names = [CompletionItem(name, help=COMMANDS[name]) for name in COMMANDS if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    NAME, cls=Program, context_settings=CONTEXT, no_args_is_help=False, epilog="kgraph build data/articles --out out"
)
@click.version_option(__version__, "-V", "--version", message=VERSION)
def program() -> None:
    """News articles to a graph of claims: who did what to whom, who says so, and how sure they are.

    `kgraph COMMAND --help` tells what a command takes.
    """


def run(arguments: list[str]) -> int:
    """Run the program and return its exit status; what a command raises is for the caller."""
    if instruction := os.environ.get(COMPLETE):
        return shell_complete(program, {}, NAME, COMPLETE, instruction)
    try:
        with program.make_context(NAME, arguments) as context:
            return int(program.invoke(context))
    except click.exceptions.Exit as end:  # after --help and --version
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
