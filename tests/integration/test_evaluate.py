"""``kgraph evaluate`` from articles to figures, as a user runs it."""

import json

import pytest

from kgraph.cli import program as cli

TEXT = "Russia attacked Ukraine.\n\nMali condemned the attack."
GOLD = {
    "subject": ["Russia"],
    "relation": ["attacks"],
    "object": ["Ukraine"],
    "attributedTo": None,
    "start": 0,
    "end": 23,
    "quote": TEXT[:23],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "war.gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    (tmp_path / "gold" / "war.txt").write_text(TEXT)
    return tmp_path


def figures(capsysbinary, *arguments):
    assert cli.main(["evaluate", *map(str, arguments), "--json"]) == 0
    return json.loads(capsysbinary.readouterr().out)


def test_articles_beside_their_gold_are_read_first(folder, capsysbinary):
    report = figures(capsysbinary, folder / "gold")
    assert report["rows"]["war"]["right"] == 1
    assert report["rows"]["war"]["wrong"] == 1
    assert report["reliability"]
    assert figures(capsysbinary, folder / "gold" / "war.gold.jsonl") == report
    by_relation = figures(capsysbinary, folder / "gold", "--by", "relation")["rows"]
    assert {name: row["precision"] for name, row in by_relation.items()} == {"attacks": 1.0, "condemns": 0.0}


def test_articles_may_lie_elsewhere(folder, capsysbinary):
    (folder / "gold" / "war.txt").rename(folder / "war.txt")
    assert figures(capsysbinary, folder / "gold", "--articles", folder / "war.txt")["rows"]["war"]["right"] == 1
    assert cli.main(["evaluate", str(folder / "gold")]) == 1
    assert b"no articles beside the gold" in capsysbinary.readouterr().err


def test_a_corpus_and_what_is_wrong_with_it(tmp_path, capsysbinary):
    (tmp_path / "war.md").write_text(
        "## Plain\n\n> Russia attacked Ukraine.\n\n+ Russia | attacks | Ukraine\n- * | * | Ukraine\n"
    )
    assert figures(capsysbinary, tmp_path, "--by", "phenomenon")["rows"]["war: Plain"]["recall"] == 1.0
    assert cli.main(["evaluate", str(tmp_path), "--list"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "war.md:6: - * | * | Ukraine\n    «Russia attacked Ukraine.»\n    found: Russia | attacks | Ukraine" in shown
    assert "war.md:5" not in shown
