"""The claims as a graph of networkx, and the XML formats of graph programs made from it."""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import networkx as nx

from kgraph.export.claims import Named, Stated, figure

# The source of claims whose text leaves open who acts.
UNKNOWN = Named("urn:x-kgraph:unknown", "?", "Unknown")

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED = re.compile(rb' lastmodifieddate="[^"]*"')


def claims_graph(claims: Iterable[Stated]) -> "nx.MultiDiGraph[str]":
    """A graph with entities as nodes and claims as edges.

    Nodes are keyed by IRI and have ``label``, ``type`` and ``names``. An edge goes from subject to object, is keyed by
    the IRI of its claim and has ``relation``, ``modality``, ``polarity``, ``alleged``, ``speakers``, ``confidence``,
    ``quote``, ``document``, ``start``, ``end``, and, where the claim has them, ``theme``, ``place``, ``time``,
    ``figure``, ``publisher`` and ``published``. A claim without a subject comes from one node of its own.
    """
    graph = nx.MultiDiGraph()
    for stated in claims:
        claim = stated.claim
        ends = [stated.named(claim.subject) or UNKNOWN, stated.named(claim.object) or UNKNOWN]
        for end in ends:
            graph.add_node(end.iri, label=end.label, type=end.type, names=end.names)
        graph.add_edge(ends[0].iri, ends[1].iri, key=claim.id, **_edge(stated))
    return graph


def _edge(stated: Stated) -> dict[str, Any]:
    claim, document = stated.claim, stated.document
    always = {
        "relation": claim.relation,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "alleged": claim.alleged,
        "speakers": tuple(stated.speakers()),
        "confidence": claim.confidence,
        "quote": claim.evidence.quote,
        "document": claim.evidence.document,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
    }
    sometimes = {
        "theme": stated.label(claim.theme),
        "place": stated.label(claim.place),
        "time": claim.time,
        "figure": figure(claim.quantity),
        "publisher": document.publisher if document else None,
        "published": document.published if document else None,
    }
    return always | {key: value for key, value in sometimes.items() if value is not None}


def graphml(claims: Iterable[Stated]) -> bytes:
    """The claims as GraphML."""
    out = BytesIO()
    nx.write_graphml_xml(_plain(claims_graph(claims)), out, encoding="utf-8")
    return out.getvalue() + b"\n"


def gexf(claims: Iterable[Stated]) -> bytes:
    """The claims as GEXF 1.2, without the date on which it was written."""
    out = BytesIO()
    nx.write_gexf(_plain(claims_graph(claims)), out, encoding="utf-8", version="1.2draft")
    return _MODIFIED.sub(b"", out.getvalue(), count=1) + b"\n"


def _plain(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """A copy whose attributes are text and numbers only, without characters that XML cannot hold."""
    copy = nx.MultiDiGraph()
    copy.add_nodes_from((_text(node), _attributes(data)) for node, data in graph.nodes(data=True))
    copy.add_edges_from(
        (_text(a), _text(b), _text(key), _attributes(d)) for a, b, key, d in graph.edges(keys=True, data=True)
    )
    return copy


# Graph programs take ``start`` and ``end`` for times at which an edge exists.
_RENAMED = {"start": "quote_start", "end": "quote_end"}


def _attributes(data: dict[str, Any]) -> dict[str, Any]:
    joined = {
        _RENAMED.get(key, key): "; ".join(value) if isinstance(value, tuple) else value for key, value in data.items()
    }
    return {key: _text(value) if isinstance(value, str) else value for key, value in joined.items()}


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
