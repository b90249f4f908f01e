"""Merging across articles: ``kgraph evaluate`` on gold, and what it must reach on the articles of the project."""

import json
from pathlib import Path

import pytest

from kgraph.cli import program as cli

ENTITIES = Path(__file__).parents[1] / "entities"
HEADER = "document\tstart\tend\tsurface\tentity\ttype\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.txt").write_text("Sofia Brandt met Karl Tamm.")
    (tmp_path / "gold" / "b.txt").write_text("Karl Tamm resigned.")
    lines = ["a.txt\t0\t12\tSofia Brandt\tbrandt\tPerson", "a.txt\t17\t26\tKarl Tamm\ttamm\tPerson"]
    lines.append("b.txt\t0\t9\tKarl Tamm\ttamm\tPerson")
    (tmp_path / "gold" / "mentions.tsv").write_text(HEADER + "\n".join(lines) + "\n")
    return tmp_path


def figures(capsysbinary, *arguments):
    assert cli.main(["evaluate", *map(str, arguments), "--json"]) == 0
    return json.loads(capsysbinary.readouterr().out)


def error(capsysbinary, *arguments, status=1):
    assert cli.main(["evaluate", *map(str, arguments)]) == status
    return capsysbinary.readouterr().err.decode()


def test_names_are_merged_over_the_articles_of_a_folder(folder, capsysbinary):
    report = figures(capsysbinary, folder / "gold")
    assert report["rows"]["across documents"]["right"] == 1
    assert report["rows"]["across documents"]["wrong"] == 0
    assert (report["mentions"], report["seen"]) == (3, 3)
    assert figures(capsysbinary, folder) == report
    (folder / "gold" / "b.txt").rename(folder / "b.txt")
    (folder / "gold" / "a.txt").rename(folder / "a.txt")
    assert figures(capsysbinary, folder / "gold", "--articles", folder / "*.txt") == report


def test_gold_that_does_not_fit_its_articles_is_named(folder, capsysbinary):
    (folder / "gold" / "b.txt").write_text("Mr Karl Tamm resigned.")
    assert "b.txt at 0-9 reads 'Mr Karl T', not 'Karl Tamm'" in error(capsysbinary, folder / "gold")
    (folder / "gold" / "b.txt").unlink()
    assert "b.txt" in error(capsysbinary, folder / "gold")


def test_claims_are_not_compared_with_mentions(folder, capsysbinary):
    (folder / "claims.jsonl").write_text("")
    assert "no claims are compared with" in error(capsysbinary, folder / "gold", folder / "claims.jsonl", status=2)


def test_merging_reaches_what_it_has_reached(capsysbinary):
    """Figures of the half that may be looked at, a little below those last measured."""
    report = figures(capsysbinary, ENTITIES / "dev")
    across, within = report["rows"]["across documents"], report["rows"]["in one document"]
    assert across["precision"] >= 0.68
    assert across["recall"] >= 0.47
    assert within["precision"] >= 0.84
    assert within["recall"] >= 0.79
    assert report["seen"] / report["mentions"] >= 0.99
    assert report["bCubed"]["f1"] >= 0.81
