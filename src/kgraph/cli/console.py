"""The terminal as the place of a dialogue; input from a pipe is read by lines, so that it can be scripted."""

import sys

import click

from kgraph.cli.colours import paint, width
from kgraph.cli.terminal import show

_END = ("\x04", "\x1a")  # Ctrl-D, and Ctrl-Z on Windows


class Terminal:
    """A terminal, or a pipe: then each line answers one question, its first letter where a key is asked for.

    Attributes:
        width: Its columns.
    """

    def __init__(self) -> None:
        self.width = width()
        self._live = sys.stdin.isatty()

    def show(self, text: str) -> None:
        """Show a text and end the line."""
        show(text)
        sys.stdout.flush()

    def key(self, question: str) -> str:
        """Ask for one key; blanks are none."""
        self._ask(question)
        while not (key := (click.getchar() if self._live else self._line()).strip()[:1]):
            pass
        if key in _END:
            raise EOFError
        if self._live:
            self.show(key)
        return key

    def line(self, question: str) -> str:
        """Ask for a line."""
        self._ask(question)
        return input() if self._live else self._line()

    def paint(self, text: str, style: str) -> str:
        """A text in a style, where there are colours."""
        return paint(text, style)

    def _ask(self, question: str) -> None:
        sys.stdout.write(f"{question}: ")
        sys.stdout.flush()

    def _line(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        self.show("")
        return line.rstrip("\r\n")
