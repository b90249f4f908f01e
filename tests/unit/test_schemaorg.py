"""Claims and reviews in schema.org's terms, read by rdflib without the network."""

import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SDO, URIRef

from kgraph.export import exported
from kgraph.export.schemaorg import CONTEXT
from kgraph.model import Polarity
from kgraph.rdf import terms as t

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
BASE = "https://example.org/d/"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_):
        pytest.fail("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)


def nodes(data, type_):
    return {n["@id"]: n for n in json.loads(data)["@graph"] if n["@type"] == type_}


@pytest.mark.parametrize("which", ["three", "hostile", "sample"])
def test_rdflib_reads_it_and_schema_org_has_every_term(which, request):
    store = request.getfixturevalue(which)
    data = exported(store, "schemaorg")
    graph = rdflib.Graph()
    graph.parse(data=data, format="json-ld")
    claims = {claim.id: claim for claim in store.claims()}
    assert {str(s) for s in graph.subjects(RDF.type, SDO.Claim)} == set(claims)
    assert {str(o): str(s) for s, o in graph.subject_objects(SDO.text)} == {
        claim.evidence.quote: id_ for id_, claim in claims.items()
    } or which == "sample"  # where a quote may stand for two claims
    for term in {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}:
        if not term.startswith(CONTEXT["kg"]):
            assert term in SDO, term
    assert not [o for o in graph.objects(None, SDO.about) if (o, RDF.type, None) not in graph]
    assert not [
        o for o in graph.objects(None, SDO.author) if isinstance(o, URIRef) and (o, SDO.name, None) not in graph
    ]


def test_a_claim_has_its_words_its_speaker_and_its_article(three):
    data = exported(three, "schemaorg")
    assert nodes(data, "Claim")[f"{BASE}claim/bbad041cd8ba42d6"] == {
        "@id": f"{BASE}claim/bbad041cd8ba42d6",
        "@type": "Claim",
        "text": "Belmark trains the rebels",
        "author": {"@id": f"{BASE}entity/group-officials-b31f1426"},
        "about": [{"@id": f"{BASE}entity/belmark"}, {"@id": f"{BASE}entity/armedforce-northern-rebels-702ea851"}],
        "appearance": {"@id": f"{BASE}document/arms-1"},
        "kg:relation": {"@id": "kg:trains"},
        "kg:modality": {"@id": "kg:asserted"},
        "kg:polarity": {"@id": "kg:positive"},
    }
    assert nodes(data, "NewsArticle")[f"{BASE}document/arms-1"]["publisher"] == {
        "@type": "Organization",
        "name": "Harbour Wire",
    }


def test_hearsay_has_no_author(three):
    claim = nodes(exported(three, "schemaorg"), "Claim")[f"{BASE}claim/1329514f87d6f315"]
    assert claim["creditText"] == "Mina Osk, according to reports"
    assert "author" not in claim


def test_who_denies_reviews(three):
    (review,) = nodes(exported(three, "schemaorg"), "ClaimReview").values()
    assert review["itemReviewed"] == {"@id": f"{BASE}claim/bbad041cd8ba42d6"}
    assert review["claimReviewed"] == "Belmark trains the rebels"
    assert review["isBasedOn"] == {"@id": f"{BASE}claim/1329514f87d6f315"}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "denied"}
    assert review["creditText"] == "Mina Osk, according to reports"
    assert review["datePublished"] == "2025-03-04"


@pytest.mark.parametrize("which", ["three", "sample"])
def test_reviews_rest_on_denials_in_the_graph_of_conflicts(which, request):
    store = request.getfixturevalue(which)
    claims = {claim.id: claim for claim in store.claims()}
    links = {
        (q.subject.value, q.object.value) for q in store.dataset.quads_for_pattern(None, t.CONFLICTS_WITH, None, None)
    }
    reviews = nodes(exported(store, "schemaorg"), "ClaimReview").values()
    assert reviews
    for review in reviews:
        denial, denied = claims[review["isBasedOn"]["@id"]], claims[review["itemReviewed"]["@id"]]
        assert (denial.id, denied.id) in links
        assert denial.relation == "denies" or denial.polarity is Polarity.NEGATIVE
        assert denied.polarity is Polarity.POSITIVE
        assert "author" in review or "creditText" in review
    rivals = [pair for pair in links if {claims[id_].polarity for id_ in pair} == {Polarity.POSITIVE}]
    reviewed = {(r["isBasedOn"]["@id"], r["itemReviewed"]["@id"]) for r in reviews}
    assert [pair for pair in rivals if pair not in reviewed]  # figures that exclude each other


def test_nobody_reviews_what_they_say_themselves(three):
    """The same publisher says it and says that it is not so, both times in its own voice."""
    kept = [q for q in three.dataset if q.predicate not in {t.ATTRIBUTED_TO, t.HAS_ATTRIBUTION, t.SPEAKER, t.PUBLISHER}]
    dataset = ox.Store()
    dataset.extend(kept)
    documents = {q.subject for q in kept if q.predicate == t.IDENTIFIER}

    def reviews(*publishers):
        for document, publisher in zip(sorted(documents, key=str), publishers, strict=True):
            for old in list(dataset.quads_for_pattern(document, t.PUBLISHER, None, None)):
                dataset.remove(old)
            if publisher:
                dataset.add(ox.Quad(document, t.PUBLISHER, ox.Literal(publisher), document))
        store = type(three)(dataset, three._path)
        return nodes(exported(store, "schemaorg"), "ClaimReview")

    assert reviews("Wire", "Wire", "Wire") == {}
    assert reviews("Wire", None, "Wire") == {}
    (review,) = reviews("Wire", "Post", "Wire").values()
    assert review["author"] == {"@type": "Organization", "name": "Post"}


def test_an_empty_store(empty):
    graph = rdflib.Graph().parse(io.BytesIO(exported(empty, "schemaorg")), format="json-ld")
    assert len(graph) == 0
