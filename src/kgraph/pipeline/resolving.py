"""Who is who over all documents of a store: who changed is resolved anew, with all that are compared with them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kgraph.decisions import Decisions, iri_of
from kgraph.model import Appearance, Reading
from kgraph.rdf.rewrite import Revise
from kgraph.resolution import Member, Resolved, blocking_keys, influences, resolve
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
    changed = store.changed_appearances
    known = _all(store, bound) if changed is None else _closure(store, changed, bound)
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


def _closure(store: GraphStore, changed: Iterable[Appearance], bound: list[frozenset[str]]) -> _Known:
    """Every appearance that a changed one may influence, directly or through others; decisions bind as keys do."""
    found = _Found(store)
    known: _Known = {}
    influenced = influences if not bound else _always  # a decision may be about whatever a key leads to
    pending, met = list(changed), set(store.changed_entities)
    bound = list(bound)
    while pending or met:
        new = {_member(placed.appearance): placed for placed in found.influenced(pending, influenced)}
        for entities in [entities for entities in bound if entities & met]:
            bound.remove(entities)
            for iri in sorted(entities):
                new |= {_member(placed.appearance): placed for placed in store.placed_by_id(iri)}
        new = {member: placed for member, placed in new.items() if member not in known}
        known |= new
        pending = [placed.appearance for placed in new.values()]
        met = {appearance.entity.id for appearance in pending}
    return known


class _Found:
    """The appearances of a store by key, each key looked up once."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._by_key: dict[str, dict[Member, Placed]] = {}  # those that nothing was found to influence yet

    def influenced(self, pending: Iterable[Appearance], by: Callable[[Appearance, Appearance], bool]) -> list[Placed]:
        """Those that share a key with one of some appearances and may be influenced by it; each is given once a key."""
        pending = list(pending)
        self._look_up({key for appearance in pending for key in appearance.keys})
        given = []
        for appearance in pending:
            for key in appearance.keys:
                waiting = self._by_key[key]
                for member, placed in list(waiting.items()):
                    if by(appearance, placed.appearance):
                        given.append(placed)
                        del waiting[member]
        return given

    def _look_up(self, keys: set[str]) -> None:
        new = keys - self._by_key.keys()
        self._by_key |= {key: {} for key in new}
        for placed in self._store.placed_by_key(sorted(new)):
            for key in new.intersection(placed.appearance.keys):
                self._by_key[key][_member(placed.appearance)] = placed


def _always(_one: Appearance, _other: Appearance) -> bool:
    return True


def _member(appearance: Appearance) -> Member:
    return Member(appearance.document, appearance.entity.id)
