"""The claims as a table, a row a claim."""

import csv
from collections.abc import Iterable
from io import StringIO

from kgraph.export.claims import Stated

COLUMNS = (
    "id",
    "subject",
    "relation",
    "object",
    "theme",
    "speakers",
    "modality",
    "polarity",
    "alleged",
    "value",
    "unit",
    "bound",
    "low",
    "high",
    "time",
    "place",
    "confidence",
    "document",
    "publisher",
    "published",
    "start",
    "end",
    "quote",
)


def claims_csv(claims: Iterable[Stated]) -> bytes:
    """The claims as CSV (RFC 4180) in UTF-8: entities by their label, speakers outermost first, joined by ``; ``."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_row(stated) for stated in claims)
    return out.getvalue().encode()


def _row(stated: Stated) -> list[object]:
    claim, document, quantity = stated.claim, stated.document, stated.claim.quantity
    figures: list[object] = [None] * 5
    if quantity is not None:
        numbers = [None if n is None else f"{n:f}" for n in (quantity.value, quantity.low, quantity.high)]
        figures = [numbers[0], quantity.unit, quantity.bound.value, *numbers[1:]]
    return [
        claim.id,
        stated.label(claim.subject),
        claim.relation,
        stated.label(claim.object),
        stated.label(claim.theme),
        "; ".join(stated.speakers()),
        claim.modality.value,
        claim.polarity.value,
        str(claim.alleged).lower(),
        *figures,
        claim.time,
        stated.label(claim.place),
        claim.confidence,
        claim.evidence.document,
        document.publisher if document else None,
        document.published if document else None,
        claim.evidence.start,
        claim.evidence.end,
        claim.evidence.quote,
    ]
