"""Speaks the SPARQL 1.1 Graph Store Protocol and asks for counts."""

from types import TracebackType
from typing import Any, Self

import httpx

from kgraph.errors import TargetRejected, TargetUnavailable
from kgraph.targets.access import Access
from kgraph.targets.profiles import TARGETS

CONNECT_S = 10.0
_NOTE = 200
_ADVICE = {
    401: "name a user who may write with --user, the password in KGRAPH_PASSWORD",
    403: "this user may not write here",
    404: "no Graph Store Protocol here; give its endpoint, such as http://localhost:7878/store",
    405: "no Graph Store Protocol here, or it is read-only; give its endpoint",
    413: "the server takes no graph of this size; raise its limit",
    501: "no Graph Store Protocol here; give its endpoint",
}


class Client:
    """A connection to one server.

    Args:
        url: The server's root, or its Graph Store Protocol endpoint.
        access: Who loads; None for nobody.
        timeout_s: How long to wait for an answer.

    Attributes:
        graph_store: The endpoint that graphs are put to.
        query: The SPARQL endpoint, or None where it is not known.

    Raises:
        TargetUnavailable: If the server does not answer.
        TargetRejected: If nothing at the root looks like a store that kgraph knows.
    """

    def __init__(self, url: httpx.URL, *, access: Access | None, timeout_s: float) -> None:
        self._http = httpx.Client(
            auth=access.auth() if access else None, timeout=httpx.Timeout(timeout_s, connect=CONNECT_S)
        )
        try:
            self.graph_store, self.query = self._endpoints(url, logged_in=access is not None)
        except BaseException:
            self._http.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def put(self, graph: str, turtle: bytes) -> None:
        """Make ``turtle`` the whole content of a graph (section 5.3 of the protocol)."""
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        response = self._send("PUT", self.graph_store, params={"graph": graph}, content=turtle, headers=headers)
        self._expect_success(response, f"graph {graph}")

    def count(self, graph: str) -> int | None:
        """How many triples the server holds in a graph; None where it has no known query endpoint."""
        if self.query is None:
            return None
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        # As a form: Virtuoso never answers a query that is the body itself.
        response = self._send("POST", self.query, data={"query": query}, headers=_JSON)
        self._expect_success(response, f"counting {graph}")
        try:
            return int(response.json()["results"]["bindings"][0]["n"]["value"])
        except (ValueError, KeyError, IndexError, TypeError) as error:
            msg = f"{self.query}: its answer to a count is no SPARQL result: {_first_line(response)}"
            raise TargetRejected(msg, status=response.status_code) from error

    def _endpoints(self, url: httpx.URL, *, logged_in: bool) -> tuple[httpx.URL, httpx.URL | None]:
        path = url.path.rstrip("/")
        for target in TARGETS:
            query = target.query_as_user if logged_in else target.query
            if path.endswith(target.graph_store):
                return url, url.copy_with(path=path.removesuffix(target.graph_store) + query, query=None)
        if path:
            return url, None
        return self._probe(url, logged_in=logged_in)

    def _probe(self, root: httpx.URL, *, logged_in: bool) -> tuple[httpx.URL, httpx.URL]:
        for target in TARGETS:
            query = root.copy_with(path=target.query_as_user if logged_in else target.query)
            response = self._send("POST", query, data={"query": "ASK {}"}, headers=_JSON)
            if response.is_success:
                return root.copy_with(path=target.graph_store), query
            if response.status_code == httpx.codes.UNAUTHORIZED:
                self._expect_success(response, "logging in")
        names = " or ".join(target.name for target in TARGETS)
        msg = f"{root}: does not look like {names}; give the address of its Graph Store Protocol endpoint"
        raise TargetRejected(msg, status=response.status_code)

    def _send(self, method: str, url: httpx.URL, **rest: Any) -> httpx.Response:  # noqa: ANN401 - httpx's options
        try:
            return self._http.request(method, url, **rest)
        except httpx.TimeoutException as error:
            msg = f"{url}: no answer in time; try again, or with a longer --timeout"
            raise TargetUnavailable(msg) from error
        except httpx.TransportError as error:
            msg = f"{url}: no answer: {error}; is the server running there?"
            raise TargetUnavailable(msg) from error

    def _expect_success(self, response: httpx.Response, what: str) -> None:
        if response.is_success:
            return
        status = response.status_code
        said = f"{status} {response.reason_phrase}".strip()
        if status == httpx.codes.SERVICE_UNAVAILABLE:
            msg = f"{response.url.copy_with(query=None)}: {what}: {said}; try again later"
            raise TargetUnavailable(msg)
        if response.is_redirect:
            msg = f"{response.url.copy_with(query=None)}: moved to {response.headers.get('location')}; use that address"
            raise TargetRejected(msg, status=status)
        note = _first_line(response)
        advice = f"; {_ADVICE[status]}" if status in _ADVICE else ""
        msg = f"{response.url.copy_with(query=None)}: {what}: {said}{f': {note}' if note else ''}{advice}"
        raise TargetRejected(msg, status=status)


_JSON = {"Accept": "application/sparql-results+json"}


def _first_line(response: httpx.Response) -> str:
    """The first line of what the server says, without markup."""
    if "html" in response.headers.get("content-type", ""):
        return ""
    return next((line.strip() for line in response.text.splitlines() if line.strip()), "")[:_NOTE]
