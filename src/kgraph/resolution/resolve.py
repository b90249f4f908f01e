"""Appearances to the entities of a store."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kgraph.decisions import Decisions
from kgraph.model import Appearance
from kgraph.resolution.grouping import group_units
from kgraph.resolution.identity import Identity, identities
from kgraph.resolution.profiles import profile_of
from kgraph.resolution.ties import Tied
from kgraph.resolution.units import Edge, Item, Unit, edges_of, split_ambiguous, units_of
from kgraph.resolution.values import Member, Merge, Reason, Resolved

NOTHING_DECIDED = Decisions()
_BY_STATE = 0.95


def resolve(
    appearances: Iterable[Appearance], *, base: str, decisions: Decisions = NOTHING_DECIDED
) -> tuple[Resolved, ...]:
    """The entities that appearances stand for, sorted by id.

    Every appearance is a member of exactly one entity.

    Args:
        appearances: In any order; of one document and entity there is one at most.
        base: The base IRI of entities.
        decisions: What people decided; it goes before everything that the rules find.
    """
    given = sorted(appearances, key=lambda a: (a.entity.id, a.document))
    whole: Mapping[Member, str] = {}
    if decisions:  # they may name an entity as the rules alone resolve it
        whole = {member: found.id for found in resolve(given, base=base) for member in found.members}
    tied = Tied(decisions, base=base, whole=whole)
    items = [Item(appearance, profile_of(appearance), tied.ref(appearance)) for appearance in given]
    groups = _groups(items, tied)
    named = identities([group for group, _ in groups], base=base)
    by_id: defaultdict[str, list[tuple[Identity, Sequence[Item], Sequence[Merge]]]] = defaultdict(list)
    for identity, (group, merges) in zip(named, groups, strict=True):
        by_id[identity.id].append((identity, group, [*merges, *_named_so(identity, group)]))
    return tuple(_decided(_resolved(by_id[id_]), decisions, tied, by_id[id_]) for id_ in sorted(by_id))


def _named_so(identity: Identity, group: Iterable[Item]) -> set[Merge]:
    """The merges of names with that of the gazetteer's entry that they are a body of a state by."""
    if not identity.known:
        return set()
    labels = {item.appearance.entity.label for item in group if item.profile is not None}
    return {Merge(min(one, identity.label), max(one, identity.label), Reason.NAME, _BY_STATE) for one in labels}


def _groups(items: Sequence[Item], tied: Tied) -> list[tuple[list[Item], list[Merge]]]:
    """The items that are one, and by which merges."""
    units = units_of(item for item in items if item.profile is not None or item.ref is not None)
    edges = list(edges_of(units))
    torn = split_ambiguous(units, edges)
    if any(unit.torn for unit in torn):
        units, edges = torn, list(edges_of(torn))
    partition = group_units(units, edges, tied)
    groups = partition.all()
    merges: defaultdict[int, list[Merge]] = defaultdict(list)
    of_unit = {place: n for n, group in enumerate(groups) for place in group}
    for left, right, edge in partition.joined:
        first, second = sorted((units[left].label, units[right].label))
        merges[of_unit[left]].append(Merge(first, second, *_reason(edge)))
    found = [
        ([item for place in group for item in units[place].items], [*merges[n], *_equal(units[p] for p in group)])
        for n, group in enumerate(groups)
    ]
    alone = [item for item in items if item.profile is None and item.ref is None]
    return [*found, *(([item], []) for item in alone)]


def _reason(edge: Edge | None) -> tuple[Reason, float]:
    """Why two were joined: by their names, or because people decided it."""
    return (Reason.DECISION, 1.0) if edge is None else (edge.likeness.reason, edge.likeness.score)


def _equal(units: Iterable[Unit]) -> list[Merge]:
    """The merges of equal names of equal profiles."""
    return [Merge(unit.label, unit.label, Reason.NAME, 1.0) for unit in units if len(unit.items) > 1]


def _resolved(parts: Sequence[tuple[Identity, Sequence[Item], Sequence[Merge]]]) -> Resolved:
    identity = min((part[0] for part in parts), key=lambda found: (found.label, found.type))
    appearances = [item.appearance for _, group, _ in parts for item in group]
    names = {name for a in appearances for name in (a.entity.label, *a.entity.aliases)}
    members = sorted(Member(a.document, a.entity.id) for a in appearances)
    surest = {(m.left, m.right, m.reason): m for m in sorted(merge for part in parts for merge in part[2])}
    merges = tuple(sorted(surest.values()))
    return Resolved(identity.id, identity.label, identity.type, tuple(sorted(names)), tuple(members), merges)


def _decided(
    found: Resolved,
    decisions: Decisions,
    tied: Tied,
    parts: Sequence[tuple[Identity, Sequence[Item], Sequence[Merge]]],
) -> Resolved:
    """An entity with the label, type and identifier that people gave it."""
    if not decisions:
        return found
    keys: Counter[tuple[str, str | None]] = Counter()
    for item in (item for _, group, _ in parts for item in group):
        for key in (*tied.keys(item.appearance), found.id.rsplit("/entity/", 1)[-1]):
            keys[key, None] += 1
            keys[key, item.appearance.document] += 1
    for rename in decisions.renames:
        if (rename.entity.key, rename.entity.document) in keys:
            found = replace(found, label=rename.label)
    for retype in decisions.types:
        if (retype.entity.key, retype.entity.document) in keys:
            found = replace(found, type=retype.type)
    for link in decisions.links:
        if (link.entity.key, link.entity.document) in keys:
            found = replace(found, wikidata=link.wikidata)
    return found
