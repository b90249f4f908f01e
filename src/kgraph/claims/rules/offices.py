"""Offices and memberships: titles before names, appositions, 'X is the head of Y', 'X of the Y party'."""

from collections.abc import Iterator
from dataclasses import replace

from kgraph.claims.clause import child, conjuncts, prep_objects, resolve_relative, surface_subjects
from kgraph.claims.context import Context
from kgraph.claims.draft import Draft
from kgraph.claims.frames import best_fit
from kgraph.claims.view import View
from kgraph.model import Entity, EntityType, Span
from kgraph.parse import Token
from kgraph.words import word_list

_BODIES = frozenset(
    {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP, EntityType.PLACE}
)
_OFFICE_PREPS = frozenset({"of", "for", "at", "to", "in", "with"})
_NP = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
_PROFESSIONS = ("ologist", "ician", "ist", "woman", "sman", "person")
_VOICE = Context()  # a title inside a reported clause is the document's own voice
_REACH = 9  # words that a title or an apposition may have


def find_offices(view: View) -> Iterator[Draft]:
    """'Foreign Minister Cho Tae-yul', 'Kemal Arikan, the Turkish defence minister', "Portugal's premier, …".

    Read from the words and not from the tree, which often cuts titles off.
    """
    for token in view.parse.tokens:
        if view.type(token) is not EntityType.PERSON:
            continue
        if is_name(view, token):
            for words in (_title(view, token), _apposed_after(view, token), _apposed_before(view, token)):
                yield from _office(view, token, words)
        elif is_office(view, token):
            yield from _copula(view, token)


def is_office(view: View, token: Token) -> bool:
    """Whether a common noun names an office or a profession."""
    lemma = token.lemma.lower()
    if token.tag in {"NNS", "NNPS"} or lemma in word_list("no-office") or token.pos not in {"NOUN", "PROPN"}:
        return False
    return view.lexicon.types.get(lemma) is EntityType.PERSON or (token.pos == "NOUN" and lemma.endswith(_PROFESSIONS))


def is_name(view: View, token: Token) -> bool:
    """Whether a token heads a personal name."""
    return token.pos == "PROPN" and view.mention(token) is not None and not is_office(view, token)


def _first_of_name(view: View, name: Token) -> int:
    """The index of a name's first token."""
    tokens = view.parse.tokens
    first = name.i
    while first > 0 and tokens[first - 1].sent == name.sent:
        word = tokens[first - 1]
        same = word.ent == "PERSON" and name.ent == "PERSON" and not tokens[first].ent_begin
        joined = (
            name.ent != "PERSON"
            and word.dep == "compound"
            and word.head is name
            and word.lemma.lower() not in view.lexicon.types
        )
        if not (same or joined) or (word.lemma.lower() in view.lexicon.types and word.dep != "amod"):
            break
        first -= 1
    return first


def _title(view: View, name: Token) -> list[Token]:
    """The words of an office before a name: 'Secretary of State', 'Ambassador to the Vatican', 'Wing Commander'."""
    tokens = view.parse.tokens
    first = _first_of_name(view, name)
    found: list[Token] = []
    for i in range(first - 1, max(-1, first - _REACH), -1):
        word = tokens[i]
        title = word.pos in {"PROPN", "NOUN", "ADJ"} and word.lower not in word_list("honorific")
        linked = bool(found) and word.lower in {"of", "to", "for", "the", "'s", "-"}
        if (
            word.sent != name.sent
            or not (title or linked)
            or (word.ent == "PERSON" and word.lemma.lower() not in view.lexicon.types)
        ):
            break
        found.insert(0, word)
    for place in range(len(found) - 1, -1, -1):
        if found[place].lower in {"of", "to", "for"} and not (place and is_office(view, found[place - 1])):
            return found[place + 1 :]
    return found


def _apposed_after(view: View, name: Token) -> list[Token]:
    """The words of an office after a name and a comma, an age left out."""
    tokens = view.parse.tokens
    i = name.i + 1
    if i >= len(tokens) or tokens[i].text != ",":
        return []
    i += 1
    if i + 1 < len(tokens) and tokens[i].pos == "NUM" and tokens[i + 1].text == ",":
        i += 2
    found: list[Token] = []
    for word in tokens[i : i + _REACH]:
        if (
            word.sent != name.sent
            or (word.pos not in _NP and word.text != "-")
            or word.lower in {"who", "which", "whose", "that"}
        ):
            break
        found.append(word)
    while found and not is_office(view, found[-1]):
        found.pop()
    if not found or found[-1].dep in {"nsubj", "nsubjpass"}:
        return []
    following = tokens[found[-1].i + 1 :][:5]
    if following and following[0].lower in _OFFICE_PREPS:
        found.extend(_until_break(following))
    return found


def _until_break(words: tuple[Token, ...]) -> list[Token]:
    found: list[Token] = []
    for word in words:
        if word.pos not in {"ADP", "DET", "PROPN", "NOUN", "ADJ"}:
            break
        found.append(word)
    return found


