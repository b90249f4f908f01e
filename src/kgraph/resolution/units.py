"""What is grouped: appearances of equal profiles as one, and how alike two of them are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from kgraph.decisions import Ref
from kgraph.model import BODIES, Appearance, EntityType
from kgraph.resolution.around import RELATED, Around
from kgraph.resolution.bodies import BodyName, like_bodies
from kgraph.resolution.conflicts import compatible_types, conflict, may_be_anything
from kgraph.resolution.keys import keys_of
from kgraph.resolution.likeness import Likeness
from kgraph.resolution.persons import PersonName, like_persons
from kgraph.resolution.profiles import Context, Name, Profile
from kgraph.resolution.values import Reason

_EXACT = 0.98
_MOSTLY = 20  # of so many documents one may well be wrong about a state
_GUESSED = frozenset({EntityType.PLACE, EntityType.THING, *BODIES})


@dataclass(frozen=True, slots=True)
class Item:
    """An appearance that takes part.

    Attributes:
        profile: None for what only a decision can join to others.
        ref: What decisions call it, if they speak of it.
    """

    appearance: Appearance
    profile: Profile | None
    ref: Ref | None = None


class Unit:
    """Items of which the rules know the same.

    Attributes:
        around: What its documents speak of beside it.
        label: The fullest of its labels.
        torn: Whether its name belongs to two that cannot be one, and nothing told which it is.
    """

    __slots__ = ("around", "context", "items", "label", "names", "profile", "ref", "torn")

    def __init__(self, items: Sequence[Item], *, torn: bool = False) -> None:
        self.torn = torn
        self.items = tuple(sorted(items, key=lambda item: (item.appearance.document, item.appearance.entity.id)))
        self.profile = self.items[0].profile
        self.ref = self.items[0].ref
        self.names: tuple[Name, ...] = () if self.profile is None else self.profile.names
        self.context = Context(EntityType.THING) if self.profile is None else self.profile.context
        self.around = Around.of(item.appearance for item in self.items)
        self.label = min((item.appearance.entity.label for item in self.items), key=fullest_first)

    @property
    def order(self) -> tuple[str, str, str]:
        """What to sort by; no two units of one resolution have the same."""
        first = self.items[0].appearance
        return self.label, first.document, first.entity.id


def fullest_first(label: str) -> tuple[int, int, str]:
    """What labels are sorted by, that with most words first, then the longest, then by code point."""
    return -len(label.split()), -len(label), label


class Edge(NamedTuple):
    """Two units that may be one: their places in the list, the smaller first, and why."""

    left: int
    right: int
    likeness: Likeness


def units_of(items: Iterable[Item]) -> list[Unit]:
    """Items of equal profiles together; those that a decision speaks of with their like alone."""
    alike: defaultdict[object, list[Item]] = defaultdict(list)
    for item in items:
        alone = item.profile is None or not keys_of(item.profile)
        alike[
            (item.profile, item.ref, (item.appearance.document, item.appearance.entity.id) if alone else None)
        ].append(item)
    parts = (part for group in alike.values() for part in _related(group))
    return sorted((Unit(part) for part in parts), key=lambda unit: unit.order)


def _related(group: list[Item]) -> list[list[Item]]:
    """Items of equal profiles in parts: persons without a state by whether their articles have something in common."""
    profile = group[0].profile
    if profile is None or profile.context.type is not EntityType.PERSON or profile.context.states:
        return [group]
    parts: list[tuple[Around, list[Item]]] = []
    for item in group:
        around, items = Around.of([item.appearance]), [item]
        apart = []
        for part in parts:
            if part[0].likeness(around) >= RELATED:
                around.take(part[0])
                items += part[1]
            else:
                apart.append(part)
        parts = [*apart, (around, items)]
    return [items for _, items in parts]


def edges_of(units: Sequence[Unit]) -> Iterator[Edge]:
    """The pairs of units that share a key and may be one by their names and by what is known of them."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for key in keys_of(unit.profile) if unit.profile is not None else ():
            by_key[key].append(i)
    seen: set[tuple[int, int]] = set()
    for key in sorted(by_key):
        for pair in combinations(by_key[key], 2):
            if pair in seen:
                continue
            seen.add(pair)
            left, right = units[pair[0]], units[pair[1]]
            if not (left.torn and right.torn) and not conflict(left.context, right.context):
                likeness = alike(left, right)
                if likeness is not None and not (likeness.part and share_a_document(left, right)):
                    yield Edge(*pair, likeness)


