"""The graphs of a store as they are sent: lines of N-Triples in an order of their own, and their digest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat

if TYPE_CHECKING:
    from pyoxigraph import Store

_BLANK = re.compile(rb"_:([A-Za-z0-9]+)(?=[ ])")
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class Graph:
    """A named graph.

    Attributes:
        name: Its IRI.
        lines: Its triples as N-Triples, sorted.
    """

    name: str
    lines: tuple[bytes, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its content: the same for the same triples, whatever its blank nodes are called."""
        digest = sha256()
        for line in self.lines:
            digest.update(line)
        return digest.hexdigest()

    @cached_property
    def size(self) -> int:
        """Its bytes."""
        return sum(map(len, self.lines))

    @cached_property
    def has_blanks(self) -> bool:
        """Whether it has blank nodes."""
        return any(
            b"_:" in line and (line.startswith(b"_:") or line.split(b" ", 2)[2].startswith(b"_:"))
            for line in self.lines
        )

    def quads(self) -> bytes:
        """The same as N-Quads."""
        end = f" <{self.name}> .\n".encode()
        return b"".join(line[:-3] + end for line in self.lines)

    def skolemised(self, base: str) -> "Graph":
        """The same with IRIs in the place of blank nodes (RDF 1.1 Concepts, 3.5), named by content."""
        if not self.has_blanks:
            return self
        start = f"<{base}.well-known/genid/{sha256(self.name.encode()).hexdigest()[:16]}-".encode()
        return Graph(self.name, tuple(_named(line, start) for line in self.lines))


def names_of(store: "Store") -> list[str]:
    """The named graphs of a store, sorted."""
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))


def read_graph(store: "Store", name: str) -> Graph:
    """A graph of a store; blank nodes are named by content (RDF Dataset Canonicalization)."""
    data: Any = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name))
    graph = Graph(name, tuple(sorted(data.splitlines(keepends=True))))
    return Graph(name, tuple(sorted(_canonical(store, name)))) if graph.has_blanks else graph


def _canonical(store: "Store", name: str) -> Iterator[bytes]:
    dataset = Dataset(store.quads_for_pattern(None, None, None, NamedNode(name)))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return (f"{quad.triple} .\n".encode() for quad in dataset)


def _named(line: bytes, start: bytes) -> bytes:
    """A line with IRIs in the place of its blank nodes; what is quoted stays."""
    parts, done = [], 0
    for quoted in _QUOTED.finditer(line):
        parts += [_BLANK.sub(start + rb"\1>", line[done : quoted.start()]), quoted[0]]
        done = quoted.end()
    return b"".join([*parts, _BLANK.sub(start + rb"\1>", line[done:])])
