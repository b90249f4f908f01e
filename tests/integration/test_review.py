"""``kgraph review`` by the real program: in a terminal, by piped lines, by spreadsheet."""

import csv
import io
import os
import subprocess
import sys

import pexpect
import pytest

from kgraph.deciding.sheet import COLUMNS
from kgraph.decisions import Dismissal, NewEntity, Ref, Ruling, Verdict, read_decisions
from kgraph.model import EntityType

ENVIRONMENT = {**os.environ, "GIT_AUTHOR_NAME": "Ada", "COLUMNS": "90", "TERM": "xterm"}


@pytest.fixture
def review(small):
    def run(*arguments, keys="", status=0):
        done = subprocess.run(
            [sys.executable, "-m", "kgraph", "review", *arguments, "-s", str(small / "store")],
            capture_output=True,
            text=True,
            check=False,
            input="".join(f"{key}\n" for key in keys),
            env=ENVIRONMENT,
        )
        assert done.returncode == status, done.stderr
        return done

    return run


def decided(small):
    return read_decisions(small / "decisions.toml").entries


def test_the_most_doubtful_comes_first_and_says_where_it_is(review):
    shown = review(keys="sq").stdout
    first, second = shown.split("\n1 of ")[1].split("\n2 of ")
    assert first.startswith("4 · claim · 0.55\n  Karl Tamm meets Ana Ruiz\n  says the article itself\n")
    assert "Minister [Karl Tamm accused Russia. He met Ana Ruiz]." in first
    assert "    a1.txt · On a1.txt\n" in first
    assert second.startswith("4 · claim · 0.60\n")


def test_conflicts_are_as_doubtful_as_both_claims(review):
    third = review(keys="ssq").stdout.split("\n3 of ")[1]
    assert third.startswith("4 · conflict · 0.63\nThe first\n")


def test_answers_are_written_and_not_asked_again(review, small):
    done = review("--only", "claims", keys="ar")
    assert [(made.ruling, made.by) for made in decided(small)] == [(Ruling.ACCEPTED, "Ada"), (Ruling.REJECTED, "Ada")]
    assert "2 decisions written to" in done.stderr
    assert review("--only", "claims").stdout.count("1 of 1 ·") == 1
    assert "1 of 4 ·" in review("--only", "claims", "--all", keys="q").stdout


def test_a_settled_conflict_is_not_asked(review, small):
    done = review("--only", "conflicts", keys="1")
    (made,) = decided(small)
    assert (type(made), made.ruling) == (Verdict, Ruling.REJECTED)
    assert "nothing is left to review" in review("--only", "conflicts", "--entity", "Karl Tamm").stderr
    assert done.stdout.count(" of 1 ·") == 1


def test_a_conflict_that_is_none(review, small):
    review("--only", "conflicts", keys="r")
    (made,) = decided(small)
    assert isinstance(made, Dismissal)
    assert "# No conflict: Karl Tamm " in (small / "decisions.toml").read_text()


def test_back_and_another_answer(review, small):
    review("--only", "claims", "--limit", "2", keys="abr")
    assert [made.ruling for made in decided(small)] == [Ruling.ACCEPTED, Ruling.REJECTED]
    assert [made.ruling for made in read_decisions(small / "decisions.toml").verdicts] == [Ruling.REJECTED]


def test_correct_asks_for_fields_with_their_choices(review, small):
    lines = ["c", "relation", "foo", "relation", "agreesWith", "o", "Otto Ilves", "person", "mod", "possible"]
    lines += ["speakers", "Ilmar Roos; Russia", "time", "2025", "", "q"]
    shown = review("--only", "claims", keys=lines).stdout
    assert "'foo' is no relation; there are accuses, agreesWith" in shown
    assert "modality (asserted, expected, possible, conditional, requested):" in shown
    (made,) = decided(small)
    assert made.ruling is Ruling.CORRECTED
    assert made.changes.relation == "agreesWith"
    assert made.changes.object == NewEntity("Otto Ilves", EntityType.PERSON)
    assert made.changes.speakers == (NewEntity("Ilmar Roos", EntityType.PERSON), Ref("russia"))
    assert made.changes.time == "2025"
    assert made.changes.subject is None


def test_what_is_no_answer_is_told(review, small):
    assert "'x' is no answer here" in review(keys="xq").stdout
    assert not (small / "decisions.toml").exists()


def test_nothing_to_review(review):
    assert "nothing is left to review" in review("--only", "merges").stderr


