"""Asks a store: SPARQL, the queries that ship with kgraph, and the formats of their answers."""

from kgraph.namespaces import PREFIXES
from kgraph.query.engine import check, run
from kgraph.query.library import Named, catalogue, resolve
from kgraph.query.result import FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, Result

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "PREFIXES",
    "SOLUTION_FORMATS",
    "Named",
    "Result",
    "catalogue",
    "check",
    "resolve",
    "run",
]
