"""The entities of a store with all their names, how each document speaks of them, and who is meant by a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kgraph.decisions import key_of
from kgraph.errors import QueryError
from kgraph.gazetteer import normalise
from kgraph.rdf import terms as t
from kgraph.store import GraphStore

ALIKE = 80
"""How like a name, of 100, what is looked for has to be."""

_LOCAL_ENTITY, _ROLE, _STATE, _GENDER = (t.KG + name for name in ("localEntity", "role", "state", "gender"))
_APPEARANCES = "SELECT ?node ?property ?value WHERE { ?node a kg:Appearance ; ?property ?value }"
_ENTITIES = """
SELECT ?entity ?label ?type ?item WHERE {
  GRAPH ?graph { ?entity rdfs:label ?label ; a ?type OPTIONAL { ?entity skos:exactMatch ?item } }
}
"""
_CLAIMS = """
SELECT ?entity (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim a kg:Claim ; rdf:subject|rdf:object|kg:theme|kg:place|kg:attributedTo ?entity
}
GROUP BY ?entity
"""


@dataclass(frozen=True, slots=True)
class Appearing:
    """How a document speaks of an entity.

    Attributes:
        document: The document's id.
        local: The IRI that the entity has in this document.
        names: Every surface form, the label first.
        roles: What it is said to be, sorted.
        states: The keys of the states that it is said to belong to, sorted.
    """

    document: str
    local: str
    label: str
    type: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the store.

    Attributes:
        key: What follows ``…/entity/`` in its IRI.
        claims: How many claims it has a part in.
        appearances: One or more a document, sorted by document.
        wikidata: Its identifier there.
    """

    iri: str
    key: str
    label: str
    type: str
    claims: int
    appearances: tuple[Appearing, ...]
    wikidata: str | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that speak of it, sorted."""
        return tuple(sorted({appearing.document for appearing in self.appearances}))

    @property
    def names(self) -> Mapping[str, int]:
        """Its names with the number of documents that use each, the commonest first."""
        uses = {(name, appearing.document) for appearing in self.appearances for name in appearing.names}
        counts = Counter(name for name, _ in uses)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True)
class Directory:
    """All entities of a store.

    Attributes:
        base: The base IRI of its data.
        entities: By IRI, in its order.
    """

    base: str
    entities: Mapping[str, Known]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Known, ...]]:
        """From normalised names to the entities that have them."""
        found: dict[str, dict[str, Known]] = defaultdict(dict)
        for known in self.entities.values():
            for name in (known.label, *known.names):
                found[normalise(name)][known.iri] = known
        return {name: tuple(group.values()) for name, group in found.items()}

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Known, ...]]:
        """From keys, and IRIs, to the entity that has it."""
        return {key: (known,) for known in self.entities.values() for key in (known.key, known.iri)}

    @cached_property
    def by_local(self) -> Mapping[str, tuple[Known, ...]]:
        """From the keys that entities have in a document to those that they became."""
        found: dict[str, dict[str, Known]] = defaultdict(dict)
        for known in self.entities.values():
            for appearing in known.appearances:
                found[key_of(appearing.local, self.base)][known.iri] = known
        return {key: tuple(group.values()) for key, group in found.items()}

    def listed(self) -> tuple[Known, ...]:
        """All entities, those with most claims first."""
        return tuple(sorted(self.entities.values(), key=_by_weight))

    def search(self, text: str) -> tuple[Known, ...]:
        """The entities with a name like ``text``, the best fitting first; case and accents make no difference."""
        wanted = normalise(text)
        scores: dict[str, float] = {}
        for name, score, _ in process.extract(
            wanted, self.by_name.keys(), scorer=_likeness, score_cutoff=ALIKE, limit=None
        ):
            for known in self.by_name[name]:
                scores[known.iri] = max(score, scores.get(known.iri, 0))
        found = [self.entities[iri] for iri in scores]
        return tuple(sorted(found, key=lambda known: (-scores[known.iri], *_by_weight(known))))

    def named(self, text: str) -> Known:
        """The one entity that is meant by an IRI, a key, a label or another name, in this order.

        Raises:
            QueryError: If none is, or more than one; it tells their keys.
        """
        wanted = " ".join(text.split())
        for found in self._meant(wanted):
            if len(found) == 1:
                return found[0]
            if found:
                msg = f"{wanted!r} may be {_choices(found)}; give one of these keys instead"
                raise QueryError(msg)
        near = self.search(wanted)[:3]
        hint = f" (did you mean {_choices(near)}?)" if near else ""
        msg = f"nothing in this store is called {wanted!r}{hint}; kgraph entities lists what there is"
        raise QueryError(msg)

    def is_known(self, text: str) -> bool:
        """Whether anything is called so; :meth:`named` tells whether it is one thing."""
        return any(self._meant(" ".join(text.split())))

    def homonyms(self, known: Known) -> tuple[Known, ...]:
        """Other entities that have its label among their names, or whose label is among its names."""
        same = {o.iri: o for o in self.by_name[normalise(known.label)]}
        for name in map(normalise, known.names):
            same |= {o.iri: o for o in self.by_name[name] if normalise(o.label) == name}
        same.pop(known.iri)
        return tuple(sorted(same.values(), key=_by_weight))

    def _meant(self, wanted: str) -> Iterator[tuple[Known, ...]]:
        key = key_of(wanted, self.base)
        yield self.by_key.get(key, ())
        yield self.by_local.get(key, ())
        name = normalise(wanted)
        found = self.by_name.get(name, ())
        yield tuple(known for known in found if normalise(known.label) == name)
        yield found


def read_directory(store: GraphStore) -> Directory:
    """The entities of which the documents of a store speak."""
    appearances = _appearances(store)
    described = _described(store)
    claims = {entity: int(count) for entity, count in _rows(store, _CLAIMS)}
    entities = {}
    for iri, found in sorted(appearances.items()):
        label, type_, item = described.get(iri, (found[0].label, found[0].type, None))
        ordered = tuple(sorted(found, key=lambda a: (a.document, a.local)))
        key = key_of(iri, store.base)
        entities[iri] = Known(iri, key, label, type_, claims.get(iri, 0), ordered, item)
    return Directory(store.base, entities)


def _likeness(wanted: str, name: str, *, score_cutoff: float | None = None, **_: object) -> float:
    """How like two names are, of 100: equal ones most, then those that begin a word of the other."""
    if wanted == name:
        return 100
    if f" {wanted}" in f" {name}":
        return 95
    return min(94.0, fuzz.WRatio(wanted, name, score_cutoff=score_cutoff))


def _by_weight(known: Known) -> tuple[int, str, str]:
    return -known.claims, normalise(known.label), known.iri


def _choices(found: Iterable[Known]) -> str:
    return " or ".join(
        f"{known.key} ({known.label}, {known.type}, in {', '.join(known.documents[:2])})" for known in found
    )


def _rows(store: GraphStore, query: str) -> Iterator[tuple[str, ...]]:
    answer = store.dataset.query(query, prefixes=t.PREFIXES, use_default_graph_as_union=True)
    if isinstance(answer, ox.QuerySolutions):
        for row in answer:
            yield tuple("" if cell is None else _value(cell) for cell in (row[n] for n in range(len(answer.variables))))


def _value(cell: object) -> str:
    return cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else str(cell)


def _described(store: GraphStore) -> dict[str, tuple[str, str, str | None]]:
    """Label, type and item of Wikidata, by IRI, as the graph of entities has them."""
    query = _ENTITIES.replace("?graph", str(t.entities_graph(store.base)))
    return {
        entity: (label, type_.removeprefix(t.KG), item.removeprefix(t.WIKIDATA) or None)
        for entity, label, type_, item in sorted(_rows(store, query), reverse=True)  # the first of several items
    }


def _appearances(store: GraphStore) -> dict[str, list[Appearing]]:
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node, property_, value in _rows(store, _APPEARANCES):
        nodes[node][property_].append(value)
    found: dict[str, list[Appearing]] = defaultdict(list)
    for facts in nodes.values():
        whole = facts[t.REFERS_TO.value][0]
        label = facts[t.LABEL_HERE.value][0]
        local = facts.get(_LOCAL_ENTITY, [whole])[0]
        states = (key_of(state, store.base) for state in facts.get(_STATE, ()))
        found[whole].append(
            Appearing(
                t.document_id(store.base, facts[t.HAS_SOURCE.value][0]) or facts[t.HAS_SOURCE.value][0],
                local,
                label,
                facts[t.TYPE_HERE.value][0].removeprefix(t.KG),
                (label, *(name for name in sorted(facts.get(t.SURFACE_FORM.value, ())) if name != label)),
                tuple(sorted(facts.get(_ROLE, ()))),
                tuple(sorted(states)),
                facts.get(_GENDER, [""])[0],
            )
        )
    return found
