"""By which names the server is known: a page of a stranger must not reach it under a name of the stranger's own.

A server that listens on this machine only answers whoever is on this machine, and so any page in a browser there whose
own name has come to mean this machine (DNS rebinding). The browser says that name in ``Host``, so others are refused.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from kgraph.serve.settings import Settings

_HOST = re.compile(r"((?:[\w.-]+|\[[\da-f:.]+\])(?::\d*)?)?", re.ASCII | re.IGNORECASE)
MOST_HEADERS = 1 << 16
"""Bytes of all headers of a request."""
_WRITING = frozenset({"PUT", "POST", "DELETE", "PATCH"})


class Known:
    """Refuses requests to other names than the server's, changes that pages of other origins ask for, long headers."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in settings.names)
        self._any = not self._names and not is_loopback(settings.host)
        self._own = settings.host.lower()
        self._cors = settings.cors
        self._writable = settings.token is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
            return PlainTextResponse(f"the headers are too large: at most {MOST_HEADERS:,} bytes\n", 431)
        hosts = _values(scope, b"host")
        host = hosts[0] if hosts else ""
        if len(hosts) > 1 or not _HOST.fullmatch(host):  # it becomes part of IRIs
            return PlainTextResponse("one Host, and a name or an address\n", 400)
        name = _name(host)
        if not (self._any or not host or name == self._own or is_loopback(name) or name in self._names):
            return PlainTextResponse(
                f"this server is not known as {name}: have it started with --allow-host {name}\n", 421
            )
        if self._writable and scope["method"] in _WRITING and scope["path"].endswith("/store"):
            for origin in _values(scope, b"origin"):
                if origin != self._cors and origin.partition("://")[2] != host:
                    return PlainTextResponse("pages of other origins change nothing here\n", 403)
        return None


def is_loopback(name: str) -> bool:
    """Whether a name or an address means this machine, whoever is asked."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """The name in a ``Host``, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower().removesuffix(".")


def _values(scope: Scope, wanted: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for name, value in scope["headers"] if name == wanted]
