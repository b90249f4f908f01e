"""Mends what the parser gets wrong about reports time and again."""

from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from kgraph.lexicon import lexicon
from kgraph.parse import Token, leftmost
from kgraph.words import word_list

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_MISREAD = frozenset({"NOUN", "ADJ", "ADV", "INTJ", "X"})


def repair(tokens: Sequence[Token]) -> None:
    """Hangs words of a sentence where they belong."""
    for place, token in enumerate(tokens):
        if token.pos == "VERB":
            _mend(tokens, place, token)


def mend_dateline(tokens: Sequence[Token]) -> None:
    """Makes the words in capitals before a dash that begin a report the name of a town: 'COTONOU - Seventeen …'."""
    for place, token in enumerate(tokens):
        if not (token.text.isupper() and token.text[0].isalpha()):
            return
        token.pos, token.tag, token.ent = "PROPN", "NNP", "GPE"
        token.ent_begin = place == 0


def mend_names(tokens: Sequence[Token]) -> None:
    """Makes words of a document names that are names elsewhere in it: '*Paredes* praised her', a noun to the parser.

    Only words in capitals that stand alone, and that the document nowhere writes with a small letter.
    """
    names = {token.text: token for token in tokens if token.pos == "PROPN" and token.text[0].isupper()}
    small = {token.text for token in tokens if token.text.islower()}
    for token in tokens:
        known = names.get(token.text)
        if known is None or token.pos not in _MISREAD or token.dep not in _NOMINAL or token.lower in small:
            continue
        if not any(c.dep in {"det", "amod", "nummod"} for c in token.children):
            token.pos, token.tag, token.lemma = "PROPN", known.tag, token.text
            token.ent, token.ent_begin = token.ent or known.ent, True


def _mend(tokens: Sequence[Token], place: int, verb: Token) -> None:
    own_subject = any(c.dep in _SUBJECTS for c in verb.children)
    if verb.dep in _NOMINAL and not own_subject and any(c.dep == "det" for c in verb.children):
        verb.pos, verb.tag, verb.lemma = "NOUN", "NN", verb.lower  # 'the accused'
    elif verb.lemma in _reporting() and not own_subject and (speaker := _lost_speaker(tokens, verb)) is not None:
        _hang(speaker, verb, "nsubj")
    elif verb.dep == "conj" and not own_subject and (first := _first_of_report(verb)) is not None:
        _hang(verb, first, "conj")
    elif verb.tag == "VBG" and place > 0 and tokens[place - 1].lower == "and":
        gerund = _gerund_before(verb)
        if gerund is not None:
            _hang(verb, gerund, "conj")
    elif verb.dep in {"acl", "relcl"} and own_subject and (above := _teller(verb)) is not None:
        _hang(verb, above, "ccomp")


@cache
def _reporting() -> frozenset[str]:
    """The verbs whose subject says, or denies, the clause that they embed."""
    return frozenset(
        lemma
        for (lemma, pos), entries in lexicon().embedding.items()
        if pos == "verb" and any("that" in e.role and e.speaker == "subj" for e in entries)
    )


def _lost_speaker(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The speaker taken for one more thing in a list: 'Gunmen freed the pilot, *relatives and a lawyer* said'."""
    place = verb.i - tokens[0].i
    said = next((c for c in verb.children if c.dep == "ccomp" and c.i < verb.i), None)
    if said is None or place == 0:
        return None
    token = tokens[place - 1]
    while token.head is not token and token.head.i < token.i and token.i > said.i:
        before = leftmost(token).i - 1 - tokens[0].i
        if token.dep in {"conj", "appos"} and token.pos in {"NOUN", "PROPN"} and tokens[before].text == ",":
            return token
        token = token.head
    return None


def _is_past_perfect(verb: Token) -> bool:
    return any(c.dep == "aux" and c.lower == "had" for c in verb.children)


def _first_of_report(verb: Token) -> Token | None:
    """The clause that a later one in the past perfect goes on from, where the verb between them is in another tense.

    'Said that they had fled from a camp which he did not name and *had burned* it': the parser takes the last clause
    for what the speaker did.
    """
    above = verb.head
    if not _is_past_perfect(verb) or above.pos not in {"VERB", "AUX"} or _is_past_perfect(above):
        return None
    below = [c for c in above.children if c.dep == "ccomp" and above.i < c.i < verb.i and _is_past_perfect(c)]
    if below and above.lemma in _reporting():
        return below[-1]
    for higher in _ancestors(above):
        if higher.pos in {"VERB", "AUX"} and _is_past_perfect(higher):
            return higher if higher.dep == "ccomp" and higher.head.lemma in _reporting() else None
    return None


def _gerund_before(verb: Token) -> Token | None:
    """The gerund that another goes on from: 'accused the army of shelling the town and *killing* nine farmers'."""
    above = verb.head
    if above.pos != "VERB" or above.tag == "VBG" or any(c.dep == "aux" for c in verb.children):
        return None
    carriers = [above, *(c for c in above.children if c.dep == "dobj")]
    gerunds = (
        g
        for carrier in carriers
        for prep in carrier.children
        if prep.lower in {"of", "for", "with"}
        for g in prep.children
        if g.dep == "pcomp" and g.tag == "VBG" and g.i < verb.i
    )
    return max(gerunds, key=attrgetter("i"), default=None)


def _teller(verb: Token) -> Token | None:
    """The reporting verb whose complement the parser hung on a noun: 'told by a detective *that the gang had fled*'."""
    if not any(c.lower == "that" and c.dep == "mark" for c in verb.children):
        return None
    noun = verb.head
    if any("that" in e.role for e in lexicon().embedding.get((noun.lemma.lower(), "noun"), ())):
        return None
    heard = noun.dep in {"dobj", "dative", "npadvmod"} or noun.head.dep == "agent"
    if not (heard or noun.ent or noun.lemma in word_list("statement-noun")):
        return None  # 'on condition that'
    for above in (noun, *_ancestors(noun)):
        if above.pos in {"VERB", "AUX"}:
            complete = any(c.dep == "ccomp" for c in above.children)
            return above if above.lemma in _reporting() and not complete and above.i < noun.i else None
        if above.dep not in {"pobj", "dobj", "prep", "agent", "npadvmod", "dative"}:
            return None
    return None


def _ancestors(token: Token) -> Iterator[Token]:
    while token.head is not token:
        token = token.head
        yield token


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head.children.remove(token)
    token.head, token.dep = head, dep
    head.children.append(token)
    head.children.sort(key=attrgetter("i"))
