"""The corpus of sentences against what kgraph finds in them: recall of ``+`` lines, breaches of ``-`` lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.evaluate.corpus import Expectation
from kgraph.evaluate.figures import Share
from kgraph.evaluate.groups import By
from kgraph.model import Claim

Claims = Mapping[str, tuple[Claim, ...]]
"""The claims of each text, by its id."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How some lines of the corpus fare.

    Attributes:
        texts: How many texts they are about.
        wanted: ``+`` lines.
        found: Those whose claim is there.
        unwanted: ``-`` lines.
        given: Those whose claim is there all the same.
        known: Lines that are marked as failures.
    """

    name: str
    texts: int = 0
    wanted: int = 0
    found: int = 0
    unwanted: int = 0
    given: int = 0
    known: int = 0

    @property
    def precision(self) -> float | None:
        """Right ones among the claims that a line speaks of; of others the corpus knows nothing."""
        return Share(self.found, self.found + self.given).value

    @property
    def recall(self) -> float | None:
        """Found ones among the claims that must be there."""
        return Share(self.found, self.wanted).value

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return Share(2 * self.found, self.found + self.given + self.wanted).value

    def figures(self) -> dict[str, int | float | None]:
        """Every figure by its name, shares to three places."""
        values = {name: getattr(self, name) for name in CORPUS_FIGURES}
        return {name: round(v, 3) if isinstance(v, float) else v for name, v in values.items()}


CORPUS_FIGURES = ("texts", "wanted", "found", "unwanted", "given", "known", "precision", "recall", "f1")
NAMES: Mapping[By, Callable[[Expectation], str]] = {
    By.DOCUMENT: lambda line: line.file,
    By.RELATION: lambda line: line.relation,
    By.PHENOMENON: lambda line: f"{line.file.removesuffix('.md')}: {line.heading}",
}


def lines_by(lines: Sequence[Expectation], claims: Claims, by: By) -> list[Lines]:
    """A row for each file, relation or heading, and one for all at the end."""
    groups: dict[str, list[Expectation]] = {}
    for line in lines:
        groups.setdefault(NAMES[by](line), []).append(line)
    order = sorted(groups) if by is By.RELATION else list(groups)
    return [*(_row(name, groups[name], claims) for name in order), _row("total", lines, claims)]


def _row(name: str, lines: Sequence[Expectation], claims: Claims) -> Lines:
    wanted = [line for line in lines if line.must]
    unwanted = [line for line in lines if not line.must]
    return Lines(
        name=name,
        texts=len({line.document.id for line in lines}),
        wanted=len(wanted),
        found=sum(line.holds(claims[line.document.id]) for line in wanted),
        unwanted=len(unwanted),
        given=sum(not line.holds(claims[line.document.id]) for line in unwanted),
        known=sum(line.known_failure for line in lines),
    )


def failures(lines: Sequence[Expectation], claims: Claims) -> list[str]:
    """The lines that do not hold, each with its text and what was found there instead."""
    shown: list[str] = []
    for line in lines:
        found = claims[line.document.id]
        if not line.holds(found):
            text = " ".join(line.document.text.split())
            shown += [f"{line.file}:{line.number}: {line.text}", f"    «{text}»"]
            shown += [f"    found: {brief(claim)}" for claim in found] or ["    found nothing"]
    return shown


def brief(claim: Claim) -> str:
    """A claim as the corpus would write it down."""
    who = claim.subject.label if claim.subject else "–"  # noqa: RUF001 - the format's sign for nothing
    by = " > ".join(entity.label for entity in claim.attributed_to) or "–"  # noqa: RUF001 - as above
    parts = [who, claim.relation, claim.object.label, f"by: {by}", claim.modality, claim.polarity]
    if claim.quantity:
        parts.append(f"{claim.quantity.value} {claim.quantity.unit} ({claim.quantity.bound})")
    return " | ".join(parts)
