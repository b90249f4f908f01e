"""A store for Python: rdflib, SPARQL, networkx and pyvis on the same data.

with kgraph.open("out/store") as graph:
    for row in graph.query("who-supplies", target="Russia"):
        print(row["subject"], row["quote"])
"""

from __future__ import annotations

import html
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from kgraph.query import resolve, run
from kgraph.store import open_store

if TYPE_CHECKING:
    import os
    from types import TracebackType

    import networkx as nx
    import rdflib
    from pyvis.network import Network

    from kgraph.query import Result
    from kgraph.render import ClaimNetwork

COLOURS = {
    "Country": "#2f6db5",
    "Place": "#3c8d7d",
    "Person": "#b5542f",
    "Organization": "#7a4fa3",
    "ArmedForce": "#8a2f3f",
    "Group": "#b0832a",
}
OTHER_COLOUR = "#6b7280"
DASHES = {"expected": [12, 6], "possible": [6, 6], "conditional": [2, 6], "requested": [12, 6, 2, 6]}
NEGATIVE_COLOUR, POSITIVE_COLOUR = "#b42318", "#4b5563"


class Graph:
    """An open store, to read. It stays locked against writers until it is closed.

    Everything it returns is made from the store when asked for; only ``dataset`` stays bound to it.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the store at ``path``, such as ``out/store``.

        Raises:
            StoreError: If there is none or it cannot be read.
        """
        self._stack = ExitStack()
        self._store = self._stack.enter_context(open_store(path, read_only=True))
        self._dataset: rdflib.Dataset | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the store go; what was made from it stays usable, but for ``dataset``."""
        if self._dataset is not None:
            self._dataset.store.close()
            self._dataset = None
        self._stack.close()

    @property
    def dataset(self) -> rdflib.Dataset:
        """The store as an rdflib dataset whose default graph is the union of all graphs; it cannot be written to."""
        if self._dataset is None:
            import rdflib  # noqa: PLC0415 - slow to load

            from kgraph.query import PREFIXES  # noqa: PLC0415 - beside its use
            from kgraph.query.guarded import GuardedStore  # noqa: PLC0415 - slow to load

            self._dataset = rdflib.Dataset(store=GuardedStore(store=self._store.dataset), default_union=True)
            for prefix, iri in PREFIXES.items():
                self._dataset.bind(prefix, iri, replace=True)
        return self._dataset

    def query(self, query: str, /, *, allow_network: bool = False, **parameters: str) -> Result:
        """Answer a query, as ``kgraph query`` does.

        Args:
            query: The name of a shipped query, a file, or SPARQL.
            allow_network: Whether SERVICE may call another endpoint.
            parameters: Values of the query's parameters: an IRI, or any name of an entity. ``from_`` stands for
                ``from``, which is a keyword of Python.

        Raises:
            QueryError: If the query is malformed, refused, or names nothing.
        """
        bindings = {name.removesuffix("_"): value for name, value in parameters.items()}
        return run(self._store.dataset, resolve(query), bindings=bindings, allow_network=allow_network)

    def to_page(self, *, title: str | None = None) -> ClaimNetwork:
        """The page that ``kgraph render`` writes, to restyle; it is a ``pyvis.network.Network`` too."""
        from kgraph.render import ClaimNetwork, read_story  # noqa: PLC0415 - slow to load

        return ClaimNetwork(read_story(self._store.dataset), title=title)

    def _repr_html_(self) -> str:
        """The page in a frame: what Jupyter shows of a graph."""
        return self.to_page()._repr_html_()

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The claims as a graph, as :func:`kgraph.export.network.claims_graph` describes it."""
        from kgraph.export import stated  # noqa: PLC0415 - slow to load
        from kgraph.export.network import claims_graph  # noqa: PLC0415 - slow to load

        return claims_graph(stated(self._store))

    def to_pyvis(self, **options: Any) -> Network:  # noqa: ANN401 - whatever pyvis takes
        """The claims as a network for a notebook; ``kgraph render`` makes the page.

        Nodes are coloured by type, edges dashed by modality and red where they deny; a tooltip holds the words.

        Args:
            options: Of ``pyvis.network.Network``, such as ``height`` or ``notebook``.
        """
        from pyvis.edge import Edge  # noqa: PLC0415 - slow to load
        from pyvis.network import Network  # noqa: PLC0415 - slow to load

        network = Network(**{"directed": True, "cdn_resources": "in_line"} | options)
        graph = self.to_networkx()
        for node, data in graph.nodes(data=True):
            network.add_node(
                node, label=data["label"], title=data["type"], color=COLOURS.get(data["type"], OTHER_COLOUR)
            )
        for start, end, data in graph.edges(data=True):
            denied = data["polarity"] == "negative"
            said = ", ".join(data["speakers"]) or data.get("publisher") or data["document"]
            edge = Edge(
                start,
                end,
                network.directed,
                label=f"not {data['relation']}" if denied else data["relation"],
                # pyvis's own page puts titles into the document as HTML, and the words are whatever an article says
                title=html.escape(f"{said} ({data['modality']}): {data['quote']}"),
                color=NEGATIVE_COLOUR if denied else POSITIVE_COLOUR,
                dashes=DASHES.get(data["modality"], False),
            )
            network.edges.append(edge.options)  # add_edge goes through all edges each time
        return network
