"""What documents speak of beside an entity: the gazetteer's entries, other names, what they are about."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt

from kgraph.model import Appearance
from kgraph.names import NAME_BESIDE, TOPIC, beside_key

RELATED = 0.05
"""How alike what stands beside two of one name has to be, where nothing else is known of either."""
_SHARED_STATES = 0.35
_SHARED_NAMES = 0.6
_SEVERAL = 3  # names from which on it tells something that two have none in common
_STRANGERS = 0.15
_OTHER_NEWS = 0.25


@dataclass(slots=True)
class Around:
    """What some documents speak of beside an entity.

    Attributes:
        entries: How many of them speak of each of the gazetteer's entries.
        names: The same of names that the gazetteer does not know.
        topics: The same of what they are about, where that is far from most news.
    """

    entries: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, appearances: Iterable[Appearance]) -> "Around":
        """What the documents of an entity's appearances speak of beside it."""
        found = cls()
        for key in (key for appearance in appearances for key in own_beside(appearance, topics=True)):
            if key.startswith(NAME_BESIDE):
                found.names[key] += 1
            elif key.startswith(TOPIC):
                found.topics[key] += 1
            else:
                found.entries[key] += 1
        return found

    def take(self, other: "Around") -> None:
        """Add what other documents speak of."""
        self.entries.update(other.entries)
        self.names.update(other.names)
        self.topics.update(other.topics)

    def likeness(self, other: "Around") -> float:
        """How much what stands beside two speaks for their being one; below 0 where it speaks against it."""
        found = _SHARED_STATES * _cosine(self.entries, other.entries)
        names = _cosine(self.names, other.names)
        if names:
            return found + _SHARED_NAMES * names
        if min(len(self.names), len(other.names)) >= _SEVERAL:
            found -= _STRANGERS
        if set(self.topics) != set(other.topics):
            found -= _OTHER_NEWS
        return found


def own_beside(appearance: Appearance, *, topics: bool = False) -> Iterator[str]:
    """What a document speaks of beside one of its entities.

    Args:
        appearance: That of the entity.
        topics: Whether what the document is about is wanted too.
    """
    names = _own(appearance.entity.label)
    return (key for key in appearance.beside if key not in names and (topics or not key.startswith(TOPIC)))


@lru_cache(maxsize=65536)
def _own(label: str) -> frozenset[str]:
    """The keys that a name has itself, whatever it is taken for."""
    keys = (beside_key(label, person=person) for person in (True, False))
    return frozenset(key for key in keys if key is not None)


def _cosine(left: Counter[str], right: Counter[str]) -> float:
    if len(left) > len(right):
        left, right = right, left
    shared = sum(count * right[key] for key, count in left.items() if key in right)
    if not shared:
        return 0.0
    return shared / sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
