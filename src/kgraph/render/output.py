"""From a store to the page, as text or as a file."""

import os
import tempfile
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import StoreError
from kgraph.progress import Progress, unwatched
from kgraph.render.network import ClaimNetwork
from kgraph.render.reading import read_story


def page(store: ox.Store, *, title: str | None = None, progress: Progress = unwatched) -> str:
    """The page of all that a store holds: the same text for the same content."""
    return ClaimNetwork(read_story(store), title=title, progress=progress).generate_html()


def render_page(store: ox.Store, path: Path, *, title: str | None = None, progress: Progress = unwatched) -> None:
    """Write the page of a store to a file, beside it first and then in its place.

    Raises:
        StoreError: If the file cannot be written; what was there before is kept.
    """
    text = page(store, title=title, progress=progress)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=path.name, delete=False) as beside:
            beside.write(text.encode())
        Path(beside.name).chmod(0o644)
        os.replace(beside.name, path)  # noqa: PTH105 - says that it replaces
    except OSError as error:
        msg = f"{path}: the page cannot be written ({error.strerror}); free some space or choose another place"
        raise StoreError(msg) from error
