"""When two spellings may be of one word: transliteration, doubled letters, slips."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|sh|tch|ch|cz|cs", "c"),
        (r"dzh|dj|zh|j(?=[aou])", "j"),
        (r"kh|gh(?=[aeiou])", "h"),
        (r"ph", "f"),
        (r"ck|q|c(?=[aoulrt])", "k"),
        (r"th|dh", "t"),
        (r"tz|ts", "z"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"[yj]", "i"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile("[aeiou]")
_SURE = 5  # letters from which on one may be wrong
_LONG = 9  # letters from which on two may
_KEY_SOUNDS = 3


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word as other alphabets and habits of writing have it: 'Zelensky' and 'Zelenskyy' are one."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The consonants of a word as they sound; the sound as it is where they are too few to tell much."""
    heard = sound(word)
    found = _VOWELS.sub("", heard).replace("g", "k").replace("d", "t")
    found = re.sub(r"(.)\1+", r"\1", found)
    return found if len(found) >= _KEY_SOUNDS else heard


@lru_cache(maxsize=65536)
def is_slip(left: str, right: str) -> bool:
    """Whether two folded words differ as one mistyped does: in one letter, long ones in two, never at the beginning."""
    if left[:1] != right[:1] or left.isdigit() or right.isdigit():
        return False
    short = min(len(left), len(right))
    if short < _SURE:
        return False
    return OSA.distance(left, right, score_cutoff=2) <= (2 if short >= _LONG else 1)
