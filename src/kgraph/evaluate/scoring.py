"""Claims paired with gold lines, and what is right about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Judged:
    """The gold and the claims of a document, paired.

    Attributes:
        taken: The claim that answers each gold line that was found, both by their position.
        fitting: The claims that answer some gold line, taken or not.
    """

    name: str
    golds: Sequence[Line]
    claims: Sequence[Line]
    taken: Mapping[int, int]
    fitting: frozenset[int]

    @property
    def missed(self) -> list[Line]:
        """The gold lines that count and were not found."""
        return [g for i, g in enumerate(self.golds) if i not in self.taken and not g.get("optional")]

    @property
    def rejected(self) -> list[Line]:
        """The claims that answer no gold line."""
        return [c for j, c in enumerate(self.claims) if j not in self.fitting]

    @property
    def found(self) -> list[tuple[Line, Line]]:
        """The gold lines that were found, optional ones too, each with the claim that answers it."""
        return [(self.golds[i], self.claims[j]) for i, j in self.taken.items()]

    @property
    def repeats(self) -> list[Line]:
        """The claims that only say what another one said already."""
        used = set(self.taken.values())
        return [c for j, c in enumerate(self.claims) if j in self.fitting and j not in used]

    @property
    def verdicts(self) -> list[tuple[Line, bool]]:
        """The claims that count for precision, each with whether it is right."""
        gold_of = {j: i for i, j in self.taken.items()}
        counted = [(j, c) for j, c in enumerate(self.claims) if j not in self.fitting or j in gold_of]
        return [
            (claim, j in gold_of)
            for j, claim in counted
            if j not in gold_of or not self.golds[gold_of[j]].get("optional")
        ]


def judge(name: str, golds: Sequence[Line], claims: Sequence[Line]) -> Judged:
    """Give each gold line the claim that answers it and overlaps it most."""
    fits = [(shared(c, g), i, j) for i, g in enumerate(golds) for j, c in enumerate(claims) if answers(c, g)]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return Judged(name, golds, claims, taken, frozenset(j for _, _, j in fits))


def everything(_: Line) -> bool:
    """Every line is of this kind."""
    return True


def row(judged: Judged, *, name: str | None = None, of_kind: Kind = everything) -> Row:
    """The figures of a document, or of what it holds of one kind.

    A claim that answers a gold line is of the kind of that line, whatever it is itself.

    Args:
        judged: The document.
        name: What the figures are of; the document's name if None.
        of_kind: Tells of a gold line or a claim whether it is of the kind.
    """
    missed = [g for g in judged.missed if of_kind(g)]
    found = [(g, c) for g, c in judged.found if of_kind(g)]
    rejected, repeats = (sum(map(of_kind, claims)) for claims in (judged.rejected, judged.repeats))
    needed: list[tuple[Line, Line | None]] = [(g, c) for g, c in found if not g.get("optional")]
    right, claims = len(needed), len(found) + rejected + repeats
    needed += [(g, None) for g in missed]
    shares: dict[str, Any] = {
        key: share(fits(claim, gold) for gold, claim in found if asked(gold)) for key, (asked, fits) in FIELDS.items()
    }
    hard: dict[str, Any] = {
        key: share(claim is not None and fits(claim, gold) for gold, claim in needed if kind(gold))
        for key, (kind, fits) in HARD.items()
    }
    return Row(
        name=name or judged.name,
        gold=len(needed),
        claims=claims,
        right=right,
        wrong=rejected,
        repeats=repeats,
        repeated=Share(repeats, claims),
        **shares,
        **hard,
    )


def compare(name: str, golds: Sequence[Line], claims: Sequence[Line]) -> Row:
    """The figures of some claims against the gold lines of the same document."""
    return row(judge(name, golds, claims))


def wrong_fields(gold: Line, claim: Line) -> list[str]:
    """The fields that a claim which answers a gold line has wrong; where it stands is no field."""
    return [f for f, (asked, fits) in FIELDS.items() if f != "evidence" and asked(gold) and not fits(claim, gold)]


def share(verdicts: Iterable[bool]) -> Share:
    """Count the verdicts and the favourable ones."""
    listed = list(verdicts)
    return Share(sum(listed), len(listed))
