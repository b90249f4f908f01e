"""Offices and memberships: titles before names, appositions, 'X is the head of Y', 'X of the Y party'."""

from collections.abc import Iterator

from kgraph.claims.clause import child, conjuncts, prep_objects, surface_subjects
from kgraph.claims.context import Context
from kgraph.claims.draft import Draft
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token

_BODIES = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP, EntityType.PLACE})
_NO_OFFICE = frozenset(
    {
        "man", "woman", "son", "daughter", "father", "mother", "brother", "sister", "wife", "husband", "friend", "boy", "girl",
        "child", "person", "victim", "suspect", "witness", "resident", "survivor", "critic", "rival", "ally", "opponent", "migrant",
        "refugee", "one", "brothers", "people", "citizen", "national", "native", "father-of-two", "widow", "cousin", "uncle", "aunt",
        "nephew", "neighbour", "neighbor", "colleague", "hostage", "prisoner", "detainee", "fan", "supporter", "lad", "hero",
    }
)  # fmt: skip
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "prof", "mr.", "mrs.", "ms.", "dr."})
_OFFICE_PREPS = ("of", "for", "at", "to", "in", "with")
_VOICE = Context()  # a title inside a reported clause is the document's own voice


def find_offices(view: View) -> Iterator[Draft]:
    """'Foreign Minister Cho Tae-yul', 'Kemal Arikan, the Turkish defence minister', 'Portugal's premier, …'."""
    for token in view.parse.tokens:
        if view.type(token) is not EntityType.PERSON:
            continue
        if _is_name(view, token):
            yield from _title(view, token)
        elif is_office(view, token):
            yield from _apposition(view, token)
            yield from _copula(view, token)


def is_office(view: View, token: Token) -> bool:
    """Whether a common noun names an office or a profession."""
    lemma = token.lemma.lower()
    return view.lexicon.types.get(lemma) is EntityType.PERSON and lemma not in _NO_OFFICE and token.tag not in {"NNS", "NNPS"}


def _is_name(view: View, token: Token) -> bool:
    return token.pos == "PROPN" and view.mention(token) is not None and token.ent in {"PERSON", "ORG", "GPE", ""} and not is_office(view, token)


def _title(view: View, name: Token) -> Iterator[Draft]:
    """The office before a name."""
    titles = [c for c in name.children if c.i < name.i and c.dep in {"compound", "nmod", "appos"} and c.ent != "PERSON" and c.lower not in _HONORIFICS]
    offices = [c for c in titles if view.lexicon.types.get(c.lemma.lower()) is EntityType.PERSON and c.lemma.lower() not in _NO_OFFICE]
    if not offices:
        return
    office = offices[-1]
    owner = next((c for c in (*name.children, *office.children) if c.i < name.i and _is_body(view, c)), None)
    yield Draft("title", "holdsPosition", name, name, owner or office, office if owner else None, confidence=0.9, context=_VOICE, counted=False)


def _is_body(view: View, token: Token) -> bool:
    return view.type(token) in _BODIES and token.dep in {"poss", "amod", "compound", "nmod"}


def _apposition(view: View, office: Token) -> Iterator[Draft]:
    """An office beside a name, in either order."""
    first = office
    while first.dep == "conj" and view.type(first.head) is EntityType.PERSON:
        first = first.head
    names: list[Token] = []
    if first.dep == "appos" and view.type(first.head) is EntityType.PERSON and _is_name(view, first.head):
        names.append(first.head)
    names.extend(c for c in office.children if c.dep == "appos" and view.type(c) is EntityType.PERSON and _is_name(view, c))
    for name in names:
        for body in _bodies(view, office)[:1] or [None]:
            yield _office(office, name, body, confidence=0.88)


def _copula(view: View, office: Token) -> Iterator[Draft]:
    """'She is the president of the bank.'"""
    verb = office.head
    if office.dep != "attr" or verb.lemma not in {"be", "become", "remain"}:
        return
    for subject in surface_subjects(verb):
        if view.type(subject) is EntityType.PERSON and subject.lower not in {"i", "you"}:
            for body in _bodies(view, office)[:1] or [None]:
                yield Draft("copula", "holdsPosition", verb, subject, body or office, office if body else None, confidence=0.75, counted=False)


def _office(office: Token, name: Token, body: Token | None, *, confidence: float) -> Draft:
    return Draft("apposition", "holdsPosition", office, name, body or office, office if body else None, confidence=confidence, context=_VOICE, counted=False)


def _bodies(view: View, office: Token) -> list[Token]:
    """What an office is held in: its possessor, its demonym, what follows 'of', 'for', 'at'."""
    found = [c for c in office.children if _is_body(view, c) or (c.dep == "poss" and view.type(c) in _BODIES)]
    found.extend(t for t in prep_objects(office, _OFFICE_PREPS) if view.type(t) in _BODIES)
    return found


def find_memberships(view: View) -> Iterator[Draft]:
    """'Ramiro Villalba of the Colorado Party', 'members of the union'."""
    for token in view.parse.tokens:
        if view.type(token) is EntityType.PERSON and _is_name(view, token):
            of = child(token, "prep")
            if of is not None and of.lower in {"of", "from"}:
                bodies = [b for p in of.children if p.dep == "pobj" for b in conjuncts(p)]
                for body in bodies[:1]:
                    if view.type(body) is EntityType.ORGANIZATION:
                        yield Draft("member", "memberOf", token, token, body, confidence=0.75, context=_VOICE, counted=False)
