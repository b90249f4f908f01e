"""What the search for claims tells somebody who asks why: the candidates that came to nothing, and what each lacked.

A search that nobody asks about has no trace and keeps none of this.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kgraph.lexicon import Embedding, Frame, Slot
from kgraph.parse import Token


class Reason(StrEnum):
    """Why a candidate is no claim."""

    MISFIT = "misfit"
    LIGHT_VERB = "light verb"
    OVERRULED = "read by its verb"
    NO_PARTS = "no parts"
    NO_AGENT = "no agent"
    VOID = "nobody says so"
    NOT_SENSIBLE = "not sensible"
    UNRESOLVED = "unresolved"
    SAME = "same on both sides"
    REPEATS = "repeats another"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A frame that does not fit a predicate.

    Attributes:
        slot: The first slot that stays empty; None where a word of the lemma itself is missing.
        barred: The words that stand in that slot and may not fill it.
    """

    predicate: Token
    frame: Frame
    slot: Slot | None
    barred: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A predicate whose frame fits and which a rule passes over."""

    predicate: Token
    frame: Frame
    reason: Reason


@dataclass(slots=True, eq=False)
class Trace:
    """What is kept for explaining, in the order in which it happens.

    Attributes:
        embedding: The entry of each word that was found to embed a clause, by the word's index.
    """

    misfits: list[Misfit] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    embedding: dict[int, Embedding] = field(default_factory=dict)
