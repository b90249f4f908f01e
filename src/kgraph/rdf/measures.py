"""When two figures measure the same and cannot both hold.

No false rival is worth one more true one: where the claims leave open whether they measure the same, they don't.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum

from kgraph.model import ACTORS, Bound, EntityType, Quantity
from kgraph.rdf.periods import period
from kgraph.rdf.statements import Statement

ABOUT = Decimal("0.08")
"""How far an approximate figure and an exact one may lie apart, as a share of the larger."""

BOTH_ABOUT = Decimal("0.05")
"""How far two approximate figures may lie apart: who gives one of them knew to round to it."""

ROUND = Decimal("0.02")
"""How far a round figure may lie from one that is not."""

_ROUND_FROM = 1000
_INFINITY = Decimal("Infinity")
_CURRENCY = re.compile(r"[A-Z]{3}")
_PEOPLE = frozenset("people persons person individuals members dead deaths victims casualties fatalities them".split())  # noqa: SIM905
_FORCES = frozenset("soldiers troops servicemen fighters forces personnel men combatants recruits".split())  # noqa: SIM905
_DEAD = re.compile(
    r"\b(?:dead|die[ds]?|dying|deaths?|fatal\w*|kill\w*|drown\w*|los(?:t|e) (?:its|their) li[fv]e\w*)\b", re.IGNORECASE
)
_HURT = re.compile(r"\b(?:injur\w*|wound\w*|hurt)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_VAGUE = frozenset(
    (
        *("about", "around", "more", "less", "than", "least", "most", "over", "nearly", "almost", "some", "roughly"),
        *("puts", "estimates", "estimated", "said", "says", "from", "with", "that", "which", "worth", "would", "have"),
        *("thousand", "million", "billion", "trillion", "dollars", "euros", "pounds", "number", "figure", "total"),
    )
)

Within = Callable[[str], tuple[str, ...]]
"""From a place to what it lies in, the nearest first."""


class Toll(Enum):
    """What casualties are."""

    DEAD = "dead"
    HURT = "hurt"
    BOTH = "both"
    OPEN = "open"


def rivals(one: Statement, other: Statement, within: Within) -> bool:
    """Whether two statements give figures for the same that cannot both hold."""
    if (
        not (one.figure and other.figure)
        or one.doubled
        or other.doubled
        or one.quantity is None
        or other.quantity is None
    ):
        return False
    if same_voice(one, other) and (one.source.iri == other.source.iri or not one.speakers):
        return False
    return (
        _same_time(one, other)
        and _same_measure(one, other)
        and _same_place(one, other, within)
        and apart(one.quantity, other.quantity)
    )


def same_voice(one: Statement, other: Statement) -> bool:
    """Whether the same one says both; an article in its own voice is its publisher."""
    if one.speakers or other.speakers:
        return bool(set(one.speakers) & set(other.speakers))
    publishers = (one.source.publisher, other.source.publisher)
    return one.source.iri == other.source.iri or (None not in publishers and publishers[0] == publishers[1])


# --- values


def extent(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value that a figure allows, an approximate one taken at its word."""
    value = quantity.value
    match quantity.bound:
        case Bound.MIN:
            return value, _INFINITY
        case Bound.MAX:
            return -_INFINITY, value
        case Bound.RANGE:
            ends = [value if end is None else end for end in (quantity.low, quantity.high)]
            return min(ends), max(ends)
        case Bound.EXACT | Bound.APPROX:
            return value, value


def apart(one: Quantity, other: Quantity) -> bool:
    """Whether no value fits both figures, approximate and round ones generously read."""
    (low, high), (other_low, other_high) = extent(one), extent(other)
    near, far = (high, other_low) if high < other_low else (other_high, low)
    if near >= far:
        return False
    share = (far - near) / max(abs(far), abs(near))
    return share > _tolerance(one, other, near, far)


def _tolerance(one: Quantity, other: Quantity, near: Decimal, far: Decimal) -> Decimal:
    abouts = (one.bound is Bound.APPROX) + (other.bound is Bound.APPROX)
    if abouts:
        return ABOUT if abouts == 1 else BOTH_ABOUT
    return ROUND if min(near, far) >= _ROUND_FROM and _is_round(near) != _is_round(far) else Decimal(0)


def _is_round(value: Decimal) -> bool:
    """Whether no more than its first two digits count."""
    return len(value.normalize().as_tuple().digits) <= 2  # noqa: PLR2004 - two


# --- what is measured


def measured(statement: Statement) -> tuple[object, ...] | None:
    """What a figure measures, as far as rival figures in two documents have it in common; None where it is open."""
    if statement.subject is None:
        return None
    if statement.relation in _OF_THEIR_SUBJECT or statement.number:
        return _kind(statement), statement.subject
    return _kind(statement), statement.subject, statement.object


