"""Claims as nanopublications (https://nanopub.net/guidelines/working_draft/): TriG, one nanopublication a claim.

The assertion holds the claim as kgraph has it, reified; the plain triple stands beside it only where the claim is a
plain fact, so that nobody reads what a text denies, doubts or wishes as so. Names are trusty URIs: made from the
content, the same on every machine, and anybody can check that nothing was changed. Nothing is signed, which takes a
person's key, and nothing says when it was made, which takes a clock.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kgraph.export.plain import plain_claims
from kgraph.rdf import entities_graph
from kgraph.rdf import terms as t
from kgraph.store import GraphStore
from kgraph.store.graphs import prefixes
from kgraph.version import VERSION

VOCABULARIES: Final = {
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "dcterms": "http://purl.org/dc/terms/",
}

_ATTRIBUTED_TO: Final = t.term("prov:wasAttributedTo")
_CREATOR: Final = NamedNode(f"{VOCABULARIES['dcterms']}creator")
_ISSUED: Final = NamedNode(f"{VOCABULARIES['dcterms']}issued")
_NANOPUB_TYPE: Final = NamedNode(f"{VOCABULARIES['npx']}hasNanopubType")
_NANOPUB: Final = NamedNode(f"{VOCABULARIES['np']}Nanopublication")
_PARTS: Final = {
    "#assertion": NamedNode(f"{VOCABULARIES['np']}hasAssertion"),
    "#provenance": NamedNode(f"{VOCABULARIES['np']}hasProvenance"),
    "#pubinfo": NamedNode(f"{VOCABULARIES['np']}hasPublicationInfo"),
}

# What a claim says; the rest is where it comes from.
_SAID: Final = (
    *(t.RDF_TYPE, t.RDF_SUBJECT, t.RDF_PREDICATE, t.RDF_OBJECT, t.THEME, t.PLACE, t.WHEN, t.HAS_FIGURE),
    *(t.MODALITY, t.POLARITY, t.ALLEGED, t.ATTRIBUTED_TO, t.HAS_ATTRIBUTION),
)
_OF_SPEAKERS: Final = (t.RDF_TYPE, t.POSITION, t.SPEAKER)
_OF_SOURCE: Final = (t.EVIDENCE, t.CONFIDENCE, t.DERIVED_FROM)
_OF_ARTICLES: Final = (t.RDF_TYPE, t.IDENTIFIER, t.URL, t.HEADLINE, t.PUBLISHER, t.AUTHOR)
_ENTITIES: Final = (t.RDF_SUBJECT, t.RDF_OBJECT, t.THEME, t.PLACE, t.ATTRIBUTED_TO)

Term = NamedNode | Literal | str
"""A term; as a string, what follows the nanopublication's own IRI."""


class _Row(NamedTuple):
    graph: str
    subject: NamedNode | str
    predicate: NamedNode
    object: Term


Properties = Mapping[NamedNode, Sequence[NamedNode | Literal]]


def nanopubs(store: GraphStore) -> bytes:
    """All claims of a store, sorted by document and IRI, those left out that a person rejected."""
    out = BytesIO()
    names = prefixes(store.base) | VOCABULARIES | {"nanopub": _start(store.base)}
    serialize(_quads(store), out, format=RdfFormat.TRIG, prefixes=names)
    return out.getvalue()


def trusty(rows: Iterable[tuple[str, str, str, str | Literal]]) -> str:
    """The artefact code of a nanopublication: module RA of trusty URIs (Kuhn and Dumontier, 2014).

    Args:
        rows: Graph, subject, predicate and object; IRIs with a space where the code comes to stand.
    """
    lines = "".join(f"{row[0]}\n{row[1]}\n{row[2]}\n{_line(row[3])}\n" for row in sorted(rows, key=_order))
    return "RA" + urlsafe_b64encode(sha256(lines.encode()).digest()).decode().rstrip("=")


def _order(row: tuple[str, str, str, str | Literal]) -> tuple[str, str, str, bool, str, str, str]:
    """By code point, which is the order of the bytes in UTF-8; IRIs before literals."""
    value = row[3]
    if isinstance(value, str):
        return (*row[:3], False, value, "", "")
    return (*row[:3], True, value.value, "" if value.language else value.datatype.value, value.language or "")


def _line(value: str | Literal) -> str:
    if isinstance(value, str):
        return value
    text = value.value.replace("\\", "\\\\").replace("\n", "\\n")
    return f"@{value.language.lower()} {text}" if value.language else f"^{value.datatype.value} {text}"


def _start(base: str) -> str:
    """What the IRIs of nanopublications begin with; their graphs have a fragment, so that it can have none."""
    return f"{base.replace('#', '/')}np/"


def _quads(store: GraphStore) -> Iterator[Quad]:
    plain, about, start = plain_claims(store), _About(store), _start(store.base)
    for document in store.documents().values():
        nodes = _nodes(store.dataset.quads_for_pattern(None, None, None, NamedNode(document.graph)))
        claims = [node for node, properties in nodes.items() if t.CLAIM in properties.get(t.RDF_TYPE, ())]
        for claim in sorted(claims, key=lambda node: node.value):
            one = _Nanopub(nodes, NamedNode(document.graph), claim, about, plain=claim.value in plain)
            yield from _named(sorted(set(one.rows()), key=_reading_order), start)


def _nodes(quads: Iterable[Quad]) -> dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]:
    nodes: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, BlankNode | Triple):
            nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return nodes


