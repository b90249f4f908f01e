"""How a change of the rules, or of what makes the views, is told: by hashes of code and data."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kgraph.resources import ontology_dir

_READING = (
    *("nlp", "entities", "claims", "parse", "front_matter", "lexicon", "words", "names"),
    *("tables", "gazetteer", "offices", "cities", "currencies"),
    *("model", "resolution"),  # it makes the blocking keys that are kept with what was read
)
_READ = ("lexicon", "gazetteer", "names", "confidence.tsv")
_VIEWS = ("rdf", "store", "ontology")


@cache
def rules_digest() -> str:
    """A hash of the rules, their words and the model: when it changes, every article is read again."""
    return _digest(_code(_READING), _data(_READ))


@cache
def views_digest() -> str:
    """A hash of what makes the views, and of the ontology: when it changes, they are made anew."""
    return _digest(_code(_VIEWS), _data(path.name for path in ontology_dir().iterdir()))


def _digest(*files: Iterable[Path]) -> str:
    sha = hashlib.sha256()
    for path in (path for some in files for path in some):
        sha.update(path.name.encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()[:16]


def _code(modules: Iterable[str]) -> Iterator[Path]:
    for name in modules:
        spec = find_spec(f"kgraph.{name}")
        if spec is not None and spec.origin is not None:
            origin = Path(spec.origin)
            yield from sorted(origin.parent.rglob("*.py")) if origin.name == "__init__.py" else [origin]


def _data(names: Iterable[str]) -> Iterator[Path]:
    for name in sorted(names):
        path = ontology_dir() / name
        yield from [path] if path.is_file() else sorted(found for found in path.rglob("*") if found.is_file())
