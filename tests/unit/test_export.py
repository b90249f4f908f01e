import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kgraph.errors import StoreError
from kgraph.export import FORMATS, export, exported
from kgraph.export.claims import stated as claims_of
from kgraph.export.plover import plover_csv
from kgraph.model import EntityType
from kgraph.ontology import relations
from kgraph.rdf import facts_graph
from kgraph.store import GraphStore

BASE = "https://example.org/d/"
TRIG = Path(__file__).with_name("three_articles.trig")
HOSTILE = 'a\x0cb\x00 <script>alert("x")</script> ]]> & \x1b[31m \ud7ff\uffff ü漢\U0001f600'
KINDS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.fixture
def store():
    dataset = ox.Store()
    dataset.load(path=str(TRIG), format=ox.RdfFormat.TRIG)
    return GraphStore(dataset, Path("store"))


@pytest.fixture
def hostile(store):
    """The same store, where every quote and label holds what XML and HTML cannot."""
    dataset = ox.Store()
    for quad in store.dataset:
        value = quad.object
        if quad.predicate.value.endswith(("exact", "label", "labelHere")):
            value = ox.Literal((HOSTILE * 9)[: len(value.value)])
        dataset.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return dataset


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_quads_come_back_as_they_were(store, name):
    parsed = ox.parse(exported(store, name), format=KINDS[name])
    assert set(parsed) == set(store.dataset)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_triples_of_all_graphs_stand_once(store, name):
    parsed = [quad.triple for quad in ox.parse(exported(store, name), format=KINDS[name])]
    assert set(parsed) == {quad.triple for quad in store.dataset}
    assert len(parsed) == len(set(parsed))


def test_a_triple_of_two_graphs_stands_once(store):
    fact = next(store.dataset.quads_for_pattern(None, None, None, facts_graph(BASE)))
    store.dataset.add(ox.Quad(fact.subject, fact.predicate, fact.object, ox.NamedNode("urn:other")))
    assert exported(store, "ntriples").decode().splitlines().count(f"{fact.triple} .") == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_json_ld(store):
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(store, "jsonld"), format="json-ld")
    assert len(list(dataset.quads((None, None, None, None)))) == len(store.dataset)


def test_json_ld_is_compact(store):
    document = json.loads(exported(store, "jsonld"))
    assert document["@context"]["kg"] == "https://w3id.org/kgraph/ns#"
    graphs = {graph["@id"]: {node["@id"]: node for node in graph["@graph"]} for graph in document["@graph"]}
    nodes = graphs["graph:entities"]
    assert nodes["entity:arvenia"]["rdfs:label"] == "Arvenia"
    assert nodes["entity:arvenia"]["skos:altLabel"] == ["Arven", "Castelo"]
    claim = next(node for node in graphs["document:arms-2"].values() if "kg:alleged" in node)
    assert claim["kg:alleged"] is True
    assert claim["rdf:predicate"] == {"@id": "kg:equips"}


@pytest.mark.parametrize(
    "literal",
    [
        ox.Literal("chat", language="fr"),
        ox.Literal("007", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("12345678901234567890", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("-4", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("0.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("maybe", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
        ox.Literal("2025-03-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ox.Literal(HOSTILE),
        ox.NamedNode("https://w3id.org/kgraph/ns#"),
        ox.NamedNode("https://w3id.org/kgraph/ns#//x"),
        ox.NamedNode("urn:isbn:1"),
        ox.BlankNode("b1"),
    ],
)
def test_json_ld_keeps_every_term(store, literal):
    store.dataset.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), literal, ox.NamedNode("urn:g")))
    parsed = list(ox.parse(exported(store, "jsonld"), format=ox.RdfFormat.JSON_LD))
    kept = [quad.object for quad in parsed if quad.predicate.value == "urn:p"]
    stored = [quad.object for quad in store.dataset.quads_for_pattern(ox.NamedNode("urn:s"), None, None, None)]
    assert len(kept) == 1
    assert kept == stored or isinstance(literal, ox.BlankNode)


def test_csv_has_a_row_a_claim(store):
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode())))
    assert len(rows) == 15
    assert rows[0] == {
        "id": f"{BASE}claim/0e0c37df892bf471",
        "subject": "Arvenia",
        "relation": "supplies",
        "object": "Northern Rebels",
        "theme": "shells",
        "speakers": "",
        "modality": "asserted",
        "polarity": "positive",
        "alleged": "false",
        "value": "5000",
        "unit": "shells",
        "bound": "exact",
        "low": "",
        "high": "",
        "time": "2025-02",
        "place": "",
        "confidence": "0.9",
        "document": "arms-1",
        "publisher": "Harbour Wire",
        "published": "2025-03-01",
        "start": "32",
        "end": "95",
        "quote": "Arvenia shipped 5,000 shells to the Northern Rebels in February",
    }
    assert [row["speakers"] for row in rows if row["polarity"] == "negative"] == ["reports; Mina Osk"]


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_come_back_with_their_attributes(store, name, read):
    network = read(io.BytesIO(exported(store, name)))
    assert network.number_of_edges() == 15
    assert network.nodes[f"{BASE}entity/arvenia"]["label"] == "Arvenia"
    edges = [data for _, _, data in network.edges(data=True)]
    denied = next(edge for edge in edges if edge["polarity"] == "negative")
    assert (denied["relation"], denied["speakers"]) == ("trains", "reports; Mina Osk")
    assert {edge.get("figure") for edge in edges} >= {"5000 shells", "about 9800 rebels", None}


