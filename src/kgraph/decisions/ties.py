"""Which entities are one and which are not, by all decisions taken together: a later one overrides an earlier."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from kgraph.decisions.values import Decision, Merge, Ref, Split

Pair = tuple[Ref, Ref]


@dataclass(frozen=True)
class Ties:
    """What decisions say of each pair of references; those pairs only of which they say something.

    A reference without a document stands for the entity in all documents except those for which :meth:`of` finds a
    reference of their own. A pair of a reference with itself says that it is one entity in all of them.

    Attributes:
        together: The pairs that are one.
        apart: The pairs that are not one.
    """

    together: frozenset[Pair]
    apart: frozenset[Pair]

    @cached_property
    def refs(self) -> frozenset[Ref]:
        """All references of which something is said."""
        return frozenset(ref for pair in (*self.together, *self.apart) for ref in pair)

    def of(self, key: str, document: str) -> Ref | None:
        """The reference that stands for an entity of a document, by its local key; None if none does."""
        return next((ref for ref in (Ref(key, document), Ref(key)) if ref in self.refs), None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision that two are not one, where others join them through a third.

    Attributes:
        apart: The place of the decision that keeps them apart, in the order of the file.
        together: The places of those that join them.
        pair: The two.
    """

    apart: int
    together: tuple[int, ...]
    pair: Pair


def ties(decisions: Iterable[Decision]) -> Ties:
    """Take all merges and splits together, in their order."""
    said = _said(tuple(decisions))
    return Ties(
        frozenset(pair for pair, (one, _) in said.items() if one),
        frozenset(pair for pair, (one, _) in said.items() if not one),
    )


def contradictions(decisions: Sequence[Decision]) -> Iterator[Contradiction]:
    """Pairs that are kept apart by one decision and joined, through others, by the rest."""
    said = _said(decisions)
    heads: dict[Ref, Ref] = {}
    for pair, (one, _) in said.items():
        if one:
            first, second = (_head(heads, ref) for ref in pair)
            heads[first] = second
    for pair, (one, place) in said.items():
        if not one and _head(heads, pair[0]) == _head(heads, pair[1]):
            head = _head(heads, pair[0])
            joining = {p for (a, _), (is_one, p) in said.items() if is_one and _head(heads, a) == head}
            yield Contradiction(place, tuple(sorted(joining)), pair)


def _head(heads: Mapping[Ref, Ref], ref: Ref) -> Ref:
    while heads.get(ref, ref) != ref:
        ref = heads[ref]
    return ref


def _said(decisions: Sequence[Decision]) -> dict[Pair, tuple[bool, int]]:
    """For each pair whether it is one, and the place of the decision that says so."""
    by_key: dict[str, set[Ref]] = {}
    for ref in (ref for decision in decisions for ref in _named(decision)):
        by_key.setdefault(ref.key, set()).add(ref)
    said: dict[Pair, tuple[bool, int]] = {}
    for place, decision in enumerate(decisions):
        if isinstance(decision, Merge):
            named = frozenset(decision.refs)
            pairs = [_pair(one, other) for one, other in combinations(decision.refs, 2)]
            # The entity in other documents goes along, by its own pair: a split that takes it out again ends that.
            pairs += [_pair(ref, other) for ref in decision.refs for other in _covered(ref, by_key, said, named)]
            said.update(dict.fromkeys(pairs, (True, place)))
        elif isinstance(decision, Split):
            named = frozenset(_named(decision))
            groups = [set().union(*(_covered(ref, by_key, said, named) for ref in group)) for group in decision.groups]
            for one, other in combinations(groups, 2):
                said.update({_pair(a, b): (False, place) for a in one for b in other})
    return said


def _named(decision: Decision) -> tuple[Ref, ...]:
    if isinstance(decision, Merge):
        return decision.refs
    return tuple(ref for group in decision.groups for ref in group) if isinstance(decision, Split) else ()


def _covered(
    ref: Ref, by_key: Mapping[str, set[Ref]], said: Mapping[Pair, tuple[bool, int]], named: frozenset[Ref]
) -> set[Ref]:
    """A reference, and those to it in single documents that were not taken out of it before or named beside it."""
    inside = by_key[ref.key] - named if ref.document is None else set()
    return {ref} | {other for other in inside if said.get(_pair(ref, other), (True, 0))[0]}


def _pair(a: Ref, b: Ref) -> Pair:
    return (a, b) if a.order <= b.order else (b, a)
