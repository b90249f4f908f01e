"""From what people type to decisions: fields of claims, spreadsheets, the sentence around some words."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.browse import Appearing, Directory, Known, MergedNames
from kgraph.deciding import Conflict, DoubtfulClaim, DoubtfulMerge, Signature
from kgraph.deciding.doubts import Settled
from kgraph.deciding.fields import FIELDS, FieldError, changed, read_field, text_of
from kgraph.deciding.pages import page, sentence
from kgraph.deciding.rulings import accepted, rejected
from kgraph.deciding.sheet import COLUMNS, Clerk, read_sheet, write_sheet
from kgraph.decisions import Decisions, NewEntity, Ref
from kgraph.errors import DecisionError
from kgraph.model import Bound, Claim, Document, Entity, EntityType, Evidence, Modality, Polarity, Quantity

BASE = "https://example.org/"
SIGNED = Signature("Ada", "2026-03-01T09:30:00Z")
RELATIONS = ("aids", "trains")


def entity(key, label, type_=EntityType.PERSON):
    return Entity(f"{BASE}entity/{key}", label, type_)


def known(key, label, *documents, local=None):
    appearances = tuple(
        Appearing(document, f"{BASE}entity/{local or key}", label, "Person", (label,)) for document in documents
    )
    return Known(f"{BASE}entity/{key}", key, label, "Person", 1, appearances)


def directory(*entities):
    return Directory(BASE, {each.iri: each for each in entities})


def claim(subject, object_, *, quote="They met.", id_="c1", **fields):
    made = Claim(
        id=f"{BASE}claim/{id_}",
        subject=subject,
        relation="aids",
        object=object_,
        attributed_to=(),
        modality=Modality.ASSERTED,
        polarity=Polarity.POSITIVE,
        evidence=Evidence("d1", 0, len(quote), quote),
    )
    return replace(made, **fields)


KARL, ANA = known("karl", "Karl Tamm", "d1", "d2"), known("ana", "Ana Ruiz", "d1")
PEOPLE = directory(KARL, ANA)
MEETING = claim(entity("karl", "Karl Tamm"), entity("ana", "Ana Ruiz"))


# --- fields


def test_an_unchanged_claim_changes_nothing():
    full = replace(
        MEETING,
        theme=MEETING.object,
        place=MEETING.object,
        attributed_to=(MEETING.object, MEETING.subject),
        time="2024-10/2024-12",
        quantity=Quantity(Decimal("1234.5"), "USD", Bound.MIN),
    )
    texts = {field: text_of(full, field, PEOPLE) for field in FIELDS}
    assert texts["speakers"] == "Ana Ruiz; Karl Tamm"
    changes, wrong = changed(full, texts, PEOPLE, RELATIONS)
    assert not changes
    assert not wrong


def test_one_of_two_namesakes_is_written_by_its_key():
    two = directory(KARL, known("karl-2", "Karl Tamm", "d3"))
    assert text_of(MEETING, "subject", two) == "karl"
    assert read_field("subject", "karl-2", two, RELATIONS, document="d3") == Ref("karl-2")
    with pytest.raises(FieldError, match="may be karl"):
        read_field("subject", "Karl Tamm", two, RELATIONS)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("10,000 soldiers", Quantity(Decimal(10000), "soldiers")),
        ("about 2.5 USD", Quantity(Decimal("2.5"), "USD", Bound.APPROX)),
        ("at least 3 ships", Quantity(Decimal(3), "ships", Bound.MIN)),
        ("at most 3 ships", Quantity(Decimal(3), "ships", Bound.MAX)),
        ("10 to 12 tank men", Quantity(Decimal(10), "tank men", Bound.RANGE, Decimal(10), Decimal(12))),
    ],
)
def test_figures_are_read_as_they_are_written(text, quantity):
    assert read_field("quantity", text, PEOPLE, RELATIONS) == quantity
    assert text_of(replace(MEETING, quantity=quantity), "quantity", PEOPLE) == text


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("quantity", "many", "no figure"),
        ("quantity", "1.2.3 men", "no figure"),
        ("quantity", "about 1 to 2 men", "no figure"),
        ("time", "23/10/2024", "ISO 8601"),
        ("polarity", "maybe", "positive, negative"),
        ("object", "", "cannot be empty"),
        ("object", "Otto [Human]", "no type of entities"),
        ("object", "Otto", "Karl Tamm [Person]"),
    ],
)
def test_what_is_no_value_is_told(field, text, told):
    with pytest.raises(FieldError) as raised:
        read_field(field, text, PEOPLE, RELATIONS)
    assert told in str(raised.value)


def test_what_is_emptied_is_taken_away():
    changes, wrong = changed(replace(MEETING, time="2024"), {"time": "", "subject": ""}, PEOPLE, RELATIONS)
    assert changes.without == ("subject", "time")
    assert not wrong


def test_a_new_entity_has_its_type_behind_it():
    assert read_field("object", "Otto Ilves [person]", PEOPLE, RELATIONS) == NewEntity("Otto Ilves", EntityType.PERSON)


def test_an_entity_is_named_as_the_document_has_it():
    merged = replace(KARL, appearances=(*KARL.appearances, *known("tamm", "Tamm", "d3").appearances))
    people = directory(merged, known("russia", "Russia", "d2"))
    assert read_field("object", "Karl Tamm", people, RELATIONS, document="d3") == Ref("tamm")
    assert read_field("object", "russia", people, RELATIONS, document="d3") == Ref("russia")
    elsewhere = read_field("object", "Karl Tamm", people, RELATIONS, document="d9")
    assert elsewhere == NewEntity("Karl Tamm", EntityType.PERSON)


# --- spreadsheets

hostile = st.text(st.sampled_from("'=+-@\t\r\n,;\"ab \uff1d|\u00e9"), min_size=1, max_size=8).filter(str.strip)


@given(hostile, hostile, hostile)
def test_no_cell_is_a_formula_and_all_come_back(label, quote, note):
    person = known("p", label, "d1")
    people = directory(person, ANA)
    doubt = DoubtfulClaim("c1", claim(entity("p", label), entity("ana", "Ana Ruiz"), quote=quote))
    text = write_sheet([doubt], {}, people)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert not any(cell.startswith(tuple("=+-@\t\r\n\uff1d")) for cell in rows[0].values())
    rows[0]["decision"] = "accept"
    rows[0]["note"] = note
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    settled = Settled(Decisions(), BASE)
    made, problems = read_sheet(out.getvalue(), [doubt], settled, Clerk(people, RELATIONS, SIGNED))
    assert problems == []
    assert [each.decision.claim for each in made] == ["c1"]


def test_the_same_doubts_give_the_same_sheet():
    doubts = [DoubtfulClaim("c1", MEETING)]
    assert write_sheet(doubts, {}, PEOPLE) == write_sheet(doubts, {}, PEOPLE)


# --- merges


def doubtful(left, right):
    merged = Known(f"{BASE}entity/karl", "karl", "Karl Tamm", "Person", 1, (*left.appearances, *right.appearances))
    merge = MergedNames(merged.iri, left.label, right.label, "name-part", 0.8)
    right_ones = right.appearances if right.label != left.label else ()
    return DoubtfulMerge("m", merge, merged, left.appearances, right_ones), directory(merged)


def test_a_merge_that_is_right_is_confirmed_and_settled():
    doubt, people = doubtful(KARL, known("tamm", "Tamm", "d3"))
    (made,) = accepted(doubt, SIGNED, people)
    assert (made.decision.refs, made.decision.confirmed) == ((Ref("karl"), Ref("tamm")), True)
    assert Settled(Decisions((made.decision,)), BASE).has(doubt)
    assert Settled(Decisions((made.decision,)), BASE).has_id("merge", "tamm karl")
    assert not Settled(Decisions(), BASE).has(doubt)


def test_a_merge_that_is_wrong_parts_the_names():
    doubt, people = doubtful(KARL, known("tamm", "Tamm", "d3"))
    (made,) = rejected(doubt, SIGNED, people)
    assert made.decision.groups == ((Ref("karl"),), (Ref("tamm"),))
    assert made.words == "Karl Tamm is not Tamm"
    assert Settled(Decisions((made.decision,)), BASE).has(doubt)


def test_equal_names_do_not_tell_whom_to_part():
    doubt, people = doubtful(KARL, known("karl", "Karl Tamm", "d3"))
    with pytest.raises(DecisionError, match="kgraph entities split karl DOCUMENT"):
        rejected(doubt, SIGNED, people)
    (made,) = accepted(doubt, SIGNED, people)
    assert made.decision.refs == (Ref("karl", "d1"), Ref("karl", "d2"))


# --- pages


def test_the_sentence_around_some_words():
    text = 'It was late. "They met in Oslo." Then it rained.\nHEADLINE'
    start, end = text.index("met"), text.index(" in")
    assert text[slice(*sentence(text, start, end))] == '"They met in Oslo." '
    assert sentence("no end", 0, 2) == (0, 6)


def test_a_page_shows_the_words_and_steers_no_terminal():
    text = "First. They \x1b[31mmet here\x07. Last."
    start = text.index("met")
    quoted = replace(MEETING, evidence=Evidence("d1", start, start + 8, "met here"))
    shown = page(DoubtfulClaim("c1", quoted), {"d1": Document("d1", text)}, width=60, paint=lambda words, _: words)
    assert "[met here]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    painted = page(DoubtfulClaim("c1", quoted), {"d1": Document("d1", text)}, width=60, paint="<{0}:{1}>".format)
    assert "<met here:ask>" in painted


def test_a_page_of_a_conflict_shows_both():
    other = replace(MEETING, polarity=Polarity.NEGATIVE)
    shown = page(Conflict("c1 c2", MEETING, other), {}, width=60, paint=lambda words, _: words)
    assert "The first\n  Karl Tamm aids Ana Ruiz\n" in shown
    assert "The second\n  Karl Tamm not aids Ana Ruiz\n" in shown
