"""Documents to readings by the built-in extractor, and how a change of its rules is told."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kgraph import __version__
from kgraph.jsonl import sort_key
from kgraph.model import DEFAULT_BASE, Document, Reading
from kgraph.resources import ontology_dir

Extractor = Callable[[Iterable[Document]], Iterator[Reading]]
"""What finds claims: documents in, the reading of each out, in the same order."""

_CODE = ("nlp", "entities", "claims", "parse", "front_matter", "lexicon", "gazetteer", "model")
_DATA = ("lexicon", "gazetteer")


def extract(documents: Iterable[Document], *, model: str | None = None, base: str = DEFAULT_BASE) -> Iterator[Reading]:
    """Read the claims of each document, in order.

    Args:
        documents: What to read.
        model: Another spaCy pipeline, by name or path.
        base: What the IRIs of the data begin with.

    Raises:
        ReadError: If there is no such pipeline.
    """
    # spaCy and the lexicon take seconds to load, and most commands need neither.
    from kgraph.claims import find_claims  # noqa: PLC0415
    from kgraph.entities import find_entities  # noqa: PLC0415
    from kgraph.nlp import read_parses  # noqa: PLC0415

    for document, parse in read_parses(documents, model=model):
        entities = find_entities(document, parse, base=base)
        claims, issues = find_claims(document, parse, entities, base=base)
        yield Reading(document, tuple(sorted(claims, key=sort_key)), tuple(issues))


def extractor_name(model: str | None = None) -> str:
    """What claims are said to be made by: the rules and their version, and the model if it is not the usual one."""
    return f"rules-{__version__}" + (f"-{Path(model).name}" if model else "")


@cache
def rules_digest() -> str:
    """A hash of the rules, their words and the model: when it changes, every article is read again."""
    sha = hashlib.sha256()
    for path in _files():
        sha.update(path.name.encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for name in _CODE:
        spec = find_spec(f"kgraph.{name}")
        if spec is not None and spec.origin is not None:
            origin = Path(spec.origin)
            yield from sorted(origin.parent.rglob("*.py")) if origin.name == "__init__.py" else [origin]
    for name in _DATA:
        yield from sorted(path for path in (ontology_dir() / name).rglob("*") if path.is_file())
