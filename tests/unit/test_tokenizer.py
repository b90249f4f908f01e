"""Words that stay in one piece, whichever way the pipeline comes by its tokenizer."""

import pytest
import spacy

from kgraph.nlp import PIPELINE, load_pipeline
from kgraph.nlp.tokenizer import keep_whole


@pytest.fixture(scope="module")
def mended():
    """What the file of the pipeline holds, mended afterwards."""
    tokenizer = spacy.load(PIPELINE).tokenizer
    keep_whole(tokenizer)
    return tokenizer


def test_the_tokenizer_is_that_of_the_pipelines_own_file(mended):
    ours = load_pipeline().tokenizer
    assert ours.to_bytes() == mended.to_bytes()
    assert ours.rules == mended.rules


def test_a_prefix_does_not_cut_a_word(mended):
    text = "The ex-president test-fired an anti-tank missile at U.S. troops."
    words = ["The", "ex-president", "test-fired", "an", "anti-tank", "missile", "at", "U.S.", "troops", "."]
    assert [word.text for word in mended(text)] == words
    assert [word.text for word in load_pipeline().tokenizer(text)] == words
