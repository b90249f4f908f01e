"""The store on disk: what it keeps, what it refuses, what is left when something goes wrong."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.errors import OntologyError, StoreBusy, StoreError
from kgraph.gazetteer import Entry
from kgraph.model import Claim, Document, Entity, EntityType, Evidence, Modality, Polarity, Reading
from kgraph.rdf import document_digest, document_quads, passed
from kgraph.rdf.shapes import read_shapes, shipped_shapes
from kgraph.rdf.terms import KG, PREFIXES, ontology_graph, term
from kgraph.rdf.validation import validate
from kgraph.resources import ontology_dir
from kgraph.store import open_store, place

BASE = "https://example.org/mine/"
TEXT = "Norland ships guns to Sudmark."
NORLAND = Entity(f"{BASE}entity/norland", "Norland", EntityType.COUNTRY, ("Norrby",))
SUDMARK = Entity(f"{BASE}entity/sudmark", "Sudmark", EntityType.COUNTRY)
GAZETTEER = {"norland": Entry("norland", "Norland", EntityType.COUNTRY, wikidata="Q1")}


def reading(id_, *, text=TEXT, polarity=Polarity.POSITIVE, **fields):
    document = Document(id_, text, publisher="The Courier")
    claim = Claim(
        id=f"{BASE}claim/{id_}",
        subject=NORLAND,
        relation="supplies",
        object=SUDMARK,
        attributed_to=(),
        modality=Modality.ASSERTED,
        polarity=polarity,
        evidence=Evidence(id_, 0, len(text), text),
    )
    return Reading(document, (replace(claim, **fields),))


def mapped(*readings, base=BASE):
    return [document_quads(each, base=base, extractor="rules-1") for each in readings]


def build(path, *readings, **options):
    with open_store(path, base=BASE, **options) as store:
        store.replace_documents(mapped(*readings))
        store.refresh_views(gazetteer=GAZETTEER)


def content(path):
    with open_store(path, read_only=True) as store:
        return list(store.documents()), [c.id.removeprefix(f"{BASE}claim/") for c in store.claims()]


def in_another_process(code, path):
    script = f"import sys\nfrom kgraph.errors import *\nfrom kgraph.store import open_store\npath = sys.argv[1]\n{code}"
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "out" / "store"


def test_a_document_comes_back_with_its_text_and_its_claims(path):
    one = reading("a")
    build(path, one)
    with open_store(path, read_only=True) as store:
        assert store.base == BASE
        assert store.document("a") == one.document
        assert store.document("b") is None
        assert tuple(store.claims()) == one.claims
        assert store.documents()["a"].digest == document_digest(one.document, extractor="rules-1")
        assert not store.stale


def test_a_second_build_adds_and_a_changed_article_replaces_only_its_own(path):
    build(path, reading("a"), reading("b"))
    changed = reading("a", text="Norland arms Sudmark.")
    build(path, changed, reading("c"))
    with open_store(path, read_only=True) as store:
        assert list(store.documents()) == ["a", "b", "c"]
        assert store.document("a") == changed.document
        assert [claim.evidence.quote for claim in store.claims()] == ["Norland arms Sudmark.", TEXT, TEXT]


@pytest.mark.parametrize(
    "text", [r"a\u0022 }} ; DROP ALL ; # b", '\0 \x01 \x7f \u2028 " \\ \r\n\t \f', r"\U00000022", "\ufffe \U0010ffff"]
)
def test_hostile_text_is_kept_as_it_is(path, text):
    build(path, reading("b"))
    build(path, reading("a", text=text))
    with open_store(path, read_only=True) as store:
        assert store.document("a").text == text
        assert [claim.evidence.quote for claim in store.claims()] == [text, TEXT]


def test_fresh_starts_anew(path):
    build(path, reading("a"))
    build(path, reading("b"), fresh=True)
    assert content(path) == (["b"], ["b"])


def test_documents_can_be_taken_out_with_all_they_said(path):
    build(path, reading("a"), reading("b", polarity=Polarity.NEGATIVE))
    with open_store(path) as store:
        assert store.base == BASE
        store.remove_documents(["b"])
        assert store.stale
        store.refresh_views(gazetteer=GAZETTEER)
        assert [quad for quad in store.dataset if "claim/b" in str(quad)] == []
        assert bool(store.dataset.query(f"ASK {{ GRAPH <{BASE}graph/facts> {{ ?s <{KG}supplies> ?o }} }}"))
    assert content(path) == (["a"], ["a"])


def test_taking_out_an_unknown_document_takes_out_none(path):
    build(path, reading("a"))
    with pytest.raises(StoreError, match="no document 'x'"), open_store(path) as store:
        store.remove_documents(["a", "x"])
    assert content(path) == (["a"], ["a"])


def test_views_stand_in_graphs_of_their_own(path):
    build(path, reading("a"), reading("b", polarity=Polarity.NEGATIVE), reading("c", object=NORLAND))
    with open_store(path, read_only=True) as store:
        graphs = {graph.value.removeprefix(BASE) for graph in store.dataset.named_graphs()}
        views = {"graph/entities", "graph/facts", "graph/conflicts", "graph/support", "graph/ontology"}
        assert graphs == views | {"document/a", "document/b", "document/c"}
        triples = [quad.triple for quad in store.dataset]
        assert len(triples) == len(set(triples)), "a triple stands in one graph only"


def test_a_view_that_has_become_empty_is_emptied(path):
    build(path, reading("a"))
    build(path, reading("b", polarity=Polarity.NEGATIVE))
    with open_store(path, read_only=True) as store:
        assert not bool(store.dataset.query(f"ASK {{ GRAPH <{BASE}graph/facts> {{ ?s ?p ?o }} }}"))


def test_views_cut_short_are_noticed(path):
    with open_store(path, base=BASE) as store:
        store.replace_documents(mapped(reading("a")))
        assert store.stale
        store.refresh_views(gazetteer={})
        assert not store.stale
        store.replace_documents(mapped(reading("a")))
        assert store.stale


def test_the_dump_is_trig_that_reads_back_as_the_store(path, tmp_path):
    build(path, reading("a"), reading("b"))
    with open_store(path, read_only=True) as store:
        store.dump_trig(tmp_path / "graph.trig")
        store.write_claims(tmp_path / "claims.jsonl")
        quads = set(ox.parse(path=tmp_path / "graph.trig"))
        named = {quad for quad in store.dataset if quad.graph_name != ontology_graph(BASE)}
        assert named <= quads
        assert len(quads) == len(store.dataset)
    assert b"@prefix kg: <https://w3id.org/kgraph/ns#> ." in (tmp_path / "graph.trig").read_bytes()
    assert len((tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["claims.jsonl", "graph.trig", "out"]


def test_two_documents_in_one_graph_are_refused(path):
    with pytest.raises(StoreError, match="two documents have the graph"):
        build(path, reading("a"), reading("a"))
    assert not path.exists()


def test_an_emptied_store_keeps_its_base(path):
    build(path, reading("a"))
    with open_store(path) as store:
        store.remove_documents(["a"])
        store.refresh_views(gazetteer={})
    with open_store(path) as store:
        assert (store.base, store.documents()) == (BASE, {})
        names = {graph.value.removeprefix(BASE) for graph in store.dataset.named_graphs()}
        assert names == {"graph/ontology"}


@pytest.mark.parametrize("at_once", [True, False])
def test_one_claim_id_in_two_documents_is_refused(path, at_once):
    first, second = reading("a"), reading("b", id=f"{BASE}claim/a")
    with pytest.raises(StoreError, match="is a claim of another document too"):
        build(path, first, second) if at_once else (build(path, first), build(path, second))
    if not at_once:
        assert content(path) == (["a"], ["a"])


def test_a_graph_that_others_broke_is_named(path):
    build(path, reading("a"))
    with open_store(path) as store:
        evidence = next(store.dataset.quads_for_pattern(None, term("kg:evidence"), None, None))
        store.dataset.remove(evidence)
    with open_store(path, read_only=True) as store, pytest.raises(StoreError, match="see `kgraph validate`"):
        list(store.claims())


def test_another_base_is_refused(path):
    build(path, reading("a"))
    with pytest.raises(StoreError, match=r"give --base https://example\.org/mine/"), open_store(path, base="urn:x:"):
        pass


# --- when something goes wrong


def test_a_failed_build_leaves_no_store_behind(path):
    def documents():
        yield from mapped(reading("a"))
        raise RuntimeError

    with pytest.raises(RuntimeError), open_store(path, base=BASE) as store:
        store.replace_documents(documents())
    assert list(path.parent.iterdir()) == []


def test_a_failed_fresh_build_leaves_the_store_that_was_there(path):
    build(path, reading("a"))

    def documents():
        yield from mapped(reading("b"))
        raise RuntimeError

    with pytest.raises(RuntimeError), open_store(path, base=BASE, fresh=True) as store:
        store.replace_documents(documents())
    assert content(path) == (["a"], ["a"])
    assert [entry.name for entry in path.parent.iterdir()] == ["store"]


def test_an_error_between_documents_keeps_those_written_and_the_rest_as_it_was(path):
    build(path, reading("a"), reading("b"))

    def documents():
        yield from mapped(reading("a", text="Norland arms Sudmark."))
        raise RuntimeError

    with pytest.raises(RuntimeError), open_store(path, base=BASE) as store:
        store.replace_documents(documents())
    with open_store(path, read_only=True) as store:
        assert [claim.evidence.quote for claim in store.claims()] == ["Norland arms Sudmark.", TEXT]
        assert store.stale


def test_a_store_moved_aside_by_a_killed_process_is_put_back(path):
    build(path, reading("a"))
    path.rename(path.with_name(".store.old"))
    assert content(path) == (["a"], ["a"])


def test_what_a_killed_process_left_does_not_hinder(path):
    build(path.with_name(".store.new"), reading("x"))
    build(path, reading("a"))
    assert content(path) == (["a"], ["a"])
    assert [entry.name for entry in path.parent.iterdir()] == ["store"]


HOLDING = """
import os, sys
from pathlib import Path
from kgraph.store import place
path = Path(sys.argv[1])
with place._locked(path):
    path.rename(path.with_name(".store.old"))
    print("moved", flush=True)
    sys.stdin.readline()
    path.with_name(".store.new").rename(path)
