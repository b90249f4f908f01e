import json
from decimal import Decimal

import pytest

from kgraph.errors import ReadError
from kgraph.evaluate import (
    FIGURES,
    By,
    brier,
    calibration_error,
    compare,
    corpus_json,
    corpus_report,
    evaluate,
    gold_json,
    gold_report,
    judge,
    listing,
    macro,
    pooled,
    read_corpus,
    reliability,
    row,
    rows_by,
    table,
    verdicts,
)
from kgraph.evaluate.matching import fold, meets, related
from kgraph.model import Bound, Claim, Entity, EntityType, Evidence, Modality, Polarity, Quantity


def gold(start=0, end=10, **fields):
    line = {"subject": ["Russia"], "relation": ["trains"], "object": ["soldiers"], "attributedTo": None}
    return line | {"modality": "asserted", "polarity": "positive", "start": start, "end": end, "quote": "x"} | fields


def entity(label, *aliases):
    return {"id": "urn:x", "label": label, "type": "Thing", "aliases": list(aliases)}


def claim(start=0, end=10, *, document="a", **fields):
    line = {"subject": entity("Russia"), "relation": "trains", "object": entity("soldiers"), "attributedTo": []}
    evidence = {"document": document, "start": start, "end": end, "quote": "x" * (end - start)}
    return line | {"modality": "asserted", "polarity": "positive", "evidence": evidence} | fields


def figures(golds, claims):
    return compare("a", golds, claims).figures()


# --- names


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("The Russian Federation", "Moscow"),
        ("U.S.", "United States of America"),
        ("Kim's sister", "kim sister"),
        ("10,000", "about 10000"),
        ("Mr. Osk", "Osk"),
        ("the", "The"),
    ],
)
def test_names_that_fold_to_one(name, other):
    assert fold(name) == fold(other)


@pytest.mark.parametrize(
    ("accepted", "entity_", "met"),
    [
        (["North Korean soldiers"], entity("the North Korean soldiers in Kursk"), True),
        (["North Korean soldiers in Kursk"], entity("North Korean soldiers"), True),
        (["soldiers"], entity("North Korean soldiers"), False),
        (["Kursk"], entity("front", "Kursk"), True),
        (["a b c d e f g h i"], entity("a b c d e f g h i"), False),
        (["x"], entity("y", *[str(n) for n in range(12)], "x"), False),
        ([None, "Russia"], None, True),
        (["Russia"], None, False),
        ([None], entity("Russia"), False),
        (["art of war"], entity("start of war"), False),
    ],
)
def test_when_a_name_meets_an_accepted_one(accepted, entity_, met):
    assert meets(accepted, entity_) is met


@pytest.mark.parametrize(
    ("relation", "accepted", "fits"),
    [
        ("equips", ["supplies"], True),
        ("supplies", ["aids"], True),
        ("equips", ["aids"], False),
        ("kills", ["attacks", "hasCasualties"], True),
        ("trains", ["supplies"], False),
    ],
)
def test_narrower_and_broader_relations_fit(relation, accepted, fits):
    assert related(relation, accepted) is fits


# --- pairing


def test_a_gold_line_takes_the_claim_that_overlaps_it_most():
    found = figures([gold(0, 10), gold(20, 30)], [claim(19, 30), claim(5, 12), claim(0, 10)])
    assert (found["right"], found["wrong"], found["repeats"]) == (2, 0, 1)
    assert found["evidence"] == 1.0


def test_a_claim_that_overlaps_nothing_is_right_at_last():
    found = figures([gold(0, 10)], [claim(50, 60)])
    assert (found["right"], found["evidence"]) == (1, 0.0)


def test_the_theme_may_stand_for_the_object():
    assert figures([gold(object=["shells"])], [claim(theme=entity("shells"))])["right"] == 1


@pytest.mark.parametrize(("relation", "right"), [("meets", 1), ("fights", 1), ("trains", 0)])
def test_mutual_relations_match_either_way(relation, right):
    turned = claim(relation=relation, subject=entity("Kyiv"), object=entity("Moscow"))
    assert figures([gold(relation=[relation], object=["Ukraine"])], [turned])["right"] == right


