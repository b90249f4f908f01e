"""What people decided, as a graph of its own: who, when, about what (PROV-O)."""

import json
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.decisions import Decision, Decisions, Dismissal, Merge, Ref, Split, Verdict, iri_of
from kgraph.decisions.tables import table_of
from kgraph.model import digest
from kgraph.rdf import terms as t


def decision_iri(decision: Decision, *, base: str) -> str:
    """The IRI of a decision, made from all that it says."""
    return f"{base}decision/{digest(json.dumps(table_of(decision), default=str, sort_keys=True))}"


def decision_quads(decisions: Decisions, *, base: str) -> list[Quad]:
    """All decisions, with the people who made them."""
    quads = (quad for decision in decisions.entries for quad in _decision(decision, base))
    return list(dict.fromkeys(quads))


def _decision(decision: Decision, base: str) -> Iterator[Quad]:
    graph, node = t.decisions_graph(base), NamedNode(decision_iri(decision, base=base))
    person = NamedNode(f"{base}agent/{digest('person', decision.by)}")
    yield Quad(node, t.RDF_TYPE, t.DECISION, graph)
    yield Quad(node, t.RDF_TYPE, t.ACTIVITY, graph)
    yield Quad(node, t.DECISION_KIND, Literal(type(decision).__name__.lower()), graph)
    yield Quad(node, t.ASSOCIATED_WITH, person, graph)
    yield Quad(person, t.RDF_TYPE, t.PERSON_AGENT, graph)
    yield Quad(person, t.RDFS_LABEL, Literal(decision.by), graph)
    exact = "T" in decision.on
    when = Literal(decision.on, datatype=t.XSD_DATE_TIME if exact else t.XSD_DATE)
    yield Quad(node, t.ENDED_AT if exact else t.CREATED, when, graph)
    if decision.note:
        yield Quad(node, t.COMMENT, Literal(decision.note), graph)
    for claim in _claims(decision):
        yield Quad(node, t.ABOUT, NamedNode(iri_of(claim, base, "claim")), graph)
    for ref in _refs(decision):
        yield Quad(node, t.ENTITY_KEY, Literal(str(ref)), graph)
    if isinstance(decision, Verdict):
        yield Quad(node, t.RULING, NamedNode(t.KG + decision.ruling.value), graph)


def _claims(decision: Decision) -> tuple[str, ...]:
    if isinstance(decision, Verdict):
        return (decision.claim,)
    return decision.claims if isinstance(decision, Dismissal) else ()


def _refs(decision: Decision) -> tuple[Ref, ...]:
    if isinstance(decision, Merge):
        return decision.refs
    if isinstance(decision, Split):
        return tuple(ref for group in decision.groups for ref in group)
    return () if isinstance(decision, Verdict | Dismissal) else (decision.entity,)
