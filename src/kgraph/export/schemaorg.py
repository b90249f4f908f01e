"""The claims in the terms of schema.org, as JSON-LD: who claims what where, and who denies it.

``Claim`` (https://schema.org/Claim)              each claim, in the words of its article
``ClaimReview`` (https://schema.org/ClaimReview)   where somebody denies what somebody else claims
``NewsArticle``, ``Person``, ``Organization`` …    where it stands, who says it, what it is about

A review is never kgraph's own: it judges nothing. Two figures that exclude each other are no review, since neither
speaks of the other; nor is what a person decides in ``kgraph review``: that says how well a claim was read.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from pyoxigraph import NamedNode

from kgraph.export.claims import Stated, stated
from kgraph.model import Document, Entity, EntityType, Polarity, digest
from kgraph.rdf import conflicts_graph, document_iri, terms
from kgraph.store import GraphStore

CONTEXT: Final = {"@vocab": "https://schema.org/", "kg": terms.KG}
"""Given in the document itself, so that nobody has to fetch it."""

_TYPES: Final = {
    EntityType.PERSON.value: "Person",
    EntityType.ORGANIZATION.value: "Organization",
    EntityType.ARMED_FORCE.value: "Organization",
    EntityType.COUNTRY.value: "Country",
    EntityType.PLACE.value: "Place",
    EntityType.EVENT.value: "Event",
}
"""What is none of these is a ``Thing``."""

Node = dict[str, Any]


def schemaorg(store: GraphStore) -> bytes:
    """All claims of a store with their articles and entities, sorted by document and place, then the reviews.

    Who speaks is the ``author`` where it is one speaker; ``creditText`` names several, outermost last, as in 'Mina Osk,
    according to reports': what a speaker is only reported to have said makes nobody the author. A claim that an
    article makes in its own voice has no author but that of the article. schema.org has no words for modality and
    polarity; they stand beside in kgraph's own.
    """
    claims = {one.claim.id: one for one in stated(store)}
    nodes: list[Node] = []
    entities: dict[str, Node] = {}
    article = None
    for one in claims.values():
        if one.claim.evidence.document != article:
            article = one.claim.evidence.document
            nodes.append(_article(article, one.document, store.base))
        nodes.append(_claim(one, store.base))
        entities |= {node["@id"]: node for node in _entities(one)}
    graph = [*(entities[iri] for iri in sorted(entities)), *nodes, *_reviews(store, claims)]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph)
    return f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _article(id_: str, document: Document | None, base: str) -> Node:
    node: Node = {"@id": document_iri(base, id_).value, "@type": "NewsArticle", "identifier": id_}
    if document is not None:
        node |= {
            "url": document.url,
            "headline": document.title,
            "datePublished": document.published,
            "author": list(document.authors),
            "publisher": _publisher(document),
            "inLanguage": document.language,
        }
    return _filled(node)


def _publisher(document: Document | None) -> Node | None:
    return {"@type": "Organization", "name": document.publisher} if document and document.publisher else None


def _claim(one: Stated, base: str) -> Node:
    claim = one.claim
    about = [entity for entity in (claim.subject, claim.object, claim.theme) if entity is not None]
    return _filled(
        {
            "@id": claim.id,
            "@type": "Claim",
            "text": claim.evidence.quote,
            **_voice(one, claim.attributed_to),
            "about": [_link(e) for e in about if e.type is not EntityType.NUMBER],
            "contentLocation": _link(claim.place),
            "temporalCoverage": claim.time,
            "appearance": {"@id": document_iri(base, claim.evidence.document).value},
            "kg:relation": {"@id": f"kg:{claim.relation}"},
            "kg:modality": {"@id": f"kg:{claim.modality.value}"},
            "kg:polarity": {"@id": f"kg:{claim.polarity.value}"},
            "kg:alleged": claim.alleged or None,
        }
    )


def _voice(one: Stated, speakers: tuple[Entity, ...]) -> Node:
    """Who says it: an author, or the words that credit several."""
    if len(speakers) < 2:  # noqa: PLR2004 - one or none
        return {"author": _link(speakers[0])} if speakers else {}
    labels = [label for entity in reversed(speakers) if (label := one.label(entity))]
    return {"creditText": ", according to ".join(labels)}


def _entities(one: Stated) -> Iterator[Node]:
    claim = one.claim
    for entity in (claim.subject, claim.object, claim.theme, claim.place, *claim.attributed_to):
        named = one.named(entity)
        if named is not None and named.type != EntityType.NUMBER:
            yield {"@id": named.iri, "@type": _TYPES.get(named.type, "Thing"), "name": named.label}


def _link(entity: Entity | None) -> Node | None:
    return None if entity is None else {"@id": entity.id}


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


# --- who denies what


def _reviews(store: GraphStore, claims: dict[str, Stated]) -> Iterator[Node]:
    """A review for each claim that another one denies, sorted by the two claims."""
    links = store.dataset.quads_for_pattern(None, terms.CONFLICTS_WITH, None, conflicts_graph(store.base))
    pairs = sorted(
        (quad.subject.value, quad.object.value)
        for quad in links
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    )
    for first, second in pairs:
        if first in claims and second in claims and _denies(claims[first], claims[second]):
            review = _review(claims[first], claims[second], store.base)
            if review is not None:
                yield review


def _denies(one: Stated, other: Stated) -> bool:
    """Whether the first of two claims that exclude each other says that the second is not so; figures deny nothing."""
    if other.claim.relation == "denies" or other.claim.polarity is Polarity.NEGATIVE:
        return False
    return one.claim.relation == "denies" or one.claim.polarity is Polarity.NEGATIVE


def _review(denial: Stated, denied: Stated, base: str) -> Node | None:
    """The review; None where nobody can be named who makes it, or the same one makes the claim."""
    voice = _reviewer(denial)
    if not voice or _speakers(denial) & _speakers(denied):
        return None
    document = denial.document
    return _filled(
        {
            "@id": f"{base}review/{digest(denial.claim.id, denied.claim.id)}",
            "@type": "ClaimReview",
            **voice,
            "itemReviewed": {"@id": denied.claim.id},
            "claimReviewed": denied.claim.evidence.quote,
            "reviewBody": denial.claim.evidence.quote,
            "reviewRating": {"@type": "Rating", "alternateName": "denied"},
            "isBasedOn": {"@id": denial.claim.id},
            "url": document.url if document else None,
            "datePublished": document.published if document else None,
        }
    )


def _reviewer(denial: Stated) -> Node:
    """Who denies: whom the article says to deny it, the speaker, or the publisher where it speaks for itself."""
    claim = denial.claim
    if claim.relation == "denies" and claim.subject is not None:
        return _voice(denial, (*claim.attributed_to, claim.subject))
    if claim.attributed_to:
        return _voice(denial, claim.attributed_to)
    publisher = _publisher(denial.document)
    return {"author": publisher} if publisher else {}


def _speakers(one: Stated) -> set[str]:
    """Who stands for a claim: the speakers, or the publisher."""
    speakers = {entity.id for entity in one.claim.attributed_to}
    if one.claim.relation == "denies" and one.claim.subject is not None:
        speakers.add(one.claim.subject.id)
    publisher = one.document.publisher if one.document else None
    return speakers or ({publisher} if publisher else set())
