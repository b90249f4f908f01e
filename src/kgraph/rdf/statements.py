"""What the views need to know of a claim: light values, made of claims in hand or looked up in a store.

A statement names entities by IRI. Besides what its claim says it knows its document, and what the document's other
claims make of it: who denies it, and which figure it gives anew.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kgraph.model import Claim, Document, Entity, EntityType, Modality, Polarity, Quantity
from kgraph.rdf import terms as t
from kgraph.rdf.periods import Period, period
from kgraph.rdf.write import published_literal

NEEDS_FIGURES = frozenset({"hasStrength", "locatedIn"})
"""Relations whose figures mean what they mean beside the other figures of a document."""

_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_LETTER = re.compile(r"[^\W\d_]")
_NUMERALS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())  # noqa: SIM905
_PRONOUNS = frozenset({"this", "that", "it", "these", "those", "them"})
_ACCUSATIONS = frozenset({"accusation", "accusations", "allegation", "allegations", "charge", "charges", "claim"})
_CIRCUMSTANCES = frozenset({"locatedIn", "withdrawsFrom", "holdsPosition", "memberOf"})
_REACH = 600  # code points between an accusation and the words that deny it


@dataclass(frozen=True, slots=True)
class Source:
    """What the views need to know of a document.

    Attributes:
        iri: Its IRI.
        published: When it was published, as the graph has it.
        text: Its text, curly quotes made straight; None where only its claims are known.
    """

    iri: str
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    text: str | None = None

    @property
    def day(self) -> Period | None:
        """The day of publication."""
        return period((self.published or "")[:10])


@dataclass(frozen=True, slots=True)
class Denial:
    """What a denial denies.

    Attributes:
        name: What the text calls it, or where a pronoun calls it, the first words of what the pronoun stands for.
        words: The words themselves, in small letters.
    """

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the views see it.

    Attributes:
        claim: The claim's IRI.
        source: The document.
        subject: An IRI; None where the text leaves it open.
        relation: A local name of the ontology.
        object: An IRI.
        speakers: IRIs, outermost first; empty where the document says it in its own voice.
        voice: The name of the outermost speaker.
        when: When it happened, as the claim has it.
        start: Where its evidence begins.
        end: Where its evidence ends.
        quote: The words of its evidence.
        denial: What it denies, if it is a denial.
        subject_name: Of a claim with a figure, what the document calls its subject.
        subject_type: Of a claim with a figure, the type of its subject.
        number: Whether its object is no more than the figure itself.
        denied_by: The claims of its document that deny it without naming its parts ('the ministry denied this').
        recounts: The claim of its document whose figure it gives anew ('the union put the number at 90').
        doubled: Whether another claim of its document gives the same figure by a better relation.
    """

    claim: str
    source: Source
    subject: str | None
    relation: str
    object: str
    modality: Modality
    polarity: Polarity
    start: int
    end: int
    quote: str
    speakers: tuple[str, ...] = ()
    voice: str | None = None
    theme: str | None = None
    place: str | None = None
    when: str | None = None
    alleged: bool = False
    quantity: Quantity | None = None
    confidence: float = 1.0
    denial: Denial | None = None
    subject_name: str | None = None
    subject_type: EntityType | None = None
    number: bool = False
    denied_by: tuple[str, ...] = ()
    recounts: str | None = None
    doubled: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is said to be so, and no mere allegation."""
        return self.polarity is Polarity.POSITIVE and self.modality is Modality.ASSERTED and not self.alleged

    @property
    def figure(self) -> bool:
        """Whether it gives a figure that another may rival."""
        return self.quantity is not None and self.polarity is Polarity.POSITIVE and self.modality is Modality.ASSERTED


def source_of(document: Document, *, base: str) -> Source:
    """What the views need to know of a document."""
    return Source(
        t.document_iri(base, document.id).value,
        published_literal(document.published).value if document.published else None,
        document.publisher or None,
        tuple(sorted(filter(None, document.authors))),
        folded(document.text),
    )


def statements_of(claims: Iterable[Claim], source: Source) -> tuple[Statement, ...]:
    """The statements of all claims of one document, in text order."""
    return in_context([_statement(claim, source) for claim in claims])


def folded(text: str) -> str:
    """A text with straight quotes, as long as before."""
    return text.translate(_QUOTES)


def is_number(label: str, type_: str) -> bool:
    """Whether an object is no more than a figure: by its type, or because its label has no word but numerals."""
    return type_ == EntityType.NUMBER or not _LETTER.search(label) or label.casefold() in _NUMERALS


def denial_of(name: str, words: str) -> Denial:
    """What a denial denies, by the name of its object and the words that mention it."""
    return Denial(folded(name), words.casefold().removeprefix("the ").strip(" .,"))


def _statement(claim: Claim, source: Source) -> Statement:
    evidence, figure = claim.evidence, claim.quantity is not None
    return Statement(
        claim.id,
        source,
        _iri(claim.subject),
        claim.relation,
        claim.object.id,
        claim.modality,
        claim.polarity,
        evidence.start,
        evidence.end,
        evidence.quote,
        tuple(speaker.id for speaker in claim.attributed_to),
        claim.attributed_to[0].label if claim.attributed_to else None,
        _iri(claim.theme),
        _iri(claim.place),
        claim.time,
        claim.alleged,
        claim.quantity,
        claim.confidence,
        denial_of(claim.object.label, _words(claim, source)) if claim.relation == "denies" else None,
        claim.subject.label if figure and claim.subject else None,
        claim.subject.type if figure and claim.subject else None,
        number=figure and is_number(claim.object.label, claim.object.type.value),
    )


def _iri(entity: Entity | None) -> str | None:
    return None if entity is None else entity.id


def _words(claim: Claim, source: Source) -> str:
    span = claim.mentions.object if claim.mentions else None
    return source.text[span.start : span.end] if source.text and span else claim.object.label


# --- what the claims of one document make of each other


def in_context(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements of one document, each told which of the others deny it and which figure it gives anew."""
    ordered = sorted(statements, key=lambda s: (s.start, s.end, s.claim))
    denials = [s for s in ordered if s.denial and s.plain]
    figures = [s for s in ordered if s.figure]
    return tuple(_in_context(s, denials, figures) for s in ordered)


