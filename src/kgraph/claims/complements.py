"""Object predicates: what a verb makes of its object, or calls it ('found *the colonel* guilty')."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgraph.claims.clause import child, conjuncts, is_passive
from kgraph.claims.objects import logical_objects
from kgraph.parse import Token
from kgraph.words import word_list

_PREDICATES = frozenset({"ccomp", "xcomp", "oprd", "acomp"})


@dataclass(frozen=True, slots=True)
class Predicated:
    """What is said of some: the heads of the phrases that name them, and of the one that is said of them."""

    objects: tuple[Token, ...]
    predicate: Token


def objects_of_complement(verb: Token, words: Sequence[str]) -> list[Token]:
    """The object of an expression like 'find guilty' where the parser hangs it on the second word."""
    for c in verb.children:
        if c.dep in _PREDICATES and c.lower in words:
            inside = child(c, "nsubj", "nsubjpass", "npadvmod")
            return conjuncts(inside) if inside is not None else []
    named = child(verb, "oprd") if verb.lemma in word_list("naming-verb") and not is_passive(verb) else None
    return conjuncts(named) if named is not None and named.pos in {"NOUN", "PROPN"} else []


def find_predicated(verb: Token) -> Iterator[Predicated]:
    """What a verb calls its object: 'called *the sum an insult*', '*the ban* was described as *unjust*'."""
    objects = tuple(logical_objects(verb))
    for c in verb.children:
        inside = child(c, "nsubj") if c.dep in {"ccomp", "xcomp"} and c.pos in {"ADJ", "NOUN", "PROPN"} else None
        if inside is not None and child(c, "mark", "aux", "cop") is None:
            yield Predicated(tuple(conjuncts(inside)), c)
        elif c.dep in {"oprd", "acomp"} and objects:
            yield Predicated(objects, c)
        elif c.dep == "oprd" and (named := child(c, "appos")) is not None:
            yield Predicated((c,), named)  # 'called the envoy a fool', read as one phrase
    yield from (Predicated(objects, p) for p in _after_as(verb) if objects)


def _after_as(verb: Token) -> Iterator[Token]:
    for carrier in (verb, *(c for c in verb.children if c.dep == "dobj")):
        for c in carrier.children:
            if c.lower == "as" and c.dep == "prep":
                yield from (p for p in c.children if p.dep in {"pobj", "amod", "pcomp", "acomp"})
