"""A reading of a document to the quads of its graph."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.model import (
    Appearance,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Issue,
    Mentions,
    Quantity,
    Reading,
    Review,
    Span,
    digest,
)
from kgraph.rdf import terms as t

CONTEXT = 32
"""Code points of text that a quote selector keeps on either side."""

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class ClaimQuads:
    """A claim, the quads that it alone needs, and those it shares with others (its evidence, its mentions)."""

    claim: Claim
    own: tuple[Quad, ...]
    shared: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class DocumentQuads:
    """What one document says, ready to be checked and written.

    Attributes:
        id: The document's id.
        graph: The document's IRI, which names its graph.
        metadata: The quads about the document itself.
        claims: The claims that can be written, in the order given.
        issues: The claims that cannot, and why.
        base: The base IRI.
        appearances: What the extractor knows of the claims' entities, by local id.
        resolved: From local ids to the entities that they are over all documents; the others stay what they are.
    """

    id: str
    graph: NamedNode
    metadata: tuple[Quad, ...]
    claims: tuple[ClaimQuads, ...]
    issues: tuple[Issue, ...]
    base: str
    appearances: Mapping[str, Appearance] = field(default_factory=dict)
    resolved: Mapping[str, str] = field(default_factory=dict)

    def quads(self) -> list[Quad]:
        """All quads of the graph, each once."""
        quads = dict.fromkeys(self.metadata)
        for part in self.claims:
            quads |= dict.fromkeys(part.own) | dict.fromkeys(part.shared)
        quads |= dict.fromkeys(_appearances(self))
        return list(quads)


def document_digest(document: Document, *, extractor: str) -> str:
    """The hash by which a changed article, or one read by another extractor, is told from the same one."""
    fields = (document.title, document.url, document.publisher, document.published, document.language)
    return digest(extractor, document.id, document.text, *(item or "" for item in fields), *document.authors)


def document_quads(
    reading: Reading,
    *,
    base: str,
    extractor: str,
    resolved: Mapping[str, str] | None = None,
    digest_known: str | None = None,
) -> DocumentQuads:
    """The graph of one document.

    A claim that cannot be written (its quote is not at its place, a mention lies outside the text, an IRI is none, its
    id stands for another claim) is left out and becomes an issue.

    Args:
        reading: The document and its claims.
        base: The base IRI of the data, with its final slash or hash.
        extractor: Name and version of what made the claims, such as ``rules-0.1.0``.
        resolved: From the ids that entities have in this document to those they have over all documents.
        digest_known: The document's digest where it is known already.
    """
    document, resolved = reading.document, resolved or {}
    graph = t.document_iri(base, document.id)
    writer = _Writer(base, graph, document.text, extractor, resolved, _said(document))
    parts, issues = _written(reading.claims, document.id, writer)
    parts = tuple(_reviewed(parts, reading.reviews, writer))
    metadata = [*_metadata(document, graph, digest_known or document_digest(document, extractor=extractor))]
    beside = {key for appearance in reading.appearances for key in appearance.beside}
    metadata += [Quad(graph, t.CONTEXT_KEY, Literal(key), graph) for key in sorted(beside)]
    appearances = {appearance.entity.id: appearance for appearance in reading.appearances}
    return DocumentQuads(document.id, graph, tuple(metadata), parts, issues, base, appearances, resolved)


def claims_quads(claims: Iterable[Claim], *, base: str, extractor: str) -> list[DocumentQuads]:
    """The graphs of claims that come without their articles: no text, and selectors without context."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.evidence.document, []).append(claim)
    graphs = []
    for document, theirs in sorted(by_document.items()):
        graph = t.document_iri(base, document)
        parts, issues = _written(theirs, document, _Writer(base, graph, None, extractor))
        graphs.append(DocumentQuads(document, graph, tuple(_node(document, graph)), parts, issues, base))
    return graphs


def decimal_literal(value: Decimal) -> Literal:
    """The figure in the canonical form of xsd:decimal."""
    return Literal(format(value.normalize(), "f") if value else "0", datatype=t.XSD_DECIMAL)


