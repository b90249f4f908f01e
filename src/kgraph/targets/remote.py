"""A store elsewhere, asked as the one on disk is."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kgraph.errors import QueryError, TargetRejected
from kgraph.targets.access import read_address
from kgraph.targets.answers import ANY, read_answer
from kgraph.targets.client import Client
from kgraph.targets.loading import Options, connected

_REFUSED = 400


class Remote:
    """A store elsewhere; has of ``pyoxigraph.Store`` what asking takes.

    Args:
        client: The store.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def query(
        self, text: str, *, prefixes: dict[str, str] | None = None, use_default_graph_as_union: bool = False
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query.

        Args:
            text: SPARQL.
            prefixes: What is declared besides what the query declares.
            use_default_graph_as_union: Whether to ask all graphs, where the store can be told to.

        Raises:
            QueryError: If the store refuses the query.
            TargetUnavailable: If it does not answer.
            TargetRejected: If it answers anything but results.
        """
        declared = _declared(text, prefixes or {})
        try:
            response = self._client.ask(declared, accept=ANY, what="the query", union=use_default_graph_as_union)
        except TargetRejected as error:
            if error.status == _REFUSED:
                raise QueryError(str(error)) from error
            raise
        return read_answer(response)


@contextmanager
def remote(url: str, options: Options, *, doubtful: Callable[[str], None]) -> Iterator[Remote]:
    """The store at an address, to be asked.

    Args:
        url: The server's root, a dataset on it, or any of its endpoints.
        options: Who asks, what kind of store it is, and how long to try.
        doubtful: Is told where the kind of store could not be seen.

    Raises:
        TargetUnavailable: If nothing answers there.
        ValueError: If ``url`` is no HTTP address.
    """
    address = read_address(url).copy_with(username=None, password=None)
    with connected(address, options) as (client, certain):
        if not certain:
            doubtful(client.profile.title)
        yield Remote(client)


def _declared(text: str, prefixes: Mapping[str, str]) -> str:
    """A query with a declaration for each prefix that it uses and does not declare."""
    lines = [
        f"PREFIX {prefix}: <{iri}>\n"
        for prefix, iri in prefixes.items()
        if re.search(rf"\b{prefix}:", text) and not re.search(rf"(?i)\bprefix\s+{prefix}:", text)
    ]
    return "".join(lines) + text
