"""What the page shows: articles, the things they speak of, and every claim with its words."""

from dataclasses import dataclass

from kgraph.model import EntityType, Modality, Polarity


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two names that were taken for one thing's; the score says how surely, 0 to 1."""

    left: str
    right: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity.

    Attributes:
        names: Its other names, as the articles use them.
        same: IRIs of the same thing elsewhere (Wikidata, GeoNames).
        merges: Which names were taken for one thing's, and why.
    """

    iri: str
    label: str
    type: EntityType
    names: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its text."""

    iri: str
    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what; the numbers as they are written in the graph."""

    value: str
    unit: str
    bound: str
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, its entities and its article by IRI; offsets count code points of the article's text.

    Attributes:
        said: When, where that is not when the article was published.
        sources: How many independent sources say the same.
    """

    iri: str
    article: str
    relation: str
    subject: str | None
    object: str
    start: int
    end: int
    speakers: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    theme: str | None = None
    place: str | None = None
    when: str | None = None
    figure: Figure | None = None
    confidence: float = 1.0
    alleged: bool = False
    quote: str = ""
    said: str | None = None
    sources: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two claims, by IRI, that cannot both hold: their figures differ, or one denies the other."""

    left: str
    right: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of some statement, or one that such a relation is a kind of.

    Attributes:
        parent: The place of the broader relation among the story's.
        group: The PLOVER type that it stands for, in words.
    """

    name: str
    label: str
    parent: int | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """All of it, in an order that depends on nothing but the content."""

    articles: tuple[Article, ...]
    things: tuple[Thing, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
