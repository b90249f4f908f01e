"""The words of a SPARQL query and where they stand: for messages, and to find where values can be bound.

What may run is not decided here but by the engine's own parser (see ``kgraph.query.engine``): it reads some texts
otherwise than the grammar of tokens does, such as ``1SERVICE<iri>``.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
              |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
  | (?P<variable>[?$]\w+)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>(?:[^\W\d]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})(?:[\w.-]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*
             (?::(?:[\w.:%-]|\\.)*)?|:(?:[\w.:%-]|\\.)*)
  | (?P<open>'|")
  | (?P<sign>&&|\|\||!=|<=|>=|\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_EXCERPT_WIDTH = 100
_NEAR_WIDTH = 24


class Token:
    """A word of a query: what kind, its text and where it starts."""

    __slots__ = ("kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The words of a query, white space and comments left out."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match.group(), match.start())


def verb(text: str) -> str | None:
    """The first keyword after the prologue, in upper case, such as ``SELECT`` or ``INSERT``."""
    words = list(tokens(text))
    at = 0
    while at < len(words):
        word = words[at].text.upper()
        if word == "PREFIX":
            at += 3
        elif word in {"BASE", "VERSION"}:
            at += 2
        else:
            return word if words[at].kind == "word" else None
    return None


def unescaped(text: str) -> str:
    r"""The text with its ``\u0053`` escapes read."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), sys.maxunicode)), text)


def variables(text: str) -> set[str]:
    """The names of the variables in a query, without ``?``."""
    return {token.text[1:] for token in tokens(text) if token.kind == "variable"}


def group_start(text: str) -> int | None:
    """Where the pattern of a query begins, after its opening brace; None where it has none."""
    depth = 0
    template = False
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else token.text
        if word == "CONSTRUCT":
            template = True
        elif word == "WHERE":
            template = False
        elif word in {"(", ")"}:
            depth += 1 if word == "(" else -1
        elif word == "{" and depth == 0 and not template:
            return token.end
    return None


def unknown_prefix(text: str, known: set[str]) -> Token | None:
    """The first prefixed name whose prefix nobody declares."""
    words = list(tokens(text))
    declared = known | {
        after.text.removesuffix(":") for before, after in pairwise(words) if before.text.upper() == "PREFIX"
    }
    for token in words:
        if token.kind == "word" and ":" in token.text and token.text.split(":")[0] not in declared:
            return token
    return None


def unclosed_string(text: str) -> Token | None:
    """The quotation mark that opens a string that never ends."""
    return next((token for token in tokens(text) if token.kind == "open"), None)


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of an offset, both from 1."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def excerpt(text: str, offset: int) -> str:
    """The line of an offset with a caret below it, cut to what fits on a terminal."""
    line, column = position(text, offset)
    shown = re.split(r"\r\n|\n|\r", text)[line - 1]
    first = max(0, column - _EXCERPT_WIDTH // 2) if len(shown) > _EXCERPT_WIDTH else 0
    shown = shown[first : first + _EXCERPT_WIDTH].expandtabs(1)
    return f"  {shown.rstrip()}\n  {' ' * (column - 1 - first)}^"


def near(text: str, offset: int) -> str:
    """A few words around an offset, on one line; what is cut off at either side is an ellipsis."""
    first, last = max(0, offset - _NEAR_WIDTH), offset + _NEAR_WIDTH
    before = "…" if text[:first].strip() else ""
    after = "…" if text[last:].strip() else ""
    return f"{before}{' '.join(text[first:last].split())}{after}"
