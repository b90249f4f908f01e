"""What ``kgraph evaluate`` prints: the figures as tables or as JSON, and what is wrong."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kgraph.evaluate.corpus import Expectation
from kgraph.evaluate.figures import macro
from kgraph.evaluate.groups import By, rows_by
from kgraph.evaluate.printing import corpus_table, listing, reliability_table, table
from kgraph.evaluate.reliability import brier, calibration_error, reliability, verdicts
from kgraph.evaluate.scoring import Judged
from kgraph.evaluate.sentences import Claims, failures, lines_by


def gold_report(judged: Sequence[Judged], *, by: By, details: bool = False) -> str:
    """The rows, how reliable confidence is, and on demand what is wrong."""
    blocks = [table(rows_by(judged, by), by=by)]
    found = verdicts(judged)
    if found:
        bins = reliability(found)
        note = f"Brier score {brier(found)}, calibration error {calibration_error(bins)}"
        blocks.append(f"{reliability_table(bins)}\n{note}")
    if details:
        blocks.append("\n".join(listing(judged, by=by)))
    return "\n\n".join(blocks)


def gold_json(judged: Sequence[Judged], *, by: By) -> str:
    """The same figures as JSON."""
    found = verdicts(judged)
    bins = reliability(found)
    report: dict[str, Any] = {
        "by": by.value,
        "rows": {row.name: row.figures() for row in rows_by(judged, by)},
        "mean": macro(rows_by(judged, By.DOCUMENT)),
        "reliability": [asdict(each) for each in bins],
        "brier": brier(found),
        "calibrationError": calibration_error(bins),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def corpus_report(lines: Sequence[Expectation], claims: Claims, *, by: By, details: bool = False) -> str:
    """The rows of a corpus, and on demand the lines that do not hold."""
    blocks = [corpus_table(lines_by(lines, claims, by), by=by)]
    if details:
        blocks.append("\n".join(failures(lines, claims)))
    return "\n\n".join(blocks)


def corpus_json(lines: Sequence[Expectation], claims: Claims, *, by: By) -> str:
    """The same figures as JSON."""
    report = {"by": by.value, "rows": {row.name: row.figures() for row in lines_by(lines, claims, by)}}
    return json.dumps(report, ensure_ascii=False, indent=2)