def _written(
    claims: Iterable[Claim], document: str, writer: "_Writer"
) -> tuple[tuple[ClaimQuads, ...], tuple[Issue, ...]]:
    parts: dict[str, ClaimQuads] = {}
    issues = []
    for claim in claims:
        known = parts.get(claim.id)
        if known is not None and known.claim == claim:
            continue
        reason = f"the id {claim.id} stands for another claim too" if known else writer.reason_against(claim, document)
        if reason is None:
            try:
                parts[claim.id] = writer.claim_quads(claim)
            except ValueError as error:  # what is no IRI, in pyoxigraph's words
                reason = f"cannot be written as RDF ({error}); give its entities and itself absolute IRIs as ids"
        if reason is not None:
            span = Span(claim.evidence.start, claim.evidence.end)
            issues.append(Issue(document, f"claim left out: {reason}", span, claim.evidence.quote, kind="unwritable"))
    return tuple(parts.values()), tuple(issues)


def _reviewed(parts: Iterable[ClaimQuads], reviews: Iterable[Review], writer: "_Writer") -> Iterator[ClaimQuads]:
    """The claims, those that were rejected marked as such, those that were corrected followed by what holds."""
    by_claim = {review.claim: review for review in reviews}
    for part in parts:
        review = by_claim.get(part.claim.id)
        if review is None:
            yield part
            continue
        node = NamedNode(part.claim.id)
        stands = Quad(node, t.RDF_TYPE, t.CLAIM, writer.graph)
        rejected = Quad(node, t.RDF_TYPE, t.REJECTED_CLAIM, writer.graph)
        yield replace(part, own=tuple(rejected if quad == stands else quad for quad in part.own))
        if review.correction is not None:
            corrected = writer.claim_quads(review.correction)
            made = (
                Quad(NamedNode(review.correction.id), t.GENERATED_BY, NamedNode(review.decision), writer.graph),
                Quad(NamedNode(review.correction.id), t.DERIVED_FROM, node, writer.graph),
            )
            kept = (quad for quad in corrected.own if quad.predicate != t.GENERATED_BY)
            yield replace(corrected, own=(*kept, *made))


def _node(document: str, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(graph, t.RDF_TYPE, t.DOCUMENT, graph)
    yield Quad(graph, t.RDF_TYPE, t.NEWS_ARTICLE, graph)
    yield Quad(graph, t.IDENTIFIER, Literal(document), graph)


def _metadata(document: Document, graph: NamedNode, hash_: str) -> Iterator[Quad]:
    yield from _node(document.id, graph)
    yield Quad(graph, t.TEXT, Literal(document.text), graph)
    yield Quad(graph, t.DIGEST, Literal(hash_), graph)
    for predicate, value in (
        (t.HEADLINE, document.title),
        (t.PUBLISHER, document.publisher),
        (t.LANGUAGE, document.language),
    ):
        if value:
            yield Quad(graph, predicate, Literal(value), graph)
    if document.url:
        yield Quad(graph, t.URL, Literal(document.url, datatype=t.XSD_ANY_URI), graph)
    if document.published:
        yield Quad(graph, t.PUBLISHED, published_literal(document.published), graph)
    for author in filter(None, document.authors):
        yield Quad(graph, t.AUTHOR, Literal(author), graph)


def _said(document: Document) -> Literal | None:
    """When a document says what it says, where that is known to the day."""
    said = published_literal(document.published) if document.published else None
    return said if said is not None and said.datatype != t.XSD_STRING else None


_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d*[1-9])?(?:\.?0*)(Z|[+-]\d\d:\d\d)?")


def published_literal(published: str) -> Literal:
    """A date or date-time in canonical form; what is neither stays a plain string."""
    try:
        if _DATE.fullmatch(published):
            date.fromisoformat(published)
            return Literal(published, datatype=t.XSD_DATE)
        if match := _DATE_TIME.fullmatch(published):
            minute, second, fraction, zone = match.groups()
            value = f"{minute}{second or ':00'}{fraction or ''}{'Z' if zone in {'+00:00', '-00:00'} else zone or ''}"
            datetime.fromisoformat(value)
            return Literal(value, datatype=t.XSD_DATE_TIME)
    except ValueError:
        pass  # looks like a date, but is none, such as the 31st of June
    return Literal(published)


