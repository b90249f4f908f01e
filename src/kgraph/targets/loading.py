"""Makes the named graphs of an external store those of kgraph's, and sends no more than it has to."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

import httpx

from kgraph.model import DEFAULT_BASE
from kgraph.progress import Progress, unwatched
from kgraph.targets.access import Access, read_address
from kgraph.targets.client import Client
from kgraph.targets.connection import Connection, Patience
from kgraph.targets.detection import find
from kgraph.targets.graphs import Graph, names_of, read_graph
from kgraph.targets.manifest import Manifest

if TYPE_CHECKING:
    from pyoxigraph import Store

GRAPHS_AT_ONCE = 1000
READ_AHEAD = 512
PUT_AT_ONCE = 100


class Action(StrEnum):
    """What is done with a graph."""

    ADD = "add"
    REPLACE = "replace"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with a graph.

    Attributes:
        action: What.
        graph: Its IRI.
        triples: How many triples it has here.
    """

    action: Action
    graph: str
    triples: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was done, or would be.

    Attributes:
        endpoint: Where the graphs go.
        store: What kind of store it is, in words.
        certain: Whether that was said or showed itself.
        graphs: How many graphs kgraph holds.
        triples: How many triples they have here.
        steps: What was sent, in order.
        left: Graphs that kgraph once put there and no longer holds, left alone for want of ``sync``.
        differing: The graphs that the store counts otherwise: name, here, there.
        meddled: The graphs that somebody else loaded meanwhile, with another content.
        counted: Whether the store could be asked for its counts.
        dry: Whether nothing was done.
    """

    endpoint: str
    store: str
    certain: bool
    graphs: int
    triples: int
    steps: tuple[Step, ...]
    left: tuple[str, ...]
    differing: tuple[tuple[str, int, int], ...]
    meddled: tuple[str, ...]
    counted: bool
    dry: bool

    def having(self, action: Action) -> tuple[Step, ...]:
        """The steps of one kind."""
        return tuple(step for step in self.steps if step.action is action)


def _silent(message: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load.

    Attributes:
        access: Who loads (:func:`kgraph.targets.find_access` looks for it); None for nobody.
        profile: The kind of store; None has it looked for.
        base: What the IRIs of the data begin with; the manifest is named so.
        sync: Whether graphs that kgraph once put there and no longer holds are deleted.
        dry_run: Whether to do nothing but say what would be done.
        patience: How long to try.
        tell: Is told, in words, when something is tried again.
        progress: Passes the names of the graphs through.
    """

    access: Access | None = None
    profile: str | None = None
    base: str = DEFAULT_BASE
    sync: bool = False
    dry_run: bool = False
    patience: Patience = field(default_factory=Patience)
    tell: Callable[[str], None] = _silent
    progress: Progress = unwatched


def load(store: "Store", url: str, options: Options | None = None) -> Loaded:
    """Make the graphs of an external store the same as those of the same names here, and touch no others.

    What is there already is not sent again: repeating it sends nothing, and after an error it goes on where it broke
    off.

    Args:
        store: What to send.
        url: The server's root, a dataset on it, or any of its endpoints.
        options: How.

    Raises:
        TargetUnavailable: If the server does not answer; trying again is safe.
        TargetRejected: If it does not take a graph.
        TargetError: If the address names no dataset where one has to be named.
        ValueError: If ``url`` is no HTTP address.
    """
    chosen = options or Options()
    address = read_address(url).copy_with(username=None, password=None)
    with connected(address, chosen) as (client, certain):
        return _Load(store, client, chosen).run(certain=certain)


@contextmanager
def connected(address: httpx.URL, options: Options) -> Iterator[tuple[Client, bool]]:
    """A client for the store at an address, and whether it is certain what kind of store that is."""
    with Connection(options.access, options.patience, options.tell) as connection:
        found = find(connection, address, profile=options.profile, logged_in=options.access is not None)
        yield Client(connection, found), found.certain


