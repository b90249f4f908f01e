"""The corpus of sentences: the claims they must and must not give. README.md beside this file tells the format."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from kgraph import pipeline
from kgraph.model import Bound, Claim, Document, Entity, Quantity
from kgraph.ontology import relations

HERE = Path(__file__).parent
FILES = sorted(p for p in HERE.rglob("*.md") if p.name != "README.md")
DEFAULTS = {"by": "–", "modality": "asserted", "polarity": "positive"}
NOTHING = {"–", "-"}
FIGURE = re.compile(r"(?P<low>[\d.]+)(?:-(?P<high>[\d.]+))? (?P<unit>.+?)(?: \((?P<bound>\w+)\))?")


@dataclass(frozen=True)
class Line:
    """One line of the corpus: a claim that must be there or must not, and the text it is about."""

    file: str
    number: int
    text: str
    document: Document
    must: bool
    known_failure: bool
    names: tuple[str, str, str]
    fields: tuple[tuple[str, str], ...]

    def fits(self, claim: Claim) -> bool:
        subject, relation, object_ = self.names
        fields = DEFAULTS | dict(self.fields) if self.must else dict(self.fields)
        return (
            named(subject, claim.subject)
            and relation_fits(relation, claim.relation)
            and named(object_, claim.object)
            and all(FIELDS[key](claim, wanted) for key, wanted in fields.items())
        )

    def holds(self, claims: tuple[Claim, ...]) -> bool:
        return any(map(self.fits, claims)) == self.must


def answers(text: str) -> list[str]:
    return [part.strip() for part in text.split(" / ")]


def folded(name: str) -> str:
    words = name.replace("’", "'").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def named(wanted: str, entity: Entity | None) -> bool:
    if entity is None:
        return any(answer in NOTHING or answer == "*" for answer in answers(wanted))
    names = {folded(name) for name in (entity.label, *entity.aliases)}
    return any(answer == "*" or folded(answer) in names for answer in answers(wanted))


def relation_fits(wanted: str, relation: str) -> bool:
    return any(answer in {"*", relation} for answer in answers(wanted))


def speakers_fit(wanted: str, speakers: tuple[Entity, ...]) -> bool:
    chain = [part.strip() for part in wanted.split(" > ")]
    if len(chain) > 1:
        return len(chain) == len(speakers) and all(map(named, chain, speakers))
    return named(wanted, speakers[0]) if len(speakers) == 1 else not speakers and named(wanted, None)


def quantity_fits(wanted: str, quantity: Quantity | None) -> bool:
    return quantity is not None and any(figure_fits(answer, quantity) for answer in answers(wanted))


def figure_fits(wanted: str, quantity: Quantity) -> bool:
    parts = FIGURE.fullmatch(wanted)
    assert parts, f"not a figure: {wanted!r}"
    low, high = Decimal(parts["low"]), parts["high"]
    bound = Bound.RANGE if high else Bound(parts["bound"] or "exact")
    any_unit = parts["unit"] == "*"
    return (
        quantity.value == low
        and (high is None or quantity.high == Decimal(high))
        and (quantity.bound is bound or (any_unit and not parts["bound"]))
        and (any_unit or quantity.unit.split()[-1].casefold() == parts["unit"].split()[-1].casefold())
    )


FIELDS: dict[str, Callable[[Claim, str], bool]] = {
    "by": lambda claim, wanted: speakers_fit(wanted, claim.attributed_to),
    "modality": lambda claim, wanted: claim.modality in answers(wanted),
    "polarity": lambda claim, wanted: claim.polarity == wanted,
    "quantity": lambda claim, wanted: quantity_fits(wanted, claim.quantity),
    "theme": lambda claim, wanted: named(wanted, claim.theme),
    "place": lambda claim, wanted: named(wanted, claim.place),
    "time": lambda claim, wanted: (claim.time or "").startswith(wanted),
}


def name_of(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


def lines_of(path: Path) -> Iterator[Line]:
    """The lines of a corpus file; a malformed one is an error with its place."""
    document = None
    numbered = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    for quoted, group in groupby(numbered, key=lambda item: item[1].startswith(">")):
        rows = list(group)
        if quoted:
            text = "\n".join(row.removeprefix(">").removeprefix(" ") for _, row in rows)
            place = f"{name_of(path)}:{rows[0][0]}"
            document = Document(id=place, text=text, published="2024-11-04", language="en")
            continue
        for number, row in rows:
            if row and not row.startswith("#") and document:
                yield read_line(path, number, row, document)


def read_line(path: Path, number: int, row: str, document: Document) -> Line:
    where = f"{name_of(path)}:{number}: {row}"
    mark, _, rest = row.partition(" ")
    assert mark in {"+", "-", "!+", "!-"}, f"not a mark: {where}"
    names, fields = [], []
    for part in rest.split(" | "):
        key, colon, value = part.partition(": ")
        if len(names) < 3:
            names.append(part.strip())
        else:
            assert colon, f"not key: value: {where}"
            assert key.strip() in FIELDS, f"unknown key {key!r}: {where}"
            fields.append((key.strip(), value.strip()))
    assert len(names) == 3, f"subject, relation and object are needed: {where}"
    return Line(
        file=name_of(path),
        number=number,
        text=row,
        document=document,
        must=mark.endswith("+"),
        known_failure=mark.startswith("!"),
        names=(names[0], names[1], names[2]),
        fields=tuple(fields),
    )


LINES = [line for path in FILES for line in lines_of(path)]


@cache
def claims_by_document() -> dict[str, tuple[Claim, ...]]:
    """The claims of every text of the corpus, found in one run."""
    documents = {line.document.id: line.document for line in LINES}
    return {reading.document.id: reading.claims for reading in pipeline.extract(documents.values())}


def brief(claim: Claim) -> str:
    who = claim.subject.label if claim.subject else "–"
    by = " > ".join(entity.label for entity in claim.attributed_to) or "–"
    parts = [who, claim.relation, claim.object.label, f"by: {by}", claim.modality, claim.polarity]
    if claim.quantity:
        parts.append(f"{claim.quantity.value} {claim.quantity.unit} ({claim.quantity.bound})")
    return " | ".join(parts)


def parameters() -> list:
    return [
        pytest.param(
            line,
            id=f"{line.file}:{line.number}",
            marks=[pytest.mark.xfail(raises=AssertionError, reason=line.text)] if line.known_failure else [],
        )
        for line in LINES
    ]


@pytest.mark.parametrize("line", parameters())
def test_the_sentence_gives_its_claims(line: Line) -> None:
    claims = claims_by_document()[line.document.id]
    found = "\n".join(f"    {brief(claim)}" for claim in claims) or "    nothing"
    assert line.holds(claims), f"{line.document.text}\n  {line.text}\n  found:\n{found}"


def test_every_relation_has_its_sentences() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.parent.name == "relations"]
    headings = re.findall(r"^## (\w+)$", "\n".join(texts), re.MULTILINE)
    shown = {answers(line.names[1])[0] for line in LINES if line.file.startswith("relations/") and line.must}
    assert set(headings) == set(relations())
    assert set(headings) <= shown


def test_every_text_is_about_something() -> None:
    quoted = sum(len(re.findall(r"(?:^>.*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in FILES)
    assert quoted == len({line.document.id for line in LINES})


def mark() -> None:
    """Set every mark anew from what the extraction gives."""
    found = claims_by_document()
    for path in FILES:
        rows = path.read_text(encoding="utf-8").splitlines()
        for line in (each for each in LINES if each.file == name_of(path)):
            sign = "" if line.holds(found[line.document.id]) else "!"
            rows[line.number - 1] = sign + line.text.removeprefix("!")
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--mark"]:
        sys.exit("usage: python tests/corpus/test_corpus.py --mark")
    mark()
