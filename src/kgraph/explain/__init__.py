"""Explains what was made of a sentence: clauses, entities, claims, what came to nothing, words that have no entry."""

from kgraph.explain.find import explain_sentences, find_sentences
from kgraph.explain.page import page
from kgraph.explain.values import Explanation
from kgraph.explain.wire import dumps

__all__ = ["Explanation", "dumps", "explain_sentences", "find_sentences", "page"]
