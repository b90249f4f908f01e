"""What a server is told when it starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
PORT = 8000
TIMEOUT_S = 30.0
MAX_MEMORY_MIB = 1024
MAX_ROWS = 100_000
MAX_REQUEST = 1 << 20
"""Bytes of a query, be it in the body or in the address."""
FEWEST_WORKERS = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told when it starts.

    Attributes:
        store: The store's folder.
        host: The address to listen on.
        port: The port; 0 takes any that is free.
        timeout_s: After how many seconds a query is ended.
        max_memory_mib: How much memory a query may take, beside what the open store takes.
        max_rows: How many rows, or triples, an answer may have.
        max_request: How many bytes a query may have.
        cors: The origin whose pages may ask, or ``*``; None for no other than this server's.
        root_path: The path under which a proxy shows the server, such as ``/news``; empty for none.
        names: By which it is known beside those of this machine, such as ``example.org``.
        token: Whoever knows it may change graphs; None if nobody may.
        workers: How many queries run at a time.
    """

    store: Path
    host: str = HOST
    port: int = PORT
    timeout_s: float = TIMEOUT_S
    max_memory_mib: int = MAX_MEMORY_MIB
    max_rows: int = MAX_ROWS
    max_request: int = MAX_REQUEST
    cors: str | None = None
    root_path: str = ""
    names: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    workers: int = max(FEWEST_WORKERS, (os.cpu_count() or 1) + 1)
