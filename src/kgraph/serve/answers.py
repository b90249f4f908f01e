"""What a worker answers: queries, graphs, all about an IRI, descriptions of the service and of the data, the page."""

from __future__ import annotations

import json

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kgraph.errors import QueryError, QueryRefused
from kgraph.namespaces import PREFIXES
from kgraph.query.engine import check, has_dataset
from kgraph.query.mistakes import NEEDS_LEAVE
from kgraph.serve.counting import Counted, TooManyRows
from kgraph.serve.descriptions import counted, dataset, service
from kgraph.serve.found import SHOWN, FoundPage
from kgraph.serve.negotiation import chosen
from kgraph.serve.resource import resource_page
from kgraph.serve.wire import Frame
from kgraph.store import base_of

TYPE_CHECKING = False  # not from typing: a worker has to start quickly
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from pyoxigraph import Store, Triple

SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""The media types of the answers to SELECT and ASK, those of the standard before what is as good."""
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
}
HTML = "text/html"

_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_READ_ONLY = "this endpoint reads its own store and nothing else: no updates, no LOAD, no SERVICE"


class Refusal(Exception):  # noqa: N818 - named for what it says
    """A request that gets no answer.

    Attributes:
        status: Of HTTP.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Answerer:
    """Answers requests from a store.

    Args:
        store: Open to read.
        max_rows: How many rows or triples an answer may have.
    """

    def __init__(self, store: Store, *, max_rows: int) -> None:
        self._store = store
        self._max_rows = max_rows
        self._kinds: dict[str, Callable[[Frame], Frame]] = {
            "query": self._query,
            "graph": self._graph,
            "resource": self._resource,
            "service": self._service,
            "void": self._void,
            "page": self._page,
            "counts": self._counts,
        }

    def answer(self, request: Frame) -> Frame:
        """The answer to a request, or why there is none."""
        try:
            return self._kinds[request.header["op"]](request)
        except Refusal as refusal:
            return refused(refusal.status, str(refusal))
        except TooManyRows:
            return refused(
                503,
                f"the answer has more than {self._max_rows:,} rows: ask for less, say with LIMIT and OFFSET, "
                "or have the server started with a higher --max-rows",
            )
        except QueryRefused:
            return refused(403, _READ_ONLY)
        except QueryError as error:
            return refused(400, str(error).replace(NEEDS_LEAVE, ""))

    def _query(self, request: Frame) -> Frame:
        text = request.body.decode()
        if not text.strip():
            raise Refusal(400, "the query is empty")
        text = _checked(text, request.header["base"])
        answer = self._evaluated(text, request.header["default"], request.header["named"])
        if isinstance(answer, QueryTriples):
            try:
                triples = self._limited(answer)
            except (RuntimeError, OSError) as error:
                raise Refusal(500, f"the query failed while it ran: {error}") from error
            return self._as_graph(triples, request, html=True)
        type_ = _agreed(request, {**SOLUTIONS, HTML: None})
        return self._as_table(answer, request) if type_ == HTML else self._as_solutions(answer, type_)

    def _evaluated(
        self, text: str, default: list[str], named: list[str]
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            if default or named:  # of the protocol: it takes the place of the query's (section 2.1.4)
                return self._store.query(
                    text, prefixes=PREFIXES, default_graph=[*_names(default)], named_graphs=[*_names(named)]
                )
            union = not has_dataset(text)
            return self._store.query(text, prefixes=PREFIXES, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise Refusal(400, f"the query does not parse: {error}") from error
        except (RuntimeError, OSError) as error:
            raise Refusal(500, f"the query failed: {error}") from error

    def _as_solutions(self, answer: QuerySolutions | QueryBoolean, type_: str) -> Frame:
        format_ = SOLUTIONS[type_]
        if isinstance(answer, QueryBoolean):
            return _found(type_, answer.serialize(format=_RESULTS[format_]) or b"")
        out = Counted(format_, self._max_rows)
        try:
            answer.serialize(out, format=_RESULTS[format_])  # type: ignore[arg-type]  # writes is all it is asked to do
        except (RuntimeError, OSError) as error:
            raise Refusal(500, f"the query failed while it ran: {error}") from error
        return _found(type_, out.content())

    def _limited(self, triples: Iterable[Triple]) -> list[Triple]:
        """The triples, each once, in an order of their own."""
        found: set[Triple] = set()
        for triple in triples:
            found.add(triple)
            if len(found) > self._max_rows:
                raise TooManyRows
        return sorted(found, key=str)

    def _as_graph(self, triples: Iterable[Triple], request: Frame, *, html: bool = False) -> Frame:
        type_ = _agreed(request, {**GRAPHS, HTML: None} if html else GRAPHS)
        if type_ != HTML:
            return _written(triples, type_)
        text = _written(triples, "text/turtle").body.decode()
        return _found(HTML, self._page_of(request).text("A graph, in Turtle", text).encode())

    def _as_table(self, answer: QuerySolutions | QueryBoolean, request: Frame) -> Frame:
        page = self._page_of(request)
        if isinstance(answer, QueryBoolean):
            return _found(HTML, page.text("The answer", "yes" if answer else "no").encode())
        rows: list[list[object]] = []
        more = 0
        try:
            for row in answer:
                if len(rows) + more == self._max_rows:
                    raise TooManyRows
                if len(rows) < SHOWN:
                    rows.append(list(row))
                else:
                    more += 1
        except (RuntimeError, OSError) as error:
            raise Refusal(500, f"the query failed while it ran: {error}") from error
        names = [variable.value for variable in answer.variables]
        return _found(HTML, page.table(names, rows, more=more).encode())

    def _page_of(self, request: Frame) -> FoundPage:
        graphs = [(f"{kind}-graph-uri", graph) for kind in ("default", "named") for graph in request.header[kind]]
        root = request.header["root"]
        return FoundPage(self._store, request.body.decode(), graphs, base=self._base() or "urn:none:", root=root)

    def _graph(self, request: Frame) -> Frame:
        name: str | None = request.header["graph"]
        type_ = _agreed(request, GRAPHS)
        if name is None:  # as queries see it: the union of all graphs
            quads = self._store.quads_for_pattern(None, None, None, None)
            return _written(self._limited(quad.triple for quad in quads), type_)
        graph = _name(name)
        if not self._store.contains_named_graph(graph):
            raise Refusal(
                404, f"no graph {name} here; SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists those that there are"
            )
        quads = self._store.quads_for_pattern(None, None, None, graph)
        return _written(self._limited(quad.triple for quad in quads), type_)

    def _resource(self, request: Frame) -> Frame:
        base = self._base() or ""
        iri = _name(base + request.header["path"])
        about = self._limited(
            quad.triple
            for pattern in ((iri, None, None, None), (None, None, iri, None))
            for quad in self._store.quads_for_pattern(*pattern)
        )
        if not base or not about:
            if base and self._store.contains_named_graph(iri):
                return Frame({"status": 303, "type": "text/plain", "graph": iri.value})
            raise Refusal(404, f"nothing is known here of {iri.value}")
        type_ = _agreed(request, {"text/turtle": None, HTML: None, **GRAPHS})
        if type_ == HTML:
            page = resource_page(self._store, iri, about, base=base, root=request.header["root"])
            return _found(HTML, page.encode())
        return _written(about, type_)

    def _service(self, request: Frame) -> Frame:
        return self._as_graph(service(request.header["endpoint"], (*SOLUTIONS, *GRAPHS)), request)

    def _void(self, request: Frame) -> Frame:
        return self._as_graph(dataset(json.loads(request.body), request.header["root"], self._base()), request)

    def _counts(self, _: Frame) -> Frame:
        return _found("application/json", json.dumps({"base": self._base() or "", **counted(self._store)}).encode())

    def _page(self, _: Frame) -> Frame:
        from kgraph.render import page  # noqa: PLC0415 - slow to load

        return _found(HTML, page(self._store).encode())

    def _base(self) -> str | None:
        return base_of(self._store)


def _checked(text: str, base: str) -> str:
    """A query that may run; relative IRIs in it are read against the address of the endpoint.

    Raises:
        QueryRefused: If it is an update or calls out.
        QueryError: If it is malformed.
    """
    try:
        check(text)
    except QueryRefused:
        raise
    except QueryError as error:
        based = f"BASE <{base}>\n{text}"
        try:
            check(based)
        except QueryRefused:
            raise
        except QueryError:
            raise error from None  # its lines and columns are those of the query as it came
        return based
    return text


def refused(status: int, message: str) -> Frame:
    """The answer to a request that gets none: a status and plain words."""
    return Frame({"status": status, "type": "text/plain"}, f"{message}\n".encode(errors="replace"))


def _found(type_: str, body: bytes) -> Frame:
    return Frame({"status": 200, "type": type_}, body)


def _agreed(request: Frame, offers: Mapping[str, Any]) -> str:
    type_ = chosen(request.header["accept"], tuple(offers))
    if type_ is None:
        raise Refusal(406, f"none of the media types asked for; there are {', '.join(offers)}")
    return type_


def _name(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Refusal(400, f"{iri} is no absolute IRI") from error


def _names(iris: Iterable[str]) -> list[NamedNode]:
    return [_name(iri) for iri in iris]


def _written(triples: Iterable[Triple], type_: str) -> Frame:
    listed = list(triples)
    used = "\n".join(map(str, listed))
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in used}
    data = serialize(listed, format=GRAPHS[type_], prefixes=prefixes) or b""
    if GRAPHS[type_] == RdfFormat.JSON_LD:
        data = json.dumps(json.loads(data), indent=1, ensure_ascii=False).encode() + b"\n"
    return _found(type_, data)
