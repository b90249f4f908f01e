"""The claims of a store as plain values, for the formats that know no RDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgraph.model import Bound, Claim, Document, Entity, Quantity
from kgraph.rdf import entities_graph, terms
from kgraph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Named:
    """What the whole store knows of an entity.

    Attributes:
        names: All names but the label, sorted.
    """

    iri: str
    label: str
    type: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, the document that makes it, and the entities as the whole store knows them."""

    claim: Claim
    document: Document | None
    entities: dict[str, Named]

    def named(self, entity: Entity | None) -> Named | None:
        """An entity of the claim as the store knows it; as the document does where the store has no view of it."""
        if entity is None:
            return None
        return self.entities.get(entity.id) or Named(entity.id, entity.label, entity.type.value, entity.aliases)

    def label(self, entity: Entity | None) -> str | None:
        """The label of an entity of the claim."""
        named = self.named(entity)
        return named.label if named else None

    def speakers(self) -> list[str]:
        """The labels of the speakers, outermost first."""
        return [label for entity in self.claim.attributed_to if (label := self.label(entity))]


def stated(store: GraphStore) -> Iterator[Stated]:
    """The claims of a store, sorted by document, start, end and id."""
    entities = read_entities(store)
    for id_ in store.documents():
        document, claims = store.told(id_)
        for claim in claims:
            yield Stated(claim, document, entities)


def read_entities(store: GraphStore) -> dict[str, Named]:
    """The entities of a store by IRI, as its view of all documents has them."""
    labels: dict[str, str] = {}
    types: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for quad in store.dataset.quads_for_pattern(None, None, None, entities_graph(store.base)):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if quad.predicate == terms.RDFS_LABEL and isinstance(value, Literal):
            labels[subject.value] = value.value
        elif quad.predicate == terms.ALT_LABEL and isinstance(value, Literal):
            names.setdefault(subject.value, []).append(value.value)
        elif quad.predicate == terms.RDF_TYPE and isinstance(value, NamedNode) and value.value.startswith(terms.KG):
            types[subject.value] = value.value.removeprefix(terms.KG)
    return {
        iri: Named(iri, labels[iri], type_, tuple(sorted(names.get(iri, ()))))
        for iri, type_ in sorted(types.items())
        if iri in labels
    }


_SIGNS = {Bound.APPROX: "about ", Bound.MIN: "at least ", Bound.MAX: "at most "}


def figure(quantity: Quantity | None) -> str | None:
    """A figure in words, such as ``at least 200 soldiers``."""
    if quantity is None:
        return None
    value = f"{quantity.value:f}"
    if quantity.bound is Bound.RANGE:
        value = f"{quantity.low:f} to {quantity.high:f}"
    return f"{_SIGNS.get(quantity.bound, '')}{value} {quantity.unit}"
