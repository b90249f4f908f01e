"""Whose words a sentence is, told beside it, before it or by quotation marks, on real parses."""

import pytest

from kgraph.claims.find import view_of
from kgraph.claims.view import View
from kgraph.claims.voices import carried_over, sentence_speakers
from kgraph.entities import find_entities
from kgraph.model import Document
from kgraph.nlp import read_parses

BASE = "https://example.org/"


def view(text: str) -> View:
    document = Document("a", text, published="2024-11-04")
    [(_, parse)] = read_parses([document])
    return view_of(document, parse, find_entities(document, parse, base=BASE), base=BASE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The town is calm, according to the mayor.", ("mayor", "is")),
        ("As the inquiry found, guards beat the prisoner.", ("inquiry", "beat")),
        ("In the union's view, the ban is illegal.", ("union", "is")),
        ("For the opposition, the court has broken the law.", ("opposition", "broken")),
        ("Rebels took the town; the army, according to the mayor, fled.", ("mayor", "fled")),
    ],
)
def test_a_speaker_beside_a_sentence_says_its_clause(text: str, found: tuple[str, str]) -> None:
    read = view(text)
    said = sentence_speakers(read, read.parse.sentences[-1])
    assert [(speaker.text, clause.text) for speaker, clause in said] == [found]


@pytest.mark.parametrize("text", ["The town is calm for the time being.", "As dusk fell, guards beat the prisoner."])
def test_other_phrases_name_no_speaker(text: str) -> None:
    read = view(text)
    assert sentence_speakers(read, read.parse.sentences[-1]) == []


def test_what_stands_before_the_colon_of_a_headline_speaks() -> None:
    read = view("Minister: Police will arrest strikers\n\nThe town was calm.")
    assert [s.text for s, _ in sentence_speakers(read, read.parse.sentences[0])] == ["Minister"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The commander said that the town was calm. The rebels had left it on Monday.", ["commander"]),
        ("The commander said that the town was calm. The rebels would return.", ["commander"]),
        ("The commander said that the town was calm. The rebels left it on Monday.", []),
        ("The commander said that the town was calm. The rebels had left it earlier.", []),
        ("The commander said that the town was calm.\n\nThe rebels had left it on Monday.", []),
        ("The town was calm. The rebels had left it on Monday.", []),
    ],
)
def test_a_report_goes_on_in_its_tense_and_paragraph(text: str, speakers: list[str]) -> None:
    read = view(text)
    assert [s.text for s in carried_over(read, read.parse.sentences[-1])] == speakers


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('The mayor was blunt: "The army has burned our town."', [("The army has burned our town.", ["mayor"])]),
        ("'We'll burn the town down,' the mayor said.", [("We'll burn the town down,", ["mayor"])]),
        ('The mayor arrived. "The army has burned our town."', [("The army has burned our town.", ["mayor"])]),
        ('"The army has burned our town." The mayor wept.', [("The army has burned our town.", [])]),
        ('Officials wrote "the town" on a map.', []),
    ],
)
def test_quotations_and_who_is_quoted(text: str, quotes: list[tuple[str, list[str]]]) -> None:
    found = dict.fromkeys(view(text).quoted.values())
    assert [(text[q.start : q.end], [s.text for s in q.speakers]) for q in found] == quotes