class _Load:
    def __init__(self, store: "Store", client: Client, options: Options) -> None:
        self._store = store
        self._client = client
        self._options = options
        self._manifest = Manifest(client, options.base)
        self._held: dict[str, int] = {}
        self._here: dict[str, int] = {}
        self._steps: list[Step] = []
        self._digests: dict[str, str] = {}

    def run(self, *, certain: bool) -> Loaded:
        names = [name for name in names_of(self._store) if name != self._manifest.name]
        self._held = dict(self._client.count(names)) if self._client.counts else {}
        if not self._options.dry_run:
            self._manifest.claim(names)
        with closing(self._work(names)) as work:
            for _ in self._options.progress(work, total=len(names), what="graphs"):
                pass
        stale = sorted(self._manifest.graphs - {name for name, triples in self._here.items() if triples})
        if self._options.sync:
            self._delete(stale)
            stale = []
        return Loaded(
            endpoint=str(self._client.endpoints),
            store=self._client.profile.title,
            certain=certain,
            graphs=sum(1 for triples in self._here.values() if triples),
            triples=sum(self._here.values()),
            steps=tuple(self._steps),
            left=tuple(stale),
            differing=self._differing(),
            meddled=self._meddled(),
            counted=self._client.counts,
            dry=self._options.dry_run,
        )

    def _work(self, names: Sequence[str]) -> Generator[str, None, None]:
        """Send what the store has not, or otherwise; the names of graphs as they are dealt with."""
        batch: list[Graph] = []
        size = 0
        with closing(_ahead(names, lambda name: read_graph(self._store, name))) as graphs:
            for graph in graphs:
                self._here[graph.name] = len(graph.lines)
                if graph.lines:
                    self._digests[graph.name] = graph.digest
                if not graph.lines or self._is_there(graph):
                    yield graph.name
                    continue
                added = graph.size + len(graph.lines) * (len(graph.name) + 4)  # as quads
                if batch and (size + added > self._client.profile.max_bytes or len(batch) == GRAPHS_AT_ONCE):
                    yield from self._carry_out(batch)
                    batch, size = [], 0
                batch.append(graph)
                size += added
            yield from self._carry_out(batch)

    def _is_there(self, graph: Graph) -> bool:
        same = self._held.get(graph.name, 0) == len(graph.lines) if self._client.counts else True
        return same and self._manifest.holds(graph.name, graph.digest)

    def _carry_out(self, batch: Sequence[Graph]) -> Iterator[str]:
        """Send graphs: what is new together where that can be, the others one by one."""
        if not self._options.dry_run:
            self._manifest.forget_digests(graph.name for graph in batch)
        new = [graph for graph in batch if self._goes_as_quads(graph)]
        rest = [graph for graph in batch if not self._goes_as_quads(graph)]
        if new:
            yield from self._sent(new, as_quads=True)
        for start in range(0, len(rest), PUT_AT_ONCE):
            yield from self._sent(rest[start : start + PUT_AT_ONCE], as_quads=False)

    def _sent(self, graphs: Sequence[Graph], *, as_quads: bool) -> Iterator[str]:
        """Send graphs, then write down that they arrived."""
        for graph in graphs:
            action = Action.REPLACE if self._held.get(graph.name) or not self._client.counts else Action.ADD
            self._steps.append(Step(action, graph.name, len(graph.lines)))
        if not self._options.dry_run:
            if as_quads:
                self._client.add_quads(b"".join(graph.quads() for graph in graphs))
            for graph in () if as_quads else graphs:
                self._client.put(graph.name, self._sendable(graph).lines)
            self._manifest.arrived((graph.name, graph.digest) for graph in graphs)
        yield from (graph.name for graph in graphs)

    def _goes_as_quads(self, graph: Graph) -> bool:
        """Whether a graph may be added with others: only if nothing of it is there, and adding it twice is the same."""
        lacking = self._client.counts and not self._held.get(graph.name)
        small = graph.size <= self._client.profile.max_bytes
        return lacking and small and not graph.has_blanks and self._client.endpoints.quads is not None

    def _sendable(self, graph: Graph) -> Graph:
        """A graph that may be sent in parts, and twice."""
        whole = self._client.endpoints.graphs is not None and graph.size <= self._client.profile.max_bytes
        return graph if whole else graph.skolemised(self._options.base)

    def _delete(self, stale: Sequence[str]) -> None:
        """Delete graphs that are no longer here; the manifest keeps them until they are gone."""
        self._steps += [Step(Action.DELETE, name, 0) for name in stale]
        if self._options.dry_run:
            return
        for start in range(0, len(stale), PUT_AT_ONCE):
            names = stale[start : start + PUT_AT_ONCE]
            for name in names:
                self._client.drop(name)
            self._manifest.gone(names)

    def _differing(self) -> tuple[tuple[str, int, int], ...]:
        """The graphs that the store counts otherwise now."""
        if self._options.dry_run or not self._client.counts:
            return ()
        sent = [step.graph for step in self._steps]
        now = self._held | dict.fromkeys(sent, 0) | dict(self._client.count(sent))
        pairs = ((name, here, now.get(name, 0)) for name, here in self._here.items() if here)
        return tuple((name, here, there) for name, here, there in pairs if here != there)

    def _meddled(self) -> tuple[str, ...]:
        """The graphs whose digest there is not, or not alone, that of what is here: somebody else loaded them."""
        if self._options.dry_run:
            return ()
        there = Manifest(self._client, self._options.base)
        return tuple(name for name, digest in sorted(self._digests.items()) if not there.holds(name, digest))


def _ahead(names: Iterable[str], read: Callable[[str], Graph]) -> Generator[Graph, None, None]:
    """Graphs in the order of their names, read while those before them are sent."""
    with ThreadPoolExecutor(1) as pool:
        rest = iter(names)
        running = [pool.submit(read, name) for name in islice(rest, READ_AHEAD)]
        try:
            while running:
                graph = running.pop(0).result()
                running += [pool.submit(read, name) for name in islice(rest, 1)]
                yield graph
        finally:
            for future in running:
                future.cancel()
