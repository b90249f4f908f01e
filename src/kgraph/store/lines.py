"""Claims of a store as JSON Lines, taken over from an earlier file for the documents that have not changed since."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kgraph import jsonl
from kgraph.model import Claim

_END: tuple[str | None, list[bytes]] = (None, [])
_PLACE = b'"evidence": {"document": '


def spliced(
    earlier: Path | None,
    documents: Iterable[str],
    changed: Collection[str],
    claims: Callable[[str], Iterable[Claim]],
) -> Iterator[bytes]:
    """The lines of a file of claims, sorted by document.

    Args:
        earlier: The file as it was, written by this very function and not touched since; None where there is none.
        documents: The ids of all documents, sorted.
        changed: Those whose lines may have changed, or that the file does not have.
        claims: Gives the claims of a document, sorted.
    """
    old = _by_document(earlier) if earlier else iter(())
    name, lines = next(old, _END)
    for document in documents:
        while name is not None and name < document:
            name, lines = next(old, _END)
        if document in changed or earlier is None:
            yield from (jsonl.dumps(claim).encode() + b"\n" for claim in claims(document))
        elif name == document:
            yield from lines


def _by_document(path: Path) -> Iterator[tuple[str, list[bytes]]]:
    """The lines of each document together; no line is read as JSON but for the document's id."""
    with path.open("rb") as file:
        for document, lines in groupby(file, key=_document):
            yield json.loads(document), list(lines)


def _document(line: bytes) -> bytes:
    start = line.index(_PLACE) + len(_PLACE)
    end = line.index(b', "start": ', start)
    return line[start:end]
