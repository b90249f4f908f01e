"""Claims as JSON Lines, one claim a line, and back; the JSON Schema of a line."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from kgraph.errors import ClaimError
from kgraph.model import Claim, Entity, Mentions, Quantity, Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

# What xsd:decimal can carry in every store: figures of news never come near it.
_MAX_DIGITS = 18
_RELATION = "[a-z][A-Za-z]*"
_ADVICE = "mend the line, or compare it with `ontology/claim.schema.json`"


def sort_key(claim: Claim) -> tuple[str, int, int, str]:
    """The order of claims in every file: document, start, end, id."""
    return claim.evidence.document, claim.evidence.start, claim.evidence.end, claim.id


def dumps(claim: Claim) -> str:
    """The claim as one line of JSON, without the newline, its keys in the order of the claim guide."""
    line: dict[str, Any] = {
        "id": claim.id,
        "subject": _entity(claim.subject),
        "relation": claim.relation,
        "object": _entity(claim.object),
        "theme": _entity(claim.theme),
        "attributedTo": [_entity(speaker) for speaker in claim.attributed_to],
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "quantity": _quantity(claim.quantity),
        "time": claim.time,
        "place": _entity(claim.place),
        "evidence": {
            "document": claim.evidence.document,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "quote": claim.evidence.quote,
        },
        "confidence": claim.confidence,
    }
    if claim.alleged:
        line["alleged"] = True
    if claim.mentions is not None:
        line["mentions"] = _mentions(claim.mentions)
    return _json(line)


def read_claims(lines: Iterable[str], *, source: str) -> Iterator[Claim]:
    """Read claims from JSON Lines, lazily; empty lines are passed over.

    Claims made by others may leave out what is optional: theme, quantity, time, place, confidence, aliases.

    Args:
        lines: The lines, with or without their newline.
        source: What to call the lines in an error: a path, or ``stdin``.

    Raises:
        ClaimError: While iterating, at the first line that is no claim; it names the source and the line.
    """
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix("\ufeff") if number == 1 else line
        if not text.strip():
            continue
        try:
            yield loads(text)
        except ClaimError as error:
            msg = f"{source}:{number}: {error}"
            raise ClaimError(msg) from error


def loads(line: str) -> Claim:
    """Read one claim from one line of JSON.

    Raises:
        ClaimError: If the line is not JSON or no claim.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - slow to import, and only readers of claims need it

    wire = _object(line)
    try:
        claim = _adapter().validate_python(_from_wire(wire))
    except ValidationError as error:
        raise ClaimError(_first_error(error)) from error
    if not re.fullmatch(_RELATION, claim.relation):
        msg = f"relation: {claim.relation!r} is no name of a relation; {_ADVICE}"
        raise ClaimError(msg)
    for figure in _figures(claim.quantity):
        if not figure.is_finite() or abs(figure.adjusted()) > _MAX_DIGITS or _fraction(figure) > _MAX_DIGITS:
            msg = f"quantity: {figure} has more than {_MAX_DIGITS} digits; {_ADVICE}"
            raise ClaimError(msg)
    return claim


def claim_schema() -> dict[str, Any]:
    """The JSON Schema of a line, generated from the types of :mod:`kgraph.model`."""
    schema = _adapter().json_schema(ref_template="#/$defs/{model}")
    definitions = schema["$defs"]
    definitions["Span"] = {
        "description": "A half-open range [start, end) of the document's text, in Unicode code points.",
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
    }
    for shape in (*definitions.values(), schema):
        shape.pop("title", None)
        properties = shape.get("properties", {})
        for name, value in properties.items():
            value.pop("title", None)
            properties[name] = _numbers_only(value)
        if "attributed_to" in properties:
            shape["properties"] = {_WIRE.get(name, name): value for name, value in properties.items()}
            if "required" in shape:
                shape["required"] = [_WIRE.get(name, name) for name in shape["required"]]
    schema["properties"]["relation"]["pattern"] = f"^{_RELATION}$"
    schema["properties"]["confidence"] |= {"minimum": 0, "maximum": 1}
    for end in ("start", "end"):
        definitions["Evidence"]["properties"][end]["minimum"] = 0
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claim",
        "description": "One claim, one line of JSON Lines.",
        **{key: value for key, value in schema.items() if key != "description"},
    }


