"""Who does what a clause says: its own subject, or that of the clause that it hangs on (control)."""

from kgraph.claims.clause import (
    CLAUSES,
    SUBJECTS,
    child,
    conjuncts,
    governing_verb,
    is_infinitive,
    is_one_of_few,
    is_passive,
    is_relative,
    resolve_relative,
)
from kgraph.claims.phrases import agents, authors, prep_objects
from kgraph.parse import Token
from kgraph.words import word_list

_OBJECT_GERUNDS = frozenset({"of", "for", "from", "with", "as", "over"})


def surface_subjects(verb: Token) -> list[Token]:
    """The tokens that stand as a verb's grammatical subject, its own or the one that it shares; relatives resolved."""
    own = [c for c in verb.children if c.dep in SUBJECTS and c.pos not in CLAUSES]
    if own:
        own = own[-1:]  # 'Mexico: gunmen attack station', 'who prosecutors say bribed them': the other is not its own
        return [t for c in resolve_relative(own) for t in conjuncts(c)]
    return _shared_subjects(verb)


def _shared_subjects(verb: Token) -> list[Token]:
    """The subject of a clause that has none of its own, by the place where the clause stands."""
    head = verb.head
    if head is verb:
        return []
    if verb.dep == "conj" and head.pos in CLAUSES:
        return surface_subjects(head)
    if verb.tag == "VB" and verb.dep == "ccomp" and verb.i < head.i and child(verb, "aux") is None:
        return []  # '"Free the crew," he said': a command
    first = _first_complement(verb, head) if verb.dep == "ccomp" and head.pos in CLAUSES else None
    if first is not None:
        return surface_subjects(first)
    if verb.dep in {"xcomp", "ccomp", "oprd"} and head.pos in CLAUSES | {"ADJ"}:
        over = _raised_relative(head) if not is_infinitive(verb) else []
        return over or _controller(verb, head)
    if verb.dep == "advcl" and head.pos in CLAUSES:
        return _adverbial_subjects(verb, head)
    if verb.dep in {"acl", "relcl"}:
        return _noun_controller(verb, head)
    if verb.dep in {"pcomp", "pobj"}:
        return _gerund_controller(head)
    if verb.dep == "amod":
        return [head]
    return surface_subjects(head) if verb.dep == "acomp" and head.pos in CLAUSES else []


def _adverbial_subjects(verb: Token, head: Token) -> list[Token]:
    """Who does what an adverbial clause says: who is pressed to, whose statement does it, else the subject above."""
    thing = next((c for c in head.children if c.dep == "dobj" and c.i < verb.i), None)
    found: list[Token] = []
    if thing is not None and is_infinitive(verb):
        found = _addressees(thing, verb)
    elif thing is not None and verb.tag == "VBG" and thing.lemma in word_list("statement-noun"):
        found = authors(thing)
    return found or surface_subjects(head)


def _raised_relative(head: Token) -> list[Token]:
    """The relative pronoun that stands before a reporting clause: '*who* prosecutors say bribed them'."""
    subjects = [c for c in head.children if c.dep in SUBJECTS]
    return resolve_relative(subjects[:1]) if len(subjects) > 1 and is_relative(subjects[0]) else []


def _first_complement(verb: Token, head: Token) -> Token | None:
    """The clause that a later one is joined to: 'said *the man had led the group*, had been armed …'."""
    if any(c.lower == "to" for c in verb.children):
        return None
    before = (c for c in reversed(head.children) if c.dep == "ccomp" and c.i < verb.i)
    return next((c for c in before if child(c, "nsubj", "nsubjpass") is not None), None)


