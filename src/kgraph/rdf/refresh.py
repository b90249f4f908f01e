"""Keeps the views of facts, conflicts and support true when documents change, at the cost of what they touch.

Before a document changes, and again after it has::

    touched = topics(dataset, graph)      # of its IRI, while it says what it said
    ...                                   # the document is written, or taken out
    touched |= topics(dataset, graph)
    refresh(dataset, touched, base=base, relations=relations(), gazetteer=entries)

What is then in the three graphs is what :func:`refresh` writes without topics, which is all of it from all claims.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kgraph.gazetteer import Entry
from kgraph.rdf import terms as t
from kgraph.rdf.conflicts import conflict_quads, pair_of
from kgraph.rdf.facts import Fact, fact_quads, supported
from kgraph.rdf.lookups import Lookups
from kgraph.rdf.measures import Within
from kgraph.rdf.statements import Statement
from kgraph.rdf.support import described, support_iri
from kgraph.rdf.vocabulary import Relations


@dataclass(frozen=True, slots=True)
class Topics:
    """What the claims of some documents are about. Topics of several documents are joined by ``|``.

    Attributes:
        documents: The documents' IRIs.
        claims: Their claims' IRIs.
        pairs: The two entities that a claim joins, the lesser IRI first.
        things: What figures are given for.
    """

    documents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    things: frozenset[str] = frozenset()

    def __or__(self, other: "Topics") -> "Topics":
        """The topics of both."""
        return Topics(
            self.documents | other.documents,
            self.claims | other.claims,
            self.pairs | other.pairs,
            self.things | other.things,
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """The quads that come and go."""

    added: frozenset[Quad]
    removed: frozenset[Quad]


def topics(dataset: Store, graph: str) -> Topics:
    """What the claims of a document are about, as it stands in the store; nothing where it is not there."""
    statements = Lookups(dataset).of_document(graph)
    return Topics(
        frozenset({graph}),
        frozenset(s.claim for s in statements),
        frozenset(pair for s in statements if (pair := pair_of(s)) is not None),
        frozenset(s.subject for s in statements if s.figure and s.subject is not None),
    )


def refresh(  # noqa: PLR0913 - all of it is needed, most by keyword
    dataset: Store,
    touched: Topics | None,
    *,
    base: str,
    relations: Relations,
    gazetteer: Mapping[str, Entry],
    own_voice_only: bool = False,
    dismissed: Collection[tuple[str, str]] = (),
) -> None:
    """Bring facts, conflicts and support up to date in one transaction; only quads that change are written.

    Args:
        dataset: The store.
        touched: The topics of the documents that changed, before and after; None to make the views anew.
        base: The base IRI.
        relations: What is broader than what, and what is symmetric.
        gazetteer: Entries by key: what place lies in what.
        own_voice_only: Whether claims that somebody else makes give no facts.
        dismissed: Pairs of claims, sorted, that people found to be no conflict.
    """
    found = changes(
        dataset,
        touched,
        base=base,
        relations=relations,
        gazetteer=gazetteer,
        own_voice_only=own_voice_only,
        dismissed=dismissed,
    )
    steps = [("DELETE", found.removed), ("INSERT", found.added)]
    dataset.update(" ;\n".join(f"{verb} DATA {{ {_block(quads)} }}" for verb, quads in steps if quads))
    for graph in _graphs(base):
        if next(iter(dataset.quads_for_pattern(None, None, None, graph)), None) is None:
            dataset.remove_graph(graph)


def changes(  # noqa: PLR0913 - as above
    dataset: Store,
    touched: Topics | None,
    *,
    base: str,
    relations: Relations,
    gazetteer: Mapping[str, Entry],
    own_voice_only: bool = False,
    dismissed: Collection[tuple[str, str]] = (),
) -> Changes:
    """What :func:`refresh` would write."""
    lookups, within = Lookups(dataset), wholes(base, gazetteer)
    if touched is None:
        old = {quad for graph in _graphs(base) for quad in dataset.quads_for_pattern(None, None, None, graph)}
        joined = claims = lookups.all()
    else:
        old = _old(dataset, touched, base=base)
        joined = [s for one, other in sorted(touched.pairs) for s in lookups.of_pair(one, other)]
        claims = _around(lookups, touched, joined)
    facts = supported(joined, relations=relations, own_voice_only=own_voice_only)
    new = {*fact_quads(joined, base=base, relations=relations, own_voice_only=own_voice_only)}
    new |= {*described(facts, base=base)}
    among = touched.claims if touched else None
    links = conflict_quads(claims, base=base, relations=relations, within=within, among=among)
    new |= {link for link in links if _linked(link) not in dismissed}
    return Changes(frozenset(new - old), frozenset(old - new))


def wholes(base: str, gazetteer: Mapping[str, Entry]) -> Within:
    """From a place to what the gazetteer says it lies in, the nearest first."""
    start = f"{base}entity/"

    def within(iri: str) -> tuple[str, ...]:
        found: list[str] = []
        entry = gazetteer.get(iri.removeprefix(start)) if iri.startswith(start) else None
        while entry and entry.part_of and f"{start}{entry.part_of}" not in found:
            found.append(f"{start}{entry.part_of}")
            entry = gazetteer.get(entry.part_of)
        return tuple(found)

    return within


def _around(lookups: Lookups, touched: Topics, joined: Iterable[Statement]) -> list[Statement]:
    """The statements that one of the touched claims may conflict with, and these."""
    found = {s.claim: s for s in joined}
    for thing in sorted(touched.things):
        found |= {s.claim: s for s in lookups.of_thing(thing)}
    for document in sorted(touched.documents):
        found |= {s.claim: s for s in lookups.of_document(document)}
    return list(found.values())


def _linked(link: Quad) -> tuple[str, ...]:
    return tuple(sorted(node.value for node in (link.subject, link.object) if isinstance(node, NamedNode)))


def _old(dataset: Store, touched: Topics, *, base: str) -> set[Quad]:
    """What the views hold of the touched topics."""
    facts, support, conflicts = _graphs(base)
    pattern: Callable[..., Iterable[Quad]] = dataset.quads_for_pattern
    old: set[Quad] = set()
    for one, other in touched.pairs:
        for subject, object_ in {(one, other), (other, one)}:
            old |= set(pattern(NamedNode(subject), None, NamedNode(object_), facts))
    for fact in [fact for fact in map(_fact, old) if fact]:
        old |= set(pattern(support_iri(base, fact), None, None, support))
    for claim in touched.claims:
        old |= set(pattern(NamedNode(claim), None, None, conflicts)) | set(
            pattern(None, None, NamedNode(claim), conflicts)
        )
    return old


def _fact(quad: Quad) -> Fact | None:
    subject, object_ = quad.subject, quad.object
    if isinstance(subject, NamedNode) and isinstance(object_, NamedNode):
        return Fact(subject.value, quad.predicate.value.removeprefix(t.KG), object_.value)
    return None


def _graphs(base: str) -> tuple[NamedNode, NamedNode, NamedNode]:
    return t.facts_graph(base), t.support_graph(base), t.conflicts_graph(base)


def _block(quads: Iterable[Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)
