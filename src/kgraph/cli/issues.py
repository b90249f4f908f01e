"""Says on stderr what could not be read and what was left out."""

from collections import Counter
from collections.abc import Sequence

from kgraph.cli.terminal import say
from kgraph.model import Issue
from kgraph.pipeline.report import NOTES


def report_issues(unread: Sequence[Issue], left_out: Sequence[Issue], *, strict: bool) -> int:
    """Print a line for each article that was not read or lacks something, a count of the claims; return the status."""
    notes = [issue for issue in left_out if issue.kind in NOTES]
    left_out = [issue for issue in left_out if issue.kind not in NOTES]
    for issue in (*notes, *unread):
        say(issue.message)
    if unread:
        say(f"{counted(len(unread), 'article')} not read")
    if left_out:
        kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(issue.kind for issue in left_out).most_common())
        say(f"{counted(len(left_out), 'claim')} left out ({kinds})")
    return 1 if strict and unread else 0


def counted(count: int, what: str) -> str:
    """A count with its noun: ``1 article``, ``2 articles``."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
