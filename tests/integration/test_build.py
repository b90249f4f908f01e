"""Building: what is written, what a second run changes, what goes and what stays."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.errors import StoreError
from kgraph.jsonl import dumps, read_claims
from kgraph.model import (
    DEFAULT_BASE,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Mentions,
    Modality,
    Polarity,
    Reading,
    Span,
    claim_id,
    entity_id,
)
from kgraph.pipeline import Articles, Options, Outputs, build, map_claims, remove
from kgraph.pipeline.checking import validate_file, validate_store
from kgraph.store import open_store

SENTENCE = re.compile(r"(?P<subject>\w+) (?P<verb>helps|does not help|supports|pities) (?P<object>\w+)")
RELATIONS = {"helps": "aids", "does not help": "aids", "supports": "supports", "pities": "pities"}


def toy(documents: Iterable[Document]) -> Iterator[Reading]:
    """An extractor for a language of three verbs; the fourth is no relation, for the shapes to find."""
    for document in documents:
        yield Reading(document, tuple(claim(document, found) for found in SENTENCE.finditer(document.text)))


def claim(document: Document, found: re.Match[str]) -> Claim:
    spans = {part: Span(*found.span(part)) for part in ("subject", "object")}
    mentions = Mentions(**spans)
    evidence = Evidence(document.id, *found.span(), found.group())
    relation = RELATIONS[found["verb"]]
    return Claim(
        id=claim_id(DEFAULT_BASE, evidence, relation, mentions),
        subject=country(found["subject"]),
        relation=relation,
        object=country(found["object"]),
        attributed_to=(),
        modality=Modality.ASSERTED,
        polarity=Polarity.NEGATIVE if "not" in found["verb"] else Polarity.POSITIVE,
        evidence=evidence,
        confidence=0.9,
        mentions=mentions,
    )


def country(name: str) -> Entity:
    return Entity(entity_id(DEFAULT_BASE, name, EntityType.COUNTRY), name, EntityType.COUNTRY, (name,))


def never(documents: Iterable[Document]) -> Iterator[Reading]:
    pytest.fail(f"read again: {[document.id for document in documents]}")
    yield


TEXTS = {
    "a.txt": "Norland helps Suderia.\n7 August 2026\nEasteria supports Norland.",
    "b.txt": "Norland does not help Suderia.\nBy Ada Berg",
    "c.txt": "Westia pities Norland. Westia supports Suderia.",
}


@pytest.fixture
def news(tmp_path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def run(news: Path, out: Path, *, extractor=toy, **options):
    return build(Articles.read([str(news)]), out, options=Options(**options), extractor=extractor)


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def facts(out: Path) -> set[tuple[str, str, str]]:
    with open_store(out / "store", read_only=True) as store:
        quads = store.dataset.quads_for_pattern(None, None, None, ox.NamedNode(f"{DEFAULT_BASE}graph/facts"))
        return {tuple(re.split(r"[/#]", str(term.value))[-1] for term in quad.triple) for quad in quads}


def test_a_build_writes_claims_graph_store_page_and_report(news, tmp_path):
    out = tmp_path / "deep" / "out"
    report = run(news, out)
    assert sorted(path.name for path in out.iterdir()) == [
        "claims.jsonl",
        "graph.html",
        "graph.trig",
        "report.json",
        "store",
    ]
    assert (report.documents, report.new, report.claims) == (3, 3, 4)
    assert report.relations == {"aids": 2, "supports": 2}
    assert report.speakers == {"(the article itself)": 4}
    assert len(report.conflicts) == 1
    claims = list(read_claims(Outputs(out).claims.read_text().split("\n"), source="claims.jsonl"))
    keys = [(c.evidence.document, c.evidence.start, c.evidence.end, c.id) for c in claims]
    assert keys == sorted(keys)
    assert all(TEXTS[c.evidence.document][c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)
    dumped = ox.Dataset(ox.parse(Outputs(out).graph.read_bytes(), format=ox.RdfFormat.TRIG))
    with open_store(out / "store", read_only=True) as store:
        assert len(dumped) == len(list(store.sorted_quads()))


def test_what_breaks_a_shape_is_left_out_and_reported_with_its_sentence(news, tmp_path):
    out = tmp_path / "out"
    (issue,) = run(news, out).left_out
    assert (issue.document, issue.kind, issue.quote) == ("c.txt", "shape", "Westia pities Norland")
    written = json.loads((out / "report.json").read_text())
    assert written["leftOut"]["byKind"] == {"shape": 1}
    assert written["leftOut"]["issues"][0]["quote"] == "Westia pities Norland"
    assert validate_store(out / "store").conforms
    assert validate_file(str(out / "graph.trig")).conforms


def test_conflicts_are_reported_and_give_no_fact(news, tmp_path):
    run(news, tmp_path / "out")
    (conflict,) = json.loads((tmp_path / "out/report.json").read_text())["conflicts"]
    assert {conflict[side]["polarity"] for side in ("first", "second")} == {"positive", "negative"}
    assert {relation for _, relation, _ in facts(tmp_path / "out")} == {"supports"}


def test_a_second_run_reads_nothing_again_and_changes_no_byte(news, tmp_path):
    run(news, tmp_path / "out")
    before = files(tmp_path / "out")
    report = run(news, tmp_path / "out", extractor=never)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 3)
    assert files(tmp_path / "out") == before


def test_adding_one_by_one_gives_the_same_bytes_as_all_at_once(news, tmp_path):
    run(news, tmp_path / "once")
    for name in ("c.txt", "a.txt", "b.txt"):
        run(news / name, tmp_path / "steps")
    assert files(tmp_path / "steps") == files(tmp_path / "once")


def test_a_changed_article_replaces_only_what_it_said(news, tmp_path):
    out = tmp_path / "out"
    run(news, out)
    before = (out / "claims.jsonl").read_text().splitlines()
    (news / "c.txt").write_text("Westia supports Easteria.")
    report = run(news, out)
    assert (report.new, report.changed, report.unchanged, report.left_out) == (0, 1, 2, ())
    after = (out / "claims.jsonl").read_text().splitlines()
    assert after[:-1] == before[:-1]
    assert '"label": "Easteria"' in after[-1]
    assert "Suderia" not in after[-1]
    run(news, tmp_path / "anew")
    assert files(tmp_path / "anew") == files(out)


def test_new_rules_read_every_article_again(news, tmp_path):
    out = tmp_path / "out"
    run(news, out)
    report = json.loads((out / "report.json").read_text())
    report["settings"]["rules"] = "of yesterday"
    (out / "report.json").write_text(json.dumps(report))
    assert run(news, out).changed == 3
    (out / "report.json").unlink()
    assert run(news, out).changed == 3


def test_fresh_starts_anew(news, tmp_path):
    run(news, tmp_path / "out")
    report = run(news / "a.txt", tmp_path / "out", fresh=True)
    assert (report.documents, report.left_out) == (1, ())
    run(news / "a.txt", tmp_path / "other")
    assert files(tmp_path / "out") == files(tmp_path / "other")


def test_removing_takes_out_all_that_a_document_said(news, tmp_path):
    run(news, tmp_path / "out")
    report = remove(["c.txt"], tmp_path / "out" / "store")
    assert (report.documents, report.claims, report.left_out) == (2, 3, ())
    (news / "c.txt").unlink()
    run(news, tmp_path / "without")
    assert files(tmp_path / "out") == files(tmp_path / "without")


def test_removing_what_is_not_there_removes_nothing(news, tmp_path):
    run(news, tmp_path / "out")
    before = files(tmp_path / "out")
    with pytest.raises(StoreError, match=r"nix\.txt"):
        remove(["a.txt", "nix.txt"], tmp_path / "out" / "store")
    assert files(tmp_path / "out") == before
    with pytest.raises(StoreError, match="no store there"):
        remove(["a.txt"], tmp_path / "nowhere" / "store")
    assert not (tmp_path / "nowhere").exists()


def test_without_page_and_dump_claims_and_store_remain(news, tmp_path):
    run(news, tmp_path / "out", page=False, dump=False)
    assert sorted(files(tmp_path / "out")) == ["claims.jsonl", "report.json"]
    remove(["b.txt"], tmp_path / "out" / "store")
    assert sorted(files(tmp_path / "out")) == ["claims.jsonl", "report.json"]


@pytest.mark.parametrize(("left_out", "name"), [("page", "graph.html"), ("dump", "graph.trig")])
def test_a_page_or_graph_of_an_earlier_build_is_deleted_where_none_is_wanted(news, tmp_path, left_out, name):
    run(news, tmp_path / "out")
    before = set(files(tmp_path / "out"))
    run(news, tmp_path / "out", **{left_out: False})
    assert before - set(files(tmp_path / "out")) == {name}


def test_an_error_on_the_way_leaves_what_was_there(news, tmp_path):
    def broken(documents: Iterable[Document]) -> Iterator[Reading]:
        readings = toy(documents)
        yield next(readings)
        msg = "the extractor broke"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="broke"):
        run(news, tmp_path / "out", extractor=broken)
    assert not (tmp_path / "out").exists()
    run(news, tmp_path / "out")
    before = files(tmp_path / "out")
    for name in TEXTS:
        (news / name).write_text("Norland helps Easteria.")
    for fresh in (True, False):
        with pytest.raises(RuntimeError, match="broke"):
            run(news, tmp_path / "out", extractor=broken, fresh=fresh)
        assert files(tmp_path / "out") == before
        assert not list((tmp_path / "out").glob(".*"))
        with open_store(tmp_path / "out" / "store", read_only=True) as store:
            assert store.document("a.txt").text == TEXTS["a.txt"]
    run(news, tmp_path / "out")
    run(news, tmp_path / "anew")
    assert files(tmp_path / "out") == files(tmp_path / "anew")


def test_another_base_is_refused(news, tmp_path):
    run(news, tmp_path / "out")
    with pytest.raises(StoreError, match="--fresh"):
        run(news, tmp_path / "out", base="https://example.org/")


def test_claims_and_articles_map_to_what_a_build_stores(news, tmp_path):
    run(news, tmp_path / "out")
    articles = Articles.read([str(news)])
    claims = [c for reading in toy(articles.documents) for c in reading.claims]
    quads, (issue,) = map_claims(claims, articles.documents, extractor="rules-0.1.0")
    assert issue.kind == "shape"
    with open_store(tmp_path / "out" / "store", read_only=True) as store:
        assert quads == b"".join(f"{quad} .\n".encode() for quad in store.sorted_quads())


def test_without_the_articles_claims_and_quotes_are_mapped():
    (reading,) = toy([Document("a.txt", TEXTS["a.txt"])])
    quads, issues = map_claims(reading.claims, extractor="rules-0.1.0")
    assert issues == ()
    text = quads.decode()
    assert "Norland helps Suderia" in text
    assert "https://schema.org/text" not in text


def kgraph(*arguments: str, seed: str = "0", **options) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "kgraph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, **options)


def test_two_builds_with_the_built_in_extractor_are_the_same_bytes(tmp_path):
    article = (
        "Norway aids Ukraine\nOSLO, 7 August 2026\nNorway sent 20 tanks to Ukraine on Friday, the ministry said.\n"
    )
    (tmp_path / "a.txt").write_text(article)
    for name, seed in (("one", "1"), ("two", "2")):
        done = kgraph("build", str(tmp_path / "a.txt"), "--out", str(tmp_path / name), seed=seed)
        assert done.returncode == 0, done.stderr
        assert str(tmp_path / name / "graph.html") in done.stdout
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert (tmp_path / "one" / "claims.jsonl").read_text()


def test_the_steps_join_in_a_pipe():
    article = "Norway sent 20 tanks to Ukraine on Friday, the ministry said.\n"
    claims = kgraph("extract", "-", input=article)
    assert claims.returncode == 0, claims.stderr
    assert [dumps(c) for c in read_claims(claims.stdout.splitlines(), source="x")] == claims.stdout.splitlines()
    quads = kgraph("map", "-", input=claims.stdout)
    assert quads.returncode == 0, quads.stderr
    checked = kgraph("validate", "-", input=quads.stdout)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr
    assert "0 violations" in checked.stderr


def test_a_threshold_leaves_out_what_is_less_sure_and_reads_again_when_it_changes(tmp_path):
    (tmp_path / "a.txt").write_text("Russia attacked Ukraine.")
    articles, out = Articles.read([str(tmp_path / "a.txt")]), tmp_path / "out"
    assert build(articles, out).claims == 1
    report = build(articles, out, options=Options(min_confidence=1))
    assert (report.claims, report.changed) == (0, 1)
    assert [issue.kind for issue in report.left_out] == ["unsure"]
    assert json.loads((out / "report.json").read_text())["leftOut"]["byKind"] == {"unsure": 1}
    again = build(articles, out, options=Options(min_confidence=1), extractor=never)
    assert (again.unchanged, [issue.kind for issue in again.left_out]) == (1, ["unsure"])
    assert build(articles, out).claims == 1


def test_extract_counts_what_it_leaves_out(tmp_path):
    (tmp_path / "a.txt").write_text("Russia attacked Ukraine.")
    done = kgraph("extract", str(tmp_path / "a.txt"), "--min-confidence", "1")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 claim left out (unsure 1)" in done.stderr
    assert kgraph("extract", str(tmp_path / "a.txt"), "--min-confidence", "2").returncode == 2
