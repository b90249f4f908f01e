"""The gold of the sample articles: each line parses, quotes its article, and uses the names of the ontology."""

import json
from pathlib import Path

import pytest

from kgraph.ingest import read_documents
from kgraph.model import MAX_NAME_WORDS, Document, Modality, Polarity
from kgraph.ontology import relations

DATA = Path(__file__).parents[2] / "data"
ENDING = ".gold.jsonl"
FILES = sorted((DATA / "gold").glob(f"*{ENDING}"))
MODALITIES, POLARITIES = set(Modality), set(Polarity)


@pytest.fixture(scope="module")
def texts():
    documents = list(read_documents([str(DATA / "articles")]))
    assert all(isinstance(document, Document) for document in documents)
    return {Path(document.id).stem: document.text for document in documents}


def name_of(path):
    return path.name.removesuffix(ENDING)


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_article_has_its_gold_and_none_is_left_over(texts):
    assert {name_of(path) for path in FILES} == set(texts)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_quotes_are_the_words_of_the_article(path, texts):
    text = texts[name_of(path)]
    for line in lines(path):
        assert line["quote"], line["id"]
        assert text[line["start"] : line["end"]] == line["quote"], line["id"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_lines_are_numbered_in_the_order_of_the_text(path):
    found = lines(path)
    assert [line["id"] for line in found] == [f"{name_of(path)}-{number:02}" for number in range(1, len(found) + 1)]
    assert [line["start"] for line in found] == sorted(line["start"] for line in found)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_values_are_those_of_the_ontology(path):
    for line in lines(path):
        assert line["relation"], line["id"]
        assert set(line["relation"]) <= relations().keys(), line["id"]
        assert line["modality"] in MODALITIES, line["id"]
        assert line["polarity"] in POLARITIES, line["id"]
        assert line.get("optional", True) is True, line["id"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_names_can_be_matched(path):
    for line in lines(path):
        for field in ("subject", "object", "attributedTo"):
            answers = line[field]
            assert answers or (field == "attributedTo" and answers is None), line["id"]
            assert len(set(answers or ())) == len(answers or ()), line["id"]
            long = [name for name in answers or () if name is not None and not 0 < len(name.split()) <= MAX_NAME_WORDS]
            assert not long, line["id"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_figures_are_numbers_with_a_unit_and_a_bound(path):
    for quantity in (line["quantity"] for line in lines(path) if "quantity" in line):
        assert isinstance(quantity["value"], int)
        assert quantity["unit"]
        assert quantity["bound"] in {"exact", "approx", "min", "max", "range"}
        assert ({"low", "high"} <= quantity.keys()) == (quantity["bound"] == "range")
        assert quantity.get("low", quantity["value"]) == quantity["value"] <= quantity.get("high", quantity["value"])


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_line_says_what_another_says(path):
    fields = ("start", "end", "subject", "relation", "object", "polarity")
    keys = [json.dumps([line[field] for field in fields]) for line in lines(path)]
    assert len(set(keys)) == len(keys)
