"""The context of a predicate: who says it, how sure they are, whether they say yes or no.

Read from the predicate up to the root of its sentence: each word above that embeds it (reporting, denying, planning,
doubting) changes it, and so do auxiliaries, adverbs, negations and conditions on the way.
"""

import itertools
from dataclasses import dataclass, replace

from kgraph.claims.clause import first_conjunct, governing_verb, is_passive, surface_subjects
from kgraph.claims.speech import sentence_speakers
from kgraph.claims.view import View
from kgraph.lexicon import Embedding
from kgraph.model import EntityType, Modality
from kgraph.parse import Token

_RANK = {
    Modality.ASSERTED: 0,
    Modality.EXPECTED: 1,
    Modality.POSSIBLE: 2,
    Modality.REQUESTED: 3,
    Modality.CONDITIONAL: 4,
}
_POSSIBLE_AUX = frozenset({"may", "might", "could", "can"})
_EXPECTED_AUX = frozenset({"will", "shall", "'ll", "wo", "sha"})
_REQUESTED_AUX = frozenset({"should", "must", "ought"})
_POSSIBLE_ADVERBS = frozenset(
    {"possibly", "perhaps", "probably", "likely", "potentially", "maybe", "apparently", "presumably", "conceivably", "purportedly",
     "seemingly"}
)  # fmt: skip
_ALLEGED_ADVERBS = frozenset({"allegedly", "supposedly"})
_NEGATORS = frozenset(
    {"never", "no", "neither", "nor", "hardly", "scarcely", "n't", "not", "nothing", "nobody", "none", "nowhere"}
)
_IFS = frozenset({"if", "unless", "should", "were", "provided", "lest", "otherwise"})
_MODAL_ADJECTIVES = {
    "possible": Modality.POSSIBLE, "potential": Modality.POSSIBLE, "likely": Modality.POSSIBLE,
    "probable": Modality.POSSIBLE, "suspected": Modality.POSSIBLE, "feared": Modality.POSSIBLE,
    "planned": Modality.EXPECTED, "proposed": Modality.EXPECTED, "imminent": Modality.EXPECTED,
    "impending": Modality.EXPECTED, "future": Modality.EXPECTED, "promised": Modality.EXPECTED,
    "threatened": Modality.EXPECTED, "upcoming": Modality.EXPECTED, "expected": Modality.EXPECTED,
    "intended": Modality.EXPECTED,
}  # fmt: skip
_ALLEGED_ADJECTIVES = frozenset({"alleged", "purported", "supposed"})
_NO_VOICES = frozenset(
    {"figure", "number", "fact", "sign", "move", "silence", "development", "this", "that", "which", "what"}
)
_MISTAKENLY = frozenset({"wrongly", "falsely", "mistakenly", "erroneously", "incorrectly", "untruthfully"})
_FALSE = frozenset(
    {"false", "untrue", "baseless", "unfounded", "groundless", "fabricated", "fake", "wrong", "nonsense", "incorrect", "absurd",
     "mistaken", "invented"}
)  # fmt: skip
_DEEP = 40  # a tree deeper than that is a broken parse


@dataclass(frozen=True, slots=True)
class Context:
    """How a predicate is said.

    Attributes:
        speakers: Heads of the phrases that name who says it, outermost first.
        alleged: Whether it stands inside an accusation.
        void: Whether the words above leave open whether anybody says it ('nobody believes that', 'did not say that').
    """

    speakers: tuple[Token, ...] = ()
    modality: Modality = Modality.ASSERTED
    negative: bool = False
    alleged: bool = False
    void: bool = False

    def with_modality(self, modality: Modality) -> "Context":
        """The same with ``modality`` where that is stronger."""
        return replace(self, modality=modality) if _RANK[modality] > _RANK[self.modality] else self


def context_of(view: View, token: Token) -> Context:
    """The context of a predicate: a verb, or a noun or adjective that names an event."""
    return _context(view, token, 0)


def _context(view: View, token: Token, depth: int) -> Context:
    key = ("context", token.i)
    known = view.memo.get(key)
    if isinstance(known, Context):
        return known
    found = _verbal(view, token, depth) if token.pos in {"VERB", "AUX"} else _nominal(view, token, depth)
    found = _quoted(view, token, found)
    view.memo[key] = found
    return found


def _quoted(view: View, token: Token, found: Context) -> Context:
    """The context with the speakers of the quotation in front, where the words above stand outside of it."""
    quote = view.quote_at(token)
    if quote is None or not quote.speakers:
        return found
    entities = {_entity_id(view, s) for s in quote.speakers}
    if any(_entity_id(view, s) in entities for s in found.speakers):
        return found
    inside = tuple(s for s in found.speakers if quote.start <= s.start < quote.end)
    return replace(found, speakers=(*quote.speakers, *inside))


