"""Solutions as a table for the terminal."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

from pyoxigraph import Literal, NamedNode

from kgraph.namespaces import PREFIXES

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.query.result import Term

GAP = "  "
NARROWEST = 8
LONGEST = 160
"""The columns of a text in a cell: the words of a claim fit, an article does not."""

_NUMERIC = frozenset(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float"))


def table(columns: Sequence[str], rows: Sequence[Sequence[Term | None]], *, width: int | None = None) -> str:
    """Aligned columns under their names, numbers to the right.

    Args:
        columns: The names of the columns.
        rows: The terms, None where a column is empty.
        width: How wide the table may be; the widest columns are cut to fit. By default only long texts are cut.
    """
    body = [[shown(term) for term in row] for row in rows]
    right = [
        any(row[i] is not None for row in rows) and all(row[i] is None or is_number(row[i]) for row in rows)
        for i in range(len(columns))
    ]
    widths = [max(map(columns_of, [name, *(row[i] for row in body)])) for i, name in enumerate(columns)]
    widths = fitted(widths, width)
    lines = [list(columns), ["-" * size for size in widths], *body]
    text = [
        GAP.join(
            padded(cut(cell, size), size, right=number) for cell, size, number in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    ]
    if not rows:
        text.append("(no rows)")
    return "\n".join(text) + "\n"


def shown(term: Term | None) -> str:
    """A term for people: IRIs by their prefix, text shortened where it is long, nothing that steers a terminal."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return harmless(shortened(term.value))
    return cut(harmless(term.value if isinstance(term, Literal) else str(term)), LONGEST)


def shortened(iri: str) -> str:
    """An IRI by its prefix, where what remains is a plain name."""
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{rest}"
    return iri


def harmless(text: str) -> str:
    """One line without control characters: text comes from articles, and some would drive the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c in "\t\n\r\x0b\x0c\x85\u2028\u2029" else _plain(c) for c in text)


def _plain(character: str) -> str:
    kind = category(character)
    if kind in {"Cc", "Cs", "Co", "Cn"}:
        return "\N{REPLACEMENT CHARACTER}"
    # Format characters: joiners are part of words, the rest (direction overrides, tags) only deceive.
    return "" if kind == "Cf" and character not in "\u200c\u200d" else character


def is_number(term: Term | None) -> bool:
    """Whether a term is a number."""
    return isinstance(term, Literal) and term.datatype.value in _NUMERIC


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_size, text))


def _size(character: str) -> int:
    if combining(character) or category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cut(text: str, size: int) -> str:
    """A text in at most so many columns, the rest as an ellipsis."""
    if columns_of(text) <= size:
        return text
    kept, used = "", 0
    for character in text:
        used += _size(character)
        if used >= size:
            break
        kept += character
    return f"{kept.rstrip()}…"


def padded(text: str, size: int, *, right: bool) -> str:
    """A text filled up to so many columns."""
    space = " " * (size - columns_of(text))
    return space + text if right else text + space


def fitted(widths: Sequence[int], width: int | None) -> list[int]:
    """The widths of columns, the widest made smaller until all fit."""
    sizes = list(widths)
    if width is None:
        return sizes
    spare = sum(sizes) + len(GAP) * (len(sizes) - 1) - width
    while spare > 0 and max(sizes) > NARROWEST:
        sizes[sizes.index(max(sizes))] -= 1
        spare -= 1
    return sizes
