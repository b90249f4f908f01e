"""The context of a predicate, read from it up to the root of its sentence.

Each word above that embeds it (reporting, denying, planning, doubting) changes it, and so do auxiliaries, adverbs,
negations and conditions on the way.
"""

from dataclasses import replace

from kgraph.claims.certainty import (
    is_alleged,
    is_condition,
    is_negated,
    is_proviso,
    is_set_aside,
    named_as,
    own_modality,
)
from kgraph.claims.clause import child, first_conjunct, governing_verb, is_infinitive, is_one_of_few, is_passive
from kgraph.claims.context import Context
from kgraph.claims.embedding import (
    apply_embedding,
    content_of_noun,
    embedding_of_complement,
    find_embedding,
    is_content,
    is_that_clause,
)
from kgraph.claims.view import View
from kgraph.claims.voices import carried_over, covers, is_apart, sentence_speakers
from kgraph.model import Modality
from kgraph.parse import Token, is_below, leftmost

_MOST = 2  # speakers at the side of a sentence; more are the words of a list


def context_of(view: View, token: Token) -> Context:
    """The context of a predicate: a verb, or a noun or adjective that names an event."""
    found = view.contexts.get(token.i)
    if found is None:
        found = _verbal(view, token) if token.pos in {"VERB", "AUX"} else _nominal(view, token)
        found = view.contexts[token.i] = _quoted(view, token, found)
    return found


def _quoted(view: View, token: Token, found: Context) -> Context:
    """The context with the speakers of the quotation in front, where the words above stand outside of it."""
    quote = view.quoted.get(token.i)
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
    found = view.roots.get(token.sent)
    if found is None:
        sentence = view.parse.sentences[token.sent]
        beside = (s for s, clause in sentence_speakers(view, sentence) if clause is sentence.root)
        found = Context(speakers=tuple(beside)[:_MOST] or carried_over(view, sentence))
        if any(t.text == "?" for t in sentence.tokens[-2:]):
            found = found.with_modality(Modality.POSSIBLE)
        view.roots[token.sent] = found
    if all(covers(view, s, token) for s in found.speakers):
        return found
    return replace(found, speakers=tuple(s for s in found.speakers if covers(view, s, token)))


def _verbal(view: View, verb: Token) -> Context:
    outer = _above(view, verb)
    beside = _beside(view, verb)
    if beside:
        outer = replace(outer, speakers=(*outer.speakers, *beside))
    own = own_modality(view, verb, outer)
    asked = outer.modality is Modality.REQUESTED and is_infinitive(verb)  # under a condition, too
    found = outer if asked else outer.with_modality(own)
    if is_negated(verb):
        found = replace(found, negative=not found.negative)
    if is_alleged(verb):
        found = replace(found, alleged=True)
    return replace(found, negative=True) if is_set_aside(view, verb) else found


def _beside(view: View, verb: Token) -> list[Token]:
    """The speakers at the side of a clause within a sentence."""
    sentence = view.parse.sentences[verb.sent]
    if verb is sentence.root or verb.dep not in {"relcl", "acl", "ccomp", "advcl"}:
        return []
    return [s for s, clause in sentence_speakers(view, sentence) if clause is verb]


def _above(view: View, verb: Token) -> Context:
    head = verb.head
    if head is verb:
        return _root(view, verb)
    if verb.dep == "conj":
        return _conjoined(view, verb)
    if verb.dep in {"ccomp", "xcomp", "acomp", "oprd", "attr", "csubj"} or (
        verb.dep == "advcl" and is_infinitive(verb)
    ):
        return _embedded(view, verb, head)
    if verb.dep == "parataxis":
        return replace(context_of(view, head).speakers_only(), speakers=_root(view, verb).speakers)
    if verb.dep == "advcl":
        return _adverbial(view, verb, head)
    if verb.dep in {"pcomp", "pobj"}:
        return _after_preposition(view, verb, head)
    if verb.dep in {"acl", "relcl"}:
        return _on_noun(view, verb, head)
    if head.pos in {"VERB", "AUX"}:
        return context_of(view, head).speakers_only()
    governor = governing_verb(verb)
    return context_of(view, governor).speakers_only() if governor is not None else _root(view, verb)


