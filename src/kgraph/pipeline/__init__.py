"""Joins the stages: articles to claims, claims to a graph, and all of it into a folder.

What measures extraction is in :mod:`kgraph.pipeline.evaluation`, which a build need not load.
"""

from kgraph.pipeline.applying import apply_decisions, decisions_path
from kgraph.pipeline.articles import Articles
from kgraph.pipeline.build import Options, Outputs, build, remove
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
    "decisions_path",
    "extract",
    "extractor_name",
    "map_claims",
    "remove",
]
