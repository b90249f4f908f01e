"""What is uncertain as a spreadsheet (CSV), and decisions back from one that somebody has filled in."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kgraph.browse import Directory, claim_words, speakers_words
from kgraph.deciding.doubts import Conflict, Doubt, DoubtfulClaim, DoubtfulMerge, Kind, Settled
from kgraph.deciding.fields import FIELDS, changed, text_of
from kgraph.deciding.pages import sentence
from kgraph.deciding.rulings import accepted, judged, rejected
from kgraph.deciding.values import Made, Signature
from kgraph.decisions import Changes, Ruling
from kgraph.errors import DecisionError
from kgraph.model import Document

KEYS: Final = ("kind", "id")
ANSWERS: Final = ("decision", "note")
SHOWN: Final = ("certainty", "what", "said by", "document", "sentence")
COLUMNS: Final = (*KEYS, *ANSWERS, *SHOWN, *FIELDS)
"""The columns. People fill in ``decision`` and ``note`` and may change the fields of a claim."""

ACCEPT, REJECT, CORRECT, FIRST, SECOND = "accept", "reject", "correct", "first is wrong", "second is wrong"

_DECISIONS: Mapping[type, tuple[str, ...]] = {
    DoubtfulClaim: (ACCEPT, REJECT, CORRECT),
    DoubtfulMerge: (ACCEPT, REJECT),
    Conflict: (ACCEPT, REJECT, FIRST, SECOND),
}
_RULINGS: Mapping[str, Ruling] = {ACCEPT: Ruling.ACCEPTED, REJECT: Ruling.REJECTED, CORRECT: Ruling.CORRECTED}
_BOM = "\ufeff"
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # what a spreadsheet takes for a formula


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell.

    Attributes:
        row: As a spreadsheet counts: the names of the columns stand in row 1.
        column: Its name; empty where the whole row is meant.
    """

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}{f', {self.column}' if self.column else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class Clerk:
    """Reads the decision of a row.

    Attributes:
        directory: The entities that there are.
        relations: The names of the relations that there are.
        signature: Who decides, and when.
    """

    directory: Directory
    relations: Collection[str]
    signature: Signature

    def decided(self, row: Mapping[str, str], doubt: Doubt) -> tuple[list[Made], list[tuple[str, str]]]:
        """The decisions of a row, and what is wrong with which column."""
        decision = " ".join(row["decision"].lower().split())
        changes = Changes()
        wrong: dict[str, str] = {}
        if isinstance(doubt, DoubtfulClaim):
            texts = {field: row[field] for field in FIELDS}
            changes, wrong = changed(doubt.claim, texts, self.directory, self.relations)
        problems = [*wrong.items()]
        complaint = _complaint(decision, doubt, is_changed=bool(changes or wrong))
        if complaint:
            problems.append(("decision", complaint))
        if problems or not decision:
            return [], problems
        try:
            return self._made(decision, doubt, changes, row["note"].strip()), []
        except DecisionError as error:
            return [], [("decision", str(error))]

    def _made(self, decision: str, doubt: Doubt, changes: Changes, note: str) -> list[Made]:
        signature = replace(self.signature, note=note or self.signature.note)
        if decision == ACCEPT:
            return accepted(doubt, signature, self.directory)
        if decision == REJECT:
            return rejected(doubt, signature, self.directory)
        ruling = Ruling.CORRECTED if decision == CORRECT else Ruling.REJECTED
        claim = doubt.claims[1 if decision == SECOND else 0]
        return [judged(claim, ruling, signature, self.directory, changes=changes)]


def write_sheet(doubts: Iterable[Doubt], documents: Mapping[str, Document], directory: Directory) -> str:
    """The text of a spreadsheet with a row for each; to be written as UTF-8, its mark of byte order included."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for doubt in doubts:
        row = _row(doubt, documents, directory)
        writer.writerow([_harmless(row.get(column, "")) for column in COLUMNS])
    return _BOM + out.getvalue()


def read_sheet(text: str, doubts: Iterable[Doubt], settled: Settled, clerk: Clerk) -> tuple[list[Made], list[Problem]]:
    """The decisions of a spreadsheet, and all that is wrong with it; rows without a decision say nothing.

    Args:
        text: The file's.
        doubts: All that the store holds, also what is certain.
        settled: What was decided before; the store may hold it no longer.
        clerk: Reads the decision of a row.
    """
    known = {(doubt.kind.value, doubt.id): doubt for doubt in doubts}
    made: list[Made] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row, broken in _rows(text):
        key = (row.get("kind", "").strip(), row.get("id", "").strip())
        doubt = known.get(key)
        if broken:
            problems += broken
        elif doubt is None:
            problems += [Problem(number, column, message) for column, message in _missing(row, key, settled)]
        elif key in seen:
            problems.append(Problem(number, "id", f"stands in row {seen[key]} too; keep one of them"))
        else:
            seen[key] = number
            decided, wrong = clerk.decided(row, doubt)
            made += decided
            problems += [Problem(number, column, message) for column, message in wrong]
    return made, problems


def _missing(row: Mapping[str, str], key: tuple[str, str], settled: Settled) -> Iterator[tuple[str, str]]:
    """What is wrong with a row about what the store does not hold: nothing where it only says what was decided."""
    decision = " ".join(row["decision"].lower().split())
    if not decision:
        return
    ruling = settled.ruling(key[1])
    if key[0] == Kind.CLAIM and ruling is not None and _RULINGS.get(decision) is not ruling:
        yield "decision", f"this claim was {ruling.value} before; take that decision out of the file first"
    elif not settled.has_id(*key):
        yield "id", f"the store has no {key[0] or 'row'} {key[1]!r}; export it again"


def _complaint(decision: str, doubt: Doubt, *, is_changed: bool) -> str:
    """What is wrong with a decision; empty if nothing is."""
    choices = _DECISIONS[type(doubt)]
    if decision and decision not in choices:
        return f"{decision!r} is none; write {', '.join(choices)}, or nothing"
    if is_changed and decision != CORRECT:
        return f"fields were changed, but this is {decision or 'empty'}; write {CORRECT}, or put them back"
    return f"is {CORRECT}, but nothing was changed" if decision == CORRECT and not is_changed else ""


def _row(doubt: Doubt, documents: Mapping[str, Document], directory: Directory) -> dict[str, str]:
    row = {"kind": doubt.kind.value, "id": doubt.id, "certainty": f"{doubt.certainty:.2f}"}
    if isinstance(doubt, DoubtfulMerge):
        merge = doubt.merge
        places = dict.fromkeys(a.document for a in (*doubt.left, *doubt.right))
        what = f"{merge.left} = {merge.right} ({merge.reason}): {doubt.known.label}"
        return row | {"what": what, "document": " | ".join(places)}
    row |= {
        "what": " | ".join(claim_words(claim) for claim in doubt.claims),
        "said by": " | ".join(speakers_words(claim) for claim in doubt.claims),
        "document": " | ".join(claim.evidence.document for claim in doubt.claims),
        "sentence": " | ".join(_sentence(doubt, number, documents) for number in range(len(doubt.claims))),
    }
    if isinstance(doubt, DoubtfulClaim):
        row |= {field: text_of(doubt.claim, field, directory) for field in FIELDS}
    return row


def _sentence(doubt: DoubtfulClaim | Conflict, number: int, documents: Mapping[str, Document]) -> str:
    evidence = doubt.claims[number].evidence
    document = documents.get(evidence.document)
    if document is None or not document.text:
        return evidence.quote
    start, end = sentence(document.text, evidence.start, evidence.end)
    return " ".join(document.text[start:end].split())


def _rows(text: str) -> Iterator[tuple[int, dict[str, str], list[Problem]]]:
    """The rows with their numbers, and what is wrong with their cells; those that are empty are passed over."""
    text = text.removeprefix(_BOM)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # a spreadsheet saves with what its country uses
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        number = 1
        yield from ((1, {}, [problem]) for problem in _wrong_header(header))
        if set(COLUMNS) - set(header):
            return
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                yield _read(number, header, cells)
    except csv.Error as error:
        yield number + 1, {}, [Problem(number + 1, "", f"is no CSV ({error}); save the sheet as CSV again")]


def _wrong_header(header: Sequence[str]) -> Iterator[Problem]:
    for column in COLUMNS:
        if column not in header:
            yield Problem(1, column, "the column is missing; keep all that were exported")
    for column in sorted({name for name in header if name in COLUMNS and header.count(name) > 1}):
        yield Problem(1, column, "the column stands twice; keep one of them")


def _read(number: int, header: Sequence[str], cells: Sequence[str]) -> tuple[int, dict[str, str], list[Problem]]:
    row = {name: _undone(cell) for name, cell in zip(header, cells, strict=False)}
    if len(cells) != len(header):
        return number, row, [Problem(number, "", f"has {len(cells)} cells where {len(header)} belong")]
    return number, row, []


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _undone(cell: str) -> str:
    """A cell as it was before :func:`_harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
