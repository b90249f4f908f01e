"""Fills lines with words of several styles, so that what is coloured breaks where plain text would."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

Paint: TypeAlias = Callable[[str, str], str]
"""Gives a text a style: ``title``, ``good``, ``bad``, ``ask``, ``strong`` or ``faint``."""

BREAK = "\u200b"
"""Where a word may be broken."""

_GAP = re.compile(f"([ {BREAK}])")

Piece: TypeAlias = tuple[str, str]
"""A text and its style; the empty style is plain."""


def plain(text: str, style: str) -> str:  # noqa: ARG001 - the way without colours
    """The text as it is."""
    return text


def flow(pieces: Sequence[Piece], paint: Paint, *, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of the pieces, broken at spaces.

    Args:
        pieces: What to write, with spaces where there are to be any.
        paint: Gives each piece its style.
        width: The columns of a line.
        first: What the first line begins with.
        rest: What the others begin with.
    """
    line: list[Piece] = [(first, "")]
    used, empty = len(first), True
    for word, glued in _words(pieces):
        size = sum(len(text) for text, _ in word)
        gap = "" if empty or glued else " "
        if not empty and used + len(gap) + size > width:
            yield _painted(line, paint)
            line, used, gap = [(rest, "")], len(rest), ""
        line += [(gap, word[0][1] if line[-1][1] == word[0][1] else ""), *word]
        used += len(gap) + size
        empty = False
    yield _painted(line, paint)


def _painted(line: Sequence[Piece], paint: Paint) -> str:
    """A line, each run of one style painted at once."""
    runs = (("".join(text for text, _ in run), style) for style, run in groupby(line, key=itemgetter(1)))
    return "".join(paint(text, style) if style and text else text for text, style in runs)


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], bool]]:
    """What stands between spaces and breaks, in the pieces that it consists of; whether no space is before it."""
    word: list[Piece] = []
    glued = False
    for text, style in pieces:
        for part in _GAP.split(text):
            if part in {" ", BREAK}:
                if word:
                    yield word, glued
                    word = []
                glued = part == BREAK
            elif part:
                word.append((part, style))
    if word:
        yield word, glued
