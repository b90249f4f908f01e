"""Clause analysis: the logical subject, the objects and the prepositional phrases of a predicate.

Labels are those of ClearNLP dependencies, as spaCy's English pipelines give them.
"""

from collections.abc import Iterable, Iterator

from kgraph.parse import Token
from kgraph.words import word_list

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_OBJECT_GERUNDS = frozenset({"of", "for", "from", "with", "as", "over"})
_RESULT = frozenset({"want", "order"})
_CLAUSES = frozenset({"VERB", "AUX"})
_WHOLE_PREPS = frozenset(
    {"of", "according", "due", "owing", "thanks", "prior", "next", "close"}
)  # 'to' is part of them
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "next", "only"})
_PREPS = frozenset({"prep", "agent", "dative", "prt", "advmod", "mark"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels, or None."""
    for c in token.children:
        if c.dep in deps:
            return c
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether 'to' stands before a verb or before its auxiliary ('to have armed')."""
    auxiliaries = [c for c in verb.children if c.dep in {"aux", "auxpass"}]
    return any(c.lower == "to" or any(g.lower == "to" for g in c.children) for c in auxiliaries)


def conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it by 'and', 'or', 'nor' and commas, in text order.

    A list after a plural names its members ('two states, Mali and Niger, …'), and they are what is joined.
    """
    found: list[Token] = []
    waiting = [token]
    while waiting:  # a list hangs word on word, and may be long
        token = waiting.pop()
        lists = [c for c in token.children if c.dep == "appos" and any(g.dep == "conj" for g in c.children)]
        if lists and token.tag in {"NNS", "NNPS"} and lists[0].pos == "PROPN":
            waiting.append(lists[0])
            continue
        found.append(token)
        waiting += lists if token.tag not in {"NNS", "NNPS"} else []  # 'the mayor, the bishop and two aides'
        waiting += [c for c in reversed(token.children) if c.dep == "conj" and _is_conjunct(c, token)]
    return found


def _is_conjunct(word: Token, first: Token) -> bool:
    if any(c.dep == "neg" for c in word.children):
        return False  # 'Albania, but not Bulgaria'
    return word.pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"} or word.pos == first.pos


def first_conjunct(token: Token) -> Token:
    """The head of a coordination that a token is part of; the token itself outside of one."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether a verb's grammatical subject is its logical object."""
    if any(c.dep in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag not in {"VBN", "VBD"}:
        return False
    if verb.dep == "conj" and verb.tag == "VBN" and child(verb, "aux", "dobj") is None:
        return verb.head.pos == "VERB" and is_passive(verb.head)
    if verb.dep in {"ccomp", "oprd"} and verb.head.lemma in _RESULT and child(verb, "aux", "mark", "dobj") is None:
        return True  # 'wants the prisoners freed'
    if any(c.dep in {"aux", "nsubj"} for c in verb.children):
        return False
    if verb.dep in {"acl", "amod"}:
        return True
    return verb.dep in {"advcl", "xcomp", "ccomp", "oprd", "dep"} and verb.tag == "VBN" and child(verb, "dobj") is None


def agents(verb: Token) -> list[Token]:
    """Who a passive says did it."""
    named = prep_objects(verb, ("by",), attached_to_object=False)
    own = [t for t in named if t.ent not in {"DATE", "TIME"}]  # 'freed by the end of the month'
    own = own or [t for c in verb.children if c.dep == "oprd" for t in prep_objects(c, ("by",))]  # 'was named envoy by'
    later = [c for c in verb.children if c.dep == "conj" and c.tag == "VBN"]
    return own or [t for c in later for t in agents(c)]  # 'trained and funded by the bloc'


def antecedent(token: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause hangs on, or that a cleft sentence puts first."""
    verb = token.head
    while verb.dep not in {"relcl", "acl"}:
        if verb.dep == "ccomp" and verb.head.lemma == "be":
            return child(verb.head, "attr")  # 'it was Qatar that freed the pilots'
        if verb.head is verb or verb.pos not in {"VERB", "AUX", "ADP", "NOUN", "PROPN"}:
            return None
        verb = verb.head
    return _person_before(verb.head) if token.lower in {"who", "whom"} else verb.head


def _person_before(noun: Token) -> Token:
    """Whom 'who' speaks of: not a place or a body, but whoever is of it ('Ann Lee of the World Bank, who …')."""
    while noun.ent in {"GPE", "ORG", "LOC", "FAC"} and noun.dep == "pobj" and noun.head.head.pos in {"NOUN", "PROPN"}:
        noun = noun.head.head
    return noun


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun."""
    return token.lower in RELATIVE and token.tag in {"WP", "WDT", "WP$", "IN"}


def resolve_relative(tokens: Iterable[Token]) -> list[Token]:
    """Tokens with relative pronouns replaced by what they stand for."""
    found = []
    for token in tokens:
        if is_relative(token):
            noun = antecedent(token)
            if noun is not None:
                found.append(noun)
        else:
            found.append(token)
    return found


def surface_subjects(verb: Token) -> list[Token]:
    """The tokens that stand as a verb's grammatical subject, its own or the one that it shares; relatives resolved."""
    own = [c for c in verb.children if c.dep in SUBJECTS and c.pos not in _CLAUSES]
    if own:
        own = own[-1:]  # 'Mexico: gunmen attack station', 'who prosecutors say bribed them': the other is not its own
        return [t for c in resolve_relative(own) for t in conjuncts(c)]
    return _shared_subjects(verb)


def _shared_subjects(verb: Token) -> list[Token]:
    """The subject of a clause that has none of its own, by the place where the clause stands."""
    head = verb.head
    if head is verb:
        return []
    if verb.dep == "conj" and head.pos in _CLAUSES:
        return surface_subjects(head)
    if verb.tag == "VB" and verb.dep == "ccomp" and verb.i < head.i and child(verb, "aux") is None:
        return []  # '"Free the crew," he said': a command
    first = _first_complement(verb, head) if verb.dep == "ccomp" and head.pos in _CLAUSES else None
    if first is not None:
        return surface_subjects(first)
    if verb.dep in {"xcomp", "ccomp", "oprd"} and head.pos in _CLAUSES | {"ADJ"}:
        over = _raised_relative(head) if not is_infinitive(verb) else []
        return over or _controller(verb, head)
    if verb.dep == "advcl" and head.pos in _CLAUSES:
        return _adverbial_subjects(verb, head)
    if verb.dep in {"acl", "relcl"}:
        return _noun_controller(verb, head)
    if verb.dep in {"pcomp", "pobj"}:
        return _gerund_controller(head)
    if verb.dep == "amod":
        return [head]
    return surface_subjects(head) if verb.dep == "acomp" and head.pos in _CLAUSES else []


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


def authors(noun: Token) -> list[Token]:
    """Whose statement a statement is: its possessor, what follows 'from' or 'by'."""
    found = [t for c in noun.children if c.dep == "poss" for t in conjuncts(c)]
    return found or prep_objects(noun, ("from", "by", "of"))


def _controller(verb: Token, head: Token) -> list[Token]:
    """Who does what an infinitive says: the object of 'urged', else the subject of the verb above."""
    if head.pos == "ADJ" or head.dep == "acomp":
        return (
            surface_subjects(head)
            if head.pos != "ADJ"
            else surface_subjects(head.head)
            if head.head.pos in _CLAUSES
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
    if not found and noun.dep == "dobj" and noun.head.pos in _CLAUSES:
        found = prep_objects(noun.head, ("to", "on", "upon"), attached_to_object=False)
    return [t for t in found if noun.i < t.i < clause.i]


def is_one_of_few(noun: Token) -> bool:
    """Whether a clause after a noun tells what was done: 'the first state *to condemn* it', 'the only one *to go*'."""
    return any(c.dep == "amod" and (c.lower in _RANKS or c.tag == "JJS") for c in noun.children)


def _gerund_controller(prep: Token) -> list[Token]:
    """The subject of a gerund after a preposition: the accused in 'accuse X of doing', else the subject above."""
    above = prep.head
    while prep.dep == "conj" and above.pos == "ADP":  # 'of shelling the town and of killing nine'
        prep, above = above, above.head
    if above.pos in _CLAUSES:
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


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, or None."""
    while token.head is not token:
        token = token.head
        if token.pos in _CLAUSES:
            return token
    return None


def logical_subjects(verb: Token) -> list[Token]:
    """Who does it: the subject of an active clause, the by-phrase of a passive; empty where the text leaves it open."""
    if is_passive(verb):
        own = agents(verb)
        if not own and verb.dep == "conj" and verb.head.pos == "VERB" and is_passive(verb.head):
            own = agents(verb.head)
        return resolve_relative(own)
    return surface_subjects(verb)


def logical_objects(verb: Token) -> list[Token]:
    """What it is done to: the direct object of an active clause, the subject of a passive, the gap of a relative."""
    own = [t for c in resolve_relative(c for c in verb.children if c.dep == "dobj") for t in conjuncts(c)]
    if own:
        return own
    if is_passive(verb):
        objects = [head_of_acl(verb)] if verb.dep in {"acl", "amod"} else surface_subjects(verb)
        return [t for t in objects if t is not None]
    if verb.dep == "relcl" and _has_gap(verb):
        return conjuncts(verb.head)
    shared = [c for c in verb.children if c.dep == "conj" and c.pos == "VERB" and c.i - verb.i <= 3]  # noqa: PLR2004 - 'seized and then burned X'
    if shared and not any(c.dep in {"prep", "ccomp", "xcomp", "advcl"} for c in verb.children):
        return logical_objects(shared[0])
    return []


def raised_objects(verb: Token) -> list[Token]:
    """The subject of an infinitive that stands where an object does: 'want *the court* to rule'."""
    if verb.lemma not in word_list("object-control-verb"):
        return []
    for clause in verb.children:
        bare = clause.tag == "VB" and verb.lemma in {"help", "let", "make", "see"}
        if clause.dep == "ccomp" and (bare or is_infinitive(clause)):
            return [t for c in clause.children if c.dep in {"nsubj", "nsubjpass"} for t in conjuncts(c)]
    return []


def _has_gap(verb: Token) -> bool:
    """Whether a relative clause lacks its object: it has a subject of its own that is no relative pronoun."""
    subjects = [c for c in verb.children if c.dep in SUBJECTS]
    return (
        bool(subjects) and not any(is_relative(c) for c in subjects) and not any(c.dep == "mark" for c in verb.children)
    )


def head_of_acl(verb: Token) -> Token | None:
    """The noun that a participle describes."""
    return verb.head if verb.dep in {"acl", "amod"} else None


def indirect_objects(verb: Token) -> list[Token]:
    """Who it is given to: 'gave *Kyiv* tanks', '*the team* was denied visas'."""
    if is_passive(verb) and child(verb, "dobj") is not None:
        return [head_of_acl(verb) or verb] if verb.dep == "acl" else surface_subjects(verb)
    given = [t for c in verb.children if c.dep == "dative" and c.pos != "ADP" for t in conjuncts(c)]
    return given or [
        c  # 'gave Moldova fifty trucks': the parser makes it 'Moldova trucks'
        for thing in verb.children
        if thing.dep == "dobj"
        for c in thing.children
        if c.dep in {"nmod", "compound"}
        and c.pos == "PROPN"
        and any(n.dep == "nummod" and n.i > c.i for n in thing.children)
    ]


def prep_objects(token: Token, names: Iterable[str], *, attached_to_object: bool = True) -> list[Token]:
    """What stands after one of these prepositions: nouns and gerunds, conjuncts included, in text order.

    Args:
        token: A verb, noun or adjective.
        names: Prepositions, lower case.
        attached_to_object: Whether phrases that the parser hung on the direct object count too.
    """
    wanted = frozenset(names)
    found = list(_after_preps(token, wanted))
    if "in" in wanted and token.dep == "relcl" and any(c.lower == "where" for c in token.children):
        found.append(token.head)  # 'the port where it arrived'
    if attached_to_object and token.pos in _CLAUSES:
        for c in token.children:
            if c.dep in {"dobj", "nsubjpass", "acomp", "attr"} or (c.dep == "prep" and c.lower not in wanted):
                carriers = [c] if c.dep != "prep" else [p for p in c.children if p.dep == "pobj"]
                found.extend(t for carrier in carriers for t in _after_preps(carrier, wanted))
    return resolve_relative(found)


def _after_preps(token: Token, wanted: frozenset[str]) -> Iterator[Token]:
    for c in token.children:
        if c.dep not in _PREPS and c.pos != "ADP":
            continue
        if c.lower in wanted:
            yield from _of_preposition(c, wanted)
            if c.dep == "prep" and not any(p.dep in {"pobj", "pcomp"} for p in c.children):
                yield from _stranded(token)
        else:
            for p in c.children:
                if p.dep == "prep" and p.lower in wanted and c.lower not in _WHOLE_PREPS:
                    yield from (t for q in p.children if q.dep in {"pobj", "pcomp"} for t in conjuncts(q))


def _of_preposition(prep: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """What a preposition governs, with what one joined to it does: 'in Kenya or in Chad', 'from out of the town'."""
    for p in prep.children:
        if p.dep in {"pobj", "pcomp"}:
            own = child(p, "nsubj") if p.dep == "pcomp" and prep.lower in {"by", "from", "with"} else None
            yield from conjuncts(own or p)  # 'by police acting on a warrant': the parser makes the verb the head
        elif (p.dep == "conj" and p.pos == "ADP" and p.lower in wanted) or (
            p.dep == "prep" and p.lower in {"of", "to", "from"} and child(prep, "pobj") is None
        ):
            yield from (t for q in p.children if q.dep == "pobj" for t in conjuncts(q))


def _stranded(verb: Token) -> Iterator[Token]:
    """What a preposition without a noun belongs to: the noun of the relative clause ('the town they fired at')."""
    if verb.dep == "relcl" and _has_gap(verb):
        yield verb.head


def counted(token: Token) -> Token:
    """What is counted where a phrase is headed by an amount: 'protesters' of 'dozens of protesters', 'four of …'."""
    if (
        token.lemma.lower() in word_list("quantity-noun")
        or token.pos == "NUM"
        or token.lower in {"none", "all", "most"}
    ):
        for c in token.children:
            if c.dep == "prep" and (c.lower == "of" or (c.lower in {"in", "to"} and token.ent == "MONEY")):
                for p in c.children:
                    if p.dep == "pobj":
                        stands_for = resolve_relative([p])  # 'four of whom'
                        return counted(stands_for[0]) if stands_for else token
    return token
