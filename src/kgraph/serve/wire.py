"""How the server and its workers speak: frames of a JSON header and bytes, over a pipe."""

from __future__ import annotations

import json
import struct

TYPE_CHECKING = False  # not from typing: a worker has to start quickly
if TYPE_CHECKING:
    import asyncio
    from typing import IO, Any

_SIZES = struct.Struct(">IQ")


class Frame:
    """A request to a worker, or its answer.

    Attributes:
        header: Names and values as JSON has them.
        body: The text of a query, or the answer's.
    """

    __slots__ = ("body", "header")

    def __init__(self, header: dict[str, Any], body: bytes = b"") -> None:
        self.header = header
        self.body = body

    def encoded(self) -> bytes:
        """The frame as it goes over the pipe."""
        header = json.dumps(self.header).encode()
        return _SIZES.pack(len(header), len(self.body)) + header + self.body


def read(stream: IO[bytes]) -> Frame | None:
    """The next frame; None at the end of the stream."""
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    header, body = _SIZES.unpack(sizes)
    return Frame(json.loads(stream.read(header)), stream.read(body))


async def receive(stream: asyncio.StreamReader) -> Frame:
    """The next frame.

    Raises:
        asyncio.IncompleteReadError: If the stream ends before.
    """
    header, body = _SIZES.unpack(await stream.readexactly(_SIZES.size))
    return Frame(json.loads(await stream.readexactly(header)), await stream.readexactly(body))
