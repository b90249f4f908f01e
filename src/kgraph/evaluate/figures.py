"""The figures of some gold lines and claims, and their means."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import fmean
from typing import Any


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number of cases; of no cases there is no share."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.hits + other.hits, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of no cases."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one document, of several pooled, or of what they hold of one kind.

    Attributes:
        gold: Gold lines that count.
        claims: Claims given.
        right: Gold lines that count and were found.
        wrong: Claims that answer no gold line.
        repeats: Claims that only answer what another one answered already.
        repeated: Their share of all claims.
        attribution: Of the claims found, those with the right speaker; likewise ``modality`` to ``evidence``.
        attributed_recall: Of the gold lines with a speaker, those found with it; likewise the other kinds.
    """

    name: str
    gold: int = 0
    claims: int = 0
    right: int = 0
    wrong: int = 0
    repeats: int = 0
    repeated: Share = Share()
    attribution: Share = Share()
    modality: Share = Share()
    polarity: Share = Share()
    quantity: Share = Share()
    evidence: Share = Share()
    attributed_recall: Share = Share()
    nonasserted_recall: Share = Share()
    negative_recall: Share = Share()
    quantified_recall: Share = Share()

    @property
    def precision(self) -> float:
        """Right ones among the claims that count."""
        return Share(self.right, self.right + self.wrong).value or 0.0

    @property
    def recall(self) -> float:
        """Found ones among the gold lines that count."""
        return Share(self.right, self.gold).value or 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0

    def figures(self) -> dict[str, int | float | None]:
        """Every figure by its name, shares and means to three places."""
        values = {name: getattr(self, name) for name in FIGURES}
        plain = {k: v.value if isinstance(v, Share) else v for k, v in values.items()}
        return {k: round(v, 3) if isinstance(v, float) else v for k, v in plain.items()}


COUNTS = ("gold", "claims", "right", "wrong", "repeats")
MEANS = ("precision", "recall", "f1")
SHARES = tuple(f.name for f in fields(Row) if f.type in {"Share", Share})
FIGURES = (*COUNTS, *MEANS, *SHARES)


def pooled(rows: Sequence[Row]) -> Row:
    """All documents counted as one."""
    sums: dict[str, Any] = {
        **{name: sum(getattr(row, name) for row in rows) for name in COUNTS},
        **{name: sum((getattr(row, name) for row in rows), Share()) for name in SHARES},
    }
    return Row(name="total", **sums)


def macro(rows: Sequence[Row]) -> dict[str, float | None]:
    """The mean of each figure over the documents that have it, every document weighing the same."""
    means: dict[str, float | None] = {}
    for name in (*MEANS, *SHARES):
        values = [v.value if isinstance(v, Share) else v for v in (getattr(row, name) for row in rows)]
        known = [value for value in values if value is not None]
        means[name] = round(fmean(known), 3) if known else None
    return means
