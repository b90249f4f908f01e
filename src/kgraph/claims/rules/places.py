"""Where somebody is: 'the leader is in Kampala', 'there are 40 gunmen inside the compound', 'a Geneva-based agency'."""

from collections.abc import Iterator

from kgraph.claims.clause import child, conjuncts
from kgraph.claims.draft import Draft
from kgraph.claims.phrases import prep_objects
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token

_WHERE = ("in", "at", "inside", "on", "off", "near", "outside", "aboard")
_PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})
_MOBILE = frozenset(
    {EntityType.PERSON, EntityType.GROUP, EntityType.ARMED_FORCE, EntityType.MATERIEL, EntityType.ORGANIZATION}
)
_BASED = frozenset({"based", "headquartered"})


def find_places(view: View) -> Iterator[Draft]:
    """A presence that a clause states by 'be', and a seat that an adjective names."""
    for token in view.parse.tokens:
        if token.lemma == "be" and token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            yield from _present(view, token)
        elif token.lower in _BASED and token.dep == "amod":
            yield from _based(view, token)


def _present(view: View, verb: Token) -> Iterator[Draft]:
    """'No soldiers are in Chad', 'troops were present at the base', 'there are pirates off the coast'."""
    there = any(c.dep == "expl" for c in verb.children)
    said = child(verb, "attr", "acomp")
    holders = [verb]
    if there and said is not None and said.dep == "attr":
        subjects = conjuncts(said)
        holders.append(said)
    elif said is None or (said.lower == "present" and not there):
        subjects = surface_subjects(verb)
        holders += [said] if said is not None else []
    else:
        return
    found = [p for h in holders for p in prep_objects(h, _WHERE, attached_to_object=False)]
    found += [q for p in found for q in prep_objects(p, ("in",))]  # 'at three bases in Iraq'
    places = [p for p in found if view.type(p) in _PLACES]
    for subject in subjects:
        if places and view.type(subject) in _MOBILE:
            yield Draft("place", "locatedIn", verb, subject, places[0])


def _based(view: View, word: Token) -> Iterator[Draft]:
    """'A Maltese-based charity'."""
    seat = child(word, "npadvmod")
    if seat is not None and view.type(seat) in _PLACES and view.type(word.head) in _MOBILE:
        yield Draft("place", "locatedIn", word, word.head, seat, counted=False)
