"""What a store's claims disagree about: those that cannot both hold, with all that tells them apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import networkx as nx
import pyoxigraph as ox

from kgraph.browse.profile import read_conflicts
from kgraph.model import Claim, Document, Polarity
from kgraph.rdf import terms as t
from kgraph.store import GraphStore

Pair = tuple[str, str]


class Reason(StrEnum):
    """Why claims cannot all hold."""

    FIGURES = "figures"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Side:
    """A claim and the article that it stands in, without its text."""

    claim: Claim
    document: Document

    @property
    def day(self) -> str:
        """When it was published; empty where the article does not tell."""
        return (self.document.published or "")[:10]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims each of which cannot hold beside another of them.

    Attributes:
        reason: What sets them against each other.
        sides: Figures from small to large; else what is said to be so first, then what denies it.
        pairs: The ids of each two that exclude each other, sorted.
    """

    reason: Reason
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """What a store disagrees about.

    Attributes:
        open: In the order of the articles.
        dismissed: How many pairs of claims people found to be no conflict.
    """

    open: tuple[Dispute, ...]
    dismissed: int


def read_disputes(store: GraphStore, *, entity: str | None = None) -> Disputes:
    """All that the claims of a store disagree about.

    Args:
        store: The store.
        entity: The IRI of an entity that one of the claims has to speak of; None for all.
    """
    pairs = read_conflicts(store)
    sides = _sides(store, {iri for pair in pairs for iri in pair})
    if entity is not None:
        pairs = tuple(pair for pair in pairs if any(_speaks_of(sides[iri].claim, entity) for iri in pair))
    disputes = [
        _dispute(reason, group, sides)
        for reason in Reason
        for group in _joined(pair for pair in pairs if _reason(*(sides[iri].claim for iri in pair)) is reason)
    ]
    disputes.sort(key=lambda dispute: min(_place(side) for side in dispute.sides))
    return Disputes(tuple(disputes), _dismissed(store))


def _dismissed(store: GraphStore) -> int:
    """How many pairs of claims of the store people found to be no conflict."""
    graph, kind = t.decisions_graph(store.base), ox.Literal("dismissal")
    decisions = store.dataset.quads_for_pattern(None, t.DECISION_KIND, kind, graph)
    return sum(all(_is_claim(store, claim) for claim in _about(store, decision.subject)) for decision in decisions)


def _about(store: GraphStore, decision: ox.NamedNode | ox.BlankNode | ox.Triple) -> list[ox.NamedNode]:
    about = store.dataset.quads_for_pattern(decision, t.ABOUT, None, t.decisions_graph(store.base))
    return [quad.object for quad in about if isinstance(quad.object, ox.NamedNode)]


def _is_claim(store: GraphStore, claim: ox.NamedNode) -> bool:
    return next(store.dataset.quads_for_pattern(claim, t.RDF_TYPE, t.CLAIM, None), None) is not None


def _sides(store: GraphStore, claims: Iterable[str]) -> dict[str, Side]:
    """The claims of some IRIs, from the documents that they stand in."""
    wanted = set(claims)
    graphs = {
        quad.graph_name.value
        for iri in wanted
        for quad in store.dataset.quads_for_pattern(ox.NamedNode(iri), t.RDF_TYPE, t.CLAIM, None)
        if isinstance(quad.graph_name, ox.NamedNode)
    }
    sides: dict[str, Side] = {}
    for graph in sorted(graphs):
        id_ = t.document_id(store.base, graph)
        if id_ is None:
            continue
        document = replace(store.document(id_) or Document(id_, ""), text="")
        sides |= {claim.id: Side(claim, document) for claim in store.claims(id_) if claim.id in wanted}
    return sides


def _reason(one: Claim, other: Claim) -> Reason:
    figures = one.quantity and other.quantity and one.polarity is other.polarity
    return Reason.FIGURES if figures and "denies" not in {one.relation, other.relation} else Reason.DENIED


def _speaks_of(claim: Claim, entity: str) -> bool:
    parts = (claim.subject, claim.object, claim.theme, claim.place, *claim.attributed_to)
    return any(part is not None and part.id == entity for part in parts)


def _joined(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs that share a claim, directly or through others, together."""
    pairs = list(pairs)
    graph = nx.Graph(pairs)
    groups = nx.connected_components(graph)
    return [[pair for pair in pairs if pair[0] in group] for group in groups]


def _dispute(reason: Reason, pairs: Sequence[Pair], sides: Mapping[str, Side]) -> Dispute:
    found = [sides[iri] for iri in {iri for pair in pairs for iri in pair}]
    return Dispute(reason, tuple(sorted(found, key=_order)), tuple(sorted(pairs)))


def _order(side: Side) -> tuple[object, ...]:
    claim = side.claim
    denies = claim.polarity is Polarity.NEGATIVE or claim.relation == "denies"
    return denies, claim.quantity.value if claim.quantity else 0, *_place(side)


def _place(side: Side) -> tuple[str, str, int, int, str]:
    evidence = side.claim.evidence
    return side.day, evidence.document, evidence.start, evidence.end, side.claim.id
