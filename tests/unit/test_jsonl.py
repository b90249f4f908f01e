"""Claims as JSON Lines: what is written, what is read, what is refused."""

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

from kgraph import jsonl
from kgraph.errors import ClaimError
from kgraph.model import Bound, Claim, Entity, EntityType, Evidence, Mentions, Modality, Polarity, Quantity, Span
from kgraph.resources import ontology_dir

NORLAND = Entity("https://example.org/entity/norland", "Norland", EntityType.COUNTRY, ("Norland", "Norrby"))
GUNS = Entity("https://example.org/entity/guns", "guns", EntityType.MATERIEL)
CLAIM = Claim(
    id="https://example.org/claim/1",
    subject=NORLAND,
    relation="supplies",
    object=GUNS,
    attributed_to=(NORLAND,),
    modality=Modality.EXPECTED,
    polarity=Polarity.NEGATIVE,
    evidence=Evidence("a.txt", 3, 10, "won't 🙂"),
    quantity=Quantity(Decimal("1.50"), "guns", Bound.RANGE, Decimal("1.50"), Decimal("2E+3")),
    time="2024-10",
    confidence=0.5,
)
LINE = jsonl.dumps(CLAIM)


def broken(**fields):
    return json.dumps({**json.loads(LINE), **fields})


def test_a_line_has_the_keys_of_the_guide_in_its_order():
    keys = ["id", "subject", "relation", "object", "theme", "attributedTo", "modality", "polarity", "quantity"]
    assert list(json.loads(LINE)) == [*keys, "time", "place", "evidence", "confidence"]


def test_figures_are_plain_json_numbers_without_idle_zeros():
    assert '"quantity": {"value": 1.5, "low": 1.5, "high": 2000, "unit": "guns", "bound": "range"}' in LINE


def test_low_and_high_are_written_for_ranges_only():
    exact = replace(CLAIM, quantity=Quantity(Decimal(7), "guns"))
    assert json.loads(jsonl.dumps(exact))["quantity"] == {"value": 7, "unit": "guns", "bound": "exact"}


def test_text_is_written_as_it_is():
    assert "won't 🙂" in LINE


def test_allegations_and_mentions_are_written_where_there_are_any():
    mentions = Mentions(subject=Span(3, 4), attributed_to=(None, Span(4, 6)))
    line = json.loads(jsonl.dumps(replace(CLAIM, alleged=True, mentions=mentions)))
    assert line["alleged"] is True
    assert line["mentions"] == {
        "subject": [3, 4],
        "object": None,
        "theme": None,
        "place": None,
        "attributedTo": [None, [4, 6]],
    }


def test_claims_made_by_others_may_leave_out_what_is_optional():
    line = {
        "id": "https://example.org/claim/2",
        "subject": None,
        "relation": "kills",
        "object": {"id": "https://example.org/entity/x", "label": "x", "type": "Group"},
        "attributedTo": [],
        "modality": "asserted",
        "polarity": "positive",
        "evidence": {"document": "d", "start": 0, "end": 1, "quote": "x"},
        "annotator": "ann",
    }
    (claim,) = jsonl.read_claims([json.dumps(line)], source="x")
    assert (claim.theme, claim.quantity, claim.time, claim.place, claim.confidence) == (None, None, None, None, 1)
    assert claim.object.aliases == ()


def test_a_byte_order_mark_and_empty_lines_are_passed_over():
    assert list(jsonl.read_claims(["\ufeff" + LINE + "\n", "\n", "  \n", LINE], source="x")) == [CLAIM, CLAIM]


def test_reading_is_lazy():
    claims = jsonl.read_claims([LINE, "broken"], source="x")
    assert next(claims) == CLAIM
    with pytest.raises(ClaimError):
        next(claims)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON at column 2"),
        ("[1]", "not a JSON object"),
        ("{}", "id: Field required (and 7 more)"),
        (broken(modality="sure"), "modality: Input should be 'asserted'"),
        (broken(relation="kills people"), "relation: 'kills people' is no name of a relation"),
        (broken(attributedTo=None), "attributedTo: Input should be a valid tuple"),
        (broken(confidence=1.2), "confidence lies between 0 and 1"),
        (broken(evidence={"document": "d", "start": 0, "end": 3, "quote": "x"}), "does not fit its quote"),
        (broken(mentions={"subject": [5, 5]}), "mentions.subject: not a span: [5, 5)"),
        (broken(mentions={"subject": [5]}), "mentions.subject"),
        (broken(quantity={"value": 1, "unit": "x", "low": 1}), "low and high belong to a range"),
        (LINE.replace("1.5", "NaN"), "NaN is no number"),
        (LINE.replace("1.5", "1e400"), "more than 18 digits"),
        (LINE.replace("Norrby", r"\ud800"), "surrogates not allowed"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_broken_line_is_named_with_what_to_do(line, complaint):
    with pytest.raises(ClaimError) as raised:
        list(jsonl.read_claims([LINE, line], source="claims.jsonl"))
    message = str(raised.value)
    assert message.startswith("claims.jsonl:2: ")
    assert complaint in message
    assert "mend the line" in message
    assert "\n" not in message


def test_the_order_of_claims_is_document_start_end_id():
    claims = [
        replace(CLAIM, id=id_, evidence=Evidence(document, start, end, "x" * (end - start)))
        for id_, document, start, end in [("b", "a", 1, 3), ("a", "b", 0, 1), ("a", "a", 1, 3), ("c", "a", 1, 2)]
    ]
    ordered = sorted(claims, key=jsonl.sort_key)
    assert [(c.evidence.document, c.evidence.end, c.id) for c in ordered] == [
        ("a", 2, "c"),
        ("a", 3, "a"),
        ("a", 3, "b"),
        ("b", 1, "a"),
    ]


def test_the_shipped_schema_is_the_one_of_the_types():
    shipped = json.loads((ontology_dir() / "claim.schema.json").read_text(encoding="utf-8"))
    assert shipped == jsonl.claim_schema()


def test_the_schema_takes_our_lines_and_refuses_others():
    schema = jsonl.claim_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(LINE), schema)
    for wrong in (
        {"modality": "sure"},
        {"quantity": {"value": "7", "unit": "guns", "bound": "exact"}},
        {"confidence": 2},
        {"relation": "Kills"},
        {"object": None},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**json.loads(LINE), **wrong}, schema)


def test_writing_claims_does_not_import_pydantic():
    code = "import sys, kgraph.jsonl; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
