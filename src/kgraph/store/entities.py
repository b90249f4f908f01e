"""Keeps the view of entities: all of it anew, or for what some documents changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kgraph.gazetteer import Entry
from kgraph.model import Entity
from kgraph.rdf import terms as t
from kgraph.rdf.described import Described, Joined, describe, described_quads, entry_of, joined_by, wholes
from kgraph.resolution import Resolved, entry_key
from kgraph.store import lookup
from kgraph.store.changes import Changes


@dataclass(frozen=True, slots=True)
class EntityView:
    """The view of entities of one store.

    Attributes:
        gazetteer: Entries by key.
        resolved: What resolution made of those that concern it, by IRI.
    """

    base: str
    gazetteer: Mapping[str, Entry]
    resolved: Mapping[str, Resolved]

    def all(self, entities: Iterable[Entity]) -> Iterator[ox.Quad]:
        """The whole view, from every entity of every document, once a document."""
        named: dict[str, list[Entity]] = {}
        for entity in entities:
            named.setdefault(entity.id, []).append(entity)
        for iri in list(named):
            for whole in self._wholes(iri):
                named.setdefault(whole, [])
        for iri in sorted(named):
            yield from described_quads(self._described(iri, named[iri]), base=self.base)

    def some(
        self, dataset: ox.Store, changes: Changes, entities: Iterable[Entity]
    ) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """The quads to take out of the view and those to put in.

        Args:
            dataset: The store, its documents as they are now.
            changes: Which documents changed, and what they said before.
            entities: Every entity of the changed documents as they are now, once a document.
        """
        now: dict[str, list[Entity]] = {}
        for entity in entities:
            now.setdefault(entity.id, []).append(entity)
        affected = {*changes.names, *now, *self.resolved}
        affected |= {whole for iri in affected for whole in self._wholes(iri)}
        present = self._present(dataset, affected)
        old: set[ox.Quad] = set()
        new: set[ox.Quad] = set()
        for iri in affected:
            before = set(self._written(dataset, iri))
            old |= before
            if iri in present:
                names = self._names(dataset, iri, before, changes.names.get(iri, set()), now.get(iri, []))
                merges = joined_by(before, iri) if self._is_told(dataset, iri) else ()
                new.update(described_quads(self._described(iri, names, merges), base=self.base))
        return old - new, new - old

    def _described(self, iri: str, named: list[Entity], merges: tuple[Joined, ...] = ()) -> Described:
        """What there is to say of an entity.

        Args:
            iri: The entity.
            named: How documents name it; may be empty where resolution gave all names.
            merges: Those that it had, for one that resolution has not looked at again.
        """
        resolved = self.resolved.get(iri)
        entry = entry_of(iri, base=self.base, gazetteer=self.gazetteer)
        if resolved is None:
            return replace(describe(iri, named, base=self.base, gazetteer=self.gazetteer), merges=merges)
        known = {name for entity in named for name in (entity.label, *entity.aliases)}
        return Described(
            iri,
            resolved.label,
            resolved.type.value,
            frozenset(known.union(resolved.names)),
            resolved.wikidata if resolved.wikidata is not None or entry is None else entry.wikidata,
            f"{self.base}entity/{entry.part_of}" if entry and entry.part_of else None,
            tuple(Joined(m.left, m.right, m.reason.value, m.score) for m in resolved.merges),
            entry.geonames if entry else None,
        )

    def _names(
        self, dataset: ox.Store, iri: str, before: set[ox.Quad], gone: set[str], now: list[Entity]
    ) -> list[Entity]:
        """How documents name an entity; of one in the gazetteer, which may be in all, only what can have changed."""
        entry = entry_of(iri, base=self.base, gazetteer=self.gazetteer)
        if iri in self.resolved and entry is None:
            return []
        if entry is None or iri in self.resolved or joined_by(before, iri) or self._is_told(dataset, iri):
            return list(lookup.named(dataset, iri))
        known = {q.object.value for q in before if q.predicate == t.ALT_LABEL and isinstance(q.object, ox.Literal)}
        here = {name for entity in now for name in (entity.label, *entity.aliases)}
        vanished = {name for name in gone - here if not lookup.is_called(dataset, iri, name)}
        return [Entity(iri, entry.label, entry.type, tuple((known | here) - vanished))]

    def _is_told(self, dataset: ox.Store, iri: str) -> bool:
        """Whether a document speaks of what is in the gazetteer by a name that only resolution took for it."""
        key = entry_key(iri.removeprefix(f"{self.base}entity/"))
        return next(lookup.keyed(dataset, [key]), None) is not None

    def _written(self, dataset: ox.Store, iri: str) -> Iterator[ox.Quad]:
        """What the view says of an entity and of its merges."""
        node, graph = ox.NamedNode(iri), t.entities_graph(self.base)
        yield from dataset.quads_for_pattern(node, None, None, graph)
        for quad in dataset.quads_for_pattern(None, t.MERGE_OF, node, graph):
            yield from dataset.quads_for_pattern(quad.subject, None, None, graph)

    def _present(self, dataset: ox.Store, affected: set[str]) -> set[str]:
        """Those of some entities that a document speaks of, and what these are part of."""
        present = {iri for iri in affected if lookup.is_spoken_of(dataset, iri)}
        present |= {
            iri
            for iri in affected - present
            for quad in dataset.quads_for_pattern(None, t.PART_OF, ox.NamedNode(iri), t.entities_graph(self.base))
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value not in affected
        }
        return present | {whole for iri in present for whole in self._wholes(iri)}

    def _wholes(self, iri: str) -> Iterator[str]:
        return wholes(iri, base=self.base, gazetteer=self.gazetteer)