def _appearances(document: DocumentQuads) -> Iterator[Quad]:
    """How the document names each entity and what it takes it for: the entities' own graph is made from these."""
    graph = document.graph
    named: dict[str, list[Entity]] = {}
    for part in document.claims:
        for entity in _entities(part.claim):
            named.setdefault(entity.id, []).append(entity)
    for iri, entities in named.items():
        entity = _merged(entities)
        node = _appearance(document.base, graph, iri)
        whole = NamedNode(document.resolved.get(iri, iri))
        yield Quad(graph, t.MENTIONS, whole, graph)
        yield Quad(node, t.RDF_TYPE, t.APPEARANCE, graph)
        yield Quad(node, t.REFERS_TO, whole, graph)
        yield Quad(node, t.HAS_SOURCE, graph, graph)
        yield Quad(node, t.LABEL_HERE, Literal(entity.label), graph)
        yield Quad(node, t.TYPE_HERE, NamedNode(t.KG + entity.type.value), graph)
        if whole.value != iri:
            yield Quad(node, t.LOCAL_ENTITY, Literal(iri, datatype=t.XSD_ANY_URI), graph)
        for alias in entity.aliases:
            yield Quad(node, t.SURFACE_FORM, Literal(alias), graph)
        if iri in document.appearances:
            yield from _profile(node, document.appearances[iri], document)


def _profile(node: NamedNode, appearance: Appearance, document: DocumentQuads) -> Iterator[Quad]:
    """What tells an entity from others of its name, and the keys by which they are found."""
    graph = document.graph
    for predicate, holds in ((t.NAMED, appearance.named), (t.GUESSED, appearance.guessed)):
        if holds:
            yield Quad(node, predicate, Literal("true", datatype=t.XSD_BOOLEAN), graph)
    if appearance.gender:
        yield Quad(node, t.GENDER, Literal(appearance.gender), graph)
    for state in appearance.states:
        yield Quad(node, t.STATE, NamedNode(f"{document.base}entity/{state}"), graph)
    for predicate, values in ((t.ROLE, appearance.roles), (t.BLOCKING_KEY, appearance.keys)):
        yield from (Quad(node, predicate, Literal(value), graph) for value in values)


def _appearance(base: str, graph: NamedNode, entity: str) -> NamedNode:
    """The node of an entity's appearance in a document; ``entity`` is its local id."""
    return NamedNode(f"{base}appearance/{digest(graph.value, entity)}")


def _merged(entities: Sequence[Entity]) -> Entity:
    """One entity for all that a document says of it: its commonest label and type, every name."""
    first = entities[0]
    if all(entity == first for entity in entities):
        return first
    return Entity(
        first.id,
        commonest(entity.label for entity in entities),
        EntityType(commonest(entity.type.value for entity in entities)),
        tuple(sorted({alias for entity in entities for alias in entity.aliases})),
    )


def commonest(names: Iterable[str]) -> str:
    """The name that stands most often; of equals the first in code point order."""
    return min(Counter(names).items(), key=lambda item: (-item[1], item[0]))[0]


