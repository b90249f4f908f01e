"""Parses documents with spaCy and hands the parse on as plain values; nothing after this stage knows spaCy."""

from kgraph.nlp.pipeline import PIPELINE, load_pipeline, read_parses

__all__ = ["PIPELINE", "load_pipeline", "read_parses"]
