"""Does something again whenever a store or the page's script, style sheet or template changes, for who works on it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from kgraph.errors import StoreBusy

_HERE = Path(__file__).parent
_OF_THE_PAGE = (_HERE / "bundle", _HERE / "template.html")
_PAUSE_S = 0.5

_Seen: TypeAlias = dict[Path, tuple[int, int]]


def whenever_changed(store: Path, do: Callable[[], None], *, pause_s: float = _PAUSE_S) -> None:
    """Do it now, and again after each change, until the user presses Ctrl+C.

    A change counts when all is still for a moment: a build writes many files.
    """
    done: _Seen | None = None
    before = _seen(store)
    try:
        while True:
            now = _seen(store)
            if now == before and now != done and _succeeds(do):
                done = now
            before = now
            time.sleep(pause_s)
    except KeyboardInterrupt:
        return


def _succeeds(do: Callable[[], None]) -> bool:
    try:
        do()
    except StoreBusy:
        return False
    return True


def _seen(store: Path) -> _Seen:
    """When each file was written and how long it is. Whoever reads a store writes its LOG and takes its LOCK."""
    paths = [path for root in (store, *_OF_THE_PAGE) for path in (root, *root.glob("*"))]
    found: _Seen = {}
    for path in paths:
        if path.name.startswith(("LOG", "LOCK")) or path == store:
            continue
        try:
            about = path.stat()
        except FileNotFoundError:  # another process has just taken it away
            continue
        found[path] = about.st_mtime_ns, about.st_size
    return found
