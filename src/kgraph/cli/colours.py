"""How prose looks on stdout: how wide, and in which colours if any."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial

import click

_WIDEST = 110  # longer lines are hard to read
_STYLES: Mapping[str, Callable[[str], str]] = {
    "title": partial(click.style, fg="cyan"),
    "good": partial(click.style, fg="green"),
    "bad": partial(click.style, fg="red"),
    "ask": partial(click.style, fg="yellow", bold=True),
    "strong": partial(click.style, bold=True),
    "faint": partial(click.style, dim=True),
}


def width() -> int:
    """The columns to write prose in: those of the terminal, or of COLUMNS, else 80."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def paint(text: str, style: str) -> str:
    """A text in a style, where stdout is a terminal with colours; see https://no-color.org."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return _STYLES[style](text)