def _entity_id(view: View, token: Token) -> str:
    entity = view.entity(token)
    return entity.id if entity else f"token-{token.i}"


def _root(view: View, token: Token) -> Context:
    """The context of a sentence's own words."""
    key = ("root", token.sent)
    known = view.memo.get(key)
    if isinstance(known, Context):
        return known
    sentence = view.parse.sentences[token.sent]
    found = Context(
        speakers=tuple(s for s, clause in sentence_speakers(view, sentence) if clause.dep not in {"relcl", "acl"})[:2]
    )
    if sentence.tokens[-1].text == "?" or (len(sentence.tokens) > 1 and sentence.tokens[-2].text == "?"):
        found = found.with_modality(Modality.POSSIBLE)
    view.memo[key] = found
    return found


def _verbal(view: View, verb: Token, depth: int) -> Context:
    outer = _above(view, verb, depth)
    own = _own_modality(view, verb, outer)
    found = outer.with_modality(own)
    if is_negated(view, verb):
        found = replace(found, negative=not found.negative)
    if any(c.lower in _ALLEGED_ADVERBS for c in verb.children):
        found = replace(found, alleged=True)
    if _set_aside(view, verb):
        found = replace(found, negative=True)
    return found


def _set_aside(view: View, verb: Token) -> bool:
    """Whether a clause is what did not happen: 'rather than attack', 'instead of attacking', 'far from condemning'."""
    before = [t.lower for t in view.parse.tokens[max(0, verb.i - 4) : verb.i] if t.sent == verb.sent]
    pairs = list(itertools.pairwise(before))
    return any(pair in pairs for pair in (("rather", "than"), ("instead", "of"), ("far", "from")))


def _above(view: View, verb: Token, depth: int) -> Context:
    head = verb.head
    if head is verb or depth > _DEEP:
        return _root(view, verb)
    if verb.dep == "conj":
        return _conjoined(view, verb, depth)
    if verb.dep in {"ccomp", "xcomp", "acomp", "oprd", "attr", "csubj"} or (
        verb.dep == "advcl" and _is_infinitive(verb)
    ):
        return _embedded(view, verb, head, depth)
    if verb.dep == "parataxis":
        return replace(_speakers_only(_context(view, head, depth + 1)), speakers=_root(view, verb).speakers)
    if verb.dep == "advcl":
        return _adverbial(view, verb, head, depth)
    if verb.dep in {"pcomp", "pobj"}:
        return _after_preposition(view, verb, head, depth)
    if verb.dep in {"acl", "relcl"}:
        return _on_noun(view, verb, head, depth)
    if head.pos in {"VERB", "AUX"}:
        return _speakers_only(_context(view, head, depth + 1))
    governor = governing_verb(verb)
    return _speakers_only(_context(view, governor, depth + 1)) if governor is not None else _root(view, verb)


def _speakers_only(context: Context) -> Context:
    return Context(speakers=context.speakers, alleged=context.alleged, void=context.void)


def _conjoined(view: View, verb: Token, depth: int) -> Context:
    """A conjoined clause shares what stands above the first; without a subject of its own, its auxiliaries too."""
    first = first_conjunct(verb)
    if first.pos not in {"VERB", "AUX"}:
        return _speakers_only(_context(view, first, depth + 1))
    above = _above(view, first, depth + 1)
    own_subject = any(c.dep in {"nsubj", "nsubjpass", "csubj"} for c in verb.children)
    own_aux = any(c.dep in {"aux", "auxpass"} for c in verb.children)
    if own_subject:
        return above
    shared = above if own_aux else above.with_modality(_own_modality(view, first, above))
    joined = {c.lower for c in verb.head.children if c.dep == "cc"}
    if is_negated(view, first) and joined & {"or", "nor"}:
        shared = replace(shared, negative=not shared.negative)
    return shared


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def _embedded(view: View, verb: Token, head: Token, depth: int) -> Context:
    """A complement clause: the word above may say who says it, how sure, and whether."""
    outer = _context(view, head, depth + 1)
    if verb.dep == "ccomp" and verb.i < head.i and _complete(head):
        return _speakers_only(outer)  # 'Rebels take town, army warns of famine': two clauses that a comma joins
    infinitive = _is_infinitive(verb)
    roles = {"inf"} if infinitive else {"ing"} if verb.tag == "VBG" and verb.dep == "xcomp" else {"that"}
    if verb.dep == "ccomp" and infinitive:
        roles = {"inf", "that"}
    entry = find_embedding(view, head, roles, other_subject=infinitive and _other_subject(verb, head))
    if entry is None and infinitive and head.pos == "VERB" and is_passive(head):
        entry = find_embedding(view, head, {"that"})  # 'is said by aides to have …'
    if entry is not None and entry.pos == "noun":
        return _content_of_noun(view, entry, head, outer)
    if entry is None and not infinitive and head.pos == "VERB":
        nouns = [c for c in head.children if c.dep in {"nsubj", "nsubjpass"} and c.pos in {"NOUN", "PROPN"}]
        entry = find_embedding(view, nouns[0], {"that"}) if nouns else None
        if entry is not None:  # 'suspicion grew that …': the clause belongs to the noun
            return _content_of_noun(view, entry, nouns[0], outer)
    if entry is None:
        return _implied(view, verb, head, outer, infinitive=infinitive)
    return _apply(view, entry, head, outer)


