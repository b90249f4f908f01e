"""Memberships: 'X of the Y party', 'a member of Y', 'Y, whose members are X and Z'."""

from collections.abc import Iterator

from kgraph.claims.clause import child, conjuncts, resolve_relative
from kgraph.claims.draft import Draft
from kgraph.claims.phrases import prep_objects
from kgraph.claims.rules.offices import BODIES, VOICE, is_name
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token
from kgraph.words import word_list

_WHOLES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP})


def find_memberships(view: View) -> Iterator[Draft]:
    """'Ramiro Villalba of the Colorado Party', 'the pact, whose members are Chad and Niger'."""
    parts = word_list("member-noun")
    for token in view.parse.tokens:
        if token.lemma == "member" and token.dep == "nsubj":
            yield from _listed(view, token)
        if token.pos == "NOUN" and token.lemma.lower() in parts:
            yield from _of_member(view, token)
        if token.pos == "PROPN" and view.type(token) is EntityType.PERSON and is_name(view, token):
            owner = child(token, "poss")
            if owner is not None and view.type(owner) is EntityType.ORGANIZATION:
                yield Draft("member", "memberOf", token, token, owner, context=VOICE, counted=False)
            of = child(token, "prep")
            if of is not None and of.lower in {"of", "from"}:
                bodies = [b for p in of.children if p.dep == "pobj" for b in conjuncts(p)]
                for body in bodies[:1]:
                    if view.type(body) in {EntityType.ORGANIZATION, EntityType.GROUP}:
                        yield Draft("member", "memberOf", token, token, body, context=VOICE, counted=False)


def _of_member(view: View, part: Token) -> Iterator[Draft]:
    """'Hungary, a member of NATO', 'a member of parliament, Joseph Sello', 'board member Rosa Diaz'."""
    if part.dep == "appos" or (part.dep == "compound" and is_name(view, part.head)):
        whole: Token | None = part.head
    else:
        whole = next((c for c in part.children if c.dep == "appos" and c.pos == "PROPN"), None)
    bodies = prep_objects(part, ("of",)) + [c for c in part.children if c.dep in {"poss", "compound", "amod"}]
    body = next((b for b in bodies if view.type(b) in _WHOLES), None)
    if whole is not None and body is not None and view.type(whole) in {*BODIES, EntityType.PERSON}:
        yield Draft("member", "memberOf", part, whole, body, context=VOICE, counted=False)


def _listed(view: View, members: Token) -> Iterator[Draft]:
    """'whose members are Chad and Niger', "the bloc's members include Mali"."""
    verb = members.head
    bodies = resolve_relative(c for c in members.children if c.dep == "poss") + prep_objects(members, ("of",))
    if verb.lemma not in {"be", "include", "comprise"} or not bodies:
        return
    for member in (m for c in verb.children if c.dep in {"attr", "dobj"} for m in conjuncts(c)):
        if view.type(member) in {*BODIES, EntityType.PERSON}:
            yield Draft("members", "memberOf", verb, member, bodies[0], counted=False)
