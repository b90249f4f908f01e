"""Names of bodies, places and things: taken apart, compared word by word."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kgraph.gazetteer import Kind, gazetteer
from kgraph.lexicon import lexicon
from kgraph.model import EntityType
from kgraph.names import fold, is_common, is_sole, name_list, name_words
from kgraph.resolution.likeness import Likeness
from kgraph.resolution.spelling import consonants, is_slip, sound
from kgraph.resolution.values import Reason
from kgraph.words import word_list

_ABBREVIATION = re.compile(r"\b(?:\w\.){2,}")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]+[A-Za-z-]?\Z")
_LONGEST_ACRONYM = 9
_FOREIGN = 3  # letters that an acronym has at least that stands for a name in another language
_PREFIX = 3
_HIGH = 3  # digits of a number that few things have
_HEARD = 5  # letters of a whole name that is compared by its sound
_SPELLINGS = {
    "defense": "defence",
    "labor": "labour",
    "organization": "organisation",
    "center": "centre",
    "theater": "theatre",
    "program": "programme",
    "department": "ministry",
    "armored": "armoured",
    "harbor": "harbour",
}
_COUNTED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {word: str(n) for n, word in enumerate(_COUNTED, start=1)}
_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of something other than a person, folded.

    Attributes:
        text: All its words but the article.
        words: Those that tell something, states and words like 'Ltd' left out.
        states: Keys of the states that it names.
        acronym: The letters, where it is an acronym.
        initials: The acronyms that its words may have.
        common: Whether it is made of words that many names share, so that a state has to be known.
    """

    text: str
    words: tuple[str, ...]
    states: frozenset[str] = frozenset()
    acronym: str = ""
    initials: frozenset[str] = frozenset()
    common: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is more than an acronym."""
        return not self.acronym

    @property
    def numbers(self) -> frozenset[str]:
        """The figures and ordinals in it."""
        return frozenset(word for word in self.words if word[0].isdigit())


@lru_cache(maxsize=65536)
def body_name(text: str) -> BodyName | None:
    """A name taken apart; None where it holds no word."""
    written = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text).split()
    if len(written) > 1 and written[0].lower() in {"the", "a", "an"}:
        written = written[1:]
    whole = " ".join(_plain(word) for word in written)
    if not whole:
        return None
    if len(written) == 1 and len(written[0]) <= _LONGEST_ACRONYM and _ACRONYM.match(written[0]):
        return BodyName(whole, (whole,), acronym=whole, initials=frozenset())
    states, rest = _states(written)
    tokens = [part for word in rest for part in _plain(word).split()]
    words = [word for word in tokens if word not in name_list("link")] or tokens or whole.split()
    while len(words) > 1 and words[-1] in name_list("corporate") and not is_common(words[:-1], _nouns()):
        words.pop()
    common = is_sole(words) or (bool(words) and is_common(words, _nouns()))
    return BodyName(whole, tuple(words), states, initials=_initials(written), common=common)


def is_company(text: str) -> bool:
    """Whether a name ends as only a company's does: 'Ltd', 'S.A.'."""
    words = fold(text.replace(".", "")).split()
    return len(words) > 1 and words[-1] in name_list("corporate") - name_list("kind") - {"as", "group", "co"}


def _plain(word: str) -> str:
    folded = fold(word)
    if word in _ROMAN:
        return _ROMAN[word]
    if ordinal := _ORDINAL.match(folded):
        return ordinal[1]
    folded = _ORDINALS.get(folded, folded)
    return " ".join(_SPELLINGS.get(part, part) for part in folded.split())


@cache
def _nouns() -> frozenset[str]:
    person = {EntityType.PERSON}
    return frozenset(word for word, type_ in lexicon().types.items() if type_ not in person)


def _initials(written: list[str]) -> frozenset[str]:
    pieces = [piece for word in written for piece in re.split(r"[-/]", word) if piece and piece[0].isalnum()]
    if len(pieces) < 2:  # noqa: PLR2004 - an acronym is of several words
        return frozenset()
    strong = [piece for piece in pieces if piece.lower() not in name_list("link")]
    whole = [word for word in written if word.lower() not in name_list("link")]
    found = {"".join(fold(p)[:1] for p in chosen) for chosen in (pieces, strong, whole)}
    return frozenset(letters for letters in found if len(letters) > 1)


def _states(written: list[str]) -> tuple[frozenset[str], list[str]]:
    """The states that a name begins or ends with, and the words without them."""
    states: set[str] = set()
    rest = list(written)
    for front in (True, False):
        for count in (3, 2, 1):
            if len(rest) <= count:
                continue
            part = rest[:count] if front else rest[-count:]
            key = _state(" ".join(part))
            if key is not None:
                states.add(key)
                rest = rest[count:] if front else rest[:-count]
                break
    return frozenset(states), rest


@lru_cache(maxsize=16384)
def _state(words: str) -> str | None:
    found = gazetteer().find(words) if words[:1].isupper() else None
    if found is None or found.entry.type is not EntityType.COUNTRY or found.kind not in {Kind.NAME, Kind.DEMONYM}:
        return None
    return found.entry.key


