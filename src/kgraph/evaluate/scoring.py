"""Claims paired with gold lines, and what is right about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kgraph.evaluate.figures import Row, Share
from kgraph.evaluate.matching import Line, answers, meets


def shared(claim: Line, gold: Line) -> int:
    """How many characters of the text a claim's evidence and a gold line have in common."""
    place = claim.get("evidence") or {}
    start, end = max(gold["start"], place.get("start", 0)), min(gold["end"], place.get("end", 0))
    return max(0, int(end - start))


def right_speaker(claim: Line, gold: Line) -> bool:
    """Whether one of the speakers is accepted, or there is none where none is wanted."""
    speakers, accepted = claim.get("attributedTo") or (), gold.get("attributedTo") or (None,)
    return any(meets(accepted, speaker) for speaker in speakers) if speakers else None in accepted


def right_modality(claim: Line, gold: Line) -> bool:
    """Whether the claim is as sure as the gold line."""
    return bool(claim.get("modality") == gold.get("modality", "asserted"))


def right_polarity(claim: Line, gold: Line) -> bool:
    """Whether the claim affirms or denies as the gold line does."""
    return bool(claim.get("polarity") == gold.get("polarity", "positive"))


def right_quantity(claim: Line, gold: Line) -> bool:
    """Whether the claim has the figure of the gold line."""
    want, got = gold["quantity"]["value"], (claim.get("quantity") or {}).get("value")
    return got is not None and abs(got - want) <= 1e-6 * max(1, abs(want))


def has_figure(gold: Line) -> bool:
    """Whether a gold line wants a figure."""
    return bool(gold.get("quantity"))


def has_speaker(gold: Line) -> bool:
    """Whether a gold line wants a speaker and does not accept an empty one."""
    return bool(gold.get("attributedTo")) and None not in gold["attributedTo"]


Right = Callable[[Line, Line], bool]
Kind = Callable[[Line], bool]

# Of the claims found: whether a field is right, among the gold lines that it is asked of.
FIELDS: Mapping[str, tuple[Kind, Right]] = {
    "attribution": (lambda _: True, right_speaker),
    "modality": (lambda _: True, right_modality),
    "polarity": (lambda _: True, right_polarity),
    "quantity": (has_figure, right_quantity),
    "evidence": (lambda _: True, lambda claim, gold: shared(claim, gold) > 0),
}
# Of the gold lines of a kind that a constant answer gets wrong: whether they were found with that field right.
HARD: Mapping[str, tuple[Kind, Right]] = {
    "attributed_recall": (has_speaker, right_speaker),
    "nonasserted_recall": (lambda gold: gold.get("modality", "asserted") != "asserted", right_modality),
    "negative_recall": (lambda gold: gold.get("polarity") == "negative", right_polarity),
    "quantified_recall": (has_figure, right_quantity),
}


def pair(golds: Sequence[Line], claims: Sequence[Line]) -> tuple[dict[int, int], set[int]]:
    """Give each gold line the claim that answers it and overlaps it most.

    Returns:
        Claims by gold line, both by their position; and the claims that answer some gold line, taken or not.
    """
    fits = [(shared(c, g), i, j) for i, g in enumerate(golds) for j, c in enumerate(claims) if answers(c, g)]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken, {j for _, _, j in fits}


def compare(name: str, golds: Sequence[Line], claims: Sequence[Line]) -> Row:
    """The figures of some claims against the gold lines of the same document."""
    taken, fitting = pair(golds, claims)
    needed = [i for i, gold in enumerate(golds) if not gold.get("optional")]
    found = [(claims[j], golds[i]) for i, j in taken.items()]
    rejected = tuple(claim for j, claim in enumerate(claims) if j not in fitting)
    row = Row(
        name=name,
        gold=len(needed),
        claims=len(claims),
        right=sum(i in taken for i in needed),
        wrong=len(rejected),
        repeats=len(fitting) - len(taken),
        missed=tuple(golds[i] for i in needed if i not in taken),
        rejected=rejected,
    )
    shares: dict[str, Any] = {
        key: share(right(claim, gold) for claim, gold in found if asked(gold)) for key, (asked, right) in FIELDS.items()
    }
    hard: dict[str, Any] = {
        key: share(i in taken and right(claims[taken[i]], golds[i]) for i in needed if kind(golds[i]))
        for key, (kind, right) in HARD.items()
    }
    return replace(row, **shares, **hard)


def share(verdicts: Iterable[bool]) -> Share:
    """Count the verdicts and the favourable ones."""
    listed = list(verdicts)
    return Share(sum(listed), len(listed))
