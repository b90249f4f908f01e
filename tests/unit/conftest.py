"""Stores to export, in memory."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.store import GraphStore

THREE = Path(__file__).with_name("three_articles.trig")
SAMPLE = Path(__file__).parents[2] / "out" / "graph.trig"
HOSTILE = (
    "a\x0cb\x00 \"q\" 'r' \\ \n\r\n\t<script>;</script> ]]> & \x1b[31m {|x|} "
    "\u202eabc\u200f \u2028 \ud7ff\uffff ü漢\U0001f600"
)
LABELS = ("label", "labelHere", "headline", "publisher", "author", "prefix", "suffix", "unit", "surfaceForm")


def loaded(path: Path) -> GraphStore:
    dataset = ox.Store()
    dataset.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    return GraphStore(dataset, path)


@pytest.fixture
def three() -> GraphStore:
    """The store of three short articles."""
    return loaded(THREE)


@pytest.fixture(scope="session")
def sample() -> GraphStore:
    """The store of the sample articles."""
    return loaded(SAMPLE)


@pytest.fixture
def hostile(three) -> GraphStore:
    """The store of three short articles, every text in it full of what breaks formats."""
    dataset = ox.Store()
    dataset.extend(list(spoilt(three.dataset)))
    return GraphStore(dataset, THREE)


def spoilt(quads: ox.Store) -> Iterator[ox.Quad]:
    for quad in quads:
        value = quad.object
        name = quad.predicate.value.replace("#", "/").rpartition("/")[2]
        if name == "exact":  # as long as its position says
            value = ox.Literal((HOSTILE * 9)[: len(value.value)])
        elif name in LABELS:
            value = ox.Literal(f"{value.value}{HOSTILE}")
        elif name == "url":
            value = ox.Literal(f"javascript:alert(1) {HOSTILE}", datatype=value.datatype)
        yield ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)


@pytest.fixture
def empty() -> GraphStore:
    return GraphStore(ox.Store(), Path("empty"))
