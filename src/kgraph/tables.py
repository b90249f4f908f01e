"""Reads the tab-separated files of ``ontology/``: a header, comments, one entry a line."""

from collections.abc import Iterator
from pathlib import Path

from kgraph.errors import OntologyError


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The entries of a file with their line numbers.

    Empty lines and those that begin with ``#`` are passed over. Two that differ only in the example are the same.

    Raises:
        OntologyError: If the file cannot be read, has another header, a line with too few or too many columns, or one
            that repeats another.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read: {error}"
        raise OntologyError(msg) from error
    seen: dict[str, int] = {}
    header = True
    for number, line in enumerate(lines, start=1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if header:
            header = False
            if tuple(cells) != columns:
                msg = f"{path}:{number}: the header has to be {' '.join(columns)}, with tabs between"
                raise OntologyError(msg)
            continue
        if len(cells) != len(columns):
            msg = f"{path}:{number}: {len(cells)} columns where {len(columns)} belong ({', '.join(columns)}): {line!r}"
            raise OntologyError(msg)
        entry = line if columns[-1] != "example" else line.rpartition("\t")[0]
        if entry in seen:
            msg = f"{path}:{number}: repeats line {seen[entry]}; take one out"
            raise OntologyError(msg)
        seen[entry] = number
        yield number, cells
    if header:
        msg = f"{path}: is empty; its first line names the columns {' '.join(columns)}"
        raise OntologyError(msg)