def _conjoined(view: View, verb: Token) -> Context:
    """A conjoined clause shares what stands above the first; without a subject of its own, its auxiliaries too."""
    first = first_conjunct(verb)
    if first.pos not in {"VERB", "AUX"}:
        return context_of(view, first).speakers_only()
    if first.dep == "ccomp" and first.tag in {"VB", "VBP"} and verb.tag == "VBD" and _demands(view, first.head):
        return context_of(view, first.head).speakers_only()  # 'demanded that he go, and its supporters marched'
    above = _above(view, first)
    own_subject = any(c.dep in {"nsubj", "nsubjpass", "csubj"} for c in verb.children)
    own_aux = any(c.dep in {"aux", "auxpass"} for c in verb.children)
    if own_subject and verb.tag == "VBD" and above.modality is Modality.REQUESTED and first.head.pos == "VERB":
        return context_of(view, first.head).speakers_only()  # 'demanded that he go, and crowds rallied': no request
    told = child(verb, "ccomp")
    if own_subject and told is not None and child(verb, "mark") is None:
        return replace(above, speakers=tuple(s for s in above.speakers if covers(view, s, told)))
    if own_subject:
        return above
    shared = above if own_aux else above.with_modality(own_modality(view, first, above))
    joined = {c.lower for c in verb.head.children if c.dep == "cc"}
    if is_negated(first) and joined & {"or", "nor"}:
        shared = replace(shared, negative=not shared.negative)
    return shared


def _demands(view: View, verb: Token) -> bool:
    entry = find_embedding(view, verb, {"that"})
    return entry is not None and entry.modality == "requested"


def _embedded(view: View, verb: Token, head: Token) -> Context:
    """A complement clause: the word above may say who says it, how sure, and whether."""
    if is_condition(head) and is_proviso(head):
        return context_of(view, head.head).speakers_only().with_modality(Modality.CONDITIONAL)
    if verb.dep == "ccomp" and verb.i < head.i and is_apart(view, verb, head):
        return _root(view, verb)  # 'Rebels took the town; the army says it withdrew'
    outer = context_of(view, head)
    if verb.dep == "ccomp" and verb.i < head.i and _complete(head):
        return outer.speakers_only()  # 'Rebels take town, army warns of famine': two clauses that a comma joins
    if verb.dep == "ccomp" and verb.i > head.i and child(verb, "mark") is None and _apart(view, head, verb):
        return outer.speakers_only()
    infinitive = is_infinitive(verb)
    if any(c.lower == "whether" for c in verb.children):
        outer = outer.with_modality(Modality.POSSIBLE)
    roles = {"inf"} if infinitive else {"ing"} if verb.tag == "VBG" and verb.dep == "xcomp" else {"that"}
    if verb.dep == "ccomp" and infinitive:
        roles = {"inf", "that"}
    entry, word = embedding_of_complement(view, verb, head, roles)
    if entry is not None and entry.speaker and infinitive and is_passive(head) and child(head, "agent") is None:
        outer = replace(outer, alleged=True)  # 'is said to have …': by nobody who is named
    if entry is not None and entry.pos == "noun":
        return content_of_noun(view, entry, word, outer)
    found = (
        _implied(verb, head, outer, infinitive=infinitive)
        if entry is None
        else apply_embedding(view, entry, word, outer)
    )
    if any(c.lower == "whether" for c in verb.children):
        found = found.with_modality(Modality.POSSIBLE)  # 'demanded to know whether the army shelled it'
    return found.with_modality(Modality.REQUESTED) if _is_subjunctive(verb) else found


def _is_subjunctive(verb: Token) -> bool:
    """Whether a bare verb after 'that' says what is to be: 'recommended that the council close the pass'."""
    return (
        verb.tag == "VB"
        and verb.dep == "ccomp"
        and not any(c.dep == "aux" for c in verb.children)
        and any(c.dep == "mark" and c.lower == "that" for c in verb.children)
    )


