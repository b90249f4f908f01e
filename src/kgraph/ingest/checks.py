"""What is wrong with an article or its metadata, told before it goes further."""

import unicodedata

from kgraph.ingest.header import read_date
from kgraph.model import Document, Issue


def checked(document: Document, *, where: str) -> Document | Issue:
    """The document, or an issue where it holds what neither JSON Lines nor RDF can carry."""
    if any(unicodedata.category(character) == "Cc" for character in document.id):
        return Issue(where, f"{where}: its id {document.id!r} holds a control character; give it another")
    if (at := document.text.find("\0")) >= 0:
        return Issue(where, f"{where}: not text: a NUL character at {at}; try --encoding or --input-format")
    fields = (
        document.id,
        document.text,
        document.title,
        document.url,
        document.publisher,
        document.language,
        *document.authors,
    )
    for value in filter(None, fields):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            shown = document.id.encode(errors="backslashreplace").decode()
            message = f"{where}: half a character (a lone surrogate) at {error.start} of {shown}; mend its escapes"
            return Issue(where, message)
    return document


def check_date(published: object, document: Document | Issue, *, where: str) -> Issue | None:
    """What to say where metadata dates a document by what is no date; the document is read all the same."""
    if isinstance(document, Issue) or not published or read_date(str(published)):
        return None
    message = f"{where}: `published` is no date and left out: {published!a}; write it as 2026-03-14"
    return Issue(document.id, message, kind="metadata")
