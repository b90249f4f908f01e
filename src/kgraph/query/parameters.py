"""The parameters that a query declares in the comments at its head.

# Who trains whom, and who says so
# parameters: actor (entity, optional), relation (relation), since (text, optional)
"""

from __future__ import annotations

START = "# parameters:"


class Parameter:
    """A variable of a query that may be given a value.

    Attributes:
        name: The variable's.
        kind: ``entity``, ``relation`` or ``text``.
        optional: Whether the query answers without it.
    """

    __slots__ = ("kind", "name", "optional")

    def __init__(self, name: str, kind: str = "entity", *, optional: bool = True) -> None:
        self.name = name
        self.kind = kind
        self.optional = optional

    def __str__(self) -> str:
        return f"{self.name} ({self.kind}{', optional' if self.optional else ''})"


def declared(text: str) -> tuple[Parameter, ...]:
    """The parameters that a query declares; none where it has no such comment."""
    for line in text.splitlines() if text.startswith("#") else ():
        if line.startswith(START):
            return tuple(_parameter(part) for part in line.removeprefix(START).split(")") if part.strip())
        if not line.startswith("#"):
            break
    return ()


def _parameter(text: str) -> Parameter:
    name, _, properties = text.strip(" ,").partition("(")
    kind, _, optional = properties.partition(",")
    return Parameter(name.strip(), kind.strip() or "entity", optional=optional.strip() == "optional")