def _complete(verb: Token) -> bool:
    """Whether a reporting verb has what it reports after it, so that the clause before it stands for itself."""
    return any(
        c.i > verb.i and c.dep == "prep" and c.lower in {"of", "about", "against", "over"} for c in verb.children
    )


def _implied(view: View, verb: Token, head: Token, outer: Context, *, infinitive: bool) -> Context:
    """A complement of a word that is not in the lexicon: 'is to do' is expected, the rest as the word above."""
    if head.lemma == "be" and infinitive:
        return outer.with_modality(Modality.EXPECTED)
    if verb.dep == "advcl" and infinitive:
        return _speakers_only(outer).with_modality(Modality.EXPECTED)
    if verb.dep == "ccomp" and not view.lexicon.verbs.get(head.lemma) and any(c.dep == "nsubj" for c in head.children):
        return outer
    return outer


def _other_subject(verb: Token, head: Token) -> bool:
    """Whether a complement is what somebody else does: 'wants them to leave', 'was asked to leave'."""
    if any(c.dep in {"nsubj", "nsubjpass"} for c in verb.children) or (head.pos == "VERB" and is_passive(head)):
        return True
    return any(
        c.dep in {"dobj", "dative"} or (c.dep == "prep" and c.lower in {"on", "to", "with", "upon"})
        for c in head.children
        if c.i < verb.i
    )


def find_embedding(view: View, head: Token, roles: set[str], *, other_subject: bool = False) -> Embedding | None:
    """The lexicon's entry for a word that embeds a clause in one of these roles.

    Of several the one with most words that fits; then, of a wish, the request where somebody else is to act.
    """
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}.get(head.pos, "")
    fitting = [
        entry
        for entry in view.lexicon.embedding.get((head.lemma.lower(), pos), ())
        if roles & set(entry.role.split("|")) and _parts_fit(entry, head)
    ]
    return max(
        fitting, key=lambda e: (len(e.lemma.split()), (e.modality == "requested") == other_subject), default=None
    )


def _parts_fit(entry: Embedding, head: Token) -> bool:
    below = {c.lower for c in head.children}
    objects = {c.lemma for c in head.children if c.dep in {"dobj", "acomp", "oprd", "attr"}}
    parts = entry.parts
    return all(p in below for p in parts.particles) and (parts.noun_object is None or parts.noun_object in objects)


def _apply(view: View, entry: Embedding, head: Token, outer: Context) -> Context:
    """What an embedding word makes of the context of its own clause."""
    speakers = outer.speakers
    if entry.speaker:
        speakers = (*speakers, *_entry_speakers(view, entry, head))
    report = bool(entry.speaker) and entry.pos == "verb"
    void = outer.void or (
        outer.negative and report and not entry.polarity and entry.modality in {"", "possible", "expected"}
    )
    modality = outer.modality if not report or outer.modality is Modality.CONDITIONAL else Modality.ASSERTED
    negative = outer.negative
    if report and not entry.polarity:
        negative = False  # 'did not say that' tells nothing of what follows; the claim rule drops it
    found = Context(speakers=speakers, modality=modality, negative=negative, alleged=outer.alleged, void=void)
    if entry.modality == "alleged":
        found = replace(found, alleged=True)
    elif entry.modality:
        found = found.with_modality(Modality(entry.modality))
    if entry.polarity == "negative":
        if outer.negative:
            found = found.with_modality(Modality.POSSIBLE)  # 'has not ruled out', 'does not deny': open, not so
        found = replace(found, negative=not found.negative)
    if any(c.lower in _MISTAKENLY for c in head.children):
        found = replace(found, negative=True, alleged=True)
    return found


