"""Texts cut into blocks, and made plain without moving a single offset."""

import pytest

from kgraph.nlp.blocks import find_blocks, lower_title_case, plain

WORDS = {"send", "troops", "border", "attack", "minister", "government", "leave"}


def blocks(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_blocks(text)]


def test_lines_are_blocks() -> None:
    assert blocks("Headline here\n\nFirst paragraph.\nSecond one.\n") == [
        "Headline here",
        "First paragraph.",
        "Second one.",
    ]


def test_wrapped_lines_are_joined() -> None:
    first = "The army of the northern province left its barracks before the dawn of"
    second = "a cold Monday, officials said."
    assert blocks(f"Headline\n\n{first}\n{second}\n") == ["Headline", f"{first}\n{second}"]


def test_a_full_line_that_ends_a_sentence_is_not_joined_to_the_next_sentence() -> None:
    first = "The army of the northern province left its barracks before the dawn came."
    assert blocks(f"Headline\n{first}\nOfficials said so.") == ["Headline", first, "Officials said so."]


def test_a_headline_is_never_joined() -> None:
    headline = "Army of the northern province leaves its barracks before the dawn of the"
    assert blocks(f"{headline}\nday of the vote, officials said.") == [headline, "day of the vote, officials said."]


@pytest.mark.parametrize("mark", ["# ", "### ", "- ", "* ", "> ", "1. ", "  - ", "> > "])
def test_marks_of_headings_and_lists_are_left_out(mark: str) -> None:
    assert blocks(f"Headline\n{mark}Troops left.") == ["Headline", "Troops left."]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ">", "> >\n>", "\t\n \n"])
def test_blank_text_has_no_blocks(text: str) -> None:
    assert blocks(text) == []


def test_plain_text_is_as_long_as_before() -> None:
    text = "“Don’t”\u00a0he\u202fsaid – «never»\tagain‑"
    assert plain(text) == '"Don\'t" he said – "never" again-'
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Norland** *condemned* the __raid__ of _May_.", "Norland condemned the raid of May ."),
        ("***Norland's*** raid", "Norland's raid"),
        ("[Norland](https://n.example/a_(b)) left.", "Norland left."),
        ('[Norland](https://n.example "The state") left.', "Norland left."),
        ("[**Norland**](https://n.example/a_b_c) left.", "Norland left."),
        ("2*3*4 and snake_case_name, a * b * c, f(*x, *y)", None),
        ("[sic] (https://n.example) and [1](note)", None),
        ("* an item\n* another *one", None),
        ("**not\nclosed** here", None),
    ],
)
def test_markup_is_blank_its_words_stay_where_they_were(text: str, words: str | None) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert all(a in {b, " "} for a, b in zip(shown, text, strict=True))
    assert shown.split() == (text if words is None else words).split()


def test_front_matter_is_no_text() -> None:
    text = "---\ntitle: Norland left\ntags:\n  - war\n---\nNorland came."
    assert blocks(plain(text)) == ["Norland came."]
    assert len(plain(text)) == len(text)
    for whole in ("---\nNorland came.\n---\nIt left.", "---\ntitle: never closed\n\nNorland came."):
        assert plain(whole) == whole


def test_title_case_is_lowered_but_names_stay() -> None:
    headline = "Moldovan Minister Sends Troops To The Border With Tiraspol"
    lowered = lower_title_case(headline, "The minister of Tiraspol spoke.", words=WORDS)
    assert lowered == "Moldovan minister sends troops To The border With Tiraspol"
    assert len(lowered) == len(headline)


def test_a_headline_in_sentence_case_stays() -> None:
    headline = "Moldovan minister sends troops to the border"
    assert lower_title_case(headline, "The minister spoke.", words=WORDS) == headline


def test_a_letter_whose_small_form_is_longer_stays() -> None:
    headline = "Troops Leave İzmir Border Attack"
    lowered = lower_title_case(headline, "In İzmir, i̇zmir and i̇zmir.", words={*WORDS, "i̇zmir"})
    assert len(lowered) == len(headline)
