"""Answers a question on stdout, with as few imports as can be."""

import os
import sys

from pyoxigraph import Store

from kgraph.cli.terminal import show
from kgraph.query import catalogue, resolve, run

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from typing import IO

    from kgraph.cli.question import Question
    from kgraph.query.asked import Asked


def answer(question: "Question") -> int:
    """Answer a question and return the exit status."""
    if question.listing:
        show(_listing())
        return 0
    text = resolve(question.query)
    held = _opened(question.store)
    if held is None:
        from kgraph.store import open_store  # noqa: PLC0415 - it says best what is wrong, and puts right what it can

        with open_store(question.store, read_only=True) as opened:
            write(opened.dataset, text, question)
        return 0
    lock, store = held
    with lock:
        write(store, text, question)
    return 0


def write(store: "Asked", text: str, question: "Question") -> None:
    """Ask a store, here or elsewhere, and write its answer to stdout."""
    result = run(store, text, bindings=dict(question.parameters), allow_network=question.allow_network)
    width = os.get_terminal_size().columns if sys.stdout.isatty() else None
    result.write(sys.stdout.buffer, question.format, width=width)


def _opened(path: str) -> "tuple[IO[bytes], Store] | None":
    """The store, to read, and its lock; None where it cannot be had.

    Like ``kgraph.store.open_store``, whose imports would take longer than most queries.
    """
    try:
        lock = open(f"{path}/LOCK", "rb")  # noqa: PTH123, SIM115 - pathlib is slow to load; the caller closes it
    except OSError:
        return None
    try:
        if fcntl is not None:
            fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # the engine could not bear a writer meanwhile
        return lock, Store.read_only(path)
    except OSError:
        lock.close()
        return None


def _listing() -> str:
    queries = catalogue()
    width = max(len(query.name) for query in queries)
    return "\n".join(
        f"{query.name:<{width}}  {query.answer}"
        + (f"\n{'':<{width}}  -p {query.parameters}" if query.parameters else "")
        for query in queries
    )
