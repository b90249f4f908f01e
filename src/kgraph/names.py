"""Reads ``ontology/names/``: the words that names are taken apart by, variants of given names, walks of life."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kgraph.errors import OntologyError
from kgraph.model import digest
from kgraph.resources import ontology_dir
from kgraph.tables import rows

NameList: TypeAlias = Literal[
    "any-role",
    "article",
    "corporate",
    "first-or-title",
    "kind",
    "link",
    "meeting-town",
    "mid",
    "plain",
    "press",
    "sole",
    "sole-of-many",
    "sole-pair",
    "suffix",
    "surname-first",
    "title",
]

NAME_BESIDE = "~"
"""What the key of a name that a document speaks of begins with, other than that of an entry of the gazetteer."""
TOPIC = "topic:"
"""What the key of what a document is about begins with."""
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
)
_APOSTROPHES = re.compile(
    "[\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}'`]"
)
_POSSESSIVE = re.compile(r"(?i)'s\Z")
_SMALL_NUMBER = re.compile(r"\d{1,2}(st|nd|rd|th)?\Z")
_APART = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known of the words of names.

    Attributes:
        lists: The lists of ``words.tsv``.
        given: From a form of a given name to the form that stands for all its variants.
        families: From what people are said to be to their walk of life: ``minister`` to ``office``.
        kinds: From what bodies are said to be to their kind: ``shipping`` to ``company``.
        apart: Pairs of walks of life that one person is hardly in.
        near: Pairs of walks of life that many are in.
        topics: From words that articles of a kind are full of to what these are about: ``goalkeeper`` to ``sport``.
    """

    lists: Mapping[NameList, frozenset[str]]
    given: Mapping[str, str]
    families: Mapping[str, str]
    kinds: Mapping[str, str]
    apart: frozenset[frozenset[str]]
    near: frozenset[frozenset[str]]
    topics: Mapping[str, str]


@cache
def name_words() -> NameWords:
    """The words that kgraph ships."""
    return read_name_words(ontology_dir() / "names")


def name_list(name: NameList) -> frozenset[str]:
    """One of the lists that kgraph ships."""
    return name_words().lists[name]


def read_name_words(directory: Path) -> NameWords:
    """The words of names in a folder.

    Raises:
        OntologyError: If a file is broken or names a list or a walk of life that there is not.
    """
    lists: dict[NameList, set[str]] = {name: set() for name in get_args(NameList)}
    for number, (name, word) in rows(directory / "words.tsv", ("list", "word")):
        if name not in lists:
            msg = f"{directory / 'words.tsv'}:{number}: there is no list {name!r}; there are {', '.join(lists)}"
            raise OntologyError(msg)
        lists[name].add(word)
    given: dict[str, str] = {}
    for _, (name, variant) in rows(directory / "given.tsv", ("name", "variant")):
        given[variant] = given[name] = name
    families = {word: family for _, (word, family) in rows(directory / "roles.tsv", ("word", "family"))}
    kinds = {word: kind for _, (word, kind) in rows(directory / "kinds.tsv", ("word", "kind"))}
    walks = _walks(directory / "walks.tsv", frozenset(families.values()) | frozenset(kinds.values()))
    topics = {word: topic for _, (topic, word) in rows(directory / "topics.tsv", ("topic", "word"))}
    named = {name: frozenset(words) for name, words in lists.items()}
    return NameWords(named, given, families, kinds, walks["apart"], walks["near"], topics)


def _walks(path: Path, known: frozenset[str]) -> dict[str, frozenset[frozenset[str]]]:
    """The pairs of walks of life that are apart, and those that are near."""
    found: dict[str, set[frozenset[str]]] = {"apart": set(), "near": set()}
    for number, (one, other, how) in rows(path, ("one", "other", "how")):
        if unknown := {one, other} - known:
            msg = f"{path}:{number}: nobody in roles.tsv and kinds.tsv is of {', '.join(sorted(unknown))}"
            raise OntologyError(msg)
        if how not in found:
            msg = f"{path}:{number}: two walks of life are {' or '.join(found)}, not {how!r}"
            raise OntologyError(msg)
        found[how].add(frozenset({one, other}))
    return {how: frozenset(pairs) for how, pairs in found.items()}


