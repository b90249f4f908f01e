"""The named graphs of a dataset on disk: read in an order of their own, changed in one transaction each."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kgraph.rdf import terms as t
from kgraph.rdf.vocabulary import named_blanks
from kgraph.store import place


class Graphs:
    """The graphs of an open dataset.

    Attributes:
        dataset: The pyoxigraph store.
        path: Where it lies, for messages.
    """

    def __init__(self, dataset: ox.Store, path: Path) -> None:
        self.dataset = dataset
        self.path = path

    def read(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        """The quads of a graph, in no particular order."""
        with place.translated(self.path):
            yield from self.dataset.quads_for_pattern(None, None, None, name)

    def sorted(self) -> Iterator[ox.Quad]:
        """All quads in an order of their own: by graph, subject, predicate and object, types first."""
        names = [graph for graph in self.dataset.named_graphs() if isinstance(graph, ox.NamedNode)]
        for name in sorted(names, key=lambda graph: graph.value):
            quads = list(self.read(name))
            if any(isinstance(quad.subject, ox.BlankNode) for quad in quads):
                quads = named_blanks(quads)
            yield from sorted(quads, key=_order)

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Bulk loading: many times quicker, and safe where the store is not in its place yet."""
        with place.translated(self.path):
            self.dataset.bulk_extend(quads)

    def tidy(self) -> None:
        """Have the engine sort what was written now, after much of it: else the next who opens the store has to."""
        with place.translated(self.path):
            self.dataset.optimize()

    def replace(
        self,
        name: ox.NamedNode,
        quads: Iterable[ox.Quad],
        *,
        old: Collection[ox.Quad] = (),
        drop: Iterable[ox.NamedNode] = (),
    ) -> None:
        """Make ``quads`` the whole content of a graph, and drop others with it.

        Args:
            name: The graph.
            quads: Its new content.
            old: All that it holds, where that is known: what stays is not written again then, which the engine would
                have to tidy up for a long time afterwards.
            drop: Graphs to drop.
        """
        new = set(quads)
        gone = set(old) - new
        if old and not any(isinstance(term, ox.BlankNode) for quad in gone for term in (quad.subject, quad.object)):
            steps = _steps(gone, new.difference(old))
        else:
            triples = "\n".join(f"{quad.triple} ." for quad in new)
            steps = [_drop(name), f"INSERT DATA {{ GRAPH {name} {{\n{triples}\n}} }}"]
        self._update([*steps, *map(_drop, drop)])

    def drop(self, names: Iterable[ox.NamedNode]) -> None:
        """Drop graphs, whether or not they are there."""
        self._update([_drop(name) for name in names])

    def change(self, name: ox.NamedNode, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take quads out of a graph and put others in; an emptied graph is dropped, the engine would keep its name."""
        self._update(_steps(old, new))
        if next(self.read(name), None) is None:
            self.drop([name])

    def _update(self, steps: list[str]) -> None:
        """Carry out all steps, or none."""
        with place.translated(self.path):
            self.dataset.update(" ;\n".join(steps))


def _drop(name: ox.NamedNode) -> str:
    return f"DROP SILENT GRAPH {name}"


def _steps(old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> list[str]:
    return [f"{word} DATA {{\n{_trig(quads)}\n}}" for word, quads in (("DELETE", old), ("INSERT", new))]


def _trig(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of a dump: those of the vocabularies, and one for each kind of IRI under the base."""
    kinds = (
        "agent",
        "appearance",
        "claim",
        "decision",
        "document",
        "entity",
        "evidence",
        "extraction",
        "figure",
        "graph",
        "mention",
        "merge",
        "support",
    )
    return t.PREFIXES | {kind: f"{base}{kind}/" for kind in kinds}


def _order(quad: ox.Quad) -> tuple[str, bool, str, str]:
    subject = "" if isinstance(quad.subject, ox.Triple) else quad.subject.value
    return subject, quad.predicate != t.RDF_TYPE, quad.predicate.value, str(quad.object)
