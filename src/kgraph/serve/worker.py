"""The process that answers: it opens a store to read, takes requests from standard input, and can be killed.

python -m kgraph.serve.worker STORE MAX_ROWS MAX_MEMORY_MIB TIMEOUT_S     0 stands for no limit of memory or time
"""

from __future__ import annotations

import os
import sys

from pyoxigraph import Store

from kgraph.serve.answers import Answerer, refused
from kgraph.serve.wire import Frame, read

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEBIBYTE = 1 << 20
_GRACE_S = 5
_TIRED = 0.5
"""The part of the memory allowed that a worker may keep between two requests."""


def main(arguments: list[str]) -> int:
    """Answer requests until there are no more."""
    place, max_rows, max_memory, timeout = arguments[0], int(arguments[1]), int(arguments[2]), float(arguments[3])
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what prints by mistake must not get between the frames
    store = Store.read_only(place)
    answerer = Answerer(store, max_rows=max_rows)
    answerer.answer(
        Frame({"op": "query", "accept": "", "base": "urn:x:", "default": [], "named": []}, b"ASK {}")
    )  # all is loaded now
    start = _taken()
    if max_memory:
        _limit_memory(start + max_memory * MEBIBYTE)
    _send(answers, Frame({"ready": True}))
    while (request := read(requests)) is not None:
        if timeout:
            _limit_time(timeout)
        try:
            answer = answerer.answer(request)
        except MemoryError:
            answer = refused(503, out_of_memory(max_memory))
            answer.header["retire"] = True
        if max_memory and _taken() - start > max_memory * MEBIBYTE * _TIRED:
            answer.header["retire"] = True
        _send(answers, answer)
        del request, answer
    return 0


def out_of_memory(limit: int) -> str:
    """What to tell who wanted too much memory."""
    return (
        f"the query was ended: it wanted more than {limit:,} MiB of memory. Sort, group or join less at a time, "
        "or have the server started with a higher --max-memory"
    )


def _send(answers: object, frame: Frame) -> None:
    answers.write(frame.encoded())  # type: ignore[attr-defined]
    answers.flush()  # type: ignore[attr-defined]


def _taken() -> int:
    """How much address space the process has taken; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is slow to load
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _limit_memory(size: int) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _limit_time(seconds: float) -> None:
    """Have the system end this process some time after the server would have, in case that is no more."""
    if resource is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + seconds) + _GRACE_S, hard))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
