"""Figures as plain text."""

from collections.abc import Mapping, Sequence

from kgraph.evaluate.figures import FIGURES, Row, macro, pooled
from kgraph.evaluate.groups import KINDS, By
from kgraph.evaluate.matching import Line
from kgraph.evaluate.merging import MERGING_FIGURES, Matched, Merging, Pair, Verdict
from kgraph.evaluate.reliability import Bin
from kgraph.evaluate.scoring import Judged, wrong_fields
from kgraph.evaluate.sentences import CORPUS_FIGURES, Lines

HEADINGS = {
    "repeated": "again",
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
GOLD_KEYS = {"attribution": "attributedTo"}


def table(rows: Sequence[Row], *, by: By = By.DOCUMENT) -> str:
    """The rows as plain text, the mean over documents and the total below them when there is more than one.

    A claim may show several phenomena, so these have no total.
    """
    head = [by.value, *(HEADINGS.get(name, name) for name in FIGURES)]
    body = [_cells(row.name, row.figures(), FIGURES) for row in rows]
    if len(rows) > 1 and by is By.DOCUMENT:
        body.append(_cells("mean", macro(rows), FIGURES, missing=""))
    if len(rows) > 1 and by is not By.PHENOMENON:
        body.append(_cells("total", pooled(rows).figures(), FIGURES))
    return _columns(head, body)


def corpus_table(rows: Sequence[Lines], *, by: By) -> str:
    """The rows of the corpus as plain text."""
    return _columns([by.value, *CORPUS_FIGURES], [_cells(row.name, row.figures(), CORPUS_FIGURES) for row in rows])


def reliability_table(bins: Sequence[Bin]) -> str:
    """The bins of confidence as plain text."""
    head = ["confidence", "claims", "mean", "right"]
    body = [[f"{b.low:.1f}-{b.high:.1f}", cell(b.claims), cell(b.confidence), cell(b.right)] for b in bins]
    return _columns(head, body)


def merging_table(rows: Sequence[Merging]) -> str:
    """How pairs of mentions fare, as plain text."""
    names = [name.replace("_", " ") for name in MERGING_FIGURES]
    return _columns(["two mentions", *names], [_cells(row.name, row.figures(), MERGING_FIGURES) for row in rows])


def _cells(
    name: str, figures: Mapping[str, float | None], names: Sequence[str], *, missing: str | None = None
) -> list[str]:
    return [name, *(cell(figures[key]) if key in figures or missing is None else missing for key in names)]


def _columns(head: list[str], body: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in (head, *body)
    )


def cell(value: float | None) -> str:
    """A figure as it is printed: counts whole, shares to three places, nothing as a dash."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def listing(judged: Sequence[Judged], *, by: By = By.DOCUMENT) -> list[str]:
    """What was missed, what was wrong, and wrong fields of what was found: a line each with its words.

    By document they come in that order, else under the name of each relation or phenomenon.
    """
    if by is By.DOCUMENT:
        return [line for document in judged for _, line in _differences(document)]
    found = [pair for document in judged for pair in _differences(document)]
    kinds = sorted(set[str]().union(*(KINDS[by](about) for about, _ in found)))
    return [
        shown
        for kind in kinds
        for shown in (f"{kind}:", *(f"  {line}" for about, line in found if kind in KINDS[by](about)))
    ]


def _differences(judged: Judged) -> list[tuple[Line, str]]:
    """Each difference of a document as a line, with the gold line or claim it is about."""
    missed = [(gold, _shown("missed", judged.name, _gold_parts(gold), gold.get("quote"))) for gold in judged.missed]
    wrong = [(claim, _shown("wrong", judged.name, _claim_parts(claim), _quote(claim))) for claim in judged.rejected]
    fields = [
        (gold, _shown("field", judged.name, _claim_parts(claim), _quote(claim), note=_wanted(field, gold, claim)))
        for gold, claim in judged.found
        for field in wrong_fields(gold, claim)
    ]
    return [*missed, *wrong, *fields]


def _gold_parts(gold: Line) -> tuple[str | None, str, str | None]:
    subject, object_ = (gold[end][0] if gold[end] else None for end in ("subject", "object"))
    return subject, "/".join(gold["relation"]), object_


def _claim_parts(claim: Line) -> tuple[str | None, str, str | None]:
    subject, object_ = ((claim[end] or {}).get("label") for end in ("subject", "object"))
    return subject, claim["relation"], object_


def _quote(claim: Line) -> str | None:
    return (claim.get("evidence") or {}).get("quote")


def _wanted(field: str, gold: Line, claim: Line) -> str:
    """A wrong field: what was wanted, what there is."""
    key = GOLD_KEYS.get(field, field)
    return f" {field} {_value(claim.get(key))}, not {_value(gold.get(key))}"


def _value(value: object) -> str:
    """A field of a gold line or a claim in few words."""
    if isinstance(value, Mapping):
        return str(value.get("label") or f"{value.get('value')} {value.get('unit', '')}".strip())
    if isinstance(value, list):
        return " / ".join(_value(each) for each in value[:2]) or "nobody"
    return "nobody" if value is None else str(value)


def _shown(
    verdict: str, name: str, parts: tuple[str | None, str, str | None], quote: str | None, *, note: str = ""
) -> str:
    """One line of a listing."""
    subject, relation, object_ = parts
    words = " ".join((quote or "").split())
    return f"{verdict:<6}  {name}: {subject or '?'} --{relation}--> {object_ or '?'}{note}  «{words}»"


def merging_listing(mentions: Sequence[Matched], pairs: Sequence[Pair]) -> list[str]:
    """Pairs wrongly joined, pairs missed, and mentions unseen.

    Of the pairs that join or part the same two entities the first is shown, with how many there are.
    """
    groups: dict[tuple[Verdict, frozenset[tuple[str, str | None]]], list[Pair]] = {}
    for pair in pairs:
        ends = frozenset((m.gold.entity, m.entity) for m in (pair.left, pair.right))
        groups.setdefault((pair.verdict, ends), []).append(pair)
    joined = [_pair(group) for (verdict, _), group in groups.items() if verdict is Verdict.WRONG]
    parted = [_pair(group) for (verdict, _), group in groups.items() if verdict is Verdict.MISSED]
    unseen = [f"{Verdict.UNSEEN:<6}  {m.gold.entity}: {_place(m)}" for m in mentions if m.entity is None]
    return [*joined, *parted, *unseen]


def _pair(group: Sequence[Pair]) -> str:
    first = group[0]
    golds, ids = (
        dict.fromkeys(values)
        for values in (
            (first.left.gold.entity, first.right.gold.entity),
            (_id_end(first.left), _id_end(first.right)),
        )
    )
    sign = "=" if first.verdict is Verdict.WRONG else "|"
    count = f"{len(group)} pair{'s' * (len(group) > 1)}"
    words = f"{_place(first.left)} {sign} {_place(first.right)}"
    return f"{first.verdict:<6}  {', '.join(golds)}: {words}  ({count}; {', '.join(ids)})"


def _place(mention: Matched) -> str:
    return f"{mention.gold.document}:{mention.gold.span.start} «{mention.gold.surface}»"


def _id_end(mention: Matched) -> str:
    return (mention.entity or "").rpartition("/")[-1]
