"""The service and its data described in RDF: SPARQL 1.1 Service Description, VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import pyoxigraph as ox

from kgraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
_CLASSES = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x"
_PROPERTIES = "SELECT ?x (COUNT(*) AS ?n) { GRAPH ?g { ?s ?x ?o } } GROUP BY ?x"


class Counts(TypedDict):
    """How much of what there is."""

    triples: int
    classes: list[tuple[str, int]]
    properties: list[tuple[str, int]]


def service(endpoint: str, types: Sequence[str]) -> Iterator[ox.Triple]:
    """The description of the endpoint at an address (https://www.w3.org/TR/sparql11-service-description/)."""
    node, default = ox.BlankNode("service"), ox.BlankNode("dataset")
    yield ox.Triple(node, _TYPE, _sd("Service"))
    yield ox.Triple(node, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(node, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(node, _sd("feature"), _sd("UnionDefaultGraph"))
    for type_ in types:
        if type_ in _FORMAT_NAMES:
            yield ox.Triple(node, _sd("resultFormat"), ox.NamedNode(FORMATS + _FORMAT_NAMES[type_]))
    graph = ox.BlankNode("graph")
    yield ox.Triple(node, _sd("defaultDataset"), default)
    yield ox.Triple(default, _TYPE, _sd("Dataset"))
    yield ox.Triple(default, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, _TYPE, _sd("Graph"))


def counted(store: ox.Store) -> Counts:
    """How much of what there is: all triples, the members of each class, the uses of each property, most used first."""
    return {
        "triples": len(store),
        "classes": _most_used(store, _CLASSES),
        "properties": _most_used(store, _PROPERTIES),
    }


def _most_used(store: ox.Store, query: str) -> list[tuple[str, int]]:
    found = store.query(f"{query} ORDER BY DESC(?n)", use_default_graph_as_union=True)
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    return [(row[0].value, int(row[1].value)) for row in rows if isinstance(row[0], ox.NamedNode)]


def dataset(counts: Counts, root: str, base: str | None) -> Iterator[ox.Triple]:
    """The description of the data: how much, of what classes, by which properties, and where to ask.

    https://www.w3.org/TR/void/
    """
    node = ox.NamedNode(f"{root}/void#dataset")
    yield ox.Triple(node, _TYPE, _void("Dataset"))
    yield ox.Triple(node, _void("sparqlEndpoint"), ox.NamedNode(f"{root}/sparql"))
    yield ox.Triple(node, _void("triples"), _whole(counts["triples"]))
    yield ox.Triple(node, ox.NamedNode("http://xmlns.com/foaf/0.1/homepage"), ox.NamedNode(f"{root}/"))
    if base:
        yield ox.Triple(node, _void("uriSpace"), ox.Literal(base))
    for iri in PREFIXES.values():
        yield ox.Triple(node, _void("vocabulary"), ox.NamedNode(iri))
    yield from _parts(node, counts["classes"], ("classPartition", "class", "entities"))
    yield from _parts(node, counts["properties"], ("propertyPartition", "property", "triples"))


def _parts(node: ox.NamedNode, counts: Iterable[tuple[str, int]], names: tuple[str, str, str]) -> Iterator[ox.Triple]:
    partition, what, count = names
    for n, (iri, number) in enumerate(sorted(counts)):
        part = ox.BlankNode(f"{what}{n}")
        yield ox.Triple(node, _void(partition), part)
        yield ox.Triple(part, _void(what), ox.NamedNode(iri))
        yield ox.Triple(part, _void(count), _whole(number))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID + name)


def _whole(number: int) -> ox.Literal:
    return ox.Literal(number)
