"""Reads articles from JSON and JSON Lines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kgraph.errors import ReadError
from kgraph.ingest.checks import check_date, checked
from kgraph.ingest.header import find_header, read_date
from kgraph.ingest.sources import Source
from kgraph.model import Document, Issue

_NOT_TEXT = "needs a `text`, a string that is not empty"


def read_json(source: Source, text: str) -> Iterator[Document | Issue]:
    """Yield the articles of a JSON file: one object, a list of them, or ``{"articles": [...]}``.

    Raises:
        ReadError: If the file is not JSON or holds something else.
    """
    loaded = _loads(text, source.path)
    if isinstance(loaded, dict) and isinstance(loaded.get("articles"), list):
        loaded = loaded["articles"]
    many = isinstance(loaded, list)
    articles: Sequence[object] = loaded if many else [loaded]
    if not articles:
        msg = f"{source.path}: holds no articles; expected an object with a `text`, or a list of such"
        raise ReadError(msg)
    for number, article in enumerate(articles, 1):
        where = f"{source.path}: article {number}" if many else source.path
        yield from _document(article, where=where, fallback=f"{source.id}#{number}" if many else source.id)


def read_json_lines(source: Source, text: str) -> Iterator[Document | Issue]:
    """Yield the articles of a JSON Lines file; a broken line is an issue, the rest goes on.

    Raises:
        ReadError: If no line holds an article; a file of something else then counts as one fault, not hundreds.
    """
    found: list[Document | Issue] = []
    lines = text.split("\n")  # not splitlines: U+2028 may stand inside a JSON string
    for number, line in enumerate(lines, 1):
        if line.strip():
            found += _line(source, line, number)
    if found and all(isinstance(item, Issue) for item in found) and len(found) > 1:
        msg = f"{source.path}: none of its {len(found)} lines is an article; the first: {_message(found[0])}"
        raise ReadError(msg)
    yield from found


def _message(item: Document | Issue) -> str:
    return item.message if isinstance(item, Issue) else ""


def _line(source: Source, line: str, number: int) -> Iterator[Document | Issue]:
    try:
        article = _loads(line, source.path, line=number)
    except ReadError as error:
        yield Issue(source.path, str(error))
    else:
        yield from _document(article, where=f"{source.path}: line {number}", fallback=f"{source.id}#{number}")


def _loads(text: str, path: str, *, line: int | None = None) -> Any:  # noqa: ANN401 - JSON holds anything
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {line or error.lineno}, column {error.colno}"
        msg = f"{path}: broken JSON at {where}: {error.msg}; mend it there"
    except RecursionError:
        msg = f"{path}: JSON nested too deeply{f' in line {line}' if line else ''}; an article is a flat object"
    except ValueError as error:  # such as a number of five thousand digits
        msg = f"{path}: JSON that cannot be read{f' in line {line}' if line else ''}: {error}"
    raise ReadError(msg)


def _document(article: object, *, where: str, fallback: str) -> Iterator[Document | Issue]:
    """A document from one article's object, and what is wrong with it."""
    if not isinstance(article, Mapping):
        yield Issue(where, f"{where}: not an object; an article {_NOT_TEXT}")
        return
    text = article.get("text")
    if not isinstance(text, str) or not text.strip():
        yield Issue(where, f"{where}: an article {_NOT_TEXT}")
        return
    published = article.get("published")
    url = _string(article.get("url"))
    document = Document(
        id=_string(article.get("id")) or url or fallback,
        text=text,
        title=_string(article.get("title")),
        url=url,
        publisher=_string(article.get("publisher")),
        published=read_date(str(published)) if published else find_header(text).published,
        authors=_names(article.get("authors")),
        language=_string(article.get("language")),
    )
    item = checked(document, where=where)
    yield item
    if (odd := check_date(published, item, where=where)) is not None:
        yield odd


def _string(value: object) -> str | None:
    """A name or number as text; of ``{"name": …}``, as schema.org writes publishers and authors, the name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_string, values) if name)
