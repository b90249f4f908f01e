"""Judgements: what somebody calls another or what another did ('called the sum an insult')."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kgraph.claims.clause import conjuncts
from kgraph.claims.complements import find_predicated
from kgraph.claims.draft import Draft
from kgraph.claims.nouns import is_actor
from kgraph.claims.subjects import logical_subjects
from kgraph.claims.view import View
from kgraph.model import ACTORS, EntityType
from kgraph.parse import Token
from kgraph.words import word_list

_JUDGED = ACTORS | {EntityType.EVENT, EntityType.AGREEMENT, EntityType.THING}


def find_judgements(view: View) -> Iterator[Draft]:
    """'called the sum an insult', 'described the raid as cowardly', 'hailed the deal as historic'."""
    for verb in view.parse.tokens:
        if verb.pos == "VERB" and verb.lemma in word_list("calling-verb"):
            yield from _of_verb(view, verb)


def _of_verb(view: View, verb: Token) -> Iterator[Draft]:
    subjects = [s for s in logical_subjects(verb) if is_actor(view, s) or s.pos == "PRON"]
    for found in find_predicated(verb):
        words = _words(found.predicate)
        bad, good = words & word_list("blaming-word"), words & word_list("praising-word")
        if verb.lemma in word_list("ruling-verb") and words & word_list("void-word"):
            relation = "rejects"
        elif bad or good:
            relation = "condemns" if bad else "supports"
        else:
            continue
        for subject in subjects:
            for obj in found.objects:
                if view.type(obj) in _JUDGED:
                    yield Draft("verb", relation, verb, subject, obj)


def _words(predicate: Token) -> AbstractSet[str]:
    """The lemmas of a predicate and what is joined to it, with the adjectives on them."""
    return {
        word.lemma.lower()
        for token in conjuncts(predicate)
        for word in (token, *(c for c in token.children if c.dep in {"amod", "compound"}))
    }
