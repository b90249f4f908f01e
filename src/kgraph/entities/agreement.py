"""One name, one type: what a document tells of a name once holds where it stands alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kgraph.entities.nominals import Kind, Nominal
from kgraph.lexicon import lexicon
from kgraph.model import BODIES, EntityType
from kgraph.names import fold, name_list

_LONG = 4  # words of a name that is hardly a person's
_NO_GIVEN = frozenset(
    {"cape", "east", "fort", "lake", "lower", "mount", "new", "north", "old", "port", "saint", "san", "santa", "south"}
    | {"st", "upper", "west"}
)
_OF_BODIES = BODIES | {EntityType.AGREEMENT}


def agree_on_types(nominals: Sequence[Nominal]) -> list[Nominal]:
    """The nominals of a document, those whose type only the parser guessed with the type that their name has elsewhere.

    It is that of the same name where its own words tell it, as 'Ltd' does; of a body also that of the name that it
    begins: 'Meridian Tankers' of 'Meridian Tankers Ltd', 'Blue Anchor' of 'Blue Anchor Shipping'.
    """
    told = {**_by_parts(nominals), **_told(nominals)}
    types = (told.get(_words(n), n.type) if told and _is_name(n) and not n.sure else n.type for n in nominals)
    return [n if type_ is n.type else replace(n, type=type_) for n, type_ in zip(nominals, types, strict=True)]


def _told(nominals: Iterable[Nominal]) -> Mapping[tuple[str, ...], EntityType]:
    """The types of names that tell them, by the words of the name and by those that a body's name begins with."""
    found: defaultdict[tuple[str, ...], set[EntityType]] = defaultdict(set)
    for nominal in nominals:
        if not (_is_name(nominal) and nominal.sure):
            continue
        words = _words(nominal)
        found[words].add(nominal.type)
        if nominal.type in _OF_BODIES:
            for count in range(2, len(words)):
                found[words[:count]].add(nominal.type)
    return {words: next(iter(types)) for words, types in found.items() if len(types) == 1}


def _by_parts(nominals: Iterable[Nominal]) -> Mapping[tuple[str, ...], EntityType]:
    """The types of names that stand shortened too: a person's to the last word, a company's to the first."""
    names = [(nominal, _words(nominal)) for nominal in nominals if _is_name(nominal)]
    alone = {words[0] for _, words in names if len(words) == 1 and words[0] not in lexicon().types}
    found: dict[tuple[str, ...], EntityType] = {}
    for nominal, words in names:
        if not 1 < len(words) < _LONG or nominal.plural or words[0] in _NO_GIVEN:
            continue
        first, last = words[0] in alone, words[-1] in alone
        if last and not first and not nominal.sure and not nominal.definite and nominal.type is not EntityType.PERSON:
            found[words] = found[words[-1:]] = EntityType.PERSON
        elif first and not last and nominal.type in _OF_BODIES:
            found[words[:1]] = nominal.type
    return found


def _is_name(nominal: Nominal) -> bool:
    """Whether it is a name that the gazetteer does not know."""
    return nominal.kind is Kind.NAME and nominal.entry is None


def _words(nominal: Nominal) -> tuple[str, ...]:
    """The words of a name without the one that tells that it is a company's."""
    words = fold(nominal.label.replace(".", "")).split()
    return tuple(words[:-1] if len(words) > 1 and words[-1] in name_list("corporate") else words)
