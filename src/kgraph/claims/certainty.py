"""How sure a clause is of itself and whether it says yes or no: its auxiliaries, adverbs, conditions, negations."""

from dataclasses import replace
from itertools import pairwise

from kgraph.claims.context import Context
from kgraph.claims.view import View
from kgraph.model import Modality
from kgraph.parse import Token
from kgraph.words import word_list

_POSSIBLE_AUX = frozenset({"may", "might", "could", "can"})
_EXPECTED_AUX = frozenset({"will", "shall", "'ll", "wo", "sha"})
_REQUESTED_AUX = frozenset({"should", "must", "ought"})
_NEGATORS = frozenset(
    {"never", "no", "neither", "nor", "hardly", "scarcely", "n't", "not", "nothing", "nobody", "none", "nowhere"}
)


def own_modality(view: View, verb: Token, outer: Context) -> Modality:
    """What a verb's auxiliaries, adverbs and conditions say."""
    auxiliaries = {c.lower for c in verb.children if c.dep == "aux"}
    adverbs = {c.lower for c in verb.children if c.dep == "advmod"}
    conditional = any(
        c.dep == "advcl"
        and ({m.lower for m in c.children if m.dep in {"mark", "advmod"}} & {"if", "unless"} or _inverted(c))
        for c in verb.children
    )
    if auxiliaries & {"would", "'d"}:
        if conditional or "have" in auxiliaries:
            return Modality.CONDITIONAL
        return Modality.EXPECTED if outer.speakers else Modality.CONDITIONAL
    if conditional and auxiliaries & (_EXPECTED_AUX | _POSSIBLE_AUX):
        return Modality.CONDITIONAL
    if any(c.dep == "mark" and c.lower in {"if", "unless"} for c in verb.children) and verb.dep == "ROOT":
        return Modality.CONDITIONAL
    if auxiliaries & _POSSIBLE_AUX or adverbs & word_list("possible-adverb"):
        return Modality.POSSIBLE
    if auxiliaries & _EXPECTED_AUX or (verb.dep == "ROOT" and "to" in auxiliaries):  # 'Ghana to host talks'
        return Modality.EXPECTED
    if auxiliaries & _REQUESTED_AUX:
        return Modality.REQUESTED
    if conditional and view.quoted.get(verb.i) is None:
        return Modality.CONDITIONAL
    return Modality.ASSERTED


def modality_of_auxiliary(auxiliary: Token) -> Modality | None:
    """What an auxiliary that stands alone says ('Washington will not'); None where it says nothing of its own."""
    word = auxiliary.lower
    if word in _EXPECTED_AUX:
        return Modality.EXPECTED
    if word in _POSSIBLE_AUX:
        return Modality.POSSIBLE
    if word in _REQUESTED_AUX:
        return Modality.REQUESTED
    return Modality.CONDITIONAL if word in {"would", "'d"} else None


def _inverted(verb: Token) -> bool:
    """'Were the state to close the pass …': a condition by word order."""
    first = min(verb.children, key=lambda c: c.i, default=None)
    return (
        first is not None
        and first.lower in {"were", "should", "had"}
        and first.dep in {"aux", "auxpass", "ROOT"}
        and first.i < verb.i - 1
    )


def is_alleged(verb: Token) -> bool:
    """Whether an adverb marks a clause as an allegation."""
    return any(c.lower in word_list("alleged-adverb") for c in verb.children)


def named_as(noun: Token, context: Context) -> Context:
    """The context of an event that a noun names, with what its determiner and adjectives say: 'no', 'planned'."""
    for c in noun.children:
        if c.dep in {"det", "neg", "predet"} and c.lower in {"no", "neither"}:
            context = replace(context, negative=not context.negative)
        if c.dep in {"amod", "advmod"}:
            if c.lower in word_list("possible-adjective"):
                context = context.with_modality(Modality.POSSIBLE)
            elif c.lower in word_list("expected-adjective"):
                context = context.with_modality(Modality.EXPECTED)
            elif c.lower in word_list("alleged-adjective"):
                context = replace(context, alleged=True)
    return context


_FEW = frozenset({"few", "little"})


def _denies(word: Token) -> bool:
    """Whether a word that hangs on a predicate denies it."""
    if word.dep == "neg" or word.lower in {"never", "neither", "nor", "hardly", "scarcely"}:
        return True
    if word.dep == "advmod" and word.lower in {"almost", "nearly"}:
        return True  # what almost happened did not
    if word.dep in {"nsubj", "nsubjpass"} and (
        word.lower in _FEW or any(c.lower in _FEW for c in word.children if c.dep == "amod")
    ):
        return not any(c.lower == "a" for c in word.children)  # 'few believe', but 'a few believe'
    if word.dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"}:
        before = (c for c in word.children if c.dep in {"det", "preconj", "advmod", "neg"})
        return word.lower in _NEGATORS or any(c.lower in {"no", "neither"} for c in before)
    return word.dep == "prep" and any(_is_nothing(c) for c in word.children if c.dep == "pobj")


def _is_nothing(noun: Token) -> bool:
    none = noun.lower in {"nobody", "none", "nothing"}
    return none or any(c.lower == "no" and c.dep == "det" for c in noun.children)


def is_negated(predicate: Token) -> bool:
    """Whether a predicate is denied by a word of its own clause: not, never, no, nobody, yet to."""
    if any(_denies(c) for c in predicate.children):
        return True
    if predicate.dep == "xcomp" and predicate.head.lemma in {"have", "be"}:
        return any(c.lower == "yet" for c in (*predicate.head.children, *predicate.children))
    return False


def is_set_aside(view: View, verb: Token) -> bool:
    """Whether a clause is what did not happen: 'rather than attack', 'instead of attacking', 'far from condemning'."""
    before = [t.lower for t in view.parse.tokens[max(0, verb.i - 4) : verb.i] if t.sent == verb.sent]
    pairs = list(pairwise(before))
    return any(pair in pairs for pair in (("rather", "than"), ("instead", "of"), ("far", "from")))