def test_optional_lines_count_neither_for_nor_against():
    found = figures([gold(0, 10), gold(20, 30, object=["recruits"], optional=True)], [claim()])
    assert (found["gold"], found["recall"]) == (1, 1.0)
    found = figures([gold(optional=True)], [claim()])
    assert (found["gold"], found["right"], found["wrong"], found["recall"], found["f1"]) == (0, 0, 0, 0.0, 0.0)
    assert found["polarity"] == 1.0  # its fields count


# --- fields


@pytest.mark.parametrize(
    ("accepted", "speakers", "right"),
    [
        (None, [], 1.0),
        (None, ["Osk"], 0.0),
        (["Osk"], ["Osk"], 1.0),
        (["Osk"], ["reports", "Mina Osk", "Osk"], 1.0),
        (["Osk"], [], 0.0),
        (["Osk", None], [], 1.0),
    ],
)
def test_speakers(accepted, speakers, right):
    found = figures([gold(attributedTo=accepted)], [claim(attributedTo=[entity(name) for name in speakers])])
    assert found["attribution"] == right


def test_the_other_fields():
    lines = [
        gold(0, 10, modality="possible", polarity="negative", quantity={"value": 200, "unit": "men"}),
        gold(20, 30, quantity={"value": 3e6, "unit": "men"}),
        gold(40, 50),
    ]
    claims = [
        claim(0, 10, modality="possible", polarity="positive", quantity={"value": 200.00001, "unit": "x"}),
        claim(20, 30, quantity={"value": 3000001, "unit": "men"}),
        claim(40, 50),
    ]
    found = figures(lines, claims)
    assert (found["modality"], found["polarity"], found["quantity"]) == (1.0, 0.667, 1.0)
    assert (found["nonasserted_recall"], found["negative_recall"], found["quantified_recall"]) == (1.0, 0.0, 1.0)
    assert found["attributed_recall"] is None


def test_hard_kinds_that_were_missed_count_against():
    lines = [gold(0, 10, attributedTo=["Osk"]), gold(20, 30, object=["recruits"], attributedTo=["Osk"])]
    assert figures(lines, [claim(attributedTo=[entity("Osk")])])["attributed_recall"] == 0.5


def test_nothing_found():
    found = figures([gold()], [claim(relation="meets")])
    assert (found["precision"], found["recall"], found["f1"], found["wrong"]) == (0.0, 0.0, 0.0, 1)
    assert [found[name] for name in ("attribution", "modality", "evidence")] == [None, None, None]


def test_every_figure_has_its_place():
    assert list(figures([gold()], [claim()])) == [
        *("gold", "claims", "right", "wrong", "repeats", "precision", "recall", "f1"),
        "repeated",
        *("attribution", "modality", "polarity", "quantity", "evidence"),
        *("attributed_recall", "nonasserted_recall", "negative_recall", "quantified_recall"),
    ]


# --- several documents

JUDGED = [
    judge("a", [gold()], [claim(), claim(relation="meets")]),
    judge("b", [gold(), gold(20, 30, quantity={"value": 1, "unit": "x"})], []),
]
TWO = [row(document) for document in JUDGED]


def test_means_weigh_documents_alike_and_totals_weigh_lines():
    assert macro(TWO)["precision"] == 0.25
    assert macro(TWO)["recall"] == 0.5
    assert macro(TWO)["quantified_recall"] == 0.0
    assert macro(TWO)["negative_recall"] is None
    total = pooled(TWO).figures()
    assert (total["gold"], total["right"], total["precision"], total["recall"]) == (3, 1, 0.5, 0.333)


def test_the_table_has_a_row_a_document_and_the_means():
    lines = table(TWO).splitlines()
    assert [line.split()[0] for line in lines] == ["document", "a", "b", "mean", "total"]
    assert len(lines[1].split()) == len(FIGURES) + 1
    assert len(table(TWO[:1]).splitlines()) == 2


