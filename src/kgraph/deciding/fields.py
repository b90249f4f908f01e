"""The fields of a claim as people read and write them, in the terminal and in a spreadsheet."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kgraph.browse import Directory, quantity_words
from kgraph.decisions import REMOVABLE, Changes, NewEntity, Part, Ref, key_of
from kgraph.errors import QueryError
from kgraph.gazetteer import gazetteer
from kgraph.model import Bound, Claim, Entity, EntityType, Modality, Polarity, Quantity

FIELDS: Final = (
    "relation",
    "subject",
    "object",
    "theme",
    "modality",
    "polarity",
    "speakers",
    "quantity",
    "time",
    "place",
)
BETWEEN: Final = "; "
"""What stands between speakers."""

_ENTITIES = frozenset({"subject", "object", "theme", "place"})
_NEW = re.compile(r"(?P<label>.+?)\s*\[(?P<type>\w+)\]\Z")
_FIGURE = re.compile(
    r"((?P<bound>about|at least|at most)\s+)?"
    r"(?P<low>-?[\d.,]+)(\s*(to|-|–)\s*(?P<high>-?[\d.,]+))?"  # noqa: RUF001 - people write ranges with dashes
    r"\s+(?P<unit>\S.*)\Z"
)
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T[0-9:]+(Z|[+-]\d\d:\d\d)?)?)?)?\Z")
_BOUNDS = {None: Bound.EXACT, "about": Bound.APPROX, "at least": Bound.MIN, "at most": Bound.MAX}


class FieldError(ValueError):
    """What is wrong with the text of a field."""


def text_of(claim: Claim, field: str, directory: Directory) -> str:
    """A field as people read it; empty where the claim lacks it."""
    match field:
        case "relation":
            return claim.relation
        case "modality":
            return claim.modality.value
        case "polarity":
            return claim.polarity.value
        case "speakers":
            return BETWEEN.join(_name(speaker, directory) for speaker in claim.attributed_to)
        case "quantity":
            return quantity_words(claim.quantity) if claim.quantity else ""
        case "time":
            return claim.time or ""
        case _:
            entity: Entity | None = getattr(claim, field)
            return _name(entity, directory) if entity else ""


def changed(
    claim: Claim, texts: Mapping[str, str], directory: Directory, relations: Collection[str]
) -> tuple[Changes, dict[str, str]]:
    """What is otherwise in a claim by new texts of its fields, and what is wrong with those that cannot be read.

    Args:
        claim: The claim.
        texts: By field; one that is as :func:`text_of` gives it changes nothing.
        directory: The entities that there are.
        relations: The names of the relations that there are.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field, text in texts.items():
        wanted = " ".join(text.split())
        if wanted == " ".join(text_of(claim, field, directory).split()):
            continue
        try:
            values[field] = read_field(field, wanted, directory, relations, document=claim.evidence.document)
        except FieldError as error:
            wrong[field] = str(error)
    without = tuple(sorted(field for field, value in values.items() if value is None))
    return Changes(**{field: value for field, value in values.items() if value is not None}, without=without), wrong


def read_field(
    field: str, text: str, directory: Directory, relations: Collection[str], *, document: str = ""
) -> object:
    """The value of a field; None where an empty text takes it away.

    An entity is named as the claim's document has it; by its key if that is one of the gazetteer; else, for the
    document does not speak of it, anew by its label and type.

    Raises:
        FieldError: If it is none.
    """
    if field == "speakers":
        return tuple(_part(name.strip(), directory, document) for name in text.split(BETWEEN.strip()) if name.strip())
    if not text:
        if field in REMOVABLE:
            return None
        msg = f"a claim needs its {field}; it cannot be empty"
        raise FieldError(msg)
    match field:
        case "relation":
            return _one_of(text, relations, "relation")
        case "modality":
            return Modality(_one_of(text, list(Modality), field))
        case "polarity":
            return Polarity(_one_of(text, list(Polarity), field))
        case "quantity":
            return read_quantity(text)
        case "time":
            return _time(text)
        case _:
            return _part(text, directory, document)


def read_quantity(text: str) -> Quantity:
    """The figure of a text such as ``about 10,000 soldiers``, ``at least 3 ships``, ``10 to 12 USD``.

    Raises:
        FieldError: If it is none.
    """
    found = _FIGURE.match(text)
    try:
        if found:
            low = Decimal(found["low"].replace(",", ""))
            if found["high"] is None:
                return Quantity(low, found["unit"], _BOUNDS[found["bound"]])
            if found["bound"] is None:
                return Quantity(low, found["unit"], Bound.RANGE, low, Decimal(found["high"].replace(",", "")))
    except InvalidOperation:
        pass
    examples = "10,000 soldiers, about 300 tonnes, at least 3 ships, 10 to 12 USD"
    msg = f"{text!r} is no figure with its unit, such as {examples}"
    raise FieldError(msg)


def _name(entity: Entity, directory: Directory) -> str:
    """What leads to the entity, and to it alone: its label if that will do, else its key."""
    known = directory.entities.get(entity.id)
    if known is None:
        return entity.label
    plain = (
        " ".join(known.label.split()) == known.label and BETWEEN[0] not in known.label and not _NEW.match(known.label)
    )
    try:
        return known.label if plain and directory.named(known.label).iri == known.iri else known.key
    except QueryError:
        return known.key


def _part(text: str, directory: Directory, document: str) -> Part:
    new = _NEW.match(text)
    if new:
        types = {type_.value.casefold(): type_ for type_ in EntityType}
        type_ = types.get(new["type"].casefold())
        if type_ is None:
            msg = f"{new['type']!r} is no type of entities; there are {', '.join(EntityType)}"
            raise FieldError(msg)
        return NewEntity(new["label"], type_)
    try:
        known = directory.named(text)
    except QueryError as error:
        msg = f"{error}; a new one is written with its type, such as Karl Tamm [Person]"
        raise FieldError(msg) from error
    here = [appearing.local for appearing in known.appearances if appearing.document == document]
    if known.key in gazetteer().entries:
        return Ref(known.key)
    return Ref(key_of(here[0], directory.base)) if here else NewEntity(known.label, EntityType(known.type))


def _one_of(text: str, choices: Collection[str], what: str) -> str:
    folded = {choice.casefold(): choice for choice in choices}
    if text.casefold() not in folded:
        msg = f"{text!r} is no {what}; there are {', '.join(choices)}"
        raise FieldError(msg)
    return folded[text.casefold()]


def _time(text: str) -> str:
    if not all(_TIME.match(end) for end in text.split("/", 1)):
        msg = f"{text!r} is no ISO 8601 date or interval such as 2024-10-23 or 2024-10/2024-12"
        raise FieldError(msg)
    return text
