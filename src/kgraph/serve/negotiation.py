"""Which media type to answer in, by what the client accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: a worker has to start quickly
if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen(accept: str, offers: Sequence[str]) -> str | None:
    """The best of the offered media types; the first of those that are as welcome; None where none is."""
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    best, best_quality = None, 0.0
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How welcome a type is: by the closest of the ranges that it falls into."""
    kind = offer.partition("/")[0]
    for pattern in (offer, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == pattern]
        if found:
            return max(found)
    return 0.0


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if not name:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        found.append(("*/*" if name == "*" else name, quality))
    return found
