"""What has changed in a store since its views were made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kgraph.model import Appearance
from kgraph.rdf.refresh import Topics
from kgraph.store.content import Content


@dataclass(slots=True)
class Changes:
    """The documents that were written or removed, and what they said before.

    Attributes:
        whole: Whether all has to be made anew: the store is new, or its views were cut short.
        documents: The IRIs of the documents.
        moved: The IRIs of those that speak of other entities since resolution found so.
        appearances: How they speak of their entities, before and after.
        entities: Their entities, by the ids that they have in the document, before and after.
        names: From entities to the names that the documents had for them before.
        extractors: What made their claims before.
        topics: What their claims were about before.
    """

    whole: bool
    documents: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    appearances: list[Appearance] = field(default_factory=list)
    entities: set[str] = field(default_factory=set)
    names: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    extractors: set[str] = field(default_factory=set)
    topics: Topics = field(default_factory=Topics)

    def before(self, document: str, content: Content) -> None:
        """Note what a document says that is about to change."""
        self.after(document, content)
        self.extractors |= content.extractors
        for entity in content.entities:
            self.names[entity.id].update((entity.label, *entity.aliases))

    def move(self, document: str, entities: Iterable[str]) -> None:
        """Note that a document is about to speak of others than some entities; all else that it says stays."""
        self.moved.add(document)
        for entity in entities:
            self.names[entity].update(())

    def after(self, document: str, content: Content) -> None:
        """Note what a document says that has changed just now."""
        self.documents.add(document)
        self.appearances += content.appearances
        self.entities.update(content.resolved)
