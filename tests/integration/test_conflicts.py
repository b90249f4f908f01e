"""What the sample articles disagree about: all of it is found, nothing else, and printed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.browse import Reason, read_disputes
from kgraph.decisions import Dismissal, append_decision, key_of
from kgraph.store import open_store

ROOT = Path(__file__).parents[2]

PLANTED = {
    ("figures", "hw-troops-1", "South Korea: 11000", "Ukraine: 12000"),
    (
        "figures",
        "troops-5-seoul.md",
        "National Intelligence Service: 11000",
        "Main Directorate of Intelligence of Ukraine: 12000",
    ),
    ("figures", "fc-troops-3", "United States Department of Defense: 500000", "Ukraine: 600000"),
    ("figures", "hw-mine-1", "Interior Ministry: 2", "union: 4"),
    ("figures", "hw-mine-1", "Interior Ministry: 58", "union: 90"),
    ("figures", "mp-mine-2", "government: 2", "union: 4"),
    ("figures", "mp-mine-2", "police: 22000", "Organisers: 60000"),
    ("figures", "hw-mine-3", "government: 80000000", "Andora Copper: 120000000"),
    ("denied", "hw-mine-1", "Hugo Salcedo", "union"),
    ("denied", "mine-4-ombudsman.txt", "union", "Andora Copper"),
    ("denied", "troops-5-seoul.md", "National Intelligence Service", "Russian embassy"),
}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    built = kgraph("build", "data/articles", "--out", out, "--no-page", "--no-dump")
    assert built.returncode == 0, built.stderr
    return out


def kgraph(*arguments, columns=80):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": str(columns), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "kgraph", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)


def short(dispute):
    """The reason, the article of the sides, and who says what."""

    def side(one):
        claim = one.claim
        who = claim.attributed_to[0].label if claim.attributed_to else claim.subject.label
        return f"{who}: {claim.quantity.value}" if dispute.reason is Reason.FIGURES else who

    (document,) = {one.document.id.rpartition("/")[2] for one in dispute.sides}
    return (dispute.reason.value, document, *map(side, dispute.sides))


def test_all_that_the_sample_articles_disagree_about_is_found_and_nothing_else(out):
    with open_store(out / "store", read_only=True) as store:
        found = {short(dispute) for dispute in read_disputes(store).open}
    assert found == PLANTED


def test_figures_of_one_day_are_no_conflict_with_those_of_another(out):
    with open_store(out / "store", read_only=True) as store:
        days = [{side.day for side in dispute.sides} for dispute in read_disputes(store).open]
    assert all(len(found) == 1 for found in days)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_sides_are_printed_with_speakers_dates_and_evidence(out, columns):
    printed = kgraph("conflicts", "-s", out / "store", columns=columns)
    assert (printed.returncode, printed.stderr) == (0, "")
    lines = printed.stdout.split("\n")
    assert max(map(len, lines)) <= columns
    assert sum(bool(re.match(r"\d+  ", line)) for line in lines) == len(PLANTED)
    words = " ".join(printed.stdout.split())
    assert "2024-11-02 · Fjord Courier" in words
    assert "“puts Russia's losses" in words
    beside = any("police" in line and "Organisers" in line for line in lines)
    assert beside == (columns > 60)


def test_only_the_disputes_of_an_entity_are_printed(out):
    printed = kgraph("conflicts", "-s", out / "store", "--entity", "Andora Copper", "--json")
    found = json.loads(printed.stdout)
    assert sorted(dispute["reason"] for dispute in found) == ["denied", "figures"]
    figures = next(dispute for dispute in found if dispute["reason"] == "figures")
    assert [side["claim"]["quantity"]["value"] for side in figures["claims"]] == [80_000_000, 120_000_000]
    assert {side["published"] for side in figures["claims"]} == {"2025-05-27"}
    assert figures["pairs"] == [sorted(side["claim"]["id"] for side in figures["claims"])]
    unknown = kgraph("conflicts", "-s", out / "store", "--entity", "Atlantis")
    assert (unknown.returncode, unknown.stdout) == (1, "")


def test_a_dismissed_pair_is_left_out_and_counted(out):
    with open_store(out / "store", read_only=True) as store:
        pair = next(d.pairs[0] for d in read_disputes(store).open if d.reason is Reason.FIGURES)
        keys = tuple(sorted(key_of(iri, store.base, "claim") for iri in pair))
    append_decision(out / "decisions.toml", Dismissal(by="Ana", on="2025-01-02", note=None, claims=keys))
    assert kgraph("build", "data/articles", "--out", out, "--no-page", "--no-dump").returncode == 0
    printed = kgraph("conflicts", "-s", out / "store")
    assert sum(bool(re.match(r"\d+  ", line)) for line in printed.stdout.split("\n")) == len(PLANTED) - 1
    assert "1 pair left out" in printed.stderr
