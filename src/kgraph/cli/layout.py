"""How help looks: as wide as the documentation shows it, with an example at the end."""

from collections.abc import Callable

import click

# The same whatever the terminal, so that what the reference shows is what is printed.
CONTEXT = {"help_option_names": ["-h", "--help"], "terminal_width": 100}


class Command(click.Command):
    """A command whose epilog is an example."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's interface
        """Write the example."""
        formatter.write(f"\nExample:\n  {self.epilog}\n")


def command(name: str, *, example: str) -> Callable[[Callable[..., int]], Command]:
    """Make a function a command; its documentation is the help."""
    return click.command(name, cls=Command, context_settings=CONTEXT, epilog=example)
