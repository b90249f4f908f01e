"""From a document's parse to its claims."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from kgraph.claims.certainty import is_left_out
from kgraph.claims.collective import one_by_one
from kgraph.claims.confidence import confidence_model, features_of
from kgraph.claims.context import Context
from kgraph.claims.counting import quantity_of
from kgraph.claims.draft import TITLES, Draft
from kgraph.claims.embedding import is_content
from kgraph.claims.parts import Part, number_part, office_part, part_of, said_before
from kgraph.claims.phrases import prep_objects
from kgraph.claims.quotes import find_quotes
from kgraph.claims.rules import RULES
from kgraph.claims.scope import context_of
from kgraph.claims.speech import find_statements
from kgraph.claims.times import time_of
from kgraph.claims.trace import Reason, Trace
from kgraph.claims.view import View
from kgraph.lexicon import lexicon
from kgraph.model import (
    Claim,
    Document,
    EntityType,
    Evidence,
    Issue,
    Mentions,
    Polarity,
    Span,
    claim_id,
)
from kgraph.parse import Parse, Resolution, Token
from kgraph.words import word_list

_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_PLACES = ("in", "at", "near", "off", "on", "outside", "inside", "across", "around")
_SPEECH_ACTS = frozenset(
    {"condemns", "accuses", "questions", "urges", "warns", "denies", "rejects", "supports", "meets", "agreesWith"}
)
_MUTE = frozenset(
    {
        EntityType.EVENT,
        EntityType.AGREEMENT,
        EntityType.NUMBER,
        EntityType.POSITION,
    }
)
_WHERE = frozenset({EntityType.PLACE, EntityType.COUNTRY, EntityType.ORGANIZATION})
_STATES = frozenset({"country", "nation", "state"})
_Key: TypeAlias = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why a draft is no claim.

    Attributes:
        detail: What is the matter, where the reason does not say all.
        before: The claim that it repeats.
    """

    reason: Reason
    detail: str = ""
    before: Claim | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule proposed and what came of it."""

    draft: Draft
    outcome: Claim | Dropped


def find_claims(
    document: Document, parse: Parse, resolution: Resolution, *, base: str
) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """The claims of a document in text order, and what was seen but left out."""
    view = view_of(document, parse, resolution, base=base)
    claims: list[Claim] = []
    issues: list[Issue] = []
    for candidate in find_candidates(view):
        outcome = candidate.outcome
        if isinstance(outcome, Claim):
            claims.append(outcome)
        elif outcome.reason is Reason.UNRESOLVED:
            issues.append(_issue(view, candidate.draft, outcome))
    return tuple(sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.id))), tuple(issues)


def view_of(document: Document, parse: Parse, resolution: Resolution, *, base: str, trace: Trace | None = None) -> View:
    """What the rules look at: the document, its quotations and who its statements are by."""
    view = View(document, parse, resolution, lexicon(), base, trace=trace)
    view = replace(view, statements=find_statements(view))
    return replace(view, quoted=find_quotes(view))


def find_candidates(view: View) -> Iterator[Candidate]:
    """Everything that the rules propose, in their order, with what came of it."""
    claims: dict[str, Claim] = {}
    made: dict[_Key, list[Claim]] = {}
    for draft in _drafts(view):
        outcome = _claim(view, draft)
        if isinstance(outcome, Claim):
            alike = made.setdefault(_key(outcome, draft.predicate.sent), [])
            before = claims.get(outcome.id) or next((old for old in alike if _repeats(old, outcome)), None)
            if before is None:
                alike.append(outcome)
                claims[outcome.id] = outcome
            else:
                outcome = Dropped(Reason.REPEATS, before=before)
        yield Candidate(draft, outcome)


def _drafts(view: View) -> Iterator[Draft]:
    for rule in RULES:
        for draft in rule(view):
            if draft.subject is not None and draft.subject.lower == "we":
                yield from _ours(view, draft)
            else:
                yield from one_by_one(view, draft)


def _ours(view: View, draft: Draft) -> Iterator[Draft]:
    """'We' of a joint statement is each of those who made it."""
    quote = view.quoted.get(draft.predicate.i)
    speakers = quote.speakers if quote is not None else ()
    if len(speakers) > 1 and all(s.dep == "conj" for s in speakers[1:]):
        yield from (replace(draft, subject=s) for s in speakers)
    else:
        yield draft


def _key(claim: Claim, sentence: int) -> _Key:
    """What claims share that may be one and the same: titles over the whole document, others within their sentence."""
    place = -1 if claim.relation in TITLES else sentence
    subject = claim.subject.id if claim.subject else ""
    return claim.relation, subject, claim.object.id, claim.polarity.value, place


def _repeats(old: Claim, new: Claim) -> bool:
    """Whether of two claims alike one is in the words of the other, or a title that was claimed before."""
    overlap = old.evidence.start < new.evidence.end and new.evidence.start < old.evidence.end
    return overlap or new.relation in TITLES


def _claim(view: View, draft: Draft) -> Claim | Dropped:
    context = draft.context or context_of(view, draft.predicate)
    if any(is_left_out(t) for t in (draft.subject, draft.object, draft.theme) if t is not None):
        context = replace(context, negative=not context.negative)
    subject = _subject(view, draft, context)
    if context.void:
        return Dropped(Reason.VOID)
    if nonsense := _nonsense(view, draft):
        return Dropped(Reason.NOT_SENSIBLE, nonsense)
    if (
        draft.subject is not None
        and subject is None
        and draft.subject.lower not in _NOBODY
        and not _is_nobody(draft.subject)
    ):
        return Dropped(Reason.UNRESOLVED, f"who '{draft.subject.text}' is could not be told")
    obj = _object(view, draft, context)
    if obj is None:
        return Dropped(Reason.UNRESOLVED, f"what '{draft.object.text}' is could not be told")
    if subject is not None and subject.entity.id == obj.entity.id:
        return Dropped(Reason.SAME, subject.entity.label)
    theme = _theme(view, draft, context)
    speakers = [p for p in (part_of(view, t, context) for t in _speaker_tokens(view, context)) if p is not None]
    place = _place(view, draft)
    evidence = _evidence(view, draft, [p for p in (subject, obj, theme) if p is not None])
    mentions = Mentions(
        subject=subject.span if subject else None,
        object=obj.span,
        theme=theme.span if theme else None,
        place=place.span if place else None,
        attributed_to=tuple(p.span for p in speakers),
    )
    claim = Claim(
        id=claim_id(view.base, evidence, draft.relation, mentions),
        subject=subject.entity if subject else None,
        relation=draft.relation,
        object=obj.entity,
        attributed_to=tuple(p.entity for p in speakers),
        modality=context.modality,
        polarity=Polarity.NEGATIVE if context.negative else Polarity.POSITIVE,
        evidence=evidence,
        theme=theme.entity if theme else None,
        quantity=draft.quantity or (quantity_of(view, draft) if draft.counted else None),
        time=time_of(view, draft.predicate, context.modality) if draft.counted else None,
        place=place.entity if place else None,
        alleged=context.alleged,
        mentions=mentions,
    )
    return replace(claim, confidence=confidence_model().estimate(features_of(view, draft, claim)))


def _nonsense(view: View, draft: Draft) -> str:
    """Why the parts cannot be what the relation needs: events and weapons do not speak, nobody denies 'each other'."""
    if draft.object.lower in {"other", "another", "more", "such", "himself", "itself", "themselves", "herself"}:
        return f"'{draft.object.text}' names nobody"
    entity = view.entity(draft.object)
    if entity is not None and entity.label == "one" and not _is_nobody(draft.object):
        return "'one' names nobody"
    if is_content(view, draft.predicate) and draft.object is draft.predicate.head:
        return f"the clause is what '{draft.object.text}' says, not done to it"
    if draft.relation == "locatedIn" and view.type(draft.object) not in _WHERE:
        return f"'{draft.object.text}' is no place"
    if (
        draft.subject is None
        or draft.relation not in _SPEECH_ACTS
        or draft.subject.lemma in _STATES
        or draft.subject.lemma in word_list("statement-noun")
    ):
        return ""
    type_ = view.type(draft.subject)
    return f"'{draft.subject.text}' ({type_}) cannot do that" if type_ in _MUTE else ""


def _issue(view: View, draft: Draft, dropped: Dropped) -> Issue:
    sentence = view.parse.sentences[draft.predicate.sent]
    quote = view.document.text[sentence.start : sentence.end]
    message = f"{draft.relation}: {dropped.detail}"
    return Issue(view.document.id, message, Span(sentence.start, sentence.end), quote, "unresolved")


def _is_nobody(token: Token) -> bool:
    return token.lower in {"no", "one"} or any(c.lower == "no" and c.dep == "det" for c in token.children)


def _subject(view: View, draft: Draft, context: Context) -> Part | None:
    if draft.subject is None or draft.subject.lower in _NOBODY:
        return None
    return part_of(view, draft.subject, context)


def _speaker_tokens(view: View, context: Context) -> list[Token]:
    """The speakers, each once, outermost first."""
    found: dict[str, Token] = {}
    for speaker in context.speakers:
        for token in view.members(speaker) or (speaker,):
            entity = view.entity(token)
            if entity is not None:
                found.setdefault(entity.id, token)
    return list(found.values())


def _object(view: View, draft: Draft, context: Context) -> Part | None:
    if draft.number:
        return number_part(view, draft.object)
    if draft.office is not None and draft.theme is None:
        return office_part(view, draft.office)
    if draft.relation in {"denies", "questions"} and draft.object.lower in {"it", "this", "that", "so"}:
        return said_before(view, draft.object)
    return part_of(view, draft.object, context, clause=True)


def _theme(view: View, draft: Draft, context: Context) -> Part | None:
    if draft.theme is None:
        return None
    return (
        office_part(view, draft.office)
        if draft.office is not None
        else part_of(view, draft.theme, context, clause=True)
    )


def _place(view: View, draft: Draft) -> Part | None:
    for token in prep_objects(draft.predicate, _PLACES):
        mention = view.mention(token)
        if (
            token is not draft.object
            and token is not draft.subject
            and mention is not None
            and mention.entity.type in {EntityType.PLACE, EntityType.COUNTRY}
        ):
            return Part(mention.entity, mention.span)
    return None


def _evidence(view: View, draft: Draft, parts: list[Part]) -> Evidence:
    """The words from the first to the last part of a claim that stand in its predicate's sentence."""
    sentence = view.parse.sentences[draft.predicate.sent]
    spans = [*(p.span for p in parts), *(m.span for t in draft.through if (m := view.mention(t)) is not None)]
    spans = [s for s in spans if sentence.start <= s.start and s.end <= sentence.end]
    start = min([draft.predicate.start, *(s.start for s in spans)])
    end = max([draft.predicate.end, *(s.end for s in spans)])
    return Evidence(view.document.id, start, end, view.document.text[start:end])