def test_what_was_missed_and_what_was_wrong_is_listed():
    assert listing(JUDGED) == [
        f"wrong   a: Russia --meets--> soldiers  «{'x' * 10}»",
        "missed  b: Russia --trains--> soldiers  «x»",
        "missed  b: Russia --trains--> soldiers  «x»",
    ]


# --- by relation and by phenomenon

GOLDS = [
    gold(0, 10),
    gold(20, 30, relation=["supplies", "aids"], object=["shells"], attributedTo=["Osk"]),
    gold(40, 50, relation=["meets"], subject=[None, "Russia"], modality="expected", polarity="negative"),
    gold(60, 70, relation=["aids"], object=["bread"], quantity={"value": 3, "unit": "x"}, optional=True),
]
CLAIMS = [
    claim(),
    claim(20, 30, relation="aids", object=entity("shells"), modality="possible"),
    claim(22, 30, relation="aids", object=entity("shells")),
    claim(80, 90, relation="meets", object=entity("Kyiv"), attributedTo=[entity("Osk")], modality="expected"),
    claim(60, 70, relation="aids", object=entity("bread")),
]


def counts_by(by, *names):
    rows = rows_by([judge("a", GOLDS, CLAIMS)], by)
    return {row.name: tuple(getattr(row, name) for name in names) for row in rows}


def test_rows_by_relation_take_the_best_relation_of_a_gold_line():
    assert counts_by(By.RELATION, "gold", "right", "wrong", "repeats") == {
        "aids": (0, 0, 0, 1),
        "meets": (1, 0, 1, 0),
        "supplies": (1, 1, 0, 0),
        "trains": (1, 1, 0, 0),
    }


def test_rows_by_phenomenon_count_a_line_under_each_of_its_own():
    assert counts_by(By.PHENOMENON, "gold", "right", "wrong") == {
        "agent left open": (1, 0, 0),
        "attributed": (1, 1, 1),
        "expected": (1, 0, 1),
        "figure": (0, 0, 0),
        "negative": (1, 0, 0),
        "plain": (1, 1, 0),
        "possible": (0, 0, 0),
    }


def test_rows_over_documents_add_up():
    one = judge("a", GOLDS, CLAIMS)
    [twice, once] = (rows_by(documents, By.RELATION) for documents in ([one, one], [one]))
    assert [row.claims for row in twice] == [2 * row.claims for row in once]
    assert sum(row.claims for row in once) == len(CLAIMS)


def test_the_list_shows_wrong_fields_under_each_relation():
    lines = listing([judge("a", GOLDS, CLAIMS)], by=By.RELATION)
    assert [line for line in lines if not line.startswith(" ")] == ["aids:", "meets:", "supplies:"]
    assert f"  field   a: Russia --aids--> shells modality possible, not asserted  «{'x' * 10}»" in lines
    assert f"  field   a: Russia --aids--> shells attribution nobody, not Osk  «{'x' * 10}»" in lines


# --- confidence


def test_reliability_leaves_out_repeats_and_optional_lines():
    golds = [gold(), gold(60, 70, relation=["aids"], object=["bread"], optional=True)]
    claims = [
        claim(confidence=0.8),
        claim(2, 10, confidence=0.1),
        claim(60, 70, relation="aids", object=entity("bread"), confidence=0.2),
        claim(relation="meets", confidence=0.86),
        claim(relation="meets", confidence=1),
        claim(relation="meets"),
    ]
    found = verdicts([judge("a", golds, claims)])
    assert sorted(found) == [(0.8, True), (0.86, False), (1.0, False)]
    assert [(b.low, b.high, b.claims, b.confidence, b.right) for b in reliability(found)] == [
        (0.8, 0.9, 2, 0.83, 0.5),
        (0.9, 1.0, 1, 1.0, 0.0),
    ]
    assert brier([(0.8, True), (0.5, False)]) == 0.145
    assert calibration_error(reliability(found)) == 0.553
    assert (brier([]), calibration_error([])) == (None, None)


