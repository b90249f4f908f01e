"""Finds the data files that kgraph ships: the ontology, the lexicon, the gazetteer, named queries, the page."""

from functools import cache
from pathlib import Path


@cache
def ontology_dir() -> Path:
    """The folder that holds the ontology, its shapes, the lexicon and the gazetteer.

    In a wheel it lies inside the package; in a checkout at the top, where domain experts edit it.
    """
    packaged = Path(__file__).parent / "_ontology"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "ontology"
