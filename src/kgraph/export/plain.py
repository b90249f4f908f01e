"""Which claims may be told to programs that know nothing of doubt."""

from pyoxigraph import NamedNode

from kgraph.rdf import conflicts_graph, support_graph, terms
from kgraph.store import GraphStore


def plain_claims(store: GraphStore) -> frozenset[str]:
    """The IRIs of the claims that are plain facts: said to be so, no mere allegation, disputed by no other claim.

    They are those that a fact of ``graph/facts`` rests on, without any that is in conflict with another, over figures
    too. While the views are not up to date with the documents there is none: a denial may have come since.
    """
    if store.stale:
        return frozenset()
    supporting = store.dataset.quads_for_pattern(None, terms.SUPPORTED_BY, None, support_graph(store.base))
    conflicting = store.dataset.quads_for_pattern(None, terms.CONFLICTS_WITH, None, conflicts_graph(store.base))
    disputed = {quad.subject for quad in conflicting}  # the links stand in both directions
    return frozenset(
        quad.object.value for quad in supporting if isinstance(quad.object, NamedNode) and quad.object not in disputed
    )
