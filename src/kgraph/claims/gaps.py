"""Clauses without a verb, which the parser takes for more objects: 'Norway pledged $40m and Qatar two hospitals'."""

from kgraph.claims.clause import child
from kgraph.claims.view import View
from kgraph.model import ACTORS
from kgraph.parse import Token

_OWN = frozenset({"poss", "det", "nummod"})


def gap_of(view: View, noun: Token) -> tuple[Token, Token] | None:
    """The subject and the object that a conjoined object really is ('Italy its own code'); None where it is one."""
    if noun.dep not in {"conj", "appos"}:
        return None
    if view.type(noun) in ACTORS:
        number = child(noun, "nummod")
        if number is not None and number.i > noun.i and noun.dep == "conj":
            return noun, number  # 'and Germany six'
        thing = child(noun, "appos")
        owned = thing is not None and bool(thing.children) and thing.children[0].dep in _OWN
        alike = thing is not None and (view.type(thing) not in ACTORS or noun.pos == "PROPN")
        return (noun, thing) if thing is not None and owned and alike else None
    if noun.dep == "appos":
        return None
    first, *rest = noun.children or [noun]
    if first.dep not in {"nmod", "compound"} or first.pos != "PROPN" or view.type(first) not in ACTORS:
        return None
    return (first, noun) if rest and rest[0].i < noun.i and rest[0].dep in _OWN else None
