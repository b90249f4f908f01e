"""A store in other formats, the same bytes for the same content.

turtle ntriples rdfxml      one graph of all triples, each once
trig nquads jsonld          the named graphs as they are
graphml gexf csv            the claims, without RDF: entities and claims as nodes and edges, or a row a claim
plover                      the claims that are political events, as CSV with the codes of PLOVER
nanopub                     a nanopublication a claim, as TriG
schemaorg                   the claims and who denies them, as schema.org's Claim and ClaimReview in JSON-LD
ftm                         the plain facts that FollowTheMoney has a schema for, as lines of its entities
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from kgraph.export.claims import Named, Stated, read_entities, stated
from kgraph.export.jsonld import jsonld
from kgraph.export.rdf12 import with_triple_terms
from kgraph.export.tabular import claims_csv
from kgraph.store import GraphStore, place
from kgraph.store.graphs import prefixes

__all__ = ["FORMATS", "RDF12_FORMATS", "Named", "Stated", "export", "exported", "read_entities", "stated"]

_TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
_QUADS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}


def _graphml(store: GraphStore) -> bytes:
    from kgraph.export.network import graphml  # noqa: PLC0415 - networkx is slow to load

    return graphml(stated(store))


def _gexf(store: GraphStore) -> bytes:
    from kgraph.export.network import gexf  # noqa: PLC0415 - networkx is slow to load

    return gexf(stated(store))


def _nanopub(store: GraphStore) -> bytes:
    from kgraph.export.nanopub import nanopubs  # noqa: PLC0415 - --help needs none of the formats

    return nanopubs(store)


def _schemaorg(store: GraphStore) -> bytes:
    from kgraph.export.schemaorg import schemaorg  # noqa: PLC0415 - --help needs none of the formats

    return schemaorg(store)


def _plover(store: GraphStore) -> tuple[bytes, int]:
    from kgraph.export.plover import plover_csv  # noqa: PLC0415 - reads the ontology, which loads rdflib

    return plover_csv(stated(store))


def _ftm(store: GraphStore) -> tuple[bytes, int]:
    from kgraph.export.ftm import ftm  # noqa: PLC0415 - reads the ontology, which loads rdflib

    return ftm(store)


_OTHERS: dict[str, Callable[[GraphStore], bytes]] = {
    "jsonld": lambda store: jsonld(store.sorted_quads(), prefixes(store.base)),
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": lambda store: claims_csv(stated(store)),
    "nanopub": _nanopub,
    "schemaorg": _schemaorg,
}
_SELECTIVE: dict[str, Callable[[GraphStore], tuple[bytes, int]]] = {"plover": _plover, "ftm": _ftm}
FORMATS = (
    *("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld"),
    *("graphml", "gexf", "csv", "plover", "nanopub", "schemaorg", "ftm"),
)
RDF12_FORMATS = (*_TRIPLES, *_QUADS)
"""The formats that RDF 1.2 can be written in; JSON-LD has no triple terms yet."""


def export(
    store: GraphStore,
    format: str,  # noqa: A002 - the option's name
    out: Path | None = None,
    *,
    rdf12: bool = False,
) -> int:
    """Write a store in a format.

    Returns how many claims the format has no place for: in ``plover`` those that are no political event, in ``ftm``
    those that are no plain facts, or for which FollowTheMoney has no schema.

    Args:
        store: An open store.
        format: One of ``FORMATS``.
        out: The file, which is replaced when all is written; by default standard output.
        rdf12: Whether claims reify triple terms, as RDF 1.2 has it.

    Raises:
        ValueError: If there is no such format, or RDF 1.2 cannot be written in it.
        StoreError: If the store cannot be read or the file not be written.
    """
    data, left_out = _SELECTIVE[format](store) if format in _SELECTIVE else (exported(store, format, rdf12=rdf12), 0)
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        place.write_bytes(out, data)
    return left_out


def exported(store: GraphStore, format: str, *, rdf12: bool = False) -> bytes:  # noqa: A002 - the option's name
    """A store in a format.

    Raises:
        ValueError: If there is no such format, or RDF 1.2 cannot be written in it.
    """
    if format not in FORMATS:
        msg = f"no format {format!r}; take {', '.join(FORMATS)}"
        raise ValueError(msg)
    if rdf12 and format not in RDF12_FORMATS:
        msg = f"RDF 1.2 cannot be written as {format}; take {', '.join(RDF12_FORMATS)}"
        raise ValueError(msg)
    if format in _SELECTIVE:
        return _SELECTIVE[format](store)[0]
    if format in _OTHERS:
        return _OTHERS[format](store)
    quads = with_triple_terms(store.sorted_quads()) if rdf12 else store.sorted_quads()
    if format in _QUADS:
        return _serialized(quads, _QUADS[format], store.base)
    triples = flattened(quads)
    return _serialized(_for_xml(triples) if format == "rdfxml" else triples, _TRIPLES[format], store.base)


def flattened(quads: Iterable[Quad]) -> list[Triple]:
    """The triples of all graphs, each once, sorted by subject."""
    triples = {quad.triple: None for quad in quads}
    return sorted(triples, key=lambda triple: str(triple.subject))  # stable: the properties keep their order


def _serialized(items: Iterable[Quad] | Iterable[Triple], format_: RdfFormat, base: str) -> bytes:
    out = BytesIO()
    serialize(items, out, format=format_, prefixes=prefixes(base))
    return out.getvalue()


_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _for_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Triples without the control characters that XML cannot hold, such as a form feed in an article's text."""
    for triple in triples:
        value = triple.object
        if isinstance(value, Literal) and _FORBIDDEN.search(value.value):
            text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value.value)
            value = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
            yield Triple(triple.subject, triple.predicate, value)
        else:
            yield triple
