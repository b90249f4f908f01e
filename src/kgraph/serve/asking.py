"""The page to write queries in, and the files it fetches."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from starlette.responses import Response

from kgraph.namespaces import PREFIXES
from kgraph.query import catalogue, resolve
from kgraph.serve.answers import HTML, Refusal
from kgraph.serve.html import FILES, asking_policy, compressed, content, in_script, rendered, version

if TYPE_CHECKING:
    from starlette.requests import Request

START = """SELECT ?claim ?subject ?relation ?object
WHERE {
  ?claim a kg:Claim ;
    rdf:subject ?subject ;
    rdf:predicate ?relation ;
    rdf:object ?object .
}
LIMIT 20"""
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))")
_LONG = "public, max-age=31536000, immutable"


def asking_page(root: str) -> Response:
    """The page for a server whose root has this path."""
    text = rendered(
        "queries.html",
        root=root,
        queries=_named(),
        start=_declared(START),
        version=version(),
        prefixes=[f"{prefix}:" for prefix in PREFIXES],
        given=in_script({"root": root, "prefixes": PREFIXES}),
    )
    return Response(text, headers={"Vary": "Accept", "Content-Security-Policy": asking_policy()}, media_type=HTML)


def file_of_page(request: Request) -> Response:
    """A file that the page fetches, compressed where the browser can read that.

    Raises:
        Refusal: If there is none of this name.
    """
    name = request.path_params["name"]
    if name not in FILES:
        raise Refusal(404, f"no {name} here")
    headers = {"Vary": "Accept-Encoding", "Content-Type": FILES[name]}
    if request.scope["query_string"].decode("latin-1") == version():
        headers["Cache-Control"] = _LONG
    if not _GZIP.search(request.headers.get("accept-encoding", "")):
        return Response(content(name), headers=headers)
    return Response(compressed(name), headers=headers | {"Content-Encoding": "gzip"})


def _declared(query: str) -> str:
    """A query with the lines that declare its prefixes, so that it can be asked elsewhere too."""
    used = [prefix for prefix in PREFIXES if re.search(rf"(?<![\w:]){prefix}:", query)]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + query


@cache
def _named() -> list[dict[str, str]]:
    """The shipped queries that need no value."""
    return [
        {"name": named.name, "answer": named.answer.partition("; -p")[0], "text": _declared(resolve(named.name))}
        for named in catalogue()
        if all(part.endswith("optional") for part in named.parameters.split(")") if part)
    ]
