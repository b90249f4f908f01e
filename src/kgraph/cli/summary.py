"""The summary of a run, as it is printed."""

from collections.abc import Iterable, Mapping

from kgraph.cli.issues import counted
from kgraph.model import Issue
from kgraph.pipeline import Options, Outputs, Report
from kgraph.pipeline.report import by_kind

TOP = 10


def summary(report: Report, outputs: Outputs, *, options: Options) -> str:
    """Where the results lie and what is in them."""
    files = [
        ("page", outputs.page if options.page else "not written (--no-page)"),
        ("claims", outputs.claims),
        ("graph", outputs.graph if options.dump else "not written (--no-dump)"),
        ("store", outputs.store),
        ("report", outputs.report),
    ]
    blocks = [
        "\n".join(_lines(files)),
        "\n".join(_lines([("documents", _documents(report)), ("claims", _claims(report))])),
        _block("by relation", report.relations),
        _block("by speaker", report.speakers),
        _block("by modality", report.modalities),
        _left_out(report),
    ]
    return "\n\n".join(block for block in blocks if block)


def _documents(report: Report) -> str:
    run = [
        f"{count:,} {word}"
        for count, word in ((report.new, "new"), (report.changed, "read again"), (report.unchanged, "unchanged"))
        if count
    ]
    return f"{report.documents:,}" + (f" ({', '.join(run)})" if run else "")


def _claims(report: Report) -> str:
    notes = [f"{report.polarities.get('negative', 0):,} negative"]
    if report.conflicts:
        notes.append(f"{counted(len(report.conflicts), 'pair')} in conflict")
    return f"{report.claims:,} ({', '.join(notes)})"


def _left_out(report: Report) -> str:
    """What was left out, by kind, with the first of each and its words."""
    issues = (*report.unread, *report.left_out)
    if not issues:
        return "left out: nothing"
    kinds = by_kind(issues)
    first = {issue.kind: issue for issue in reversed(issues)}
    wide, broad = max(map(len, kinds)), max(len(f"{count:,}") for count in kinds.values())
    lines = [f"  {count:>{broad},}  {kind:<{wide}}  {_example(first[kind])}" for kind, count in kinds.items()]
    return "\n".join(("left out, and why", *lines))


def _example(issue: Issue) -> str:
    quote = f" “{_short(issue.quote, 60)}”" if issue.quote else ""
    named = issue.message if issue.document in issue.message else f"{issue.document}: {issue.message}"
    return f"such as {_short(named, 140)}{quote}"


def _block(title: str, counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    rows = [(name, f"{count:,}") for name, count in list(counts.items())[:TOP]]
    if len(counts) > TOP:
        rows.append((f"{len(counts) - TOP:,} more", f"{sum(list(counts.values())[TOP:]):,}"))
    width = max(len(count) for _, count in rows)
    lines = [f"  {count:>{width}}  {name}" for name, count in rows]
    return "\n".join((title, *lines))


def _lines(pairs: Iterable[tuple[str, object]]) -> list[str]:
    pairs = list(pairs)
    width = max(len(name) for name, _ in pairs)
    return [f"{name:<{width}}  {value}" for name, value in pairs]


def _short(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
