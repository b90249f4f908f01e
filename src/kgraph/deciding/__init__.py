"""From what people look at and type to decisions: on who is who, and on what is uncertain."""

from kgraph.deciding.doubts import Conflict, Doubt, DoubtfulClaim, DoubtfulMerge, Kind, Scope, Settled, find_doubts
from kgraph.deciding.entities import Making, linking, merging, renaming, retyping, splitting
from kgraph.deciding.values import Made, Signature

__all__ = [
    "Conflict",
    "Doubt",
    "DoubtfulClaim",
    "DoubtfulMerge",
    "Kind",
    "Made",
    "Making",
    "Scope",
    "Settled",
    "Signature",
    "find_doubts",
    "linking",
    "merging",
    "renaming",
    "retyping",
    "splitting",
]
