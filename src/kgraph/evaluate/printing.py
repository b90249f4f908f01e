"""Figures as plain text."""

from collections.abc import Sequence

from kgraph.evaluate.figures import FIGURES, Row, macro, pooled

HEADINGS = {
    "attribution": "speaker",
    "modality": "modal",
    "polarity": "polar",
    "quantity": "figure",
    "evidence": "span",
    "attributed_recall": "said",
    "nonasserted_recall": "unsure",
    "negative_recall": "denied",
    "quantified_recall": "counted",
}


def table(rows: Sequence[Row]) -> str:
    """The rows as plain text, the macro means and the pooled total below them when there is more than one."""
    head = ["document", *(HEADINGS.get(name, name) for name in FIGURES)]
    body = [[row.name, *(cell(row.figures()[name]) for name in FIGURES)] for row in rows]
    if len(rows) > 1:
        means, total = macro(rows), pooled(rows)
        body.append(["mean", *(cell(means[name]) if name in means else "" for name in FIGURES)])
        body.append(["total", *(cell(total.figures()[name]) for name in FIGURES)])
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in (head, *body)
    )


def cell(value: float | None) -> str:
    """A figure as it is printed: counts whole, shares to three places, nothing as a dash."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def listing(rows: Sequence[Row]) -> list[str]:
    """What was missed and what was wrong, a line each with its words, by document."""
    lines: list[str] = []
    for row in rows:
        for gold in row.missed:
            parts = (gold["subject"][0] if gold["subject"] else None, "/".join(gold["relation"]), gold["object"][0])
            lines.append(shown("missed", row.name, parts, gold.get("quote")))
        for claim in row.rejected:
            ends = [(claim[end] or {}).get("label") for end in ("subject", "object")]
            quote = (claim.get("evidence") or {}).get("quote")
            lines.append(shown("wrong", row.name, (ends[0], claim["relation"], ends[1]), quote))
    return lines


def shown(verdict: str, name: str, parts: tuple[str | None, str, str | None], quote: str | None) -> str:
    """One line of a listing."""
    subject, relation, object_ = parts
    words = " ".join((quote or "").split())
    return f"{verdict:<6}  {name}: {subject or '?'} --{relation}--> {object_ or '?'}  «{words}»"
