"""Puts a store into an external one: SPARQL 1.1 Graph Store Protocol over HTTP."""

from kgraph.targets.access import SCHEMES, Access, find_access, needs_password, read_address
from kgraph.targets.loading import TIMEOUT_S, Loaded, load
from kgraph.targets.profiles import TARGETS, Target

__all__ = [
    "SCHEMES",
    "TARGETS",
    "TIMEOUT_S",
    "Access",
    "Loaded",
    "Target",
    "find_access",
    "load",
    "needs_password",
    "read_address",
]
