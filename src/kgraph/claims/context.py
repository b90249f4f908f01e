"""How something is said: by whom, how surely, and whether it is said to be so or not."""

from dataclasses import dataclass, replace

from kgraph.model import Modality
from kgraph.parse import Token

_RANK = {
    Modality.ASSERTED: 0,
    Modality.EXPECTED: 1,
    Modality.POSSIBLE: 2,
    Modality.REQUESTED: 3,
    Modality.CONDITIONAL: 4,
}


@dataclass(frozen=True, slots=True)
class Context:
    """How a predicate is said.

    Attributes:
        speakers: Heads of the phrases that name who says it, outermost first.
        modality: How sure they are.
        negative: Whether it is said not to be so.
        alleged: Whether it stands inside an accusation.
        void: Whether the words above leave open whether anybody says it ('nobody believes that', 'did not say that').
    """

    speakers: tuple[Token, ...] = ()
    modality: Modality = Modality.ASSERTED
    negative: bool = False
    alleged: bool = False
    void: bool = False

    def with_modality(self, modality: Modality) -> "Context":
        """The same with ``modality`` where that is stronger."""
        return replace(self, modality=modality) if _RANK[modality] > _RANK[self.modality] else self

    def speakers_only(self) -> "Context":
        """What is left of it for another clause: who says it, and whether as an accusation."""
        return Context(speakers=self.speakers, alleged=self.alleged, void=self.void)
