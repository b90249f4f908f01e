"""The graph of a document anew, when what its entities are over all documents has changed."""

from collections.abc import Callable, Mapping

from kgraph.model import Reading
from kgraph.rdf import terms as t
from kgraph.rdf.read import DocumentGraph
from kgraph.rdf.write import DocumentQuads, document_quads

Revise = Callable[[Reading], Reading]
"""Adds to what an extractor made of a document what people decided about it."""


def rewritten(
    graph: DocumentGraph, *, base: str, resolved: Mapping[str, str], revise: Revise = lambda reading: reading
) -> DocumentQuads | None:
    """What the extractor made of a document, with other entities and reviews; the article is not read again.

    Args:
        graph: The document's graph as it is.
        base: The base IRI.
        resolved: From the ids that entities have in this document to those they have over all documents.
        revise: Adds the reviews; without it the claims stand as they were extracted.

    Returns:
        None where the graph lacks the document's text, so that claims in it stay as they are.
    """
    reading = graph.reading()
    if reading is None:
        return None
    extractor = next((name for iri in sorted(graph.extractors()) if (name := t.extractor_of(base, iri))), "")
    return document_quads(
        revise(reading), base=base, extractor=extractor, resolved=resolved, digest_known=graph.digest()
    )
