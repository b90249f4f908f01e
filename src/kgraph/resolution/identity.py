"""What the entity of a group is called, and its IRI: made from its names alone, not from how often each is used."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgraph.gazetteer import Entry
from kgraph.model import EntityType, entity_id
from kgraph.resolution.known import entry_of
from kgraph.resolution.profiles import is_settled, told_entry
from kgraph.resolution.units import Item, fullest_first

_ORDER = (
    EntityType.COUNTRY,
    EntityType.PERSON,
    EntityType.ARMED_FORCE,
    EntityType.ORGANIZATION,
    EntityType.GROUP,
    EntityType.PLACE,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """The id, label and type of an entity, and whether they are the gazetteer's."""

    id: str
    label: str
    type: EntityType
    known: bool = False


def identities(groups: Sequence[Sequence[Item]], *, base: str) -> list[Identity]:
    """What each group is; no two have one id, unless it is the gazetteer's.

    Of groups that would have one id each is told from the others by the state that it alone is of, else by its role,
    else by the first of its documents.
    """
    found = [_identity(group, base) for group in groups]
    clashing: defaultdict[str, list[int]] = defaultdict(list)
    for place, identity in enumerate(found):
        if not all(_is_settled(item) for item in groups[place]):
            clashing[identity.id].append(place)
    for places in clashing.values():
        if len(places) > 1 and _entry(groups[places[0]]) is None:
            for place, qualifier in zip(places, _qualifiers([groups[p] for p in places]), strict=True):
                found[place] = _qualified(found[place], groups[place], qualifier, base)
    return found


def _identity(group: Sequence[Item], base: str) -> Identity:
    entry = _entry(group)
    if entry is not None:
        return Identity(f"{base}entity/{entry.key}", entry.label, entry.type, known=True)
    if len(group) == 1 and not _is_nameless(group):
        entity = group[0].appearance.entity
        return Identity(entity.id, entity.label, entity.type)
    label = min((item.appearance.entity.label for item in group), key=fullest_first)
    type_ = _type(group)
    plain = Identity(entity_id(base, label, type_), label, type_)
    if not _is_nameless(group):
        return plain
    states = _states(group)
    if states:
        return _qualified(plain, group, " ".join(states), base)
    if all(item.appearance.named for item in group):
        return _qualified(plain, group, None, base)
    return Identity(min(item.appearance.entity.id for item in group), label, type_)


def _is_nameless(group: Iterable[Item]) -> bool:
    """Whether nothing in a group has a name that is nobody else's: 'the Interior Ministry', 'the President'."""
    return all(_may_be_anybody(item) for item in group)


def _is_settled(item: Item) -> bool:
    """Whether an item is what its id says, in whatever document."""
    return item.profile is None and item.ref is None and not _may_be_anybody(item)


def _may_be_anybody(item: Item) -> bool:
    if item.profile is not None:
        return item.profile.is_common
    return item.appearance.named and not is_settled(item.appearance)


def _qualified(plain: Identity, group: Sequence[Item], qualifier: str | None, base: str) -> Identity:
    document = None if qualifier else min(item.appearance.document for item in group)
    id_ = entity_id(base, plain.label, plain.type, document=document, qualifier=qualifier)
    return Identity(id_, plain.label, plain.type)


def _qualifiers(groups: Sequence[Sequence[Item]]) -> list[str | None]:
    """What tells each of some groups from the others; None where only the document does."""
    found: list[str | None] = [None] * len(groups)
    for tell in (_states, _families):
        told = [" ".join(tell(group)) for group in groups]
        counts = Counter(told)
        for place, words in enumerate(told):
            if found[place] is None and words and counts[words] == 1:
                found[place] = words
    return found


def _states(group: Iterable[Item]) -> list[str]:
    return sorted({s for item in group if item.profile is not None for s in item.profile.context.states})


def _families(group: Iterable[Item]) -> list[str]:
    return sorted({f for item in group if item.profile is not None for f in item.profile.context.families})


def _entry(group: Iterable[Item]) -> Entry | None:
    """The gazetteer's entry that a group is; of several the first."""
    group = list(group)
    found = [entry for item in group if (entry := entry_of(item.appearance)) is not None]
    told = [] if found else [_told(item) for item in group]
    if any(entry is None or entry.type is EntityType.PLACE for entry in told):  # a town only if all of them may be
        told = told if len({entry.key for entry in told if entry is not None}) == 1 and _are_guesses(group) else []
    found += [entry for entry in told if entry is not None]
    return min(found, key=lambda entry: entry.key, default=None)


def _told(item: Item) -> Entry | None:
    return None if item.ref is not None or item.profile is None else told_entry(item.appearance, item.profile)


def _are_guesses(group: Iterable[Item]) -> bool:
    return all(item.profile is not None and item.profile.is_guess for item in group)


def _type(group: Iterable[Item]) -> EntityType:
    """A type under which all that was claimed of the members may be claimed: every relation takes a Thing."""
    group = list(group)
    contexts = [item.profile.context for item in group if item.profile is not None]
    told = [context for context in contexts if not context.guessed]
    types = {context.type for context in told or contexts}
    if len({item.appearance.entity.type for item in group}) == 1 or not types - {EntityType.THING}:
        types = {item.appearance.entity.type for item in group}
    if len(types) == 1:
        return next(iter(types))
    return next((type_ for type_ in _ORDER if type_ in types), EntityType.THING)
