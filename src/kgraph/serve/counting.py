"""Counts rows while the engine writes them, so that an answer that grows too long is ended before it is whole."""

from __future__ import annotations

import re

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_ROW = b"<result>"
_BLOCK = 1 << 16


class TooManyRows(Exception):  # noqa: N818 - named for what it says
    """An answer has more rows than it may."""


class Counted:
    """A file in memory that raises as soon as more rows than allowed were written to it.

    Args:
        format_: ``json``, ``xml``, ``csv`` or ``tsv``.
        limit: How many rows it may have.
    """

    def __init__(self, format_: str, limit: int) -> None:
        self._parts: list[bytes] = []
        self._waiting = bytearray()
        self._limit = limit
        self._kept = b""
        self._quoted = False
        self._count = {"json": self._json, "xml": self._xml, "csv": self._csv, "tsv": self._tsv}[format_]
        self.rows = -1 if format_ in {"csv", "tsv"} else 0  # the line of the names is none

    def write(self, data: bytes) -> int:
        """Take what the engine wrote.

        Raises:
            TooManyRows: If there are too many.
        """
        self._waiting += data
        if len(self._waiting) >= _BLOCK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Count what is not counted yet.

        Raises:
            TooManyRows: If there are too many.
        """
        block = bytes(self._waiting)
        self._waiting.clear()
        self.rows += self._count(block)
        if self.rows > self._limit and self._count == self._json:  # some may stand in strings
            self._count, self._kept = self._json_exactly, b""
            self.rows = 0
            for part in (*self._parts, block):
                self.rows += self._count(part)
                if self.rows > self._limit:
                    break
        if self.rows > self._limit:
            raise TooManyRows
        self._parts.append(block)

    def content(self) -> bytes:
        """All that was written."""
        self.flush()
        return b"".join(self._parts)

    def _json(self, block: bytes) -> int:
        """What looks like the beginning of a row, also where it stands in a string: quick, and never too few."""
        text = self._kept + block
        self._kept = text[-2:]
        return text.count(b"[{") + text.count(b"},{") - self._kept.count(b"[{")

    def _json_exactly(self, block: bytes) -> int:
        """Rows begin at ``[{`` and ``},{`` outside of strings: nested terms are values of names, in no list."""
        plain = _STRING.sub(b"", self._kept + block)
        end = plain.find(b'"')  # a string that goes on in the next block
        plain, tail = (plain, b"") if end < 0 else (plain[:end], plain[end:])
        # The last two bytes are kept, as the next block may bring the rest of a beginning.
        counted = plain.count(b"[{") + plain.count(b"},{")
        ends = plain[-2:]
        self._kept = ends + tail
        return counted - ends.count(b"[{")

    def _xml(self, block: bytes) -> int:
        text = self._kept + block
        self._kept = text[-len(_ROW) + 1 :]
        return text.count(_ROW)

    def _csv(self, block: bytes) -> int:
        rows = 0
        for n, part in enumerate(block.split(b'"')):
            if n:
                self._quoted = not self._quoted
            if not self._quoted:
                rows += part.count(b"\n")
        return rows

    def _tsv(self, block: bytes) -> int:
        return block.count(b"\n")
