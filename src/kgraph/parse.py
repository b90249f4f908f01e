"""The parse of a document as plain values: what the natural-language pipeline hands to the stages after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kgraph.model import Appearance, Entity, Span


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """One word of a parsed document.

    The links (``head``, ``children``) make it the one value that is not frozen: a tree cannot be built otherwise.

    Attributes:
        i: Index in the document.
        start: First code point in the document's text.
        end: One past the last code point.
        text: The word with typographic quotes made plain.
        lower: ``text`` in lower case.
        lemma: Dictionary form, lower case but for names.
        pos: Universal part of speech (``VERB``, ``NOUN``, …).
        tag: Penn Treebank tag.
        dep: Dependency label (ClearNLP, as spaCy's English pipelines use it).
        ent: Type of the named entity that it is part of (OntoNotes), or the empty string.
        ent_begin: Whether that named entity begins here.
        sent: Index of its sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    ent: str
    ent_begin: bool
    sent: int
    head: "Token" = field(init=False)
    children: list["Token"] = field(init=False)

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}@{self.i}"


def leftmost(token: Token) -> Token:
    """The first word of what hangs on a token, by the way of the first children."""
    while token.children and token.children[0].i < token.i:
        token = token.children[0]
    return token


def is_below(token: Token, top: Token) -> bool:
    """Whether a token hangs on another, at any depth; a token hangs on itself."""
    while token is not top and token.head is not token:
        token = token.head
    return token is top


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens in text order and the root of its tree."""

    index: int
    tokens: tuple[Token, ...]
    root: Token

    @property
    def start(self) -> int:
        """First code point in the document's text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """One past the last code point in the document's text."""
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed document: its text with plain quotes (same length as the original), tokens and sentences.

    Attributes:
        headline: Index of the last sentence that belongs to the headline, or -1 where there is none.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    headline: int = -1


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names, describes or points to an entity.

    Attributes:
        head: Index of its head token.
        span: Its words, determiners included.
        entity: What it refers to.
    """

    head: int
    span: Span
    entity: Entity


@dataclass(frozen=True, slots=True)
class Resolution:
    """What each nominal of a parse refers to, by the index of its head token.

    Attributes:
        members: For a phrase that speaks of some together ('both countries', 'they'), by the index of its head: the
            indices of the heads that named each of them before.
        appearances: What is known of each entity that is mentioned, sorted by its id.
    """

    mentions: Mapping[int, Mention]
    members: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    appearances: tuple[Appearance, ...] = ()

    def mention(self, token: Token) -> Mention | None:
        """What a token refers to as the head of its phrase; None for a pronoun that nothing resolves."""
        return self.mentions.get(token.i)
