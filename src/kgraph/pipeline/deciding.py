"""Decisions of people about a store: into the file, and from there to the store."""

from pathlib import Path

from kgraph.browse import read_directory
from kgraph.deciding import Made, Making
from kgraph.decisions import Decision, append_decision, read_decisions, remove_decision
from kgraph.errors import DecisionError
from kgraph.pipeline.applying import apply_decisions, decisions_path
from kgraph.store import open_store


def decide(store_path: Path, making: Making, *, decisions: Path | None = None) -> Made:
    """Make a decision, write it to the file and apply it.

    Args:
        store_path: The store.
        making: Makes the decision from the entities that there are and what was decided before.
        decisions: The file; None for the one beside the store.

    Raises:
        DecisionError: If it contradicts others or says nothing new; nothing is written.
        QueryError: If it names nothing, or more than one entity; nothing is written.
        StoreError: If the store cannot be written; the decision is in the file then, and the next build obeys it.
    """
    file = decisions or decisions_path(store_path)
    with open_store(store_path, read_only=True) as store:
        made = making(read_directory(store), read_decisions(file))
    append_decision(file, made.decision, comment=made.words)
    apply_decisions(store_path, decisions=file)
    return made


def undo(store_path: Path, *, decisions: Path | None = None) -> Decision:
    """Take the last decision out of the file and apply what remains.

    Raises:
        DecisionError: If there is none, or the others contradict each other without it.
        StoreError: If the store cannot be written.
    """
    file = decisions or decisions_path(store_path)
    entries = read_decisions(file).entries
    if not entries:
        msg = f"{file}: holds no decision to take back"
        raise DecisionError(msg)
    taken = remove_decision(file, len(entries) - 1)
    apply_decisions(store_path, decisions=file)
    return taken
