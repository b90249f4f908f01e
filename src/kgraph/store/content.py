"""What a document of a store says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgraph import jsonl
from kgraph.model import Appearance, Claim, Entity
from kgraph.rdf.read import DocumentGraph


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says.

    Attributes:
        claims: Sorted by start, end and id.
        entities: Those that it speaks of, over all documents, by the names that it has for them.
        appearances: The same as the document alone has them.
        resolved: From the ids of the latter to those of the former.
        extractors: The activities that made its claims.
    """

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    appearances: tuple[Appearance, ...]
    resolved: Mapping[str, str]
    extractors: frozenset[str]


def content_of(graph: DocumentGraph) -> Content:
    """What the graph of a document holds.

    Raises:
        KeyError: If a claim or an appearance lacks what every one has.
        ValueError: If a value is none of those that it may be.
    """
    return Content(
        tuple(sorted(graph.claims(), key=jsonl.sort_key)),
        tuple(graph.entities),
        tuple(graph.appearances.values()),
        graph.resolved,
        frozenset(graph.extractors()),
    )
