"""Figures that are the point of a sentence: strengths, casualties and amounts."""

from collections.abc import Iterator

from kgraph.claims.amounts import figure_of
from kgraph.claims.clause import child, counted, logical_objects, prep_objects, surface_subjects
from kgraph.claims.draft import Draft
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token

_ASSESS = frozenset({"assess", "estimate", "count", "number", "put", "reckon", "calculate", "total", "place"})
_LOSSES = frozenset({"casualty", "death", "loss", "fatality", "injury"})
_TOLLS = frozenset({"toll", "count"})
_WORTH = frozenset({"cost", "worth", "total", "value", "price", "budget", "amount"})


def find_measures(view: View) -> Iterator[Draft]:
    """'an estimated 8,000 troops', '500,000 Russian casualties', 'a contract worth $180m'."""
    for token in view.parse.tokens:
        lemma = token.lemma.lower()
        if token.pos == "NOUN" and lemma in _LOSSES:
            yield from _losses(view, token)
        elif view.type(token) is EntityType.ARMED_FORCE and token.pos == "NOUN":
            yield from _strength(view, token)
        elif lemma in {"worth", "cost"}:
            yield from _worth(view, token)
        elif token.pos == "VERB" and lemma in {"put", "estimate", "assess", "place"}:
            yield from _put_at(view, token)


def _losses(view: View, noun: Token) -> Iterator[Draft]:
    quantity = figure_of(view, noun)
    if quantity is None:
        return
    side = next(
        (c for c in noun.children if c.dep in {"amod", "compound", "poss"} and view.entity(c) is not None), None
    )
    yield Draft("losses", "hasCasualties", noun, side or noun, noun, confidence=0.75, quantity=quantity, number=True)


def _strength(view: View, noun: Token) -> Iterator[Draft]:
    """A force with a figure that is assessed or estimated, or of which it is said where it is."""
    quantity = figure_of(view, noun)
    if quantity is None:
        return
    verb = noun.head
    assessed = verb.pos == "VERB" and verb.lemma in _ASSESS and noun in logical_objects(verb)
    estimated = any(c.lower == "estimated" for c in noun.children) or "estimated" in _before(view, noun)
    if assessed or estimated:
        yield Draft("strength", "hasStrength", noun, noun, noun, confidence=0.8, quantity=quantity, number=True)


def _before(view: View, noun: Token) -> str:
    mention = view.mention(noun)
    return view.parse.text[max(0, (mention.span.start if mention else noun.start) - 14) : noun.start].lower()


def _worth(view: View, word: Token) -> Iterator[Draft]:
    """'a concession worth some €410m', 'the deal cost $3bn'."""
    figures = [t for t in view.parse.tokens[word.i + 1 : word.i + 7] if t.pos == "NUM" and t.sent == word.sent]
    if not figures:
        return
    quantity = figure_of(view, figures[-1])
    if quantity is None or not quantity.unit.isupper():
        return
    if word.pos == "VERB":
        things = surface_subjects(word)
    else:
        things = [word.head] if word.head.pos in {"NOUN", "PROPN"} else surface_subjects(word.head)
    for thing in things[:1]:
        yield Draft(
            "worth", "hasAmount", word, counted(thing), figures[-1], confidence=0.75, quantity=quantity, number=True
        )


def _put_at(view: View, verb: Token) -> Iterator[Draft]:
    """'put its value at between $180m and $210m', 'estimates put that number closer to 11,000'."""
    objects = logical_objects(verb)
    figures = [t for t in view.parse.tokens[verb.i + 1 :][:16] if t.pos == "NUM" and t.sent == verb.sent]
    at = [t for t in verb.children if t.lower in {"at", "close", "closer", "to"}] + [
        c for o in objects for c in o.children if c.lower == "at"
    ]
    if not objects or not figures or not at:
        return
    quantity = figure_of(view, figures[0])
    if quantity is None:
        return
    obj = objects[0]
    relation = (
        "hasAmount" if quantity.unit.isupper() else "hasCasualties" if obj.lemma in _TOLLS | _LOSSES else "hasStrength"
    )
    owner = child(obj, "poss")
    thing = next(iter(prep_objects(obj, ("of",))), None) or owner or obj
    yield Draft("put at", relation, verb, thing, figures[0], confidence=0.7, quantity=quantity, number=True)
