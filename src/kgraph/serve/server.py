"""Runs the server until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from kgraph.errors import ServeError, StoreBusy
from kgraph.serve.app import application
from kgraph.serve.patience import Patience
from kgraph.serve.state import Served
from kgraph.store import place

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from kgraph.serve.settings import Settings

_BACKLOG = 128
_CONNECTIONS = 500
_LAST_S = 3
_HEADERS = 1 << 16


def serve(settings: Settings, *, ready: Callable[[str], None], waiting: Callable[[str], None]) -> None:
    """Serve a store until SIGINT or SIGTERM.

    Args:
        settings: Which store, where and within which limits.
        ready: Is told the address as soon as the server answers.
        waiting: Is told why it does not begin yet.

    Raises:
        StoreBusy: If somebody writes the store, and goes on for longer than a server waits.
        StoreError: If there is no store.
        ServeError: If the address cannot be used, or no worker can read the store.
    """
    with contextlib.suppress(StoreBusy):
        place.check_place(settings.store, must_exist=True)
    with _bound(settings) as listening:
        host, port = listening.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.root_path}/"
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _end)  # uvicorn puts its own in this place while it runs, then this has its turn
        asyncio.run(_run(settings, listening, ready=lambda: ready(address), waiting=waiting))


async def _run(
    settings: Settings, listening: socket.socket, *, ready: Callable[[], None], waiting: Callable[[str], None]
) -> None:
    served = Served(settings)
    try:
        await served.open(waiting)
        config = uvicorn.Config(
            application(served, settings),
            http=Patience,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_LAST_S,
            h11_max_incomplete_event_size=settings.max_request + _HEADERS,
        )
        await _Server(config, ready=ready, stop=served.stop).serve(sockets=[listening])
    finally:
        await served.close()


class _Server(uvicorn.Server):
    """Says when it answers, and ends what it does before it waits for the last answers to be read."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None], stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self._stop()
        await super().shutdown(sockets=sockets)


def _bound(settings: Settings) -> socket.socket:
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(_BACKLOG)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        msg = (
            f"{settings.host}:{settings.port}: cannot listen there ({error.strerror}); choose another --port or --host"
        )
        raise ServeError(msg) from error
    return listening


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the system's interface
    sys.exit(0)
