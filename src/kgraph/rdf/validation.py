"""The full check of a graph against the shapes, by pySHACL."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kgraph.rdf.shapes import Violation
from kgraph.rdf.terms import KG
from kgraph.rdf.vocabulary import is_shapes, parsed
from kgraph.resources import ontology_dir


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found.

    Attributes:
        violations: Sorted by node; empty where the graph conforms.
        triples: How many triples were checked.
    """

    violations: tuple[Violation, ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def validate(quads: Iterable[Quad], *, files: Sequence[Path] | None = None) -> ValidationReport:
    """Check quads, all graphs taken together, against the shapes of the ontology.

    It is thorough and slow: about 10,000 triples a second. What is about to be written is checked by
    :mod:`kgraph.rdf.gate`.

    Args:
        quads: What to check. The ontology is added where they lack it, for the shapes ask for its classes.
        files: The Turtle files of the ontology and its shapes; by default those that ship with kgraph.
    """
    from pyshacl import validate as run  # noqa: PLC0415 - slow to import, and only this function needs it
    from rdflib import OWL, RDF, SH, Graph, URIRef  # noqa: PLC0415

    files = sorted(ontology_dir().glob("*.ttl")) if files is None else files
    triples = {quad.triple for quad in quads}
    data, shapes = Graph(), Graph()
    with _without_warnings():
        _fill(data, triples)
    has_ontology = (URIRef(KG), RDF.type, OWL.Ontology) in data
    for file in files:
        if is_shapes(file):
            _fill(shapes, parsed(file))
        elif not has_ontology:
            _fill(data, parsed(file))
    _, report, _ = run(data, shacl_graph=shapes, inference="none", inplace=True)
    violations = set()
    for result in report.objects(None, SH.result):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        violations.add(
            Violation(
                str(report.value(result, SH.focusNode)),
                str(path) if isinstance(path, URIRef) else None,
                None if value is None else str(value),
                str(report.value(result, SH.resultMessage)),
            )
        )
    return ValidationReport(tuple(sorted(violations, key=_order)), len(triples))


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep rdflib from logging a traceback for every ill-formed literal: those become violations."""
    log = logging.getLogger("rdflib.term")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _order(violation: Violation) -> tuple[str, str, str, str]:
    return violation.focus, violation.path or "", violation.value or "", violation.message


def _fill(graph: Any, triples: Iterable[Any]) -> None:  # noqa: ANN401 - rdflib is imported where it is used
    for triple in triples:
        graph.add(tuple(_rdflib(term) for term in (triple.subject, triple.predicate, triple.object)))


def _rdflib(term: object) -> Any:  # noqa: ANN401
    """The term as rdflib's, its lexical form kept."""
    import rdflib  # noqa: PLC0415

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    msg = f"RDF 1.2 term in the data: {term}"
    raise ValueError(msg)
