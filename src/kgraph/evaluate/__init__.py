"""Claims against gold: precision, recall and F1, and how good the fields of the claims that were found are.

A gold line lists accepted subjects, relations and objects. A claim answers it where the relation is an accepted one
(or its broader or narrower one), and a name of its subject and a name of its object or theme meet accepted names. Each
gold line takes one claim, the one that overlaps it most. Optional gold lines count neither for nor against.
"""

from kgraph.evaluate.figures import FIGURES, Row, Share, macro, pooled
from kgraph.evaluate.files import evaluate
from kgraph.evaluate.printing import listing, table
from kgraph.evaluate.scoring import compare

__all__ = ["FIGURES", "Row", "Share", "compare", "evaluate", "listing", "macro", "pooled", "table"]
