"""How alike two names are, and why."""

from dataclasses import dataclass

from kgraph.resolution.values import Reason


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two names may be one entity's.

    Attributes:
        score: 0 to 1.
        part: Whether one is only a part of the other (a surname, an acronym), so that something else has to speak for
            it too.
    """

    reason: Reason
    score: float
    part: bool = False
