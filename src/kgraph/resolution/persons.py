"""Personal names: taken apart, compared by their parts."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from kgraph.names import fold, name_list, name_words
from kgraph.resolution.likeness import Likeness
from kgraph.resolution.spelling import consonants, is_slip, sound
from kgraph.resolution.values import Reason
from kgraph.words import word_list

_MOST_WORDS = 7
_PREFIX = 3
_TELLING = 4  # letters of which a name of one sound tells something
_DOTS = re.compile(r"(?<=\w)\.(?=\w)")
_SERVANT = re.compile(r"abd[aeou]?[lr]?")
_SERVANT_OF = re.compile(r"abd[aeou][lr](\w{4,})\Z")
_ARTICLE = re.compile(r"(?i)\b(?:al|el|as|ash|at|an|ar|ad|az|ul)-(?=\w)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name without titles, folded.

    Attributes:
        words: In order, Arabic articles left out.
        suffix: What tells a son from his father: 'jr'.
        double: Whether it is one word with a hyphen, most likely a surname: 'Lindqvist-Sand'.
    """

    words: tuple[str, ...]
    suffix: str = ""
    double: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it has a given name, not only its initial, and a surname."""
        return self.is_full and len(self.words[0]) > 1 and not self.double

    @property
    def is_full(self) -> bool:
        """Whether it has more than one word."""
        return len(self.words) > 1


@lru_cache(maxsize=65536)
def person_name(text: str, titles: frozenset[str] = frozenset()) -> PersonName | None:
    """What is a personal name in some words; None where nothing is.

    Args:
        text: The words, titles before the name included.
        titles: Nouns for people and folded demonyms, besides the titles that kgraph knows.
    """
    written = _ARTICLE.sub("", _DOTS.sub(". ", text)).split()
    words = [(fold(word), word) for word in written]
    known = name_list("title") | titles
    flat = [(part, word[0]) for folded, word in words for part in folded.split() if part not in name_list("article")]
    suffix = ""
    if len(flat) > 1 and flat[-1][0] in name_list("suffix"):
        suffix = flat.pop()[0]
    first = 0
    for i, (word, _) in enumerate(flat[:-1]):
        if word in known and not (i == 0 and word in name_list("first-or-title")):
            first = i + 1
    flat = flat[first:]
    if not flat or len(flat) > _MOST_WORDS or (len(flat) == 1 and flat[0][0] in known):
        return None
    middle = name_list("mid") | name_list("link")
    if any(initial.islower() and word not in middle for word, initial in flat):
        return None  # a description
    if any(word.isdigit() for word, _ in flat):
        return None
    return PersonName(_servants([word for word, _ in flat]), suffix, double=len(written) == 1)


def _servants(words: list[str]) -> tuple[str, ...]:
    """'Abdul Rahman', 'Abd al-Rahman' and 'Abdelrahman' as one word."""
    joined: list[str] = []
    for word in words:
        if joined and _SERVANT.fullmatch(joined[-1]):
            joined[-1] = f"abd{word}"
        else:
            joined.append(word)
    return tuple(f"abd{found[1]}" if (found := _SERVANT_OF.match(word)) else word for word in joined)


def person_keys(name: PersonName) -> set[str]:
    """The keys of a personal name: its surname as it sounds; of a full one also pairs of its words."""
    words = tuple(word for word in name.words if word not in name_list("mid")) or name.words
    if len(words) == 1:
        return {f"surname:{consonants(words[0])}"}
    first = {words[0]} & name_list("surname-first")
    last = {words[-1]} & name_list("surname-first") if first else {words[-1]}
    keys = {f"surname:{consonants(word)}" for word in first | last} | {"words:" + " ".join(sorted(words))}
    given = _given(words[0])
    keys |= {f"pair:{given} {consonants(word)}" for word in words[1:]}
    keys.add(f"start:{given} {words[-1][:_PREFIX]}")
    return keys


@lru_cache(maxsize=65536)
def like_persons(left: PersonName, right: PersonName) -> Likeness | None:
    """How two personal names may be one person's."""
    if left.is_full and right.is_full:
        return _like_full(left, right) if left.suffix == right.suffix else None
    if left.is_full or right.is_full:
        full, part = (left, right) if left.is_full else (right, left)
        return _like_part(full, part.words[0])
    if left.words == right.words:
        return Likeness(Reason.NAME, 0.9, part=True)
    return Likeness(Reason.TRANSLITERATION, 0.8, part=True) if sound(left.words[0]) == sound(right.words[0]) else None


