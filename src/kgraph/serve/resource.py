"""The page of one IRI: what is said of it and by what it is named, each with a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kgraph.query.table import harmless, shortened
from kgraph.rdf import terms as t
from kgraph.serve.html import rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

SHOWN = 500
"""Rows of a table; SPARQL has the rest."""

_LABELS = (t.PREF_LABEL, t.HEADLINE, t.RDFS_LABEL)


@dataclass(frozen=True, slots=True)
class Cell:
    """A term as it is shown.

    Attributes:
        text: Its words.
        link: Where it leads; None for a text.
        iri: What stands behind the words; empty for a text.
    """

    text: str
    link: str | None = None
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A property and a value; or what has this as its value."""

    property: Cell
    value: Cell


def resource_page(store: ox.Store, iri: NamedNode, about: Sequence[ox.Triple], *, base: str, root: str) -> str:
    """The page as HTML.

    Args:
        store: Where labels are looked up.
        iri: Of what.
        about: The triples with it as subject or object.
        base: What the IRIs of the data begin with: those lead back to this server.
        root: The path of the server's root, without a slash at its end.
    """
    cells = Cells(store, base, root)
    outgoing = [triple for triple in about if triple.subject == iri]
    incoming = [triple for triple in about if triple.object == iri]
    return rendered(
        "resource.html",
        title=cells.cell(iri).text,
        iri=iri.value,
        root=root,
        outgoing=_rows(cells, ((triple.predicate, triple.object) for triple in outgoing[:SHOWN])),
        incoming=_rows(cells, ((triple.predicate, triple.subject) for triple in incoming[:SHOWN])),
        more=max(len(outgoing) - SHOWN, 0) + max(len(incoming) - SHOWN, 0),
    )


def _rows(cells: Cells, pairs: Iterable[tuple[object, object]]) -> list[Row]:
    rows = [Row(cells.cell(predicate, named=False), cells.cell(value)) for predicate, value in pairs]
    return sorted(rows, key=lambda row: (row.property.text, row.value.text))


class Cells:
    """Terms as they are shown on this server.

    Args:
        store: Where labels are looked up.
        base: What the IRIs of the data begin with: those lead back to this server.
        root: The path of the server's root, without a slash at its end.
    """

    def __init__(self, store: ox.Store, base: str, root: str) -> None:
        self._store = store
        self._base = base
        self._root = root

    def cell(self, term: object, *, named: bool = True) -> Cell:
        """A term as it is shown, by its label where ``named``."""
        if isinstance(term, Literal):
            return Cell(harmless(term.value))
        if not isinstance(term, NamedNode):
            return Cell(harmless(str(term)))
        label = (self._label(term) if named else None) or shortened(term.value).removeprefix(self._base)
        return Cell(harmless(label), self._link(term.value), term.value)

    def plain(self, term: object) -> Cell:
        """A term of an answer: as it is, but shortened; an empty cell for none."""
        return Cell("") if term is None else self.cell(term, named=False)

    def _label(self, iri: NamedNode) -> str | None:
        for property_ in _LABELS:
            for quad in self._store.quads_for_pattern(iri, property_, None, None):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        return None

    def _link(self, iri: str) -> str | None:
        if iri.startswith(self._base) and not iri.startswith("/", len(self._base)):  # two slashes lead elsewhere
            return f"{self._root}/{iri.removeprefix(self._base)}"
        return iri if iri.startswith(("http://", "https://")) else None
