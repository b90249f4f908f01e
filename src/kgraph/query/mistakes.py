"""What is wrong with a query that does not parse, and where."""

import re

from pyoxigraph import Store

from kgraph.errors import QueryError, QueryRefused
from kgraph.namespaces import PREFIXES
from kgraph.query.syntax import Token, excerpt, near, position, tokens, unclosed_string, unknown_prefix, verb

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

# Longer than any keyword of SPARQL.
_PADDING = " " * 40
NEEDS_LEAVE = " (SERVICE would need --allow-network besides)"
_CALLS_OUT = "SERVICE would call another endpoint; allow it with --allow-network"
_PLACE = re.compile(r"error at (\d+):(\d+)")


def malformed(text: str, parsed: str, reason: str) -> QueryError:
    """The error of a query that does not parse: what is wrong, at which line and column, and the place itself.

    Args:
        text: The query as it was given.
        parsed: The query as it was parsed, of the same length, ``service`` spoilt if it may not call out.
        reason: What the engine says.
    """
    first = verb(text)
    if first in UPDATES:
        return QueryRefused(f"{first} is an update, and a query only reads; use kgraph build, remove or load")
    offset, what = _cause(text, parsed, reason)
    if parsed != text and not what.startswith("SERVICE"):
        what += NEEDS_LEAVE
    line, column = position(text, offset)
    place = f"query, line {line}, column {column}"
    kind = QueryRefused if what == _CALLS_OUT else QueryError
    return kind(f"{place}: {what}, near «{near(text, offset)}»\n{excerpt(text, offset)}")


def _cause(text: str, parsed: str, reason: str) -> tuple[int, str]:
    """Where the query is wrong and how."""
    token = failing(text, parsed)
    stray, stranger = unclosed_string(text), unknown_prefix(text, set(PREFIXES))
    start = token.start if token else len(text.rstrip())
    if parsed != text and token and token.text.casefold().startswith("service"):
        what = _CALLS_OUT
    elif stray:
        start, what = stray.start, "this string is never closed"
    elif stranger:
        prefix, known = stranger.text.partition(":")[0], ", ".join(PREFIXES)
        start, what = stranger.start, f"nothing declares the prefix {prefix}: (predeclared are {known})"
    elif "variable that is" in reason:
        start, what = 0, "SELECT names a variable that is neither grouped nor computed by an aggregate"
    elif token is None:
        what = "the query ends too early"
    elif token.kind == "iri" and "IRI parsing failed" in reason:
        what = f"{token.text} is relative; write the IRI in full or declare a BASE"
    else:
        what = f"{token.text} does not fit here"
    return start, what


def failing(text: str, parsed: str) -> Token | None:
    """The word that the parser stumbles over; None at the end of the query.

    The parser reports the furthest place that it looked at, but counts a keyword that it hoped for as looked at whole.
    So the words are set further apart than keywords are long: the place lies in the word, or in the space behind it.
    """
    words = list(tokens(parsed))
    wide, starts, end = "", [], 0
    for word in words:
        if word.start > end or word.kind in {"sign", "iri"}:
            wide += _PADDING
        starts.append(len(wide))
        wide += word.text
        end = word.start if word.kind == "sign" else word.end
    wide += _PADDING
    place = _place_of_error(wide)
    if place is None or place >= len(wide):
        return None
    index = max((i for i, start in enumerate(starts) if start <= place), default=0)
    return Token(words[index].kind, text[words[index].start : words[index].end], words[index].start)


def _place_of_error(text: str) -> int | None:
    try:
        Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        found = _PLACE.match(str(error))
    else:
        return None
    if not found:
        return None
    line, column = int(found[1]), int(found[2])
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return starts[line - 1] + column - 1
