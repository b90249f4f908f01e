"""Reads ``ontology/*.ttl``: the relations, what they may join, the prefixes, where the files lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kgraph import namespaces
from kgraph.errors import OntologyError
from kgraph.model import EntityType
from kgraph.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

KG: Final = namespaces.KG
PREFIXES: Final = namespaces.PREFIXES
SHAPES: Final = "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that claims can have as their predicate.

    Attributes:
        name: Its local name, such as ``supplies``.
        broader: The relation that it specialises.
        symmetric: Whether it holds in both directions.
        plover: The PLOVER type of a claim of it that is positive and asserted.
        quadrant: The quadrant of that type, such as ``verbal cooperation``.
        domain: What its subject may be.
        range: What its object may be.
    """

    name: str
    label: str
    definition: str
    example: str
    broader: str | None
    symmetric: bool
    plover: str | None
    quadrant: str | None
    domain: frozenset[EntityType]
    range: frozenset[EntityType]


def ontology_files(directory: Path | None = None) -> tuple[Path, ...]:
    """The Turtle files of the ontology in a fixed order, its shapes left out."""
    return tuple(sorted(file for file in (directory or ontology_dir()).glob("*.ttl") if file.name != SHAPES))


def shapes_file(directory: Path | None = None) -> Path:
    """The file of the SHACL shapes."""
    return (directory or ontology_dir()) / SHAPES


def read_ontology(directory: Path | None = None) -> Graph:
    """The ontology as one graph, its shapes left out.

    Raises:
        OntologyError: If a file is missing or no Turtle.
    """
    from rdflib import Graph  # noqa: PLC0415 - rdflib is slow to import, and most commands do without it

    graph = Graph()
    files = ontology_files(directory)
    if not files:
        msg = f"{directory or ontology_dir()}: holds no ontology (*.ttl); restore the folder"
        raise OntologyError(msg)
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except (OSError, SyntaxError, ValueError) as error:  # rdflib's BadSyntax is a SyntaxError
            msg = f"{file}: not readable as Turtle ({error}); mend the file"
            raise OntologyError(msg) from error
    return graph


@cache
def relations() -> Mapping[str, Relation]:
    """The relations of the ontology that ships with kgraph, by local name, in alphabetical order."""
    return read_relations(read_ontology())


def read_relations(graph: Graph) -> Mapping[str, Relation]:
    """The relations that an ontology defines, by local name, in alphabetical order.

    Raises:
        OntologyError: If a relation lacks its label, definition, example, domain or range.
    """
    from rdflib import RDF, URIRef  # noqa: PLC0415 - see read_ontology

    found = sorted(str(node) for node in graph.subjects(RDF.type, URIRef(f"{KG}Relation")))
    return MappingProxyType({iri.removeprefix(KG): _relation(_Reader(graph, iri)) for iri in found})


def _relation(reader: _Reader) -> Relation:
    plover = reader.one("kg:ploverType")
    return Relation(
        name=reader.iri.removeprefix(KG),
        label=str(reader.needed("rdfs:label")),
        definition=str(reader.needed("skos:definition")),
        example=str(reader.needed("skos:example")),
        broader=reader.broader(),
        symmetric=reader.is_a("owl:SymmetricProperty"),
        plover=None if plover is None else reader.text(plover, "skos:notation"),
        quadrant=None if plover is None else reader.quadrant(plover),
        domain=class_types(reader.graph, reader.needed("rdfs:domain")),
        range=class_types(reader.graph, reader.needed("rdfs:range")),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what the ontology says of one relation."""

    graph: Graph
    iri: str

    def one(self, name: str, node: Node | None = None) -> Node | None:
        from rdflib import URIRef  # noqa: PLC0415 - see read_ontology

        return self.graph.value(node or URIRef(self.iri), _term(name))

    def needed(self, name: str) -> Node:
        value = self.one(name)
        if value is None:
            msg = f"the relation {self.iri} has no {name}; add it in ontology/"
            raise OntologyError(msg)
        return value

    def text(self, node: Node, name: str) -> str | None:
        value = self.one(name, node)
        return None if value is None else str(value)

    def quadrant(self, plover: Node) -> str | None:
        quadrant = self.one("skos:broader", plover)
        return None if quadrant is None else self.text(quadrant, "rdfs:label")

    def broader(self) -> str | None:
        from rdflib import URIRef  # noqa: PLC0415 - see read_ontology

        parents = (str(node) for node in self.graph.objects(URIRef(self.iri), _term("rdfs:subPropertyOf")))
        return next((parent.removeprefix(KG) for parent in sorted(parents) if parent.startswith(KG)), None)

    def is_a(self, name: str) -> bool:
        from rdflib import RDF, URIRef  # noqa: PLC0415 - see read_ontology

        return (URIRef(self.iri), RDF.type, _term(name)) in self.graph


def class_types(graph: Graph, class_: Node) -> frozenset[EntityType]:
    """The entity types that a class of the ontology takes in: itself, its members if it is a union, all below it."""
    seen: set[Node] = set()
    waiting = [class_]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph.subjects(_term("rdfs:subClassOf"), node)
            waiting += (member for union in graph.objects(node, _term("owl:unionOf")) for member in graph.items(union))
    return frozenset(type_ for type_ in EntityType if _term(f"kg:{type_}") in seen)


def _term(name: str) -> Node:
    from rdflib import URIRef  # noqa: PLC0415 - see read_ontology

    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)
