"""Where a store lies on disk: who may open it, how a new one and a file take their place, what goes wrong there."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kgraph.errors import StoreBusy, StoreError

if sys.platform != "win32":  # on Windows a reader does not keep writers out
    import fcntl

_MARK = "CURRENT"  # the one file that every RocksDB folder has
_NEVER_CHANGED = frozenset({".sst", ".blob"})
_written_here: set[Path] = set()


def is_store(place: Path) -> bool:
    """Whether a store lies there."""
    return (place / _MARK).is_file()


def check_place(place: Path, *, must_exist: bool) -> None:
    """See that ``place`` is a store, or free for one: opening would fill any folder without a question.

    Raises:
        StoreBusy: If it must exist and is being replaced right now.
        StoreError: If it is neither.
    """
    _recover(place)
    if is_store(place):
        return
    if must_exist and is_store(_beside(place, "old")):
        raise _store_error(place, BlockingIOError())
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        msg = f"{place}: not a store; give the folder that `kgraph build` made (by default out/store)"
        raise StoreError(msg)
    if must_exist:
        msg = f"{place}: no store there; run `kgraph build` first, or name another with -s"
        raise StoreError(msg)


@contextmanager
def translated(place: Path) -> Iterator[None]:
    """Turn what the engine and the disk complain of into a StoreError that says what to do."""
    try:
        yield
    except OSError as error:
        raise _store_error(place, error) from error
    except RuntimeError as error:
        if not str(error).startswith("Corruption"):
            raise
        raise _store_error(place, error) from error


def _store_error(place: Path, error: Exception) -> StoreError:
    text = str(error)
    lowered = text.lower()
    if isinstance(error, BlockingIOError) or "lock file" in lowered or "lock hold" in lowered:
        return StoreBusy(f"{place}: the store is in use by another process; wait until it ends, then try again")
    if "no space left" in lowered:
        return StoreError(f"{place}: the disk is full; what was there is kept: make room and try again")
    if "permission denied" in lowered or "read-only file system" in lowered:
        return StoreError(f"{place}: no permission to use it; change its permissions or choose another place")
    return StoreError(f"{place}: cannot be used ({text}); if it is damaged, build it anew with --fresh")


@contextmanager
def opened(place: Path) -> Iterator[ox.Store]:
    """The store at ``place``, to read and write."""
    with translated(place):
        dataset = ox.Store(str(place))
    _written_here.add(place.resolve())
    try:
        yield dataset
        with translated(place):
            dataset.flush()  # else each who opens it reads the log of what was written again, which takes long
    finally:
        _written_here.discard(place.resolve())


@contextmanager
def opened_to_read(place: Path) -> Iterator[ox.Store]:
    """The store at ``place``, to read; nobody can write it meanwhile, for the engine could not bear that."""
    with ExitStack() as stack:
        if place.resolve() not in _written_here:
            stack.enter_context(_locked(place, shared=True))
        with translated(place):
            dataset = ox.Store.read_only(str(place))
        yield dataset


@contextmanager
def replaced(place: Path) -> Iterator[Path]:
    """A folder beside ``place`` to fill, which takes its place at the end unless an error ends the context.

    The store in it must be closed by then: the engine knows its files by their paths.
    """
    beside, old = _beside(place, "new"), _beside(place, "old")
    with ExitStack() as stack:
        with translated(place):
            place.parent.mkdir(parents=True, exist_ok=True)
        with _locked(beside):
            shutil.rmtree(beside, ignore_errors=True)  # what a killed process left
        stack.enter_context(_locked(place))
        try:
            yield beside
            with translated(place):
                if place.exists():
                    shutil.rmtree(old, ignore_errors=True)  # what a killed process left
                    place.rename(old)
                beside.rename(place)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            if is_store(old) and not place.exists():
                old.rename(place)
            raise
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def held(place: Path) -> Iterator[None]:
    """Keep every other process from writing the store, and from putting another in its place.

    Opening a store where there is none makes one. So who writes a store that builds replace holds it first.

    Raises:
        StoreBusy: If another process holds it, or has just put another in its place.
        StoreError: If there is no store.
    """
    check_place(place, must_exist=True)
    with translated(place):
        before = place.stat().st_ino
    with _locked(place):
        if not is_store(place) or place.stat().st_ino != before:
            raise _store_error(place, BlockingIOError())
        yield


@contextmanager
def _locked(place: Path, *, shared: bool = False) -> Iterator[None]:
    """Keep other processes from writing the store, if there is one; by the lock that the engine takes too.

    Raises:
        StoreBusy: If another process holds it.
    """
    if sys.platform == "win32" or not is_store(place):
        yield
        return
    with ExitStack() as stack:
        with translated(place):
            lock = stack.enter_context((place / "LOCK").open("rb" if shared else "r+b"))
            fcntl.lockf(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        yield


def copy(place: Path, to: Path) -> None:
    """Copy the store at ``place`` to a new folder; nobody can write it meanwhile.

    What the engine never changes once it is written, its tables, is shared by hard links where the disk can do that.

    Raises:
        StoreBusy: If another process writes it.
        StoreError: If it cannot be copied.
    """
    with _locked(place, shared=True), translated(place):
        to.mkdir(parents=True)
        for file in place.iterdir():
            if file.name.startswith(("LOG", "LOCK")) or not file.is_file():
                continue
            if file.suffix in _NEVER_CHANGED:
                try:
                    (to / file.name).hardlink_to(file)
                except OSError:  # another disk, or one that knows no links
                    shutil.copy2(file, to / file.name)
            else:
                shutil.copy2(file, to / file.name)


def write_beside(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file beside its place, then move it there: at no time is half of it to be seen."""
    beside = _beside(path, "new")
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                write(file)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file of these bytes, as :func:`write_beside` does."""

    def write(file: IO[bytes]) -> None:
        file.write(data)

    write_beside(path, write)


def _recover(place: Path) -> None:
    """Put back the old store where a process ended between the two renames."""
    old = _beside(place, "old")
    if not is_store(old) or place.exists():
        return
    with suppress(StoreError), _locked(old):  # who is between the two holds the lock, which went along
        if is_store(old) and not place.exists():
            old.rename(place)


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}")
