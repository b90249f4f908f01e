"""The groups of units that are one so far, and what holds between them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kgraph.resolution.conflicts import conflict
from kgraph.resolution.evidence import Known, are_namesakes, evidence, needed
from kgraph.resolution.persons import PersonName
from kgraph.resolution.ties import Tied
from kgraph.resolution.units import Edge, Unit

_T = TypeVar("_T")


@dataclass(slots=True)
class Link:
    """How alike the names of two groups are.

    Attributes:
        best: The score of the pair that is most alike.
        whole: The same without names that are a part of another; 0 where there are no others.
    """

    best: float = 0.0
    whole: float = 0.0

    def note(self, other: "Link") -> None:
        """Take the better of each."""
        self.best, self.whole = max(self.best, other.best), max(self.whole, other.whole)


class Groups:
    """A partition of units; a group is named by the place of one of its units.

    What holds between two groups is kept until one of them grows.

    Attributes:
        joined: The pairs by which groups were joined, in that order; without an edge where people decided it.
    """

    def __init__(self, units: Sequence[Unit], edges: Sequence[Edge], tied: Tied) -> None:
        self._units = units
        self._tied = tied
        self._root = list(range(len(units)))
        self._known = {place: Known.of(unit) for place, unit in enumerate(units)}
        self._places = {place: [place] for place in range(len(units))}
        self._links: defaultdict[int, dict[int, Link]] = defaultdict(dict)
        for edge in edges:
            link = Link(edge.likeness.score, 0.0 if edge.likeness.part else edge.likeness.score)
            for one, other in ((edge.left, edge.right), (edge.right, edge.left)):
                self._links[one].setdefault(other, Link()).note(link)
        self._apart: dict[tuple[int, int], tuple[int, bool]] = {}
        self._evidence: dict[tuple[int, int], tuple[int, float]] = {}
        self.joined: list[tuple[int, int, Edge | None]] = []

    def find(self, place: int) -> int:
        """The group of a unit."""
        while self._root[place] != place:
            self._root[place] = place = self._root[self._root[place]]
        return place

    def all(self) -> list[list[int]]:
        """The groups, each as the sorted places of its units."""
        return sorted(sorted(places) for places in self._places.values())

    def links(self, group: int) -> Mapping[int, Link]:
        """The groups that a group may be one with."""
        return self._links[group]

    def documents(self, group: int) -> int:
        """How many appearances a group has."""
        return self._known[group].documents

    def unite(self, left: int, right: int, edge: Edge | None) -> None:
        """Make one group of those of two units."""
        kept, gone = self.find(left), self.find(right)
        if kept == gone:
            return
        if len(self._places[kept]) < len(self._places[gone]):
            kept, gone = gone, kept
        self._root[gone] = kept
        self._places[kept] += self._places.pop(gone)
        self._known[kept].take(self._known.pop(gone))
        for other, link in self._links.pop(gone, {}).items():
            del self._links[other][gone]
            if other != kept:
                self._links[other].setdefault(kept, Link()).note(link)
                self._links[kept].setdefault(other, Link()).note(link)
        self.joined.append((left, right, edge))

    def apart(self, left: int, right: int) -> bool:
        """Whether something keeps two groups apart: a decision, or what is known of any two of their units."""
        return self._kept(self._apart, left, right, self._are_apart)

    def differ(self, left: int, right: int) -> bool:
        """Whether both have whole names, none of which is like one of the other's."""
        if not (self._known[left].whole and self._known[right].whole):
            return False
        link = self._links[left].get(right)
        return link is None or not link.whole

    def share_a_document(self, edge: Edge) -> bool:
        """Whether the document of a surname alone speaks of somebody in the other group as of another."""
        for one, other in ((edge.left, edge.right), (edge.right, edge.left)):
            names = self._units[one].names
            if names and isinstance(names[0], PersonName) and not names[0].is_full:
                lives = self._known[self.find(other)].lives
                return any(item.appearance.document in lives for item in self._units[one].items)
        return False

    def evidence(self, left: int, right: int) -> float:
        """How much speaks for two groups being one, their names aside."""
        return self._kept(self._evidence, left, right, lambda a, b: evidence(self._known[a], self._known[b]))

    def needed(self, edge: Edge) -> float:
        """How much has to speak for it."""
        return needed(edge.likeness, self._units[edge.left], self._units[edge.right])

    def _are_apart(self, left: int, right: int) -> bool:
        if self._tied.apart(self._units, self._places[left], self._places[right]):
            return True
        if are_namesakes(self._known[left], self._known[right]):
            return True
        return any(conflict(a, b) for a in self._known[left].contexts for b in self._known[right].contexts)

    def _kept(
        self, known: dict[tuple[int, int], tuple[int, _T]], left: int, right: int, find: Callable[[int, int], _T]
    ) -> _T:
        pair = (left, right) if left < right else (right, left)
        size = len(self._places[left]) + len(self._places[right])
        found = known.get(pair)
        if found is None or found[0] != size:
            found = known[pair] = size, find(*pair)
        return found[1]
