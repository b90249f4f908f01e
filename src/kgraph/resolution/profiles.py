"""Appearances as resolution looks at them: their names taken apart, and what tells them from others of those names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kgraph.gazetteer import Entry, gazetteer
from kgraph.lexicon import lexicon
from kgraph.model import BODIES, Appearance, EntityType
from kgraph.names import fold, is_sole, kinds_of, name_list, walk_of_life
from kgraph.resolution.bodies import BodyName, body_name, is_company
from kgraph.resolution.known import body_of_state, city_of, is_known
from kgraph.resolution.persons import PersonName, person_name

Name = PersonName | BodyName

ALONE = frozenset({EntityType.COUNTRY, EntityType.NUMBER, EntityType.EVENT, EntityType.POSITION})
"""Types of what is not compared: states by the gazetteer alone, the others belong to their claim."""
_GUESSES = BODIES | {EntityType.PLACE, EntityType.MATERIEL, EntityType.THING}
_INITIALED = re.compile(r"(?:[A-Z]\. ?)+[A-Z]\w{2,}\Z")
_AGE = re.compile(r"(\d{1,3})-year-old\Z")


@dataclass(frozen=True, slots=True)
class Context:
    """What may tell two of one name apart.

    Attributes:
        states: Keys of the states that it belongs to.
        families: Walks of life, of persons; kinds, of bodies.
        born: The years of birth that its age allows.
        gender: ``m``, ``f`` or nothing.
        numbers: Figures and ordinals in its names.
        guessed: Whether its type is a guess, so that it may be of any other.
    """

    type: EntityType
    states: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    born: frozenset[int] = frozenset()
    gender: str = ""
    numbers: frozenset[str] = frozenset()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """An appearance as resolution looks at it.

    Attributes:
        names: Its names, the best first; empty where it has none by which it could be found elsewhere.
        roles: What it is said to be, where that is known to be a role.
    """

    names: tuple[Name, ...]
    context: Context
    roles: frozenset[str] = frozenset()

    @property
    def is_guess(self) -> bool:
        """Whether it was taken for a person, for no other reason than a single name."""
        return self.context.type is EntityType.THING and isinstance(self.names[0], PersonName)

    @property
    def is_common(self) -> bool:
        """Whether its best name is made of words that many names share."""
        return bool(self.names) and isinstance(self.names[0], BodyName) and self.names[0].common


def is_settled(appearance: Appearance) -> bool:
    """Whether an appearance is of what is the same or another by its id alone: figures, clauses, the gazetteer's."""
    return appearance.entity.type in ALONE or is_known(appearance)


def profile_of(appearance: Appearance) -> Profile | None:
    """The profile of an appearance; None for what other documents don't speak of, or what needs no comparing."""
    entity = appearance.entity
    if is_settled(appearance):
        return None
    if not appearance.named and not (appearance.states and entity.type in BODIES):
        return None
    told = _Told(
        entity.type,
        entity.label,
        tuple(sorted(entity.aliases)),
        appearance.named,
        appearance.roles,
        appearance.states,
        appearance.gender,
        (appearance.published or "")[:4],
        appearance.guessed and appearance.named,
    )
    return _profile(told)


def told_entry(appearance: Appearance, profile: Profile) -> Entry | None:
    """The gazetteer's entry that something without a name of its own is, by what its article tells beside it."""
    if profile.is_guess:
        return city_of(appearance.entity.label, frozenset(appearance.beside))
    name = profile.names[0]
    return body_of_state(name, profile.context.states) if isinstance(name, BodyName) else None


class _Told(NamedTuple):
    """What there is of an appearance that many documents share."""

    type: EntityType
    label: str
    aliases: tuple[str, ...]
    named: bool
    roles: tuple[str, ...]
    states: tuple[str, ...]
    gender: str
    year: str
    guessed: bool


