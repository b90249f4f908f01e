"""Who says it, how sure they are and whether they say yes, on real parses."""

import pytest

from kgraph.claims import find_claims
from kgraph.entities import find_entities
from kgraph.model import Claim, Document, Modality, Polarity
from kgraph.nlp import read_parses

BASE = "https://example.org/"


def claims(text: str, relation: str) -> list[Claim]:
    """The claims of a text that are of this relation."""
    document = Document("a", text, published="2024-11-04")
    [(_, parse)] = read_parses([document])
    found, _ = find_claims(document, parse, find_entities(document, parse, base=BASE), base=BASE)
    return [claim for claim in found if claim.relation == relation]


def speakers(claim: Claim) -> list[str]:
    return [speaker.label for speaker in claim.attributed_to]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Russia attacked Ukraine.", Modality.ASSERTED),
        ("Russia may attack Ukraine.", Modality.POSSIBLE),
        ("Russia has probably attacked Ukraine.", Modality.POSSIBLE),
        ("Russia will attack Ukraine.", Modality.EXPECTED),
        ("Russia planned to attack Ukraine.", Modality.EXPECTED),
        ("Poland urged Russia to attack Ukraine.", Modality.REQUESTED),
        ("If Russia attacks Ukraine, Poland will send help.", Modality.CONDITIONAL),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    [claim] = claims(text, "attacks")
    assert claim.modality is modality


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Russia attacked Ukraine.", Polarity.POSITIVE),
        ("Russia did not attack Ukraine.", Polarity.NEGATIVE),
        ("Russia never attacked Ukraine.", Polarity.NEGATIVE),
        ("No country attacked Ukraine.", Polarity.NEGATIVE),
        ("Russia denied that it had attacked Ukraine.", Polarity.NEGATIVE),
        ("Russia left the town without attacking Ukraine.", Polarity.NEGATIVE),
    ],
)
def test_polarity(text: str, polarity: Polarity) -> None:
    [claim] = claims(text, "attacks")
    assert claim.polarity is polarity


@pytest.mark.parametrize("text", ["Russia allegedly attacked Ukraine.", "Poland accused Russia of attacking Ukraine."])
def test_an_accusation_is_an_allegation(text: str) -> None:
    assert any(claim.alleged for claim in claims(text, "attacks"))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Russia attacked Ukraine.", []),
        ("Poland said that Russia attacked Ukraine.", ["Poland"]),
        ("According to Poland, Russia attacked Ukraine.", ["Poland"]),
        ("Russia attacked Ukraine, Poland said.", ["Poland"]),
        ("Officials said that analysts believed that Russia had attacked Ukraine.", ["Officials", "analysts"]),
    ],
)
def test_speakers_outermost_first(text: str, who: list[str]) -> None:
    [claim] = claims(text, "attacks")
    assert speakers(claim) == who


def test_a_negated_report_tells_nothing() -> None:
    assert not claims("Poland did not say that Russia attacked Ukraine.", "attacks")


def test_a_question_is_only_possible() -> None:
    [claim] = claims("Did Russia attack Ukraine?", "attacks")
    assert claim.modality is Modality.POSSIBLE


def test_a_quotation_and_the_one_after_it_are_of_the_same_speaker() -> None:
    text = '"Russia has trained these soldiers," Blinken said. "It has also equipped the soldiers with rifles."'
    assert [speakers(c) for c in (*claims(text, "trains"), *claims(text, "equips"))] == [["Blinken"], ["Blinken"]]


def test_curly_quotation_marks_are_quotation_marks() -> None:
    text = "“Russia has trained these soldiers,” Blinken said."
    [claim] = claims(text, "trains")
    assert speakers(claim) == ["Blinken"]
    assert claim.evidence.quote == text[claim.evidence.start : claim.evidence.end]


def test_we_is_whoever_speaks() -> None:
    [claim] = claims('"We have trained these soldiers for months," Blinken said.', "trains")
    assert claim.subject is not None
    assert claim.subject.label == "Blinken"


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = '"Russia has trained these soldiers for years, Blinken said.\n\nRussia attacked Ukraine on Monday.'
    [claim] = claims(text, "attacks")
    assert speakers(claim) == []


def test_words_of_a_few_are_no_quotation() -> None:
    [claim] = claims('Blinken left. Russia attacked "the town" of Kharkiv.', "attacks")
    assert speakers(claim) == []


def test_the_same_claim_twice_in_one_sentence_is_made_once_and_in_two_sentences_twice() -> None:
    assert len(claims("Russia attacked Ukraine. Russia attacked Ukraine.", "attacks")) == 2
    assert len(claims("Russia attacked and shelled Ukraine.", "attacks")) == 1


def test_a_title_is_claimed_once() -> None:
    text = "Defence Minister Kemal Arikan left Ankara. Defence Minister Kemal Arikan flew to Vienna."
    assert len(claims(text, "holdsPosition")) == 1


def test_every_mention_lies_where_it_says() -> None:
    text = "Poland said that Russia supplied tanks to Belarus."
    [claim] = claims(text, "supplies")
    assert claim.mentions is not None
    spans = (claim.mentions.subject, claim.mentions.object, claim.mentions.theme, *claim.mentions.attributed_to)
    assert [text[s.start : s.end] for s in spans if s is not None] == ["Russia", "Belarus", "tanks", "Poland"]


@pytest.mark.parametrize(
    "text",
    [
        "**Iceland** *condemned* [Norway](https://n.example/a_(b)).",
        "[Iceland](https://i.example) __condemned__ **Norway**.",
        "[**Iceland**](https://i.example) condemned _Norway_ on Monday.",
        "---\ntitle: Iceland condemned Norway\n---\n\n**Iceland** condemned Norway.",
    ],
)
def test_markup_hides_no_claim_and_front_matter_makes_none(text: str) -> None:
    [claim] = claims(text, "condemns")
    assert (claim.subject and claim.subject.label, claim.object.label) == ("Iceland", "Norway")
    evidence = claim.evidence
    assert text[evidence.start : evidence.end] == evidence.quote
    assert claim.mentions is not None
    assert claim.mentions.subject is not None
    assert text[claim.mentions.subject.start : claim.mentions.subject.end] == "Iceland"


def test_a_name_with_markup_in_it_is_one_name() -> None:
    [claim] = claims("Iceland condemned the **North** **Atlantic** Treaty Organization.", "condemns")
    assert "  " not in claim.object.label
    assert all("  " not in alias for alias in claim.object.aliases)
