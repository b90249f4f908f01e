"""Claims to RDF without a store on disk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kgraph.gazetteer import gazetteer
from kgraph.model import DEFAULT_BASE, Claim, Document, Issue, Reading
from kgraph.rdf import DocumentQuads, claims_quads, document_quads, passed
from kgraph.store import GraphStore


def map_claims(
    claims: Iterable[Claim],
    documents: Iterable[Document] = (),
    *,
    extractor: str,
    base: str = DEFAULT_BASE,
    own_voice_only: bool = False,
) -> tuple[bytes, tuple[Issue, ...]]:
    """The dataset that the claims give, as sorted N-Quads, and what cannot be written: claims, and texts not given.

    Args:
        claims: What to write.
        documents: Their articles; of a claim without one only the claim and its quote are written.
        extractor: What is said to have made the claims.
        base: What the IRIs of the data begin with.
        own_voice_only: Whether attributed claims give no facts.
    """
    entries = gazetteer().entries
    claims, documents = list(claims), list(documents)
    mapped = [
        passed(document, gazetteer=entries) for document in _mapped(claims, documents, extractor=extractor, base=base)
    ]
    store = GraphStore(ox.Store(), Path("memory"), base=base, bulk=True)
    store.replace_documents(mapped)
    store.refresh_views(gazetteer=entries, own_voice_only=own_voice_only)
    issues = [issue for document in mapped for issue in document.issues]
    if documents:
        issues += _without_article(claims, documents)
    return b"".join(f"{quad} .\n".encode() for quad in store.sorted_quads()), tuple(issues)


def _without_article(claims: Iterable[Claim], documents: Iterable[Document]) -> Iterator[Issue]:
    """An issue for each document that claims come from and that is not among those given."""
    given = {document.id for document in documents}
    for id_ in dict.fromkeys(claim.evidence.document for claim in claims):
        if id_ not in given:
            message = f"claims of {id_!r}: no such article among those given; its graph has no text"
            yield Issue(id_, message, kind="no-article")


def _mapped(
    claims: Iterable[Claim], documents: Iterable[Document], *, extractor: str, base: str
) -> list[DocumentQuads]:
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.evidence.document, []).append(claim)
    readings = [Reading(document, tuple(by_document.pop(document.id, ()))) for document in documents]
    mapped = [document_quads(reading, base=base, extractor=extractor) for reading in readings]
    homeless = [claim for theirs in by_document.values() for claim in theirs]
    return mapped + claims_quads(homeless, base=base, extractor=extractor)