@lru_cache(maxsize=65536)
def _profile(told: _Told) -> Profile | None:
    type_, label, aliases, named, roles, states, gender, year, guessed = told
    if type_ in {EntityType.PERSON, EntityType.THING} and is_company(label):
        type_, guessed = EntityType.ORGANIZATION, False  # 'Meridian Tankers Limited', whatever the parser takes it for
    elif _INITIALED.match(label):
        type_, guessed = EntityType.PERSON, False
    own = frozenset(state for state in map(_state_of, states) if state is not None)
    if type_ is EntityType.PERSON:
        persons = tuple(_persons(label, aliases))
        families = frozenset(walk for walk in map(walk_of_life, roles) if walk is not None)
        known = frozenset(role for role in roles if role.rsplit(maxsplit=1)[-1] in _persons_nouns())
        born = frozenset(birth for role in roles for birth in _born(role, year))
        if persons and not (known or gender or own or persons[0].is_full):
            return _anything(persons, label)
        if persons and guessed:
            return Profile(
                (*persons, *_bodies(label, aliases)), Context(type_, own, families, born, guessed=True), known
            )
        return Profile(persons, Context(type_, own, families, born, gender), known) if persons else None
    bodies = tuple(_bodies(label, aliases))
    if not named:
        bodies = tuple(name for name in bodies[:1] if name.common and is_sole(name.words))
    if not bodies:
        return None
    inside = frozenset(state for name in bodies for state in name.states)
    numbers = bodies[0].numbers
    if guessed and type_ in _GUESSES and not bodies[0].common:
        alone = " " not in label and not bodies[0].acronym
        others = tuple(_persons(label, ()))[:1]
        kind = EntityType.THING if alone else type_
        return Profile((*bodies, *others), Context(kind, own or inside, numbers=numbers, guessed=True))
    kinds = kinds_of(label, roles) if type_ in BODIES else frozenset()
    return Profile(bodies, Context(type_, own or inside, kinds, numbers=numbers))


def _anything(persons: tuple[PersonName, ...], label: str) -> Profile:
    """A single name of which nothing is known: it may be a surname, and as well a town."""
    body = body_name(label)
    return Profile(persons if body is None else (*persons, body), Context(EntityType.THING))


def _persons(label: str, aliases: tuple[str, ...]) -> Iterator[PersonName]:
    """The full names of a person; where there is none, the name as it is."""
    found = [name for text in (label, *aliases) if (name := person_name(text, _titles())) is not None]
    full = dict.fromkeys(name for name in found if name.is_full and not _is_extended(name, found[0]))
    if not full:
        yield from dict.fromkeys(found[:1])
        return
    yield from full
    parts = {word for name in full for word in name.words}
    yield from dict.fromkeys(name for name in found if not name.is_full and name.words[0] not in parts)


def _is_extended(name: PersonName, label: PersonName) -> bool:
    """Whether a name is the label with more before it, most likely no part of it."""
    return label.is_full and len(name.words) > len(label.words) and name.words[-len(label.words) :] == label.words


@cache
def _persons_nouns() -> frozenset[str]:
    return frozenset(word for word, type_ in lexicon().types.items() if type_ is EntityType.PERSON)


@cache
def _titles() -> frozenset[str]:
    persons = {word for word in _persons_nouns() if word.isalpha()}
    demonyms = {fold(word) for entry in gazetteer().entries.values() for word in entry.demonyms}
    return frozenset(persons | {word for word in demonyms if " " not in word}) - name_list("first-or-title")


def _bodies(label: str, aliases: tuple[str, ...]) -> Iterator[BodyName]:
    """The label and those other forms that are names: in capitals, and no words that many share."""
    first = body_name(label)
    seen = set()
    others = [name for alias in aliases if _is_written_as_name(alias) and (name := body_name(alias)) is not None]
    if first is None:
        return
    if first.common:  # 'ministry', in full 'the Belgian foreign ministry'
        whole = (alias for alias in aliases if " of " not in alias.removesuffix(label))  # no 'staff of the army'
        longer = [name for alias in whole if (name := body_name(alias)) is not None and name.common]
        first = max([first, *longer], key=lambda name: (len(name.words), name.text))
        yield first
        yield from (name for name in dict.fromkeys(others) if not name.common)
        return
    for name in (first, *others):
        if name not in seen and not name.common:
            seen.add(name)
            yield name


def _is_written_as_name(text: str) -> bool:
    words = [word for word in text.split() if word.lower() not in name_list("link")]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() or "-" in word for word in words)


@lru_cache(maxsize=4096)
def _state_of(key: str) -> str | None:
    """The state that an entry of the gazetteer is, or is part of."""
    entries = gazetteer().entries
    seen: set[str] = set()
    while key in entries and key not in seen:
        if entries[key].type is EntityType.COUNTRY:
            return key
        seen.add(key)
        key = entries[key].part_of or ""
    return None


def _born(role: str, year: str) -> Iterator[int]:
    age = _AGE.match(role)
    if age is not None and year.isdigit():
        yield from (int(year) - int(age[1]) - 1, int(year) - int(age[1]))
