"""Reads the main text and the metadata of a web page."""

import re

from kgraph.errors import ReadError
from kgraph.ingest.header import find_header, read_date
from kgraph.ingest.sources import Source
from kgraph.model import Document

_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z][A-Za-z0-9-]*)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEAD = 4096

# Dates are read from the page's metadata alone, and whatever the clock says: the same page gives the same document.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31", "outputformat": "%Y-%m-%d"}


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def read_html(source: Source, html: str) -> Document:
    """The document of a web page: its main text, the headline as first line, and what its metadata says.

    Raises:
        ReadError: If the page has no main text.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import, and most input is no web page

    page = bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dict(_DATES)
    )
    if page is None or not (page.text or "").strip():
        msg = f"{source.path}: no main text found in this page; save the article itself, or its text"
        raise ReadError(msg)
    text = page.text.replace("\r\n", "\n")
    title = page.title or None
    if title and not text.startswith(title):
        text = f"{title}\n{text}"
    header = find_header(text)
    language = _LANGUAGE.search(html[:_HEAD])
    return Document(
        id=page.url or source.id,
        text=text,
        title=title or header.title,
        url=page.url or None,
        publisher=page.sitename or header.publisher,
        published=(read_date(page.date) if page.date else None) or header.published,
        authors=tuple(page.author.split("; ")) if page.author else header.authors,
        language=language[1] if language else None,
    )
