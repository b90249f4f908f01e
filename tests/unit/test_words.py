import re
from pathlib import Path
from typing import get_args

import pytest

from kgraph.errors import OntologyError
from kgraph.resources import ontology_dir
from kgraph.words import ListName, read_words, word_list

NAMES: tuple[ListName, ...] = get_args(ListName)
SOURCE = Path(__file__).parents[2] / "src" / "kgraph"


def write(folder: Path, *lines: str) -> Path:
    """A file with a word in every list, and some lines after."""
    path = folder / "words.tsv"
    every = [f"{name}\tword\t" for name in NAMES]
    path.write_text("\n".join(["list\tword\tnote", *every, *lines, ""]), encoding="utf-8")
    return path


def test_words_are_read_into_their_lists(tmp_path: Path) -> None:
    found = read_words(write(tmp_path, f"{NAMES[-1]}\tworry\twhy it is here"))
    assert found[NAMES[-1]] == {"word", "worry"}
    assert found[NAMES[0]] == {"word"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zoo-animal\tape\t", "there is no list 'zoo-animal'"),
        (f"{NAMES[-1]}\tword\t", "repeats line"),
        (f"{NAMES[-1]}\tword\tonce more", "stands twice or out of order"),
        (f"{NAMES[-1]}\tape\t", "stands twice or out of order"),
        (f"{NAMES[-1]}\tZebra\t", "has to be a word in lower case"),
        (f"{NAMES[-1]}\t\t", "has to be a word in lower case"),
        (f"{NAMES[-1]}\tzebra", "2 columns where 3 belong"),
    ],
)
def test_a_broken_line_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(OntologyError) as raised:
        read_words(write(tmp_path, line))
    assert said in str(raised.value)
    assert f"words.tsv:{len(NAMES) + 2}:" in str(raised.value)


def test_a_list_without_words_is_told(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"list\tword\tnote\n{NAMES[0]}\tword\t\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=f"has no words in the list {NAMES[1]}"):
        read_words(path)


def test_every_list_is_asked_for_by_a_rule() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert set(re.findall(r'word_list\("([a-z-]+)"\)', code)) == set(NAMES)


def test_every_list_is_described() -> None:
    told = (ontology_dir() / "lexicon" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+(?:-[a-z]+)*)` \| [^|]+ \|$", told, re.MULTILINE)) == set(NAMES)


def test_the_shipped_lists_have_the_words() -> None:
    assert "launch" in word_list("light-verb")
    assert "professor" not in word_list("honorific")
