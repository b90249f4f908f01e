"""How sure a clause is of itself and whether it says yes or no: its auxiliaries, adverbs, conditions, negations."""

from dataclasses import replace
from itertools import pairwise

from kgraph.claims.context import Context
from kgraph.claims.times import WEEKDAYS
from kgraph.claims.view import View
from kgraph.model import Modality
from kgraph.parse import Token
from kgraph.words import word_list

_POSSIBLE_AUX = frozenset({"may", "might", "could", "can"})
_EXPECTED_AUX = frozenset({"will", "shall", "'ll", "wo", "sha"})
_REQUESTED_AUX = frozenset({"should", "must", "ought"})
_PROVIDING = frozenset({"provided", "providing", "assuming", "supposing"})
_INVERTED = frozenset({"were", "should", "had"})
_OWN = frozenset({"nsubj", "nsubjpass", "csubj", "aux", "auxpass", "expl"})
_FEW = frozenset({"few", "little"})
_NEGATORS = frozenset(
    {"never", "no", "neither", "nor", "hardly", "scarcely", "n't", "not", "nothing", "nobody", "none", "nowhere"}
)


def own_modality(view: View, verb: Token, outer: Context) -> Modality:
    """What a verb's auxiliaries, adverbs and conditions say."""
    auxiliaries = {c.lower for c in verb.children if c.dep == "aux"}
    conditional = has_condition(verb)
    if auxiliaries & {"would", "'d"}:
        if conditional or "have" in auxiliaries:
            return Modality.CONDITIONAL
        return Modality.EXPECTED if outer.speakers else Modality.CONDITIONAL
    if (conditional or _has_price(verb)) and auxiliaries & (_EXPECTED_AUX | _POSSIBLE_AUX):
        return Modality.CONDITIONAL
    if any(c.dep == "mark" and c.lower in {"if", "unless"} for c in verb.children) and verb.dep == "ROOT":
        return Modality.CONDITIONAL
    adverbs = {c.lower for c in verb.children if c.dep == "advmod"}
    if auxiliaries & _POSSIBLE_AUX or adverbs & word_list("possible-adverb"):
        return Modality.POSSIBLE
    if auxiliaries & _EXPECTED_AUX or (verb.dep == "ROOT" and "to" in auxiliaries):  # 'Ghana to host talks'
        return Modality.EXPECTED
    if auxiliaries & _REQUESTED_AUX or is_imperative(verb):
        return Modality.REQUESTED
    if conditional and view.quoted.get(verb.i) is None:
        return Modality.CONDITIONAL
    return Modality.EXPECTED if _is_to_come(view, verb) else Modality.ASSERTED


def has_condition(verb: Token) -> bool:
    """Whether a clause hangs on a condition: 'if', 'unless', 'provided that', 'in case', 'were they to'."""
    on_object = (p for c in verb.children if c.dep == "dobj" for p in c.children if p.dep == "prep")
    return any(is_condition(c) for c in (*verb.children, *on_object))


def is_condition(clause: Token) -> bool:
    """Whether what hangs on a verb is a condition."""
    if clause.dep == "advcl":
        words = {c.lower for c in clause.children if c.dep in {"mark", "advmod", "aux", "prep"}}
        case = any(p.lower == "case" for c in clause.children if c.lower == "in" for p in c.children)
        return bool(words & {"if", "unless"}) or case or _inverted(clause) or is_proviso(clause)
    if clause.dep == "prep":
        nouns = [p for p in clause.children if p.lower == "condition"] if clause.lower == "on" else []
        return clause.lower in _PROVIDING or any(c.dep in {"acl", "relcl"} for n in nouns for c in n.children)
    return False


def is_proviso(word: Token) -> bool:
    """Whether a participle is a conjunction: 'provided that it rains', not 'providing aid'."""
    return word.lower in _PROVIDING and any(c.dep in {"ccomp", "pcomp"} for c in word.children)


def _has_price(verb: Token) -> bool:
    """Whether something is to be done for something: 'will free the crew in return for fuel'."""
    places = (verb, *(c for c in verb.children if c.dep in {"dobj", "nsubjpass"}))
    preps = (p for place in places for p in place.children if p.dep == "prep" and p.lower == "in")
    return any(
        o.lower in {"return", "exchange"} and any(f.lower == "for" for f in o.children)
        for p in preps
        for o in p.children
    )


