"""The ontology as quads, and what the views need to know of its relations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from kgraph.errors import OntologyError
from kgraph.rdf import terms as t
from kgraph.resources import ontology_dir

_SUB_PROPERTY = t.term("rdfs:subPropertyOf")
_SYMMETRIC = t.term("owl:SymmetricProperty")


@dataclass(frozen=True, slots=True)
class Relations:
    """How relations hang together, all by local name.

    Attributes:
        broader: The next broader relation of each that has one.
        symmetric: Relations that hold in both directions.
    """

    broader: Mapping[str, str]
    symmetric: frozenset[str]

    def with_broader(self, relation: str) -> Iterator[str]:
        """The relation and all broader ones, from narrow to broad."""
        seen = set()
        step: str | None = relation
        while step is not None and step not in seen:
            yield step
            seen.add(step)
            step = self.broader.get(step)


def ontology_quads(base: str, *, directory: Path | None = None) -> list[Quad]:
    """The content of the ontology's graph: every Turtle file of the ontology but its shapes."""
    graph = t.ontology_graph(base)
    return named_blanks({Quad(q.subject, q.predicate, q.object, graph) for q in _content(directory or ontology_dir())})


@cache
def _content(directory: Path) -> tuple[Quad, ...]:
    return tuple(q for f in sorted(directory.glob("*.ttl")) if not is_shapes(f) for q in parsed(f))


def read_relations(ontology: Iterable[Quad]) -> Relations:
    """The hierarchy and the symmetry of the ontology's own relations."""
    broader, symmetric = {}, set()
    for quad in ontology:
        subject, object_ = quad.subject, quad.object
        if not (isinstance(subject, NamedNode) and isinstance(object_, NamedNode) and subject.value.startswith(t.KG)):
            continue
        if quad.predicate == _SUB_PROPERTY and object_.value.startswith(t.KG):
            broader[subject.value.removeprefix(t.KG)] = object_.value.removeprefix(t.KG)
        elif quad.predicate == t.RDF_TYPE and object_ == _SYMMETRIC:
            symmetric.add(subject.value.removeprefix(t.KG))
    return Relations(broader, frozenset(symmetric))


@cache
def relations() -> Relations:
    """The relations of the ontology that ships with kgraph."""
    return read_relations(_content(ontology_dir()))


def is_shapes(path: Path) -> bool:
    """Whether a file of the ontology holds shapes, by its name."""
    return path.stem.startswith("shapes")


def parsed(path: Path) -> list[Quad]:
    """The triples of a Turtle file of the ontology.

    Raises:
        OntologyError: If the file cannot be read.
    """
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        msg = f"{path}: not readable as Turtle ({error}); mend the file"
        raise OntologyError(msg) from error


def named_blanks(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with blank nodes named by content, so that two readings of one file give the same bytes."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)