def _entry_speakers(view: View, entry: Embedding, head: Token) -> list[Token]:
    if entry.speaker == "poss":
        owners = [c for c in head.children if c.dep == "poss"]
        return owners + [p for c in head.children if c.lower in {"by", "from"} for p in c.children if p.dep == "pobj"]
    if head.pos in {"VERB", "AUX"} and is_passive(head):
        return [p for c in head.children if c.dep == "agent" for p in c.children if p.dep == "pobj"]
    return [t for t in surface_subjects(head) if t.lower != "there" and _can_speak(view, t)]


def _can_speak(view: View, token: Token) -> bool:
    """Whether something can be said to say: no event and no figure does, a report or a picture may."""
    return view.type(token) is not EntityType.EVENT and token.lemma not in _NO_VOICES


def _adverbial(view: View, verb: Token, head: Token, depth: int) -> Context:
    outer = _context(view, head, depth + 1)
    marks = {c.lower for c in verb.children if c.dep in {"mark", "advmod"}}
    found = _speakers_only(outer)
    if marks & {"if", "unless", "provided"} or (verb.children and verb.children[0].lower in {"were", "should"}):
        found = found.with_modality(Modality.CONDITIONAL)
        return replace(found, negative=True) if "unless" in marks else found
    if "before" in marks or "until" in marks:
        return found.with_modality(
            Modality.EXPECTED if _own_modality(view, verb, found) is not Modality.ASSERTED else found.modality
        )
    return found


def _after_preposition(view: View, verb: Token, prep: Token, depth: int) -> Context:
    """A gerund after a preposition: 'accused of paying', 'without firing', 'a plan for sending'."""
    above = prep.head
    governor = above if above.pos in {"VERB", "AUX", "NOUN", "ADJ"} else governing_verb(above)
    if governor is None:
        return _root(view, verb)
    outer = _context(view, governor, depth + 1)
    entry = find_embedding(view, governor, {prep.lower})
    if entry is None and governor.dep == "dobj" and governor.head.pos == "VERB":
        entry = find_embedding(view, governor.head, {prep.lower})
        if entry is not None:  # 'accuse the army of shelling': the parser hung 'of' on 'army'
            return _apply(view, entry, governor.head, _context(view, governor.head, depth + 1))
    if entry is not None:
        return _apply(view, entry, governor, outer)
    found = _speakers_only(outer)
    if prep.lower == "without":
        found = replace(found, negative=True)
    if prep.lower in {"for", "to", "towards", "toward"} and governor.pos == "NOUN":
        found = found.with_modality(Modality.EXPECTED)
    return found


def _on_noun(view: View, verb: Token, noun: Token, depth: int) -> Context:
    """A clause on a noun: content of 'claim that', 'plan to'; else the words of whoever says the sentence."""
    above = _context(view, noun, depth + 1)
    own = tuple(s for s, clause in sentence_speakers(view, view.parse.sentences[verb.sent]) if clause is verb)
    found = Context(speakers=above.speakers + own, alleged=above.alleged)
    if verb.dep == "relcl" and any(c.lower in {"who", "which", "whom", "whose"} for c in verb.children):
        return found
    roles = {"inf"} if _is_infinitive(verb) else {"that"} if any(c.dep == "mark" for c in verb.children) else set()
    entry = find_embedding(view, noun, roles) if roles else None
    if entry is None and verb.dep == "acl" and "inf" in roles and noun.dep == "dobj" and noun.head.pos == "VERB":
        entry = find_embedding(view, noun.head, {"inf"})
    if entry is not None:
        return _content_of_noun(view, entry, noun, above)
    return found.with_modality(Modality.EXPECTED) if "inf" in roles else found


def _content_of_noun(view: View, entry: Embedding, noun: Token, above: Context) -> Context:
    """What a claim, a report, a rumour says: no fact where nobody is named, not so where the sentence calls it false."""
    found = _apply(view, entry, noun, above)
    if "that" in entry.role and len(found.speakers) == len(above.speakers) and not entry.polarity:
        found = replace(found, alleged=True)
    verb = noun.head
    called = (
        [c.lower for c in verb.children if c.dep in {"acomp", "attr", "oprd"}]
        if noun.dep in {"nsubj", "nsubjpass"}
        else []
    )
    return replace(found, negative=not found.negative, alleged=True) if set(called) & _FALSE else found


