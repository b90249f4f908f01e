"""Brings the views of a store up to date with its documents: all of them anew, or what some documents changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kgraph.decisions import Decisions, iri_of
from kgraph.gazetteer import Entry
from kgraph.rdf import terms as t
from kgraph.rdf.decided import decision_quads
from kgraph.rdf.refresh import Topics, refresh, topics
from kgraph.rdf.views import extraction_quads
from kgraph.rdf.vocabulary import ontology_quads, relations
from kgraph.resolution import Resolved
from kgraph.store import place
from kgraph.store.changes import Changes
from kgraph.store.content import Content
from kgraph.store.entities import EntityView
from kgraph.store.graphs import Graphs


@dataclass(frozen=True, slots=True)
class Views:
    """The views of one store.

    Attributes:
        content: Gives what the document of a graph says.
        gazetteer: Entries by key.
    """

    graphs: Graphs
    base: str
    content: Callable[[ox.NamedNode], Content]
    gazetteer: Mapping[str, Entry]

    def make(
        self,
        documents: Iterable[ox.NamedNode],
        resolved: Iterable[Resolved],
        decisions: Decisions,
        *,
        own_voice_only: bool,
    ) -> None:
        """Make all views from the graphs of all documents."""
        contents = [self.content(name) for name in documents]
        entities = (entity for content in contents for entity in content.entities)
        extractors = {iri for content in contents for iri in content.extractors}
        quads = [*self._entities(resolved).all(entities), *extraction_quads(extractors, base=self.base)]
        self.graphs.replace(t.entities_graph(self.base), quads)
        self._finish(None, decisions, own_voice_only=own_voice_only)

    def mend(
        self, changes: Changes, resolved: Iterable[Resolved], decisions: Decisions, *, own_voice_only: bool
    ) -> None:
        """Mend the views where documents changed."""
        dataset = self.graphs.dataset
        names = (ox.NamedNode(graph) for graph in sorted(changes.documents))
        contents = [self.content(name) for name in names if dataset.contains_named_graph(name)]
        entities = (entity for content in contents for entity in content.entities)
        old, new = self._entities(resolved).some(dataset, changes, entities)
        now = {iri for content in contents for iri in content.extractors}
        gone = {iri for iri in changes.extractors - now if next(self._extracted(iri), None) is None}
        old.update(extraction_quads(gone, base=self.base))
        new.update(extraction_quads(now, base=self.base))
        self.graphs.change(t.entities_graph(self.base), old, new)
        touched = changes.topics
        for graph in sorted(changes.documents | changes.moved):
            touched |= topics(dataset, graph)
        self._finish(touched, decisions, own_voice_only=own_voice_only)

    def _entities(self, resolved: Iterable[Resolved]) -> EntityView:
        return EntityView(self.base, self.gazetteer, {entity.id: entity for entity in resolved})

    def _extracted(self, extraction: str) -> Iterator[ox.Quad]:
        return self.graphs.dataset.quads_for_pattern(None, t.GENERATED_BY, ox.NamedNode(extraction), None)

    def _finish(self, touched: Topics | None, decisions: Decisions, *, own_voice_only: bool) -> None:
        with place.translated(self.graphs.path):
            refresh(
                self.graphs.dataset,
                touched,
                base=self.base,
                relations=relations(),
                gazetteer=self.gazetteer,
                own_voice_only=own_voice_only,
                dismissed={_pair(entry.claims, self.base) for entry in decisions.dismissals},
            )
        self.graphs.replace(t.decisions_graph(self.base), decision_quads(decisions, base=self.base))
        # Last: every change of a document drops this graph, so that a missing one tells of views cut short.
        self.graphs.replace(t.ontology_graph(self.base), ontology_quads(self.base))


def _pair(claims: tuple[str, str], base: str) -> tuple[str, str]:
    first, second = sorted(iri_of(claim, base, "claim") for claim in claims)
    return first, second
