"""By what a longer name is taken up: parts of it, its acronym, the noun that it ends with."""

import re
from collections.abc import Iterable

from kgraph.entities.links import Link
from kgraph.model import EntityType
from kgraph.names import fold, name_list

_MIN_ACRONYM = 2
_ARTICLE = re.compile(r"(?i)^(?:al|el|ash|as|an|ar|at)-(?=\w)")


def is_head_of(words: list[str], names: Iterable[str]) -> bool:
    """Whether a word is the noun of a body's name, that alone speaks of it once it has been named: 'the Council'."""
    if len(words) > 1 or not words[0].istitle():
        return False
    return any(len(name.split()) > 1 and name.split()[-1] == words[0] for name in names)


def shortened(words: list[str], name: list[str], type_: EntityType, seen_as: EntityType) -> Link | None:
    """By what link a name stands for a longer one, if it does."""
    if type_ is EntityType.PERSON:
        name = _without_suffix(name) if len(words) == 1 else name  # with his given name the father is meant
    if len(words) >= len(name) and words != _bare(name):
        return None
    if type_ is EntityType.PERSON:
        given = len(words) == 1 and words == name[:1] and seen_as is EntityType.PERSON
        own, last = [w.casefold() for w in words], [w.casefold() for w in name[-len(words) :]]
        inner = len(words) == 1 and words[0] in name[1:-1]  # 'Guamán' of 'Rosa Guamán Tipán'
        return Link.NAME_PARTS if given or inner or own in (last, _bare(last)) else None
    if seen_as is EntityType.PERSON:
        return None
    if len(words) == 1 and words[0].isupper() and len(words[0]) >= _MIN_ACRONYM:
        return Link.ACRONYMS if words[0] in _initials(name) else None
    first = type_ is EntityType.ORGANIZATION and words == name[: len(words)] and words[0][0].isupper()
    return Link.NAME_PARTS if first else None


def _without_suffix(name: list[str]) -> list[str]:
    """A personal name without 'Jr.'."""
    return name[:-1] if len(name) > 1 and fold(name[-1].replace(".", "")) in name_list("suffix") else name


def _bare(name: list[str]) -> list[str]:
    """A name without the article that its last word is written with: 'Hadi' of 'al-Hadi'."""
    return [*name[:-1], _ARTICLE.sub("", name[-1])] if "-" in name[-1] else name


def parts(name: list[str]) -> set[str]:
    """What a name may be shortened to, small letters: its words from either end, each inside, its initials."""
    whole = [word.casefold() for word in name]
    found = {letters.casefold() for letters in _initials(name)}
    for words in (whole, _without_suffix(whole)):
        places = range(1, len(words))
        ends = [words[i:] for i in places]
        found |= {" ".join(part) for part in (*(words[:i] for i in places), *ends)} | set(words[1:-1])
        found |= {" ".join(_bare(end)) for end in ends} if "-" in words[-1] else set()
    return found


def _initials(words: list[str]) -> set[str]:
    """The acronyms of a name: of its words in capitals, and of all of them."""
    return {"".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words).upper()}
