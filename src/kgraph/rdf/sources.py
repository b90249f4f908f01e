"""Which documents are one source: a story of an agency that five papers print is one.

Documents are one source where they have one publisher, credit one agency, or where the passages that a fact rests on
are the same or nearly so. What is one source with a third is one source with each other, so that no order matters.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import combinations

from rapidfuzz import fuzz

from kgraph.rdf.statements import Statement, folded
from kgraph.resources import ontology_dir
from kgraph.tables import rows

AROUND = 120
"""Code points on either side of the evidence that belong to its passage."""

ALIKE = 85
"""From which ratio on, of 100, two passages are one text."""

_HEAD = 240  # code points at the beginning of an article, where the agency is credited
_TAIL = 160
_SHORTEST = 60  # code points; shorter passages are alike by chance
_SHINGLE = 4
_COMMON = 40  # four words that stand in more passages than this are a phrase of the language
_WORD = re.compile(r"\w+")
_NAME = r"[^\W\d_][\w./ -]{0,40}"
_DATELINE = re.compile(rf"[(\[](?P<name>{_NAME})[)\]]\s*[-:\u2013\u2014]")
_CREDIT = re.compile(rf"[(\[](?P<name>{_NAME})[)\]]\s*\Z")
_PARTS = re.compile(r"\s*[/,|]\s*|\s+-\s+|\s+with\s+")


def independent(statements: Iterable[Statement]) -> int:
    """How many sources the documents of some statements are."""
    joined = _Joined()
    passages: dict[str, set[str]] = {}
    for statement in statements:
        iri = statement.source.iri
        joined.add(iri)
        for name in _credits(statement):
            joined.join(iri, name)
        passage = _passage(statement)
        if len(passage) >= _SHORTEST:
            joined.join(iri, passage)
            for shingle in _shingles(passage):
                passages.setdefault(shingle, set()).add(passage)
    for group in passages.values():
        if len(group) <= _COMMON:
            _join_alike(group, joined)
    return joined.count()


def agency(text: str) -> str | None:
    """The news agency that a name stands for; None for any other name."""
    return _agencies().get(" ".join(text.casefold().removeprefix("the ").split()))


def _credits(statement: Statement) -> list[str]:
    """What makes its document one source with others: its publisher, the agency that it is taken from."""
    source = statement.source
    names = [f"publisher {source.publisher}"] if source.publisher else []
    text = source.text or ""
    credited = [match["name"] for match in (_DATELINE.search(text[:_HEAD]), _CREDIT.search(text[-_TAIL:])) if match]
    credited += [name for name in (source.publisher, *source.authors, statement.voice) if name]
    agencies = {agency(part) for name in credited for part in (name, *_PARTS.split(name))}
    return names + [f"agency {name}" for name in sorted(filter(None, agencies))]


def _passage(statement: Statement) -> str:
    """The words of the evidence and those around it, in small letters and without marks."""
    text, start, end = statement.source.text, statement.start, statement.end
    around = folded(statement.quote) if text is None else text[max(0, start - AROUND) : end + AROUND]
    return " ".join(_WORD.findall(around.casefold()))


def _shingles(passage: str) -> set[str]:
    words = passage.split()
    return {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}


def _join_alike(passages: Iterable[str], joined: "_Joined") -> None:
    for one, other in combinations(sorted(passages), 2):
        if not joined.same(one, other) and fuzz.ratio(one, other) >= ALIKE:
            joined.join(one, other)


class _Joined:
    """Documents, and what makes them one source, joined into groups."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._documents: set[str] = set()

    def add(self, document: str) -> None:
        self._documents.add(document)

    def join(self, one: str, other: str) -> None:
        self._parents[self._root(one)] = self._root(other)

    def same(self, one: str, other: str) -> bool:
        return self._root(one) == self._root(other)

    def count(self) -> int:
        return len({self._root(document) for document in self._documents})

    def _root(self, name: str) -> str:
        root = name
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while name != root:  # the next way up is shorter
            self._parents[name], name = root, self._parents[name]
        return root


@cache
def _agencies() -> dict[str, str]:
    """From every name of an agency, in small letters, to the one that it goes by."""
    found: dict[str, str] = {}
    for _, (name, others) in rows(ontology_dir() / "agencies.tsv", ("agency", "names")):
        found |= dict.fromkeys((one.casefold() for one in (name, *others.split("|")) if one), name)
    return found
