"""What the gazetteer knows: its entries by the end of their IRI, and by the name of a body and the state it is of."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from kgraph.cities import city_entry, find_city
from kgraph.gazetteer import Entry, gazetteer
from kgraph.model import BODIES, Appearance
from kgraph.resolution.bodies import BodyName, body_name

_LOCAL = re.compile(r"[a-z]+-.+-[0-9a-f]{8}\Z")


def key_of_entity(appearance: Appearance) -> str:
    """The end of the IRI that an appearance's entity has in its document."""
    return appearance.entity.id.rsplit("/entity/", 1)[-1]


def is_known(appearance: Appearance) -> bool:
    """Whether the document found its entity in the gazetteer."""
    return not _LOCAL.match(key_of_entity(appearance))


def entry_of(appearance: Appearance) -> Entry | None:
    """The gazetteer's entry that an appearance's document took its entity for."""
    return entry(key_of_entity(appearance)) if is_known(appearance) else None


def entry(key: str) -> Entry | None:
    """The gazetteer's entry, or the city, of a key."""
    return gazetteer().entries.get(key) or city_entry(key)


def body_of_state(name: BodyName, states: frozenset[str]) -> Entry | None:
    """The entry of a body whose name alone tells nothing: 'the Interior Ministry' in an article about Georgia."""
    if not name.common or len(states) != 1:
        return None
    (state,) = states
    return _bodies(state).get(frozenset(name.words))


def city_of(name: str, beside: Collection[str]) -> Entry | None:
    """The city of a name that lies in a state of which its articles speak.

    Args:
        name: A single name of which nothing else is known.
        beside: Keys of the gazetteer's entries that the articles speak of.
    """
    entries = (gazetteer().entries.get(key) for key in beside)
    states = {entry.iso for entry in entries if entry is not None and entry.iso is not None}
    found = find_city(name, states=states)
    return found.entry() if found is not None and found.iso in states else None


@cache
def _bodies(state: str) -> Mapping[frozenset[str], Entry]:
    """The bodies of a state by the words of their names; left out is what two are called."""
    found: dict[frozenset[str], Entry] = {}
    several = set()
    for known in _by_state().get(state, ()):
        for name in filter(None, map(body_name, (known.label, *known.names))):
            words = frozenset(name.words)
            if name.common and found.setdefault(words, known) is not known:
                several.add(words)
    return {words: known for words, known in found.items() if words not in several}


@cache
def _by_state() -> Mapping[str, Sequence[Entry]]:
    """The bodies of the gazetteer by what they are part of: to take all their names apart would take long."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for known in gazetteer().entries.values():
        if known.type in BODIES and known.part_of is not None:
            found[known.part_of].append(known)
    return found
