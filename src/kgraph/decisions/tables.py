"""Decisions as tables of TOML, and tables as decisions.

Each of these is one decision; ``by``, ``on`` and, if there is one, ``note`` stand in every table.

    merge = ["person-karl-tamm-1a2b3c4d", "person-k-tamm-5e6f7a8b"]
    confirm = ["organization-european-union-1a2b3c4d", "organization-eu-5e6f7a8b"]
    split = [["person-viktor-han-1a2b3c4d"], [{entity = "person-viktor-han-1a2b3c4d", document = "b3.txt"}]]
    entity = "person-karl-tamm-1a2b3c4d", with one of label = "Karl Tamm", type = "Person", wikidata = "Q42"
    claim = "0123456789abcdef", with verdict = "corrected" and what is otherwise: relation = "aids", subject = "russia"
    no_conflict = ["0123456789abcdef", "fedcba9876543210"]
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypedDict, TypeVar

from kgraph.decisions.values import (
    REMOVABLE,
    Changes,
    Decision,
    Dismissal,
    Link,
    Merge,
    NewEntity,
    Part,
    Ref,
    Rename,
    Retype,
    Ruling,
    Split,
    Verdict,
    moment,
)
from kgraph.model import Bound, EntityType, Modality, Polarity, Quantity

Table: TypeAlias = Mapping[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)

KINDS: Final = ("merge", "confirm", "split", "entity", "claim", "no_conflict")
OF_ENTITY: Final = ("label", "type", "wikidata")
CHANGES: Final = (
    "relation",
    "subject",
    "object",
    "modality",
    "polarity",
    "speakers",
    "quantity",
    "time",
    "place",
    "theme",
    "without",
)
NO_ITEM: Final = "none"

_COMMON = frozenset({"by", "on", "note"})
_QID = re.compile(r"Q[1-9][0-9]*\Z")
_TIME = re.compile(r"[0-9.XuY~?%/:TZ+-]+\Z")


class Wrong(Exception):  # noqa: N818 - named for what it says
    """What is wrong with a table; for :mod:`kgraph.decisions.file`, which knows where it stands."""


class _Who(TypedDict):
    by: str
    on: str
    note: str | None


# --- from a table


def decision(table: Table) -> Decision:
    """The decision of a table.

    Raises:
        Wrong: If it is none.
    """
    kinds = [kind for kind in KINDS if kind in table]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        msg = f"a decision has one of {', '.join(KINDS)}; here is {found}"
        raise Wrong(msg)
    return _READERS[kinds[0]](table)


def _merge(table: Table) -> Merge:
    kind = "merge" if "merge" in table else "confirm"
    _only(table, {kind})
    refs = tuple(_ref(value, kind) for value in _list(table, kind))
    _distinct(refs, kind)
    if len(refs) < 2:  # noqa: PLR2004 - one alone is one anyway
        msg = f"{kind} names at least two entities"
        raise Wrong(msg)
    return Merge(refs=refs, confirmed=kind == "confirm", **_who(table))


def _split(table: Table) -> Split:
    _only(table, {"split"})
    groups = []
    for group in _list(table, "split"):
        if not isinstance(group, list) or not group:
            msg = 'split holds at least two lists of entities that are not one, such as [["a"], ["b", "c"]]'
            raise Wrong(msg)
        groups.append(tuple(_ref(value, "split") for value in group))
    if len(groups) < 2:  # noqa: PLR2004 - see the message
        msg = 'split holds at least two lists of entities that are not one, such as [["a"], ["b", "c"]]'
        raise Wrong(msg)
    _distinct([ref for group in groups for ref in group], "split")
    return Split(groups=tuple(groups), **_who(table))


def _entity(table: Table) -> Decision:
    given = [name for name in OF_ENTITY if name in table]
    if len(given) != 1:
        msg = f"a decision on an entity has one of {', '.join(OF_ENTITY)}; here is {' and '.join(given) or 'none'}"
        raise Wrong(msg)
    _only(table, {"entity", *given})
    ref = _ref(table["entity"], "entity")
    if given == ["label"]:
        return Rename(entity=ref, label=_text(table, "label"), **_who(table))
    if given == ["type"]:
        return Retype(entity=ref, type=_choice(table, "type", EntityType), **_who(table))
    item = _text(table, "wikidata")
    if item != NO_ITEM and not _QID.match(item):
        msg = f'wikidata is an identifier such as "Q42", or "{NO_ITEM}", not {item!r}'
        raise Wrong(msg)
    return Link(entity=ref, wikidata=None if item == NO_ITEM else item, **_who(table))


def _claim(table: Table) -> Verdict:
    _only(table, {"claim", "verdict", *CHANGES})
    ruling = _choice(table, "verdict", Ruling)
    changes = changes_of(table)
    if bool(changes) != (ruling is Ruling.CORRECTED):
        msg = (
            f"says what is otherwise ({', '.join(name for name in CHANGES if name in table)}), so its verdict has to be"
            ' "corrected"'
            if changes
            else f"is corrected, so it has to say what is otherwise: one or more of {', '.join(CHANGES)}"
        )
        raise Wrong(msg)
    return Verdict(claim=_text(table, "claim"), ruling=ruling, changes=changes, **_who(table))


def changes_of(table: Table) -> Changes:
    """What is otherwise in a claim, by the keys of ``CHANGES``; other keys are passed over.

    Raises:
        Wrong: If a value is none of its kind, or a part is both given and taken away.
    """
    without = tuple(_list(table, "without")) if "without" in table else ()
    for name in without:
        if name not in REMOVABLE:
            msg = f"without names one or more of {', '.join(REMOVABLE)}, not {name!r}"
            raise Wrong(msg)
        if name in table:
            msg = f"{name} is given and yet in without; keep one of them"
            raise Wrong(msg)
    speakers = tuple(_part(value, "speakers") for value in _list(table, "speakers")) if "speakers" in table else None
    time = _text(table, "time") if "time" in table else None
    if time is not None and not _TIME.match(time):
        msg = f'time is an ISO 8601 date or interval such as "2024-10-23" or "2024-10/2024-12", not {time!r}'
        raise Wrong(msg)
    return Changes(
        relation=_text(table, "relation") if "relation" in table else None,
        modality=_choice(table, "modality", Modality) if "modality" in table else None,
        polarity=_choice(table, "polarity", Polarity) if "polarity" in table else None,
        speakers=speakers,
        quantity=_quantity(table["quantity"]) if "quantity" in table else None,
        time=time,
        without=tuple(sorted(without)),
        **{name: _part(table[name], name) for name in ("subject", "object", "place", "theme") if name in table},
    )


def _no_conflict(table: Table) -> Dismissal:
    _only(table, {"no_conflict"})
    claims = _list(table, "no_conflict")
    if len(claims) != 2 or not all(isinstance(c, str) and c for c in claims) or claims[0] == claims[1]:  # noqa: PLR2004
        msg = "no_conflict names two claims"
        raise Wrong(msg)
    first, second = sorted(claims)
    return Dismissal(claims=(first, second), **_who(table))


_READERS: Mapping[str, Callable[[Table], Decision]] = {
    "merge": _merge,
    "confirm": _merge,
    "split": _split,
    "entity": _entity,
    "claim": _claim,
    "no_conflict": _no_conflict,
}


def _only(table: Table, keys: Collection[str]) -> None:
    for name in table:
        if name not in keys and name not in _COMMON:
            msg = f"{name!r} does not belong here; this decision has {', '.join(sorted({*keys, *_COMMON}))}"
            raise Wrong(msg)


def _who(table: Table) -> _Who:
    on = table.get("on")
    if isinstance(on, str):
        try:
            on = datetime.fromisoformat(on) if "T" in on else date.fromisoformat(on)
        except ValueError:
            on = None
    if not isinstance(on, date):
        msg = "on says when it was decided: a date such as 2026-03-01, or a date and time such as 2026-03-01T09:30:00Z"
        raise Wrong(msg)
    return _Who(by=_text(table, "by"), on=moment(on), note=_text(table, "note") if "note" in table else None)


def _text(table: Table, name: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value.strip():
        msg = f"{name} has to be a text in quotes" if name in table else f"{name} is missing"
        raise Wrong(msg)
    return value


def _list(table: Table, name: str) -> list[Any]:
    value = table[name]
    if not isinstance(value, list):
        msg = f"{name} has to be a list in square brackets"
        raise Wrong(msg)
    return value


def _choice(table: Table, name: str, choices: type[Choice]) -> Choice:
    text = _text(table, name)
    try:
        return choices(text)
    except ValueError:
        msg = f"{name} is one of {', '.join(choices)}, not {text!r}"
        raise Wrong(msg) from None


def _ref(value: object, name: str) -> Ref:
    if isinstance(value, str) and value.strip():
        return Ref(value)
    if isinstance(value, Mapping) and set(value) == {"entity", "document"} and all(map(_filled, value.values())):
        return Ref(value["entity"], value["document"])
    msg = (
        f'{name} names entities, each by the end of its IRI ("russia") or in one document'
        ' ({ entity = "…", document = "…" })'
    )
    raise Wrong(msg)


def _part(value: object, name: str) -> Part:
    if isinstance(value, Mapping) and set(value) == {"label", "type"} and _filled(value["label"]):
        return NewEntity(value["label"], _choice(value, "type", EntityType))
    try:
        return _ref(value, name)
    except Wrong:
        msg = (
            f'{name} is an entity, by the end of its IRI ("russia"), or a new one'
            ' ({ label = "Karl Tamm", type = "Person" })'
        )
        raise Wrong(msg) from None


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _quantity(value: object) -> Quantity:
    number = (int, Decimal)
    if isinstance(value, Mapping) and set(value) <= {"value", "unit", "bound", "low", "high"}:
        numbers = {name: value[name] for name in ("value", "low", "high") if name in value}
        fits = all(
            isinstance(n, number) and not isinstance(n, bool) and Decimal(n).is_finite() for n in numbers.values()
        )
        if fits and "value" in numbers and _filled(value.get("unit")):
            bound = _choice(value, "bound", Bound) if "bound" in value else Bound.EXACT
            try:
                return Quantity(unit=value["unit"], bound=bound, **{n: Decimal(v) for n, v in numbers.items()})
            except ValueError:
                msg = "low and high of a quantity belong to the bound range, and to it alone"
                raise Wrong(msg) from None
    msg = 'quantity is a figure such as { value = 10000, unit = "soldiers", bound = "approx" }'
    raise Wrong(msg)


def _distinct(refs: Collection[Ref], name: str) -> None:
    seen: set[Ref] = set()
    for ref in refs:
        if ref in seen:
            msg = f"{name} names {ref} twice; take one out"
            raise Wrong(msg)
        seen.add(ref)


# --- to a table


def table_of(decided: Decision) -> dict[str, Any]:
    """The table of a decision, as :func:`decision` reads it."""
    table = _content(decided) | {"by": decided.by, "on": decided.on}
    return table if decided.note is None else table | {"note": decided.note}


def _content(decided: Decision) -> dict[str, Any]:
    match decided:
        case Merge():
            return {"confirm" if decided.confirmed else "merge": [_part_value(ref) for ref in decided.refs]}
        case Split():
            return {"split": [[_part_value(ref) for ref in group] for group in decided.groups]}
        case Rename():
            return {"entity": _part_value(decided.entity), "label": decided.label}
        case Retype():
            return {"entity": _part_value(decided.entity), "type": decided.type.value}
        case Link():
            return {"entity": _part_value(decided.entity), "wikidata": decided.wikidata or NO_ITEM}
        case Verdict():
            changes = changes_table(decided.changes)
            return {"claim": decided.claim, "verdict": decided.ruling.value} | changes
        case Dismissal():
            return {"no_conflict": list(decided.claims)}


def changes_table(changes: Changes) -> dict[str, Any]:
    """What is otherwise in a claim, as :func:`changes_of` reads it."""
    table = {name: _value(getattr(changes, name)) for name in CHANGES}
    kept = {name: value for name, value in table.items() if value is not None and value != []}
    return kept | ({"speakers": []} if changes.speakers == () else {})


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Ref | NewEntity):
        return _part_value(value)
    if isinstance(value, Quantity):
        figures = {"value": value.value, "unit": value.unit, "bound": value.bound.value}
        ends = {"low": value.low, "high": value.high}
        return figures | {name: end for name, end in ends.items() if end is not None}
    return value.value if isinstance(value, StrEnum) else value


def _part_value(part: Part) -> str | dict[str, str]:
    if isinstance(part, NewEntity):
        return {"label": part.label, "type": part.type.value}
    return part.key if part.document is None else {"entity": part.key, "document": part.document}
