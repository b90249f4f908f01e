"""Claims against gold, the corpus of sentences, merging: precision, recall and F1, and how good the fields are.

A gold line lists accepted subjects, relations and objects. A claim answers it where the relation is an accepted one
(or its broader or narrower one), and a name of its subject and a name of its object or theme meet accepted names. Each
gold line takes one claim, the one that overlaps it most. Optional gold lines count neither for nor against.
"""

from kgraph.evaluate.corpus import Expectation, corpus_files, read_corpus
from kgraph.evaluate.figures import FIGURES, Row, Share, macro, pooled
from kgraph.evaluate.files import evaluate, gold_files, read_gold
from kgraph.evaluate.groups import By, rows_by
from kgraph.evaluate.mentions import GoldMention, mention_files, read_mentions
from kgraph.evaluate.merging import (
    BCubed,
    FoundMention,
    Matched,
    Merging,
    b_cubed,
    judge_pairs,
    match_mentions,
    merging_rows,
)
from kgraph.evaluate.printing import listing, table
from kgraph.evaluate.reliability import Bin, brier, calibration_error, reliability, verdicts
from kgraph.evaluate.reports import corpus_json, corpus_report, gold_json, gold_report, merging_json, merging_report
from kgraph.evaluate.scoring import Judged, compare, judge, row
from kgraph.evaluate.sentences import Lines, brief, failures, lines_by

__all__ = [
    "FIGURES",
    "BCubed",
    "Bin",
    "By",
    "Expectation",
    "FoundMention",
    "GoldMention",
    "Judged",
    "Lines",
    "Matched",
    "Merging",
    "Row",
    "Share",
    "b_cubed",
    "brief",
    "brier",
    "calibration_error",
    "compare",
    "corpus_files",
    "corpus_json",
    "corpus_report",
    "evaluate",
    "failures",
    "gold_files",
    "gold_json",
    "gold_report",
    "judge",
    "judge_pairs",
    "lines_by",
    "listing",
    "macro",
    "match_mentions",
    "mention_files",
    "merging_json",
    "merging_report",
    "merging_rows",
    "pooled",
    "read_corpus",
    "read_gold",
    "read_mentions",
    "reliability",
    "row",
    "rows_by",
    "table",
    "verdicts",
]
