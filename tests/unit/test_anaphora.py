"""The file of nouns that take up other words: what is read, what is refused."""

from pathlib import Path

import pytest

from kgraph.entities.anaphora import anaphors, read_anaphors
from kgraph.errors import OntologyError
from kgraph.model import EntityType


def write(folder: Path, *lines: str) -> Path:
    path = folder / "anaphora.tsv"
    path.write_text("\n".join(["noun\tnames\tnouns", *lines, ""]), encoding="utf-8")
    return path


def test_a_line_tells_names_and_nouns(tmp_path: Path) -> None:
    found = read_anaphors(write(tmp_path, "company\tOrganization\tairline|firm", "country\tCountry\t"))
    assert found["company"].names == {EntityType.ORGANIZATION}
    assert found["company"].nouns == {"airline", "firm"}
    assert found["country"].nouns == frozenset()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("company\tFirm\t",), "'Firm' is no entity type"),
        (("vessel\t\tship", "boat\t\tship"), "'boat' stands twice or out of order"),
    ],
)
def test_a_broken_line_is_told_with_its_place(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(OntologyError, match=said) as raised:
        read_anaphors(write(tmp_path, *lines))
    assert f"anaphora.tsv:{len(lines) + 1}:" in str(raised.value)


def test_every_shipped_line_takes_something_up() -> None:
    assert all(anaphor.names or anaphor.nouns for anaphor in anaphors().values())


def test_no_noun_takes_up_itself() -> None:
    assert not [noun for noun, anaphor in anaphors().items() if noun in anaphor.nouns]
