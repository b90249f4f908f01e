"""The view of plain facts: what may be drawn from claims without saying who says it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kgraph.model import Modality, Polarity
from kgraph.rdf import terms as t
from kgraph.rdf.statements import Statement
from kgraph.rdf.vocabulary import Relations


class Fact(NamedTuple):
    """A plain triple, by IRI and local name."""

    subject: str
    relation: str
    object: str


def supported(
    statements: Iterable[Statement], *, relations: Relations, own_voice_only: bool = False
) -> dict[Fact, list[Statement]]:
    """The plain facts that may be drawn, each with the statements that it may be drawn from.

    A statement gives a fact when it has a subject, is positive and asserted, no mere allegation, and nobody denies it.
    The fact holds for the broader relations too, and in both directions where the relation does.

    Args:
        statements: Every statement between the entities in question, in either direction.
        relations: What is broader than what, and what is symmetric.
        own_voice_only: Whether claims that somebody else makes, not the document itself, give none.
    """
    statements = list(statements)
    denials = _denials(statements, relations)
    facts: dict[Fact, list[Statement]] = {}
    for statement in statements:
        stated = _fact(statement)
        if stated is None or not statement.plain or statement.denied_by or (own_voice_only and statement.speakers):
            continue
        broader = [stated._replace(relation=relation) for relation in relations.with_broader(statement.relation)]
        if not denials.isdisjoint(broader):
            continue
        for fact in broader:
            for direction in _directions(fact, relations):
                facts.setdefault(direction, []).append(statement)
    return facts


def fact_quads(
    statements: Iterable[Statement], *, base: str, relations: Relations, own_voice_only: bool = False
) -> list[Quad]:
    """The plain triples that may be drawn from statements; see :func:`supported`."""
    facts = supported(statements, relations=relations, own_voice_only=own_voice_only)
    graph = t.facts_graph(base)
    return [Quad(NamedNode(s), NamedNode(t.KG + r), NamedNode(o), graph) for s, r, o in sorted(facts)]


def _fact(statement: Statement) -> Fact | None:
    return None if statement.subject is None else Fact(statement.subject, statement.relation, statement.object)


def _directions(fact: Fact, relations: Relations) -> Iterator[Fact]:
    yield fact
    if fact.relation in relations.symmetric and fact.subject != fact.object:
        yield Fact(fact.object, fact.relation, fact.subject)


def _denials(statements: Iterable[Statement], relations: Relations) -> set[Fact]:
    """What is said not to be so. That it may not be, or will not be, denies nothing; nor does an accusation."""
    return {
        direction
        for statement in statements
        if statement.polarity is Polarity.NEGATIVE and statement.modality is Modality.ASSERTED and not statement.alleged
        if (fact := _fact(statement)) is not None
        for direction in _directions(fact, relations)
    }
