"""The named queries on the sample articles: what each must answer, and what it must not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.query import catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "kgraph", "build", "data/articles", "--out", str(out), "--no-page", "--no-dump"]
    built = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    with kgraph.open(out / "store") as opened:
        yield opened


def answers(graph, query, *columns, **parameters):
    return {tuple(row[column] for column in columns) for row in graph.query(query, **parameters)}


WHO = ("subject", "relation", "object")

EXPECTED = [
    ("who-supplies", {}, WHO, {("United States", "supplies", "Ukraine"), ("North Korea", "supplies", "Russia")}),
    ("who-supplies", {"actor": "Seoul"}, ("object", "modality"), {("Ukraine", "possible"), ("Ukraine", "conditional")}),
    ("who-trains", {"actor": "Moscow"}, (*WHO, "said_by"), {("Russia", "trains", "North Korea", "Antony Blinken")}),
    ("who-trains", {}, ("subject", "object", "modality"), {("Sweden", "Estonian crews", "expected")}),
    ("who-condemns", {}, WHO, {(s, "condemns", "test") for s in ("United States", "South Korea", "Japan")}),
    ("who-condemns", {"actor": "Germany"}, ("object",), {("deployment",)}),
    ("who-targets", {}, ("object", "said_by"), {("enemies", "North Korea")}),
    ("who-attacks", {}, WHO, {("Peruvian police", "attacks", "mine protesters")}),
    ("who", {"relation": "denies", "actor": "Russia"}, ("object",), {("reports",), ("report",)}),
    ("says", {"speaker": "Karl Tamm"}, WHO, {("NATO", "deploys", "frigates"), ("Estonia", "tradesWith", "Sweden")}),
    ("denied", {}, (*WHO, "polarity"), {("North Korea", "deploys", "troops", "negative")}),
    ("denied", {"actor": "Russia"}, (*WHO, "polarity"), {("Russia", "denies", "reports", "positive")}),
    ("possible", {}, (*WHO, "modality"), {("Russia", "supplies", "North Korea", "possible")}),
    ("possible", {"actor": "China"}, ("relation", "modality"), {("uses", "requested")}),
    ("alleged", {}, WHO, {("North Korea", "violates", "resolutions")}),
    ("about", {"entity": "Karl Tamm"}, ("relation",), {("deploys",), ("holdsPosition",)}),
    (
        "rival-figures",
        {},
        ("stated", "thing", "figure", "said_by"),
        {
            ("hasStrength", "North Korean soldiers", "about 11000", "South Korea"),
            ("hasStrength", "North Korean soldiers", "12000", "Ukraine"),
            ("hasStrength", "crowd", "60000", "Organisers"),
            ("hasStrength", "crowd", "22000", "police"),
        },
    ),
    (
        "support",
        {"entity": "Karl Tamm"},
        ("stated", "object", "independent", "publishers", "documents"),
        {("holdsPosition", "Estonia", 2, 2, 3)},
    ),
    ("support", {"sources": "1"}, ("subject", "stated", "object"), {("North Korea", "supplies", "Russia")}),
    (
        "facts-as-of",
        {"as_of": "2024-10-31"},
        ("subject", "stated", "object", "first_said"),
        {("Russia", "trains", "North Korea", "2024-10-31")},
    ),
    (
        "figures-as-of",
        {"as_of": "2024-11-02", "entity": "North Korean soldiers"},
        ("stated", "figure", "said_by", "said"),
        {("hasStrength", "11000", "South Korea", "2024-11-01"), ("hasStrength", "12000", "Ukraine", "2024-10-31")},
    ),
    (
        "offices-as-of",
        {"as_of": "2025-05-13"},
        ("person", "office", "body"),
        {("Hugo Salcedo", "", "Interior Minister"), ("Karl Tamm", "Defense Minister", "Estonia")},
    ),
    ("one-publisher", {}, ("publisher", *WHO), {("Andes Herald", "Elena Prado", "holdsPosition", "ombudsman")}),
    (
        "connected",
        {"from_": "Pyongyang", "to": "Kyiv"},
        ("length", "path"),
        {(2, "North Korea <--accuses-- United States --supplies--> Ukraine")},
    ),
    ("evidence", {"actor": "United States", "target": "Ukraine"}, ("stated",), {("supplies",)}),
    ("timeline", {"since": "2025-02-11", "until": "2025-02-11"}, ("document",), {("hw-cable-1",)}),
    ("speakers", {}, ("speaker",), {("Karl Tamm",), ("Antony Blinken",), ("South Korea",)}),
    ("entities", {}, ("entity", "type"), {("Russia", "Country"), ("Karl Tamm", "Person")}),
    ("documents", {}, ("document", "publisher"), {("hw-troops-1", "Harbour Wire"), ("mp-troops-2", "Meridian Post")}),
    ("relations", {}, ("relation",), {("supplies",), ("condemns",), ("denies",)}),
]


@pytest.mark.parametrize(("query", "parameters", "columns", "expected"), EXPECTED)
def test_the_answer_holds_what_the_articles_say(graph, query, parameters, columns, expected):
    assert answers(graph, query, *columns, **parameters) >= expected


def test_every_query_is_asked():
    assert {query.name for query in catalogue()} - {case[0] for case in EXPECTED} <= {"conflicts"}


def test_what_is_denied_is_negative_or_a_denial(graph):
    assert all(row["polarity"] == "negative" or row["relation"] == "denies" for row in graph.query("denied"))


def test_what_is_possible_is_not_asserted(graph):
    assert all(row["modality"] != "asserted" for row in graph.query("possible"))


def test_conflicting_claims_differ(graph):
    rows = list(graph.query("conflicts"))
    assert rows
    for row in rows:
        differ = row["polarity"] != row["other_polarity"] or row["figure"] != row["other_figure"]
        assert (
            differ
            or "den" in f"{row['quote']} {row['other_quote']}"
            or "reject" in f"{row['quote']}{row['other_quote']}"
        )


def test_what_was_not_said_yet_is_not_so_as_of_a_date(graph):
    before = answers(graph, "facts-as-of", "subject", "stated", "object", as_of="2024-10-30")
    assert before == set()
    offices = answers(graph, "offices-as-of", "person", "body", as_of="2025-06-30")
    assert "Hugo Salcedo" not in {person for person, _ in offices}
    assert ("Marta Quiroga", "Interior Minister") in offices
    rows = list(graph.query("figures-as-of", **{"as-of": "2024-10-31"}))
    assert {row["said"] for row in rows} == {"2024-10-31"}


def test_the_publisher_alone_reports_it(graph):
    where = dict(answers(graph, "documents", "document", "publisher"))
    for row in graph.query("one-publisher", publisher="Harbour Wire"):
        evidence = graph.query("evidence", actor=row["subject"], relation=row["relation"], target=row["object"])
        assert {where[found["document"]] for found in evidence} == {"Harbour Wire"}


def test_no_plain_triple_is_denied(graph):
    text = """SELECT ?claim {
        ?s ?r ?o .
        ?claim rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o ; kg:polarity kg:negative ; kg:modality kg:asserted
        FILTER NOT EXISTS { ?claim kg:alleged true }
    }"""
    assert not list(graph.query(text))
