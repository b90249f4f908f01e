"""From what people call things to the IRIs of the store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kgraph.errors import QueryError
from kgraph.namespaces import KG, PREFIXES

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgraph.query.asked import Asked

# Terms of the ontology have labels too; an entity is typed by a class of kg and is no class or concept itself.
_LABELLED = """
SELECT DISTINCT ?entity WHERE {
  ?entity a ?type ; rdfs:label|skos:prefLabel|skos:altLabel ?name
  FILTER(STRSTARTS(STR(?type), STR(kg:)))
  FILTER(LCASE(STR(?name)) = ?wanted || STRENDS(STR(?entity), CONCAT("/entity/", ?wanted)))
}
ORDER BY ?entity
"""
_WRITTEN = """
SELECT DISTINCT ?entity WHERE {
  ?there kg:surfaceForm|kg:labelHere ?name FILTER(LCASE(STR(?name)) = ?wanted)
  ?there kg:refersTo ?entity
}
ORDER BY ?entity
"""
_ALL_NAMES = """
SELECT DISTINCT ?name WHERE {
  ?entity rdfs:label|skos:altLabel ?name ; a ?type FILTER(STRSTARTS(STR(?type), STR(kg:)))
}
ORDER BY ?name
"""
_RELATIONS = """
SELECT DISTINCT ?relation WHERE {
  { ?claim rdf:predicate ?relation } UNION { ?relation a owl:ObjectProperty }
  FILTER(STRSTARTS(STR(?relation), STR(kg:)))
}
ORDER BY ?relation
"""


def entities_named(store: Asked, name: str) -> list[NamedNode]:
    """The entities that a name stands for, without regard to case.

    Labels, other names and keys of the gazetteer count; where none fits, the words by which some article calls an
    entity.

    Raises:
        QueryError: If nothing is called so; it names what is called much the same.
    """
    wanted = " ".join(name.split()).lower()
    for query in (_LABELLED, _WRITTEN):
        found = _ask(store, query, wanted)
        if found:
            return [term for term in found if isinstance(term, NamedNode)]
    names = sorted({term.value for term in _ask(store, _ALL_NAMES, wanted) if isinstance(term, Literal)})
    msg = f"nothing in this store is called {name!r}{near(name, names)}; kgraph query entities lists what there is"
    raise QueryError(msg)


def relation_named(store: Asked, name: str) -> NamedNode:
    """The relation of a local name such as ``supplies``.

    Raises:
        QueryError: If neither a claim nor the ontology knows it; it names those that look alike.
    """
    wanted = name.strip().removeprefix("kg:")
    known = [term for term in _ask(store, _RELATIONS, wanted) if isinstance(term, NamedNode)]
    for relation in known:
        if relation.value.removeprefix(KG).lower() == wanted.lower():
            return relation
    names = [relation.value.removeprefix(KG) for relation in known]
    msg = f"no relation is called {name!r}{near(name, names)}; kgraph query relations lists those in use"
    raise QueryError(msg)


def near(name: str, names: Iterable[str]) -> str:
    """A question after the names that look like one, to be put behind a message; empty where none does."""
    from difflib import get_close_matches  # noqa: PLC0415 - slow to load, and for mistakes only

    folded: dict[str, str] = {}
    for known in names:
        folded.setdefault(known.casefold(), known)
    close = [folded[match] for match in get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    return f" (did you mean {' or '.join(close)}?)" if close else ""


def _ask(store: Asked, query: str, wanted: str) -> list[object]:
    """The first column of a query whose ``?wanted`` has a value."""
    text = query.replace("WHERE {", f"WHERE {{ VALUES ?wanted {{ {Literal(wanted)} }}", 1)
    answer = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    return [row[0] for row in answer] if isinstance(answer, QuerySolutions) else []
