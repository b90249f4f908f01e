"""Mends what the parser gets wrong about reporting clauses time and again."""

from collections.abc import Sequence
from functools import cache

from kgraph.lexicon import lexicon
from kgraph.parse import Token, leftmost

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def repair(tokens: Sequence[Token]) -> None:
    """Hangs words of a sentence where they belong.

    Two mistakes are known: the speaker taken for one more thing in a list before it ('Gunmen freed the pilot,
    *relatives and a lawyer* said'), and the rest of a report in the past perfect taken for what its speaker did ('said
    that they had fled from a camp which he did not name and *had burned* it').
    """
    for token in tokens:
        if token.pos != "VERB":
            continue
        if token.lemma in _reporting() and not any(c.dep in _SUBJECTS for c in token.children):
            speaker = _lost_speaker(tokens, token)
            if speaker is not None:
                _hang(speaker, token, "nsubj")
        elif token.dep == "conj" and _is_past_perfect(token) and not any(c.dep in _SUBJECTS for c in token.children):
            first = _first_of_report(token)
            if first is not None:
                _hang(token, first, "conj")


@cache
def _reporting() -> frozenset[str]:
    return frozenset(
        lemma
        for (lemma, pos), entries in lexicon().embedding.items()
        if pos == "verb" and any("that" in e.role and e.speaker == "subj" for e in entries)
    )


def _lost_speaker(tokens: Sequence[Token], verb: Token) -> Token | None:
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
    """The clause in the past perfect that a later one goes on from, where the verb between them is in another tense."""
    above = verb.head
    if above.pos not in {"VERB", "AUX"} or _is_past_perfect(above):
        return None
    below = [c for c in above.children if c.dep == "ccomp" and above.i < c.i < verb.i and _is_past_perfect(c)]
    if below and above.lemma in _reporting():
        return below[-1]
    while above.head is not above and above.dep in {"ccomp", "relcl", "advcl", "acl", "pobj", "agent", "dobj", "prep"}:
        above = above.head
        if above.pos in {"VERB", "AUX"} and _is_past_perfect(above):
            return above if above.dep == "ccomp" and above.head.lemma in _reporting() else None
    return None


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head.children.remove(token)
    token.head, token.dep = head, dep
    head.children.append(token)
    head.children.sort(key=_place)


def _place(token: Token) -> int:
    return token.i
