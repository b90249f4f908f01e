"""Finds the files that a path, a folder or a pattern stands for, and names their format."""

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.model import Issue

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
FORMATS = ("text", "markdown", "html", "json", "jsonl")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: The file; ``-`` is standard input.
        id: What its article is called if nothing in it says: its path relative to the path given.
        format: One of :data:`FORMATS`.
    """

    path: str
    id: str
    format: str


def find_sources(paths: tuple[str, ...], input_format: str | None) -> Iterator[Source | Issue]:
    """Yield the files behind ``paths`` in the order given, those of a folder or pattern sorted by name.

    What is missing or of an unknown format comes as an issue.
    """
    for path in paths:
        if path == STDIN:
            yield Source(STDIN, "stdin", input_format or "text")
        elif Path(path).is_dir():
            yield from _in_folder(path, input_format)
        elif Path(path).exists():
            yield _source(path, Path(path).name, input_format)
        elif glob.has_magic(path):
            yield from _matching(path, input_format)
        else:
            yield Issue(path, f"{path}: no such file or folder; check the path", kind="missing")


def _source(path: str, id_: str, input_format: str | None) -> Source | Issue:
    format_ = input_format or SUFFIXES.get(Path(path).suffix.lower())
    if format_ is None:
        known = " ".join(SUFFIXES)
        message = f"{path}: unknown format; name it with --input-format, or use one of {known}"
        return Issue(path, message, kind="format")
    return Source(path, id_, format_)


def _in_folder(folder: str, input_format: str | None) -> Iterator[Source | Issue]:
    found = False
    for path in _files_below(folder):
        found = True
        yield _source(str(path), path.relative_to(folder).as_posix(), input_format)
    if not found:
        yield Issue(folder, f"{folder}: a folder without articles; put {' '.join(SUFFIXES)} files in it", kind="empty")


def _files_below(folder: str) -> Iterator[Path]:
    """Yield the files of a folder and the folders in it, sorted; hidden ones are left alone."""
    files = (
        Path(parent, name)
        for parent, _, names in os.walk(folder)
        for name in names
        if not any(part.startswith(".") for part in Path(parent, name).relative_to(folder).parts)
    )
    yield from sorted(files, key=lambda path: path.as_posix())


def _matching(pattern: str, input_format: str | None) -> Iterator[Source | Issue]:
    root = Path(*_fixed_parts(pattern))
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    paths = sorted(path for path in found if Path(path).is_file())
    for path in paths:
        yield _source(path, Path(path).relative_to(root).as_posix(), input_format)
    if not paths:
        yield Issue(pattern, f"{pattern}: no file matches; check the pattern", kind="missing")


def _fixed_parts(pattern: str) -> Iterator[str]:
    """Yield the folders of a pattern before its first wildcard."""
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            return
        yield part
