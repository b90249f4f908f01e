"""Clauses: their words, their lists, voice and relative pronouns.

Labels are those of ClearNLP dependencies, as spaCy's English pipelines give them.
"""

from collections.abc import Iterable

from kgraph.parse import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
CLAUSES = frozenset({"VERB", "AUX"})  # parts of speech that head one
_RESULT = frozenset({"want", "order"})
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "next", "only"})


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


def is_one_of_few(noun: Token) -> bool:
    """Whether a clause after a noun tells what was done: 'the first state *to condemn* it', 'the only one *to go*'."""
    return any(c.dep == "amod" and (c.lower in _RANKS or c.tag == "JJS") for c in noun.children)


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, or None."""
    while token.head is not token:
        token = token.head
        if token.pos in CLAUSES:
            return token
    return None


def has_gap(verb: Token) -> bool:
    """Whether a relative clause lacks its object: it has a subject of its own that is no relative pronoun."""
    subjects = [c for c in verb.children if c.dep in SUBJECTS]
    return (
        bool(subjects) and not any(is_relative(c) for c in subjects) and not any(c.dep == "mark" for c in verb.children)
    )


def head_of_acl(verb: Token) -> Token | None:
    """The noun that a participle describes."""
    return verb.head if verb.dep in {"acl", "amod"} else None
