"""What a reader takes along from the page: read back by other programs, and compared with the store it came from."""

import codecs
import csv
import io
import json
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

from kgraph.query import run

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "out" / "graph.trig"
KG = rdflib.Namespace("https://w3id.org/kgraph/ns#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
RDF = rdflib.RDF


class Samples:
    """The graph of the sample articles, as ``kgraph build`` wrote it."""

    def store(self):
        store = ox.Store()
        store.bulk_load(path=str(SAMPLES), format=ox.RdfFormat.TRIG)
        return store


@pytest.fixture(scope="module")
def samples():
    return Samples()


def take(page, item):
    """Click on an item of the menu and give what is downloaded."""
    page.click("#take")
    with page.expect_download() as saving:
        page.click(f"#{item}")
    page.wait_for_function("() => document.querySelector('.told').textContent.includes('saved')")
    page.keyboard.press("Escape")
    return saving.value.path().read_bytes(), saving.value.suggested_filename


def rows(page):
    content, name = take(page, "save-csv")
    assert name.endswith(".csv")
    assert content.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def query(page):
    page.click("#take")
    page.click("#show-sparql")
    text = page.locator("#sparql textarea").input_value()
    page.keyboard.press("Escape")
    return text


def answered(store, text):
    return sorted(str(row["claim"]) for row in run(store, text).rows())


def test_the_table_holds_each_claim_that_is_shown_with_its_words(open_page, dam):
    opened = open_page(dam)
    table = rows(opened.page)
    assert len(table) == 11
    may = next(row for row in table if row["modality"] == "possible")
    assert (may["subject"], may["relation"], may["object"], may["theme"]) == (
        "Tidewater Power",
        "supplies",
        "Port Larkin",
        "pumps",
    )
    assert (may["when"], may["confidence"], may["publisher"]) == ("2026-03", "0.62", "The Larkin Courier")
    texts = {document.id: document.text for document in dam.documents.values()}
    for row in table:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["quote"]
    denied = next(row for row in table if row["polarity"] == "negative")
    assert denied["speakers"] == "Ivo Brandt"
    assert denied["conflicts_with"] in {row["claim"] for row in table}
    opened.box("publisher", "Northern Wire").uncheck()
    assert {row["publisher"] for row in rows(opened.page)} == {"The Larkin Courier", ""}


def test_the_graph_that_is_saved_says_what_the_store_says(open_page, dam):
    opened = open_page(dam)
    content, name = take(opened.page, "save-turtle")
    assert name == "who-claims-what.ttl"
    graph = rdflib.Graph().parse(data=content, format="turtle")
    triples = ox.serialize((quad.triple for quad in dam.store()), format=ox.RdfFormat.N_TRIPLES)
    whole = rdflib.Graph().parse(data=triples, format="nt")
    claims = set(graph.subjects(RDF.type, KG.Claim))
    assert claims == set(whole.subjects(RDF.type, KG.Claim))
    for claim in claims:
        for predicate, value in graph.predicate_objects(claim):
            if not isinstance(value, rdflib.BNode):
                assert (claim, predicate, value) in whole, (predicate, value)
        said = {selector: words(graph, claim, selector) for selector in (OA.exact, OA.start, OA.end)}
        assert said == {selector: words(whole, claim, selector) for selector in said}
    for predicate in (RDF.subject, RDF.predicate, RDF.object, KG.modality, KG.polarity, KG.attributedTo, KG.figure):
        assert len(list(graph.subject_objects(predicate))) == len(set(whole.subject_objects(predicate)))
    figures = {graph.value(figure, KG.value).toPython() for figure in graph.objects(None, KG.figure)}
    assert figures == {31, 14}
    assert {str(o) for o in graph.objects(None, rdflib.RDFS.label)} >= {"Tidewater Power", "warns"}


def words(graph, claim, part):
    evidence = graph.value(claim, KG.evidence)
    return {value for selector in graph.objects(evidence, OA.hasSelector) for value in graph.objects(selector, part)}


STATES = (
    "",
    "no-relation=supplies,attacks",
    "only-relation=accuses",
    "only-how=reported,possible",
    "no-how=fact",
    "only-polarity=negative",
    "only-conflict=contradicted",
    "no-conflict=contradicted",
    "no-type=Person,Group",
    "confidence=80-95",
    "no-publisher=Harbour%20Wire",
    "only-publisher=Harbour%20Wire,%3F",
    "only-speaker=own",
    "no-speaker=own",
    "time=published,2024-11-01,2025-02-28",
    "time=said,2024-11-01,2025-02-28,%3F",
    "time=happened,2024-10-20,2025-01-15",
    "time=happened,2024-10-20,2025-01-15,?",
    "top=25",
    "top=200&no-how=fact&confidence=70-100",
)


def test_the_query_gives_the_claims_that_are_shown(open_page, samples):
    page = open_page(samples).page
    store = samples.store()
    sizes = set()
    for state in STATES:
        page.evaluate("hash => { location.hash = hash; }", state)
        page.wait_for_function(
            "state => !state || window.kgraph.model.filters.active.length > 0 || state.startsWith('top')", arg=state
        )
        expected = sorted(row["claim"] for row in rows(page))
        assert answered(store, query(page)) == expected, state
        assert expected, state
        sizes.add(len(expected))
    assert len(sizes) > len(STATES) / 2


def test_the_query_of_one_speaker_and_of_hidden_things_gives_the_same_claims(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    store = dam.store()
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    row = page.locator('[data-facet="speaker"] .row').filter(has_text="Ivo Brandt")
    row.get_by_role("button", name="Only").click()
    assert answered(store, query(page)) == [row["claim"] for row in rows(page)]
    page.click("#reset")
    opened.click_on("node", opened.thing("Kestrel Dam"))
    page.click("#depth-1")
    shown = sorted(row["claim"] for row in rows(page))
    assert len(shown) == 1
    assert answered(store, query(page)) == shown


def test_the_query_runs_under_kgraph_query(open_page, dam, tmp_path):
    opened = open_page(dam)
    opened.box("how", "fact").uncheck()
    place = tmp_path / "store"
    store = ox.Store(str(place))
    store.bulk_load(input=dam.store().dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    del store
    file = tmp_path / "query.rq"
    file.write_text(query(opened.page), encoding="utf-8")
    command = [sys.executable, "-m", "kgraph", "query", "-s", str(place), "--format", "json", str(file)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = sorted(binding["claim"]["value"] for binding in answer["results"]["bindings"])
    assert found == sorted(row["claim"] for row in rows(opened.page))


def test_the_picture_is_saved_at_twice_the_size_and_as_svg(open_page, dam):
    opened = open_page(dam)
    content, name = take(opened.page, "save-png")
    assert name.endswith(".png")
    width, height = struct.unpack(">II", content[16:24])
    box = opened.page.locator("#graph").bounding_box()
    assert (width, height) == pytest.approx((2 * box["width"], 2 * box["height"]), abs=2)
    content, name = take(opened.page, "save-svg")
    assert name.endswith(".svg")
    root = ET.fromstring(content)  # noqa: S314 - our own file
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    written = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Tidewater" in written


def test_the_link_opens_what_one_sees(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    opened.box("publisher", "Northern Wire").uncheck()
    opened.click_on("node", opened.thing("Tidewater Power"))
    page.click("#depth-1")
    page.select_option("#theme", "dark")
    # The picture has come to rest.
    page.wait_for_function("() => location.hash.includes('dark') && location.hash.includes('view=')")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#take")
    page.click("#copy-link")
    page.wait_for_function("() => document.querySelector('.told').textContent === 'Link copied.'")
    link = page.evaluate("() => navigator.clipboard.readText()")
    state = """() => [
      window.kgraph.model.toAddress(),
      document.querySelector("#panel .title").textContent,
      window.kgraph.model.scene().edges.size,
      document.documentElement.dataset.theme,
      document.querySelector("#reset").getAttribute("aria-label"),
    ]"""
    expected = page.evaluate(state)
    other = page.context.new_page()
    other.goto(link)
    other.wait_for_function("() => window.kgraph !== undefined")
    assert other.evaluate(state) == expected
    assert expected[3:] == ["dark", "Reset 1 filter"]


def test_paper_holds_the_picture_and_the_claims(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    opened.box("polarity", "negative").uncheck()
    page.emulate_media(media="print")
    paper = page.locator("#paper")
    paper.wait_for(state="visible")
    assert paper.locator("tbody tr").count() == 10
    assert paper.locator("svg text").count() > 3
    assert "filtered by yes or no" in paper.inner_text()
    assert page.locator("#app").is_hidden()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    paper.wait_for(state="hidden")
    assert page.locator("#graph").is_visible()


def test_taking_along_asks_nothing_of_the_network(open_page, dam):
    opened = open_page(dam)
    for item in ("save-csv", "save-turtle", "save-svg", "save-png"):
        take(opened.page, item)
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.problems == []


def test_hostile_text_is_no_formula_no_second_column_and_no_broken_graph(open_page, hostile):
    text, maker = hostile
    opened = open_page(maker)
    table = rows(opened.page)
    assert len(table) == 3
    assert None not in table[0]
    for row in table:
        assert not any(value.startswith(("=", "+", "@", "\t", "\r")) for value in row.values())
    content, _ = take(opened.page, "save-turtle")
    graph = rdflib.Graph().parse(data=content, format="turtle")
    assert len(set(graph.subjects(RDF.type, KG.Claim))) == 3
    assert rdflib.Literal(text) in set(graph.objects(None, rdflib.RDFS.label))
    found = answered(maker.store(), query(opened.page))
    assert found == sorted(row["claim"] for row in table)
    content, _ = take(opened.page, "save-svg")
    ET.fromstring(content)  # noqa: S314 - our own file
    assert opened.problems == []