def _like_full(left: PersonName, right: PersonName) -> Likeness | None:
    a, b = _without_middle(left.words), _without_middle(right.words)
    if a == b:
        return Likeness(Reason.NAME, 1.0)
    if sorted(a) == sorted(b) and (a[0] == b[-1] or b[0] == a[-1]):
        return Likeness(Reason.NAME, 0.96)
    if len(a) > len(b):
        a, b = b, a
    if len(a) < len(b) and a == b[-len(a) :] and (left.double or right.double):
        return Likeness(Reason.NAME_PART, 0.8, part=True)  # 'Lindqvist-Sand' of 'Maria Lindqvist-Sand'
    if len(a) < len(b) and _within(a, b):
        return Likeness(Reason.NAME_PART, 0.92 if a[-1] == b[-1] else 0.85)
    return _like_by_ends(a, b)


def _without_middle(words: tuple[str, ...]) -> tuple[str, ...]:
    short = tuple(word for word in words if word not in name_list("mid"))
    return short if len(short) > 1 else words


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name leaves out words of another, but not its first: 'Pedro Sánchez' of 'Pedro Sánchez Pérez'."""
    rest = iter(long[1:])
    return short[0] == long[0] and all(word in rest for word in short[1:])


def _like_by_ends(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """By given name and surname, each of which may be spelt in another way; what stands between must not conflict."""
    surname, given = _like_words(a[-1], b[-1]), _like_given(a[0], b[0])
    if surname is None or given is None:
        return None
    middle = [(x, y) for x, y in zip_longest(a[1:-1], b[1:-1]) if x and y]
    if any(_like_given(x, y) is None for x, y in middle):
        return None
    reasons = {surname.reason, given.reason}
    if surname.reason is given.reason is Reason.SPELLING:
        return None
    reason = max(reasons, key=list(Reason).index)
    score = min(surname.score, given.score)
    return Likeness(reason, score, part=given.part)


def _given(word: str) -> str:
    known = name_words().given
    return known.get(word) or sound(word)


def _like_given(left: str, right: str) -> Likeness | None:
    if left == right:
        return Likeness(Reason.NAME, 1.0)
    if 1 in (len(left), len(right)):
        return Likeness(Reason.NAME_PART, 0.85, part=True) if left[0] == right[0] else None
    known = name_words().given
    if left in known and right in known:
        return Likeness(Reason.TRANSLITERATION, 0.93) if known[left] == known[right] else None
    if {left, right} <= word_list("male-name") | word_list("female-name") and sound(left) != sound(right):
        return None  # two names, however alike
    return _like_words(left, right)


def _like_words(left: str, right: str) -> Likeness | None:
    if left == right:
        return Likeness(Reason.NAME, 1.0)
    if sound(left) == sound(right):
        return Likeness(Reason.TRANSLITERATION, 0.92 if min(len(left), len(right)) >= _TELLING else 0.8)
    if left.removesuffix("a") == right.removesuffix("a"):
        return None  # Daniel and Daniela, Ivanov and Ivanova
    return Likeness(Reason.SPELLING, 0.86) if is_slip(left, right) else None


def _like_part(full: PersonName, part: str) -> Likeness | None:
    """A surname alone, or what comes first in names whose surname does: 'Kim' of 'Kim Jong Un'."""
    words = full.words
    ends = {words[-1], *(w for w in words[1:] if w not in name_list("mid"))} if len(words) > 2 else {words[-1]}  # noqa: PLR2004 - given name and surname
    first = words[0] if words[0] in name_list("surname-first") else None
    if part == words[-1] or part == first:
        return Likeness(Reason.NAME_PART, 0.8, part=True)
    if sound(part) == sound(words[-1]):
        return Likeness(Reason.TRANSLITERATION, 0.75, part=True)
    return Likeness(Reason.NAME_PART, 0.7, part=True) if part in ends else None
