"""The routes of the server, as a Starlette application. All answers come from worker processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kgraph.serve.answers import GRAPHS, HTML, Refusal, refused
from kgraph.serve.asking import asking_page, file_of_page
from kgraph.serve.html import policy
from kgraph.serve.known import Known
from kgraph.serve.negotiation import chosen
from kgraph.serve.outside import Logged, Rooted
from kgraph.serve.protocol import read_question, too_large
from kgraph.serve.state import good
from kgraph.serve.wire import Frame
from kgraph.serve.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from starlette.requests import Request

    from kgraph.serve.settings import Settings
    from kgraph.serve.state import Served

_RETRY_S = "1"


def application(served: Served, settings: Settings) -> Starlette:
    """The application that answers from what is served."""
    routes = Routes(served, settings)
    outside = [Middleware(Logged), Middleware(Known, settings=settings), Middleware(Rooted, root=settings.root_path)]
    if settings.cors:
        outside.append(
            Middleware(
                CORSMiddleware, allow_origins=[settings.cors], allow_methods=["GET", "POST"], allow_headers=["*"]
            )
        )
    return Starlette(
        routes=[
            Route("/", routes.page),
            Route("/sparql", routes.sparql, methods=["GET", "POST"]),
            Route("/sparql/", routes.sparql, methods=["GET", "POST"]),
            Route("/sparql/terms", routes.terms),
            Route("/sparql/{name}", routes.file),
            Route("/store", routes.store, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/void", routes.void),
            Route("/.well-known/void", routes.void),
            Route("/health", routes.health),
            Route("/{path:path}", routes.resource),
        ],
        middleware=outside,
        exception_handlers={Refusal: _refuse},
    )


class Routes:
    """What is at each path."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self._served = served
        self._settings = settings
        self._writing = Writing(served, settings)

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 Protocol; without a query a page to write one in, or the service description."""
        question = await read_question(request, most=self._settings.max_request)
        accept = _accepted(request)
        if question is None:
            if chosen(accept, (*GRAPHS, HTML)) == HTML:
                return asking_page(_root(request))
            endpoint = f"{_site(request)}/sparql"
            return await self._answer(request, {"op": "service", "accept": accept, "endpoint": endpoint})
        header = {
            "op": "query",
            "accept": accept,
            "base": f"{_site(request)}/sparql",
            "root": _root(request),
            "default": question.default,
            "named": question.named,
        }
        return await self._answer(request, header, question.text.encode())

    async def terms(self, request: Request) -> Response:
        """The classes and properties that the data use, for the editor to complete."""
        return await self._once(request, "counts")

    async def file(self, request: Request) -> Response:
        """What the page to ask at fetches."""
        return file_of_page(request)

    async def store(self, request: Request) -> Response:
        """The Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/, section 5)."""
        if len(request.scope["query_string"]) > self._settings.max_request:
            raise too_large(self._settings.max_request)
        graphs, default = request.query_params.getlist("graph"), "default" in request.query_params
        if len(graphs) + default != 1:
            raise Refusal(400, "name one graph: ?graph=IRI, or ?default for all of them together")
        graph = None if default else graphs[0]
        if request.method not in {"GET", "HEAD"}:
            return _response(await self._writing.change(request, graph))
        return await self._answer(request, {"op": "graph", "accept": _accepted(request), "graph": graph})

    async def void(self, request: Request) -> Response:
        """The description of the data."""
        header = {"op": "void", "accept": _accepted(request), "root": _site(request)}
        async with self._served.state() as state:
            # It is counted once; what else it says depends on the address that was asked.
            counts = await _unless_gone(request, state.once("counts", Frame({"op": "counts"})))
            if not good(counts):
                return _response(counts)
            return _response(await _unless_gone(request, state.pool.ask(Frame(header, counts.body))))

    async def page(self, request: Request) -> Response:
        """The page of all claims, made once for each state of the store."""
        return await self._once(request, "page", limited=False)

    async def _once(self, request: Request, name: str, *, limited: bool = True) -> Response:
        """What is made once for each state of the store."""
        async with self._served.state() as state:
            made = state.once(name, Frame({"op": name}), limited=limited)
            return _response(await _unless_gone(request, made))

    async def resource(self, request: Request) -> Response:
        """What is known of an IRI of the data: the path is what follows their base."""
        raw = request.scope["raw_path"].decode("latin-1").partition("?")[0]
        path = raw.removeprefix(quote(request.scope.get("root_path", ""))).lstrip("/")
        header = {"op": "resource", "accept": _accepted(request), "path": path, "root": _root(request)}
        return await self._answer(request, header)

    async def health(self, _: Request) -> Response:
        """Whether the server can answer."""
        ready = self._served.ready
        return JSONResponse({"status": "ok" if ready else "no worker"}, status_code=200 if ready else 503)

    async def _answer(self, request: Request, header: dict[str, Any], body: bytes = b"") -> Response:
        async with self._served.state() as state:
            answer = await _unless_gone(request, state.pool.ask(Frame(header, body)))
        if "graph" in answer.header:
            where = f"{_root(request)}/store?graph={quote(answer.header['graph'], safe='')}"
            return RedirectResponse(where, status_code=303, headers={"Vary": "Accept"})
        return _response(answer)


async def _unless_gone(request: Request, work: Coroutine[Any, Any, Frame]) -> Frame:
    """The answer; the work on it is ended when the client is gone."""
    task = asyncio.ensure_future(work)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        return refused(499, "the client is gone")
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _accepted(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


def _root(request: Request) -> str:
    """The path of the server's root, as the browser has it."""
    return quote(request.scope.get("root_path", ""))


def _site(request: Request) -> str:
    """The address of the server's root, as the client asked for it."""
    return f"{request.url.scheme}://{request.url.netloc}{_root(request)}"


def _response(answer: Frame) -> Response:
    status, type_ = answer.header["status"], answer.header["type"]
    headers = {"Vary": "Accept", "Content-Type": f"{type_}; charset=utf-8" if type_.startswith("text/") else type_}
    if status == 503:  # noqa: PLR2004 - HTTP's
        headers["Retry-After"] = _RETRY_S
    if type_ == HTML and b"Content-Security-Policy" not in answer.body[:4096]:
        headers["Content-Security-Policy"] = policy()
    return Response(answer.body, status, headers)


async def _refuse(_: Request, refusal: Exception) -> Response:
    status = refusal.status if isinstance(refusal, Refusal) else 500
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None  # noqa: PLR2004 - HTTP's
    return PlainTextResponse(f"{refusal}\n", status, headers)
