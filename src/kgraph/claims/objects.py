"""What is done to whom: the objects of a clause, direct, raised and indirect."""

from kgraph.claims.clause import child, conjuncts, has_gap, head_of_acl, is_infinitive, is_passive, resolve_relative
from kgraph.claims.subjects import surface_subjects
from kgraph.parse import Token
from kgraph.words import word_list


def logical_objects(verb: Token) -> list[Token]:
    """What it is done to: the direct object of an active clause, the subject of a passive, the gap of a relative."""
    own = [t for c in resolve_relative(c for c in verb.children if c.dep == "dobj") for t in conjuncts(c)]
    if own:
        return own
    if is_passive(verb):
        objects = [head_of_acl(verb)] if verb.dep in {"acl", "amod"} else surface_subjects(verb)
        return [t for t in objects if t is not None]
    if verb.dep == "relcl" and has_gap(verb):
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
