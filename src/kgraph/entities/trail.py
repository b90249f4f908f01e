"""What a document has spoken of so far: where pronouns and collectives look for what they take up."""

from collections import Counter, deque
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kgraph.entities.clusters import Cluster
from kgraph.entities.nominals import Nominal
from kgraph.model import EntityType
from kgraph.parse import Token

_MEMORY = 60
_OFTEN = 3  # times that a main actor is spoken of
_NOBODY = frozenset({"no", "any", "every"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A nominal that was resolved.

    Attributes:
        plural: Whether it speaks of several.
    """

    head: Token
    cluster: Cluster
    plural: bool


class Trail:
    """The nominals of a document so far, latest first."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=_MEMORY)
        self._often: Counter[int] = Counter()
        self._last: dict[int, Seen] = {}

    def note(self, nominal: Nominal, cluster: Cluster) -> None:
        """Remember that ``nominal`` spoke of ``cluster``; 'no reporter' spoke of nobody."""
        if any(c.dep == "det" and c.lower in _NOBODY for c in nominal.head.children):
            return
        seen = Seen(nominal.head, cluster, nominal.plural)
        self._seen.appendleft(seen)
        self._often[cluster.number] += 1
        self._last[cluster.number] = seen

    def before(self, token: Token, *, reach: int) -> list[Seen]:
        """What was spoken of in this sentence before ``token`` and in ``reach`` before it, latest first."""
        return [s for s in self._seen if s.head.i < token.i and token.sent - s.head.sent <= reach]

    def main(self, types: AbstractSet[EntityType], count: int) -> tuple[Seen, ...]:
        """The so many that a document speaks of most, where they stand out from all others; else none."""
        often = [(n, times) for n, times in self._often.most_common() if self._last[n].cluster.type in types]
        if len(often) < count or often[count - 1][1] < _OFTEN:
            return ()
        if len(often) > count and often[count][1] * 2 > often[count - 1][1]:
            return ()
        return tuple(sorted((self._last[n] for n, _ in often[:count]), key=lambda s: s.head.i))
