"""Lines of the lexicon as they are written."""

from collections.abc import Mapping
from functools import cache

from kgraph.explain.values import Entry
from kgraph.lexicon import Embedding, Frame
from kgraph.resources import ontology_dir

FILES = {"verb": "verbs.tsv", "noun": "nouns.tsv", "adjective": "adjectives.tsv"}
"""The file that holds the frames of a part of speech."""


_CERTAINTY = ("alleged-", "expected-", "false-", "misleading-", "possible-")


def entry_of(source: Frame | Embedding) -> Entry:
    """The line that a frame or an embedding word was read from."""
    file = FILES[source.pos] if isinstance(source, Frame) else "embedding.tsv"
    *cells, example = _lines(file)[source.line - 1].split("\t")
    return Entry(file, source.line, tuple(cells), example)


def listed(word: str) -> Entry | None:
    """The line that lists a word among those that make something less than sure; None where there is none."""
    return _listed().get(word)


@cache
def _listed() -> Mapping[str, Entry]:
    found: dict[str, Entry] = {}
    for number, line in enumerate(_lines("words.tsv"), start=1):
        name, word, *_ = (*line.split("\t"), "")
        if name.startswith(_CERTAINTY):
            found.setdefault(word, Entry("words.tsv", number, (name, word), ""))
    return found


@cache
def _lines(file: str) -> list[str]:
    return (ontology_dir() / "lexicon" / file).read_text(encoding="utf-8").splitlines()
