"""Asks a store for whole columns: what all subjects have of a predicate.

Most of what reading costs is turning the store's numbers into text, and looking up one subject after the other. So each
query goes through whole predicates, which the engine joins by hashing, and gives text only of what is asked for.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from kgraph.rdf.terms import PREFIXES

Row: TypeAlias = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one store, over all its graphs."""

    store: ox.Store

    def rows(self, variables: str, *parts: str) -> Iterator[Row]:
        """Rows of text, in no order; a variable without value is None. Rows with blank nodes are left out."""
        found = self.store.query(f"SELECT {variables} WHERE {{ {' '.join(parts)} }}", prefixes=PREFIXES)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(variables)
        for solution in found:
            row = []
            for term in solution:
                if term is not None and not isinstance(term, ox.NamedNode | ox.Literal):
                    break
                row.append(None if term is None else term.value)
            else:
                yield tuple(row)

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subjects and objects."""
        for subject, object_ in self.rows("?s ?o", each("?s", predicate, "?o")):
            if subject is not None and object_ is not None:
                yield subject, object_

    def texts(self, predicate: str) -> dict[str, list[str]]:
        """All values of each subject, sorted: a store keeps no order."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject, text in sorted(set(self.pairs(predicate))):
            found[subject].append(text)
        return found

    def text(self, *predicates: str) -> dict[str, str]:
        """The least value of each subject, by the first predicate that it has."""
        found: dict[str, str] = {}
        for predicate in predicates:
            values: dict[str, str] = {}
            for subject, text in self.pairs(predicate):
                if subject not in values or text < values[subject]:
                    values[subject] = text
            found = values | found
        return found

    def among(self, predicate: str, object_: str) -> set[str]:
        """The subjects that have this very object."""
        return {s for (s,) in self.rows("?s", f"GRAPH ?g {{ ?s {predicate} {object_} }}") if s is not None}


def each(subject: str, predicate: str, object_: str) -> str:
    """A column to be joined with others, whichever graphs they are from."""
    return f"{{ SELECT {subject} {object_} {{ GRAPH ?g {{ {subject} {predicate} {object_} }} }} }}"
