"""Entities and disputes as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kgraph.browse.directory import Known
from kgraph.browse.disputes import Dispute
from kgraph.browse.profile import Profile
from kgraph.jsonl import dumps as claim_line


def dumps_list(entities: Iterable[Known]) -> str:
    """Entities as a JSON array, without their claims."""
    return _text([_known(known) for known in entities])


def dumps(profile: Profile) -> str:
    """An entity in full as a JSON object; its claims as in claim files, each with what the entity is in it."""
    documents = {document.id: document for document, _ in profile.documents}
    return _text(
        _known(profile.known)
        | {
            "documents": [
                {"id": d.id, "title": d.title, "publisher": d.publisher, "published": d.published, "url": d.url}
                for d in documents.values()
            ],
            "appearances": [asdict(appearing) for appearing in profile.known.appearances],
            "claims": [{"role": part.role, "claim": json.loads(claim_line(part.claim))} for part in profile.parts],
            "merges": [asdict(merge) for merge in profile.merges],
            "homonyms": [{"key": h.key, "label": h.label, "type": h.type} for h in profile.homonyms],
        }
    )


def dumps_disputes(disputes: Iterable[Dispute]) -> str:
    """Disputes as a JSON array; their claims as in claim files, each with its article."""
    return _text(
        [
            {
                "reason": dispute.reason.value,
                "claims": [
                    {
                        "claim": json.loads(claim_line(side.claim)),
                        "document": side.document.id,
                        "title": side.document.title,
                        "publisher": side.document.publisher,
                        "published": side.document.published,
                    }
                    for side in dispute.sides
                ],
                "pairs": [list(pair) for pair in dispute.pairs],
            }
            for dispute in disputes
        ]
    )


def _known(known: Known) -> dict[str, Any]:
    return {
        "key": known.key,
        "iri": known.iri,
        "label": known.label,
        "type": known.type,
        "wikidata": known.wikidata,
        "documents": list(known.documents),
        "claims": known.claims,
        "names": dict(known.names),
    }


def _text(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
