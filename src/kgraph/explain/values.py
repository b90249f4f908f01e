"""What an explanation is: plain values, for a page of text and for JSON alike."""

from dataclasses import dataclass

from kgraph.model import Claim


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon.

    Attributes:
        file: Its name in ``ontology/lexicon/``.
        line: Counted from 1.
        cells: Its columns as they are written, the example left out.
        example: The sentence that shows it.
    """

    file: str
    line: int
    cells: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is parsed.

    Attributes:
        lemma: Its dictionary form, as the parser gives it.
        pos: Universal part of speech.
        dep: Its function.
        head: The word that it hangs on; itself at the root of the sentence.
    """

    text: str
    lemma: str
    pos: str
    dep: str
    head: str


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands in one place of a clause.

    Attributes:
        slot: The place, by its name in frames.
        words: As in the text.
        entity: What they refer to, if that is known.
        type: The kind of that entity.
    """

    slot: str
    words: str
    entity: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A word that tells how something is said.

    Attributes:
        aspect: What it tells: ``speaker``, ``modality``, ``polarity``, ``alleged`` or ``void``.
        words: The word, or all of those that tell it together; empty where the whole quotation tells.
        entry: The line of the lexicon that says so; None for auxiliaries, negations and the like.
    """

    aspect: str
    words: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its arguments, and how it is said.

    Attributes:
        predicate: Its word as in the text.
        lemma: What the lexicon is looked up by.
        part: ``verb``, ``noun`` or ``adjective``.
        voice: ``active`` or ``passive`` of a verb, else empty.
        start: First code point in the document's text.
        under: The predicate above it, if there is one.
        said: How it is said where that is not plainly: 'possible', 'negative', 'said by Oman'.
    """

    predicate: str
    lemma: str
    part: str
    voice: str
    start: int
    arguments: tuple[Argument, ...]
    under: str | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nominal:
    """Words that refer to something.

    Attributes:
        words: As in the text.
        start: First code point in the document's text.
        entity: The label of what they refer to; None for a pronoun that nothing resolves.
        type: Its kind.
    """

    words: str
    start: int
    entity: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and what it rests on.

    Attributes:
        predicate: The word that expresses it.
        start: Where that word stands.
        rule: The name of the rule.
        entry: The line of the lexicon; None where the rule needs none.
        grounds: The words that tell who says it, how surely, and whether it is so.
        weights: The features that its confidence rests on and what each weighs, the weightiest first.
    """

    claim: Claim
    predicate: str
    start: int
    rule: str
    entry: Entry | None
    grounds: tuple[Ground, ...]
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that is no claim.

    Attributes:
        predicate: The word that would express it.
        start: Where that word stands.
        relation: The relation that it would have.
        reason: A short word to count by.
        detail: What is the matter.
        parts: Its subject and its object, as words; a question mark for what is missing. Empty before they are known.
        entry: The line of the lexicon that proposed it.
    """

    predicate: str
    start: int
    relation: str
    reason: str
    detail: str
    parts: tuple[str, ...] = ()
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word with arguments that no entry of the lexicon fits.

    Attributes:
        detail: What the lexicon has instead.
        file: Where an entry of it belongs.
        line: One to begin with: ``RELATION`` and the frame are for a person to judge.
    """

    predicate: str
    detail: str
    file: str
    line: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was made of one sentence.

    Attributes:
        document: The id of its document.
        number: Which sentence of the document it is, from 1.
        text: Its words.
        start: First code point in the document's text.
        dropped: What came to nothing: drafts, predicates passed over, entries that do not fit.
    """

    document: str
    number: int
    text: str
    start: int
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    nominals: tuple[Nominal, ...]
    found: tuple[Found, ...]
    dropped: tuple[Dropped, ...]
    unknown: tuple[Unknown, ...]
