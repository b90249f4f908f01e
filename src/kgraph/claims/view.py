"""What the rules look at: a parse, what its nominals refer to, and the words that are known."""

from dataclasses import dataclass, field

from kgraph.lexicon import Lexicon
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
class View:
    """A document as the rules see it.

    Attributes:
        quotes: Its quotations, in text order.
    """

    document: Document
    parse: Parse
    resolution: Resolution
    lexicon: Lexicon
    base: str
    quotes: tuple[Quote, ...] = ()
    memo: dict[tuple[str, int], object] = field(default_factory=dict)

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

    def quote_at(self, token: Token) -> Quote | None:
        """The quotation that a token stands in."""
        for quote in self.quotes:
            if quote.start <= token.start < quote.end:
                return quote
        return None
