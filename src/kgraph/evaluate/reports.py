"""What ``kgraph evaluate`` prints: the figures as tables or as JSON, and what is wrong."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kgraph.evaluate.corpus import Expectation
from kgraph.evaluate.figures import macro
from kgraph.evaluate.groups import By, rows_by
from kgraph.evaluate.merging import BCubed, Matched, b_cubed, judge_pairs, merging_rows
from kgraph.evaluate.printing import (
    cell,
    corpus_table,
    listing,
    merging_listing,
    merging_table,
    reliability_table,
    table,
)
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


def merging_report(mentions: Sequence[Matched], *, details: bool = False) -> str:
    """How pairs of mentions fare, B-cubed, how many mentions were seen, and on demand what is wrong."""
    pairs = judge_pairs(mentions)
    seen = [mention for mention in mentions if mention.entity is not None]
    documents, entities = ({getattr(m.gold, field) for m in mentions} for field in ("document", "entity"))
    notes = [
        f"{len(mentions)} mentions of {len(entities)} entities in {len(documents)} articles; {len(seen)} were seen",
        f"B-cubed over those seen: {_in_words(b_cubed(seen))}",
        f"B-cubed over all, unseen ones alone: {_in_words(b_cubed(mentions))}",
    ]
    blocks = [merging_table(merging_rows(pairs)), "\n".join(notes)]
    if details:
        blocks.append("\n".join(merging_listing(mentions, pairs)))
    return "\n\n".join(blocks)


def merging_json(mentions: Sequence[Matched]) -> str:
    """The same figures as JSON."""
    seen = [mention for mention in mentions if mention.entity is not None]
    report: dict[str, Any] = {
        "rows": {row.name.removeprefix("- "): row.figures() for row in merging_rows(judge_pairs(mentions))},
        "mentions": len(mentions),
        "seen": len(seen),
        "bCubed": _rounded(b_cubed(seen)),
        "bCubedOfAll": _rounded(b_cubed(mentions)),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _rounded(value: BCubed | None) -> dict[str, float] | None:
    return None if value is None else {name: round(getattr(value, name), 3) for name in ("precision", "recall", "f1")}


def _in_words(value: BCubed | None) -> str:
    return ", ".join(f"{name} {cell(figure)}" for name, figure in (_rounded(value) or {}).items()) or "-"
