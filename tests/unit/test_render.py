"""The page without a browser: what is read from a store, where nodes stand, what the file holds."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyvis.network import Network

from kgraph.errors import StoreError
from kgraph.model import DEFAULT_BASE, Claim, Entity, EntityType, Evidence, Modality, Polarity
from kgraph.rdf import claims_quads
from kgraph.rdf.vocabulary import ontology_quads
from kgraph.render import ClaimNetwork, Story, page, read_story, render_page
from kgraph.render.story import Article, Figure, Relation, Statement, Thing
from kgraph.render.watch import whenever_changed

ARTICLES = Path(__file__).parent / "three_articles.trig"


def statement(name, subject, object_, **values):
    given = {"article": "d:1", "relation": "meets", "start": 0, "end": 4}
    return Statement(iri=f"c:{name}", subject=subject, object=object_, **given | values)


def story(*statements, text="Words"):
    names = sorted({n for s in statements for n in (s.subject, s.object, s.theme, s.place, *s.speakers) if n})
    kinds = {"n": EntityType.NUMBER}
    things = tuple(Thing(n, n.upper(), kinds.get(n[0], EntityType.PERSON)) for n in names)
    relations = sorted({s.relation for s in statements})
    return Story((Article("d:1", "1", text),), things, statements, tuple(Relation(n, n) for n in relations))


def data_of(html):
    return json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.DOTALL)[1])


def texts_of(html):
    return json.loads(re.search(r'<script data-texts="0" type="application/json">(.*?)</script>', html, re.DOTALL)[1])


def written(*statements, **values):
    return data_of(ClaimNetwork(story(*statements, **values)).generate_html())


@pytest.fixture
def store():
    store = ox.Store()
    store.load(ARTICLES.read_bytes(), format=ox.RdfFormat.TRIG)
    return store


# --- the story


def test_every_claim_of_the_store_is_read_with_its_words(store):
    claims = {
        q.subject.value
        for q in store.quads_for_pattern(
            None,
            ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            ox.NamedNode("https://w3id.org/kgraph/ns#Claim"),
            None,
        )
    }
    read = read_story(store)
    assert {s.iri for s in read.statements} == claims
    texts = {a.iri: a.text for a in read.articles}
    for said in read.statements:
        assert said.quote
        assert texts[said.article][said.start : said.end] == said.quote


def test_everything_a_claim_names_has_a_label(store):
    read = read_story(store)
    known = {t.iri: t for t in read.things}
    for said in read.statements:
        for iri in (said.subject, said.object, said.theme, said.place, *said.speakers):
            assert iri is None or not known[iri].label.startswith("http")


def test_the_order_of_speakers_is_that_of_their_positions():
    kg, d, g = "https://w3id.org/kgraph/ns#", "https://e.org/document/1", "https://e.org/c"
    quads = f"""
      <{d}> {{ <{d}> a <{kg}Document> .
        <{g}> a <{kg}Claim> ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <{kg}meets> ;
          <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <https://e.org/o> ;
          <{kg}attributedTo> <https://e.org/a>, <https://e.org/z> ; <{kg}attribution> <{g}/1>, <{g}/2> .
        <{g}/1> <{kg}position> 1 ; <{kg}speaker> <https://e.org/z> .
        <{g}/2> <{kg}position> 2 ; <{kg}speaker> <https://e.org/a> . }}"""
    store = ox.Store()
    store.load(quads.encode(), format=ox.RdfFormat.TRIG)
    (said,) = read_story(store).statements
    assert said.speakers == ("https://e.org/z", "https://e.org/a")


def test_claims_that_came_without_their_article_keep_their_words():
    russia, troops = Entity("e:r", "Russia", EntityType.COUNTRY), Entity("e:t", "troops", EntityType.ARMED_FORCE)
    positive, asserted = Polarity.POSITIVE, Modality.ASSERTED
    claim = Claim("c:1", russia, "trains", troops, (), asserted, positive, Evidence("a", 40, 53, "trains troops"))
    store = ox.Store()
    for graph in claims_quads([claim], base=DEFAULT_BASE, extractor="test-1"):
        store.extend(graph.quads())
    data = data_of(page(store))
    assert data["claims"]["quote"] == {"at": [0], "of": ["trains troops"]}
    assert data["things"]["label"] == ["Russia", "troops"]
    assert data["things"]["type"] == {"values": ["ArmedForce", "Country"], "codes": [1, 0]}


def test_relations_come_with_the_broader_ones_and_their_groups():
    kg, d = "https://w3id.org/kgraph/ns#", "https://e.org/document/1"
    store = ox.Store()
    store.extend(ontology_quads("https://e.org/"))
    quads = f"""<{d}> {{ <{d}> a <{kg}Document> .
        <c:0> a <{kg}Claim> ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <{kg}equips> ;
          <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <e:o> . }}"""
    store.load(quads.encode(), format=ox.RdfFormat.TRIG)
    assert read_story(store).relations == (
        Relation("equips", "equips", parent=1, group="aid"),
        Relation("supplies", "supplies", group="aid"),
    )


def test_conflicts_tell_why_and_leave_out_what_was_dismissed():
    kg, d = "https://w3id.org/kgraph/ns#", "https://e.org/document/1"
    claims = "".join(
        f"""<c:{n}> a <{kg}Claim> ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <{kg}{relation}> ;
          <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <e:o> ; <{kg}figure> <f:{n}> .
          <f:{n}> <{kg}value> {n} ."""
        for n, relation in enumerate(("meets", "meets", "denies", "meets"))
    )
    quads = f"""<{d}> {{ <{d}> a <{kg}Document> . {claims} }}
      <g:c> {{ <c:0> <{kg}conflictsWith> <c:1>, <c:2>, <c:3> . <c:1> <{kg}conflictsWith> <c:0> . }}
      <g:d> {{ <x:1> <{kg}decisionKind> "dismissal" ; <{kg}about> <c:0>, <c:3> . }}"""
    store = ox.Store()
    store.load(quads.encode(), format=ox.RdfFormat.TRIG)
    found = read_story(store).conflicts
    assert [(c.left, c.right, c.figures) for c in found] == [("c:0", "c:1", True), ("c:0", "c:2", False)]


def test_sources_are_those_of_the_best_supported_fact():
    kg, d = "https://w3id.org/kgraph/ns#", "https://e.org/document/1"
    quads = f"""<{d}> {{ <{d}> a <{kg}Document> .
        <c:0> a <{kg}Claim> ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <{kg}equips> ;
          <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <e:o> . }}
      <g:s> {{ <s:0> <{kg}supportedBy> <c:0> ; <{kg}sources> 2 .
        <s:1> <{kg}supportedBy> <c:0> ; <{kg}sources> 12 . }}"""
    store = ox.Store()
    store.load(quads.encode(), format=ox.RdfFormat.TRIG)
    assert [s.sources for s in read_story(store).statements] == [12]


# --- the network


def test_claims_of_one_pair_said_alike_share_an_edge():
    network = ClaimNetwork(
        story(
            statement(1, "a", "b"),
            statement(2, "a", "b", relation="trains"),
            statement(3, "b", "a"),
            statement(4, "a", "b", modality=Modality.POSSIBLE),
            statement(5, "a", "b", polarity=Polarity.NEGATIVE),
            statement(6, "a", "b", speakers=("c",)),
        )
    )
    assert sorted((e["how"], e["polarity"], e["claims"]) for e in network.edges) == [
        ("fact", "negative", [4]),
        ("fact", "positive", [0, 1]),
        ("fact", "positive", [2]),
        ("possible", "positive", [3]),
        ("reported", "positive", [5]),
    ]


def test_figures_are_no_nodes_and_nobody_is_a_marker_beside_the_thing():
    data = written(statement(1, "a", "n1", figure=Figure("31", "people", "min")), statement(2, None, "b"))
    assert data["nodes"]["id"] == [0, 1]
    assert data["unnamed"]["of"] == [1]
    assert data["claims"]["figure"] == {"at": [0], "of": [{"value": "31", "unit": "people", "bound": "min"}]}
    assert data["claims"]["subject"] == [1, 0]


def test_what_a_user_of_pyvis_changes_shows_on_the_page():
    network = ClaimNetwork(story(statement(1, "a", "b")))
    assert isinstance(network, Network)
    network.nodes[0]["color"] = "#ff0000"
    network.edges[0]["color"] = "#00ff00"
    data = data_of(network.generate_html())
    assert data["nodes"]["color"] == {"at": [0], "of": ["#ff0000"]}
    assert data["edgeColours"] == {"at": [0], "of": ["#00ff00"]}
    assert data["undrawn"] == []
    network.edges.clear()
    assert data_of(network.generate_html())["undrawn"] == [0]


def test_offsets_count_what_javascript_counts():
    text = "\N{WATER WAVE}\N{WATER WAVE} the sea rose"
    said = written(statement(1, "a", "b", start=3, end=10), text=text)["claims"]
    start, length = said["start"][0], said["length"][0]
    in_javascript = text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")
    assert in_javascript == text[3:10] == "the sea"


# --- the file


def test_the_policy_names_the_script_and_the_sheet_and_nothing_else(store):
    html = page(store)
    script = re.search(r'<script type="module">(.*?)</script>', html, re.DOTALL)[1]
    sheet = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', html)[1]

    def hash_of(text):
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy.split("; ")[:3] == [
        "default-src 'none'",
        f"script-src {hash_of(script)}",
        f"style-src {hash_of(sheet)}",
    ]
    assert "unsafe" not in policy
    assert "<" not in re.search(r'application/json">(.*?)</script>', html, re.DOTALL)[1]
    assert html.startswith("<!doctype html>\n")


def test_hostile_text_cannot_leave_the_data():
    text = "</script><!--\u2028\u2029&<script>"
    html = ClaimNetwork(story(statement(1, "a", "b"), text=text), title=text).generate_html()
    assert texts_of(html) == [text]
    assert data_of(html)["title"] == text
    assert html.count("</script>") == 3
    assert "\u2028" not in html.split('id="data"')[1]


def test_the_same_store_gives_the_same_bytes_in_every_process():
    code = f"""
import pyoxigraph as ox, sys
from kgraph.render import page
store = ox.Store()
store.load(open({str(ARTICLES)!r}, "rb").read(), format=ox.RdfFormat.TRIG)
sys.stdout.buffer.write(page(store).encode())"""
    pages = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_an_empty_store_gives_a_page_too():
    assert data_of(page(ox.Store(), title="Nothing"))["claims"]["object"] == []


def test_a_page_that_cannot_be_written_leaves_the_old_one(store, tmp_path):
    path = tmp_path / "graph.html"
    render_page(store, path)
    before = path.read_bytes()
    assert data_of(before.decode())["claims"]["object"]
    with pytest.raises(StoreError, match="cannot be written"):
        render_page(store, path / "below.html")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]


def test_in_a_notebook_the_page_is_in_a_frame_as_it_would_be_in_a_file():
    network = ClaimNetwork(story(statement(1, "a", "b"), text='</iframe>"<script>'))
    shown = network._repr_html_()
    frame = re.fullmatch(r'<iframe [^<>"]*(?:"[^"<>]*"[^<>"]*)*></iframe>', shown)
    assert frame
    assert unescape(re.search(r'srcdoc="([^"]*)"', shown)[1]) == network.generate_html()
    assert "allow-same-origin" not in shown


def test_progress_is_told_of_each_community_of_a_big_page():
    told = []

    def progress(items, *, total, what):
        for item in items:
            told.append((what, total))
            yield item

    links = [(f"p{n % 40} of {k}", f"hub {k}") for k in range(9) for n in range(60)]
    network = ClaimNetwork(story(*(statement(n, a, b) for n, (a, b) in enumerate(links))), progress=progress)
    assert told == [("communities placed", 9)] * 9 == [("communities placed", len(network.communities))] * 9


def test_watching_writes_again_when_the_store_changes_and_not_when_it_is_read(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("1")
    written = []

    def write():
        (tmp_path / "store" / "LOG").write_text("read")  # as the engine does
        written.append((tmp_path / "store" / "CURRENT").read_text())
        if len(written) == 1:
            threading.Timer(0.1, (tmp_path / "store" / "CURRENT").write_text, ("two",)).start()
        if len(written) == 2:
            threading.Timer(0.3, stop_it.append, (True,)).start()

    stop_it = []

    def rest(seconds):
        pause(seconds)
        if stop_it:
            raise KeyboardInterrupt

    pause = time.sleep
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kgraph.render.watch.time.sleep", rest)
        whenever_changed(tmp_path / "store", write, pause_s=0.02)
    assert written == ["1", "two"]
