"""Resignations that do not say from what: 'he resigned', 'the resignation of the minister'."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from kgraph.claims.draft import Draft
from kgraph.claims.frames import best_fit
from kgraph.claims.phrases import prep_objects
from kgraph.claims.rules.offices import (
    BODIES,
    OFFICE_PREPS,
    PREMODIFIERS,
    find_offices,
    is_office,
    office_draft,
)
from kgraph.claims.view import View
from kgraph.lexicon import Lexicon
from kgraph.model import Entity
from kgraph.parse import Token


def find_resignations(view: View) -> Iterator[Draft]:
    """'He resigned', 'the resignation of the minister': from the office that the words or the document say is held."""
    held: dict[Entity, Draft] | None = None
    words = _words_of_resigning(view.lexicon)
    for token in view.parse.tokens:
        subjects = _resigning(view, token) if token.lemma.lower() in words else []
        held = _held(view) if subjects and held is None else held
        for subject in subjects:
            office = _own_office(view, subject) or _known_office(view, subject, held or {})
            if office is not None:
                yield replace(
                    office, rule="resignation", relation="resignsFrom", predicate=token, subject=subject,
                    context=None,
                )  # fmt: skip


def _resigning(view: View, token: Token) -> list[Token]:
    """Who resigns where the words do not say from what."""
    if token.pos in {"VERB", "AUX"}:
        frames = view.lexicon.verbs.get(token.lemma, ())
        if any(c.dep in {"dobj", "xcomp"} for c in token.children):
            return []
    else:
        frames = view.lexicon.nouns.get(token.lemma.lower(), ()) if token.pos == "NOUN" else ()
    fit = best_fit(view, token, frames)
    if fit is None or fit.frame.relation != "resignsFrom" or fit.roles.get("object") or fit.roles.get("theme"):
        return []
    return fit.roles.get("subject", [])


@cache
def _words_of_resigning(lexicon: Lexicon) -> frozenset[str]:
    """The verbs and nouns that say that somebody leaves an office."""
    frames = (f for words in (lexicon.verbs, lexicon.nouns) for of_word in words.values() for f in of_word)
    return frozenset(frame.head for frame in frames if frame.relation == "resignsFrom")


def _own_office(view: View, holder: Token) -> Draft | None:
    """The office that a description names: 'the head of the bank'."""
    if not is_office(view, holder) or holder.pos != "NOUN":
        return None
    tokens = view.parse.tokens
    words = [holder]
    while words[0].i > 0 and (before := tokens[words[0].i - 1]).head is holder and before.dep in PREMODIFIERS:
        words.insert(0, before)
    body = [c for c in holder.children if c.dep == "poss" and view.type(c) in BODIES]
    words = [*body, *words, *(t for t in prep_objects(holder, OFFICE_PREPS) if view.type(t) in BODIES)]
    return next(office_draft(view, holder, words), None)


def _known_office(view: View, holder: Token, held: Mapping[Entity, Draft]) -> Draft | None:
    """The office that the document says somebody holds, or describes him by."""
    entity = view.entity(holder)
    if entity is None or entity in held:
        return held.get(entity) if entity is not None else None
    named = (t for t in view.parse.tokens if view.entity(t) == entity and is_office(view, t))
    return next((office for t in named if (office := _own_office(view, t)) is not None), None)


def _held(view: View) -> dict[Entity, Draft]:
    """The first office that the document gives each person."""
    held: dict[Entity, Draft] = {}
    for draft in find_offices(view):
        entity = view.entity(draft.subject) if draft.subject is not None else None
        if entity is not None:
            held.setdefault(entity, draft)
    return held
