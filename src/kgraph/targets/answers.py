"""Reads what servers answer to queries, and what is amiss with it."""

import re

import httpx
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kgraph.errors import TargetRejected

JSON = "application/sparql-results+json"
ANY = f"{JSON}, application/n-triples;q=0.9, text/turtle;q=0.8"
_JSON = re.compile(r"^application/(sparql-results\+)?json\b")
# Virtuoso calls a blank node nodeID://b10001, which no blank node may be called.
_NODE_ID = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')


def read_answer(response: httpx.Response) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What a query found. All of it is read: a server that fails midway may have said before that all was well.

    Raises:
        TargetRejected: If the answer is no result, or is cut off.
    """
    kind = response.headers.get("content-type", "")
    try:
        if _JSON.match(kind):
            text = _NODE_ID.sub(rb"\1", response.content)
            whole = parse_query_results(text, QueryResultsFormat.JSON)
            if isinstance(whole, QuerySolutions):
                for _ in whole:
                    pass
            return parse_query_results(text, QueryResultsFormat.JSON)
        held = Store()
        held.load(response.content, format=RdfFormat.TURTLE)
        return held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    except (SyntaxError, ValueError) as error:
        place = response.url.copy_with(query=None)
        msg = f"{place}: its answer is no SPARQL result, or is cut off ({kind or 'of no type'}); ask it for less"
        raise TargetRejected(msg, status=response.status_code) from error