def _in_context(statement: Statement, denials: Sequence[Statement], figures: Sequence[Statement]) -> Statement:
    denied_by = tuple(sorted(denial.claim for denial in denials if _denies(denial, statement)))
    if not statement.figure:
        return replace(statement, denied_by=denied_by) if denied_by else statement
    return replace(
        statement,
        denied_by=denied_by,
        recounts=_recounted(statement, figures),
        doubled=statement.relation == "locatedIn"
        and any(other.relation == "hasStrength" and _same_figure(statement, other) for other in figures),
    )


def _denies(denial: Statement, statement: Statement) -> bool:
    """Whether a denial takes up, by a pronoun or as an accusation, what a statement before it says.

    'This' is what somebody says in the sentence that the pronoun stands for; an accusation what the denier is accused
    of shortly before.
    """
    if denial.denial is None or statement.start >= denial.start or denial.subject in statement.speakers:
        return False
    if statement.modality is not Modality.ASSERTED or statement.polarity is not Polarity.POSITIVE:
        return False
    if statement.relation in _CIRCUMSTANCES:
        return False
    if denial.denial.words in _PRONOUNS and (statement.speakers or statement.alleged):
        text = denial.source.text or ""
        begin = text.rfind(denial.denial.name, 0, denial.start)
        return 0 <= begin <= statement.start and statement.end <= denial.start
    return (
        denial.denial.words in _ACCUSATIONS
        and statement.alleged
        and statement.subject == denial.subject
        and denial.subject is not None
        and denial.start - statement.end <= _REACH
    )


def _recounted(statement: Statement, figures: Sequence[Statement]) -> str | None:
    """The last figure before it for the things whose number it gives."""
    if statement.relation != "hasStrength":
        return None
    before = [
        s for s in figures if s.object == statement.subject and s.end <= statement.end and s.start <= statement.start
    ]
    return before[-1].claim if before and before[-1].claim != statement.claim else None


def _same_figure(one: Statement, other: Statement) -> bool:
    return (one.subject, one.quantity, one.speakers) == (other.subject, other.quantity, other.speakers)
