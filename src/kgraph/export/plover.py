"""The claims as political events, a row a claim: CSV with the codes of PLOVER."""

import csv
from collections.abc import Iterable
from io import StringIO

from kgraph.export.claims import Named, Stated
from kgraph.gazetteer import gazetteer
from kgraph.plover import Event, plover_event, recipient

COLUMNS = (
    "date",
    "actor",
    "recipient",
    "type",
    "mode",
    "text",
    "context",
    "date_from",
    "actor_type",
    "recipient_type",
    "actor_name",
    "recipient_name",
    "object",
    "place",
    "relation",
    "modality",
    "polarity",
    "alleged",
    "speakers",
    "confidence",
    "document",
    "publisher",
    "published",
    "claim",
)


def plover_csv(claims: Iterable[Stated]) -> tuple[bytes, int]:
    """The claims as CSV (RFC 4180) in UTF-8, and how many were left out since PLOVER has no type for them.

    The date is that of the event; where the text gives none, the day of publication, and ``date_from`` says which. A
    claim without a subject has an empty actor; one whose object is no actor and no place an empty recipient. A state is
    given by its ISO 3166-1 alpha-3 code, as PLOVER does; names stand in columns of their own. What has not happened so
    says it in ``context``: ``future``, ``hypothetical``, ``negation``, joined by ``; ``.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    left_out = 0
    for stated in claims:
        event = plover_event(stated.claim)
        if event is None:
            left_out += 1
        else:
            writer.writerow(_row(stated, event))
    return out.getvalue().encode(), left_out


def _row(stated: Stated, event: Event) -> list[object]:
    claim, document = stated.claim, stated.document
    published = document.published if document else None
    subject, object_ = stated.named(claim.subject), stated.named(claim.object)
    target = object_ if recipient(claim) else None
    return [
        claim.time or (published[: len("2000-12-31")] if published else None),
        _actor(subject),
        _actor(target),
        event.type,
        event.mode,
        claim.evidence.quote,
        "; ".join(event.contexts),
        "text" if claim.time else "publication" if published else None,
        subject.type if subject else None,
        target.type if target else None,
        subject.label if subject else None,
        target.label if target else None,
        object_.label if object_ else None,
        stated.label(claim.place),
        claim.relation,
        claim.modality.value,
        claim.polarity.value,
        str(claim.alleged).lower(),
        "; ".join(stated.speakers()),
        claim.confidence,
        claim.evidence.document,
        document.publisher if document else None,
        published,
        claim.id,
    ]


def _actor(named: Named | None) -> str | None:
    """The code of a state; the name of anything else."""
    if named is None:
        return None
    entry = gazetteer().entries.get(named.iri.rpartition("/entity/")[2])
    return entry.iso3 if entry is not None and entry.iso3 else named.label