def test_gexf_is_no_film(store):
    # Attributes called start and end would be taken for times at which an edge exists.
    root = ET.fromstring(exported(store, "gexf"))  # noqa: S314 - our own
    assert not [element for element in root.iter() if "start" in element.attrib]
    assert b"lastmodifieddate" not in exported(store, "gexf")


def test_hostile_text_stays_text(hostile):
    store = GraphStore(hostile, Path("store"))
    for name in ("graphml", "gexf", "rdfxml"):
        root = ET.fromstring(exported(store, name))  # noqa: S314 - our own
        assert not [element for element in root.iter() if element.tag.endswith("script")]
        assert b"\xef\xbf\xbd" in exported(store, name)
    parsed = set(ox.parse(exported(store, "jsonld"), format=ox.RdfFormat.JSON_LD))
    assert parsed == set(hostile)
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode(), newline="")))
    assert all((HOSTILE * 9).startswith(row["quote"]) for row in rows)


def test_a_claim_without_a_subject_has_a_source(store):
    dataset = store.dataset
    for quad in list(dataset.quads_for_pattern(None, ox.NamedNode(rdflib.RDF.subject), None, None)):
        dataset.remove(quad)
    network = nx.read_graphml(io.BytesIO(exported(store, "graphml")))
    assert network.number_of_edges() == 15
    assert {start for start, _ in network.edges()} == {"urn:x-kgraph:unknown"}


def test_the_table_of_plover_has_a_row_for_each_event(store):
    rows = list(csv.DictReader(io.StringIO(exported(store, "plover").decode(), newline="")))
    claims = {row["id"]: row for row in csv.DictReader(io.StringIO(exported(store, "csv").decode(), newline=""))}
    events = {id_ for id_, row in claims.items() if relations()[row["relation"]].plover}
    assert {row["claim"] for row in rows} == events
    assert len(rows) == len(events)
    for row in rows:
        claim = claims[row["claim"]]
        assert (row["actor_name"], row["object"], row["text"]) == (claim["subject"], claim["object"], claim["quote"])
        assert row["recipient_name"] in {"", claim["object"]}
        assert row["date"] == (claim["time"] or claim["published"][:10])


def test_states_have_their_codes_in_the_table_of_plover(store):
    stated = next(item for item in claims_of(store) if item.claim.relation == "supplies")
    assert stated.claim.subject is not None
    state = replace(stated.claim.subject, id=f"{BASE}entity/north-korea", label="North Korea", type=EntityType.COUNTRY)
    written, _ = plover_csv([replace(stated, claim=replace(stated.claim, subject=state), entities={})])
    (row,) = csv.DictReader(io.StringIO(written.decode(), newline=""))
    assert (row["actor"], row["actor_name"], row["actor_type"]) == ("PRK", "North Korea", "Country")
    assert row["recipient"] == row["recipient_name"]


def test_what_is_no_event_is_counted(store, tmp_path):
    claims = exported(store, "csv").decode().splitlines()
    left_out = export(store, "plover", tmp_path / "events.csv")
    events = list(csv.reader(io.StringIO((tmp_path / "events.csv").read_text(encoding="utf-8"))))
    assert left_out == len(claims) - len(events) > 0
    assert export(store, "csv", tmp_path / "claims.csv") == 0


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_is_written_too(name):
    assert exported(GraphStore(ox.Store(), Path("store")), name) is not None


SCRIPT = """
import sys, hashlib
from pathlib import Path
import pyoxigraph as ox
from kgraph.export import FORMATS, exported
from kgraph.store import GraphStore
quads = sorted(ox.parse(path=sys.argv[1], format=ox.RdfFormat.TRIG), key=str, reverse=sys.argv[2] == "down")
dataset = ox.Store()
for quad in quads:
    dataset.add(quad)
for name in FORMATS:
    print(name, hashlib.sha256(exported(GraphStore(dataset, Path("store")), name)).hexdigest())
"""


def test_the_same_store_gives_the_same_bytes():
    def run(seed, order):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", SCRIPT, str(TRIG), order]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    assert run("1", "up") == run("2", "down")


def test_a_file_is_replaced_when_all_is_written(store, tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("old")
    export(store, "csv", path)
    assert path.read_bytes() == exported(store, "csv")
    assert [entry.name for entry in tmp_path.iterdir()] == ["claims.csv"]


def test_a_file_that_cannot_be_written_is_an_error(store, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError):
        export(store, "csv", tmp_path / "folder")


def test_standard_output_is_the_default(store, capfdbinary):
    export(store, "ntriples")
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == exported(store, "ntriples")


def test_an_unknown_format_is_a_wrong_call(store):
    with pytest.raises(ValueError, match="take turtle, trig"):
        exported(store, "yaml")
