"""Whether confidence means what it says: of the claims at 0.8, about 80 in 100 should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from kgraph.evaluate.scoring import Judged

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims of one range of confidence.

    Attributes:
        low: Where it begins.
        high: Where it ends; a claim at the very end belongs to the next bin, but for the last.
        claims: How many there are that count: right or wrong, no repeats, none that answers an optional gold line.
        confidence: Their mean confidence.
        right: The share of them that is right.
    """

    low: float
    high: float
    claims: int
    confidence: float
    right: float


def verdicts(judged: Iterable[Judged]) -> list[tuple[float, bool]]:
    """The confidence of each claim that counts and has one, with whether it is right."""
    return [
        (float(claim["confidence"]), right)
        for document in judged
        for claim, right in document.verdicts
        if claim.get("confidence") is not None
    ]


def reliability(found: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The bins that hold claims, least sure first."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in found:
        bins.setdefault(min(int(confidence * BINS + 1e-9), BINS - 1), []).append((confidence, right))
    return [
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            claims=len(held),
            confidence=round(fmean(confidence for confidence, _ in held), 3),
            right=round(fmean(right for _, right in held), 3),
        )
        for number, held in sorted(bins.items())
    ]


def brier(found: Sequence[tuple[float, bool]]) -> float | None:
    """The mean square of how far confidence is from the truth: 0 is best, 0.25 is what a coin gets; None of none."""
    return round(fmean((confidence - right) ** 2 for confidence, right in found), 3) if found else None


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """How far the bins are off, weighed by their claims; None of none."""
    total = sum(b.claims for b in bins)
    return round(sum(b.claims * abs(b.confidence - b.right) for b in bins) / total, 3) if total else None