def _apposed_before(view: View, name: Token) -> list[Token]:
    """The words of an office before a comma and a name: "Portugal's prime minister, Duarte Saldanha"."""
    tokens = view.parse.tokens
    first = _first_of_name(view, name)
    if first < 2 or tokens[first - 1].text != "," or tokens[first - 2].sent != name.sent:  # noqa: PLR2004 - an office and a comma
        return []
    found: list[Token] = []
    for i in range(first - 2, max(-1, first - 2 - _REACH), -1):
        word = tokens[i]
        if word.sent != name.sent or not (word.pos in _NP or word.lower in _OFFICE_PREPS or word.text == "-"):
            break
        found.insert(0, word)
    offices = [place for place, w in enumerate(found) if is_office(view, w)]
    if not offices or any(w.lower in _OFFICE_PREPS for w in found[: offices[0]]):
        return []
    after = found[offices[-1] + 1 :]
    definite = any(
        w.pos == "DET" or w.dep == "poss" or w.text == "'s" or view.type(w) in _BODIES for w in found[: offices[-1]]
    )
    return found if definite and (not after or after[0].lower in _OFFICE_PREPS) else []


def _office(view: View, name: Token, words: list[Token]) -> Iterator[Draft]:
    """The claim that a name holds the office that some words name."""
    offices = [w for w in words if is_office(view, w)]
    if not offices:
        return
    office = offices[-1] if not any(w.lower in _OFFICE_PREPS for w in words) else offices[0]
    body = _body(view, words, office)
    core = [
        w
        for w in words
        if w.i <= office.i and w.pos in {"NOUN", "PROPN", "ADJ"} and (body is None or w.i > body.i or body.i > office.i)
    ]
    core = [w for w in core if view.type(w) not in _BODIES or w is office]
    first = core[0] if core else office
    last = office
    if words[-1].i > office.i and (body is None or body.i < office.i) and words[-1].i - office.i <= 3:  # noqa: PLR2004 - 'of State'
        last = words[-1]
    yield Draft(
        "office", "holdsPosition", office, name, body or office, office if body else None,
        context=_VOICE, counted=False, office=Span(first.start, last.end),
    )  # fmt: skip


def _body(view: View, words: list[Token], office: Token) -> Token | None:
    """What an office is held in: the state or body before it, or after 'of', 'for', 'at', 'to'."""
    for word in words:
        before = word.i < office.i and (
            word.dep in {"poss", "amod", "compound", "nmod"} or view.type(word) is EntityType.COUNTRY
        )
        after = word.i > office.i and word.lower not in word_list("ministry-word") and view.type(word) in _BODIES
        if (before and view.type(word) in _BODIES and not is_office(view, word)) or after:
            return word
    return None


def _copula(view: View, office: Token) -> Iterator[Draft]:
    """'She is the president of the bank': a person's office as a predicate."""
    verb = office.head
    if office.dep != "attr" or verb.lemma not in {"be", "become", "remain"}:
        return
    owned = [c for c in office.children if c.dep in {"poss", "amod", "compound"} and view.type(c) in _BODIES]
    bodies = owned + [t for t in prep_objects(office, _OFFICE_PREPS) if view.type(t) in _BODIES]
    body = bodies[0] if bodies else None
    for subject in surface_subjects(verb):
        if view.type(subject) is EntityType.PERSON and subject.lower not in {"i", "you"}:
            yield Draft(
                "copula",
                "holdsPosition",
                verb,
                subject,
                body or office,
                office if body else None,
                counted=False,
            )


def find_resignations(view: View) -> Iterator[Draft]:
    """'He resigned': from the office that the document says he holds, if it says so."""
    held: dict[Entity, Draft] | None = None
    for token in view.parse.tokens:
        frames = view.lexicon.verbs.get(token.lemma, ()) if token.pos in {"VERB", "AUX"} else ()
        if not any(frame.relation == "resignsFrom" for frame in frames):
            continue
        fit = best_fit(view, token, frames)
        if fit is None or fit.frame.relation != "resignsFrom" or fit.roles.get("object") or fit.roles.get("theme"):
            continue
        held = _held(view) if held is None else held
        for subject in fit.roles.get("subject", []):
            entity = view.entity(subject)
            office = held.get(entity) if entity is not None else None
            if office is not None:
                yield replace(
                    office, rule="resignation", relation="resignsFrom", predicate=token, subject=subject,
                    context=None,
                )  # fmt: skip


def _held(view: View) -> dict[Entity, Draft]:
    """The first office that the document gives each person."""
    held: dict[Entity, Draft] = {}
    for draft in find_offices(view):
        entity = view.entity(draft.subject) if draft.subject is not None else None
        if entity is not None:
            held.setdefault(entity, draft)
    return held


def find_memberships(view: View) -> Iterator[Draft]:
    """'Ramiro Villalba of the Colorado Party', 'the pact, whose members are Chad and Niger'."""
    for token in view.parse.tokens:
        if token.lemma == "member" and token.dep == "nsubj":
            yield from _listed(view, token)
        if view.type(token) is EntityType.PERSON and is_name(view, token):
            of = child(token, "prep")
            if of is not None and of.lower in {"of", "from"}:
                bodies = [b for p in of.children if p.dep == "pobj" for b in conjuncts(p)]
                for body in bodies[:1]:
                    if view.type(body) in {EntityType.ORGANIZATION, EntityType.GROUP}:
                        yield Draft("member", "memberOf", token, token, body, context=_VOICE, counted=False)


def _listed(view: View, members: Token) -> Iterator[Draft]:
    """'whose members are Chad and Niger', "the bloc's members include Mali"."""
    verb = members.head
    bodies = resolve_relative(c for c in members.children if c.dep == "poss") + prep_objects(members, ("of",))
    if verb.lemma not in {"be", "include", "comprise"} or not bodies:
        return
    for member in (m for c in verb.children if c.dep in {"attr", "dobj"} for m in conjuncts(c)):
        if view.type(member) in {*_BODIES, EntityType.PERSON}:
            yield Draft("members", "memberOf", verb, member, bodies[0], counted=False)
