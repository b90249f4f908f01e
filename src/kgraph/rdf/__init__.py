"""Readings to quads and back, the views over all documents, and the checks of what is written.

Terms are pyoxigraph's: immutable, and a bad IRI raises.
"""

from kgraph.rdf.decided import decision_iri
from kgraph.rdf.gate import passed
from kgraph.rdf.read import DocumentGraph
from kgraph.rdf.refresh import Topics, refresh, topics
from kgraph.rdf.terms import (
    PREFIXES,
    conflicts_graph,
    document_id,
    document_iri,
    entities_graph,
    facts_graph,
    ontology_graph,
    support_graph,
)
from kgraph.rdf.write import ClaimQuads, DocumentQuads, claims_quads, document_digest, document_quads

__all__ = [
    "PREFIXES",
    "ClaimQuads",
    "DocumentGraph",
    "DocumentQuads",
    "Topics",
    "claims_quads",
    "conflicts_graph",
    "decision_iri",
    "document_digest",
    "document_id",
    "document_iri",
    "document_quads",
    "entities_graph",
    "facts_graph",
    "ontology_graph",
    "passed",
    "refresh",
    "support_graph",
    "topics",
]
