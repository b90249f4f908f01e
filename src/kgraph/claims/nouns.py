"""The arguments of a noun that names an event: its possessor, its phrases, those of a verb that carries it."""

from collections.abc import Iterator

from kgraph.claims.clause import conjuncts, governing_verb, is_infinitive, is_passive
from kgraph.claims.embedding import find_embedding
from kgraph.claims.objects import logical_objects
from kgraph.claims.phrases import prep_objects
from kgraph.claims.subjects import logical_subjects, surface_subjects
from kgraph.claims.view import View
from kgraph.lexicon import Frame, Slot
from kgraph.model import ACTORS
from kgraph.parse import Token
from kgraph.words import word_list

_AFTER_OTHERS = frozenset({"by", "against", "on", "about", "to", "from", "for", "over"})
_DEEPEST = 2
_AFTER_PREP = frozenset({"pobj", "pcomp"})


def of_noun(view: View, noun: Token, name: str, slot: Slot, frame: Frame) -> list[Token]:
    """What stands in a slot of an event noun, by the slot's name."""
    if name == "poss":
        if slot.role != "subject":
            return owners(view, noun)
        if undergoers(view, noun):
            return []
        return owners(view, noun) or light_subjects(noun) or of_embedding(view, noun)
    if name == "comp":
        return [
            c
            for c in noun.children
            if c.dep in {"compound", "amod", "nmod"}
            and c.pos in {"NOUN", "PROPN"}
            and (not is_actor(view, c) or c.lemma.lower() in slot.lemmas)
        ]
    if name == "inf":
        return [c for c in noun.children if c.dep in {"acl", "relcl", "advcl"} and is_infinitive(c)]
    if name == "that":
        return [
            c for c in noun.children if c.dep in {"acl", "ccomp", "relcl"} and any(g.dep == "mark" for g in c.children)
        ]
    found = prep_objects(noun, (name,)) or (_called_upon(noun) if name == "for" else [])
    if not found and name == "of":
        return undergoers(view, noun) if slot.role == "object" else []
    return found or _carried(view, noun, name) or _after_others(view, noun, name, slot, frame)


def _carried(view: View, noun: Token, name: str) -> list[Token]:
    """The phrases of a verb that carries the noun: 'sanctions imposed *on* Belarus'."""
    if noun.dep in {"dobj", "nsubjpass"}:
        verb = governing_verb(noun)
        if verb is not None and (verb.lemma in word_list("light-verb") or bool(of_embedding(view, noun))):
            return prep_objects(verb, (name,), attached_to_object=False)
    return [t for verb in carriers(noun) for t in prep_objects(verb, (name,))]


def _after_others(view: View, noun: Token, name: str, slot: Slot, frame: Frame) -> list[Token]:
    """A phrase that the parser hung on another argument: 'the arrest of the editor *by police*'."""
    where = name in {"in", "at"} and frame.relation == "locatedIn"
    if name not in _AFTER_OTHERS and not where:
        return []
    for other in _others(view, noun, name):
        found = prep_objects(other, (name,))
        if slot.role == "subject":
            found = [t for t in found if is_actor(view, t)]
        if found:
            return found
    return []


def _others(view: View, noun: Token, name: str, *, bare: bool = False) -> Iterator[Token]:
    """What stands in the phrases of a noun, and below, without a right of its own to a phrase like this.

    Args:
        view: The document.
        noun: The noun, or a verb.
        name: The preposition of the phrase.
        bare: Whether a word without article and parts of its own has no such right ('charged with *fraud*').
    """
    level = [noun]
    for _ in range(_DEEPEST):
        level = [p for t in level for c in t.children if c.dep == "prep" for p in c.children if p.dep in _AFTER_PREP]
        level = [t for t in level if not _takes(view, t, name) or (bare and len(t.children) == 1)]
        yield from level


def later_agents(view: View, verb: Token) -> list[Token]:
    """Who did it, where the parser hung them on another phrase of a passive: 'charged with fraud *by prosecutors*'."""
    named = [c for c in verb.children if c.dep == "oprd"]
    for other in (*named, *(o for n in named for o in _others(view, n, "by")), *_others(view, verb, "by", bare=True)):
        found = [t for t in prep_objects(other, ("by",)) if is_actor(view, t)]
        if found:
            return found
    return []


