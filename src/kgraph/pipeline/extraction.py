"""Documents to readings by the built-in extractor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kgraph import __version__
from kgraph.jsonl import sort_key
from kgraph.model import DEFAULT_BASE, MAX_ALIASES, Appearance, Claim, Document, Entity, Issue, Reading, Span

Extractor = Callable[[Iterable[Document]], Iterator[Reading]]
"""What finds claims: documents in, the reading of each out, in the same order."""


def extract(
    documents: Iterable[Document],
    *,
    model: str | None = None,
    base: str = DEFAULT_BASE,
    min_confidence: float | None = None,
) -> Iterator[Reading]:
    """Read the claims of each document, in order.

    Args:
        documents: What to read.
        model: Another spaCy pipeline, by name or path.
        base: What the IRIs of the data begin with.
        min_confidence: Claims below it are left out, and noted among the issues; None for the usual threshold, which
            is where F1 is best.

    Raises:
        ReadError: If there is no such pipeline.
    """
    # spaCy and the lexicon take seconds to load, and most commands need neither.
    from kgraph.claims import confidence_model, find_claims  # noqa: PLC0415
    from kgraph.entities import find_entities  # noqa: PLC0415
    from kgraph.nlp import read_parses  # noqa: PLC0415

    least = confidence_model().threshold if min_confidence is None else min_confidence
    for document, parse in read_parses(documents, model=model):
        entities = find_entities(document, parse, base=base)
        claims, issues = find_claims(document, parse, entities, base=base)
        sure = tuple(sorted((claim for claim in claims if claim.confidence >= least), key=sort_key))
        appearances = _appearances(document, sure, entities.appearances)
        yield Reading(document, sure, (*issues, *_unsure(claims, least)), appearances)


def _appearances(
    document: Document, claims: Iterable[Claim], mentioned: Sequence[Appearance]
) -> tuple[Appearance, ...]:
    """What is known of the claims' entities; of those that are no nominal (figures, clauses) little is."""
    known = {appearance.entity.id: appearance for appearance in mentioned}
    beside = mentioned[0].beside if mentioned else ()
    found: dict[str, Appearance] = {}
    for entity in (entity for claim in claims for entity in _parts(claim)):
        old = found.get(entity.id) or known.get(entity.id)
        if old is None:
            found[entity.id] = Appearance(document.id, entity, named=False, published=document.published, beside=beside)
        elif entity == old.entity:
            found[entity.id] = old
        else:
            aliases = dict.fromkeys((*old.entity.aliases, *entity.aliases))
            found[entity.id] = replace(old, entity=replace(old.entity, aliases=tuple(aliases)[:MAX_ALIASES]))
    return tuple(found[id_] for id_ in sorted(found))


def _parts(claim: Claim) -> Iterator[Entity]:
    parts = (claim.subject, claim.object, claim.theme, claim.place, *claim.attributed_to)
    return (entity for entity in parts if entity is not None)


def _unsure(claims: Sequence[Claim], least: float) -> Iterator[Issue]:
    """A note for each claim that is left out because it is probably misread."""
    for claim in claims:
        if claim.confidence < least:
            subject = claim.subject.label if claim.subject else "somebody"
            message = f"{subject} {claim.relation} {claim.object.label}: confidence {claim.confidence}, below {least:g}"
            place = claim.evidence
            yield Issue(place.document, message, Span(place.start, place.end), place.quote, kind="unsure")


def extractor_name(model: str | None = None) -> str:
    """What claims are said to be made by: the rules and their version, and the model if it is not the usual one."""
    return f"rules-{__version__}" + (f"-{Path(model).name}" if model else "")