def test_in_a_terminal_with_colours_and_single_keys(small):
    arguments = ["-m", "kgraph", "review", "-s", str(small / "store"), "--only", "claims"]
    terminal = {name: value for name, value in ENVIRONMENT.items() if name != "NO_COLOR"}
    child = pexpect.spawn(sys.executable, arguments, env=terminal, encoding="utf-8", timeout=60)
    child.expect_exact("\x1b[36m1 of 3")
    child.expect_exact("\x1b[33m\x1b[1mKarl Tamm accused Russia.")
    child.expect_exact("[q]uit: ")
    child.send("a")
    child.expect_exact("2 of 3")
    child.expect_exact("[q]uit: ")
    assert len(decided(small)) == 1  # written before the next is asked
    child.sendintr()
    child.expect_exact("what was decided is in")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert len(decided(small)) == 1


def test_no_color_is_respected(small):
    arguments = ["-m", "kgraph", "review", "-s", str(small / "store")]
    child = pexpect.spawn(sys.executable, arguments, env={**ENVIRONMENT, "NO_COLOR": "1"}, encoding="utf-8", timeout=60)
    child.expect_exact("[q]uit: ")
    assert "\x1b" not in child.before
    assert "[Karl Tamm accused Russia. He met Ana Ruiz]" in child.before
    child.send("q")
    child.expect(pexpect.EOF)


# --- spreadsheets


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def save(path, rows, *, delimiter=",", encoding="utf-8-sig"):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


@pytest.fixture
def sheet(review, tmp_path):
    path = tmp_path / "review.csv"
    review("--export", str(path))
    return path


def test_the_sheet_has_what_is_uncertain(sheet):
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbfkind,id,decision,note,certainty")
    rows = rows_of(sheet)
    assert [row["kind"] for row in rows] == ["claim", "claim", "conflict", "claim"]
    assert rows[0]["subject"] == "Karl Tamm"
    assert rows[0]["sentence"] == "Minister Karl Tamm accused Russia. He met Ana Ruiz."


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-8-sig")])
def test_a_filled_sheet_is_taken(review, small, sheet, delimiter, encoding):
    rows = rows_of(sheet)
    rows[0] |= {"decision": "Accept", "note": "=seen"}
    rows[1] |= {"decision": "correct", "place": "Oslo [Place]", "quantity": "about 2 men", "speakers": "russia"}
    save(sheet, rows, delimiter=delimiter, encoding=encoding)
    assert "2 new decisions taken" in review("--import", str(sheet)).stderr
    accepted, corrected = decided(small)
    assert (accepted.ruling, accepted.note) == (Ruling.ACCEPTED, "=seen")
    assert corrected.changes.place == NewEntity("Oslo", EntityType.PLACE)
    assert corrected.changes.speakers == (Ref("russia"),)
    assert "0 new decisions taken" in review("--import", str(sheet)).stderr
    rows[1]["decision"] = "reject"
    save(sheet, rows)
    assert "row 3, decision: this claim was corrected before" in review("--import", str(sheet), status=1).stderr


def test_all_that_is_wrong_is_told_and_nothing_done(review, small, sheet):
    rows = rows_of(sheet)
    rows[0] |= {"decision": "correct", "relation": "foo", "time": "soon"}
    rows[1] |= {"subject": ""}
    rows[2] |= {"decision": "maybe"}
    rows[3] |= {"decision": "correct"}
    save(sheet, [*rows, rows[3], {"kind": "conflict", "id": "0", "decision": "accept"}, {"decision": "x"}])
    told = review("--import", str(sheet), status=1).stderr
    for part in (
        "row 2, relation: 'foo' is no relation",
        "row 2, time: 'soon' is no ISO 8601",
        "row 3, decision: fields were changed, but this is empty",
        "row 4, decision: 'maybe' is none; write accept, reject, first is wrong, second is wrong",
        "row 5, decision: is correct, but nothing was changed",
        "row 6, id: stands in row 5 too",
        "row 7, id: the store has no conflict '0'",
        "row 8, id: the store has no row ''",
        "8 problems; nothing was decided",
    ):
        assert part in told
    assert not (small / "decisions.toml").exists()


def test_a_broken_sheet(review, tmp_path):
    path = tmp_path / "review.csv"
    path.write_text("kind,id\nclaim,1\n")
    assert "row 1, decision: the column is missing" in review("--import", str(path), status=1).stderr
    path.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8 at byte 0" in review("--import", str(path), status=1).stderr
    assert "cannot be read" in review("--import", str(tmp_path), status=1).stderr
    path.write_text(",".join(COLUMNS) + "\nclaim,1\n")
    assert "row 2: has 2 cells where" in review("--import", str(path), status=1).stderr
    path.write_text(",".join(COLUMNS) + '\n"claim\n')
    assert "is no CSV" in review("--import", str(path), status=1).stderr
