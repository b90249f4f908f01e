"""Tells on stderr how far the work is: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kgraph.cli.terminal import say

T = TypeVar("T")
EVERY = 100


class Progress:
    """Passes items through and says how many went by.

    Attributes:
        bar: Whether to draw a bar even where stderr is no terminal.
    """

    def __init__(self, *, bar: bool = False) -> None:
        self.bar = bar or sys.stderr.isatty()

    def __call__(self, items: Iterable[T], *, total: int, what: str) -> Iterator[T]:
        """Yield the items of one step; ``what`` names it, such as ``articles``."""
        if self.bar:
            from tqdm import tqdm  # noqa: PLC0415 - only who watches needs it

            yield from tqdm(items, total=total, desc=what, file=sys.stderr, leave=False)
            return
        for count, item in enumerate(items, 1):
            yield item
            if count % EVERY == 0 or count == total:
                say(f"{what} {count}/{total}")
