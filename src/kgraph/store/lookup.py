"""Finds how documents speak of entities without reading whole documents: by blocking key, by entity."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.model import Appearance, Entity
from kgraph.rdf import terms as t
from kgraph.rdf.read import DocumentGraph

_OF_DOCUMENT = (t.IDENTIFIER, t.PUBLISHED, t.CONTEXT_KEY)


class Placed(NamedTuple):
    """An appearance, and the entity over all documents that it was taken for."""

    appearance: Appearance
    entity: str


def keyed(dataset: ox.Store, keys: Iterable[str]) -> Iterator[Placed]:
    """The appearances that have one of some blocking keys, each once, in no particular order."""
    seen = set()
    documents: dict[ox.NamedNode, list[ox.Quad]] = {}
    for key in keys:
        for quad in dataset.quads_for_pattern(None, t.BLOCKING_KEY, ox.Literal(key), None):
            if quad.subject not in seen:
                seen.add(quad.subject)
                yield _placed(dataset, quad, documents)


def local(dataset: ox.Store, iri: str) -> Iterator[Placed]:
    """The appearances of an entity, by the id that it has in their document."""
    written = ox.Literal(iri, datatype=t.XSD_ANY_URI)
    for quad in dataset.quads_for_pattern(None, t.LOCAL_ENTITY, written, None):
        yield _placed(dataset, quad)
    for quad in _referring(dataset, iri):
        placed = _placed(dataset, quad)
        if placed.appearance.entity.id == iri:
            yield placed


def named(dataset: ox.Store, iri: str) -> Iterator[Entity]:
    """How each document that speaks of an entity names it, in no particular order."""
    for quad in _referring(dataset, iri):
        entity = _placed(dataset, quad, of_document=(t.IDENTIFIER,)).appearance.entity
        yield Entity(iri, entity.label, entity.type, entity.aliases)


def is_spoken_of(dataset: ox.Store, iri: str) -> bool:
    """Whether any document speaks of an entity."""
    return next(_referring(dataset, iri), None) is not None


def is_called(dataset: ox.Store, iri: str, name: str) -> bool:
    """Whether any document has a name for an entity."""
    literal = ox.Literal(name)
    return any(
        next(dataset.quads_for_pattern(quad.subject, predicate, literal, None), None) is not None
        for quad in _referring(dataset, iri)
        for predicate in (t.SURFACE_FORM, t.LABEL_HERE)
    )


def _referring(dataset: ox.Store, iri: str) -> Iterator[ox.Quad]:
    """The quads by which appearances refer to an entity; mentions refer to it too and are passed over."""
    for quad in dataset.quads_for_pattern(None, t.REFERS_TO, ox.NamedNode(iri), None):
        if isinstance(quad.subject, ox.NamedNode) and "/appearance/" in quad.subject.value:
            yield quad


def _placed(
    dataset: ox.Store,
    quad: ox.Quad,
    documents: dict[ox.NamedNode, list[ox.Quad]] | None = None,
    *,
    of_document: Iterable[ox.NamedNode] = _OF_DOCUMENT,
) -> Placed:
    """The appearance that a quad is about.

    Args:
        dataset: The store.
        quad: Any quad of its document that has the appearance as its subject.
        documents: What is known of documents already; what is read of this one is added.
        of_document: What is wanted of the document.
    """
    graph = quad.graph_name
    quads = [*dataset.quads_for_pattern(quad.subject, None, None, graph)]
    if isinstance(graph, ox.NamedNode):  # it is: only documents have appearances
        known = {} if documents is None else documents
        if graph not in known:
            known[graph] = [q for one in of_document for q in dataset.quads_for_pattern(graph, one, None, graph)]
        quads += known[graph]
    content = DocumentGraph(quads)
    ((local_id, appearance),) = content.appearances.items()
    return Placed(appearance, content.resolved[local_id])
