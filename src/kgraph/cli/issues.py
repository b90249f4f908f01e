"""Says on stderr what could not be read and what was left out."""

from collections import Counter
from collections.abc import Sequence

from kgraph.cli.terminal import say
from kgraph.model import Issue


def report_issues(unread: Sequence[Issue], left_out: Sequence[Issue], *, strict: bool) -> int:
    """Print a line for each article that was not read and a count of the rest; return the exit status."""
    for issue in unread:
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
