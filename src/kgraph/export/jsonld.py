"""A dataset as compact JSON-LD: a named graph a document, prefixed names, numbers and truth values as JSON has them.

Written by hand, since pyoxigraph only writes the expanded form, and rdflib's writer is slow on more than a few articles
and orders the nodes as it likes.
"""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kgraph.rdf import terms as t

_LANGUAGE_STRING = t.term("rdf:langString")
_LOCAL = re.compile(r"(?!//)\S+")
# As many digits as every reader of JSON keeps.
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")


def jsonld(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    """The dataset as one JSON-LD document.

    Args:
        quads: Sorted by graph and subject.
        prefixes: The context.
    """
    names = _Names(prefixes)
    graphs: list[dict[str, Any]] = []
    for graph, of_graph in groupby(quads, lambda quad: quad.graph_name):
        nodes = [names.node(rows) for _, rows in groupby(of_graph, lambda quad: quad.subject)]
        if isinstance(graph, DefaultGraph):
            graphs += nodes
        else:
            graphs.append({"@id": names.short(graph), "@graph": nodes})
    document = {"@context": dict(prefixes), "@graph": graphs}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


class _Names:
    """Writes terms under some prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # The longest first, so that the closest prefix is found.
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))

    def node(self, quads: Iterable[Quad]) -> dict[str, Any]:
        """A subject with all its properties."""
        node: dict[str, Any] = {}
        for quad in quads:
            node.setdefault("@id", self.short(quad.subject))
            if quad.predicate == t.RDF_TYPE:
                node.setdefault("@type", []).append(self.short(quad.object))
            else:
                node.setdefault(self.short(quad.predicate), []).append(self.value(quad.object))
        return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}

    def short(self, term: object) -> str:
        """An IRI by its prefix; a blank node by its label."""
        if not isinstance(term, NamedNode):
            return str(term)
        for prefix, start in self._prefixes:
            if term.value.startswith(start) and _LOCAL.fullmatch(rest := term.value.removeprefix(start)):
                return f"{prefix}:{rest}"
        return term.value

    def value(self, term: object) -> object:
        """An object."""
        if not isinstance(term, Literal):
            return {"@id": self.short(term)}
        if term.datatype == _LANGUAGE_STRING:
            return {"@value": term.value, "@language": term.language}
        if term.datatype == t.XSD_STRING:
            return term.value
        if term.datatype == t.XSD_BOOLEAN and term.value in {"true", "false"}:
            return term.value == "true"
        if term.datatype == t.XSD_INTEGER and _INTEGER.fullmatch(term.value):
            return int(term.value)
        return {"@value": term.value, "@type": self.short(term.datatype)}