def _takes(view: View, noun: Token, name: str) -> bool:
    frames = view.lexicon.nouns.get(noun.lemma.lower(), ())
    return any(name in slot.names for frame in frames for slot in frame.slots)


def _called_upon(noun: Token) -> list[Token]:
    """Who is to act where a clause with 'for' says what: 'a call for *both sides* to stop'."""
    return [
        t
        for clause in noun.children
        if clause.dep in {"acl", "advcl", "relcl"} and is_infinitive(clause) and clause.children[0].lower == "for"
        for s in clause.children
        if s.dep == "nsubj"
        for t in conjuncts(s)
    ]


def owners(view: View, noun: Token) -> list[Token]:
    """The possessor of an event noun: "Turkey's shelling", 'the Turkish shelling', 'a NATO exercise'."""
    found = []
    for c in noun.children:
        if c.dep == "poss":
            found.extend(conjuncts(c))
        elif c.dep in {"amod", "compound", "nmod"} and is_actor(view, c):
            found.append(c)
    return [t for t in found if t.lower != "whose"] or [
        noun.head.head for c in noun.children if c.lower == "whose" and noun.head.dep == "relcl"
    ]


def undergoers(view: View, noun: Token) -> list[Token]:
    """The possessor where 'by' tells who did it: '*his* dismissal by the board'."""
    if prep_objects(noun, ("of",)) or not any(is_actor(view, t) for t in prep_objects(noun, ("by",))):
        return []
    return [t for c in noun.children if c.dep == "poss" and c.lower != "whose" for t in conjuncts(c)]


def is_actor(view: View, token: Token) -> bool:
    """Whether a token speaks of somebody who can act."""
    entity = view.entity(token)
    return entity is not None and entity.type in ACTORS


def of_embedding(view: View, noun: Token) -> list[Token]:
    """Who does an event that a verb above plans, ends or denies: 'the bloc lifted sanctions on', 'plans an attack'."""
    head = noun.head
    if noun.dep not in {"dobj", "nsubjpass"} or head.pos != "VERB" or head.lemma in word_list("others-event-verb"):
        return []
    entry = find_embedding(view, head, {"obj"})
    if entry is None or entry.speaker:
        return []
    return [t for t in logical_subjects(head) if not is_passive(head) or is_actor(view, t)]


def light_subjects(noun: Token) -> list[Token]:
    """Who does an event that is the object of a light verb or the predicate of a thing.

    'the army carried out an attack', 'the launch is a violation of', 'called the flight a breach of'.
    """
    head = noun.head
    if carrying := carriers(noun):
        return [t for verb in carrying for t in logical_subjects(verb)]
    if noun.dep == "attr" and head.lemma in {"be", "remain", "become"}:
        return surface_subjects(head)
    if noun.dep == "oprd" and head.pos == "VERB":
        return logical_objects(head)
    if noun.dep == "pobj" and head.lower == "as" and head.dep == "prep":
        return logical_objects(head.head) if head.head.pos == "VERB" else [head.head] if head.head.dep == "dobj" else []
    if noun.dep in {"dobj", "nsubjpass"} and head.pos == "VERB" and head.lemma in word_list("light-verb"):
        return logical_subjects(head)
    if noun.dep == "pobj" and head.head.pos == "VERB" and head.head.lemma in word_list("prepositional-light-verb"):
        return logical_subjects(head.head)
    if noun.dep == "pobj" and head.lower == "on" and head.head.lemma == "be":
        return surface_subjects(head.head)  # 'is on a visit to'
    if noun.dep == "conj":
        return light_subjects(noun.head)
    return []


def carriers(noun: Token) -> list[Token]:
    """The clauses on a noun, or on what its phrases name, that say who did it: 'an embargo *imposed* by'."""
    own = [
        c
        for c in noun.children
        if c.dep in {"acl", "relcl"}
        and (c.lemma in word_list("light-verb") or c.lemma == "claim")
        and noun in logical_objects(c)
    ]
    if own:
        return own
    return [
        c
        for prep in noun.children
        if prep.dep == "prep"
        for thing in prep.children
        if thing.dep == "pobj"
        for c in thing.children
        if c.dep == "acl" and c.tag == "VBN" and c.lemma in word_list("event-carrying-verb")
    ]
