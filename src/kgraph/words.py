"""Reads ``ontology/lexicon/words.tsv``: the lists of words that the rules go by and that carry no frame."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from kgraph.errors import OntologyError
from kgraph.resources import ontology_dir
from kgraph.tables import rows

ListName: TypeAlias = Literal[
    "accusing-verb",
    "addressing-noun",
    "alleged-adjective",
    "alleged-adverb",
    "asking-verb",
    "assessing-verb",
    "blaming-word",
    "body-name-word",
    "body-noun",
    "calling-verb",
    "citing-verb",
    "compass-word",
    "convinced-verb",
    "count-noun",
    "dead-word",
    "event-carrying-verb",
    "expected-adjective",
    "false-word",
    "female-name",
    "female-noun",
    "force-noun",
    "harmful-event",
    "honorific",
    "honorific-office",
    "light-verb",
    "loose-modifier",
    "loss-noun",
    "male-name",
    "male-noun",
    "member-noun",
    "ministry-word",
    "misleading-adverb",
    "motion-verb",
    "naming-verb",
    "no-office",
    "no-voice",
    "object-control-verb",
    "others-event-verb",
    "person-noun",
    "place-noun",
    "possible-adjective",
    "possible-adverb",
    "praising-word",
    "prepositional-light-verb",
    "public-role",
    "putting-verb",
    "quantity-noun",
    "relative-noun",
    "ruling-verb",
    "side-noun",
    "soldier-noun",
    "state-noun",
    "statement-noun",
    "toll-noun",
    "town-noun",
    "vessel-noun",
    "view-noun",
    "voice-noun",
    "voicing-verb",
    "void-word",
]


def read_words(path: Path) -> Mapping[ListName, frozenset[str]]:
    """The lists of a file by their names.

    Raises:
        OntologyError: If a line is broken, out of order, names a list that no rule asks for, or if a list is missing.
    """
    lists: dict[ListName, set[str]] = {name: set() for name in get_args(ListName)}
    last = ("", "")
    for number, (name, word, _note) in rows(path, ("list", "word", "note")):
        if name not in lists:
            msg = f"{path}:{number}: there is no list {name!r}; there are {', '.join(lists)}"
            raise OntologyError(msg)
        if not word or word != word.strip().lower():
            msg = f"{path}:{number}: {word!r} has to be a word in lower case"
            raise OntologyError(msg)
        if (name, word) <= last:
            msg = f"{path}:{number}: {name} {word} stands twice or out of order; sort by list and word"
            raise OntologyError(msg)
        last = (name, word)
        lists[name].add(word)
    if empty := [name for name, found in lists.items() if not found]:
        msg = f"{path}: has no words in the list {', '.join(empty)}"
        raise OntologyError(msg)
    return MappingProxyType({name: frozenset(found) for name, found in lists.items()})


@cache
def _shipped() -> Mapping[ListName, frozenset[str]]:
    return read_words(ontology_dir() / "lexicon" / "words.tsv")


@cache
def word_list(name: ListName) -> frozenset[str]:
    """One of the lists that kgraph ships."""
    return _shipped()[name]
