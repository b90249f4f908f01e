"""Puts, adds, drops and counts graphs in a store, by whichever protocol its profile allows."""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from secrets import token_hex

import httpx
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, parse

from kgraph.errors import TargetRejected
from kgraph.targets.answers import JSON, read_answer
from kgraph.targets.connection import Connection
from kgraph.targets.detection import Found
from kgraph.targets.profile import Sending

COUNTED_AT_ONCE = 200
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_GZIP_LEVEL = 3
_UPDATE = "application/sparql-update"
_QUERY = "application/sparql-query"


class Client:
    """Speaks to one store.

    Args:
        connection: How to reach it.
        found: What it is and where its endpoints are.

    Attributes:
        profile: What kind of store it is.
        endpoints: Where it takes what.
    """

    def __init__(self, connection: Connection, found: Found) -> None:
        self._connection = connection
        self.profile = found.profile
        self.endpoints = found.endpoints
        self._zipped = self.profile.gzip and str(found.endpoints.query and found.endpoints.query.host) not in _LOOPBACK

    # --- graphs

    def put(self, graph: str, triples: Sequence[bytes]) -> None:
        """Make lines of N-Triples the whole content of a graph (Graph Store Protocol, 5.3), else by update.

        What is too much for one request is put in parts, the first of which replaces what was there.
        """
        if self.endpoints.graphs is None:
            self.drop(graph)
            self.add(graph, triples)
            return
        method = "PUT"
        for part in _parts(triples, self.profile.max_bytes):
            self._send_graph(method, graph, part)
            method = "POST"

    def add(self, graph: str, triples: Sequence[bytes]) -> None:
        """Add lines of N-Triples without blank nodes to a graph (Graph Store Protocol, 5.5), else by INSERT DATA."""
        if self.endpoints.graphs is not None:
            for part in _parts(triples, self.profile.max_bytes):
                self._send_graph("POST", graph, part)
            return
        for part in _parts(triples, self.profile.max_bytes // 2, lines=self.profile.max_triples):
            self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{part.decode()}}} }}", f"adding to {graph}")

    def remove(self, graph: str, triples: Sequence[bytes], rest: Sequence[bytes]) -> None:
        """Take lines of N-Triples without blank nodes out of a graph.

        Args:
            graph: The graph.
            triples: What to take out.
            rest: What is left then, for stores that have no updates.
        """
        if self.endpoints.update is None:
            if rest:
                self.put(graph, rest)
            else:
                self.drop(graph)
            return
        for part in _parts(triples, self.profile.max_bytes // 2, lines=self.profile.max_triples):
            self._update(f"DELETE DATA {{ GRAPH <{graph}> {{\n{part.decode()}}} }}", f"taking out of {graph}")

    def drop(self, graph: str) -> None:
        """Take out a graph, whether or not it is there (Graph Store Protocol, 5.4), else by DROP."""
        if self.endpoints.graphs is None:
            self._update(f"DROP SILENT GRAPH <{graph}>", f"dropping {graph}")
            return
        response = self._connection.send("DELETE", self.endpoints.graphs, params=(("graph", graph),))
        if response.status_code != httpx.codes.NOT_FOUND:
            self._connection.expect(response, f"dropping {graph}")

    def add_quads(self, quads: bytes) -> None:
        """Add N-Quads without blank nodes by POST.

        Raises:
            ValueError: If the store takes none.
        """
        if self.endpoints.quads is None:
            msg = f"{self.profile.name} takes no quads"
            raise ValueError(msg)
        self._send(
            "POST", self.endpoints.quads, self.profile.quads_parameters, quads, self.profile.quads_format, "quads"
        )

    def read(self, graph: str) -> list[bytes]:
        """The triples of a graph without blank nodes, as lines of N-Triples; none where there is no such graph."""
        if self.endpoints.graphs is None:
            rows = self.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", f"reading {graph}")
            return [f"{row[0]} {row[1]} {row[2]} .\n".encode() for row in rows]
        headers = {"Accept": "application/n-triples, text/turtle;q=0.5"}
        response = self._connection.send("GET", self.endpoints.graphs, params=(("graph", graph),), headers=headers)
        if response.status_code == httpx.codes.NOT_FOUND:
            return []
        self._connection.expect(response, f"reading {graph}")
        try:
            return [f"{quad.triple} .\n".encode() for quad in parse(response.content, format=RdfFormat.TURTLE)]
        except SyntaxError as error:
            msg = f"{self.endpoints.graphs}: what it sent as {graph} is no Turtle: {error}"
            raise TargetRejected(msg, status=response.status_code) from error

    # --- queries

    @property
    def counts(self) -> bool:
        """Whether it can be asked for counts."""
        return self.endpoints.query is not None

    def count(self, graphs: Sequence[str]) -> Iterator[tuple[str, int]]:
        """How many triples it holds in each of some graphs; of those without any it may say nothing."""
        for start in range(0, len(graphs), COUNTED_AT_ONCE):
            names = " ".join(f"<{graph}>" for graph in graphs[start : start + COUNTED_AT_ONCE])
            query = (
                f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
                # Else Virtuoso takes the plan that it made when nothing was there, and needs a hundred times as long.
                f"\n# {token_hex(8)}"
            )
            for graph, n in self.select(query, "counting"):
                if isinstance(graph, NamedNode):
                    yield graph.value, int(getattr(n, "value", 0))

    def select(self, query: str, what: str) -> Iterator[Sequence[object]]:
        """The rows of a SELECT."""
        response = self.ask(query, accept=JSON, what=what)
        answer = read_answer(response)
        if not isinstance(answer, QuerySolutions):
            msg = f"{self.endpoints.query}: {what}: its answer is no table"
            raise TargetRejected(msg, status=response.status_code)
        yield from (list(row) for row in answer)

    def ask(self, query: str, *, accept: str, what: str, union: bool = False) -> httpx.Response:
        """The answer to a query.

        Args:
            query: SPARQL.
            accept: In which format.
            what: What is done, for messages.
            union: Whether to ask all graphs where the query names none, if the store can be told.

        Raises:
            TargetRejected: If it is refused, or no query endpoint is known.
        """
        if self.endpoints.query is None:
            msg = (
                f"{self.endpoints}: its query endpoint is not known; give its address, or say what it is with --profile"
            )
            raise TargetRejected(msg, status=httpx.codes.NOT_FOUND)
        more = self.profile.union if union else ()
        headers = {"Accept": accept}
        match self.profile.queries:
            case Sending.GET:
                method, params, form, content = "GET", (("query", query), *more), None, None
            case Sending.FORM:
                # What says which graphs to ask stands in the address: some servers look only there.
                method, params, form, content = "POST", more, (("query", query),), None
            case Sending.DIRECT:
                method, params, form, content = "POST", more, None, query.encode()
                headers["Content-Type"] = _QUERY
        response = self._connection.send(
            method, self.endpoints.query, params=params, form=form, content=content, headers=headers
        )
        self._connection.expect(response, what)
        return response

    # --- requests

    def _send_graph(self, method: str, graph: str, triples: bytes) -> None:
        if self.endpoints.graphs is None:
            raise AssertionError
        format_ = self.profile.triples_format
        self._send(method, self.endpoints.graphs, (("graph", graph),), triples, format_, f"graph {graph}")

    def _send(  # noqa: PLR0913, PLR0917 - a request has as many parts
        self, method: str, url: httpx.URL, params: tuple[tuple[str, str], ...], body: bytes, format_: str, what: str
    ) -> None:
        headers = {"Content-Type": format_}
        if self._zipped:
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        response = self._connection.send(method, url, params=params, content=body, headers=headers)
        self._connection.expect(response, what)

    def _update(self, update: str, what: str) -> None:
        if self.endpoints.update is None:
            msg = f"{self.endpoints}: takes no updates; give another address, or say what it is with --profile"
            raise TargetRejected(msg, status=httpx.codes.NOT_FOUND)
        if self.profile.updates is Sending.FORM:
            response = self._connection.send("POST", self.endpoints.update, form=(("update", update),))
        else:
            headers = {"Content-Type": _UPDATE}
            response = self._connection.send("POST", self.endpoints.update, content=update.encode(), headers=headers)
        self._connection.expect(response, what)


def _parts(triples: Iterable[bytes], most: int, *, lines: int | None = None) -> Iterator[bytes]:
    """Lines in parts of at most so many bytes and lines; at least one part, be it empty."""
    part: list[bytes] = []
    size, count = 0, 0
    for line in triples:
        if part and (size + len(line) > most or count == lines):
            yield b"".join(part)
            part, size, count = [], 0, 0
        part.append(line)
        size += len(line)
        count += 1
    if part or not count:
        yield b"".join(part)
