"""What follows the prepositions of a word: the phrases on it, who a passive says did it, whose a statement is."""

from collections.abc import Iterable, Iterator

from kgraph.claims.clause import CLAUSES, child, conjuncts, has_gap, resolve_relative
from kgraph.parse import Token
from kgraph.words import word_list

_WHOLE_PREPS = frozenset(  # 'to' is part of them
    {"of", "according", "due", "owing", "thanks", "prior", "next", "close"}
)
_PREPS = frozenset({"prep", "agent", "dative", "prt", "advmod", "mark"})


def agents(verb: Token) -> list[Token]:
    """Who a passive says did it."""
    named = prep_objects(verb, ("by",), attached_to_object=False)
    own = [t for t in named if t.ent not in {"DATE", "TIME"}]  # 'freed by the end of the month'
    own = own or [t for c in verb.children if c.dep == "oprd" for t in prep_objects(c, ("by",))]  # 'was named envoy by'
    later = [c for c in verb.children if c.dep == "conj" and c.tag == "VBN"]
    return own or [t for c in later for t in agents(c)]  # 'trained and funded by the bloc'


def authors(noun: Token) -> list[Token]:
    """Whose statement a statement is: its possessor, what follows 'from' or 'by'."""
    found = [t for c in noun.children if c.dep == "poss" for t in conjuncts(c)]
    return found or prep_objects(noun, ("from", "by", "of"))


def prep_objects(token: Token, names: Iterable[str], *, attached_to_object: bool = True) -> list[Token]:
    """What stands after one of these prepositions: nouns and gerunds, conjuncts included, in text order.

    Args:
        token: A verb, noun or adjective.
        names: Prepositions, lower case.
        attached_to_object: Whether phrases that the parser hung on the direct object count too.
    """
    wanted = frozenset(names)
    found = list(_after_preps(token, wanted))
    if "in" in wanted and token.dep == "relcl" and any(c.lower == "where" for c in token.children):
        found.append(token.head)  # 'the port where it arrived'
    if attached_to_object and token.pos in CLAUSES:
        for c in token.children:
            if c.dep in {"dobj", "nsubjpass", "acomp", "attr"} or (c.dep == "prep" and c.lower not in wanted):
                carriers = [c] if c.dep != "prep" else [p for p in c.children if p.dep == "pobj"]
                found.extend(t for carrier in carriers for t in _after_preps(carrier, wanted))
    return resolve_relative(found)


def _after_preps(token: Token, wanted: frozenset[str]) -> Iterator[Token]:
    for c in token.children:
        if c.dep not in _PREPS and c.pos != "ADP":
            continue
        if c.lower in wanted:
            yield from _of_preposition(c, wanted)
            if c.dep == "prep" and not any(p.dep in {"pobj", "pcomp"} for p in c.children):
                yield from _stranded(token)
        else:
            for p in c.children:
                if p.dep == "prep" and p.lower in wanted and c.lower not in _WHOLE_PREPS:
                    yield from (t for q in p.children if q.dep in {"pobj", "pcomp"} for t in conjuncts(q))


def _of_preposition(prep: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """What a preposition governs, with what one joined to it does: 'in Kenya or in Chad', 'from out of the town'."""
    for p in prep.children:
        if p.dep in {"pobj", "pcomp"}:
            own = child(p, "nsubj") if p.dep == "pcomp" and prep.lower in {"by", "from", "with"} else None
            yield from conjuncts(own or p)  # 'by police acting on a warrant': the parser makes the verb the head
        elif (p.dep == "conj" and p.pos == "ADP" and p.lower in wanted) or (
            p.dep == "prep" and p.lower in {"of", "to", "from"} and child(prep, "pobj") is None
        ):
            yield from (t for q in p.children if q.dep == "pobj" for t in conjuncts(q))


def _stranded(verb: Token) -> Iterator[Token]:
    """What a preposition without a noun belongs to: the noun of the relative clause ('the town they fired at')."""
    if verb.dep == "relcl" and has_gap(verb):
        yield verb.head


def counted(token: Token) -> Token:
    """What is counted where a phrase is headed by an amount: 'protesters' of 'dozens of protesters', 'four of …'."""
    if (
        token.lemma.lower() in word_list("quantity-noun")
        or token.pos == "NUM"
        or token.lower in {"none", "all", "most"}
    ):
        for c in token.children:
            if c.dep == "prep" and (c.lower == "of" or (c.lower in {"in", "to"} and token.ent == "MONEY")):
                for p in c.children:
                    if p.dep == "pobj":
                        stands_for = resolve_relative([p])  # 'four of whom'
                        return counted(stands_for[0]) if stands_for else token
    return token
