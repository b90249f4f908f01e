"""Whatever the text, extraction gives claims whose spans fit it, the same ones every time, and never fails."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kgraph.claims import find_claims
from kgraph.entities import find_entities
from kgraph.model import DEFAULT_BASE, Document, Reading
from kgraph.nlp import read_parses
from kgraph.parse import Parse, Token

# The parser takes its time, so there are few examples, and the same ones every time.
LIMITS = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
WORDS = """Russia Ukraine Kyiv Moscow Petrova Mr Smith officials soldiers troops minister statement tanks the a of to
by in that who which and or not no never said says attacked trained was were will may if has denied accused according
sent 10,000 two dozen $3 million Monday October 2023 , . ? ! : ; " ' ( ) - – “ ” ’ 's … # > we he it they""".split()  # noqa: SIM905
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["\n", "\n\n", "\t", " "]),
    st.sampled_from(["😀", "👩‍👩‍👧", "مرحبا", "שלום", "é́", "\0", "\x85", "\u2028", "\r", "\ufeff", "İ", "ß", "ﬁ"]),
    st.text(max_size=6),
)
ARTICLES = st.lists(PIECES, max_size=60).map(" ".join)
HEADLINE = st.lists(st.sampled_from([w for w in WORDS if w.isalpha()] + ["10,000", "😀"]), min_size=1, max_size=6).map(
    " ".join
)
NASTY = [
    "",
    " \n\t\n ",
    "\0",
    '"' * 400,
    "“”" * 200,
    "' " * 400,
    '"a b c d e" ' * 100,
    "!?.,;:-" * 200,
    "(" * 400,
    ">\n- - \n# \n##\n1. \n> > >\n*",
    "a" * 30_000,
    "1 2 3 " * 1000,
    "He said that " * 300 + "Russia attacked Ukraine.",
    "The man " + "who saw the dog that bit the man " * 150 + "attacked Ukraine.",
    "The attack " + "of the army of the son " * 200 + "failed.",
    " and ".join(["Russia attacked Ukraine"] * 200) + ".",
    "Russia attacked " + ", ".join(f"the town of Nova{i}" for i in range(300)) + ".",
    "x\r\ny\x0bz\x0cRussia attacked\u2028Ukraine.\u2029\x85",
]


def extract(text: str) -> tuple[Reading, Parse]:
    """What extraction makes of a text, and the parse that it rests on."""
    document = Document("a", text, published="2024-11-04")
    [(_, parse)] = read_parses([document])
    entities = find_entities(document, parse, base=DEFAULT_BASE)
    for mention in entities.mentions.values():
        assert mention.span.end <= len(text)
    return Reading(document, *find_claims(document, parse, entities, base=DEFAULT_BASE)), parse


def is_comma_read_as_and(parse: Parse, token: Token) -> bool:
    """As in headlines; its place is the comma's."""
    return token.lower == "and" and parse.text[token.start : token.end] == ","


def check(text: str) -> None:
    """The spans of tokens, claims and issues fit the text, and a second run gives the same."""
    reading, parse = extract(text)
    assert len(parse.text) == len(text)
    for token in parse.tokens:
        assert token.start < token.end
        assert parse.text[token.start : token.end].lower() == token.lower or is_comma_read_as_and(parse, token)
    for claim in reading.claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.mentions is not None
        parts = (claim.mentions.subject, claim.mentions.object, claim.mentions.theme, claim.mentions.place)
        assert all(s is None or s.end <= len(text) for s in (*parts, *claim.mentions.attributed_to))
        assert len(claim.mentions.attributed_to) == len(claim.attributed_to)
    for issue in reading.issues:
        assert issue.span is not None
        assert issue.quote == text[issue.span.start : issue.span.end]
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert extract(text)[0] == reading


@settings(LIMITS, max_examples=200)
@given(ARTICLES)
@example("“We’ll attack Kyiv,” Mr\u00a0Smith said — “now”.")
def test_any_text_can_be_read(text: str) -> None:
    check(text)


@LIMITS
@given(HEADLINE, HEADLINE)
@example("Court frees editor", "fines paper")
@example("Poland attacked", "Russia denied it")
def test_a_headline_whose_comma_is_read_as_and_keeps_its_places(first: str, second: str) -> None:
    check(f"{first}, {second}\n\nRussia attacked Ukraine.")


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:20]))
def test_text_made_to_hurt_can_be_read(text: str) -> None:
    check(text)


@LIMITS
@given(st.lists(st.sampled_from(["Russia attacked Ukraine.", "Poland denied it.", "", "They left."]), max_size=6))
def test_what_an_article_says_does_not_depend_on_those_read_with_it(texts: list[str]) -> None:
    documents = [Document(f"d{n}", text) for n, text in enumerate(texts)]
    together = [
        find_claims(d, parse, find_entities(d, parse, base=DEFAULT_BASE), base=DEFAULT_BASE)
        for d, parse in read_parses(documents)
    ]
    apart = [
        find_claims(d, parse, find_entities(d, parse, base=DEFAULT_BASE), base=DEFAULT_BASE)
        for document in documents
        for d, parse in read_parses([document])
    ]
    assert together == apart
