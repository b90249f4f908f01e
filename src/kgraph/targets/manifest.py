"""What kgraph put into a store, kept there in a graph of its own.

    <BASE/graph/manifest-of-load> schema:hasPart <GRAPH> .    kgraph puts this graph
    <GRAPH> schema:sha256 "DIGEST" .                          and it arrived with this content

A graph is claimed before it is first put, its digest is taken out before the graph is changed and written when it has
arrived: wherever a load breaks off, no digest is wrong and no graph is forgotten.
"""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kgraph.namespaces import PREFIXES
from kgraph.targets.client import Client
from kgraph.targets.graphs import Graph

MANIFEST = "graph/manifest-of-load"
_PART = NamedNode(PREFIXES["schema"] + "hasPart")
_DIGEST = NamedNode(PREFIXES["schema"] + "sha256")


class Manifest:
    """The manifest of a store, as it is there.

    Args:
        client: The store.
        base: What the IRIs of the data begin with.

    Attributes:
        name: Of its graph.
        graphs: The graphs that kgraph put there, or was about to.
    """

    def __init__(self, client: Client, base: str) -> None:
        self._client = client
        self.name = base + MANIFEST
        self.graphs: set[str] = set()
        self._digests: dict[str, set[str]] = defaultdict(set)
        for quad in parse(b"".join(client.read(self.name)), format=RdfFormat.N_TRIPLES):
            if quad.predicate == _PART and isinstance(quad.object, NamedNode):
                self.graphs.add(quad.object.value)
            elif quad.predicate == _DIGEST and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                self._digests[quad.subject.value].add(quad.object.value)

    def holds(self, graph: str, digest: str) -> bool:
        """Whether a graph arrived with this content, and no other was written after it."""
        return graph in self.graphs and self._digests.get(graph) == {digest}

    def claim(self, graphs: Iterable[str]) -> None:
        """Write that kgraph puts some graphs."""
        new = sorted(set(graphs) - self.graphs)
        if new:
            self._client.add(self.name, [self._part(graph) for graph in new])
            self.graphs.update(new)

    def forget_digests(self, graphs: Iterable[str]) -> None:
        """Take out the digests of graphs that are about to be changed."""
        known = [graph for graph in sorted(graphs) if self._digests.get(graph)]
        if not known:
            return
        lines = [_digest(graph, digest) for graph in known for digest in sorted(self._digests.pop(graph))]
        self._client.remove(self.name, lines, self._lines())

    def arrived(self, digests: Iterable[tuple[str, str]]) -> None:
        """Write the digests of graphs that have arrived."""
        pairs = list(digests)
        if pairs:
            self._client.add(self.name, [_digest(graph, digest) for graph, digest in pairs])
            for graph, digest in pairs:
                self._digests[graph] = {digest}

    def gone(self, graphs: Iterable[str]) -> None:
        """Take out all about graphs that are no longer there."""
        names = sorted(graphs)
        if not names:
            return
        lines = [self._part(graph) for graph in names]
        lines += [_digest(graph, digest) for graph in names for digest in sorted(self._digests.pop(graph, ()))]
        self.graphs.difference_update(names)
        self._client.remove(self.name, lines, self._lines())

    def _lines(self) -> list[bytes]:
        parts = [self._part(graph) for graph in sorted(self.graphs)]
        return parts + [_digest(graph, d) for graph, found in sorted(self._digests.items()) for d in sorted(found)]

    def _part(self, graph: str) -> bytes:
        return _part(self.name, graph)


def manifest_of(base: str, digests: Iterable[tuple[str, str]]) -> Graph:
    """The manifest of a store that holds some graphs and no others: their names and digests."""
    name = base + MANIFEST
    lines = [line for graph, digest in digests for line in (_part(name, graph), _digest(graph, digest))]
    return Graph(name, tuple(sorted(lines)))


def _part(name: str, graph: str) -> bytes:
    return f"<{name}> {_PART} <{graph}> .\n".encode()


def _digest(graph: str, digest: str) -> bytes:
    return f'<{graph}> {_DIGEST} "{digest}" .\n'.encode()
