"""All that a store holds on one entity, and what it holds on pairs: merges of names, claims in conflict."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kgraph.browse.directory import Appearing, Directory, Known
from kgraph.model import Claim, Document
from kgraph.rdf import terms as t
from kgraph.store import GraphStore

ROLES = ("subject", "object", "theme", "place", "speaker")


@dataclass(frozen=True, slots=True)
class MergedNames:
    """Two names that were taken for one entity's.

    Attributes:
        entity: The IRI of the entity.
        reason: Such as ``acronym``.
        score: 0 to 1, how sure it is.
    """

    entity: str
    left: str
    right: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """A claim, and what an entity is in it: one of ``ROLES``."""

    role: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity in full.

    Attributes:
        parts: The claims that it has a part in, by relation, role, document and place.
        documents: Those that speak of it, with how they do.
        merges: Names that were joined to make it, the least sure first.
        homonyms: Others of the same name.
    """

    known: Known
    parts: tuple[Part, ...]
    documents: tuple[tuple[Document, Appearing], ...]
    merges: tuple[MergedNames, ...]
    homonyms: tuple[Known, ...]


def read_profile(store: GraphStore, directory: Directory, known: Known) -> Profile:
    """All that a store holds on an entity."""
    parts = [part for document in known.documents for part in _parts(store, document, known.iri)]
    parts.sort(key=lambda p: (ROLES.index(p.role), p.claim.relation, p.claim.evidence.document, p.claim.evidence.start))
    documents = {id_: store.document(id_) or Document(id_, "") for id_ in known.documents}
    return Profile(
        known,
        tuple(parts),
        tuple((documents[appearing.document], appearing) for appearing in known.appearances),
        tuple(merge for merge in read_merges(store) if merge.entity == known.iri),
        directory.homonyms(known),
    )


def read_merges(store: GraphStore) -> tuple[MergedNames, ...]:
    """All pairs of names that were joined, the least sure first."""
    found = store.dataset.quads_for_pattern(None, t.RDF_TYPE, t.term("kg:Merge"), t.entities_graph(store.base))
    merges = [_merge(store, quad.subject) for quad in found if isinstance(quad.subject, ox.NamedNode)]
    return tuple(sorted(merges, key=lambda m: (m.score, m.entity, m.left, m.right, m.reason)))


def read_conflicts(store: GraphStore) -> tuple[tuple[str, str], ...]:
    """The IRIs of each two claims in conflict, sorted."""
    found = store.dataset.quads_for_pattern(None, t.CONFLICTS_WITH, None, t.conflicts_graph(store.base))
    pairs = {
        (min(quad.subject.value, quad.object.value), max(quad.subject.value, quad.object.value))
        for quad in found
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    return tuple(sorted(pairs))


def _parts(store: GraphStore, document: str, iri: str) -> Iterator[Part]:
    for claim in store.claims(document):
        entities = {
            "subject": (claim.subject,),
            "object": (claim.object,),
            "theme": (claim.theme,),
            "place": (claim.place,),
            "speaker": claim.attributed_to,
        }
        for role, filling in entities.items():
            if any(entity is not None and entity.id == iri for entity in filling):
                yield Part(role, claim)


def _merge(store: GraphStore, node: ox.NamedNode) -> MergedNames:
    facts = {
        quad.predicate.value: quad.object.value
        for quad in store.dataset.quads_for_pattern(node, None, None, t.entities_graph(store.base))
        if isinstance(quad.object, ox.NamedNode | ox.Literal)
    }
    entity, left, right, reason, score = (
        facts[f"{t.KG}{name}"] for name in ("mergeOf", "leftName", "rightName", "reason", "score")
    )
    return MergedNames(entity, left, right, reason.removeprefix(t.KG), float(score))