"""


def test_nobody_comes_between_the_two_moves_of_a_build(path):
    build(path, reading("a"))
    shutil.copytree(path, path.with_name(".store.new"))
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as mover:
        assert mover.stdout.readline() == "moved\n"
        for opening in (
            lambda: place.check_place(path, must_exist=True),
            lambda: place.held(path).__enter__(),
        ):
            with pytest.raises(StoreBusy):
                opening()
            assert not path.exists()
        mover.communicate("go on\n")
    assert mover.returncode == 0
    with place.held(path), place.opened(path) as dataset:
        assert len(dataset) > 0


def test_who_holds_a_store_keeps_builds_from_replacing_it(path):
    build(path, reading("a"))
    fresh = (
        "import sys; from pathlib import Path; from kgraph.store import open_store;"
        f" open_store(Path(sys.argv[1]), base={BASE!r}, fresh=True).__enter__()"
    )
    with place.held(path):
        done = subprocess.run([sys.executable, "-c", fresh, str(path)], capture_output=True, text=True, check=False)
    assert "StoreBusy" in done.stderr


def test_a_store_that_cannot_be_moved_in_leaves_the_one_that_was_there(path):
    build(path, reading("a"))

    def replace() -> None:
        with place.replaced(path) as beside:
            assert not beside.exists()  # so that it cannot be moved

    with pytest.raises(StoreError):
        replace()
    assert content(path) == (["a"], ["a"])


def test_a_failed_dump_leaves_the_file_that_was_there(path, tmp_path):
    build(path, reading("a"))
    target = tmp_path / "folder"
    target.mkdir()
    (target / "keep").touch()
    with open_store(path, read_only=True) as store, pytest.raises(StoreError):
        store.dump_trig(target)
    assert [entry.name for entry in target.iterdir()] == ["keep"]
    assert not (tmp_path / ".folder.new").exists()


@pytest.mark.parametrize("options", [{}, {"fresh": True}])
def test_a_store_that_another_process_writes_is_busy(path, options):
    build(path, reading("a"))
    holder = in_another_process("with open_store(path):\n print('open', flush=True)\n input()", path)
    try:
        assert holder.stdout.readline() == "open\n"
        for choice in (options, {"read_only": True}):
            with pytest.raises(StoreBusy, match="in use by another process"), open_store(path, **choice):
                pass
    finally:
        holder.communicate("\n")
    assert content(path) == (["a"], ["a"])


def test_readers_do_not_hinder_each_other_but_keep_writers_out(path):
    build(path, reading("a"))
    holder = in_another_process("with open_store(path, read_only=True):\n print('open', flush=True)\n input()", path)
    try:
        assert holder.stdout.readline() == "open\n"
        assert content(path) == (["a"], ["a"])
        with pytest.raises(StoreBusy), open_store(path):
            pass
    finally:
        holder.communicate("\n")
    build(path, reading("b"))


def test_a_store_is_free_again_after_its_context(path):
    build(path, reading("a"))
    with open_store(path) as store:
        pass
    with open_store(path):
        pass
    with pytest.raises(ValueError, match="closed"):
        store.documents()


def test_whoever_opens_a_store_need_not_read_the_log_of_its_writes(path):
    build(path, reading("a"))
    build(path, reading("b"))
    before = content(path)
    logs = list(path.glob("*.log"))
    for log in logs:
        log.unlink()
    assert logs
    assert before == content(path) == (["a", "b"], ["a", "b"])


def test_what_is_no_store_is_refused_and_not_filled(tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "notes.txt"):
        for options in ({}, {"fresh": True}, {"read_only": True}):
            with pytest.raises(StoreError, match="not a store"), open_store(folder, **options):
                pass
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_reading_what_is_not_there_says_what_to_do(path):
    with pytest.raises(StoreError, match="no store there; run `kgraph build` first"), open_store(path, read_only=True):
        pass
    assert not path.exists()


def test_a_damaged_store_is_reported(path):
    build(path, reading("a"))
    for file in path.glob("MANIFEST-*"):
        file.write_bytes(b"")
    with pytest.raises(StoreError, match="--fresh"), open_store(path):
        pass
    build(path, reading("b"), fresh=True)
    assert content(path) == (["b"], ["b"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which is Linux's")
def test_a_full_disk_is_reported(path):
    build(path, reading("a"))
    beside = path.parent / ".graph.trig.new"
    beside.symlink_to("/dev/full")
    with open_store(path, read_only=True) as store, pytest.raises(StoreError, match="the disk is full"):
        store.dump_trig(path.parent / "graph.trig")
    assert [entry.name for entry in path.parent.iterdir()] == ["store"]


# --- shapes


def broken(quads, **changes):
    """The quads with the values of some properties of the first claim changed; None takes them out."""
    claim = next(quad.subject for quad in quads if quad.object == term("kg:Claim"))
    for name, value in changes.items():
        property_ = term(name.replace("_", ":"))
        graph = quads[0].graph_name
        quads = [quad for quad in quads if not (quad.subject == claim and quad.predicate == property_)]
        quads += [ox.Quad(claim, property_, each, graph) for each in (value or ())]
    return quads


PLANTED = {
    "a missing part": {"rdf_object": None},
    "an unknown value": {"kg_modality": [term("kg:wished")]},
    "two values": {"kg_polarity": [term("kg:positive"), term("kg:negative")]},
    "another datatype": {"kg_confidence": [ox.Literal("0.5")]},
    "out of range": {"kg_confidence": [ox.Literal("1.5", datatype=term("xsd:decimal"))]},
    "an ill-formed literal": {"kg_alleged": [ox.Literal("maybe", datatype=term("xsd:boolean"))]},
    "a literal for an entity": {"kg_theme": [ox.Literal("guns")]},
    "too short": {"kg_when": [ox.Literal("99")]},
    "an unknown relation": {"rdf_predicate": [term("kg:kicks")]},
    "no evidence of the right kind": {"kg_evidence": [ox.NamedNode(f"{BASE}nothing")]},
    "a speaker without attribution": {"kg_attributedTo": [ox.NamedNode(SUDMARK.id)]},
    "a figure of nothing": {"kg_figure": [ox.NamedNode(f"{BASE}nothing")]},
    "no extraction": {"prov_wasGeneratedBy": None},
}


def whole(path, *readings):
    build(path, *readings)
    with open_store(path, read_only=True) as store:
        return list(store.sorted_quads())


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_the_quick_check_and_the_full_one_agree(path, planted):
    quads = broken(whole(path, reading("a"), reading("b")), **planted)
    found = shipped_shapes().violations(quads)
    assert found
    assert set(validate(quads).violations) == set(found)


def test_a_store_that_was_built_conforms_to_both(path):
    quads = whole(path, reading("a"), reading("b", polarity=Polarity.NEGATIVE))
    assert shipped_shapes().violations(quads) == []
    report = validate(quads)
    assert report.conforms
    assert report.triples == len(quads)


def test_claims_that_break_a_shape_are_left_out_with_their_sentence(path):
    number = Entity(f"{BASE}entity/seven", "seven", EntityType.NUMBER)
    good, bad = reading("a"), [reading("a", **change).claims[0] for change in ({"subject": number}, {"time": "99"})]
    bad = [replace(claim, id=f"{claim.id}-{index}") for index, claim in enumerate(bad)]
    (document,) = mapped(Reading(good.document, (*bad, *good.claims)))
    checked = passed(document, gazetteer=GAZETTEER)
    assert [part.claim for part in checked.claims] == list(good.claims)
    assert [(issue.kind, issue.quote) for issue in checked.issues] == [("shape", TEXT)] * 2
    assert "seven supplies Sudmark" in checked.issues[0].message
    assert not any(claim.id in str(quad) for quad in checked.quads() for claim in bad)
    with open_store(path, base=BASE) as store:
        store.replace_documents([checked])
        store.refresh_views(gazetteer=GAZETTEER)
        assert shipped_shapes().violations(store.dataset) == []


def test_the_gazetteer_says_what_an_entity_is():
    """What the document takes for a number is a country, so its claim may stay."""
    misread = replace(NORLAND, type=EntityType.NUMBER)
    (document,) = mapped(reading("a", subject=misread))
    assert passed(document, gazetteer={}).claims == ()
    assert len(passed(document, gazetteer=GAZETTEER).claims) == 1


def test_shapes_that_the_quick_check_does_not_know_are_an_error(tmp_path):
    file = tmp_path / "shapes.ttl"
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    file.write_text(
        f"{prefixes}@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "kg:S a sh:NodeShape ; sh:targetClass kg:Claim ; sh:closed true .\n",
        encoding="utf-8",
    )
    with pytest.raises(OntologyError, match="does not understand this sh:closed"):
        read_shapes([file])


def test_the_shipped_ontology_meets_its_own_shapes():
    report = validate(())
    assert report.violations == ()
    quads = [quad for file in sorted(ontology_dir().glob("*.ttl")) for quad in ox.parse(path=file)]
    assert shipped_shapes().violations(quads) == []
