"""``kgraph entities`` by the real program: who is found, what is shown, what a decision writes."""

import json
import os
import subprocess
import sys

import pytest

from kgraph.decisions import Merge, Ref, Split, read_decisions
from kgraph.model import EntityType, entity_id


@pytest.fixture
def entities(small):
    def run(*arguments, status=0):
        environment = {**os.environ, "GIT_AUTHOR_NAME": "Ada", "COLUMNS": "100"}
        done = subprocess.run(
            [sys.executable, "-m", "kgraph", "entities", *arguments, "-s", str(small / "store")],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert done.returncode == status, done.stderr
        return done.stderr if arguments[0] in DECIDING or status else done.stdout

    return run


DECIDING = ("merge", "split", "rename", "type", "link", "undo")
TAMM = entity_id("", "Karl Tamm", EntityType.PERSON).removeprefix("entity/")
ROOS = entity_id("", "Ilmar Roos", EntityType.PERSON).removeprefix("entity/")


def decisions(small):
    return read_decisions(small / "decisions.toml").entries


def test_the_list_has_the_most_spoken_of_first(entities):
    lines = entities("list").splitlines()
    assert lines[0].split() == ["key", "label", "type", "documents", "claims", "other", "names"]
    assert lines[2].split()[:2] == [TAMM, "Karl"]
    assert len(lines) == 2 + 4


@pytest.mark.parametrize("wanted", ["tamm", "TAMM", "Tàmm", "karl tam", "Karll Tamm"])
def test_a_name_like_it_is_found(entities, wanted):
    found = [known["label"] for known in json.loads(entities(wanted, "--json"))]
    assert found == ["Karl Tamm"]


def test_nothing_like_it(entities):
    assert json.loads(entities("Xylophon", "--json")) == []


def test_show_has_names_claims_and_documents(entities):
    page = entities("show", "karl tamm")
    assert page.startswith(f"Karl Tamm\nPerson · {TAMM}\n\nNames\n  3  Karl Tamm\n")
    assert "  meets\n    Karl Tamm meets Ana Ruiz\n      the article itself, in a1.txt: “Karl Tamm" in page
    assert "a3.txt · On a3.txt" in page


def test_show_as_json(entities):
    shown = json.loads(entities("show", TAMM, "--json"))
    assert shown["names"] == {"Karl Tamm": 3}
    assert [document["id"] for document in shown["documents"]] == ["a1.txt", "a3.txt", "a4.txt"]
    assert {(part["role"], part["claim"]["relation"]) for part in shown["claims"]} == {
        ("subject", "accuses"),
        ("subject", "meets"),
    }


def test_a_merge_names_both_by_their_keys(entities, small):
    assert "Karl Tamm and Ilmar Roos are one" in entities("merge", "Karl Tamm", "Ilmar Roos", "--note", "the minister")
    (made,) = decisions(small)
    assert isinstance(made, Merge)
    assert made.refs == (Ref(ROOS), Ref(TAMM))
    assert (made.by, made.note) == ("Ada", "the minister")
    assert "# Karl Tamm and Ilmar Roos are one\n[[decision]]\nmerge = " in (small / "decisions.toml").read_text()


def test_a_split_by_document(entities, small):
    entities("split", "Karl Tamm", "a3.txt")
    (made,) = decisions(small)
    assert isinstance(made, Split)
    assert made.groups == ((Ref(TAMM),), (Ref(TAMM, "a3.txt"),))
    assert "# Karl Tamm in a3.txt is not Karl Tamm\n" in (small / "decisions.toml").read_text()


def test_a_split_after_a_merge_of_the_same(entities, small):
    entities("merge", TAMM, "Ana Ruiz")
    entities("split", TAMM, "a3.txt")
    assert len(decisions(small)) == 2


def test_rename_type_and_link(entities, small):
    entities("rename", "Ilmar Roos", " Karl   Tamm ")
    entities("type", "Ana Ruiz", "group")
    entities("link", "Ana Ruiz", "q42")
    entities("link", "Ana Ruiz", "none", "--by", "Bo")
    text = (small / "decisions.toml").read_text()
    assert f'# Ilmar Roos is called Karl Tamm\n[[decision]]\nentity = "{ROOS}"\nlabel = "Karl Tamm"\nby = "Ada"' in text
    assert 'type = "Group"' in text
    assert 'wikidata = "Q42"' in text
    assert 'wikidata = "none"\nby = "Bo"' in text


def test_undo_takes_the_last_one_back(entities, small):
    entities("rename", "Ilmar Roos", "Kaarel")
    entities("rename", "Ilmar Roos", "Kaarel Tamm")
    assert 'label = "Kaarel Tamm"' in entities("undo")
    assert [made.label for made in decisions(small)] == ["Kaarel"]
    entities("undo")
    assert "no decision to take back" in entities("undo", status=1)


def test_another_file(entities, small, tmp_path):
    entities("rename", "Ilmar Roos", "Kaarel", "--decisions", str(tmp_path / "ours.toml"))
    assert not (small / "decisions.toml").exists()
    assert len(read_decisions(tmp_path / "ours.toml").entries) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "Karl Tamm", "karl tamm"), "that is one already, Karl Tamm"),
        (("merge", "Karl Tamm", "Carl Tamm"), f"did you mean {TAMM} (Karl Tamm, Person, in a1.txt, a3.txt)"),
        (("split", "Karl Tamm", "Karl Tamm"), "that is all of Karl Tamm"),
        (("split", "Karl Tamm", "a2.txt"), "has no name and no document 'a2.txt'"),
        (("show", "nobody at all"), "nothing in this store is called 'nobody at all'"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_written(entities, small, arguments, told):
    assert told in entities(*arguments, status=1)
    assert not (small / "decisions.toml").exists()


@pytest.mark.parametrize("arguments", [("merge", "Karl Tamm"), ("link", "Russia", "159"), ("type", "Russia", "State")])
def test_wrong_usage(entities, small, arguments):
    entities(*arguments, status=2)
    assert not (small / "decisions.toml").exists()


def test_a_broken_file_is_told_before_anything_is_done(entities, small):
    (small / "decisions.toml").write_text("[[decision]]\n")
    assert "decisions.toml:1: a decision has one of" in entities("rename", "Russia", "RF", status=1)