_WIRE = {"attributed_to": "attributedTo"}


@cache
def _adapter() -> "TypeAdapter[Claim]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - slow to import, and only readers of claims need it

    return TypeAdapter(Claim)


def _numbers_only(shape: dict[str, Any]) -> dict[str, Any]:
    """The shape without the strings that pydantic would take for a Decimal: figures are JSON numbers."""
    choices = shape.get("anyOf")
    if choices is None or {"type": "number"} not in choices:
        return shape
    kept = [choice for choice in choices if choice.get("type") != "string"]
    return {"type": "number"} if len(kept) == 1 else {**shape, "anyOf": kept}


def _entity(entity: Entity | None) -> dict[str, Any] | None:
    if entity is None:
        return None
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type.value,
        "aliases": list(entity.aliases),
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    ends = {"low": quantity.low, "high": quantity.high} if quantity.low is not None else {}
    return {"value": quantity.value, **ends, "unit": quantity.unit, "bound": quantity.bound.value}


def _mentions(mentions: Mentions) -> dict[str, Any]:
    return {
        "subject": _pair(mentions.subject),
        "object": _pair(mentions.object),
        "theme": _pair(mentions.theme),
        "place": _pair(mentions.place),
        "attributedTo": [_pair(span) for span in mentions.attributed_to],
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _json(value: object) -> str:
    """JSON with every Decimal as the number that it is: the library would only take floats."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return json.dumps(value, ensure_ascii=False)


def _object(line: str) -> dict[str, Any]:
    try:
        wire = json.loads(line, parse_float=Decimal, parse_constant=_refuse)
        if "\\u" in line:
            json.dumps(wire, ensure_ascii=False, default=str).encode()  # half a surrogate pair can't be stored
    except json.JSONDecodeError as error:
        msg = f"not JSON at column {error.colno} ({error.msg}); a line holds one claim; {_ADVICE}"
        raise ClaimError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"not JSON that can be kept ({error}); {_ADVICE}"
        raise ClaimError(msg) from error
    if not isinstance(wire, dict):
        msg = f"not a JSON object; a line holds one claim; {_ADVICE}"
        raise ClaimError(msg)
    return wire


def _refuse(constant: str) -> None:
    msg = f"{constant} is no number"
    raise ValueError(msg)


def _from_wire(wire: dict[str, Any]) -> dict[str, Any]:
    fields = {("attributed_to" if key == "attributedTo" else key): value for key, value in wire.items()}
    mentions = fields.get("mentions")
    if isinstance(mentions, dict):
        speakers = mentions.get("attributedTo")
        fields["mentions"] = {
            **{key: _span(mentions.get(key)) for key in ("subject", "object", "theme", "place")},
            "attributed_to": [_span(pair) for pair in speakers] if isinstance(speakers, list) else (),
        }
    return fields


def _span(pair: object) -> object:
    """The pair as pydantic reads a Span; anything else is passed on, for pydantic to complain of."""
    match pair:
        case [start, end]:
            return {"start": start, "end": end}
    return pair


def _figures(quantity: Quantity | None) -> Iterator[Decimal]:
    if quantity is not None:
        yield from (end for end in (quantity.value, quantity.low, quantity.high) if end is not None)


def _fraction(figure: Decimal) -> int:
    exponent = figure.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _first_error(error: "ValidationError") -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(_WIRE.get(str(step), str(step)) for step in first["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}{more}; {_ADVICE}" if place else f"{message}{more}; {_ADVICE}"
