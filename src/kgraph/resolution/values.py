"""What resolution gives: the entities of a store, the local ones that each stands for, and why they were joined."""

from dataclasses import dataclass
from enum import StrEnum

from kgraph.model import EntityType


class Reason(StrEnum):
    """Why two names were taken for one entity's, the surest first."""

    DECISION = "decision"
    NAME = "name"
    ALIAS = "alias"
    ACRONYM = "acronym"
    NAME_PART = "name-part"
    TRANSLITERATION = "transliteration"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two names that were taken for the same entity's.

    Attributes:
        left: The name that comes first in code point order.
        right: The other; the same as ``left`` where equal names were joined.
        score: 0 to 1, how sure it is.
    """

    left: str
    right: str
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A local entity: the one that a document alone has."""

    document: str
    entity: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity of a whole store.

    Attributes:
        id: Its IRI.
        label: Its best name for people.
        names: All its names and other surface forms, sorted.
        members: The local entities that it stands for, sorted.
        merges: Why they were joined, sorted; empty where one name of one document stands alone.
        wikidata: Its identifier there, where a decision tells it.
    """

    id: str
    label: str
    type: EntityType
    names: tuple[str, ...]
    members: tuple[Member, ...]
    merges: tuple[Merge, ...] = ()
    wikidata: str | None = None
