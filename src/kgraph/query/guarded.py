"""The store for rdflib: its queries are held to the same rules as all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oxrdflib import OxigraphStore

from kgraph.query.engine import check, has_dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Identifier

UNION = "__UNION__"


class GuardedStore(OxigraphStore):  # type: ignore[misc]  # oxrdflib declares no types
    """Oxigraph for rdflib, where SERVICE is refused and FROM is heeded."""

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Identifier],  # noqa: N803 - rdflib's name
        queryGraph: str,  # noqa: N803 - rdflib's name
        **options: object,
    ) -> Result:
        """Answer a query.

        Raises:
            QueryError: If it is malformed, an update or calls out.
        """
        if isinstance(query, str):  # what is prepared, rdflib answers itself
            prefixes = {**dict(self.namespaces()), **initNs}
            text = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items() if f"{name}:" in query) + query
            check(text)
            if queryGraph == UNION and has_dataset(text):
                queryGraph = ""  # noqa: N806 - neither the union nor a graph
        answer: Result = super().query(query, initNs, initBindings, queryGraph, **options)
        return answer