def _apart(view: View, head: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the verb that the parser hangs it on."""
    return any(t.text == ";" for t in view.parse.tokens[head.i + 1 : leftmost(verb).i + 1]) or any(
        c.text == ";" and c.i < verb.i for c in verb.children
    )


def _complete(verb: Token) -> bool:
    """Whether a verb needs no clause before it: a reporting verb with what it reports after it, a bare auxiliary."""
    return verb.lemma in {"have", "do", "be", "will"} or any(
        c.i > verb.i and c.dep == "prep" and c.lower in {"of", "about", "against", "over"} for c in verb.children
    )


def _implied(verb: Token, head: Token, outer: Context, *, infinitive: bool) -> Context:
    """A complement of a word that is not in the lexicon: 'is to do' is expected, the rest as the word above."""
    if head.lemma == "be" and infinitive:
        return outer.with_modality(Modality.EXPECTED)
    if verb.dep == "advcl" and infinitive:
        return outer.speakers_only().with_modality(Modality.EXPECTED)
    return outer


def _adverbial(view: View, verb: Token, head: Token) -> Context:
    outer = context_of(view, head)
    marks = {c.lower for c in verb.children if c.dep in {"mark", "advmod"}}
    entry = find_embedding(view, head, {"ing"}) if verb.tag == "VBG" and _adjoins(view, head, verb) else None
    if entry is not None:
        return apply_embedding(view, entry, head, outer)  # 'ruled out sending', which the parser takes for a manner
    found = outer.speakers_only()
    if is_condition(verb) or "provided" in marks:
        found = found.with_modality(Modality.CONDITIONAL)
        return replace(found, negative=True) if "unless" in marks else found
    if "before" in marks or "until" in marks:
        return found.with_modality(
            Modality.EXPECTED if own_modality(view, verb, found) is not Modality.ASSERTED else found.modality
        )
    return found


def _adjoins(view: View, head: Token, verb: Token) -> bool:
    """Whether nothing but particles stands between two verbs."""
    return all(t.dep == "prt" for t in view.parse.tokens[head.i + 1 : verb.i]) and head.i < verb.i


def _after_preposition(view: View, verb: Token, prep: Token) -> Context:
    """A gerund after a preposition: 'accused of paying', 'without firing', 'a plan for sending'."""
    above = prep.head
    governor = above if above.pos in {"VERB", "AUX", "NOUN", "ADJ"} else governing_verb(above)
    if governor is None:
        return _root(view, verb)
    outer = context_of(view, governor)
    if is_proviso(prep):
        return outer.speakers_only().with_modality(Modality.CONDITIONAL)
    entry = find_embedding(view, governor, {prep.lower})
    verb_above = governor.head.head if governor.head.dep == "agent" else governor.head
    if entry is None and (governor.dep == "dobj" or governor.head.dep == "agent") and verb_above.pos == "VERB":
        entry = find_embedding(view, verb_above, {prep.lower})
        if entry is not None:  # 'accuse the army of shelling', 'accused by it of': the parser hung 'of' on the noun
            return apply_embedding(view, entry, verb_above, context_of(view, verb_above))
    if entry is not None:
        return apply_embedding(view, entry, governor, outer)
    found = outer.speakers_only()
    if prep.lower == "without":
        found = replace(found, negative=True)
    if prep.lower in {"for", "to", "towards", "toward"} and governor.pos == "NOUN":
        found = found.with_modality(Modality.EXPECTED)
    return found


def _on_noun(view: View, verb: Token, noun: Token) -> Context:
    """A clause on a noun: content of 'claim that', 'plan to'; else the words of whoever says the sentence."""
    if noun.dep == "pobj" and noun.head.lower in {"by", "from", "of"} and is_that_clause(verb):
        said = noun.head.head  # 'testimony from two guards that …': the parser hung the clause on 'guards'
        entry = find_embedding(view, said, {"that"}) if said.pos == "NOUN" else None
        if entry is not None:
            return content_of_noun(view, entry, said, context_of(view, said))
    above = context_of(view, noun)
    if any(is_below(noun, s) for s in above.speakers):  # what describes the speaker
        above = replace(above, speakers=tuple(s for s in above.speakers if not is_below(noun, s)))
    if is_infinitive(verb) and noun.dep == "nsubj" and noun.head.lower == "were" and noun.head.i < noun.i:
        return context_of(view, noun.head).with_modality(Modality.CONDITIONAL)  # 'were a court to side with them'
    found = Context(speakers=above.speakers, alleged=above.alleged, void=above.void)
    if verb.dep == "relcl" and any(c.lower in {"who", "which", "whom", "whose"} for c in verb.children):
        return found
    content = any(c.dep == "mark" for c in verb.children) or is_content(view, verb)
    roles = {"inf"} if is_infinitive(verb) else {"that"} if content else set()
    entry = find_embedding(view, noun, roles) if roles else None
    if entry is None and verb.dep == "acl" and "inf" in roles and noun.dep == "dobj" and noun.head.pos == "VERB":
        entry = find_embedding(view, noun.head, {"inf"})
    if entry is not None:
        return content_of_noun(view, entry, noun, above)
    return found.with_modality(Modality.EXPECTED) if "inf" in roles and not is_one_of_few(noun) else found


def _nominal(view: View, noun: Token) -> Context:
    """The context of an event that a noun or an adjective names."""
    found = _noun_above(view, noun)
    return named_as(noun, found)


def _noun_above(view: View, noun: Token) -> Context:
    head = noun.head
    if head is noun:
        return _root(view, noun)
    if noun.dep == "conj":
        return _noun_above(view, first_conjunct(noun))
    if noun.pos == "ADJ" and head.pos in {"VERB", "AUX"}:
        return context_of(view, head)
    if head.pos in {"VERB", "AUX"}:
        return _noun_under_verb(view, noun, head)
    if noun.dep == "pobj":
        return _noun_after_preposition(view, head)
    return context_of(view, head).speakers_only()


def _noun_under_verb(view: View, noun: Token, verb: Token) -> Context:
    outer = context_of(view, verb)
    logical_object = noun.dep in {"dobj", "nsubjpass", "attr"}
    entry = (
        find_embedding(view, verb, {"oprd"} if noun.dep == "oprd" else {"obj"})
        if logical_object or noun.dep == "oprd"
        else None
    )
    if entry is not None and entry.polarity and _is_speech_act(view, noun):
        return outer.speakers_only()  # a call that is rejected was made
    if entry is not None:
        return apply_embedding(view, entry, verb, outer)
    definite = any(c.dep in {"det", "poss"} and c.lower not in {"a", "an", "no", "any"} for c in noun.children)
    if logical_object and not definite:
        return replace(outer, negative=outer.negative and not _has_no(noun))
    return outer.speakers_only()


def _is_speech_act(view: View, noun: Token) -> bool:
    frames = view.lexicon.nouns.get(noun.lemma.lower(), ())
    return bool(frames) and frames[-1].relation in {"urges", "accuses", "condemns", "warns", "threatens", "questions"}


def _has_no(noun: Token) -> bool:
    return any(c.dep == "det" and c.lower == "no" for c in noun.children)


def _noun_after_preposition(view: View, prep: Token) -> Context:
    above = prep.head
    governor = above if above.pos in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"} else governing_verb(above)
    if governor is None or governor is prep:
        return Context()
    if prep.lower == "as" and governor.dep == "dobj" and governor.head.pos == "VERB":
        governor = governor.head  # 'condemned the launch as a violation', whichever the parser hung 'as' on
    outer = context_of(view, governor)
    entry = find_embedding(view, governor, {prep.lower})
    if entry is not None and (governor.pos != "NOUN" or prep.lower in {"of", "for"}):
        return apply_embedding(view, entry, governor, outer)
    if prep.lower == "without":
        return replace(outer.speakers_only(), negative=True)
    return outer.speakers_only()