# --- reports


def test_the_report_of_gold():
    judged = [judge("a", GOLDS, CLAIMS)]
    report = json.loads(gold_json(judged, by=By.RELATION))
    assert report["rows"]["supplies"]["recall"] == 1.0
    assert report["mean"]["precision"] == 0.667
    assert (report["reliability"], report["brier"]) == ([], None)
    assert "confidence" not in gold_report(judged, by=By.DOCUMENT)
    sure = [judge("a", [gold()], [claim(confidence=0.7)])]
    table_, reliable = gold_report(sure, by=By.DOCUMENT).split("\n\n")
    assert table_.startswith("document")
    assert reliable.splitlines()[1].split() == ["0.7-0.8", "1", "0.700", "1.000"]


# --- the corpus of sentences

CORPUS = """# Clauses

## Passive

> Rebels were
> trained by Russia.
>
> They left.

+ Russia | trains | rebels / fighters | by: – | quantity: 30-40 men
!- Rebels | trains | Russia

## trains

> Russia trains men.

+ Russia | trains / supplies | the men
"""


def corpus(tmp_path, text=CORPUS, name="clauses.md"):
    (tmp_path / "sub").mkdir(exist_ok=True)
    (tmp_path / "sub" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_corpus_is_read_with_its_headings(tmp_path):
    lines = read_corpus(corpus(tmp_path))
    assert [(e.file, e.number, e.heading, e.must, e.known_failure) for e in lines] == [
        ("sub/clauses.md", 10, "Passive", True, False),
        ("sub/clauses.md", 11, "Passive", False, True),
        ("sub/clauses.md", 17, "trains", True, False),
    ]
    assert lines[0].document.id == "sub/clauses.md:5"
    assert lines[0].document.text == "Rebels were\ntrained by Russia.\n\nThey left."
    assert lines[0].fields == (("by", "–"), ("quantity", "30-40 men"))
    assert [e.file for e in read_corpus(tmp_path / "sub" / "clauses.md")] == ["clauses.md"] * 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("* a | b | c", "clauses.md:3: no line of"),
        ("+ a | b", "clauses.md:3: no line of"),
        ("+ a | b | c | speed: 3", "clauses.md:3: unknown field 'speed'"),
    ],
)
def test_a_line_that_is_none_of_the_format_is_named(tmp_path, row, message):
    with pytest.raises(ReadError, match=message):
        read_corpus(corpus(tmp_path, f"> A text.\n\n{row}\n"))


def found_claim(subject, relation, obj, **fields):
    ends = (Entity(f"urn:{name}", name, EntityType.GROUP) for name in (subject, obj))
    who, what = ends
    return Claim(
        id="urn:claim",
        subject=who,
        relation=relation,
        object=what,
        attributed_to=(),
        modality=Modality.ASSERTED,
        polarity=Polarity.POSITIVE,
        evidence=Evidence("d", 0, 1, "x"),
        **fields,
    )


FORTY = Quantity(Decimal(30), "young men", Bound.RANGE, Decimal(30), Decimal(40))


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        ([], (False, True, False)),
        ([found_claim("Russia", "trains", "Fighters", quantity=FORTY)], (True, True, False)),
        ([found_claim("Russia", "trains", "Fighters")], (False, True, False)),
        ([found_claim("rebels", "trains", "russia"), found_claim("Russia", "supplies", "men")], (False, False, True)),
    ],
)
def test_which_lines_hold(tmp_path, claims, holds):
    assert tuple(line.holds(tuple(claims)) for line in read_corpus(corpus(tmp_path))) == holds


