"""Units into groups: the surest pairs first, none across what keeps two apart, nothing where two would do as well."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kgraph.resolution.conflicts import conflict
from kgraph.resolution.evidence import Group, evidence, needed
from kgraph.resolution.ties import Tied
from kgraph.resolution.units import Edge, Unit
from kgraph.resolution.values import Reason

_MARGIN = 0.15  # by how much the better of two must be better
_LEADS = 10  # how many times as many documents make one the better of two that fit as well


class Grouping:
    """The groups so far, and by which pairs they came about.

    Attributes:
        joined: The pairs by which groups were joined, in that order.
    """

    def __init__(self, units: Sequence[Unit], edges: Sequence[Edge], tied: Tied) -> None:
        self._units = units
        self._tied = tied
        self._edges = sorted(edges, key=self._order)
        self._root = list(range(len(units)))
        self._groups = {i: Group.of(i, unit) for i, unit in enumerate(units)}
        self._linked: defaultdict[int, list[Edge]] = defaultdict(list)
        for edge in self._edges:
            self._linked[edge.left].append(edge)
            self._linked[edge.right].append(edge)
        self._pairs = {(edge.left, edge.right) for edge in edges if not edge.likeness.part}
        self.joined: list[tuple[int, int, Edge | None]] = []

    def run(self) -> list[list[int]]:
        """The groups, each as the sorted places of its units."""
        self._by_decision()
        for edge in self._edges:
            if not edge.likeness.part and self._shares_state(edge):
                self._join(edge)
        while sum(self._join_if_clear(edge) for edge in self._edges):  # who was ambiguous may be clear now
            pass
        return sorted(sorted(group.places) for group in self._groups.values())

    def _order(self, edge: Edge) -> tuple[bool, float, tuple[str, str, str], tuple[str, str, str]]:
        left, right = self._units[edge.left], self._units[edge.right]
        return edge.likeness.part, -edge.likeness.score, left.order, right.order

    def _find(self, place: int) -> int:
        while self._root[place] != place:
            self._root[place] = place = self._root[self._root[place]]
        return place

    def _by_decision(self) -> None:
        for left, right in self._tied.together(self._units):
            self._unite(left, right, None)

    def _shares_state(self, edge: Edge) -> bool:
        return bool(self._units[edge.left].context.states & self._units[edge.right].context.states)

    def _join(self, edge: Edge) -> bool:
        left, right = self._find(edge.left), self._find(edge.right)
        if left == right or self._apart(left, right):
            return False
        self._unite(edge.left, edge.right, edge)
        return True

    def _unite(self, left: int, right: int, edge: Edge | None) -> None:
        a, b = self._find(left), self._find(right)
        if a == b:
            return
        if len(self._groups[a].places) < len(self._groups[b].places):
            a, b = b, a
        self._root[b] = a
        self._groups[a].take(self._groups.pop(b))
        self.joined.append((left, right, edge))

    def _apart(self, left: int, right: int) -> bool:
        """Whether something keeps two groups apart: a decision, or what is known of any two of their units."""
        a, b = self._groups[left], self._groups[right]
        if self._tied.apart(self._units, a.places, b.places):
            return True
        return any(conflict(x, y) for x in a.contexts for y in b.contexts)

    def _join_if_clear(self, edge: Edge) -> bool:
        """Join two groups where enough speaks for it, and no other group would do nearly as well for either."""
        left, right = self._find(edge.left), self._find(edge.right)
        if left == right or self._apart(left, right):
            return False
        a, b = self._groups[left], self._groups[right]
        if edge.likeness.part and self._differ(a, b):
            return False
        found = evidence(a, b)
        if found < needed(edge.likeness, self._units[edge.left], self._units[edge.right]):
            return False
        if self._has_rival(left, right, edge, found) or self._has_rival(right, left, edge, found):
            return False
        self._unite(edge.left, edge.right, edge)
        return True

    def _has_rival(self, group: int, chosen: int, edge: Edge, found: float) -> bool:
        """Whether a group could as well be one with another that cannot be one with the chosen."""
        likely = edge.likeness.score + found
        for other, score in self._others(group, chosen, edge):
            if not self._exclude(other, chosen, edge):
                continue
            margin = _MARGIN
            if self._groups[chosen].documents >= _LEADS * self._groups[other].documents:
                margin = 0.0
            if score + evidence(self._groups[group], self._groups[other]) > likely - margin:
                return True
        return False

    def _others(self, group: int, chosen: int, edge: Edge) -> Iterator[tuple[int, float]]:
        """The other groups that a group may be one with, each with how alike their names are."""
        scores: dict[int, float] = {}
        for place in self._groups[group].places:
            for link in self._linked[place]:
                other = self._find(link.right if link.left == place else link.left)
                if other not in (group, chosen) and (edge.likeness.part or not link.likeness.part):
                    scores[other] = max(scores.get(other, 0.0), link.likeness.score)
        return ((other, score) for other, score in scores.items() if not self._apart(group, other))

    def _exclude(self, left: int, right: int, edge: Edge) -> bool:
        """Whether two groups are two: they conflict, or only a part of a name leads to both."""
        if self._apart(left, right):
            return True
        return edge.likeness.part and self._differ(self._groups[left], self._groups[right])

    def _differ(self, a: Group, b: Group) -> bool:
        """Whether both have whole names, none of which is like one of the other's."""
        if not (a.whole and b.whole):
            return False
        return not any((min(x, y), max(x, y)) in self._pairs for x in a.places for y in b.places)


def split_ambiguous(units: Sequence[Unit], edges: Sequence[Edge]) -> list[Unit]:
    """The units with those taken apart, one for each document, whose name belongs to two that cannot be one.

    Of documents that say nothing about somebody but a name that two have, each may mean the other.
    """
    linked: defaultdict[int, set[int]] = defaultdict(set)
    for edge in edges:
        linked[edge.left].add(edge.right)
        linked[edge.right].add(edge.left)
    found: list[Unit] = []
    for place, unit in enumerate(units):
        contexts = {units[other].context for other in linked[place]}
        torn = not unit.context.states and any(conflict(a, b) for a, b in combinations(contexts, 2))
        found += [Unit([item], torn=True) for item in unit.items] if torn else [unit]
    return sorted(found, key=lambda unit: unit.order)


def reason_of(edge: Edge | None) -> tuple[Reason, float]:
    """Why two were joined; None stands for a decision."""
    return (Reason.DECISION, 1.0) if edge is None else (edge.likeness.reason, edge.likeness.score)