def walk_of_life(role: str) -> str | None:
    """The walk of life of somebody in a role: ``office`` of a minister and a deputy minister, not of a former one."""
    words = fold(role).split()
    while len(words) > 1 and words[0] in {"acting", "assistant", "deputy", "shadow", "vice"}:
        words = words[1:]
    return name_words().families.get(" ".join(words))


def kinds_of(name: str, roles: Collection[str]) -> frozenset[str]:
    """The kinds of body that something is, by the last word of its name and what it is said to be."""
    kinds = name_words().kinds
    words = fold(name).split()
    corporate = name_list("corporate") - name_list("kind")
    company = {"company"} if len(words) > 1 and words[-1] in corporate - {"as", "group", "co", "union"} else set[str]()
    said = {kinds[word] for word in (*words[-1:], *map(fold, roles)) if word in kinds}
    return frozenset(said | company)


def lives_apart(left: Collection[str], right: Collection[str]) -> bool:
    """Whether hardly anybody is in walks of life of both."""
    apart = name_words().apart
    return bool(left and right) and all(frozenset({a, b}) in apart for a in left for b in right)


def lives_differ(left: Collection[str], right: Collection[str]) -> bool:
    """Whether few are in walks of life of both."""
    near = name_words().near
    return bool(left and right) and not any(a == b or frozenset({a, b}) in near for a in left for b in right)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name without case, accents, apostrophes, a possessive ending, hyphens and other marks; words by one space."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return " ".join(_APART.sub(" ", _APOSTROPHES.sub("", plain).replace("&", " and ")).split())


def is_common(words: Collection[str], nouns: Collection[str]) -> bool:
    """Whether a name is made of words that many names share, so that it alone names nobody: 'interior ministry'.

    Args:
        words: The folded words of a name other than an organisation's state.
        nouns: The common nouns, as the lexicon has them.
    """
    plain = name_list("plain") | name_list("link") | name_list("corporate") | name_list("kind")
    return all(
        word in plain or word in nouns or word.removesuffix("s") in nouns or _SMALL_NUMBER.match(word) for word in words
    )


def beside_key(label: str, *, person: bool) -> str | None:
    """The key of a name that a document speaks of beside others; None for what is no name of its own.

    One who stands beside the same people and bodies in two articles is the same, whatever the states are called.

    Args:
        label: The name, titles included.
        person: Whether it is somebody's; of those the surname and the initial count.
    """
    words = fold(label).split()
    if person:
        titles = name_list("title") | frozenset(name_words().families)
        while len(words) > 1 and words[0] in titles:
            words = words[1:]
        words = [word for word in words if word not in name_list("suffix")]
        return _beside(f"{words[0][0]} {words[-1]}") if len(words) > 1 else None
    words = [word for word in words if word not in name_list("link")]
    while len(words) > 1 and words[-1] in name_list("corporate"):
        words.pop()
    return None if not words or set(words) & name_list("press") else _beside(" ".join(words))


def _beside(name: str) -> str:
    return f"{NAME_BESIDE}{digest(name, length=8)}"


def is_sole(words: Sequence[str]) -> bool:
    """Whether a description speaks of something that a state has one of: 'army', 'interior ministry'.

    Args:
        words: Its folded words, without those that name the state.
    """
    if len(words) < 2:  # noqa: PLR2004 - two words may be 'coast guard'
        return bool(words) and words[0] in name_list("sole")
    many = name_list("sole-of-many")
    ends = {words[-1], " ".join(words[-2:])}
    return words[0] in many or bool(ends & (many | name_list("sole") | name_list("sole-pair")))
