"""What people decide about entities and claims, as frozen values."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from kgraph.model import EntityType, Modality, Polarity, Quantity


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity as decisions name it.

    Attributes:
        key: What follows ``…/entity/`` in its IRI, be it that of one document or the resolved one: ``russia``,
            ``person-karl-tamm-1a2b3c4d``. The whole IRI where it has no such part.
        document: The id of the only document that is meant; None for all.
    """

    key: str
    document: str | None = None

    def __str__(self) -> str:
        return self.key if self.document is None else f"{self.key} in {self.document}"

    @property
    def order(self) -> tuple[str, str]:
        """What to sort by."""
        return self.key, self.document or ""


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity that no article names as the person does who corrects a claim."""

    label: str
    type: EntityType


Part: TypeAlias = Ref | NewEntity
"""What stands for a part of a corrected claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Who decided something, and when.

    Attributes:
        by: Their name.
        on: ISO 8601 date or date-time.
        note: Why, if they say so.
    """

    by: str
    on: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Decided):
    """Entities that are one.

    Attributes:
        refs: At least two.
        confirmed: Whether the machine had merged them already, and somebody looked at it and found it right.
    """

    refs: tuple[Ref, ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Decided):
    """Entities that are not one.

    Attributes:
        groups: At least two. Nothing in a group is the same as anything in another; those within one may be the same.
    """

    groups: tuple[tuple[Ref, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Decided):
    """What an entity is called."""

    entity: Ref
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retype(Decided):
    """What an entity is."""

    entity: Ref
    type: EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Decided):
    """Which item of Wikidata an entity is; None if none."""

    entity: Ref
    wikidata: str | None


class Ruling(StrEnum):
    """What somebody finds of a claim."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


REMOVABLE = ("subject", "theme", "quantity", "time", "place")
"""The parts that a claim may lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is otherwise in a corrected claim; None where it stays as it was.

    Attributes:
        speakers: Outermost first; empty if the document says it in its own voice.
        without: Which of ``REMOVABLE`` the claim should not have.
    """

    relation: str | None = None
    subject: Part | None = None
    object: Part | None = None
    modality: Modality | None = None
    polarity: Polarity | None = None
    speakers: tuple[Part, ...] | None = None
    quantity: Quantity | None = None
    time: str | None = None
    place: Part | None = None
    theme: Part | None = None
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) not in (None, ()) for field in fields(self)) or self.speakers == ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Decided):
    """What somebody finds of a claim.

    Attributes:
        claim: What follows ``…/claim/`` in its IRI; the whole IRI where it has no such part.
        changes: What a corrected claim says otherwise; empty for the others.
    """

    claim: str
    ruling: Ruling
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal(Decided):
    """Two claims that were taken for a conflict and are none, sorted."""

    claims: tuple[str, str]


Decision: TypeAlias = Merge | Split | Rename | Retype | Link | Verdict | Dismissal


def moment(value: date) -> str:
    """A date or date-time as decisions keep it: ISO 8601, ``Z`` for UTC, no fractions of a second."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")


def key_of(iri: str, base: str, kind: str = "entity") -> str:
    """How decisions name what has that IRI.

    Args:
        iri: The IRI.
        base: The base IRI of the data.
        kind: ``entity`` or ``claim``.
    """
    return iri.removeprefix(f"{base}{kind}/")


def iri_of(key: str, base: str, kind: str = "entity") -> str:
    """The IRI of what decisions name so."""
    return key if ":" in key else f"{base}{kind}/{key}"
