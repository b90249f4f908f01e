"""A decision in the making: who signs it, and what it is in words."""

from dataclasses import dataclass

from kgraph.decisions import Decision


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when and why; see :class:`kgraph.decisions.values.Decided`."""

    by: str
    on: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A decision, and in words what it is."""

    decision: Decision
    words: str
