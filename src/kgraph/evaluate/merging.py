"""Merging against gold: of two mentions, whether they are rightly one entity or two.

Counted are pairs of gold mentions. One whose mentions are of one entity is *right* where both were found to speak of
the same one, *missed* where of two, and *unseen* where one of them is no mention for kgraph at all: no merging could
have joined it. A pair of two entities is *wrong* where both were found to speak of the same one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import fmean

from kgraph.evaluate.figures import Share
from kgraph.evaluate.mentions import GoldMention
from kgraph.model import Span


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A place that speaks of an entity of the store.

    Attributes:
        head: Its head word.
        entity: The id of the entity, after merging.
    """

    document: str
    span: Span
    head: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A mention of the gold and the entity that it was found to speak of; None where it was not seen."""

    gold: GoldMention
    entity: str | None


class Verdict(StrEnum):
    """What is said of a pair of mentions."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of which there is something to say, in the order of the gold."""

    verdict: Verdict
    left: Matched
    right: Matched

    @property
    def across(self) -> bool:
        """Whether they stand in different documents."""
        return self.left.gold.document != self.right.gold.document


@dataclass(frozen=True, slots=True)
class Merging:
    """How some pairs of mentions fare."""

    name: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    unseen: int = 0

    @property
    def pairs(self) -> int:
        """Pairs of mentions that are of one entity."""
        return self.right + self.missed + self.unseen

    @property
    def precision(self) -> float | None:
        """Right ones among the pairs that were joined."""
        return Share(self.right, self.right + self.wrong).value

    @property
    def recall(self) -> float | None:
        """Right ones among the pairs that could be joined: both mentions were seen."""
        return Share(self.right, self.right + self.missed).value

    @property
    def of_all(self) -> float | None:
        """Right ones among all pairs, those with an unseen mention too."""
        return Share(self.right, self.pairs).value

    def figures(self) -> dict[str, int | float | None]:
        """Every figure by its name, shares to three places."""
        values = {name: getattr(self, name) for name in MERGING_FIGURES}
        return {name: round(v, 3) if isinstance(v, float) else v for name, v in values.items()}


MERGING_FIGURES = ("pairs", "right", "wrong", "missed", "unseen", "precision", "recall", "of_all")


@dataclass(frozen=True, slots=True)
class BCubed:
    """The mean over mentions of how much of what is joined with one belongs to it, and the other way round."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def match_mentions(golds: Iterable[GoldMention], found: Iterable[FoundMention]) -> tuple[Matched, ...]:
    """Give each mention of the gold the one found that fits it best.

    It fits where its head lies in the gold's words, or its own words end with them: 'the union *Workers of Ghana*'.
    """
    by_document: defaultdict[str, list[FoundMention]] = defaultdict(list)
    for mention in found:
        by_document[mention.document].append(mention)
    return tuple(Matched(gold, _entity(gold.span, by_document[gold.document])) for gold in golds)


def _entity(span: Span, found: Iterable[FoundMention]) -> str | None:
    fitting = [m for m in found if _within(m.head, span) or (_within(span, m.span) and span.end == m.span.end)]
    best = max(fitting, key=lambda m: (_overlap(m.span, span), m.head), default=None)
    return best.entity if best is not None else None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(left: Span, right: Span) -> float:
    """The characters that two spans share, as a part of those that either has."""
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared / (max(left.end, right.end) - min(left.start, right.start))


def judge_pairs(mentions: Sequence[Matched]) -> list[Pair]:
    """The pairs of mentions that are of one entity, or were taken to be."""
    judged = ((_verdict(left, right), left, right) for left, right in combinations(mentions, 2))
    return [Pair(verdict, left, right) for verdict, left, right in judged if verdict is not None]


def _verdict(left: Matched, right: Matched) -> Verdict | None:
    joined = left.entity is not None and left.entity == right.entity
    if left.gold.entity != right.gold.entity:
        return Verdict.WRONG if joined else None
    if left.entity is None or right.entity is None:
        return Verdict.UNSEEN
    return Verdict.RIGHT if joined else Verdict.MISSED


def merging_rows(pairs: Iterable[Pair]) -> list[Merging]:
    """The pairs within documents, those across documents, and of these the ones of each type.

    A wrong pair of two types counts under both.
    """
    listed = list(pairs)
    across = [pair for pair in listed if pair.across]
    types = sorted({mention.gold.type for pair in across for mention in (pair.left, pair.right)})
    return [
        _row("in one document", (pair for pair in listed if not pair.across)),
        _row("across documents", across),
        *(_row(f"- {t}", (p for p in across if t in {p.left.gold.type, p.right.gold.type})) for t in types),
    ]


def _row(name: str, pairs: Iterable[Pair]) -> Merging:
    counts = Counter(pair.verdict.value for pair in pairs)
    return Merging(name, **counts)


def b_cubed(mentions: Sequence[Matched]) -> BCubed | None:
    """B-cubed of some mentions, each unseen one an entity of its own; None of none."""
    if not mentions:
        return None
    found = [(mention.entity, None if mention.entity else number) for number, mention in enumerate(mentions)]
    gold = [mention.gold.entity for mention in mentions]
    of_found, of_gold, of_both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    return BCubed(
        precision=fmean(of_both[f, g] / of_found[f] for f, g in zip(found, gold, strict=True)),
        recall=fmean(of_both[f, g] / of_gold[g] for f, g in zip(found, gold, strict=True)),
    )
