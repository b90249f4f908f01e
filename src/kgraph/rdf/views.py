"""The extractions over all documents: what made their claims.

The other views have modules of their own: `described` entities, `facts`, `conflicts`, `support`.
"""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.rdf import terms as t


def extraction_quads(extractions: Iterable[str], *, base: str) -> list[Quad]:
    """The activities that made claims, and the program that carried each out.

    Args:
        extractions: The IRIs of the activities.
        base: The base IRI.
    """
    graph, start = t.entities_graph(base), f"{base}extraction/"
    quads = []
    for iri in sorted(set(extractions)):
        activity = NamedNode(iri)
        quads.append(Quad(activity, t.RDF_TYPE, t.ACTIVITY, graph))
        if iri.startswith(start):
            name = iri.removeprefix(start)
            agent = NamedNode(f"{base}agent/{name}")
            quads += [
                Quad(activity, t.ASSOCIATED_WITH, agent, graph),
                Quad(agent, t.RDF_TYPE, t.SOFTWARE_AGENT, graph),
                Quad(agent, t.RDFS_LABEL, Literal(f"kgraph {name}"), graph),
            ]
    return quads
