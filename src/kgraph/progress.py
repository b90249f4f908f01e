"""How whoever waits is told how far the work is."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Passes items through and tells somebody, as ``kgraph.cli.progress.Progress`` does."""

    def __call__(self, items: Iterable[T], *, total: int, what: str) -> Iterator[T]:
        """Yield the items of one step; ``what`` names them, such as ``communities placed``."""


def unwatched(items: Iterable[T], *, total: int, what: str) -> Iterator[T]:  # noqa: ARG001 - the interface
    """Pass items through and tell nobody."""
    yield from items