def share_a_document(left: Unit, right: Unit) -> bool:
    """Whether one is a surname alone in a document that speaks of the other, whom it did not take it for."""
    names = [name for unit in (left, right) for name in unit.names[:1]]
    if not any(isinstance(name, PersonName) and not name.is_full for name in names):
        return False
    documents = ({item.appearance.document for item in unit.items} for unit in (left, right))
    return not next(documents).isdisjoint(next(documents))


def alike(left: Unit, right: Unit) -> Likeness | None:
    """Why two units may be one, by the names of theirs that are most alike."""
    best: Likeness | None = None
    for i, a in enumerate(left.names):
        for j, b in enumerate(right.names):
            found = _like(a, b, left.context, right.context)
            if found is None:
                continue
            if found.reason is Reason.NAME and not (_is_best(i, left) and _is_best(j, right)):
                found = Likeness(Reason.ALIAS, min(found.score, 0.95), part=found.part)
            if best is None or (not found.part, found.score) > (not best.part, best.score):
                best = found
    if best is not None and not compatible_types(left.context.type, right.context.type):
        things = may_be_anything(left.context, right.context)
        if _is_acronym_of(left, right) or _is_acronym_of(right, left) or (things and best.part):
            return best
        exact = best.score >= _EXACT and not best.part and best.reason is Reason.NAME
        return best if exact and (things or all(len(unit.names[0].words) > 1 for unit in (left, right))) else None
    return best


def _is_best(place: int, unit: Unit) -> bool:
    """Whether a name is the best of a unit: the first, or the other way to read the same."""
    return place == 0 or unit.context.guessed or unit.context.type is EntityType.THING


def _is_acronym_of(short: Unit, long: Unit) -> bool:
    """Whether one is an acronym, whose type is a guess, and the other may be a body."""
    guess = short.context.type in _GUESSED and not short.names[0].is_whole and isinstance(short.names[0], BodyName)
    return guess and long.context.type in {*BODIES, *_GUESSED}


def _like(a: Name, b: Name, left: Context, right: Context) -> Likeness | None:
    if isinstance(a, PersonName) and isinstance(b, PersonName):
        return like_persons(a, b)
    if isinstance(a, PersonName) or isinstance(b, PersonName):
        return None
    return like_bodies(a, b) if _same_states(a, b, left, right) else None


def _same_states(a: BodyName, b: BodyName, left: Context, right: Context) -> bool:
    """Whether a state that one name has and the other has not is that of the other: 'the Ukrainian Red Cross'."""
    if a.common or b.common:
        return bool(left.states & right.states)
    return a.states == b.states or (a.states <= right.states and b.states <= left.states)


def split_ambiguous(units: Sequence[Unit], edges: Sequence[Edge]) -> list[Unit]:
    """The units with those taken apart, one for each document, whose name belongs to two that cannot be one.

    Of documents that say nothing about somebody but a name that two have, each may mean another: it is compared with
    those two, not with the other such documents. Where hardly a document says more, they stay together.
    """
    linked: defaultdict[int, set[int]] = defaultdict(set)
    for edge in edges:
        linked[edge.left].add(edge.right)
        linked[edge.right].add(edge.left)
    found: list[Unit] = []
    for place, unit in enumerate(units):
        documents: Counter[Context] = Counter()
        for other in linked[place]:
            documents[units[other].context] += len(units[other].items)
        torn = not unit.context.states and _are_several(documents, least=len(unit.items) // _MOSTLY)
        found += [Unit([item], torn=True) for item in unit.items] if torn else [unit]
    return sorted(found, key=lambda unit: unit.order)


def _are_several(documents: Counter[Context], *, least: int) -> bool:
    """Whether two of some contexts conflict, each of them known by more than a few documents."""
    contexts = [context for context, count in documents.items() if count > least]
    return any(conflict(a, b) for a, b in combinations(contexts, 2))
