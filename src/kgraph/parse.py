"""The parse of a document as plain values: what the natural-language pipeline hands to the stages after it."""

from dataclasses import dataclass, field


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
