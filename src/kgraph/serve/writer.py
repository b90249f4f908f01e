"""The process that changes one graph of the store: one request from standard input, one answer, then it ends.

python -m kgraph.serve.writer STORE
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgraph.errors import StoreBusy, StoreError
from kgraph.serve.answers import GRAPHS, Refusal, refused
from kgraph.serve.wire import Frame, read
from kgraph.store import base_of, place
from kgraph.store.graphs import Graphs

if TYPE_CHECKING:
    from collections.abc import Iterable

WAIT_S = 5.0
"""How long a change waits for who writes the store."""
_PAUSE_S = 0.1


def main(arguments: list[str]) -> int:
    """Carry out one change."""
    request = read(sys.stdin.buffer)
    if request is None:
        return 1
    try:
        answer = _patiently_changed(Path(arguments[0]), request)
    except Refusal as refusal:
        answer = refused(refusal.status, str(refusal))
    except StoreBusy:
        answer = refused(503, "the store is being written by another process; try again")
    except StoreError as error:
        answer = refused(507, str(error))
    sys.stdout.buffer.write(answer.encoded())
    return 0


def _patiently_changed(store: Path, request: Frame) -> Frame:
    """The same, a little later if another process writes the store just now."""
    end = time.monotonic() + WAIT_S
    while True:
        try:
            return changed(store, request)
        except StoreBusy:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE_S)


def changed(store: Path, request: Frame) -> Frame:
    """Change a graph as the Graph Store Protocol has it (sections 5.3 to 5.5), wholly or not at all.

    Raises:
        Refusal: 400 for what does not parse or no absolute IRI, 403 for a graph of kgraph's own, 404 for an unknown
            graph to delete.
        StoreBusy: If another process writes the store.
        StoreError: If it cannot be written.
    """
    method = request.header["method"]
    try:
        name = ox.NamedNode(request.header["graph"])
    except ValueError as error:
        raise Refusal(400, f"{request.header['graph']} is no absolute IRI") from error
    quads = _quads(request, name) if method != "DELETE" else set()
    with place.held(store), place.opened(store) as dataset:
        base = base_of(dataset)
        if base and name.value.startswith(base):
            raise Refusal(403, f"the graphs under {base} are kgraph's own; kgraph build and its like change them")
        known = dataset.contains_named_graph(name)
        graphs = Graphs(dataset, store)
        if method == "DELETE":
            if not known:
                raise Refusal(404, f"no graph {name.value} here")
            graphs.drop([name])
        elif method == "PUT":
            graphs.replace(name, quads)
            if not quads:
                dataset.add_graph(name)
        else:
            graphs.change(name, (), quads)
        del dataset, graphs
    return Frame({"status": 204 if known or method == "DELETE" else 201, "type": "text/plain"})


def _quads(request: Frame, name: ox.NamedNode) -> set[ox.Quad]:
    try:
        found: Iterable[ox.Quad] = ox.parse(
            request.body, format=GRAPHS[request.header["type"]], base_iri=name.value, rename_blank_nodes=True
        )
        return {ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in found}
    except (SyntaxError, ValueError) as error:
        raise Refusal(400, f"the graph does not parse: {error}") from error


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
