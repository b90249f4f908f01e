"""The views over all documents: plain facts, and claims that cannot both hold.

Each is a function from values to quads that does not depend on their order. A fact or a conflict depends only on
claims between the same two entities or of the same subject: a part of a view can be made from their claims alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.model import Bound, Claim, EntityType, Modality, Polarity, Quantity
from kgraph.rdf import terms as t
from kgraph.rdf.vocabulary import Relations

TOLERANCE = Decimal("0.1")
"""How far an approximate figure may lie off, as a share of it."""

_INFINITY = Decimal("Infinity")


class Fact(NamedTuple):
    """A plain triple, by IRI and local name."""

    subject: str
    relation: str
    object: str


# --- facts


def fact_quads(claims: Iterable[Claim], *, base: str, relations: Relations, own_voice_only: bool = False) -> list[Quad]:
    """The plain triples that may be drawn from claims.

    A claim gives a fact when it has a subject, is positive and asserted, no mere allegation, and no claim denies it.
    The fact holds for the broader relations too, and in both directions where the relation does.

    Args:
        claims: All claims.
        base: The base IRI.
        relations: What is broader than what, and what is symmetric.
        own_voice_only: Whether claims that somebody else makes, not the document itself, give none.
    """
    claims = list(claims)
    denied = _denials(claims, relations)
    facts: set[Fact] = set()
    for claim in claims:
        fact = _fact(claim)
        if fact is None or not _plain(claim) or (own_voice_only and claim.attributed_to):
            continue
        broader = list(relations.with_broader(claim.relation))
        if any(fact._replace(relation=relation) in denied for relation in broader):
            continue
        for relation in broader:
            facts.update(_directions(fact._replace(relation=relation), relations))
    graph = t.facts_graph(base)
    return [Quad(NamedNode(s), NamedNode(t.KG + r), NamedNode(o), graph) for s, r, o in sorted(facts)]


def _plain(claim: Claim) -> bool:
    return claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ASSERTED and not claim.alleged


def _fact(claim: Claim) -> Fact | None:
    return None if claim.subject is None else Fact(claim.subject.id, claim.relation, claim.object.id)


def _directions(fact: Fact, relations: Relations) -> Iterator[Fact]:
    yield fact
    if fact.relation in relations.symmetric:
        yield Fact(fact.object, fact.relation, fact.subject)


def _denials(claims: Iterable[Claim], relations: Relations) -> set[Fact]:
    """What is said not to be so. That it may not be, or will not be, denies nothing; nor does an accusation."""
    return {
        direction
        for claim in claims
        if claim.polarity is Polarity.NEGATIVE and claim.modality is Modality.ASSERTED and not claim.alleged
        for fact in (_fact(claim),)
        if fact is not None
        for direction in _directions(fact, relations)
    }


# --- conflicts


def conflict_quads(claims: Iterable[Claim], *, base: str, relations: Relations) -> list[Quad]:
    """Links between claims that cannot both hold, in both directions.

    Either one says what the other denies, or they give figures for the same measure, thing, unit, place and time whose
    ranges do not meet. Only asserted claims conflict: what is possible or planned excludes nothing.
    """
    asserted = [claim for claim in claims if claim.modality is Modality.ASSERTED and claim.subject is not None]
    pairs = {(a.id, b.id) for a, b in (*_contradictions(asserted, relations), *_rival_figures(asserted))}
    graph = t.conflicts_graph(base)
    return [
        Quad(NamedNode(a), t.CONFLICTS_WITH, NamedNode(b), graph) for a, b in sorted(pairs | {(b, a) for a, b in pairs})
    ]


def _contradictions(claims: Iterable[Claim], relations: Relations) -> Iterator[tuple[Claim, Claim]]:
    sides: dict[Fact, dict[Polarity, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        fact = _fact(claim)
        if fact is not None:
            sides[min(_directions(fact, relations))][claim.polarity].append(claim)
    for both in sides.values():
        yield from product(both[Polarity.POSITIVE], both[Polarity.NEGATIVE])


def _rival_figures(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    measures: dict[tuple[object, ...], list[tuple[Decimal, Decimal, Claim]]] = defaultdict(list)
    for claim in claims:
        if claim.quantity is not None and claim.polarity is Polarity.POSITIVE:
            measures[_measure(claim, claim.quantity)].append((*extent(claim.quantity), claim))
    for extents in measures.values():
        extents.sort(key=lambda item: (item[0], item[1], item[2].id))
        for index, (_, high, claim) in enumerate(extents):
            yield from ((claim, other) for low, _, other in extents[index + 1 :] if low > high)


def _measure(claim: Claim, quantity: Quantity) -> tuple[object, ...]:
    """What a figure measures. Where the object is the number itself, it is what may differ."""
    thing = claim.subject.id if claim.subject else None
    counterpart = None if claim.object.type is EntityType.NUMBER else claim.object.id
    theme = claim.theme.id if claim.theme else None
    place = claim.place.id if claim.place else None
    return claim.relation, thing, counterpart, theme, quantity.unit.casefold(), place, claim.time


def extent(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value that a figure allows."""
    value = quantity.value
    match quantity.bound:
        case Bound.MIN:
            return value, _INFINITY
        case Bound.MAX:
            return -_INFINITY, value
        case Bound.APPROX:
            margin = abs(value) * TOLERANCE
            return value - margin, value + margin
        case Bound.RANGE:
            ends = [value if end is None else end for end in (quantity.low, quantity.high)]
            return min(ends), max(ends)
        case Bound.EXACT:
            return value, value


# --- extractions


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
