"""The view of conflicts: claims on the same thing that cannot both hold."""

from collections.abc import Callable, Container, Iterable
from enum import StrEnum
from itertools import chain, combinations, product

from pyoxigraph import NamedNode, Quad

from kgraph.model import Modality, Polarity
from kgraph.rdf import terms as t
from kgraph.rdf.measures import Within, measured, rivals
from kgraph.rdf.periods import period
from kgraph.rdf.statements import Statement
from kgraph.rdf.vocabulary import Relations


class Reason(StrEnum):
    """Why two claims cannot both hold."""

    DENIED = "denied"
    FIGURES = "figures"


def reason(one: Statement, other: Statement, *, relations: Relations, within: Within) -> Reason | None:
    """Why two statements cannot both hold; None where they can, or it is not sure.

    Only what is asserted conflicts: what is possible or planned excludes nothing.
    """
    if {one.modality, other.modality} != {Modality.ASSERTED} or one.claim == other.claim:
        return None
    if one.claim in other.denied_by or other.claim in one.denied_by:
        return Reason.DENIED
    for positive, negative in ((one, other), (other, one)):
        if _contradicts(negative, positive, relations, within):
            return Reason.DENIED
    return Reason.FIGURES if rivals(one, other, within) else None


def conflicts(
    statements: Iterable[Statement], *, relations: Relations, within: Within, among: Container[str] | None = None
) -> set[tuple[str, str]]:
    """The claims that cannot both hold, each pair once, the lesser IRI first.

    Args:
        statements: The claims, with all that they may be in conflict with.
        relations: What is broader than what, and what is symmetric.
        within: From a place to what it lies in.
        among: IRIs of claims of which each pair has to have one; None for all.
    """
    statements = [s for s in statements if s.modality is Modality.ASSERTED]
    found = {(s.claim, denial) for s in statements for denial in s.denied_by}
    for group in _grouped(statements, pair_of):
        negative = [s for s in group if s.polarity is Polarity.NEGATIVE]
        if negative:
            positive = [s for s in group if s.polarity is Polarity.POSITIVE]
            found |= {
                (n.claim, p.claim) for n, p in product(negative, positive) if _contradicts(n, p, relations, within)
            }
    for key in (measured, _document):
        for group in _grouped((s for s in statements if s.figure), key):
            found |= {(a.claim, b.claim) for a, b in _couples(group, among) if rivals(a, b, within)}
    return {(min(pair), max(pair)) for pair in found if among is None or pair[0] in among or pair[1] in among}


def conflict_quads(
    statements: Iterable[Statement],
    *,
    base: str,
    relations: Relations,
    within: Within = lambda _: (),
    among: Container[str] | None = None,
) -> list[Quad]:
    """Links between claims that cannot both hold, in both directions; see :func:`conflicts`."""
    pairs = conflicts(statements, relations=relations, within=within, among=among)
    graph = t.conflicts_graph(base)
    return [
        Quad(NamedNode(a), t.CONFLICTS_WITH, NamedNode(b), graph) for a, b in sorted(pairs | {(b, a) for a, b in pairs})
    ]


def _couples(group: list[Statement], among: Container[str] | None) -> Iterable[tuple[Statement, Statement]]:
    """Each two statements of a group of which one is among some."""
    if among is None:
        return combinations(group, 2)
    ours = [s for s in group if s.claim in among]
    others = [s for s in group if s.claim not in among]
    return chain(combinations(ours, 2), product(ours, others))


def pair_of(statement: Statement) -> tuple[str, str] | None:
    """The two entities that a statement joins, the lesser first; None where its subject is open."""
    if statement.subject is None:
        return None
    return min(statement.subject, statement.object), max(statement.subject, statement.object)


def _document(statement: Statement) -> str:
    return statement.source.iri


def _grouped(statements: Iterable[Statement], key: Callable[[Statement], object]) -> Iterable[list[Statement]]:
    groups: dict[object, list[Statement]] = {}
    for statement in statements:
        if (name := key(statement)) is not None:
            groups.setdefault(name, []).append(statement)
    return groups.values()


def _contradicts(negative: Statement, positive: Statement, relations: Relations, within: Within) -> bool:
    """Whether one statement says that what the other says is not so."""
    return (
        (negative.polarity, positive.polarity) == (Polarity.NEGATIVE, Polarity.POSITIVE)
        and negative.quantity is None
        and _same_event(negative, positive, relations)
        and not (negative.source.iri == positive.source.iri and set(negative.speakers) & set(positive.speakers))
        and negative.theme in {None, positive.theme}
        and (
            negative.place is None
            or (positive.place is not None and negative.place in (positive.place, *within(positive.place)))
        )
        and _by_then(positive, negative)
    )


def _same_event(negative: Statement, positive: Statement, relations: Relations) -> bool:
    """Whether the negative one is about the positive one's event, or about all events that are like it."""
    if None in {negative.subject, positive.subject} or negative.relation not in relations.with_broader(
        positive.relation
    ):
        return False
    ends = (positive.subject, positive.object)
    if (negative.subject, negative.object) == ends:
        return True
    return negative.relation in relations.symmetric and (negative.object, negative.subject) == ends


def _by_then(positive: Statement, negative: Statement) -> bool:
    """Whether what is said to be so was so when it is said not to be: not later, and not at other times."""
    was, was_not = period(positive.when), period(negative.when)
    if was and was_not:
        return was_not.covers(was)
    if positive.source.iri == negative.source.iri:
        return True
    was, said = was or positive.source.day, negative.source.day
    if was_not:
        return False
    return was is None or said is None or was.first <= said.last
