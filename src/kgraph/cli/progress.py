"""Tells on stderr how far the work is: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kgraph.cli.terminal import say

T = TypeVar("T")
EVERY = 100


class Progress:
    """Passes items through and says how many went by.

    Attributes:
        bar: Whether to draw a bar even where stderr is no terminal.
        rate: Whether plain lines say how fast it goes and how long it will take; a bar always does.
    """

    def __init__(self, *, bar: bool = False, rate: bool = False) -> None:
        self.bar = bar or sys.stderr.isatty()
        self.rate = rate

    def __call__(self, items: Iterable[T], *, total: int, what: str) -> Iterator[T]:
        """Yield the items of one step; ``what`` names it, such as ``articles``."""
        if self.bar:
            from tqdm import tqdm  # noqa: PLC0415 - only who watches needs it

            yield from tqdm(items, total=total, desc=what, file=sys.stderr, leave=False)
            return
        start = time.monotonic()
        for count, item in enumerate(items, 1):
            yield item
            if count % EVERY == 0 or count == total:
                say(f"{what} {count}/{total}{_pace(count, total, time.monotonic() - start) if self.rate else ''}")


def _pace(count: int, total: int, seconds: float) -> str:
    """How fast it goes and how long it will take."""
    rate = count / max(seconds, 0.001)
    return f" ({rate:,.0f} a second, {(total - count) / rate:,.0f} s left)"
