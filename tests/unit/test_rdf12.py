"""RDF 1.2: each claim reifies a triple term that asserts nothing."""

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kgraph.cli.export import command
from kgraph.export import FORMATS, RDF12_FORMATS, exported
from kgraph.rdf import terms as t

KINDS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
REIFIES = t.term("rdf:reifies")
OLD = (t.RDF_SUBJECT, t.RDF_PREDICATE, t.RDF_OBJECT)
DENIED = """
    PREFIX kg: <https://w3id.org/kgraph/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT ?claim ?s ?p ?o { GRAPH ?g { ?claim rdf:reifies <<( ?s ?p ?o )>> ; kg:modality ?m ; kg:polarity ?polarity }
        FILTER (?m != kg:asserted || ?polarity != kg:positive) }"""


def loaded(data, name="trig"):
    dataset = ox.Store()
    dataset.load(data, format=KINDS[name])
    return dataset


def reified(dataset):
    """From claims to what they reify."""
    found = {}
    for quad in dataset.quads_for_pattern(None, REIFIES, None, None):
        assert quad.subject not in found
        found[quad.subject] = quad.object
    return found


def older(store):
    """From claims to the subject, predicate and object of the older reification."""
    found = {}
    for part in OLD:
        for quad in store.dataset.quads_for_pattern(None, part, None, None):
            found.setdefault(quad.subject, {})[part] = quad.object
    return found


@pytest.mark.parametrize("name", RDF12_FORMATS)
@pytest.mark.parametrize("which", ["three", "sample", "hostile"])
def test_claims_reify_what_the_older_reification_says(which, name, request):
    store = request.getfixturevalue(which)
    terms = reified(loaded(exported(store, name, rdf12=True), name))
    said = {claim: parts for claim, parts in older(store).items() if len(parts) == len(OLD)}
    assert said
    assert terms == {claim: ox.Triple(*(parts[part] for part in OLD)) for claim, parts in said.items()}


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_nothing_else_changes(sample, name):
    ontology = t.ontology_graph(sample.base)  # its blank nodes have other names each time they are read
    before = {quad for quad in sample.dataset if quad.graph_name != ontology}
    dataset = loaded(exported(sample, name, rdf12=True), name)
    after = {quad for quad in dataset if quad.graph_name != ontology}
    assert {quad.predicate for quad in after - before} == {REIFIES}
    assert {quad.predicate for quad in before - after} == {*OLD, t.RDF_TYPE}
    assert {quad.object for quad in before - after if quad.predicate == t.RDF_TYPE} == {t.RDF_STATEMENT}
    assert {quad.subject for quad in before - after} == set(reified(dataset))


def test_a_claim_whose_subject_is_open_stays_as_it_was(sample):
    dataset = loaded(exported(sample, "trig", rdf12=True))
    without = {claim for claim, parts in older(sample).items() if t.RDF_SUBJECT not in parts}
    assert without
    for claim in without:
        assert claim not in reified(dataset)
        assert set(dataset.quads_for_pattern(claim, None, None, None)) == set(
            sample.dataset.quads_for_pattern(claim, None, None, None)
        )


@pytest.mark.parametrize("which", ["three", "sample"])
def test_what_is_denied_or_only_possible_is_not_stated(which, request):
    store = request.getfixturevalue(which)
    dataset = loaded(exported(store, "trig", rdf12=True))
    rows = list(dataset.query(DENIED))
    assert rows
    facts = {quad.triple for quad in store.dataset.quads_for_pattern(None, None, None, t.facts_graph(store.base))}
    for row in rows:
        stated = list(dataset.quads_for_pattern(row["s"], row["p"], row["o"], None))
        # Another claim may say what this one only holds possible.
        assert not stated or ox.Triple(row["s"], row["p"], row["o"]) in facts
    denied = [row for row in rows if not list(dataset.quads_for_pattern(row["s"], row["p"], row["o"], None))]
    assert denied


def test_the_denied_training_is_found_as_a_term_only(three):
    data = exported(three, "turtle", rdf12=True)
    assert b"rdf:reifies <<( entity:belmark kg:trains entity:armedforce-northern-rebels-702ea851 )>>" in data
    dataset = loaded(data, "turtle")
    assert not dataset.query("ASK { ?s <https://w3id.org/kgraph/ns#trains> ?o }")


def test_an_empty_store(empty):
    for name in RDF12_FORMATS:
        assert not len(loaded(exported(empty, name, rdf12=True), name))


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in RDF12_FORMATS])
def test_other_formats_have_no_rdf_12(three, name, tmp_path):
    with pytest.raises(ValueError, match="take turtle"):
        exported(three, name, rdf12=True)
    done = CliRunner().invoke(command, ["-s", str(tmp_path), "--format", name, "--rdf12"])
    assert done.exit_code == 2
    assert f"RDF 1.2 cannot be written as {name}; take turtle" in done.output
