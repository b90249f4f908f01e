"""The store as it is now, kept to be read while builds write the next: a copy that shares its files by hard links.

Nobody may write a store while it is open to read, and a server reads all day. So it holds the lock only while it makes
the copy, which takes a moment.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kgraph.errors import StoreBusy
from kgraph.store import place

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from typing import IO

_ALIVE = "SERVED"
"""The file by whose lock others see that a server still uses its copy."""

Mark: TypeAlias = tuple[object, ...]


def mark(store: Path) -> Mark | None:
    """What changes whenever the store does; None where there is none right now."""
    try:
        return store.stat().st_ino, *sorted(_files(store))
    except OSError:
        return None


def _files(store: Path) -> list[tuple[str, int, int]]:
    """The files with their size and time, but for those that whoever reads the store writes."""
    with os.scandir(store) as entries:
        return [
            (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size)
            for entry in entries
            if not entry.name.startswith(("LOG", "LOCK"))
        ]


class Snapshot:
    """A copy of a store.

    Attributes:
        folder: Where it lies.
        mark: What the store was like.

    Raises:
        StoreBusy: If somebody writes the store, or has just written it.
        StoreError: If there is none, or it cannot be copied.
    """

    def __init__(self, store: Path) -> None:
        found = mark(store)
        self._home, self._lock = _home(store)
        self.folder = self._home / "store"
        try:
            place.copy(store, self.folder)
        except BaseException:
            self.remove()
            raise
        if found is None or mark(store) != found:
            self.remove()
            msg = f"{store}: the store has just changed; try again"
            raise StoreBusy(msg)
        self.mark = found

    def remove(self) -> None:
        """Delete it."""
        self._lock.close()
        shutil.rmtree(self._home, ignore_errors=True)


def _home(store: Path) -> tuple[Path, IO[bytes]]:
    """A new folder beside the store, or among the temporary files where that cannot be, and its lock."""
    start = f".{store.name}.serve-"
    _sweep(store.parent, start)
    try:
        home = Path(tempfile.mkdtemp(prefix=start, dir=store.parent))
    except OSError:
        home = Path(tempfile.mkdtemp(prefix=start))
    with place.translated(store):
        lock = (home / _ALIVE).open("wb")
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
    return home, lock


def _sweep(folder: Path, start: str) -> None:
    """Delete what servers that were killed left behind."""
    if sys.platform == "win32":
        return
    for left in folder.glob(f"{start}*"):
        with contextlib.suppress(OSError), (left / _ALIVE).open("rb+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
