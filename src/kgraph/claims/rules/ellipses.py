"""Clauses that leave out their verb.

An auxiliary may stand for it ('The Greens will not.', 'So has Uganda.', '…, but Washington did not'), or nothing at
all: 'Norway pledged $40m and Qatar two hospitals'.
"""

from collections.abc import Iterator
from dataclasses import replace

from kgraph.claims.amounts import figure_of
from kgraph.claims.certainty import modality_of_auxiliary
from kgraph.claims.clause import child, first_conjunct, is_passive
from kgraph.claims.collective import MUTUAL
from kgraph.claims.draft import Draft
from kgraph.claims.gaps import gap_of
from kgraph.claims.rules.events import find_event
from kgraph.claims.scope import context_of
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import View
from kgraph.model import ACTORS
from kgraph.parse import Token

_AUXILIARIES = frozenset({"do", "have", "be", "will", "would", "can", "could", "may", "might", "should"})
_COMPLEMENTS = frozenset(
    {"dobj", "attr", "acomp", "xcomp", "oprd", "prep", "expl", "prt", "agent", "dative", "csubj", "conj"}
)


def find_ellipses(view: View) -> Iterator[Draft]:
    """The claims of an auxiliary that stands for a whole predicate: those of the predicate, with its own subject."""
    for token in view.parse.tokens:
        if token.pos not in {"AUX", "VERB"} or token.lemma not in _AUXILIARIES:
            continue
        if any(c.dep in _COMPLEMENTS for c in token.children):
            continue
        if any(c.dep == "ccomp" and c.i > token.i for c in token.children):
            continue
        subject = child(token, "nsubj", "nsubjpass")
        before = _understood(view, token)
        if subject is None or before is None:
            continue
        if view.type(subject) in ACTORS or is_passive(before) or token.lemma == "be":
            yield from _repeated(view, token, before)


def _understood(view: View, auxiliary: Token) -> Token | None:
    """The verb that an auxiliary stands for: that of the clause it is joined to, else of the sentence before."""
    first = first_conjunct(auxiliary)
    above = auxiliary.head if auxiliary.dep == "advcl" else first
    if above is not auxiliary:
        return above if above.pos == "VERB" else None
    before = next((c for c in auxiliary.children if c.dep == "ccomp" and c.i < auxiliary.i), None)
    if before is not None:
        return before  # two clauses that a semicolon joins
    if auxiliary.dep == "ROOT" and auxiliary.sent > 0:
        root = view.parse.sentences[auxiliary.sent - 1].root
        return root if root.pos == "VERB" else None
    return None


def _repeated(view: View, auxiliary: Token, verb: Token) -> Iterator[Draft]:
    context = context_of(view, auxiliary)
    modality = modality_of_auxiliary(auxiliary)
    context = replace(context, modality=modality) if modality is not None else context
    subjects = surface_subjects(auxiliary)
    passive = is_passive(verb)
    turned = auxiliary.lemma == "be" and not passive and verb.tag != "VBG"  # 'freed the crew; the boats were not'
    for draft in find_event(view, verb):
        if draft.relation in MUTUAL and draft.object in subjects:
            continue
        for subject in subjects:
            changed = replace(draft, object=subject) if passive or turned else replace(draft, subject=subject)
            changed = replace(changed, subject=None) if turned else changed
            yield replace(changed, rule="ellipsis", predicate=auxiliary, context=context)


def find_gapped(view: View) -> Iterator[Draft]:
    """The claims of a second clause without a verb, whose subject and object the parser joins to the first object."""
    for token in view.parse.tokens:
        if token.pos != "VERB":
            continue
        objects = [c for c in token.children if c.dep == "dobj"]
        pairs = [pair for o in objects for c in _joined(o) if (pair := gap_of(view, c)) is not None]
        if not pairs:
            continue
        for draft in list(find_event(view, token)):
            for subject, obj in pairs:
                if draft.object in objects or draft.theme in objects:
                    yield _refilled(view, draft, subject, obj, at_theme=draft.theme in objects)


def _joined(noun: Token) -> Iterator[Token]:
    """What is joined to an object, by 'and', by a comma or through another that is."""
    for c in noun.children:
        if c.dep in {"conj", "appos"}:
            yield c
            yield from _joined(c)


def _refilled(view: View, draft: Draft, subject: Token, obj: Token, *, at_theme: bool) -> Draft:
    """The draft with the parts of the second clause; of a bare number the first clause tells what is counted."""
    found = replace(draft, rule="gap", subject=subject)
    if obj.pos == "NUM":
        number = figure_of(view, obj)
        return replace(found, quantity=replace(number, unit=draft.object.lower) if number is not None else None)
    return replace(found, theme=obj) if at_theme else replace(found, object=obj)