def is_imperative(verb: Token) -> bool:
    """Whether a verb is a command: a bare form without subject that heads a sentence or a quotation."""
    if verb.tag != "VB" or verb.dep not in {"ROOT", "ccomp"} or any(c.dep in _OWN for c in verb.children):
        return False
    return verb.dep == "ROOT" or verb.i < verb.head.i


def _is_to_come(view: View, verb: Token) -> bool:
    """Whether a present tense speaks of what is to come: 'meets on Thursday', 'are meeting tomorrow'."""
    present = verb.tag in {"VBZ", "VBP"} or (
        verb.tag == "VBG" and any(c.dep == "aux" and c.tag in {"VBZ", "VBP"} for c in verb.children)
    )
    if not present:
        return False
    day = verb.sent > view.parse.headline
    times = [c for c in verb.children if c.dep in {"npadvmod", "advmod"}]
    times += [p for c in verb.children if c.dep == "prep" and c.lower in {"on", "in"} for p in c.children]
    return any(
        t.lower == "tomorrow"
        or any(c.lower in {"next", "coming"} for c in t.children)
        or (day and t.lower in WEEKDAYS and t.head.lower == "on" and not t.children)
        for t in times
        if t.ent in {"DATE", "TIME"}
    )


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
    if first is None:
        return False
    if verb.lower in _INVERTED and verb.pos == "AUX" and first.i > verb.i:
        return True  # the parser may take 'were' for the head
    return first.lower in _INVERTED and first.dep in {"aux", "auxpass", "ROOT"} and first.i < verb.i - 1


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


def _denies(word: Token) -> bool:
    """Whether a word that hangs on a predicate denies it."""
    if word.dep == "neg":
        return not _is_not_only(word)
    if word.lower == "longer" and any(c.lower == "no" for c in word.children):
        return True
    if word.lower in {"never", "neither", "nor", "hardly", "scarcely"}:
        return True
    if word.dep == "advmod" and word.lower in {"almost", "nearly"}:
        return True  # what almost happened did not
    if (word.dep in {"nsubj", "nsubjpass"} or (word.dep == "amod" and word.i < word.head.i)) and (
        word.lower in _FEW or any(c.lower in _FEW for c in word.children if c.dep == "amod")
    ):
        return not any(c.lower == "a" for c in word.children)  # 'few believe', but 'a few believe'
    if word.dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"}:
        before = (c for c in word.children if c.dep in {"det", "preconj", "advmod", "neg"})
        return word.lower in _NEGATORS or any(_is_none(c) or _is_not_all(c) for c in before)
    return word.dep == "prep" and any(_is_nothing(c) for c in word.children if c.dep == "pobj")


def is_left_out(token: Token) -> bool:
    """Whether 'not' stands before one member of a list: 'condemned the raid but not the invasion'."""
    return token.dep in {"conj", "appos"} and any(c.dep == "neg" and c.lower == "not" for c in token.children)


def _is_not_only(word: Token) -> bool:
    """Whether 'not' denies no more than what follows it: 'not only', 'not until Friday did'."""
    beside = [c for c in word.head.children if word.i < c.i <= word.i + 1]
    return any(c.lower in {"only", "just", "merely", "simply", "until"} for c in beside)


def _is_not_all(word: Token) -> bool:
    """Whether 'not' stands before a word for all or for one: 'not all', 'not a single ship'."""
    noun = word.head
    single = any(c.lower in {"every", "single", "one"} for c in noun.children)
    return word.lower == "not" and word.i < noun.i and (single or noun.lower in {"all", "everyone", "everybody", "one"})


def _is_none(determiner: Token) -> bool:
    """'No', 'neither', 'hardly any'."""
    return any(w.lower in {"no", "neither", "hardly", "scarcely"} for w in (determiner, *determiner.children))


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
    return any(pair in pairs for pair in (("rather", "than"), ("instead", "of"), ("far", "from"), ("all", "but")))
