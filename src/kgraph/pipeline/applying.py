"""Makes a store what people decided."""

from pathlib import Path

from kgraph.decisions import NAME
from kgraph.pipeline.build import remove


def decisions_path(store_path: Path) -> Path:
    """Where the decisions about a store lie if nobody says otherwise: beside it."""
    return store_path.parent / NAME


def apply_decisions(store_path: Path, *, decisions: Path | None = None) -> None:
    """Make a store and the files beside it what the decisions say.

    Args:
        store_path: The store.
        decisions: Their file; None for the one beside the store.

    Raises:
        DecisionError: If the file is broken.
        StoreError: If the store cannot be written.
    """
    remove((), store_path, decisions=decisions)