def _same_measure(one: Statement, other: Statement) -> bool:
    if one.quantity is None or other.quantity is None:
        return False
    here = one.source.iri == other.source.iri
    if here and (other.claim == one.recounts or one.claim == other.recounts or _tolls_of_one_event(one, other)):
        return _same_unit(one.quantity.unit, other.quantity.unit)
    return (
        _kind(one) == _kind(other)
        and _same_thing(one, other)
        and (one.theme == other.theme or one.number or other.number)
        and _same_unit(one.quantity.unit, other.quantity.unit)
        and (here or _holds_across_documents(one, other))
    )


def _kind(statement: Statement) -> tuple[object, ...]:
    """What sort of figure it is: the relation, of which casualties have several, and a presence is a strength."""
    match statement.relation:
        case "hasCasualties":
            return statement.relation, toll(statement)
        case "locatedIn":
            return ("hasStrength",)
        case relation:
            return (relation,)


def _same_thing(one: Statement, other: Statement) -> bool:
    if one.subject is None or one.subject != other.subject:
        return False
    if one.relation == "hasAmount" and one.subject_type in ACTORS:
        return bool(_words(one) & _words(other))
    if one.relation in _OF_THEIR_SUBJECT and other.relation in _OF_THEIR_SUBJECT:
        return True
    return one.object == other.object or (one.number and other.number)


_OF_THEIR_SUBJECT = frozenset({"hasStrength", "hasCasualties", "hasAmount", "locatedIn"})


def _words(statement: Statement) -> set[str]:
    """The words that may tell what an amount is: losses, revenue, debt."""
    quantity = statement.quantity
    unit = set(_WORD.findall(quantity.unit.casefold())) if quantity else set()
    return set(_WORD.findall(statement.quote.casefold())) - _VAGUE - unit


def _holds_across_documents(one: Statement, other: Statement) -> bool:
    """Whether two documents are sure to speak of one thing.

    What somebody does may be done many times: only a stated day, or an event of its own, tells that it is one.
    """
    if one.relation in {"hasStrength", "locatedIn"}:
        return one.subject_type != EntityType.COUNTRY
    if one.relation == "hasAmount":
        return one.subject_type not in ACTORS
    return one.subject_type == EntityType.EVENT or (one.when is not None and one.when == other.when)


def _tolls_of_one_event(one: Statement, other: Statement) -> bool:
    """Whether both give the dead, or the injured, of what one article is about, and name nobody who did it."""
    kinds = {toll(one), toll(other)}
    return kinds in ({Toll.DEAD}, {Toll.HURT}) and _nobody(one) and _nobody(other)


def _nobody(statement: Statement) -> bool:
    """Whether a toll names neither who did it nor whose it is: 'the number of dead' is nobody."""
    return statement.subject is None or bool(_DEAD.search(statement.subject_name or ""))


def toll(statement: Statement) -> Toll | None:
    """Whether it counts the dead or the injured; None for what counts neither."""
    if statement.relation == "kills":
        return Toll.DEAD
    if statement.relation == "injures":
        return Toll.HURT
    if statement.relation != "hasCasualties":
        return None
    dead, hurt = (bool(pattern.search(statement.quote)) for pattern in (_DEAD, _HURT))
    return {(True, False): Toll.DEAD, (False, True): Toll.HURT, (True, True): Toll.BOTH}.get((dead, hurt), Toll.OPEN)


def _same_unit(one: str, other: str) -> bool:
    """Whether two units of one thing count the same; people are what is counted where a text names no unit."""
    first, second = one.casefold(), other.casefold()
    if first == second:
        return True
    if _CURRENCY.fullmatch(one) or _CURRENCY.fullmatch(other) or "percent" in {first, second}:
        return False
    if {first, second} <= _FORCES or {first, second} <= _PEOPLE:
        return True
    return not _PEOPLE.isdisjoint({first, second})


# --- time and place


def _same_time(one: Statement, other: Statement) -> bool:
    """Whether both hold at one time: said of the same days, or without a date on the same day."""
    first, second = period(one.when), period(other.when)
    if (one.when and first is None) or (other.when and second is None):
        return one.when == other.when
    if first and second:
        return first.covers(second) or second.covers(first)
    if one.source.iri == other.source.iri:
        return True
    first, second = first or one.source.day, second or other.source.day
    return first is not None and second is not None and first == second


def _same_place(one: Statement, other: Statement, within: Within) -> bool:
    """Whether both hold at one place. A strength without a place is that of the whole, which is not that of a part."""
    first, second = _place(one), _place(other)
    if first == second:
        return True
    if (first and second) or _kind(one) != ("hasStrength",):
        return False
    return not within(first or second or "")


def _place(statement: Statement) -> str | None:
    return statement.object if statement.relation == "locatedIn" else statement.place
