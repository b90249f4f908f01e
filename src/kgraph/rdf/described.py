"""Entities as a whole store knows them: the view that holds their labels, types, names and merges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.cities import city_entry
from kgraph.gazetteer import Entry
from kgraph.model import Entity, digest
from kgraph.rdf import terms as t
from kgraph.rdf.write import commonest, decimal_literal


@dataclass(frozen=True, slots=True, order=True)
class Joined:
    """Two names that were taken for one entity's.

    Attributes:
        reason: The local name of a concept of ``kg:reasons``.
        score: 0 to 1, how sure it is.
    """

    left: str
    right: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Described:
    """What there is to say of an entity.

    Attributes:
        names: All its names; the label may be among them.
        wikidata: Its identifier there.
        whole: The IRI of what it is part of.
        geonames: Its identifier in GeoNames.
    """

    iri: str
    label: str
    type: str
    names: frozenset[str] = frozenset()
    wikidata: str | None = None
    whole: str | None = None
    merges: tuple[Joined, ...] = ()
    geonames: int | None = None


def described_quads(entity: Described, *, base: str) -> Iterator[Quad]:
    """What the view says of one entity, each quad once."""
    graph, node = t.entities_graph(base), NamedNode(entity.iri)
    yield Quad(node, t.RDF_TYPE, NamedNode(t.KG + entity.type), graph)
    yield Quad(node, t.RDFS_LABEL, Literal(entity.label), graph)
    yield Quad(node, t.PREF_LABEL, Literal(entity.label), graph)
    for name in sorted(entity.names - {entity.label}):
        yield Quad(node, t.ALT_LABEL, Literal(name), graph)
    if entity.wikidata:
        yield Quad(node, t.EXACT_MATCH, NamedNode(t.WIKIDATA + entity.wikidata), graph)
    if entity.geonames:
        yield Quad(node, t.EXACT_MATCH, NamedNode(f"{t.GEONAMES}{entity.geonames}/"), graph)
    if entity.whole:
        yield Quad(node, t.PART_OF, NamedNode(entity.whole), graph)
    for merge in entity.merges:
        yield from _merge(node, merge, base, graph)


def _merge(entity: NamedNode, merge: Joined, base: str, graph: NamedNode) -> Iterator[Quad]:
    node = NamedNode(f"{base}merge/{digest(entity.value, merge.left, merge.right, merge.reason)}")
    yield Quad(node, t.RDF_TYPE, t.MERGE, graph)
    yield Quad(node, t.MERGE_OF, entity, graph)
    yield Quad(node, t.LEFT_NAME, Literal(merge.left), graph)
    yield Quad(node, t.RIGHT_NAME, Literal(merge.right), graph)
    yield Quad(node, t.REASON, NamedNode(t.KG + merge.reason), graph)
    yield Quad(node, t.SCORE, decimal_literal(Decimal(repr(merge.score))), graph)


def joined_by(view: Iterable[Quad], iri: str) -> tuple[Joined, ...]:
    """The merges of an entity in its part of the view, sorted by their names."""
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in view:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject.value][quad.predicate.value] = quad.object.value
    merges = [one for one in said.values() if one.get(t.MERGE_OF.value) == iri]
    found = [
        Joined(
            one[t.LEFT_NAME.value],
            one[t.RIGHT_NAME.value],
            one[t.REASON.value].removeprefix(t.KG),
            float(one[t.SCORE.value]),
        )
        for one in merges
    ]
    return tuple(sorted(found, key=lambda merge: (merge.left, merge.right, merge.reason)))


def entity_quads(appearances: Iterable[Entity], *, base: str, gazetteer: Mapping[str, Entry]) -> list[Quad]:
    """The view of entities that no resolution has looked at.

    Args:
        appearances: Every entity of every document, once a document.
        base: The base IRI.
        gazetteer: Entries by key. What an entity is part of is described too, even where no document names it.
    """
    named: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in appearances:
        named[entity.id].append(entity)
    for iri in list(named):
        for whole in wholes(iri, base=base, gazetteer=gazetteer):
            named.setdefault(whole, [])
    described = (describe(iri, named[iri], base=base, gazetteer=gazetteer) for iri in sorted(named))
    return [quad for entity in described for quad in described_quads(entity, base=base)]


def describe(iri: str, appearances: Iterable[Entity], *, base: str, gazetteer: Mapping[str, Entry]) -> Described:
    """An entity by what the gazetteer knows of it, else by what the documents that speak of it call it most often."""
    appearances = list(appearances)
    names = frozenset(name for entity in appearances for name in (entity.label, *entity.aliases))
    entry = entry_of(iri, base=base, gazetteer=gazetteer)
    if entry is None:
        label, type_ = (
            commonest(values) for values in zip(*((e.label, e.type.value) for e in appearances), strict=True)
        )
        return Described(iri, label, type_, names)
    whole = f"{base}entity/{entry.part_of}" if entry.part_of else None
    return Described(iri, entry.label, entry.type.value, names, entry.wikidata, whole, geonames=entry.geonames)


def entry_of(iri: str, *, base: str, gazetteer: Mapping[str, Entry]) -> Entry | None:
    """The entry of an entity: the gazetteer's, or that of a city of GeoNames."""
    start = f"{base}entity/"
    key = iri.removeprefix(start) if iri.startswith(start) else ""
    return gazetteer.get(key) or city_entry(key)


def wholes(iri: str, *, base: str, gazetteer: Mapping[str, Entry]) -> Iterator[str]:
    """What an entity is part of, and what that is part of."""
    seen = {iri}
    entry = entry_of(iri, base=base, gazetteer=gazetteer)
    while entry and entry.part_of:
        whole = f"{base}entity/{entry.part_of}"
        entry = entry_of(whole, base=base, gazetteer=gazetteer)
        if entry is None or whole in seen:
            return
        seen.add(whole)
        yield whole