def _entities(claim: Claim) -> Iterator[Entity]:
    for entity in (claim.subject, claim.object, claim.theme, claim.place, *claim.attributed_to):
        if entity is not None:
            yield entity


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes claims into one graph."""

    base: str
    graph: NamedNode
    text: str | None
    extractor: str
    resolved: Mapping[str, str] = field(default_factory=dict)
    said: Literal | None = None

    def reason_against(self, claim: Claim, document: str) -> str | None:
        """Why a claim must not be written, if it must not."""
        evidence = claim.evidence
        if evidence.document != document:
            return f"its evidence is in {evidence.document}; put it beside that document"
        if self.text is None:
            return None
        if self.text[evidence.start : evidence.end] != evidence.quote:
            return f"its quote does not stand at {evidence.start}-{evidence.end}; extract it from this text again"
        if any(span.end > len(self.text) for span in _spans(claim.mentions)):
            return f"a mention lies outside the text of {len(self.text)} code points; extract it from this text again"
        return None

    def claim_quads(self, claim: Claim) -> ClaimQuads:
        evidence = NamedNode(
            f"{self.base}evidence/{digest(claim.evidence.document, f'{claim.evidence.start}-{claim.evidence.end}')}"
        )
        shared = list(self._evidence(evidence, claim.evidence))
        own = list(self._claim(NamedNode(claim.id), claim, evidence, shared))
        return ClaimQuads(claim, tuple(own), tuple(shared))

    def _claim(self, node: NamedNode, claim: Claim, evidence: NamedNode, shared: list[Quad]) -> Iterator[Quad]:
        mentions = claim.mentions or Mentions()
        parts: list[tuple[NamedNode, Term | None]] = [
            (t.RDF_TYPE, t.CLAIM),
            (t.RDF_TYPE, t.RDF_STATEMENT),
            (t.RDF_SUBJECT, self._entity(claim.subject)),
            (t.RDF_PREDICATE, NamedNode(t.KG + claim.relation)),
            (t.RDF_OBJECT, self._entity(claim.object)),
            (t.THEME, self._entity(claim.theme)),
            (t.PLACE, self._entity(claim.place)),
            (t.SUBJECT_APPEARANCE, self._merged(claim.subject)),
            (t.OBJECT_APPEARANCE, self._merged(claim.object)),
            (t.THEME_APPEARANCE, self._merged(claim.theme)),
            (t.PLACE_APPEARANCE, self._merged(claim.place)),
            (t.MODALITY, NamedNode(t.KG + claim.modality.value)),
            (t.POLARITY, NamedNode(t.KG + claim.polarity.value)),
            (t.WHEN, Literal(claim.time) if claim.time else None),
            (t.SAID, self.said),
            (t.CONFIDENCE, decimal_literal(Decimal(repr(claim.confidence)))),
            (t.ALLEGED, Literal("true", datatype=t.XSD_BOOLEAN) if claim.alleged else None),
            (t.EVIDENCE, evidence),
            (t.GENERATED_BY, t.extraction_iri(self.base, self.extractor)),
            (t.SUBJECT_MENTION, self._mention(claim, mentions.subject, claim.subject, shared)),
            (t.OBJECT_MENTION, self._mention(claim, mentions.object, claim.object, shared)),
            (t.THEME_MENTION, self._mention(claim, mentions.theme, claim.theme, shared)),
            (t.PLACE_MENTION, self._mention(claim, mentions.place, claim.place, shared)),
        ]
        for predicate, value in parts:
            if value is not None:
                yield Quad(node, predicate, value, self.graph)
        if claim.quantity:
            yield from self._figure(node, claim.quantity)
        for index, speaker in enumerate(claim.attributed_to):
            span = mentions.attributed_to[index] if index < len(mentions.attributed_to) else None
            yield from self._attribution(node, index + 1, speaker, self._mention(claim, span, speaker, shared))

    def _attribution(
        self, claim: NamedNode, position: int, speaker: Entity, mention: NamedNode | None
    ) -> Iterator[Quad]:
        node = NamedNode(f"{claim.value}/attribution/{position}")
        who, merged = self._resolved(speaker), self._merged(speaker)
        yield Quad(claim, t.ATTRIBUTED_TO, who, self.graph)
        yield Quad(claim, t.HAS_ATTRIBUTION, node, self.graph)
        yield Quad(node, t.RDF_TYPE, t.ATTRIBUTION, self.graph)
        yield Quad(node, t.POSITION, _integer(position), self.graph)
        yield Quad(node, t.SPEAKER, who, self.graph)
        if mention is not None:
            yield Quad(node, t.SPEAKER_MENTION, mention, self.graph)
        if merged is not None:
            yield Quad(node, t.SPEAKER_APPEARANCE, merged, self.graph)

    def _resolved(self, entity: Entity) -> NamedNode:
        return NamedNode(self.resolved.get(entity.id, entity.id))

    def _entity(self, entity: Entity | None) -> NamedNode | None:
        return None if entity is None else self._resolved(entity)

    def _merged(self, entity: Entity | None) -> NamedNode | None:
        """How the document itself speaks of an entity that resolution has made another: the way back."""
        if entity is None or self.resolved.get(entity.id, entity.id) == entity.id:
            return None
        return _appearance(self.base, self.graph, entity.id)

    def _figure(self, claim: NamedNode, quantity: Quantity) -> Iterator[Quad]:
        node = NamedNode(f"{self.base}figure/{digest(claim.value)}")
        yield Quad(claim, t.HAS_FIGURE, node, self.graph)
        yield Quad(node, t.RDF_TYPE, t.FIGURE, self.graph)
        yield Quad(node, t.UNIT, Literal(quantity.unit), self.graph)
        yield Quad(node, t.BOUND, NamedNode(t.KG + quantity.bound.value), self.graph)
        for predicate, value in ((t.VALUE, quantity.value), (t.LOW, quantity.low), (t.HIGH, quantity.high)):
            if value is not None:
                yield Quad(node, predicate, decimal_literal(value), self.graph)

    def _evidence(self, node: NamedNode, evidence: Evidence) -> Iterator[Quad]:
        position, quote = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
        yield Quad(node, t.RDF_TYPE, t.SPECIFIC_RESOURCE, self.graph)
        yield Quad(node, t.HAS_SOURCE, self.graph, self.graph)
        yield Quad(node, t.HAS_SELECTOR, position, self.graph)
        yield Quad(node, t.HAS_SELECTOR, quote, self.graph)
        yield Quad(position, t.RDF_TYPE, t.POSITION_SELECTOR, self.graph)
        yield Quad(position, t.OA_START, _integer(evidence.start), self.graph)
        yield Quad(position, t.OA_END, _integer(evidence.end), self.graph)
        yield Quad(quote, t.RDF_TYPE, t.QUOTE_SELECTOR, self.graph)
        yield Quad(quote, t.EXACT, Literal(evidence.quote), self.graph)
        if self.text is not None:
            before = self.text[max(0, evidence.start - CONTEXT) : evidence.start]
            after = self.text[evidence.end : evidence.end + CONTEXT]
            yield from (Quad(quote, p, Literal(x), self.graph) for p, x in ((t.PREFIX, before), (t.SUFFIX, after)) if x)

    def _mention(self, claim: Claim, span: Span | None, entity: Entity | None, shared: list[Quad]) -> NamedNode | None:
        """The node of a mention, its quads added to ``shared``; None where either side is missing."""
        if span is None or entity is None:
            return None
        key = digest(claim.evidence.document, f"{span.start}-{span.end}", entity.id)
        node = NamedNode(f"{self.base}mention/{key}")
        shared += [
            Quad(node, t.RDF_TYPE, t.MENTION, self.graph),
            Quad(node, t.REFERS_TO, self._resolved(entity), self.graph),
            Quad(node, t.HAS_SOURCE, self.graph, self.graph),
            Quad(node, t.START, _integer(span.start), self.graph),
            Quad(node, t.END, _integer(span.end), self.graph),
        ]
        words = self._words(claim.evidence, span)
        if words:
            shared.append(Quad(node, t.SURFACE_FORM, Literal(words), self.graph))
        return node

    def _words(self, evidence: Evidence, span: Span) -> str | None:
        if self.text is not None:
            return self.text[span.start : span.end]
        if evidence.start <= span.start and span.end <= evidence.end:
            return evidence.quote[span.start - evidence.start : span.end - evidence.start]
        return None


def _spans(mentions: Mentions | None) -> Iterator[Span]:
    if mentions is not None:
        parts = (mentions.subject, mentions.object, mentions.theme, mentions.place, *mentions.attributed_to)
        yield from (span for span in parts if span is not None)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=t.XSD_INTEGER)
