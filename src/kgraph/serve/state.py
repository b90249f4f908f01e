"""What is served: a state of the store with its workers, replaced by the next as soon as a build has changed it."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from kgraph.errors import ServeError, StoreError
from kgraph.serve.answers import refused
from kgraph.serve.pool import Pool, Worker, WorkerDied
from kgraph.serve.snapshot import Snapshot, mark
from kgraph.store import place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kgraph.serve.settings import Settings
    from kgraph.serve.wire import Frame

LOOK_S = 0.5
"""How often to look whether the store has changed."""


class State:
    """One state of the store: its copy, its workers, and the page, which is made once."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
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
            limited: Whether the limits for queries hold; else it gets a worker of its own.
        """
        task = self._made.get(name)
        if task is None:
            task = asyncio.create_task(self.pool.ask(request) if limited else self._alone(request))
            self._made[name] = task
            task.add_done_callback(lambda _: self._forget_failure(name))
        return await asyncio.shield(task)

    def _forget_failure(self, name: str) -> None:
        """Have it tried again by the next who asks."""
        task = self._made[name]
        if task.cancelled() or task.exception() or task.result().header["status"] != 200:  # noqa: PLR2004 - HTTP's
            del self._made[name]

    async def _alone(self, request: Frame) -> Frame:
        try:
            worker = await Worker.start(self._snapshot.folder, self._settings, limited=False)
            try:
                return await worker.ask(request)
            finally:
                worker.kill()
                await worker.gone()
        except (WorkerDied, TimeoutError) as error:
            lines = str(error).strip().splitlines()
            return refused(503, f"it could not be made: {lines[-1] if lines else 'its process was ended'}")

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


class Served:
    """The store that is served, as it is now.

    Args:
        settings: Which store, within which limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._now: State | None = None
        self._turn = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin.

        Raises:
            StoreError: If there is no store, or somebody writes it right now.
            ServeError: If no worker can read it.
        """
        place.check_place(self._settings.store, must_exist=True)
        self._now = await self._state()
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
        state = State(snapshot, self._settings)
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
