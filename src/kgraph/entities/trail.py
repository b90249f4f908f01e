"""What a document has spoken of so far: where pronouns and collectives look for what they take up."""

from collections import deque
from dataclasses import dataclass

from kgraph.entities.clusters import Cluster
from kgraph.entities.nominals import Nominal
from kgraph.parse import Token

_MEMORY = 60
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


def governor(token: Token) -> Token:
    """The verb or noun whose argument a word is, prepositions passed over."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token.head.head if token.head.pos == "ADP" else token.head


class Trail:
    """The nominals of a document so far, latest first."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=_MEMORY)

    def note(self, nominal: Nominal, cluster: Cluster) -> None:
        """Remember that ``nominal`` spoke of ``cluster``; 'no reporter' spoke of nobody."""
        if any(c.dep == "det" and c.lower in _NOBODY for c in nominal.head.children):
            return
        self._seen.appendleft(Seen(nominal.head, cluster, nominal.plural))

    def before(self, token: Token, *, reach: int) -> list[Seen]:
        """What was spoken of in this sentence before ``token`` and in ``reach`` before it, latest first."""
        return [s for s in self._seen if s.head.i < token.i and token.sent - s.head.sent <= reach]
