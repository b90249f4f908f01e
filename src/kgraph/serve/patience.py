"""How long a connection may take: to say what it wants, and to read what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

HEAD_S = 20.0
"""Seconds for the head of a request, from its first byte, or from the beginning of a connection."""
READ_S = 30.0
READ_LEAST = 128 << 10
"""Bytes of a long answer that have to be read in each READ_S."""


class Patience(H11Protocol):
    """HTTP/1.1 with whom does not keep others waiting: whoever sends or reads too slowly is hung up on.

    Uvicorn waits without end for the rest of a head, and for a client that does not read; a few hundred of them
    would keep all others out, or the memory full of answers.
    """

    _late: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        for timer in (self._late, self._reading):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to watch how the answer is read."""
        super().pause_writing()
        self._unread = self.transport.get_write_buffer_size()
        self._reading = self.loop.call_later(READ_S, self._read)

    def resume_writing(self) -> None:
        """It was read."""
        super().resume_writing()
        if self._reading is not None:
            self._reading.cancel()

    @property
    def _waiting(self) -> bool:
        """Whether there is no request that is being answered."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]  # it begins as None

    def _watch(self) -> None:
        if self._waiting and self._late is None:
            self._late = self.loop.call_later(HEAD_S, self._hang_up)
        elif not self._waiting and self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        self._late = None
        if self._waiting:
            self.transport.close()

    def _read(self) -> None:
        left = self.transport.get_write_buffer_size()
        if left > self._unread - READ_LEAST:
            self.transport.abort()
            return
        self._unread = left
        self._reading = self.loop.call_later(READ_S, self._read)
