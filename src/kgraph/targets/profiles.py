"""The servers that kgraph knows, by where they keep their endpoints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of server.

    Attributes:
        name: What it is called.
        graph_store: Path of its Graph Store Protocol endpoint, below the server's root.
        query: Path of its SPARQL endpoint for those who need not log in.
        query_as_user: Path of the one for those who do.
    """

    name: str
    graph_store: str
    query: str
    query_as_user: str


TARGETS = (
    Target("Oxigraph", graph_store="/store", query="/query", query_as_user="/query"),
    Target("Virtuoso", graph_store="/sparql-graph-crud-auth", query="/sparql", query_as_user="/sparql-auth"),
)
"""Tried in this order where only a server's root is given. A server of another kind is named by its endpoint."""
