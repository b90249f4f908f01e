"""Worker processes: some wait for requests, one more than are needed, and each can be killed while it works."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from typing import TYPE_CHECKING

from kgraph.serve.answers import refused
from kgraph.serve.wire import Frame, receive
from kgraph.serve.worker import out_of_memory

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from kgraph.serve.settings import Settings

START_S = 60.0
STOPPED = "the server is being stopped"
SLOW_S = 1.0
"""After so long a query gives way to others; its worker is not used again, for nobody may take that back."""
_NICENESS = 15
_PAUSE_S = 1.0
_SECRETS = frozenset({"KGRAPH_TOKEN", "KGRAPH_PASSWORD"})
_ABORTED = (b"memory allocation", b"bad_alloc", b"MemoryError", b"capacity overflow", b"out of memory")
_FAR = 1 << 16


def safe_environment() -> dict[str, str]:
    """The environment for processes that need no secrets."""
    return {name: value for name, value in os.environ.items() if name not in _SECRETS}


class WorkerDied(Exception):  # noqa: N818 - named for what it says
    """A worker ended before it answered.

    Attributes:
        said: What it wrote to stderr at the end.
    """

    def __init__(self, said: bytes) -> None:
        super().__init__(said.decode(errors="replace"))
        self.said = said


def aborted(error: WorkerDied) -> bool:
    """Whether it ended for want of memory."""
    return any(words in error.said for words in _ABORTED)


class Worker:
    """A process that answers one request at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._slow = False

    @classmethod
    async def start(cls, store: Path, settings: Settings, *, memory_mib: int, seconds: float) -> Worker:
        """Start one and wait until it can answer.

        Args:
            store: What to open.
            settings: Of the server.
            memory_mib: How much memory it may take.
            seconds: How long a request takes at most; the server ends it, but the system would too.

        Raises:
            WorkerDied: If it cannot open the store.
            TimeoutError: If it takes too long.
        """
        arguments = (str(store), str(settings.max_rows), str(memory_mib), str(seconds))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kgraph.serve.worker",
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for the server, which ends its workers
            env=safe_environment(),
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(START_S):
                await worker._receive()
        except BaseException:
            worker.kill()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether it is still running."""
        return self._process.returncode is None

    @property
    def slow(self) -> bool:
        """Whether it was made to give way to others."""
        return self._slow

    async def ask(self, request: Frame) -> Frame:
        """Its answer.

        Raises:
            WorkerDied: If it ends before.
        """
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - it is a pipe
        giving_way = asyncio.get_running_loop().call_later(SLOW_S, self._give_way)
        try:
            stdin.write(request.encoded())
            with contextlib.suppress(ConnectionError):  # it shows when the answer is read
                await stdin.drain()
            return await self._receive()
        finally:
            giving_way.cancel()

    def kill(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def gone(self) -> None:
        """Wait until it is no more."""
        await self._process.wait()

    async def _receive(self) -> Frame:
        stdout, stderr = self._process.stdout, self._process.stderr
        assert stdout is not None  # noqa: S101 - it is a pipe
        assert stderr is not None  # noqa: S101 - it is a pipe
        try:
            return await receive(stdout)
        except asyncio.IncompleteReadError as error:
            raise WorkerDied((await stderr.read())[-_FAR:]) from error

    def _give_way(self) -> None:
        self._slow = True
        with contextlib.suppress(OSError, AttributeError):  # it has just ended; Windows
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICENESS)


class Pool:
    """Workers on one state of the store.

    As many requests as ``settings.workers`` run at a time, others wait; one worker more than that is kept, so that the
    place of one that was killed is taken at once.
    """

    def __init__(self, store: Path, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.workers)
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._coming = 0
        self._closed = False

    async def open(self) -> None:
        """Start the workers; returns as soon as one can answer.

        Raises:
            WorkerDied: If it cannot open the store.
            TimeoutError: If it takes too long.
        """
        self._coming += 1
        await self._add()
        self._fill()

    @property
    def ready(self) -> bool:
        """Whether any worker is there."""
        return any(worker.alive for worker in self._workers)

    async def ask(self, request: Frame) -> Frame:
        """The answer to a request, or a 503 that says which limit it came up against."""
        limit = self._settings.timeout_s
        try:
            async with asyncio.timeout(limit):
                await self._slots.acquire()
        except TimeoutError:
            return refused(503, f"busy: no worker was free within {limit:g} s. Try again later")
        try:
            return await self._asked(request, await self._take())
        finally:
            self._slots.release()

    def stop(self) -> None:
        """End all workers, and whatever they do; who waits is told."""
        self._closed = True
        for worker in self._workers:
            worker.kill()

    async def close(self) -> None:
        """Stop, and wait until all is ended."""
        self.stop()
        workers = list(self._workers)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(worker.gone() for worker in workers), *self._tasks, return_exceptions=True)

    async def _asked(self, request: Frame, worker: Worker) -> Frame:
        fit, limit = False, self._settings.timeout_s
        try:
            async with asyncio.timeout(limit):
                answer = await worker.ask(request)
            fit = not answer.header.get("retire") and not worker.slow
        except TimeoutError:
            return refused(
                503,
                f"the query was ended: it ran longer than {limit:g} s. Narrow it, or have the server started "
                "with a higher --timeout",
            )
        except WorkerDied as error:
            if self._closed:
                return refused(503, STOPPED)
            if aborted(error):
                return refused(503, out_of_memory(self._settings.max_memory_mib))
            return refused(503, "the query was ended from outside, maybe because the machine ran out of memory")
        else:
            return answer
        finally:
            if fit:
                self._idle.put_nowait(worker)
            else:
                self._discard(worker)

    async def _take(self) -> Worker:
        while True:
            worker = await self._idle.get()
            if worker.alive:
                return worker
            self._discard(worker)

    def _discard(self, worker: Worker) -> None:
        worker.kill()
        self._workers.discard(worker)
        self._keep(worker.gone())
        self._fill()

    def _fill(self) -> None:
        """Start as many workers as are missing."""
        while not self._closed and len(self._workers) + self._coming < self._settings.workers + 1:
            self._coming += 1
            self._keep(self._start())

    async def _start(self) -> None:
        try:
            await self._add()
        except (WorkerDied, TimeoutError, OSError):  # the machine is out of something: try again
            await asyncio.sleep(_PAUSE_S)
            self._fill()

    async def _add(self) -> None:
        try:
            settings = self._settings
            memory, seconds = settings.max_memory_mib, settings.timeout_s
            worker = await Worker.start(self._store, settings, memory_mib=memory, seconds=seconds)
        finally:
            self._coming -= 1
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _keep(self, coroutine: Coroutine[None, None, None]) -> None:
        """Run something in the background; the event loop itself would forget it."""
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
