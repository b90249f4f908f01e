"""Writes a store for the bulk loader of another: its quads, what the loader takes beside them, the command."""

import gzip
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kgraph.errors import StoreError
from kgraph.model import DEFAULT_BASE
from kgraph.progress import Progress, unwatched
from kgraph.store import place
from kgraph.targets.graphs import Graph, names_of, read_graph
from kgraph.targets.loaders import COMMAND, NQUADS, ZIPPED, loader_of
from kgraph.targets.manifest import MANIFEST, manifest_of

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was written.

    Attributes:
        command: What loads it, for bash; it is in the folder too.
        graphs: How many graphs it has.
        triples: How many triples they have.
    """

    command: str
    graphs: int
    triples: int


def write_bulk(
    store: "Store", kind: str, folder: Path, *, base: str = DEFAULT_BASE, progress: Progress = unwatched
) -> Bulk:
    """Write a store for the bulk loader of another: the same bytes for the same store and folder.

    The quads have IRIs in the place of blank nodes (RDF 1.1 Concepts, 3.5): read twice, or in parts, they are the same.
    Among them is the manifest of what is loaded, so that :func:`kgraph.targets.load` goes on from there.

    Args:
        store: What to write.
        kind: The name of the profile of the store that it is for.
        folder: Where to write it; made if it is not there.
        base: What the IRIs of the data begin with; the manifest is named so.
        progress: Passes the names of the graphs through.

    Raises:
        ValueError: If kgraph knows no bulk loader of such a store.
        StoreError: If the folder cannot be written.
    """
    try:
        loader = loader_of(kind)
    except KeyError:
        msg = f"no bulk loader of {kind} is known"
        raise ValueError(msg) from None
    if folder.exists() and not folder.is_dir():
        msg = f"{folder}: is a file; name a folder"
        raise StoreError(msg)
    folder = folder.absolute()
    names = [name for name in names_of(store) if name != base + MANIFEST]
    digests: dict[str, str] = {}
    triples = 0

    def quads(file: IO[bytes]) -> None:
        nonlocal triples
        with closing(_graphs(store, names)) as graphs:
            for graph in progress(graphs, total=len(names), what="graphs"):
                file.write(graph.skolemised(base).quads())
                digests[graph.name] = graph.digest
                triples += len(graph.lines)
        file.write(manifest_of(base, digests.items()).quads())

    def zipped(file: IO[bytes]) -> None:
        # Without name and time, which would make other bytes of it each time.
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as inside:
            quads(inside)  # type: ignore[arg-type] # writes as any file does

    place.write_beside(folder / loader.data, zipped if loader.data == ZIPPED else quads)
    (folder / ({ZIPPED, NQUADS} - {loader.data}).pop()).unlink(missing_ok=True)
    command = loader.command_for(folder)
    for name, text in {**loader.files_for(folder), COMMAND: command}.items():
        place.write_bytes(folder / name, text.encode())
    return Bulk(command, len(digests), triples)


def _graphs(store: "Store", names: list[str]) -> Generator[Graph, None, None]:
    yield from (read_graph(store, name) for name in names)
