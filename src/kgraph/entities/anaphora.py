"""Reads ``ontology/lexicon/anaphora.tsv``: what a description such as 'the company' or 'the vessel' may take up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import OntologyError
from kgraph.model import EntityType
from kgraph.resources import ontology_dir
from kgraph.tables import rows


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What may have been spoken of before under another word.

    Attributes:
        names: The types of entities whose names a noun may take up ('the company' after 'Caravel Shipping').
        nouns: Other nouns whose descriptions it may take up ('the vessel' after 'a tanker').
    """

    names: frozenset[EntityType]
    nouns: frozenset[str]


NOTHING = Anaphor(frozenset(), frozenset())


def read_anaphors(path: Path) -> Mapping[str, Anaphor]:
    """The entries of a file by their nouns.

    Raises:
        OntologyError: If a line is broken, out of order or names no entity type.
    """
    found: dict[str, Anaphor] = {}
    last = ""
    for number, (noun, names, nouns) in rows(path, ("noun", "names", "nouns")):
        unknown = [name for name in names.split("|") if name and name not in list(EntityType)]
        if unknown:
            msg = f"{path}:{number}: {unknown[0]!r} is no entity type; types are {', '.join(EntityType)}"
            raise OntologyError(msg)
        if noun <= last:
            msg = f"{path}:{number}: {noun!r} stands twice or out of order; sort by noun"
            raise OntologyError(msg)
        last = noun
        found[noun] = Anaphor(
            frozenset(EntityType(name) for name in names.split("|") if name),
            frozenset(other for other in nouns.split("|") if other),
        )
    return MappingProxyType(found)


@cache
def anaphors() -> Mapping[str, Anaphor]:
    """Those that kgraph ships."""
    return read_anaphors(ontology_dir() / "lexicon" / "anaphora.tsv")
