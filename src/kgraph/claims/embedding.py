"""Words that embed a clause: which entry of the lexicon fits, and what it makes of the context."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from kgraph.claims.context import Context
from kgraph.claims.phrases import authors
from kgraph.claims.speech import can_speak, said_by
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
