"""Decisions about claims, from the file to the graph."""

import json

import pytest

from kgraph.decisions import (
    NAME,
    Changes,
    Decision,
    Dismissal,
    Merge,
    NewEntity,
    Ref,
    Rename,
    Ruling,
    Verdict,
    append_decision,
)
from kgraph.model import Document, EntityType
from kgraph.pipeline import Articles, Options, build
from kgraph.pipeline.applying import apply_decisions
from kgraph.store import open_store

MADE = {"by": "Ann Ode", "on": "2025-01-31T10:00:00Z"}
TEXTS = {
    "one": "Norway met Denmark. Sweden condemned Belarus. Hana Bor praised Karl Tamm.",
    "two": "Norway never met Denmark. Finland supplied Latvia with radars.",
}
FACTS = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), '/graph/facts')) }"


@pytest.fixture
def out(tmp_path):
    documents = tuple(Document(id_, text, published="2025-01-02") for id_, text in TEXTS.items())
    build(Articles(documents, (), ()), tmp_path / "out", options=Options(page=False))
    return tmp_path / "out"


def claims(out):
    return [json.loads(line) for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def key(out, relation, document="one"):
    (found,) = [c for c in claims(out) if c["relation"] == relation and c["evidence"]["document"] == document]
    return found["id"].rpartition("/")[2]


def decide(out, *decisions: Decision):
    for decision in decisions:
        append_decision(out / NAME, decision)
    apply_decisions(out / "store")


def facts(out):
    with open_store(out / "store", read_only=True) as store:
        rows = store.dataset.query(FACTS)
        return {tuple(term.value.replace("#", "/").rpartition("/")[2] for term in row) for row in rows}


def ask(out, pattern):
    with open_store(out / "store", read_only=True) as store:
        prefixes = {"kg": "https://w3id.org/kgraph/ns#", "prov": "http://www.w3.org/ns/prov#"}
        prefixes["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        return bool(store.dataset.query(f"ASK {{ {pattern} }}", prefixes=prefixes, use_default_graph_as_union=True))


def test_a_rejected_claim_gives_no_fact_and_stays_beside_what_holds(out):
    assert ("sweden", "condemns", "belarus") in facts(out)
    rejected = key(out, "condemns")
    decide(out, Verdict(claim=rejected, ruling=Ruling.REJECTED, **MADE))
    assert ("sweden", "condemns", "belarus") not in facts(out)
    assert rejected not in {c["id"].rpartition("/")[2] for c in claims(out)}
    assert ask(out, "?c a kg:RejectedClaim ; rdf:predicate kg:condemns ; kg:evidence ?words")
    assert ask(out, "?d kg:about ?c ; kg:ruling kg:rejected ; prov:wasAssociatedWith ?who ; prov:endedAtTime ?when")
    decide(out, Verdict(claim=rejected, ruling=Ruling.ACCEPTED, **MADE))
    assert ("sweden", "condemns", "belarus") in facts(out)


def test_a_corrected_claim_stands_beside_what_the_machine_said(out):
    changes = Changes(relation="blocks", object=NewEntity("Belarusian opposition", EntityType.GROUP))
    decide(out, Verdict(claim=key(out, "condemns"), ruling=Ruling.CORRECTED, changes=changes, **MADE))
    (corrected,) = [c for c in claims(out) if c["relation"] == "blocks"]
    assert (corrected["subject"]["label"], corrected["object"]["label"]) == ("Sweden", "Belarusian opposition")
    assert (
        TEXTS["one"][slice(corrected["evidence"]["start"], corrected["evidence"]["end"])]
        == corrected["evidence"]["quote"]
    )
    assert ask(out, "?c a kg:Claim ; rdf:predicate kg:blocks ; prov:wasDerivedFrom ?old . ?old a kg:RejectedClaim")
    assert ask(out, "?c a kg:Claim ; rdf:predicate kg:blocks ; prov:wasGeneratedBy ?d . ?d a kg:Decision")
    assert not ask(out, "?c a kg:Claim ; rdf:predicate kg:condemns")


@pytest.mark.parametrize("changes", [Changes(relation="befriends"), Changes(object=Ref("person-nobody-00000000"))])
def test_a_correction_that_cannot_be_made_rejects_and_is_reported(out, changes):
    decide(out, Verdict(claim=key(out, "condemns"), ruling=Ruling.CORRECTED, changes=changes, **MADE))
    assert "condemns" not in {c["relation"] for c in claims(out)}
    (issue,) = json.loads((out / "report.json").read_text(encoding="utf-8"))["leftOut"]["issues"]
    assert issue["kind"] == "decision"
    assert "cannot be corrected" in issue["message"]


def test_a_dismissed_conflict_is_none(out):
    pair = tuple(sorted((key(out, "meets"), key(out, "meets", "two"))))
    assert ask(out, "?a kg:conflictsWith ?b")
    decide(out, Dismissal(claims=pair, **MADE))
    assert not ask(out, "?a kg:conflictsWith ?b")
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["conflicts"] == []


def test_entities_are_merged_and_renamed_and_survive_a_build(out):
    (praise,) = [c for c in claims(out) if c["object"]["label"] == "Karl Tamm"]
    refs = tuple(Ref(praise[part]["id"].rpartition("/")[2]) for part in ("subject", "object"))
    decide(out, Merge(refs=refs, **MADE), Rename(entity=refs[0], label="Hana B.", **MADE))
    (praise,) = [c for c in claims(out) if "Karl Tamm" in c["evidence"]["quote"]]
    assert praise["subject"]["id"] == praise["object"]["id"]
    assert ask(out, '?e rdf:type kg:Person ; <http://www.w3.org/2000/01/rdf-schema#label> "Hana B."')
    assert ask(out, "?m a kg:Merge ; kg:reason kg:decision")
    before = (out / "graph.trig").read_bytes()
    documents = tuple(Document(id_, text, published="2025-01-02") for id_, text in TEXTS.items())
    build(Articles(documents, (), ()), out, options=Options(page=False, fresh=True))
    assert (out / "graph.trig").read_bytes() == before