def _own_modality(view: View, verb: Token, outer: Context) -> Modality:
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
    if auxiliaries & _POSSIBLE_AUX or adverbs & _POSSIBLE_ADVERBS:
        return Modality.POSSIBLE
    if auxiliaries & _EXPECTED_AUX:
        return Modality.EXPECTED
    if auxiliaries & _REQUESTED_AUX:
        return Modality.REQUESTED
    if conditional and view.quote_at(verb) is None:
        return Modality.CONDITIONAL
    return Modality.ASSERTED


def _inverted(verb: Token) -> bool:
    """'Were the state to close the pass …': a condition by word order."""
    first = min(verb.children, key=lambda c: c.i, default=None)
    return (
        first is not None
        and first.lower in {"were", "should", "had"}
        and first.dep in {"aux", "auxpass", "ROOT"}
        and first.i < verb.i - 1
    )


def is_negated(view: View, predicate: Token) -> bool:
    """Whether a predicate is denied by a word of its own clause: not, never, no, nobody, yet to."""
    for c in predicate.children:
        if c.dep == "neg" or c.lower in {"never", "neither", "nor", "hardly", "scarcely"}:
            return True
        arguments = {"nsubj", "nsubjpass", "dobj", "attr", "expl"}
        if c.dep in arguments and (
            c.lower in _NEGATORS
            or any(g.lower in {"no", "neither"} for g in c.children if g.dep in {"det", "preconj", "advmod", "neg"})
        ):
            return True
        if c.dep == "prep" and any(
            g.lower in {"nobody", "none", "nothing"} or any(d.lower == "no" and d.dep == "det" for d in g.children)
            for g in c.children
            if g.dep == "pobj"
        ):
            return True
    if predicate.dep == "xcomp" and predicate.head.lemma in {"have", "be"}:
        return any(c.lower == "yet" for c in (*predicate.head.children, *predicate.children))
    return False


def _nominal(view: View, noun: Token, depth: int) -> Context:
    """The context of an event that a noun or an adjective names."""
    found = _noun_above(view, noun, depth)
    for c in noun.children:
        if c.dep in {"det", "neg", "predet"} and c.lower in {"no", "neither", "any"}:
            found = replace(found, negative=not found.negative) if c.lower != "any" else found
        if c.dep in {"amod", "advmod"}:
            modality = _MODAL_ADJECTIVES.get(c.lower)
            found = found.with_modality(modality) if modality else found
            if c.lower in _ALLEGED_ADJECTIVES:
                found = replace(found, alleged=True)
    return found


def _noun_above(view: View, noun: Token, depth: int) -> Context:
    head = noun.head
    if head is noun or depth > _DEEP:
        return _root(view, noun)
    if noun.dep == "conj":
        return _noun_above(view, first_conjunct(noun), depth + 1)
    if noun.pos == "ADJ" and head.pos in {"VERB", "AUX"}:
        return _context(view, head, depth + 1)
    if head.pos in {"VERB", "AUX"}:
        return _noun_under_verb(view, noun, head, depth)
    if noun.dep == "pobj":
        return _noun_after_preposition(view, head, depth)
    return _speakers_only(_context(view, head, depth + 1))


def _noun_under_verb(view: View, noun: Token, verb: Token, depth: int) -> Context:
    outer = _context(view, verb, depth + 1)
    logical_object = noun.dep in {"dobj", "nsubjpass", "attr"}
    entry = (
        find_embedding(view, verb, {"oprd"} if noun.dep == "oprd" else {"obj"})
        if logical_object or noun.dep == "oprd"
        else None
    )
    if entry is not None:
        return _apply(view, entry, verb, outer)
    definite = any(c.dep in {"det", "poss"} and c.lower not in {"a", "an", "no", "any"} for c in noun.children)
    if logical_object and not definite:
        return replace(outer, negative=outer.negative and not _has_no(noun))
    return _speakers_only(outer)


def _has_no(noun: Token) -> bool:
    return any(c.dep == "det" and c.lower == "no" for c in noun.children)


def _noun_after_preposition(view: View, prep: Token, depth: int) -> Context:
    above = prep.head
    governor = above if above.pos in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"} else governing_verb(above)
    if governor is None or governor is prep:
        return Context()
    if prep.lower == "as" and governor.dep == "dobj" and governor.head.pos == "VERB":
        governor = governor.head  # 'condemned the launch as a violation', whichever the parser hung 'as' on
    outer = _context(view, governor, depth + 1)
    entry = find_embedding(view, governor, {prep.lower})
    if entry is not None and (governor.pos != "NOUN" or prep.lower in {"of", "for"}):
        return _apply(view, entry, governor, outer)
    if prep.lower == "without":
        return replace(_speakers_only(outer), negative=True)
    return _speakers_only(outer)
