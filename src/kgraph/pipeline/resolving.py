"""Who is who over all documents of a store: who changed is resolved anew, with all that are compared with them."""

from collections.abc import Iterable
from dataclasses import replace

from kgraph.decisions import Decisions, iri_of
from kgraph.model import Appearance, Reading
from kgraph.rdf.rewrite import Revise
from kgraph.resolution import Member, Resolved, blocking_keys, resolve
from kgraph.store import GraphStore
from kgraph.store.lookup import Placed

_Known = dict[Member, Placed]


def with_keys(reading: Reading) -> Reading:
    """The reading with the keys under which its entities are compared with those of other documents."""
    keyed = tuple(replace(a, keys=tuple(sorted(blocking_keys(a)))) for a in reading.appearances)
    return replace(reading, appearances=keyed)


def resolve_store(store: GraphStore, *, decisions: Decisions, revise: Revise) -> tuple[Resolved, ...]:
    """Resolve what changed in a store since its views were made, and let its documents speak of what comes out.

    The result is the same as resolving everything: appearances that share no blocking key and stand in no decision
    together do not influence each other. Those without a key and a decision are what their document takes them for.

    Args:
        store: The store; its views are stale afterwards.
        decisions: What people decided about who is who.
        revise: Adds what people decided about the claims of a document.

    Returns:
        The entities that were resolved.
    """
    bound = _bound(store.base, decisions)
    known = _all(store, bound) if store.changed_keys is None else _closure(store, store.changed_keys, bound)
    resolved = resolve((placed.appearance for placed in known.values()), base=store.base, decisions=decisions)
    moved: dict[str, dict[str, str]] = {}
    for entity in resolved:
        for member in entity.members:
            if known[member].entity != entity.id:
                moved.setdefault(member.document, {})[member.entity] = entity.id
    store.rewrite(moved, revise=revise)
    return resolved


def _bound(base: str, decisions: Decisions) -> list[frozenset[str]]:
    """For each decision the IRIs of the entities that it is about."""
    ties = decisions.ties
    pairs = [{ref.key for ref in pair} for pair in ties.together | ties.apart]
    single = [r.entity for r in decisions.renames] + [r.entity for r in decisions.types]
    single += [link.entity for link in decisions.links]
    refs = sorted([*pairs, *({ref.key} for ref in single)], key=sorted)
    return [frozenset(iri_of(key, base) for key in keys) for keys in refs]


def _all(store: GraphStore, bound: Iterable[frozenset[str]]) -> _Known:
    """Every appearance that another can change: it has a key, or a decision is about it."""
    decided = frozenset().union(*bound)
    return {
        _member(placed.appearance): placed
        for placed in store.placed()
        if placed.appearance.keys or placed.appearance.entity.id in decided
    }


def _closure(store: GraphStore, keys: Iterable[str], bound: list[frozenset[str]]) -> _Known:
    """Every appearance that shares a key with one that has a key that shares …; decisions bind as keys do."""
    known: _Known = {}
    done: set[str] = set()
    pending, met = set(keys), set(store.changed_entities)
    bound = list(bound)
    while pending or met:
        done |= pending
        found = {_member(placed.appearance): placed for placed in store.placed_by_key(sorted(pending))}
        for entities in [entities for entities in bound if entities & met]:
            bound.remove(entities)
            for iri in sorted(entities):
                found |= {_member(placed.appearance): placed for placed in store.placed_by_id(iri)}
        new = [placed for member, placed in found.items() if member not in known]
        known |= found
        pending = {key for placed in new for key in placed.appearance.keys} - done
        met = {placed.appearance.entity.id for placed in new}
    return known


def _member(appearance: Appearance) -> Member:
    return Member(appearance.document, appearance.entity.id)
