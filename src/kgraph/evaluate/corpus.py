"""The corpus of sentences as it is written down: Markdown with articles in quotation and the claims they must give.

``tests/corpus/README.md`` tells the format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluate.fitting import FIELDS, answers, named
from kgraph.model import Claim, Document

PUBLISHED = "2024-11-04"  # a Monday: what 'on Friday' is counted from
DEFAULTS = {"by": "–", "modality": "asserted", "polarity": "positive"}  # noqa: RUF001 - the format's sign for nothing
MARKS = frozenset({"+", "-", "!+", "!-"})
PARTS = 3  # subject, relation, object


@dataclass(frozen=True, slots=True)
class Expectation:
    """A line of the corpus: a claim that must be there or must not, and the text it is about.

    Attributes:
        file: The file's path below the corpus.
        number: The line in the file.
        heading: The heading that the line stands under: a phenomenon, or a relation.
        text: The line itself.
        known_failure: Whether it is marked as something that does not work yet.
        names: Subject, relation and object, each with all accepted answers.
        fields: The other fields that are written down, by their key.
    """

    file: str
    number: int
    heading: str
    text: str
    document: Document
    must: bool
    known_failure: bool
    names: tuple[str, str, str]
    fields: tuple[tuple[str, str], ...]

    @property
    def relation(self) -> str:
        """The best relation."""
        return answers(self.names[1])[0]

    def fits(self, claim: Claim) -> bool:
        """Whether the line speaks of a claim."""
        subject, relation, object_ = self.names
        fields = DEFAULTS | dict(self.fields) if self.must else dict(self.fields)
        return (
            named(subject, claim.subject)
            and not {"*", claim.relation}.isdisjoint(answers(relation))
            and named(object_, claim.object)
            and all(FIELDS[key](claim, wanted) for key, wanted in fields.items())
        )

    def holds(self, claims: tuple[Claim, ...]) -> bool:
        """Whether the claims of its text are as the line says."""
        return any(map(self.fits, claims)) == self.must


def corpus_files(path: Path) -> list[Path]:
    """The files of a corpus: one file, or all of a folder and those below it but for READMEs."""
    return sorted(file for file in path.rglob("*.md") if file.name != "README.md") if path.is_dir() else [path]


def read_corpus(path: Path) -> list[Expectation]:
    """The lines of a corpus, a file or a folder.

    Raises:
        ReadError: If a file cannot be read or a line is none of the format; the message tells which.
    """
    folder = path if path.is_dir() else path.parent
    return [line for file in corpus_files(path) for line in _lines_of(file, file.relative_to(folder).as_posix())]


def _lines_of(path: Path, name: str) -> Iterator[Expectation]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: {getattr(error, 'strerror', None) or error}; give a corpus in Markdown, in UTF-8"
        raise ReadError(msg) from error
    document, heading = None, ""
    for quoted, group in groupby(enumerate(text.splitlines(), start=1), key=lambda row: row[1].startswith(">")):
        rows = list(group)
        if quoted:
            article = "\n".join(row.removeprefix(">").removeprefix(" ") for _, row in rows)
            document = Document(id=f"{name}:{rows[0][0]}", text=article, published=PUBLISHED, language="en")
            continue
        for number, row in rows:
            if row.startswith("#"):
                heading = row.lstrip("#").strip()
            elif row and document is not None:
                yield _read_line(f"{name}:{number}", row, document, heading)


def _read_line(place: str, row: str, document: Document, heading: str) -> Expectation:
    mark, _, rest = row.partition(" ")
    names, fields = _parts(rest)
    wrong = {key for key, _ in fields} - FIELDS.keys()
    if mark not in MARKS or len(names) != PARTS or wrong:
        what = f"unknown field {min(wrong)!r}" if wrong else "no line of `+ subject | relation | object`"
        msg = f"{place}: {what}: {row}; see the README of the corpus"
        raise ReadError(msg)
    file, _, number = place.rpartition(":")
    return Expectation(
        file=file,
        number=int(number),
        heading=heading,
        text=row,
        document=document,
        must=mark.endswith("+"),
        known_failure=mark.startswith("!"),
        names=(names[0], names[1], names[2]),
        fields=fields,
    )


def _parts(rest: str) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The names of a line, then its fields; one without a key has itself as key."""
    parts = [part.strip() for part in rest.split(" | ")]
    pairs = (part.partition(": ") for part in parts[PARTS:])
    return parts[:PARTS], tuple((key.strip(), value.strip()) for key, _, value in pairs)
