"""What a folder of results holds and what was left out of it; no clock, so the same input gives the same report."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kgraph.model import Issue, Span

OWN_VOICE = "(the article itself)"
CONTEXT = 3
NOTES = frozenset({"metadata", "no-article"})
"""Kinds of issue that leave out no article and no claim, only something about one."""


@dataclass(frozen=True, slots=True)
class Report:
    """What there is after a run.

    Attributes:
        documents: How many documents the store holds.
        new: Those that this run added.
        changed: Those that it read again.
        unchanged: Those that it was given and knew.
        claims: How many claims the store holds.
        relations: Claims by relation, most first.
        speakers: Claims by who says them, most first; a claim with two speakers counts for both.
        modalities: Claims by modality, most first.
        polarities: Claims by polarity, most first.
        conflicts: Pairs of claims that cannot both hold, each claim as plain values.
        left_out: What was found in documents of the store and left out.
        unread: The inputs of this run that could not be read.
        settings: What the results depend on beside the articles.
        claims_digest: A hash of the file of claims that stands beside the report.
    """

    documents: int
    new: int
    changed: int
    unchanged: int
    claims: int
    relations: Mapping[str, int]
    speakers: Mapping[str, int]
    modalities: Mapping[str, int]
    polarities: Mapping[str, int]
    conflicts: tuple[Mapping[str, Any], ...]
    left_out: tuple[Issue, ...]
    unread: tuple[Issue, ...]
    settings: Mapping[str, str]
    claims_digest: str = ""

    def to_json(self) -> str:
        """The report for people and programs, without what only concerns this run's own inputs."""
        report = {
            "documents": self.documents,
            "claims": self.claims,
            "relations": dict(self.relations),
            "speakers": dict(self.speakers),
            "modalities": dict(self.modalities),
            "polarities": dict(self.polarities),
            "conflicts": list(self.conflicts),
            "leftOut": {
                "byKind": by_kind(self.left_out),
                "issues": [_issue(issue) for issue in self.left_out],
            },
            "unread": [_issue(issue) for issue in self.unread],
            "settings": dict(self.settings),
            "claimsDigest": self.claims_digest,
        }
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def by_kind(issues: Iterable[Issue]) -> dict[str, int]:
    """How many issues of each kind, most first."""
    return most_first(Counter(issue.kind for issue in issues))


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by name, most first, equals in the order of the alphabet."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class Last:
    """What an earlier report tells the next run.

    Attributes:
        settings: What its results depend on; empty where there is no report that can be read.
        issues: What was left out.
        claims_digest: A hash of its file of claims.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    claims_digest: str = ""


def read_last(path: Path) -> Last:
    """The last report; nothing where there is none that can be read."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        settings = {str(key): str(value) for key, value in report["settings"].items()}
        issues = tuple(_read_issue(issue) for issue in report["leftOut"]["issues"])
        return Last(settings, issues, str(report.get("claimsDigest", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Last()


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "document": issue.document,
        "kind": issue.kind,
        "message": issue.message,
        "start": issue.span.start if issue.span else None,
        "end": issue.span.end if issue.span else None,
        "quote": issue.quote,
    }


def _read_issue(issue: Mapping[str, Any]) -> Issue:
    span = Span(issue["start"], issue["end"]) if issue["start"] is not None else None
    return Issue(str(issue["document"]), str(issue["message"]), span, issue["quote"], kind=str(issue["kind"]))
