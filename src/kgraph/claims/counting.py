"""Which figure of a clause is a claim's: that of what is done, of who does it, or of the money that goes with it."""

from collections.abc import Iterator

from kgraph.claims.amounts import figure_of, is_number, is_sum
from kgraph.claims.clause import child
from kgraph.claims.draft import TITLES, Draft
from kgraph.claims.phrases import prep_objects
from kgraph.claims.view import View
from kgraph.currencies import currencies
from kgraph.model import BODIES, Quantity
from kgraph.parse import Token

_NUMBERING = frozenset({"number", "total", "comprise"})
_AMOUNTS = ("on", "with", "for", "of", "by", "at", "in")
_WHOLE = frozenset({"group", "all", "total", "crowd"})


def quantity_of(view: View, draft: Draft) -> Quantity | None:
    """The figure of a claim: its object's or theme's; else a sum or share in its clause; else its subject's."""
    for token in (draft.object, draft.theme):
        found = _described(view, token) if token is not None else None
        if found is not None:
            return found
    for token in _beside(draft):
        found = _amount(view, token)
        if found is not None:
            return found
    if draft.subject is not None and draft.relation not in TITLES:
        return _described(view, draft.subject)
    return None


def _described(view: View, token: Token) -> Quantity | None:
    """The figure of a phrase, or of what describes it: 'reinforcements numbering 400 men', 'a group of 50 men'."""
    found = figure_of(view, token)
    if found is not None:
        return found
    for clause in token.children:
        if clause.dep == "acl" and clause.lemma in _NUMBERING:
            objects = [c for c in clause.children if c.dep in {"dobj", "attr", "npadvmod"}]
            return next((q for o in objects if (q := figure_of(view, o)) is not None), None)
    return _amount(view, token) or _members(view, token)


def _members(view: View, token: Token) -> Quantity | None:
    """How many a group is: 'a team of 12 doctors', 'all of the 12 doctors'; of 'some of the 12' it is not known."""
    group = token.lemma in _WHOLE or (token.tag == "NN" and view.type(token) in BODIES)
    members = prep_objects(token, ("of",)) if group else []
    return figure_of(view, members[0]) if members and members[0].tag in {"NNS", "NNPS", "NN"} else None


def _beside(draft: Draft) -> Iterator[Token]:
    """The other parts of a claim's clause: its predicate, its direct object, what follows its prepositions."""
    predicate = draft.predicate
    parts = {draft.subject, draft.object, draft.theme}
    if predicate.pos == "NOUN":
        yield predicate
    for c in predicate.children:
        if c.dep in {"dobj", "npadvmod"} and c not in parts:
            yield c
    yield from (t for t in prep_objects(predicate, _AMOUNTS, attached_to_object=False) if t not in parts)


def _amount(view: View, token: Token) -> Quantity | None:
    """The money or the share that a noun is of: 'a 28 per cent duty', 'bail of €1m', 'aid worth $26,000'."""
    of = [p for c in token.children if c.dep == "prep" and c.lower == "of" for p in c.children if p.dep == "pobj"]
    worth = [w for c in token.children if c.lower == "worth" for w in c.children if w.i > c.i]
    before = [c for c in token.children if c.dep in {"nmod", "compound", "amod", "nummod"}]
    for word in (token, *filter(_is_money_or_share, (*of, *worth, *before))):
        found = figure_of(view, word)
        if found is not None and (found.unit == "percent" or currencies().is_unit(found.unit)):
            return found
    return None


def _is_money_or_share(word: Token) -> bool:
    share = word.lower in {"%", "percent"} or (word.lower == "cent" and child(word, "compound", "nmod") is not None)
    return share or is_sum(word) or (is_number(word) and any(c.pos == "SYM" for c in word.children))
