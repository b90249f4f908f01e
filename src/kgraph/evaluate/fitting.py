"""When a claim is what a line of the corpus says: names, speakers and figures as the format writes them."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from kgraph.errors import ReadError
from kgraph.model import Bound, Claim, Entity, Quantity

NOTHING = frozenset({"–", "-"})  # noqa: RUF001 - the format's sign for nothing
_FIGURE = re.compile(r"(?P<low>[\d.]+)(?:-(?P<high>[\d.]+))? (?P<unit>.+?)(?: \((?P<bound>\w+)\))?")


def answers(text: str) -> list[str]:
    """The accepted answers, best first."""
    return [part.strip() for part in text.split(" / ")]


def named(wanted: str, entity: Entity | None) -> bool:
    """Whether an entity has one of the names; none is wanted by a dash, any by an asterisk."""
    if entity is None:
        return any(answer in NOTHING or answer == "*" for answer in answers(wanted))
    names = {_folded(name) for name in (entity.label, *entity.aliases)}
    return any(answer == "*" or _folded(answer) in names for answer in answers(wanted))


def _folded(name: str) -> str:
    words = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _speakers_fit(wanted: str, speakers: tuple[Entity, ...]) -> bool:
    chain = [part.strip() for part in wanted.split(" > ")]
    if len(chain) > 1:
        return len(chain) == len(speakers) and all(map(named, chain, speakers))
    return named(wanted, speakers[0]) if len(speakers) == 1 else not speakers and named(wanted, None)


def _quantity_fits(wanted: str, quantity: Quantity | None) -> bool:
    return quantity is not None and any(_figure_fits(answer, quantity) for answer in answers(wanted))


def _figure_fits(wanted: str, quantity: Quantity) -> bool:
    parts = _FIGURE.fullmatch(wanted)
    if parts is None:
        msg = f"not a figure: {wanted!r}; write value, unit and bound, such as `30 drones (min)`"
        raise ReadError(msg)
    low, high = Decimal(parts["low"]), parts["high"]
    bound = Bound.RANGE if high else Bound(parts["bound"] or "exact")
    any_unit = parts["unit"] == "*"
    return (
        quantity.value == low
        and (high is None or quantity.high == Decimal(high))
        and (quantity.bound is bound or (any_unit and not parts["bound"]))
        and (any_unit or quantity.unit.split()[-1].casefold() == parts["unit"].split()[-1].casefold())
    )


FIELDS: Mapping[str, Callable[[Claim, str], bool]] = {
    "by": lambda claim, wanted: _speakers_fit(wanted, claim.attributed_to),
    "modality": lambda claim, wanted: claim.modality in answers(wanted),
    "polarity": lambda claim, wanted: claim.polarity == wanted,
    "quantity": lambda claim, wanted: _quantity_fits(wanted, claim.quantity),
    "theme": lambda claim, wanted: named(wanted, claim.theme),
    "place": lambda claim, wanted: named(wanted, claim.place),
    "time": lambda claim, wanted: (claim.time or "").startswith(wanted),
}
