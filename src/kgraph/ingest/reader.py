"""Reads documents from paths: one article that cannot be read is an issue, and the rest goes on."""

import codecs
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import ReadError
from kgraph.front_matter import front_matter_end, read_front_matter
from kgraph.ingest.articles import read_json, read_json_lines
from kgraph.ingest.checks import check_date, checked
from kgraph.ingest.header import find_header, read_date
from kgraph.ingest.sources import FORMATS, STDIN, Source, find_sources
from kgraph.ingest.web import declared_encoding, read_html
from kgraph.model import Document, Issue

DEFAULT_ENCODING = "utf-8"


def read_documents(
    paths: Sequence[str],
    *,
    input_format: str | None = None,
    encoding: str = DEFAULT_ENCODING,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Issue]:
    """Read articles from files, folders, patterns and ``-``, in the order given.

    Args:
        paths: What to read; a folder stands for the files below it, sorted by name, hidden ones left out.
        input_format: One of ``text markdown html json jsonl``; None goes by each file's suffix, ``-`` is then text.
        encoding: What the files are encoded in.
        stdin: What ``-`` reads; standard input if None.

    Returns:
        Documents, lazily, and an issue for each article that could not be read; one of the kind ``metadata`` follows
        an article that was read without a part of its metadata.

    Raises:
        ReadError: While reading, if two inputs have one id.
        ValueError: If the format is unknown.
        LookupError: If the encoding is unknown.
    """
    if input_format not in (None, *FORMATS):
        msg = f"unknown format {input_format!r}, not one of {' '.join(FORMATS)}"
        raise ValueError(msg)
    codecs.lookup(encoding)
    return _read(tuple(paths), input_format, encoding, stdin)


def _read(
    paths: tuple[str, ...], input_format: str | None, encoding: str, stdin: BinaryIO | None
) -> Iterator[Document | Issue]:
    seen: dict[str, str] = {}
    for source in find_sources(paths, input_format):
        if isinstance(source, Issue):
            yield source
            continue
        for item in _read_source(source, encoding, stdin):
            if isinstance(item, Document):
                _refuse_twin(item.id, source.path, seen)
            yield item


def _refuse_twin(id_: str, path: str, seen: dict[str, str]) -> None:
    if id_ in seen:
        msg = (
            f"two inputs have the id {id_!r}: {seen[id_]} and {path}; give each article an `id` of its own, "
            "or give the folder above both"
        )
        raise ReadError(msg)
    seen[id_] = path


def _read_source(source: Source, encoding: str, stdin: BinaryIO | None) -> Iterator[Document | Issue]:
    try:
        yield from _parse(source, _decode(source, _bytes(source, stdin), encoding))
    except ReadError as error:
        yield Issue(source.path, str(error))


def _bytes(source: Source, stdin: BinaryIO | None) -> bytes:
    try:
        return (stdin or sys.stdin.buffer).read() if source.path == STDIN else Path(source.path).read_bytes()
    except OSError as error:
        msg = f"{source.path}: cannot be read: {error.strerror}; check its permissions"
        raise ReadError(msg) from error


def _decode(source: Source, data: bytes, encoding: str) -> str:
    """The text of a file, its byte order mark dropped."""
    if source.format == "html" and encoding == DEFAULT_ENCODING:
        encoding = _html_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == DEFAULT_ENCODING else encoding
        msg = f"{source.path}: not {name} at byte {error.start}; try --encoding"
        raise ReadError(msg) from error
    text = text.removeprefix("\ufeff")
    if not text.strip():
        msg = f"{source.path}: empty; put an article in it or leave it out"
        raise ReadError(msg)
    return text


def _html_encoding(data: bytes) -> str:
    """UTF-8 where the page is that, else what the page says of itself."""
    try:
        data.decode(DEFAULT_ENCODING)
    except UnicodeDecodeError:
        declared = declared_encoding(data)
        try:
            return codecs.lookup(declared).name if declared else DEFAULT_ENCODING
        except LookupError:
            return DEFAULT_ENCODING
    return DEFAULT_ENCODING


def _parse(source: Source, text: str) -> Iterator[Document | Issue]:
    match source.format:
        case "json":
            yield from read_json(source, text)
        case "jsonl":
            yield from read_json_lines(source, text)
        case "html":
            yield checked(read_html(source, text), where=source.path)
        case _:
            yield from _plain(source, text.replace("\r\n", "\n"))


def _plain(source: Source, text: str) -> Iterator[Document | Issue]:
    """The document of plain text or Markdown: all of it is its text, front matter or the first lines its metadata."""
    given = read_front_matter(text)
    header = find_header(text[front_matter_end(text) :])

    def first(*keys: str) -> str | None:
        return next((given[key][0] for key in keys if key in given), None)

    published = first("date", "published")
    url = first("url")
    document = Document(
        id=first("id") or url or source.id,
        text=text,
        title=first("title") or header.title,
        url=url,
        publisher=first("publisher", "source") or header.publisher,
        published=read_date(published) if published else header.published,
        authors=given.get("author") or given.get("authors") or header.authors,
        language=first("language", "lang"),
    )
    item = checked(document, where=source.path)
    yield item
    if (odd := check_date(published, item, where=source.path)) is not None:
        yield odd
