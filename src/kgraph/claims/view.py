"""What the rules look at: a parse, what its nominals refer to, and the words that are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgraph.claims.context import Context
from kgraph.claims.trace import Passed, Reason, Trace
from kgraph.lexicon import Frame, Lexicon
from kgraph.model import Document, Entity, EntityType
from kgraph.parse import Mention, Parse, Resolution, Token


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage in quotation marks and whose words it is.

    Attributes:
        start: First code point within the marks.
        end: One past the last.
        speakers: Heads of the phrases that name the speakers; empty where the text does not say.
    """

    start: int
    end: int
    speakers: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A mention of a statement that tells whose it is.

    Attributes:
        i: Index of its head token.
        authors: Heads of the phrases that name the authors.
    """

    i: int
    authors: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Particles:
    """The words below a predicate that an expression may be made of.

    Attributes:
        words: All of them, prepositions and predicates included.
        bound: Those that change what the predicate means wherever they stand: the 'up' of 'fire up'.
    """

    words: frozenset[str]
    bound: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A document as the rules see it.

    Attributes:
        quoted: The quotation that a token stands in, by the token's index.
        statements: By the lemma of a statement ('letter'), the tokens that tell whose it is, in text order.
        contexts: The contexts that were read already, by the predicate's index.
        roots: The same of whole sentences, by the sentence's index.
        slots: What stands at a predicate's slots, by its index and the slot's name.
        particles: The words that may be a predicate's particles, by its index.
        nouns: The lemmas of the nouns that may be part of a verb's expression ('hold *talks*'), by its index.
        reports: The verbs of a sentence that report somebody's words, by the sentence's index.
        asides: Who says a sentence or a clause of it, as told at its side, by the sentence's index.
        trace: Where to keep what came to nothing, for explaining.
    """

    document: Document
    parse: Parse
    resolution: Resolution
    lexicon: Lexicon
    base: str
    quoted: Mapping[int, Quote] = field(default_factory=dict)
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    slots: dict[tuple[int, str], list[Token]] = field(default_factory=dict)
    particles: dict[int, Particles] = field(default_factory=dict)
    nouns: dict[int, frozenset[str]] = field(default_factory=dict)
    contexts: dict[int, Context] = field(default_factory=dict)
    roots: dict[int, Context] = field(default_factory=dict)
    reports: dict[int, list[Token]] = field(default_factory=dict)
    asides: dict[int, list[tuple[Token, Token]]] = field(default_factory=dict)
    trace: Trace | None = None

    def mention(self, token: Token) -> Mention | None:
        """What a token refers to."""
        return self.resolution.mention(token)

    def entity(self, token: Token) -> Entity | None:
        """The entity that a token refers to."""
        mention = self.resolution.mention(token)
        return mention.entity if mention else None

    def type(self, token: Token) -> EntityType | None:
        """What kind of entity a token refers to."""
        mention = self.resolution.mention(token)
        return mention.entity.type if mention else None

    def heads(self, *types: EntityType) -> Iterator[Token]:
        """The tokens that refer to entities of these types, in text order."""
        return (self.parse.tokens[i] for i, m in self.resolution.mentions.items() if m.entity.type in types)

    def members(self, token: Token) -> tuple[Token, ...]:
        """The heads that named each of those whom a token speaks of together; empty where it speaks of one."""
        return tuple(self.parse.tokens[i] for i in self.resolution.members.get(token.i, ()))

    def passes(self, predicate: Token, frame: Frame, reason: Reason) -> None:
        """Notes that a rule passes over a predicate whose frame fits."""
        if self.trace is not None:
            self.trace.passed.append(Passed(predicate, frame, reason))
