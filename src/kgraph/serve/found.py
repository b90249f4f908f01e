"""An answer as a page, for a browser that opens the link of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kgraph.serve.html import rendered
from kgraph.serve.resource import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

SHOWN = 1_000
"""Rows of a table; other formats have the rest."""


class FoundPage:
    """The page of an answer.

    Args:
        store: Where the labels of things are looked up.
        query: What was asked.
        graphs: The graphs that were named beside it, by parameter.
        base: What the IRIs of the data begin with.
        root: The path of the server's root.
    """

    def __init__(self, store: ox.Store, query: str, graphs: Sequence[tuple[str, str]], *, base: str, root: str) -> None:
        self._values = {"query": query, "graphs": graphs, "root": root, "link": f"query={quote(query, safe='')}"}
        self._cells = Cells(store, base, root)

    def table(self, names: Sequence[str], rows: Iterable[Sequence[object]], *, more: int) -> str:
        """With rows."""
        shown = [[self._cells.plain(term) for term in row] for row in rows]
        number = len(shown) + more
        heading = f"{number:,} {'row' if number == 1 else 'rows'}"
        return rendered("answer.html", heading=heading, names=names, rows=shown, more=more, text=None, **self._values)

    def text(self, heading: str, text: str) -> str:
        """With a text."""
        return rendered("answer.html", heading=heading, text=text, names=(), rows=(), more=0, **self._values)
