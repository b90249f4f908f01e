"""The view of support: for every plain fact, how many say so, and on which claims that rests."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.model import digest
from kgraph.rdf import terms as t
from kgraph.rdf.facts import Fact, supported
from kgraph.rdf.sources import independent
from kgraph.rdf.statements import Statement
from kgraph.rdf.vocabulary import Relations


def support_quads(
    statements: Iterable[Statement], *, base: str, relations: Relations, own_voice_only: bool = False
) -> list[Quad]:
    """A node for each plain fact: its documents, publishers and independent sources counted, and its claims.

    Args:
        statements: Every statement between the entities in question, in either direction.
        base: The base IRI.
        relations: What is broader than what, and what is symmetric.
        own_voice_only: Whether claims that somebody else makes count for nothing.
    """
    facts = supported(statements, relations=relations, own_voice_only=own_voice_only)
    return described(facts, base=base)


def described(facts: Mapping[Fact, list[Statement]], *, base: str) -> list[Quad]:
    """The nodes of some facts, from the statements of each."""
    graph = t.support_graph(base)
    return [quad for fact in sorted(facts) for quad in _described(fact, facts[fact], base, graph)]


def support_iri(base: str, fact: Fact) -> NamedNode:
    """The node that tells who supports a fact."""
    return NamedNode(f"{base}support/{digest(*fact)}")


def _described(fact: Fact, statements: list[Statement], base: str, graph: NamedNode) -> Iterator[Quad]:
    node = support_iri(base, fact)
    publishers = {s.source.publisher for s in statements} - {None}
    yield Quad(node, t.RDF_TYPE, t.SUPPORT, graph)
    yield Quad(node, t.FACT_SUBJECT, NamedNode(fact.subject), graph)
    yield Quad(node, t.FACT_RELATION, NamedNode(t.KG + fact.relation), graph)
    yield Quad(node, t.FACT_OBJECT, NamedNode(fact.object), graph)
    for property_, count in (
        (t.DOCUMENTS, len({s.source.iri for s in statements})),
        (t.PUBLISHERS, len(publishers)),
        (t.SOURCES, independent(statements)),
    ):
        yield Quad(node, property_, Literal(str(count), datatype=t.XSD_INTEGER), graph)
    for claim in sorted({s.claim for s in statements}):
        yield Quad(node, t.SUPPORTED_BY, NamedNode(claim), graph)