def test_the_report_of_a_corpus(tmp_path):
    lines = read_corpus(corpus(tmp_path))
    claims = {
        "sub/clauses.md:5": (found_claim("rebels", "trains", "Russia"),),
        "sub/clauses.md:15": (found_claim("Russia", "trains", "men"),),
    }
    rows = json.loads(corpus_json(lines, claims, by=By.PHENOMENON))["rows"]
    assert list(rows) == ["sub/clauses: Passive", "sub/clauses: trains", "total"]
    total = {"texts": 2, "wanted": 2, "found": 1, "unwanted": 1, "given": 1, "known": 1}
    assert rows["total"] == total | {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    shown = corpus_report(lines, claims, by=By.RELATION, details=True)
    assert "sub/clauses.md:11: !- Rebels | trains | Russia" in shown
    assert "    found: rebels | trains | Russia | by: – | asserted | positive" in shown
    assert "clauses.md:17" not in shown


# --- files


def write(path, *lines):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def judged_rows(gold_path, claims_path):
    return rows_by(evaluate(gold_path, claims_path), By.DOCUMENT)


def test_two_files(tmp_path):
    rows = judged_rows(write(tmp_path / "a.gold.jsonl", gold()), write(tmp_path / "b.jsonl", claim()))
    assert [(row.name, row.right) for row in rows] == [("a", 1)]


@pytest.mark.parametrize("golden", ["{}.gold.jsonl", "{}.jsonl"])
@pytest.mark.parametrize("claimed", ["{}.claims.jsonl", "{}.jsonl"])
def test_two_folders_are_paired_by_name(tmp_path, golden, claimed):
    for name in ("a", "b"):
        write(tmp_path / "gold" / golden.format(name), gold())
    write(tmp_path / "claims" / claimed.format("b"), claim())
    write(tmp_path / "claims" / claimed.format("c"), claim())
    rows = judged_rows(tmp_path / "gold", tmp_path / "claims")
    assert [(row.name, row.right) for row in rows] == [("a", 0), ("b", 1)]


def test_one_folder_may_hold_both(tmp_path):
    write(tmp_path / "a.gold.jsonl", gold())
    write(tmp_path / "a.jsonl", claim())
    assert [row.right for row in judged_rows(tmp_path, tmp_path)] == [1]


@pytest.mark.parametrize("document", ["a", "a.txt", "news/a.txt"])
def test_one_file_of_claims_is_split_by_document(tmp_path, document):
    write(tmp_path / "gold" / "a.gold.jsonl", gold())
    write(tmp_path / "gold" / "b.gold.jsonl", gold())
    path = write(tmp_path / "claims.jsonl", claim(document=document), claim(document="elsewhere"))
    assert [(row.name, row.claims) for row in judged_rows(tmp_path / "gold", path)] == [("a", 1), ("b", 0)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"subject": ["a"]}\n', "a.gold.jsonl:1: no gold"),
        ("\n{broken\n", "a.gold.jsonl:2: broken JSON"),
        ("[1]\n", "a.gold.jsonl:1: no gold"),
    ],
)
def test_a_broken_line_is_named(tmp_path, text, message):
    (tmp_path / "a.gold.jsonl").write_text(text)
    with pytest.raises(ReadError, match=message):
        evaluate(tmp_path / "a.gold.jsonl", write(tmp_path / "a.jsonl", claim()))


def test_what_cannot_be_read_is_named(tmp_path):
    claims = write(tmp_path / "claims.jsonl", claim())
    with pytest.raises(ReadError, match=r"none\.jsonl: No such file"):
        evaluate(tmp_path / "none.jsonl", claims)
    (tmp_path / "latin.jsonl").write_bytes(b'"\xe9"')
    with pytest.raises(ReadError, match="not UTF-8 at byte 1"):
        evaluate(tmp_path / "latin.jsonl", claims)


def test_folders_without_a_pair_are_an_error(tmp_path):
    write(tmp_path / "gold" / "a.gold.jsonl", gold())
    write(tmp_path / "claims" / "b.jsonl", claim())
    with pytest.raises(ReadError, match="paired with gold by name"):
        evaluate(tmp_path / "gold", tmp_path / "claims")
    with pytest.raises(ReadError, match="two folders"):
        evaluate(tmp_path / "gold" / "a.gold.jsonl", tmp_path / "claims")
