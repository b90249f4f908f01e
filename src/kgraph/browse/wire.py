"""Entities as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kgraph.browse.directory import Known
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
