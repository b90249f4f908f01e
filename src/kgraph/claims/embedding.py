"""Words that embed a clause: which entry of the lexicon fits, and what it makes of the context."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from kgraph.claims.clause import child, is_infinitive, is_passive
from kgraph.claims.context import Context
from kgraph.claims.phrases import authors
from kgraph.claims.speech import can_speak, reporting_lemmas, said_by
from kgraph.claims.view import View
from kgraph.lexicon import Embedding
from kgraph.model import ACTORS, Modality
from kgraph.parse import Token
from kgraph.words import word_list


def find_embedding(
    view: View, head: Token, roles: AbstractSet[str], *, other_subject: bool = False
) -> Embedding | None:
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
    clauses = (c for c in head.children if c.dep in {"advcl", "ccomp", "xcomp"})
    below |= {g.lower for c in clauses for g in c.children if g.dep == "mark"}  # 'call for the owner to be tried'
    objects = {c.lemma for c in head.children if c.dep in {"dobj", "acomp", "oprd", "attr"}}
    parts = entry.parts
    return all(p in below for p in parts.particles) and (parts.noun_object is None or parts.noun_object in objects)


def apply_embedding(view: View, entry: Embedding, head: Token, outer: Context) -> Context:
    """What an embedding word makes of the context of its own clause."""
    if view.trace is not None:
        view.trace.embedding[head.i] = entry
    speakers = outer.speakers
    if entry.speaker and not (outer.speakers and outer.modality is Modality.REQUESTED):
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
    elif entry.modality == "void":
        found = replace(found, void=True)
    elif entry.modality:
        found = found.with_modality(Modality(entry.modality))
    if entry.polarity == "negative":
        if outer.negative:
            found = found.with_modality(Modality.POSSIBLE)  # 'has not ruled out', 'does not deny': open, not so
        found = replace(found, negative=not found.negative)
    if any(c.lower in word_list("misleading-adverb") for c in head.children):
        found = replace(found, negative=True, alleged=True)
    return found


def _entry_speakers(view: View, entry: Embedding, head: Token) -> list[Token]:
    if entry.speaker == "poss":
        return [t for t in authors(head) if can_speak(view, t) and (t.dep == "poss" or view.type(t) in ACTORS)]
    return said_by(view, head)


def embedding_of_complement(view: View, verb: Token, head: Token, roles: set[str]) -> tuple[Embedding | None, Token]:
    """What embeds a complement, and the word that does: the verb above, its predicate adjective, or its subject."""
    infinitive = is_infinitive(verb)
    entry = find_embedding(view, head, roles, other_subject=infinitive and _other_subject(verb, head))
    if entry is None and infinitive and head.pos == "VERB" and is_passive(head):
        entry = find_embedding(view, head, {"that"})  # 'is said by aides to have …'
    if entry is not None:
        return entry, head
    judged = child(head, "acomp", "attr") if head.lemma == "be" else None
    if judged is not None:
        return find_embedding(view, judged, roles), judged  # 'it is doubtful that …'
    subject = child(head, "nsubj", "nsubjpass")
    if not infinitive and head.pos == "VERB" and subject is not None and subject.pos in {"NOUN", "PROPN"}:
        return find_embedding(view, subject, {"that"}), subject  # 'suspicion grew that …'
    return None, head


def _other_subject(verb: Token, head: Token) -> bool:
    """Whether a complement is what somebody else does: 'wants them to leave', 'was asked to leave'."""
    if any(c.dep in {"nsubj", "nsubjpass"} for c in verb.children) or (head.pos == "VERB" and is_passive(head)):
        return True
    return any(
        c.dep in {"dobj", "dative"} or (c.dep == "prep" and c.lower in {"on", "to", "with", "upon"})
        for c in head.children
        if c.i < verb.i
    )


def is_that_clause(verb: Token) -> bool:
    """Whether a clause that hangs on a noun has a subject of its own after 'that'."""
    that = [c for c in verb.children if c.lower == "that"]
    return bool(that) and that[0].dep not in {"nsubj", "nsubjpass"} and child(verb, "nsubj", "nsubjpass") is not None


def is_content(view: View, verb: Token) -> bool:
    """Whether what the parser takes for a relative clause is what its noun says: 'the rumour that Oman armed them'."""
    that = [c for c in verb.children if c.lower == "that" and c.dep in {"dobj", "mark", "pobj", "advmod"}]
    own = any(c.dep in {"nsubj", "nsubjpass"} for c in verb.children)
    return bool(that) and own and verb.head.pos == "NOUN" and find_embedding(view, verb.head, {"that"}) is not None


def content_of_noun(view: View, entry: Embedding, noun: Token, above: Context) -> Context:
    """What a claim, a report, a rumour says: no fact where nobody is named; not so where it is called false."""
    found = apply_embedding(view, entry, noun, above)
    if len(found.speakers) == len(above.speakers):
        found = replace(found, speakers=(*found.speakers, *_voicing(view, noun)))
    if "that" in entry.role and len(found.speakers) == len(above.speakers) and not entry.polarity:
        found = replace(found, alleged=True)
    subject = noun.dep in {"nsubj", "nsubjpass"}
    called = {c.lower for c in noun.head.children if subject and c.dep in {"acomp", "attr", "oprd"}}
    return replace(found, negative=not found.negative, alleged=True) if called & word_list("false-word") else found


def _voicing(view: View, noun: Token) -> list[Token]:
    """Whose claim it is where the noun does not say: 'the ministry takes the view that', 'said in a statement that'."""
    if noun.dep == "pobj" and noun.head.head.pos in {"VERB", "AUX"}:
        verb = noun.head.head
        lemmas = {"of": {"be"}, "with": word_list("voicing-verb")}.get(noun.head.lower, reporting_lemmas(view.lexicon))
    elif noun.dep == "dobj":
        verb, lemmas = noun.head, word_list("voicing-verb")
    else:
        return []
    return said_by(view, verb) if verb.lemma in lemmas else []
