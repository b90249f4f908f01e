"""Merging against gold, on cases made by hand: which pairs are right, wrong, missed, unseen, and B-cubed."""

import pytest

from kgraph.errors import ReadError
from kgraph.evaluate import (
    FoundMention,
    GoldMention,
    Matched,
    b_cubed,
    judge_pairs,
    match_mentions,
    mention_files,
    merging_json,
    merging_report,
    merging_rows,
    read_mentions,
)
from kgraph.model import EntityType, Span

HEADER = "document\tstart\tend\tsurface\tentity\ttype\n"


def gold(entity, document="a", start=0, end=4, type_=EntityType.PERSON):
    return GoldMention(document, Span(start, end), "Tamm", entity, type_)


def matched(entity, found, document="a", type_=EntityType.PERSON):
    return Matched(gold(entity, document, type_=type_), found)


def found(start, end, *, head, entity, document="a"):
    return FoundMention(document, Span(start, end), Span(*head), entity)


def rows(*mentions):
    return {row.name: row for row in merging_rows(judge_pairs(mentions))}


def test_pairs_are_right_wrong_missed_or_unseen():
    row = rows(
        matched("tamm", "x", "a"),
        matched("tamm", "x", "b"),
        matched("tamm", "y", "c"),
        matched("tamm", None, "d"),
        matched("other", "x", "e"),
    )["across documents"]
    assert (row.right, row.wrong, row.missed, row.unseen) == (1, 2, 2, 3)
    assert row.pairs == 6
    assert row.precision == pytest.approx(1 / 3)
    assert row.recall == pytest.approx(1 / 3)
    assert row.of_all == pytest.approx(1 / 6)


def test_pairs_of_one_document_count_apart_from_those_of_two():
    row = rows(matched("tamm", "x"), matched("tamm", "x"), matched("tamm", "y", "b"))
    assert (row["in one document"].right, row["in one document"].missed) == (1, 0)
    assert (row["across documents"].right, row["across documents"].missed) == (0, 2)


def test_two_unseen_mentions_of_two_entities_are_not_joined():
    row = rows(matched("tamm", None), matched("other", None, "b"))["across documents"]
    assert (row.wrong, row.pairs) == (0, 0)
    assert row.precision is None
    assert row.recall is None


def test_a_wrong_pair_of_two_types_counts_under_both():
    row = rows(matched("georgia", "x"), matched("georgia-melnyk", "x", "b"), matched("tbilisi", "y", "c"))
    assert row["across documents"].wrong == 1
    place = rows(matched("georgia", "x", type_=EntityType.COUNTRY), matched("georgia-melnyk", "x", "b"))
    assert place["- Country"].wrong == place["- Person"].wrong == 1


def test_a_mention_is_matched_by_its_head_and_the_tightest_span_wins():
    of_bank = gold("bank", start=10, end=24)  # 'Bank of Latvia'
    inner = found(18, 24, head=(18, 24), entity="latvia")
    outer = found(6, 24, head=(10, 14), entity="bank")
    assert match_mentions([of_bank], [inner, outer]) == (Matched(of_bank, "bank"),)


def test_a_longer_phrase_that_ends_with_the_name_speaks_of_it_and_one_that_goes_on_does_not():
    union = gold("union", start=10, end=26)  # 'Workers of Ghana' in 'the union Workers of Ghana'
    assert match_mentions([union], [found(0, 26, head=(4, 9), entity="x")])[0].entity == "x"
    assert match_mentions([union], [found(0, 40, head=(30, 40), entity="x")])[0].entity is None


def test_mentions_of_other_documents_are_not_looked_at():
    assert match_mentions([gold("tamm")], [found(0, 4, head=(0, 4), entity="x", document="b")])[0].entity is None


def test_b_cubed_is_the_mean_over_mentions():
    """Of a, a, a, b joined as {a a} {a b}: precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4."""
    value = b_cubed([matched("a", "x"), matched("a", "x"), matched("a", "y"), matched("b", "y")])
    assert value.precision == pytest.approx(3 / 4)
    assert value.recall == pytest.approx(2 / 3)
    assert value.f1 == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))


def test_b_cubed_takes_each_unseen_mention_for_an_entity_of_its_own():
    value = b_cubed([matched("a", None), matched("a", None)])
    assert (value.precision, value.recall) == (1.0, 0.5)
    assert b_cubed([]) is None


def test_the_listing_shows_both_mentions_once_for_all_pairs_of_the_same_two():
    mentions = [
        matched("tamm", "e/x"),
        matched("tamm", "e/y", "b"),
        matched("tamm", "e/y", "c"),
        matched("z", "e/x", "d"),
    ]
    shown = merging_report([*mentions, matched("z", None, "e")], details=True)
    assert "missed  tamm: a:0 «Tamm» | b:0 «Tamm»  (2 pairs; x, y)" in shown
    assert "wrong   tamm, z: a:0 «Tamm» = d:0 «Tamm»  (1 pair; x)" in shown
    assert "unseen  z: e:0 «Tamm»" in shown
    assert shown.count("\nmissed  ") == 1
    assert '"pairs": 3' in merging_json(mentions)


def test_gold_is_found_below_a_folder(tmp_path):
    (tmp_path / "dev").mkdir()
    file = tmp_path / "dev" / "mentions.tsv"
    file.write_text(HEADER + "a.txt\t0\t4\tTamm\tkarl-tamm\tPerson\n", encoding="utf-8")
    assert mention_files(tmp_path) == mention_files(file) == [file]
    assert mention_files(tmp_path / "gold.jsonl") == []
    assert read_mentions(file) == [GoldMention("a.txt", Span(0, 4), "Tamm", "karl-tamm", EntityType.PERSON)]


@pytest.mark.parametrize(
    "line", ["a.txt\tx\t4\tTamm\tt\tPerson", "a.txt\t4\t4\tTamm\tt\tPerson", "a\t0\t4\tTamm\tt\tMan", "a"]
)
def test_a_line_that_is_no_mention_is_named(tmp_path, line):
    file = tmp_path / "mentions.tsv"
    file.write_text(HEADER + line + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"mentions\.tsv:2"):
        read_mentions(file)
