"""Disputes as they are printed: the sides beside each other, or one below the other where columns are few."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

from kgraph.browse import Dispute, Reason, Side, claim_words, speakers_words
from kgraph.cli.colours import paint, width
from kgraph.model import Claim
from kgraph.query.table import harmless, padded

NARROWEST = 34
"""A column of fewer characters is hard to read."""

_GAP = "   "
_TITLES = {Reason.FIGURES: "rival figures", Reason.DENIED: "denied"}


def page_of(disputes: Sequence[Dispute]) -> str:
    """All disputes, numbered."""
    return "\n\n".join("\n".join(_dispute(number, dispute)) for number, dispute in enumerate(disputes, start=1))


def _dispute(number: int, dispute: Dispute) -> Iterable[str]:
    yield paint(f"{number}  {_about(dispute)}: {_TITLES[dispute.reason]}", "title")
    column = (width() - 2 - len(_GAP)) // 2
    beside = column >= NARROWEST
    cells = [_cell(side, column if beside else width() - 2) for side in dispute.sides]
    step = 2 if beside else 1
    for place in range(0, len(cells), step):
        if place:
            yield ""
        for line in zip_longest(*cells[place : place + step], fillvalue=("", "")):
            yield "  " + _GAP.join(_painted(part, column if beside else 0) for part in line).rstrip()


def _about(dispute: Dispute) -> str:
    """What it is about, in few words: the first entity that is named, and the relation."""
    claim = dispute.sides[0].claim
    thing = claim.subject or claim.object
    return harmless(f"{thing.label}, {claim.relation}")


def _cell(side: Side, columns: int) -> list[tuple[str, str]]:
    """The lines of a side, each with its style."""
    claim, document = side.claim, side.document
    told = f"{claim_words(claim)}{', alleged' if claim.alleged else ''}"
    where = " · ".join(part for part in (side.day, document.publisher, document.id) if part)
    return [
        (line, style)
        for text, style in (
            (_voice(claim), "strong"),
            (told, ""),
            (f"\u201c{claim.evidence.quote}\u201d", ""),
            (where, "faint"),
        )
        for line in wrap(harmless(text), columns, break_on_hyphens=False)
    ]


def _voice(claim: Claim) -> str:
    """Who says it; of a denial who denies."""
    if claim.relation == "denies" and claim.subject and not claim.attributed_to:
        return claim.subject.label
    return speakers_words(claim)


def _painted(part: tuple[str, str], columns: int) -> str:
    text, style = part
    filled = padded(text, columns, right=False) if columns else text
    return paint(filled, style) if style and text else filled
