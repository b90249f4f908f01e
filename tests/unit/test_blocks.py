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
