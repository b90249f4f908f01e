"""What is served: a state of the store with its workers, replaced by the next as soon as a build has changed it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from kgraph.errors import ServeError, StoreBusy, StoreError
from kgraph.serve.answers import refused
from kgraph.serve.pool import Pool, Worker, WorkerDied, aborted
from kgraph.serve.snapshot import Snapshot, mark
from kgraph.serve.worker import out_of_memory
from kgraph.store import place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from kgraph.serve.settings import Settings
    from kgraph.serve.wire import Frame

LOOK_S = 0.5
"""How often to look whether the store has changed."""
WAIT_S = 10.0
"""How long a server that begins waits for who writes the store."""
PAGE_TIME = 20
"""How many times as long as a query the page may take to be made."""
PAGE_MIB = 2048
"""The memory that it may take at least; else four times as much as a query."""


class State:
    """One state of the store: its copy, its workers, and the page, which is made once.

    Args:
        snapshot: The copy.
        settings: Within which limits.
        turn: Of those who make a page, whatever the state.
    """

    def __init__(self, snapshot: Snapshot, settings: Settings, turn: asyncio.Semaphore) -> None:
        self._turn = turn
        self.mark = snapshot.mark
        self.pool = Pool(snapshot.folder, settings)
        self._snapshot = snapshot
        self._settings = settings
        self._made: dict[str, asyncio.Task[Frame]] = {}
        self._users = 0
        self._left = False

    async def once(self, name: str, request: Frame, *, limited: bool = True) -> Frame:
        """An answer that is the same as long as the store is; kept once it was found.

        Args:
            name: Of the answer.
            request: What to ask for it.
            limited: Whether the limits for queries hold; else it gets a worker of its own, with wider ones.
        """
        task = self._made.get(name)
        if task is None:
            task = asyncio.create_task(self.pool.ask(request) if limited else self._alone(request))
            self._made[name] = task
            task.add_done_callback(lambda _: self._forget_failure(name))
        return await asyncio.shield(task)

    def _forget_failure(self, name: str) -> None:
        """Have it tried again by the next who asks, unless a limit was in the way."""
        task = self._made[name]
        if task.cancelled() or task.exception() or not (good(task.result()) or task.result().header.get("limit")):
            del self._made[name]

    async def _alone(self, request: Frame) -> Frame:
        """Ask a worker of its own, with more time and memory; one at a time."""
        seconds, memory = PAGE_TIME * self._settings.timeout_s, max(4 * self._settings.max_memory_mib, PAGE_MIB)
        try:
            async with self._turn:
                worker = await Worker.start(self._snapshot.folder, self._settings, memory_mib=memory, seconds=seconds)
                try:
                    async with asyncio.timeout(seconds):
                        answer = await worker.ask(request)
                finally:
                    worker.kill()
                    await worker.gone()
        except TimeoutError:
            return _limit(f"it could not be made within {seconds:g} s: have the server started with more --timeout")
        except WorkerDied as error:
            if aborted(error):
                return _limit(out_of_memory(memory))
            lines = str(error).strip().splitlines()
            return refused(503, f"it could not be made: {lines[-1] if lines else 'its process was ended'}")
        if "retire" in answer.header and not good(answer):
            answer.header["limit"] = True
        return answer

    async def leave(self) -> None:
        """Close it as soon as nobody uses it any more."""
        self._left = True
        await self._close_unused()

    @asynccontextmanager
    async def used(self) -> AsyncIterator[State]:
        """Keep it open for as long as the context lasts."""
        self._users += 1
        try:
            yield self
        finally:
            self._users -= 1
            await self._close_unused()

    async def close(self) -> None:
        """End its workers and delete its copy."""
        tasks = list(self._made.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.pool.close()
        await asyncio.to_thread(self._snapshot.remove)

    async def _close_unused(self) -> None:
        if self._left and not self._users:
            await self.close()


def good(answer: Frame) -> bool:
    """Whether it is what was asked for."""
    return bool(answer.header["status"] == 200)  # noqa: PLR2004 - HTTP's


def _limit(message: str) -> Frame:
    """The answer to what came up against a limit; asking again would not help."""
    answer = refused(503, message)
    answer.header["limit"] = True
    return answer


class Served:
    """The store that is served, as it is now.

    Args:
        settings: Which store, within which limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._now: State | None = None
        self._turn = asyncio.Lock()
        self._page_turn = asyncio.Semaphore(1)
        self._looking: asyncio.Task[None] | None = None

    async def open(self, waiting: Callable[[str], None]) -> None:
        """Begin, as soon as nobody writes the store.

        Args:
            waiting: Is told why it does not begin yet.

        Raises:
            StoreBusy: If somebody still writes it after ``WAIT_S``.
            StoreError: If there is no store.
            ServeError: If no worker can read it.
        """
        end = time.monotonic() + WAIT_S
        told = False
        while self._now is None:
            try:
                place.check_place(self._settings.store, must_exist=True)
                self._now = await self._state()
            except StoreBusy:
                if time.monotonic() > end:
                    raise
                if not told:
                    waiting(f"{self._settings.store}: another process writes the store; waiting for up to {WAIT_S:g} s")
                told = True
                await asyncio.sleep(LOOK_S)
        self._looking = asyncio.create_task(self._look())

    def stop(self) -> None:
        """End all that is being answered."""
        if self._now is not None:
            self._now.pool.stop()

    async def close(self) -> None:
        """End everything."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        if self._now is not None:
            await self._now.close()

    @property
    def ready(self) -> bool:
        """Whether questions can be answered."""
        return self._now is not None and self._now.pool.ready

    @asynccontextmanager
    async def state(self) -> AsyncIterator[State]:
        """The state of the store, which stays as it is for as long as the context lasts."""
        if self._now is None:
            msg = "the server has not been opened"
            raise ValueError(msg)
        async with self._now.used() as state:
            yield state

    async def _state(self) -> State:
        snapshot = await asyncio.to_thread(Snapshot, self._settings.store)
        state = State(snapshot, self._settings, self._page_turn)
        try:
            await state.pool.open()
        except (WorkerDied, TimeoutError) as error:
            await state.close()
            lines = str(error).strip().splitlines()
            msg = f"{self._settings.store}: no worker can read it ({lines[-1] if lines else 'no answer'})"
            raise ServeError(msg) from error
        except BaseException:
            await state.close()
            raise
        return state

    async def _look(self) -> None:
        """Serve the new store soon after a build has put it in its place."""
        while True:
            await asyncio.sleep(LOOK_S)
            await self.refresh()

    async def refresh(self) -> None:
        """Serve the store as it is now, if it has changed."""
        async with self._turn:
            found = await asyncio.to_thread(mark, self._settings.store)
            if found is None or self._now is None or found == self._now.mark:
                return
            with contextlib.suppress(StoreError, ServeError, OSError):  # still being written: look again later
                old, self._now = self._now, await self._state()
                await old.leave()
