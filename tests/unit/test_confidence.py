"""How sure kgraph is of a claim: the model's file, the features of real sentences, and what is left out."""

import pytest

from kgraph.claims.confidence import BIAS, Model, confidence_model, features_of, read_model
from kgraph.claims.find import find_candidates, view_of
from kgraph.entities import find_entities
from kgraph.errors import OntologyError
from kgraph.model import DEFAULT_BASE, Claim, Document
from kgraph.nlp import read_parses
from kgraph.ontology import relations
from kgraph.pipeline import extract

HEADER = "feature\tweight\n"


def features(text):
    """The features of each claim of a text, by its relation."""
    [(document, parse)] = read_parses([Document("a", text)])
    view = view_of(document, parse, find_entities(document, parse, base=DEFAULT_BASE), base=DEFAULT_BASE)
    return {
        candidate.outcome.relation: set(features_of(view, candidate.draft, candidate.outcome))
        for candidate in find_candidates(view)
        if isinstance(candidate.outcome, Claim)
    }


def test_weights_add_up_to_a_probability():
    model = Model({BIAS: 1.0, "passive": -1.0, "negative": 0.5})
    assert model.estimate([]) == 0.73
    assert model.estimate(["passive"]) == 0.5
    assert model.estimate(["passive", "negative", "unheard of"]) == 0.62
    assert Model({BIAS: 20.0}).estimate([]) == 0.99
    assert Model({BIAS: -20.0}).estimate([]) == 0.01


def test_the_order_of_features_makes_no_difference():
    model = Model(dict(zip("abcdefg", (0.1, 0.2, 0.3, 1e-9, -0.7, 0.111, 3), strict=True)))
    assert len({model.estimate(order) for order in ("abcdefg", "gfedcba", "dgacfbe")}) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(threshold)\t0.5\npassive\tmuch\n", "conf.tsv:3: the weight of 'passive' is no number"),
        ("(threshold)\t0.5\npassive\t1\npassive\t2\n", "conf.tsv:4: 'passive' stands twice"),
        ("passive\t1\n", r"needs a \(threshold\) between 0 and 1"),
        ("(threshold)\t1.5\n", r"needs a \(threshold\) between 0 and 1"),
    ],
)
def test_a_broken_file_is_named(tmp_path, text, message):
    (tmp_path / "conf.tsv").write_text(HEADER + text)
    with pytest.raises(OntologyError, match=message):
        read_model(tmp_path / "conf.tsv")


def test_a_file_gives_its_weights_and_its_threshold(tmp_path):
    (tmp_path / "conf.tsv").write_text(f"# a comment\n{HEADER}(threshold)\t0.4\n(bias)\t0\npassive\t-1\n")
    model = read_model(tmp_path / "conf.tsv")
    assert (model.threshold, model.estimate([]), model.estimate(["passive"])) == (0.4, 0.5, 0.27)


def test_the_weights_are_of_relations_that_there_are():
    named = {name.removeprefix("relation ") for name in confidence_model().weights if name.startswith("relation ")}
    assert named <= relations().keys()


def test_features_tell_how_the_parts_are_named_and_hang():
    plain = features("Russia attacked Ukraine.")["attacks"]
    assert {"rule verb", "relation attacks", "subject by name", "object by name", "actor to actor"} <= plain
    assert {"predicate as ROOT", "subject is Country", "object is Country"} <= plain
    assert not {"passive", "attributed", "subject of another word", "sentence without verb"} & plain
    passive = features("The soldiers said that the harbour had been attacked on Friday.")["attacks"]
    assert {"passive", "attributed", "subject is open", "predicate as ccomp", "nobody to thing"} <= passive
    listed = features("Japan sent ships. It may not attack Mali and Chad.")["attacks"]
    assert {"subject by pronoun", "negative", "possible"} <= listed


def test_headlines_and_sentences_without_a_verb_are_noted():
    headline = features("Rebels attack convoy\n\nRebels attacked a convoy in Mali on Friday.")
    assert "headline" not in headline["attacks"]
    assert "sentence without verb" in features("An attack by Russia on Ukraine.")["attacks"]


def test_a_plain_claim_is_surer_than_a_far_fetched_one():
    plain, fetched = extract(
        [Document("a", "Russia attacked Ukraine."), Document("b", "Rebels came to the town. They attacked it.")],
        min_confidence=0,
    )
    sure = plain.claims[0].confidence
    assert sure == round(sure, 2) > 0.85 > fetched.claims[-1].confidence
    assert fetched.claims[-1].relation == "attacks"


@pytest.mark.parametrize(("least", "kept"), [(0, 1), (None, 1), (1, 0)])
def test_claims_that_are_less_sure_are_left_out_and_noted(least, kept):
    [reading] = extract([Document("a", "Russia attacked Ukraine.")], min_confidence=least)
    assert len(reading.claims) == kept
    unsure = [issue for issue in reading.issues if issue.kind == "unsure"]
    assert len(unsure) == 1 - kept
    for issue in unsure:
        assert issue.quote == "Russia attacked Ukraine"
        assert issue.message.startswith("Russia attacks Ukraine: confidence 0.")
        assert issue.message.endswith("below 1")
