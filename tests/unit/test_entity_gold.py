"""The gold for merging: every mention is where it says, and the halves are as large as the README says."""

import csv
from pathlib import Path

import pytest

from kgraph.ingest import read_documents
from kgraph.model import EntityType

ENTITIES = Path(__file__).parents[1] / "entities"
HALVES = ("dev", "held-out")
TYPES = set(EntityType) - {EntityType.EVENT, EntityType.NUMBER, EntityType.THING, EntityType.POSITION}
SHORTEST, LONGEST = 90, 220  # words of an article


def mentions(half):
    with (ENTITIES / half / "mentions.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def documents(half):
    return {Path(document.id).name: document for document in read_documents([str(ENTITIES / half / "*.txt")])}


@pytest.mark.parametrize("half", HALVES)
def test_mentions_are_the_words_of_their_article(half):
    read = documents(half)
    for line in mentions(half):
        assert read[line["document"]].text[int(line["start"]) : int(line["end"])] == line["surface"], line


@pytest.mark.parametrize("half", HALVES)
def test_mentions_stand_in_the_order_of_the_text_and_do_not_overlap(half):
    ends = {}
    for line in mentions(half):
        assert int(line["start"]) >= ends.get(line["document"], 0), line
        ends[line["document"]] = int(line["end"])


@pytest.mark.parametrize("half", HALVES)
def test_each_article_has_mentions_a_date_and_a_publisher(half):
    read = documents(half)
    assert {line["document"] for line in mentions(half)} == set(read)
    for name, document in read.items():
        assert document.published, name
        assert document.publisher, name
        assert SHORTEST <= len(document.text.split()) <= LONGEST, name


def test_an_entity_has_one_type():
    types = {}
    for line in (line for half in HALVES for line in mentions(half)):
        assert line["type"] in TYPES, line
        assert types.setdefault(line["entity"], line["type"]) == line["type"], line


def test_the_readme_counts_what_is_there():
    readme = (ENTITIES / "README.md").read_text(encoding="utf-8")
    for half in HALVES:
        lines = mentions(half)
        counts = (len(documents(half)), len(lines), len({line["entity"] for line in lines}), namesakes(lines))
        assert f"| `{half}` | {' | '.join(map(str, counts))} |" in readme
    lines = [line for half in HALVES for line in mentions(half)]
    assert f"with {len(lines)} mentions of {len({line['entity'] for line in lines})} people" in readme


def namesakes(lines):
    """How many pairs of entities share a name, letter for letter."""
    bearers = {}
    for line in lines:
        bearers.setdefault(line["surface"], set()).add(line["entity"])
    return len({(a, b) for of_name in bearers.values() for a in of_name for b in of_name if a < b})