def _controller(verb: Token, head: Token) -> list[Token]:
    """Who does what an infinitive says: the object of 'urged', else the subject of the verb above."""
    if head.pos == "ADJ" or head.dep == "acomp":
        return (
            surface_subjects(head)
            if head.pos != "ADJ"
            else surface_subjects(head.head)
            if head.head.pos in CLAUSES
            else []
        )
    if head.lemma in word_list("object-control-verb") and not is_passive(head):
        objects = [c for c in head.children if c.dep in {"dobj", "dative", "pobj"} and c.i < verb.i]
        objects += [
            p for c in head.children if c.dep in {"prep", "prt"} and c.i < verb.i for p in c.children if p.dep == "pobj"
        ]
        if objects:
            return conjuncts(resolve_relative(objects)[-1]) if resolve_relative(objects) else []
    return surface_subjects(head)


def _noun_controller(verb: Token, noun: Token) -> list[Token]:
    """The subject of a clause that hangs on a noun: the noun, or for 'decision to …' whoever owns or makes it."""
    infinitive = is_infinitive(verb)
    if not infinitive and verb.tag == "VBG" and noun.lemma in word_list("statement-noun"):
        return authors(noun) or [noun]
    inner = [
        o
        for c in noun.children
        if c.dep == "acl" and c.i < verb.i
        for o in c.children
        if o.dep == "dobj" and o.i == verb.i - 1
    ]
    if inner and verb.tag == "VBG":
        return inner  # 'images showing the army shipping arms': the parser hangs both participles on 'images'
    if not infinitive:
        return [t for t in conjuncts(noun) if t.i < verb.i] or [noun]
    if noun.dep == "nsubj" and noun.head.lower == "were" and noun.head.i < noun.i:
        return [noun]  # 'were a court to side with them'
    if asked := _addressees(noun, verb):
        return asked
    owner = [c for c in noun.children if c.dep == "poss"]
    owner += [
        p for c in noun.children if c.dep == "prep" and c.lower in {"by", "from"} for p in c.children if p.dep == "pobj"
    ]
    if owner:
        return owner
    if is_one_of_few(noun):
        return surface_subjects(noun.head) if noun.dep == "attr" else [noun]
    if noun.head is noun and not any(c.dep == "det" for c in noun.children):
        return conjuncts(noun)  # 'EU to sanction officials'
    if noun.dep in {"dobj", "attr", "pobj"}:
        above = governing_verb(noun)
        return surface_subjects(above) if above is not None else []
    return []


def _addressees(noun: Token, clause: Token) -> list[Token]:
    """Who is to act where a noun asks for it: 'an appeal to *Mali* to free', 'put pressure on *Mali* to free'."""
    if noun.lemma not in word_list("addressing-noun"):
        return []
    found = prep_objects(noun, ("to", "on", "upon"))
    if not found and noun.dep == "dobj" and noun.head.pos in CLAUSES:
        found = prep_objects(noun.head, ("to", "on", "upon"), attached_to_object=False)
    return [t for t in found if noun.i < t.i < clause.i]


def _gerund_controller(prep: Token) -> list[Token]:
    """The subject of a gerund after a preposition: the accused in 'accuse X of doing', else the subject above."""
    above = prep.head
    while prep.dep == "conj" and above.pos == "ADP":  # 'of shelling the town and of killing nine'
        prep, above = above, above.head
    if above.pos in CLAUSES:
        objects = [c for c in above.children if c.dep == "dobj"]
        if prep.lower in _OBJECT_GERUNDS:
            if is_passive(above):
                return surface_subjects(above)
            if objects:
                return conjuncts(objects[0])
        return surface_subjects(above)
    owner = [c for c in above.children if c.dep == "poss"]
    verb = governing_verb(above)
    if (
        verb is not None
        and above.dep == "dobj"
        and prep.lower in _OBJECT_GERUNDS
        and verb.lemma in word_list("accusing-verb")
    ):
        return conjuncts(above)
    return owner or (surface_subjects(verb) if verb is not None else [])


def logical_subjects(verb: Token) -> list[Token]:
    """Who does it: the subject of an active clause, the by-phrase of a passive; empty where the text leaves it open."""
    if is_passive(verb):
        own = agents(verb)
        if not own and verb.dep == "conj" and verb.head.pos == "VERB" and is_passive(verb.head):
            own = agents(verb.head)
        return resolve_relative(own)
    return surface_subjects(verb)
