"""Reads requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/, section 2.1)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kgraph.serve.answers import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
BODY_S = 30.0
_MOST_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """A query operation.

    Attributes:
        text: The query.
        default: The graphs that make up the default graph; empty where the protocol names none.
        named: The named graphs.
    """

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


async def read_question(request: Request, *, most: int) -> Question | None:
    """The query operation that a request asks for; None for a GET without any parameter, which asks for none.

    Raises:
        Refusal: If it is none: 400, 403 for an update, 413 if it is too long, 415 for another type of body.
    """
    raw = request.scope["query_string"]
    if len(raw) > most:
        raise too_large(most)
    parameters = _fields(raw)
    if request.method != "POST":
        return _question(parameters) if parameters else None
    type_, _, rest = request.headers.get("content-type", "").partition(";")
    type_ = type_.strip().lower()
    if type_ == UPDATE:
        raise Refusal(403, "no updates here: this server only reads")
    if type_ not in {FORM, QUERY}:
        raise Refusal(415, f"a query is posted as {FORM} or {QUERY}, not as {type_ or 'nothing said'}")
    charset = rest.lower().replace(" ", "").replace('"', "").partition("charset=")[2].partition(";")[0]
    if charset not in {"", "utf-8", "utf8"}:
        raise Refusal(415, f"queries are in UTF-8, not in {charset}")
    body = await body_of(request, most=most)
    if type_ == FORM:
        return _question([*_fields(body), *parameters])
    if any(name == "query" for name, _ in parameters):
        raise Refusal(400, "a query in the address and another in the body: give one")
    return _question([("query", _decoded(body)), *parameters])


async def body_of(request: Request, *, most: int, seconds: float = BODY_S) -> bytes:
    """What was posted.

    Raises:
        Refusal: If it is longer than ``most`` bytes, or does not come.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise too_large(most)
    except TimeoutError as error:
        raise Refusal(408, "the request did not come to its end in time") from error
    return bytes(body)


def too_large(most: int) -> Refusal:
    """The refusal of a request that is too large."""
    return Refusal(413, f"the request is too large: at most {most:,} bytes")


def _question(fields: list[tuple[str, str]]) -> Question:
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise Refusal(403, "no updates here: this server only reads")
    if len(queries) != 1:
        raise Refusal(400, "no query: give one as the parameter `query`" if not queries else "more than one query")
    return Question(
        queries[0],
        _graphs(fields, "default-graph-uri"),
        _graphs(fields, "named-graph-uri"),
    )


def _graphs(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    """The graphs of a parameter. Some clients, and a test of W3C's, encode the sign between two of them too."""
    return tuple(graph for name, value in fields if name == wanted for graph in value.split(f"&{wanted}="))


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_decoded(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Refusal(400, "the parameters are not UTF-8, or too many") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, f"not UTF-8 at byte {error.start}") from error
