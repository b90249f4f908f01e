"""Appearances to the entities of a store."""

from collections import defaultdict
from collections.abc import Iterable

from kgraph.model import Appearance
from kgraph.resolution.values import Decided, Member, Resolved

NOTHING_DECIDED = Decided()


def resolve(
    appearances: Iterable[Appearance], *, base: str, decisions: Decided = NOTHING_DECIDED
) -> tuple[Resolved, ...]:
    """The entities that appearances stand for, sorted by id.

    Every appearance is a member of exactly one entity.

    Args:
        appearances: In any order; of one document and entity there is one at most.
        base: The base IRI of entities.
        decisions: What people decided; it goes before everything that the rules find.
    """
    del base, decisions
    groups: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        groups[appearance.entity.id].append(appearance)
    return tuple(_resolved(groups[id_]) for id_ in sorted(groups))


def _resolved(group: list[Appearance]) -> Resolved:
    first = min(group, key=lambda a: a.document)
    names = {name for a in group for name in (a.entity.label, *a.entity.aliases)}
    members = sorted(Member(a.document, a.entity.id) for a in group)
    return Resolved(first.entity.id, first.entity.label, first.entity.type, tuple(sorted(names)), tuple(members))