class _About:
    """What a store knows of entities and of what made its claims."""

    def __init__(self, store: GraphStore) -> None:
        self._nodes = _nodes(store.dataset.quads_for_pattern(None, None, None, entities_graph(store.base)))
        self.program = NamedNode(f"{store.base}agent/kgraph-{VERSION}")

    def entity(self, node: NamedNode) -> Properties:
        """Its label and types."""
        return _only(self._nodes.get(node, {}), (t.RDF_TYPE, t.RDFS_LABEL))

    def maker(self, activity: NamedNode) -> dict[NamedNode, Properties]:
        """An extraction and the program that carried it out."""
        known = _only(self._nodes.get(activity, {}), (t.RDF_TYPE, t.ASSOCIATED_WITH))
        agents = [node for node in known.get(t.ASSOCIATED_WITH, ()) if isinstance(node, NamedNode)]
        return {activity: known} | {agent: self._nodes.get(agent, {}) for agent in agents}


@dataclass(frozen=True, slots=True)
class _Nanopub:
    """One claim in its article's graph."""

    nodes: Mapping[NamedNode, Properties]
    article: NamedNode
    claim: NamedNode
    about: _About
    plain: bool

    def rows(self) -> Iterator[_Row]:
        yield _Row("#Head", "", t.RDF_TYPE, _NANOPUB)
        for part, property_ in _PARTS.items():
            yield _Row("#Head", "", property_, part)
        yield from self._assertion()
        yield from self._provenance()
        yield from self._publication()

    def _assertion(self) -> Iterator[_Row]:
        claim = self.nodes[self.claim]
        if self.plain:
            subject, relation, object_ = (
                self._linked(part)[0] for part in (t.RDF_SUBJECT, t.RDF_PREDICATE, t.RDF_OBJECT)
            )
            yield _Row("#assertion", subject, relation, object_)
        yield from _described("#assertion", self.claim, _only(claim, _SAID))
        for figure in self._linked(t.HAS_FIGURE):
            yield from _described("#assertion", figure, self.nodes.get(figure, {}))
        for attribution in self._linked(t.HAS_ATTRIBUTION):
            yield from _described("#assertion", attribution, _only(self.nodes.get(attribution, {}), _OF_SPEAKERS))

    def _provenance(self) -> Iterator[_Row]:
        yield _Row("#provenance", "#assertion", t.DERIVED_FROM, self.article)
        for speaker in self._linked(t.ATTRIBUTED_TO):
            yield _Row("#provenance", "#assertion", _ATTRIBUTED_TO, speaker)
        for activity in self._linked(t.GENERATED_BY):
            yield _Row("#provenance", "#assertion", t.GENERATED_BY, activity)
            for node, properties in self.about.maker(activity).items():
                yield from _described("#provenance", node, properties)
        yield from _described("#provenance", self.claim, _only(self.nodes[self.claim], _OF_SOURCE))
        for evidence in self._linked(t.EVIDENCE):
            quoted = self.nodes.get(evidence, {})
            yield from _described("#provenance", evidence, quoted)
            for selector in quoted.get(t.HAS_SELECTOR, ()):
                if isinstance(selector, NamedNode):
                    yield from _described("#provenance", selector, self.nodes.get(selector, {}))
        article = self.nodes.get(self.article, {})
        yield from _described("#provenance", self.article, _only(article, _OF_ARTICLES))
        yield from (_Row("#provenance", self.article, _ISSUED, day) for day in article.get(t.PUBLISHED, ()))

    def _publication(self) -> Iterator[_Row]:
        """What the nanopublication is; the names of its entities too, which the claim does not state."""
        program = self.about.program
        yield _Row("#pubinfo", "", _CREATOR, program)
        yield _Row("#pubinfo", "", _ATTRIBUTED_TO, program)
        yield _Row("#pubinfo", "", _NANOPUB_TYPE, t.CLAIM)
        yield _Row("#pubinfo", program, t.RDF_TYPE, t.SOFTWARE_AGENT)
        yield _Row("#pubinfo", program, t.RDFS_LABEL, Literal(f"kgraph {VERSION}"))
        for part in _ENTITIES:
            for entity in self._linked(part):
                yield from _described("#pubinfo", entity, self.about.entity(entity))

    def _linked(self, property_: NamedNode) -> list[NamedNode]:
        return [node for node in self.nodes[self.claim].get(property_, ()) if isinstance(node, NamedNode)]


def _only(properties: Properties, wanted: Iterable[NamedNode]) -> Properties:
    return {property_: properties[property_] for property_ in wanted if property_ in properties}


def _described(graph: str, subject: NamedNode, properties: Properties) -> Iterator[_Row]:
    for property_, values in properties.items():
        yield from (_Row(graph, subject, property_, value) for value in values)


_GRAPHS: Final = ("#Head", "#assertion", "#provenance", "#pubinfo")


def _reading_order(row: _Row) -> tuple[int, str, bool, str, str]:
    """By graph, subject and property; what is said of the nanopublication itself first, types before the rest."""
    subject = row.subject if isinstance(row.subject, str) else f"~{row.subject.value}"
    return _GRAPHS.index(row.graph), subject, row.predicate != t.RDF_TYPE, row.predicate.value, str(row.object)


def _named(rows: Sequence[_Row], start: str) -> Iterator[Quad]:
    """The quads of a nanopublication, under the name that its content gives it."""

    def text(term: NamedNode | str) -> str:
        return f"{start} {term}" if isinstance(term, str) else term.value

    name = start + trusty((text(g), text(s), text(p), o if isinstance(o, Literal) else text(o)) for g, s, p, o in rows)

    own = {part: NamedNode(name + part) for part in ("", *_GRAPHS)}
    for graph, subject, predicate, object_ in rows:
        yield Quad(
            own[subject] if isinstance(subject, str) else subject,
            predicate,
            own[object_] if isinstance(object_, str) else object_,
            own[graph],
        )
