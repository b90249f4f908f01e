"""What can be asked: the store on disk, or one elsewhere. For the type checker only."""

from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples


class Asked(Protocol):
    """What has of ``pyoxigraph.Store`` the way to ask it."""

    def query(
        self, query: str, /, *, prefixes: dict[str, str] | None = None, use_default_graph_as_union: bool = False
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query."""