def body_keys(name: BodyName, states: frozenset[str]) -> set[str]:
    """The keys of a name; of one made of common words they name the states too.

    Args:
        name: The name.
        states: The states that it is of.
    """
    if name.acronym:
        return {f"name:{name.text}", f"acronym:{name.acronym}"}
    if name.common and len(name.words) == 1 and not is_sole(name.words):  # 'the ministry': of which a state has many
        return {f"name:{name.text}"} if name.states else set()  # 'Bank of Latvia'
    if name.common:
        return {f"name:{' '.join(sorted(name.words))} of {state}" for state in states}
    keys = {f"name:{' '.join(sorted({*name.words}))}", f"name:{name.text}"}
    if name.numbers:
        return keys | _numbered(name)
    heard = consonants("".join(name.words))
    if len(heard) >= _HEARD:
        keys.add(f"sound:{heard}")
    if len(name.words) > 1:
        keys.add("start:" + " ".join(word[:_PREFIX] for word in name.words))
    business = _business()
    bare = [word for word in name.words if word not in business]
    if len(bare) < len(name.words) and not is_common(bare, _nouns()):
        keys.add("name:" + " ".join(sorted({*bare})))
    return keys | {f"acronym:{letters}" for letters in name.initials}


@lru_cache(maxsize=65536)
def like_bodies(left: BodyName, right: BodyName) -> Likeness | None:
    """How two names may be of one thing; states that only one of them has are for the caller to judge."""
    if left.acronym or right.acronym:
        return _like_acronym(left, right)
    if left.text == right.text:
        return Likeness(Reason.NAME, 1.0)
    if left.numbers != right.numbers:
        return None
    if set(left.words) == set(right.words):
        return Likeness(Reason.NAME, 0.98)
    if left.common or right.common:
        return None
    return (
        _like_numbered(left, right)
        or _like_kinds(left, right)
        or _like_spelling(left, right)
        or _like_start(left, right)
    )


def _like_acronym(left: BodyName, right: BodyName) -> Likeness | None:
    if left.acronym and right.acronym:
        return Likeness(Reason.NAME, 0.95, part=True) if left.acronym == right.acronym else None
    short, full = (left, right) if left.acronym else (right, left)
    if short.text == full.text:
        return Likeness(Reason.NAME, 0.98)  # 'NATO' and 'Nato'
    return Likeness(Reason.ACRONYM, 0.85, part=True) if short.acronym in full.initials else None


def _numbered(name: BodyName) -> set[str]:
    """'Resolution 2911' of 'UN Resolution 2911': the noun and the number, where few things have so high a one."""
    pairs = pairwise(name.words)
    return {f"number:{noun} {number}" for noun, number in pairs if number.isdigit() and len(number) >= _HIGH}


def _like_numbered(left: BodyName, right: BodyName) -> Likeness | None:
    less, more = sorted((left, right), key=lambda name: len(name.words))
    found = _numbered(less) & _numbered(more) and set(less.words) <= set(more.words)
    return Likeness(Reason.NAME_PART, 0.88) if found else None


@cache
def _business() -> frozenset[str]:
    """Words that tell what a body does, which its short name leaves out."""
    return name_list("kind") | word_list("body-name-word") | frozenset(name_words().kinds) | {"heavy"}


def _like_kinds(left: BodyName, right: BodyName) -> Likeness | None:
    """'Wagner' and 'Wagner Group', 'Utro' and 'the newspaper Utro': one says what it is, no more."""
    kinds = name_list("kind") | name_list("corporate")
    more, less = sorted((set(left.words), set(right.words)), key=len, reverse=True)
    if less < more and more - less <= kinds and not is_common(less, _nouns()):
        return Likeness(Reason.NAME_PART, 0.88)
    return None


def _like_start(left: BodyName, right: BodyName) -> Likeness | None:
    """'Hanbada' and 'Hanbada Heavy Industries': one leaves out what a company's business is."""
    less, more = sorted((left.words, right.words), key=len)
    business = _business() | name_list("corporate")
    if more[: len(less)] == less and set(more[len(less) :]) <= business and not is_common(less, _nouns()):
        return Likeness(Reason.NAME_PART, 0.75, part=len(less) == 1)
    return None


def _like_spelling(left: BodyName, right: BodyName) -> Likeness | None:
    joined = ["".join(name.words) for name in (left, right)]
    if joined[0] == joined[1]:
        return Likeness(Reason.NAME, 0.97)
    if left.numbers or min(map(len, joined)) < _HEARD:
        return None
    if len(left.words) == len(right.words):
        differ = [(a, b) for a, b in zip(left.words, right.words, strict=True) if a != b]
        if all(sound(a) == sound(b) for a, b in differ):
            return Likeness(Reason.TRANSLITERATION, 0.92)
        slips = [(a, b) for a, b in differ if sound(a) != sound(b)]
        known = any(is_common([a], _nouns()) and is_common([b], _nouns()) for a, b in slips)
        if len(slips) == 1 and not known and is_slip(*slips[0]):
            return Likeness(Reason.SPELLING, 0.86)
        return None
    heard = [sound("".join(_without_articles(name))) for name in (left, right)]
    return Likeness(Reason.TRANSLITERATION, 0.9) if heard[0] == heard[1] else None


def _without_articles(name: BodyName) -> tuple[str, ...]:
    return tuple(word for word in name.words if word not in name_list("article")) or name.words
