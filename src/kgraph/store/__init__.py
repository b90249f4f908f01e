"""The embedded dataset on disk: a named graph a document, and the views over all of them.

    with open_store("out/store") as store:
        store.replace_documents(mapped)
        store.refresh_views(gazetteer=entries)
        store.dump_trig("out/graph.trig")

A document is written in one transaction. A new store is filled beside its place and moved there when it is complete, so
that a build that fails leaves what was there.
"""

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kgraph.decisions import Decisions
from kgraph.errors import StoreError
from kgraph.gazetteer import Entry
from kgraph.model import DEFAULT_BASE, Appearance, Claim, Document
from kgraph.rdf import terms as t
from kgraph.rdf.read import DocumentGraph
from kgraph.rdf.refresh import topics
from kgraph.rdf.rewrite import Revise, rewritten
from kgraph.rdf.write import DocumentQuads
from kgraph.resolution import Resolved
from kgraph.store import lookup, place
from kgraph.store.changes import Changes
from kgraph.store.content import Content, content_of
from kgraph.store.graphs import Graphs, prefixes
from kgraph.store.lines import spliced
from kgraph.store.views import Views

NOTHING_DECIDED = Decisions()
_KEPT = 5_000  # documents whose claims are kept in memory while a store is open
PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the store.

    Attributes:
        id: Its id.
        graph: Its IRI, the name of its graph.
        digest: The hash of what was read and by which extractor; None where only its claims are known.
    """

    id: str
    graph: str
    digest: str | None


@contextmanager
def open_store(
    path: PathLike, *, base: str | None = None, fresh: bool = False, read_only: bool = False
) -> Iterator["GraphStore"]:
    """Open the store at ``path``, for as long as the context lasts.

    Where there is none yet, or with ``fresh``, a new one is filled beside it and takes its place at the end of the
    context, unless an error ends it.

    Args:
        path: The store's folder.
        base: The base IRI of the data; by default that of the store's content.
        fresh: Whether to start anew.
        read_only: Whether to read what is there and write nothing.

    Raises:
        StoreBusy: If another process holds it.
        StoreError: If it is no store, cannot be read or written, or holds data of another base.
    """
    target = Path(path)
    place.check_place(target, must_exist=read_only)
    with contextlib.ExitStack() as stack:
        bulk = not read_only and (fresh or not place.is_store(target))
        if read_only:
            dataset = stack.enter_context(place.opened_to_read(target))
        elif bulk:
            beside = stack.enter_context(place.replaced(target))
            dataset = stack.enter_context(place.opened(beside))
        else:
            dataset = stack.enter_context(place.opened(target))
        store = GraphStore(dataset, target, base=base, bulk=bulk)
        del dataset
        try:
            yield store
        finally:
            store.close()


class GraphStore:
    """The dataset of an open store. Made by :func:`open_store`.

    Attributes:
        base: The base IRI of its data.
    """

    def __init__(self, dataset: ox.Store, path: Path, *, base: str | None = None, bulk: bool = False) -> None:
        self._open: Graphs | None = Graphs(dataset, path)
        self._path = path
        self._bulk = bulk
        self._contents: dict[str, Content] = {}
        self._rewritten: set[str] = set()  # the ids of documents written since the store was opened
        found = base_of(dataset)
        if base is not None and found is not None and base != found:
            msg = f"{path}: its data stand under {found}, not {base}; give --base {found}, or --fresh to start anew"
            raise StoreError(msg)
        self.base = base or found or DEFAULT_BASE
        self._changes = Changes(whole=bulk or self.stale)

    @property
    def dataset(self) -> ox.Store:
        """The pyoxigraph store, for queries. Keep no reference to it: the store stays locked as long as one lives."""
        return self._graphs.dataset

    @property
    def _graphs(self) -> Graphs:
        if self._open is None:
            msg = "the store is closed: use it inside its context"
            raise ValueError(msg)
        return self._open

    def close(self) -> None:
        """Let the store go. Leaving the context of :func:`open_store` does it."""
        self._open = None
        self._contents.clear()

    def documents(self) -> dict[str, StoredDocument]:
        """The documents of the store by id, in the order of their ids."""
        digests = {
            quad.subject: quad.object.value
            for quad in self.dataset.quads_for_pattern(None, t.DIGEST, None, None)
            if isinstance(quad.object, ox.Literal)
        }
        found = {id_: StoredDocument(id_, graph.value, digests.get(graph)) for id_, graph in _identified(self.dataset)}
        return dict(sorted(found.items()))

    def document(self, id_: str) -> Document | None:
        """The document with its text; None where the store does not have it."""
        return DocumentGraph(self._graphs.read(t.document_iri(self.base, id_))).document()

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        """The claims of a document, or of all, sorted by document, start, end and id."""
        for id_ in self.documents() if document is None else (document,):
            yield from self._content(t.document_iri(self.base, id_)).claims

    def told(self, id_: str) -> tuple[Document | None, tuple[Claim, ...]]:
        """A document as :meth:`document` has it and its claims as :meth:`claims` has them, its graph read once."""
        name = t.document_iri(self.base, id_)
        graph = DocumentGraph(self._graphs.read(name))
        content = self._contents.get(name.value) or self._keep(name, graph)
        return graph.document(), content.claims

    def replace_documents(self, documents: Iterable[DocumentQuads]) -> int:
        """Make each document's quads the whole content of its graph; other documents stay.

        The views are stale until :meth:`refresh_views`. Each document is written wholly or not at all; those before
        one that fails stay.

        Returns:
            How many documents were written.

        Raises:
            StoreError: If it cannot be written, or a claim has the id of one of another document.
        """
        written = 0
        homes: dict[str, str] = {}

        def counted() -> Iterator[DocumentQuads]:
            nonlocal written
            for document in documents:
                self._check_claims(document, homes)
                yield document
                written += 1

        if self._bulk and next(self.dataset.named_graphs(), None) is None:
            self._load(counted())
        else:
            for document in counted():
                self._write(document)
        return written

    def _write(self, document: DocumentQuads) -> None:
        """Make a document's quads the content of its graph, and note what it said and says."""
        self._leave(document.graph)
        self._changes.after(document.graph.value, self._put(document))

    def _put(self, document: DocumentQuads, *, old: Collection[ox.Quad] = ()) -> Content:
        self._rewritten.add(document.id)
        quads = document.quads()
        self._graphs.replace(document.graph, quads, old=old, drop=[t.ontology_graph(self.base)])
        return self._keep(document.graph, quads)

    def _leave(self, graph: ox.NamedNode) -> None:
        """Note what a document says that is about to change."""
        if not self._changes.whole and self.dataset.contains_named_graph(graph):
            self._changes.before(graph.value, self._content(graph))
            self._changes.topics |= topics(self.dataset, graph.value)
        self._contents.pop(graph.value, None)

    def remove_documents(self, ids: Iterable[str]) -> None:
        """Take out all that the documents said. The views are stale until :meth:`refresh_views`.

        Raises:
            StoreError: If the store does not have one of them; then none is taken out.
        """
        known, ids = self.documents(), list(ids)
        unknown = [id_ for id_ in ids if id_ not in known]
        if unknown:
            msg = f"{self._path}: no document {unknown[0]!r}; `kgraph query documents` lists what it holds"
            raise StoreError(msg)
        if ids:
            for id_ in ids:
                self._leave(ox.NamedNode(known[id_].graph))
            self._graphs.drop([*(ox.NamedNode(known[id_].graph) for id_ in ids), t.ontology_graph(self.base)])

    @property
    def stale(self) -> bool:
        """Whether documents have changed since the views were made."""
        return not self.dataset.contains_named_graph(t.ontology_graph(self.base))

    @property
    def changed_appearances(self) -> tuple[Appearance, ...] | None:
        """How documents that changed since the views were made speak of entities, before and after; None if all may."""
        return None if self._changes.whole else tuple(self._changes.appearances)

    @property
    def changed_entities(self) -> frozenset[str]:
        """The entities of those documents, by the ids that they have there, before and after."""
        return frozenset(self._changes.entities)

    def placed(self) -> Iterator[lookup.Placed]:
        """How every document speaks of every entity, and the entity that this was taken for."""
        for document in self.documents().values():
            content = self._content(ox.NamedNode(document.graph))
            yield from (lookup.Placed(a, content.resolved[a.entity.id]) for a in content.appearances)

    def placed_by_key(self, keys: Iterable[str]) -> Iterator[lookup.Placed]:
        """The same for what has one of some blocking keys; no document is read whole."""
        return lookup.keyed(self.dataset, keys)

    def placed_by_id(self, iri: str) -> Iterator[lookup.Placed]:
        """The same for an entity, by the id that it has in its document."""
        return lookup.local(self.dataset, iri)

    def renew(self) -> None:
        """Have everything made anew when the views are: the decisions have changed."""
        self._changes = Changes(whole=True)

    def reviewed_documents(self, claims: Iterable[str]) -> set[str]:
        """The ids of the documents that have any of some claims, or any claim that somebody rejected."""
        graphs = {quad.graph_name for quad in self.dataset.quads_for_pattern(None, t.RDF_TYPE, t.REJECTED_CLAIM, None)}
        for claim in claims:
            graphs |= {q.graph_name for q in self.dataset.quads_for_pattern(ox.NamedNode(claim), t.RDF_PREDICATE, None)}
        return {id_ for id_, document in self.documents().items() if ox.NamedNode(document.graph) in graphs}

    def rewrite(self, moved: Mapping[str, Mapping[str, str]], *, revise: Revise = lambda reading: reading) -> None:
        """Let documents speak of other entities than before, and mark their claims. The views are stale afterwards.

        Args:
            moved: By document, from the ids that entities have in it to those that they have over all documents; the
                other entities stay what they are.
            revise: Adds what people decided about the claims of a document.
        """
        for id_, changes in sorted(moved.items()):
            quads = list(self._graphs.read(t.document_iri(self.base, id_)))
            graph = DocumentGraph(quads)
            known = graph.resolved
            document = rewritten(graph, base=self.base, resolved={**known, **changes}, revise=revise)
            if document is None:
                continue
            if not self._changes.whole:
                self._changes.move(document.graph.value, (known[entity] for entity in changes))
                self._changes.topics |= topics(self.dataset, document.graph.value)
            self._put(document, old=quads)

    def refresh_views(
        self,
        *,
        gazetteer: Mapping[str, Entry],
        resolved: Iterable[Resolved] = (),
        decisions: Decisions = NOTHING_DECIDED,
        own_voice_only: bool = False,
    ) -> None:
        """Bring the views and the ontology's graph up to date with the graphs of the documents.

        Args:
            gazetteer: Entries by key.
            resolved: What resolution made of the entities of the documents that changed, and of those like them.
            decisions: What people decided.
            own_voice_only: Whether attributed claims give no facts.
        """
        views = Views(self._graphs, self.base, self._content, gazetteer)
        if self._changes.whole:
            documents = [ox.NamedNode(document.graph) for document in self.documents().values()]
            views.make(documents, resolved, decisions, own_voice_only=own_voice_only)
            self._graphs.tidy()
        else:
            views.mend(self._changes, resolved, decisions, own_voice_only=own_voice_only)
        self._changes = Changes(whole=False)

    def dump_trig(self, path: PathLike) -> None:
        """Write the whole dataset as TriG, the same bytes for the same content; half a file is never to be seen."""

        def write(file: IO[bytes]) -> None:
            ox.serialize(self.sorted_quads(), file, format=ox.RdfFormat.TRIG, prefixes=prefixes(self.base))

        place.write_beside(Path(path), write)

    def write_claims(self, path: PathLike, *, earlier: Path | None = None) -> None:
        """Write all claims as JSON Lines, sorted by document, start, end and id; half a file is never to be seen.

        Args:
            path: The file.
            earlier: The file as it was written when the store was opened; documents that have not changed since keep
                their lines.
        """

        def write(file: IO[bytes]) -> None:
            file.writelines(spliced(earlier, self.documents(), self._rewritten, self.claims))

        place.write_beside(Path(path), write)

    def sorted_quads(self) -> Iterator[ox.Quad]:
        """All quads in an order of their own: by graph, subject, predicate and object, types first."""
        return self._graphs.sorted()

    def _content(self, name: ox.NamedNode) -> Content:
        known = self._contents.get(name.value)
        return known or self._keep(name, self._graphs.read(name))

    def _keep(self, name: ox.NamedNode, quads: Iterable[ox.Quad] | DocumentGraph) -> Content:
        """What a document says, kept while the store is open: reading it from disk is what takes longest."""
        try:
            content = content_of(quads if isinstance(quads, DocumentGraph) else DocumentGraph(quads))
        except (KeyError, ValueError) as error:
            msg = f"{self._path}: the graph {name.value} is not as kgraph writes it ({error}); see `kgraph validate`"
            raise StoreError(msg) from error
        if len(self._contents) < _KEPT or name.value in self._contents:
            self._contents[name.value] = content
        return content

    def _check_claims(self, document: DocumentQuads, homes: dict[str, str]) -> None:
        """See that no claim has the id of one of another document: the union of the graphs would mix the two."""
        for part in document.claims:
            iri = ox.NamedNode(part.claim.id)
            found = {quad.graph_name for quad in self.dataset.quads_for_pattern(iri, t.RDF_TYPE, t.CLAIM, None)}
            if found - {document.graph} or homes.setdefault(iri.value, document.graph.value) != document.graph.value:
                msg = f"{self._path}: {part.claim.id} is a claim of another document too; give each an id of its own"
                raise StoreError(msg)

    def _load(self, documents: Iterable[DocumentQuads]) -> None:
        """Bulk loading: many times quicker, and safe where the store is not in its place yet."""
        seen: set[str] = set()

        def quads() -> Iterator[ox.Quad]:
            for document in documents:
                if document.graph.value in seen:
                    msg = f"two documents have the graph {document.graph.value}; give them ids of their own"
                    raise StoreError(msg)
                seen.add(document.graph.value)
                self._rewritten.add(document.id)
                quads = document.quads()
                self._keep(document.graph, quads)
                yield from quads

        self._graphs.load(quads())


def _identified(dataset: ox.Store) -> Iterator[tuple[str, ox.NamedNode]]:
    """The id and the graph of every document."""
    for quad in dataset.quads_for_pattern(None, t.IDENTIFIER, None, None):
        graph = quad.graph_name
        if isinstance(quad.object, ox.Literal) and isinstance(graph, ox.NamedNode) and quad.subject == graph:
            yield quad.object.value, graph


def base_of(dataset: ox.Store) -> str | None:
    """The base IRI of a store's data, from the name of any document's graph or of a view; None where it is empty."""
    for id_, graph in _identified(dataset):
        return t.base_of(graph.value, id_)
    view = t.ONTOLOGY_GRAPH
    names = (graph.value for graph in dataset.named_graphs() if isinstance(graph, ox.NamedNode))
    return next((name.removesuffix(view) for name in names if name.endswith(view)), None)
