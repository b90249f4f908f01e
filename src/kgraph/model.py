"""The values that kgraph passes from stage to stage: frozen, complete, checked at birth.

Offsets count Unicode code points of a document's text, ranges are half open.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MAX_ALIASES = 12
MAX_NAME_WORDS = 8
_SLUG_WORD = re.compile(r"[A-Za-z0-9]+")


class EntityType(StrEnum):
    """What an entity is, as the claim guide names it."""

    COUNTRY = "Country"
    PLACE = "Place"
    PERSON = "Person"
    ORGANIZATION = "Organization"
    ARMED_FORCE = "ArmedForce"
    GROUP = "Group"
    POSITION = "Position"
    MATERIEL = "Materiel"
    AGREEMENT = "Agreement"
    EVENT = "Event"
    NUMBER = "Number"
    THING = "Thing"


BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP})
"""People who act together under a name."""
ACTORS = frozenset(  # who can act, own and speak
    {EntityType.COUNTRY, EntityType.PERSON, *BODIES}
)


class Modality(StrEnum):
    """How sure the text is of a claim."""

    ASSERTED = "asserted"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    REQUESTED = "requested"


class Polarity(StrEnum):
    """Whether the text says that it is so or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Bound(StrEnum):
    """How a figure is meant."""

    EXACT = "exact"
    APPROX = "approx"
    MIN = "min"
    MAX = "max"
    RANGE = "range"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of a document's text, in Unicode code points.

    Raises:
        ValueError: If the range is empty, reversed or starts before 0.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"not a span: [{self.start}, {self.end})"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.

    Attributes:
        id: The article's ``id``; else its ``url``; else its path relative to the path given.
        text: The decoded text, byte order mark dropped, CRLF as LF. All offsets point into it.
        published: ISO 8601 date or date-time, from metadata or a date line; never the file's time.
        language: BCP 47 tag.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            msg = "a document needs an id"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was left out, and why. A batch goes on after one.

    Attributes:
        document: The id of the document, or the path that could not be read.
        message: What happened and what to do.
        span: Where in the document's text, if it is about a place in it.
        quote: The text of that span.
        kind: A short word to count by: ``unread``, ``shape``, ``no-relation``, …
    """

    document: str
    message: str
    span: Span | None = None
    quote: str | None = None
    kind: str = "unread"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or thing that claims speak of.

    Attributes:
        id: An IRI made from content: the same name of the same type has the same one in every batch.
        label: The best name for people.
        aliases: Every surface form that the document uses, pronouns left out; at most twelve.
    """

    id: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or not self.label:
            msg = "an entity needs an id and a label"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: how many of what.

    Attributes:
        value: The figure; of a range the low end.
        unit: What is counted, or the ISO 4217 code of a currency.
        low: Low end; only with ``Bound.RANGE``.
        high: High end; only with ``Bound.RANGE``.

    Raises:
        ValueError: If ends are given without a range, or a range without ends.
    """

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        ends = (self.low is not None, self.high is not None)
        if ends != ((self.bound is Bound.RANGE),) * 2:
            msg = f"low and high belong to a range, and to it alone: {self}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that a claim rests on: ``document.text[start:end] == quote``."""

    document: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            msg = f"evidence of {self.document}: [{self.start}, {self.end}) does not fit its quote {self.quote!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where in the text each part of a claim is mentioned; None where a part has no words of its own."""

    subject: Span | None = None
    object: Span | None = None
    theme: Span | None = None
    place: Span | None = None
    attributed_to: tuple[Span | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation between two entities, with who says it, how sure they are and the words it rests on.

    Attributes:
        id: An IRI; extractors make it with :func:`claim_id`.
        subject: The agent; None where the text leaves it open.
        relation: A local name of the ontology, such as ``supplies``.
        attributed_to: Who says it, outermost first; empty where the document says it in its own voice.
        time: ISO 8601 date, date-time or interval (``start/end``).
        confidence: 0 to 1, the extractor's own estimate.
        alleged: Whether it stands inside an accusation: said, but no fact may be drawn from it.
        mentions: Where the parts are mentioned; None for claims that did not come with offsets.
    """

    id: str
    subject: Entity | None
    relation: str
    object: Entity
    attributed_to: tuple[Entity, ...]
    modality: Modality
    polarity: Polarity
    evidence: Evidence
    theme: Entity | None = None
    quantity: Quantity | None = None
    time: str | None = None
    place: Entity | None = None
    confidence: float = 1.0
    alleged: bool = False
    mentions: Mentions | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            msg = f"confidence lies between 0 and 1, not at {self.confidence}"
            raise ValueError(msg)


def digest(*parts: str, length: int = 16) -> str:
    """A short hash of some strings, the same on every machine (SHA-256, the first ``length`` hex digits)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def claim_id(base: str, evidence: Evidence, relation: str, mentions: Mentions) -> str:
    """The IRI of a claim, from what it says where.

    It depends on the document's id, the evidence's span, the relation and the spans of subject, object, theme and
    speakers, and on nothing else: decisions about a claim survive merges of entities and better rules.
    """
    spans = (mentions.subject, mentions.object, mentions.theme, *mentions.attributed_to)
    places = ["" if s is None else f"{s.start}-{s.end}" for s in spans]
    return f"{base}claim/{digest(evidence.document, f'{evidence.start}-{evidence.end}', relation, *places)}"


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def entity_id(
    base: str, label: str, type_: EntityType, *, document: str | None = None, qualifier: str | None = None
) -> str:
    """The IRI of an entity that is not in the gazetteer: its type, a readable slug and a short hash.

    Args:
        base: The base IRI of the user's data, with its final slash.
        label: The entity's label.
        type_: The entity's type.
        document: The document's id for what only has a description ('officials', 'the group'), which is somebody
            else in another article; None for names.
        qualifier: What tells it from others of that name and type, such as the key of a state; shown in the slug.
    """
    folded = " ".join(label.casefold().split())
    slug = "-".join(_SLUG_WORD.findall(_unaccented(folded)))[:40].strip("-")
    kind = type_.value.lower()
    if qualifier:
        mark = "-".join(_SLUG_WORD.findall(_unaccented(qualifier)))[:40].strip("-")
        return f"{base}entity/{kind}-{slug or 'x'}-{mark}-{digest(kind, folded, document or '', qualifier, length=8)}"
    return f"{base}entity/{kind}-{slug or 'x'}-{digest(kind, folded, document or '', length=8)}"


DEFAULT_BASE = "https://w3id.org/kgraph/data/"


@dataclass(frozen=True, slots=True)
class Appearance:
    """How one document speaks of an entity: all that is known of it before other documents are looked at.

    Attributes:
        document: The document's id.
        entity: As this document alone has it; its id, the local one, is made from its name (or description) and type.
        named: Whether it has a name of its own, rather than a description that is somebody else in another article.
        roles: What it is said to be, as sorted lemmas: ``minister``, ``journalist``.
        states: Keys of the gazetteer's entries that it is said to belong to, sorted: ``belarus``.
        gender: ``m``, ``f``, or nothing where the document does not tell.
        published: When the document was published, as it says it.
        beside: Keys of the gazetteer's entries that the document speaks of too, sorted.
        guessed: Whether nothing in the document tells that its type is the right one.
        keys: Blocking keys, sorted: it is compared with the appearances in other documents that share one.
    """

    document: str
    entity: Entity
    named: bool
    roles: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    gender: str = ""
    published: str | None = None
    beside: tuple[str, ...] = ()
    guessed: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """That a person does not let a claim stand as it was extracted.

    Attributes:
        claim: The IRI of the claim.
        decision: The IRI of the decision.
        correction: What holds in its place; None where nothing does.
    """

    claim: str
    decision: str
    correction: Claim | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor makes of one document.

    Attributes:
        claims: In text order; their entities are those of this document alone.
        issues: What had to be left out.
        reviews: Which of the claims were rejected or corrected.
        appearances: What is known of the claims' entities, sorted by id; extractors that know no more than the claims
            say leave it empty.
    """

    document: Document
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    reviews: tuple[Review, ...] = ()
