"""Nanopublications, read and checked by the library of their makers."""

import io
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib

from kgraph.export import exported
from kgraph.export.nanopub import VOCABULARIES, trusty
from kgraph.export.plain import plain_claims
from kgraph.rdf import terms as t
from kgraph.store import GraphStore

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def nanopub():
    """The library; it changes how rdflib reads literals, for everybody."""
    before = rdflib.NORMALIZE_LITERALS
    from nanopub import Nanopub  # noqa: PLC0415

    rdflib.NORMALIZE_LITERALS = False
    yield Nanopub
    rdflib.NORMALIZE_LITERALS = before


def each(data: bytes) -> Iterator[tuple[str, dict[str, list[ox.Quad]]]]:
    """Every nanopublication with its graphs."""
    found: dict[str, dict[str, list[ox.Quad]]] = {}
    for quad in ox.parse(data, format=ox.RdfFormat.TRIG):
        iri, _, part = quad.graph_name.value.partition("#")
        found.setdefault(iri, {}).setdefault(part, []).append(quad)
    yield from found.items()


def read(nanopub, graphs):
    quads = [quad for graph in graphs.values() for quad in graph]
    graph = rdflib.ConjunctiveGraph()
    graph.parse(data=ox.serialize(quads, format=ox.RdfFormat.TRIG).decode(), format="trig")
    return nanopub(rdf=graph)


@pytest.mark.parametrize("which", ["three", "hostile", "sample"])
def test_the_library_finds_each_valid_and_its_name_true(nanopub, which, request):
    store = request.getfixturevalue(which)
    count = 0
    for iri, graphs in each(exported(store, "nanopub")):
        assert list(graphs) == ["Head", "assertion", "provenance", "pubinfo"]
        one = read(nanopub, graphs)
        assert one.is_valid
        assert one.source_uri == iri
        assert one.has_valid_trusty
        count += 1
    assert count == len(list(store.claims())) > 0


def test_a_changed_word_is_noticed(nanopub, three):
    _, graphs = next(each(exported(three, "nanopub")))
    changed = [
        ox.Quad(q.subject, q.predicate, ox.Literal("5,001"), q.graph_name) if q.predicate == t.EXACT else q
        for q in graphs["provenance"]
    ]
    with pytest.raises(Exception, match="not valid"):
        assert read(nanopub, graphs | {"provenance": changed}).has_valid_trusty


@pytest.mark.parametrize("which", ["three", "sample"])
def test_only_plain_facts_are_stated(which, request):
    store = request.getfixturevalue(which)
    plain, seen = plain_claims(store), set()
    relations = {q.object for q in store.dataset.quads_for_pattern(None, t.RDF_PREDICATE, None, None)}
    for _, graphs in each(exported(store, "nanopub")):
        (claim,) = {q.subject for q in graphs["assertion"] if q.object == t.CLAIM}
        said = {q.predicate: q.object for q in graphs["assertion"] if q.subject == claim}
        stated = [q for part in graphs.values() for q in part if q.predicate in relations]
        if claim.value in plain:
            triple = (said[t.RDF_SUBJECT], said[t.RDF_PREDICATE], said[t.RDF_OBJECT])
            assert [(q.subject, q.predicate, q.object) for q in stated] == [triple]
            assert (said[t.MODALITY], said[t.POLARITY]) == (t.term("kg:asserted"), t.term("kg:positive"))
        else:
            assert stated == []
        seen.add(claim.value)
    assert seen > plain > set()


def test_no_fact_is_plain_that_is_disputed_or_out_of_date(three):
    conflicts = {q.subject.value for q in three.dataset.quads_for_pattern(None, t.CONFLICTS_WITH, None, None)}
    assert conflicts
    assert not plain_claims(three) & conflicts
    three.remove_documents(["arms-3"])
    assert three.stale
    assert plain_claims(three) == frozenset()


def test_provenance_and_publication(three):
    nanopubs = {
        next(q.subject for q in g["assertion"] if q.object == t.CLAIM): g for _, g in each(exported(three, "nanopub"))
    }
    graphs = nanopubs[ox.NamedNode("https://example.org/d/claim/492ff8c1f2681edd")]
    source = {(q.predicate, q.object) for q in graphs["provenance"]}
    assertion = graphs["assertion"][0].graph_name
    speaker = ox.NamedNode("https://example.org/d/entity/person-mina-osk-cc9c20f1")
    assert {(q.predicate, q.object) for q in graphs["provenance"] if q.subject == assertion} == {
        (t.DERIVED_FROM, ox.NamedNode("https://example.org/d/document/arms-1")),
        (t.term("prov:wasAttributedTo"), speaker),
        (t.GENERATED_BY, ox.NamedNode("https://example.org/d/extraction/rules-1")),
    }
    assert (t.EXACT, ox.Literal("Mina Osk put the rebels at 10,000")) in source
    assert {p for p, _ in source} >= {t.OA_START, t.OA_END, t.CONFIDENCE}
    issued = ox.NamedNode(VOCABULARIES["dcterms"] + "issued")
    assert (issued, ox.Literal("2025-03-01", datatype=t.XSD_DATE)) in source
    about = {(q.predicate.value.rpartition("/")[2], str(q.object)) for q in graphs["pubinfo"]}
    assert ("creator", "<https://example.org/d/agent/kgraph-0.1.0>") in about
    assert not [predicate for predicate, _ in about if predicate == "created"]


def test_a_rejected_claim_is_no_nanopublication(three):
    claim = next(q for q in three.dataset.quads_for_pattern(None, t.RDF_TYPE, t.CLAIM, None))
    before = len(list(each(exported(three, "nanopub"))))
    three.dataset.remove(claim)
    three.dataset.add(ox.Quad(claim.subject, t.RDF_TYPE, t.REJECTED_CLAIM, claim.graph_name))
    data = exported(three, "nanopub")
    assert len(list(each(data))) == before - 1
    assert f"{claim.subject.value.rpartition('/')[2]} a".encode() not in data


def test_a_base_with_a_fragment(nanopub, three):
    quads = ox.serialize(three.dataset, format=ox.RdfFormat.N_QUADS)
    dataset = ox.Store()
    dataset.load(io.BytesIO(quads.replace(b"example.org/d/", b"example.org/d#")), format=ox.RdfFormat.N_QUADS)
    store = GraphStore(dataset, three._path)
    iri, graphs = next(each(exported(store, "nanopub")))
    assert iri.startswith("https://example.org/d/np/RA")
    assert read(nanopub, graphs).has_valid_trusty


def test_an_empty_store(empty):
    assert list(each(exported(empty, "nanopub"))) == []


def test_the_order_of_the_rows_does_not_count():
    rows = [
        ("g ", "s", "p", ox.Literal("b", language="EN")),
        ("g ", "s", "p", ox.Literal("b")),
        ("g ", "s", "p", ox.Literal("back\\slash\nline")),
        ("g ", "s", "p", "o"),
    ]
    assert trusty(rows) == trusty(reversed(rows)) == trusty(iter(rows))
