"""What the server counts while an answer is written, and which media type it chooses."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.serve.counting import Counted, TooManyRows
from kgraph.serve.negotiation import chosen

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TEXTS = st.text() | st.lists(st.sampled_from(['"', "\\", "},{", "[{", "<result>", "\n", "\r\n", ",", "{", "x"])).map(
    "".join
)


def query(texts: list[str]) -> str:
    rows = " ".join(f"({ox.Literal(text)} <urn:x>)" for text in texts)
    return f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {rows} }} }}"


def written(texts: list[str], format_: str, limit: int, piece: int) -> Counted:
    """An answer with these texts, given to the counter in small pieces."""
    answer = ox.Store().query(query(texts))
    assert isinstance(answer, ox.QuerySolutions)
    data = answer.serialize(format=FORMATS[format_]) or b""
    counted = Counted(format_, limit)
    for start in range(0, len(data), piece):
        counted.write(data[start : start + piece])
        counted.flush()
    assert counted.content() == data
    return counted


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=40, deadline=None)
@given(texts=st.lists(TEXTS, max_size=8), piece=st.integers(1, 40))
def test_as_many_rows_as_allowed_pass_and_one_more_does_not(format_: str, texts: list[str], piece: int) -> None:
    written(texts, format_, len(texts), piece)
    if texts:
        with pytest.raises(TooManyRows):
            written(texts, format_, len(texts) - 1, piece)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_endless_answer_is_broken_off(format_: str) -> None:
    ten = "{ 0 1 2 3 4 5 6 7 8 9 }"
    answer = ox.Store().query("SELECT * { " + " ".join(f"VALUES ?v{i} {ten}" for i in range(7)) + " }")
    assert isinstance(answer, ox.QuerySolutions)
    counted = Counted(format_, 1000)
    with pytest.raises(TooManyRows):
        answer.serialize(counted, format=FORMATS[format_])
    assert counted.rows < 10_000


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("text/html, text/turtle", "text/turtle"),
        ("text/html;q=0.9, text/turtle;q=0.8", "text/html"),
        ("text/*;q=0.5, application/ld+json", "application/ld+json"),
        ("*/*;q=0.1, text/turtle;q=0", "application/ld+json"),
        ("TEXT/HTML; charset=utf-8; q=1.0", "text/html"),
        ("text/html;q=much", None),
        ("image/png", None),
        (",", "text/turtle"),
    ],
)
def test_the_media_type_is_that_which_the_client_likes_best(accept: str, expected: str | None) -> None:
    assert chosen(accept, ("text/turtle", "application/ld+json", "text/html")) == expected
