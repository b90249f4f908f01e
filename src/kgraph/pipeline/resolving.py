"""Who is who over all documents of a store: who changed is resolved anew, with all that are compared with them."""

from collections.abc import Iterable
from dataclasses import replace

from kgraph.model import Appearance, Reading
from kgraph.rdf.rewrite import Revise
from kgraph.resolution import Decided, Resolved, blocking_keys, resolve
from kgraph.resolution.values import Member
from kgraph.store import GraphStore
from kgraph.store.lookup import Placed

_Known = dict[Member, Placed]


def with_keys(reading: Reading) -> Reading:
    """The reading with the keys under which its entities are compared with those of other documents."""
    keyed = tuple(replace(a, keys=tuple(sorted(blocking_keys(a)))) for a in reading.appearances)
    return replace(reading, appearances=keyed)


def resolve_store(store: GraphStore, *, decisions: Decided, revise: Revise) -> tuple[Resolved, ...]:
    """Resolve what changed in a store since its views were made, and let its documents speak of what comes out.

    The result is the same as resolving everything: appearances that share no blocking key and stand in no decision
    together do not influence each other.

    Args:
        store: The store; its views are stale afterwards.
        decisions: What people decided about who is who.
        revise: Adds what people decided about the claims of a document.

    Returns:
        The entities that were resolved.
    """
    keys = store.changed_keys
    known = _all(store) if keys is None else _closure(store, keys, decisions)
    resolved = resolve((placed.appearance for placed in known.values()), base=store.base, decisions=decisions)
    moved: dict[str, dict[str, str]] = {}
    for entity in resolved:
        for member in entity.members:
            if known[member].entity != entity.id:
                moved.setdefault(member.document, {})[member.entity] = entity.id
    store.rewrite(moved, revise=revise)
    return resolved


def who_is_who(decisions: Decisions) -> Decided:
    """What the decisions say about who is who, as resolution takes it."""
    ties = decisions.ties
    return Decided(
        same=tuple(sorted((_ref(a), _ref(b)) for a, b in ties.together)),
        different=tuple(sorted((_ref(a), _ref(b)) for a, b in ties.apart)),
        labels=tuple((_ref(rename.entity), rename.label) for rename in decisions.renames),
        types=tuple((_ref(retype.entity), retype.type) for retype in decisions.types),
        wikidata=tuple((_ref(link.entity), link.wikidata or "") for link in decisions.links),
    )


def _ref(ref: decisions.Ref) -> Ref:
    return Ref(ref.key, ref.document)


def _all(store: GraphStore) -> _Known:
    return {_member(placed.appearance): placed for placed in store.placed()}


def _closure(store: GraphStore, keys: Iterable[str], decisions: Decided) -> _Known:
    """Every appearance that shares a key with one that has a key that shares …; decisions bind as keys do."""
    known: _Known = {}
    done: set[str] = set()
    pending = set(keys)
    bound = [{ref.key for ref in pair} for pair in (*decisions.same, *decisions.different)]
    while pending:
        done |= pending
        found = {_member(placed.appearance): placed for placed in store.placed_by_key(pending)}
        for decision in [refs for refs in bound if any(_speaks_of(refs, placed) for placed in found.values())]:
            bound.remove(decision)
            for key in sorted(decision):
                found |= {_member(p.appearance): p for p in store.placed_by_id(f"{store.base}entity/{key}")}
        pending = {key for placed in found.values() for key in placed.appearance.keys} - done
        known |= found
    return known


def _speaks_of(refs: set[str], placed: Placed) -> bool:
    return any(iri.rpartition("/")[2] in refs for iri in (placed.appearance.entity.id, placed.entity))


def _member(appearance: Appearance) -> Member:
    return Member(appearance.document, appearance.entity.id)
