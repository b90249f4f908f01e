"""Headlines: the comma that stands for 'and', the participle that stands for a passive."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgraph.model import Document
from kgraph.nlp import read_parses
from kgraph.nlp.headlines import place_of, with_and
from kgraph.parse import Token


def headline(text: str) -> list[Token]:
    [(_, parse)] = read_parses([Document("a", f"{text}\n\nThe town was calm on Monday.")])
    return list(parse.sentences[0].tokens)


def words(text: str) -> Doc:
    """The words of a headline; a comma and a full stop have no space before them."""
    parts = text.replace(",", " ,").replace(".", " .").split()
    return Doc(Vocab(), words=parts, spaces=[after not in {",", "."} for after in (*parts[1:], ".")])


def test_the_only_comma_becomes_and() -> None:
    doc = with_and(words("Court frees editor, fines paper"))
    assert [token.text for token in doc] == ["Court", "frees", "editor", "and", "fines", "paper"]


@pytest.mark.parametrize(
    "text",
    [
        "Court frees editor",
        "Police kill three, arrest five, seize arms",
        "In Mali, army frees hostages",
        "Army kills rebels, police say",
        "Army kills rebels, says minister",
        "Court frees editor,",
        "The court freed an editor, and it fined a paper.",
    ],
)
def test_other_commas_stay(text: str) -> None:
    doc = words(text)
    assert with_and(doc) is doc


@pytest.mark.parametrize("text", ["Court frees editor, fines paper", "Court frees editor"])
def test_words_stand_where_they_stand_in_the_text(text: str) -> None:
    doc = with_and(words(text))
    places = [place_of(doc, word) for word in doc]
    assert [text[start:end] for start, end in places] == text.replace(",", " ,").split()


def test_a_participle_is_a_passive() -> None:
    subjects = [t for t in headline("Two journalists detained in Baku") if t.dep == "nsubjpass"]
    assert [(t.text, t.head.tag) for t in subjects] == [("journalists", "VBN")]


@pytest.mark.parametrize("text", ["Army detains two journalists", "Navy shot at boat", "Talks failed in Baku"])
def test_an_active_verb_stays_active(text: str) -> None:
    assert not [t for t in headline(text) if t.dep == "nsubjpass"]


def test_a_paragraph_is_no_headline() -> None:
    [(_, parse)] = read_parses([Document("a", "News of the day\n\nThe court freed the editor, fined the paper.")])
    assert "," in [t.text for t in parse.sentences[-1].tokens]
