"""The corpus of sentences: the claims they must and must not give. README.md beside this file tells the format."""

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from kgraph.evaluate import Expectation, brief, corpus_files, read_corpus
from kgraph.model import Claim
from kgraph.ontology import relations
from kgraph.pipeline.evaluation import corpus_claims

HERE = Path(__file__).parent
FILES = corpus_files(HERE)
LINES = read_corpus(HERE)


@cache
def claims_by_document() -> dict[str, tuple[Claim, ...]]:
    return corpus_claims(LINES, min_confidence=0)  # what the rules find, however the model of confidence is fitted


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
def test_the_sentence_gives_its_claims(line: Expectation) -> None:
    claims = claims_by_document()[line.document.id]
    found = "\n".join(f"    {brief(claim)}" for claim in claims) or "    nothing"
    assert line.holds(claims), f"{line.document.text}\n  {line.text}\n  found:\n{found}"


def test_every_relation_has_its_sentences() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.parent.name == "relations"]
    headings = re.findall(r"^## (\w+)$", "\n".join(texts), re.MULTILINE)
    shown = {line.relation for line in LINES if line.file.startswith("relations/") and line.must}
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
        for line in (each for each in LINES if each.file == path.relative_to(HERE).as_posix()):
            sign = "" if line.holds(found[line.document.id]) else "!"
            rows[line.number - 1] = sign + line.text.removeprefix("!")
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--mark"]:
        sys.exit("usage: python tests/corpus/test_corpus.py --mark")
    mark()
