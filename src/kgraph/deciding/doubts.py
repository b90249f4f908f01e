"""What is uncertain in a store: claims, merges, conflicts, the most doubtful first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kgraph.browse import Appearing, Directory, Known, MergedNames, read_conflicts, read_merges
from kgraph.decisions import Decisions, Ref, Ruling, key_of
from kgraph.model import Claim
from kgraph.store import GraphStore

CLAIMS_BELOW = 0.75
"""Claims of a lower confidence are looked at."""

MERGES_BELOW = 0.9
"""Merges of a lower score are looked at."""

_OF_DECISIONS = "decision"  # the reason of merges that people made


class Kind(StrEnum):
    """What there is to look at."""

    CLAIM = "claim"
    MERGE = "merge"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class DoubtfulClaim:
    """A claim that may be read wrong.

    Attributes:
        id: What tells it from other doubts, also in a later run.
    """

    id: str
    claim: Claim
    kind: Kind = Kind.CLAIM

    @property
    def certainty(self) -> float:
        """0 to 1, how likely it is right."""
        return self.claim.confidence

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it is about."""
        return (self.claim,)


@dataclass(frozen=True, slots=True)
class DoubtfulMerge:
    """Two names that may not be one entity's.

    Attributes:
        known: The entity that they were joined to.
        left: The appearances of the one name.
        right: Those of the other; none where both names are equal.
    """

    id: str
    merge: MergedNames
    known: Known
    left: tuple[Appearing, ...]
    right: tuple[Appearing, ...]
    kind: Kind = Kind.MERGE

    @property
    def certainty(self) -> float:
        """0 to 1, how likely it is right."""
        return self.merge.score

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it is about: none."""
        return ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both hold."""

    id: str
    first: Claim
    second: Claim
    kind: Kind = Kind.CONFLICT

    @property
    def certainty(self) -> float:
        """0 to 1, how likely both are read right."""
        return self.first.confidence * self.second.confidence

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it is about."""
        return (self.first, self.second)


Doubt: TypeAlias = DoubtfulClaim | DoubtfulMerge | Conflict


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at.

    Attributes:
        kinds: Claims, merges, conflicts.
        entity: The IRI of the only entity to look at.
        everything: Whether to look at what is certain or decided, too.
    """

    kinds: frozenset[Kind] = frozenset(Kind)
    entity: str | None = None
    everything: bool = False


def find_doubts(store: GraphStore, directory: Directory, decisions: Decisions, scope: Scope) -> tuple[Doubt, ...]:
    """What is uncertain and not decided, the most doubtful first; the order depends on nothing but the content."""
    settled = Settled(decisions, directory.base)
    found = [doubt for doubt in _all(store, directory, scope) if scope.everything or not settled.has(doubt)]
    return tuple(sorted(found, key=lambda doubt: (round(doubt.certainty, 6), doubt.kind, doubt.id)))


class Settled:
    """What decisions have settled."""

    def __init__(self, decisions: Decisions, base: str) -> None:
        verdicts = decisions.verdicts
        self._base = base
        self._judged = {verdict.claim: verdict.ruling for verdict in verdicts}
        self._changed = {claim for claim, ruling in self._judged.items() if ruling is not Ruling.ACCEPTED}
        self._dismissed = {dismissal.claims for dismissal in decisions.dismissals}
        self._ties = decisions.ties
        self._tied = self._ties.together | self._ties.apart

    def has(self, doubt: Doubt) -> bool:
        """Whether somebody has decided it, or a claim of a conflict is no longer what it was."""
        if isinstance(doubt, DoubtfulMerge):
            return self._has_tied(doubt)
        return self._has_judged([key_of(claim.id, self._base, "claim") for claim in doubt.claims])

    def has_id(self, kind: str, id_: str) -> bool:
        """Whether somebody has decided what has that id, though the store may have it no longer."""
        keys = id_.split()
        if kind == Kind.MERGE:
            return any(sorted(keys) == sorted((a.key, b.key)) for a, b in self._tied)
        return bool(keys) and self._has_judged(keys)

    def ruling(self, claim: str) -> Ruling | None:
        """What was found of a claim, by its key."""
        return self._judged.get(claim)

    def _has_judged(self, keys: list[str]) -> bool:
        gone = len(keys) > 1 and not self._changed.isdisjoint(keys)
        return gone or self._judged.keys() >= set(keys) or tuple(sorted(keys)) in self._dismissed

    def _has_tied(self, doubt: DoubtfulMerge) -> bool:
        left, right = self._refs(doubt.left), self._refs(doubt.right or doubt.left)
        return any((a, b) in self._tied or (b, a) in self._tied for a in left for b in right)

    def _refs(self, appearances: Iterable[Appearing]) -> set[Ref]:
        found = {self._ties.of(key_of(a.local, self._base), a.document) for a in appearances}
        return {ref for ref in found if ref is not None}


def _all(store: GraphStore, directory: Directory, scope: Scope) -> Iterator[Doubt]:
    conflicts = read_conflicts(store) if Kind.CONFLICT in scope.kinds else ()
    in_conflict = {iri for pair in conflicts for iri in pair}
    claims: dict[str, Claim] = {}
    for claim in store.claims():
        mine = scope.entity is None or scope.entity in _entities(claim)
        if Kind.CLAIM in scope.kinds and mine and (scope.everything or claim.confidence < CLAIMS_BELOW):
            yield DoubtfulClaim(key_of(claim.id, store.base, "claim"), claim)
        if claim.id in in_conflict:
            claims[claim.id] = claim
    for first, second in conflicts:
        pair = claims.get(first), claims.get(second)
        if pair[0] and pair[1] and (scope.entity is None or scope.entity in _entities(*pair)):
            key = " ".join(key_of(iri, store.base, "claim") for iri in (first, second))
            yield Conflict(key, pair[0], pair[1])
    if Kind.MERGE in scope.kinds:
        yield from _merges(directory, read_merges(store), scope)


def _merges(directory: Directory, merges: Iterable[MergedNames], scope: Scope) -> Iterator[Doubt]:
    seen: set[str] = set()
    for merge in merges:
        known = directory.entities.get(merge.entity)
        doubtful = merge.score < MERGES_BELOW and merge.reason != _OF_DECISIONS
        if known and (scope.everything or doubtful) and scope.entity in (None, merge.entity):
            left = _called(known, merge.left)
            right = tuple(a for a in _called(known, merge.right) if a not in left)
            keys = (key_of(side[0].local, directory.base) for side in (left, right or left) if side)
            id_ = " ".join(keys)
            if id_ in seen:
                continue
            seen.add(id_)
            yield DoubtfulMerge(id_, merge, known, left, right)


def _called(known: Known, name: str) -> tuple[Appearing, ...]:
    """The appearances of that label; those of that name where none is labelled so."""
    labelled = tuple(a for a in known.appearances if a.label == name)
    return labelled or tuple(a for a in known.appearances if name in a.names)


def _entities(*claims: Claim | None) -> set[str]:
    return {
        entity.id
        for claim in claims
        if claim is not None
        for entity in (claim.subject, claim.object, claim.theme, claim.place, *claim.attributed_to)
        if entity is not None
    }
