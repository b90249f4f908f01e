"""kgraph: who did what to whom, who says so, and how sure they are."""

from __future__ import annotations

from kgraph.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from kgraph.graph import Graph

__all__ = ["__version__", "open"]

__version__ = VERSION


def open(path: str | os.PathLike[str]) -> Graph:  # noqa: A001 - kgraph.open() is its name
    """Open the store at ``path``, such as ``out/store``, to read; use it in a ``with`` statement.

    Raises:
        kgraph.errors.StoreError: If there is none or it cannot be read.
    """
    from kgraph.graph import Graph  # noqa: PLC0415 - importing kgraph has to be quick

    return Graph(path)
