"""Joins the stages: articles to claims, claims to a graph, and all of it into a folder."""

from kgraph.pipeline.applying import apply_decisions, decisions_path
from kgraph.pipeline.articles import Articles
from kgraph.pipeline.build import Options, Outputs, build, remove
from kgraph.pipeline.evaluation import corpus_claims, judge_gold
from kgraph.pipeline.extraction import Extractor, extract, extractor_name
from kgraph.pipeline.mapping import map_claims
from kgraph.pipeline.report import Report

__all__ = [
    "Articles",
    "Extractor",
    "Options",
    "Outputs",
    "Report",
    "apply_decisions",
    "build",
    "corpus_claims",
    "decisions_path",
    "extract",
    "extractor_name",
    "judge_gold",
    "map_claims",
    "remove",
]
