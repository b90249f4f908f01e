"""Puts every named graph of a store into an external one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, RdfFormat

from kgraph.targets.access import Access, read_address
from kgraph.targets.client import Client

if TYPE_CHECKING:
    from pyoxigraph import Store

TIMEOUT_S = 300.0

Progress = Callable[[Iterable[str], int], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was put into the external store.

    Attributes:
        endpoint: Where the graphs were put.
        graphs: How many graphs.
        triples: How many triples they hold here.
        differing: The graphs that the server counts otherwise: name, sent, held.
        counted: Whether the server could be asked for its counts.
    """

    endpoint: str
    graphs: int
    triples: int
    differing: tuple[tuple[str, int, int], ...]
    counted: bool


def load(
    store: "Store",
    url: str,
    *,
    access: Access | None = None,
    timeout_s: float = TIMEOUT_S,
    progress: Progress = lambda items, _: iter(items),
) -> Loaded:
    """Put every named graph into the store at ``url``, replacing the graphs of the same names and no others.

    Repeating it changes nothing; what was put before an error stays.

    Args:
        store: What to send.
        url: The server's root, or its Graph Store Protocol endpoint.
        access: Who loads (:func:`find_access` looks for it); None for nobody.
        timeout_s: How long to wait for each answer.
        progress: Passes the names of the graphs through, told how many there are.

    Raises:
        TargetUnavailable: If the server does not answer; trying again is safe.
        TargetRejected: If it takes a graph not.
        ValueError: If ``url`` is no HTTP address.
    """
    address = read_address(url).copy_with(username=None, password=None)
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    triples, differing, counted = 0, [], True
    with Client(address, access=access, timeout_s=timeout_s) as client:
        for name in progress(names, len(names)):
            sent, turtle = _graph(store, name)
            client.put(name, turtle)
            triples += sent
            held = client.count(name)
            counted = counted and held is not None
            if held is not None and held != sent:
                differing.append((name, sent, held))
        return Loaded(str(client.graph_store), len(names), triples, tuple(differing), counted)


def _graph(store: "Store", name: str) -> tuple[int, bytes]:
    """How many triples a graph holds, and its Turtle.

    N-Triples, which Turtle includes: a server has no prefixes to mistake, and a line is a triple.
    """
    turtle: Any = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name))
    return turtle.count(b"\n"), turtle
