"""What stands around the application: a line in the log for each request, the path of a proxy, headers for safety."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from kgraph.serve.pool import STOPPED

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFETY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_LONG = 500


class Logged:
    """Writes a line to stderr for each request: who, what, how it ended. Queries are not in it, nor tokens."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status, size = 0, 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], *_SAFETY]}
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except asyncio.CancelledError:  # the server is being stopped, and waits no longer
            if not status:
                await PlainTextResponse(f"{STOPPED}\n", 503)(scope, receive, sent)
        finally:
            client = (scope.get("client") or ("-", 0))[0]
            path = scope["raw_path"].decode("latin-1").partition("?")[0]
            path = path if len(path) <= _LONG else f"{path[:_LONG]}…"
            took = (time.perf_counter() - start) * 1000
            now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
            line = f"{now} {client} {scope['method']} {path} {status or 500} {size} {took:.0f}ms\n"
            sys.stderr.write(line)
            sys.stderr.flush()


class Rooted:
    """Serves under a path, whether or not the proxy takes it off before it passes a request on."""

    def __init__(self, app: ASGIApp, *, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the path of the root in it."""
        if self._root and scope["type"] == "http":
            path, root = scope["path"], self._root
            raw = scope["raw_path"]
            if path != root and not path.startswith(f"{root}/"):
                path, raw = root + path, root.encode("latin-1") + raw
            scope = {**scope, "root_path": root, "path": path if path != root else f"{root}/", "raw_path": raw}
        await self._app(scope, receive, send)
