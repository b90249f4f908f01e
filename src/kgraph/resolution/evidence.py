"""What speaks for two being one beside their names: states, roles, what their documents speak of."""

from dataclasses import dataclass, field

from kgraph.model import EntityType
from kgraph.names import lives_differ
from kgraph.resolution.around import RELATED, Around
from kgraph.resolution.bodies import BodyName
from kgraph.resolution.conflicts import strange
from kgraph.resolution.likeness import Likeness
from kgraph.resolution.profiles import Context
from kgraph.resolution.units import Unit
from kgraph.resolution.values import Reason

_WITHIN = 0.15  # what stands beside two in one document tells nothing
_LIKELY = 0.85
_MANY = 3  # words of a name that few have
_SHORT = 3  # letters of an acronym that many names share


@dataclass(slots=True)
class Known:
    """What is known of a group.

    Attributes:
        contexts: What is known of each of its units.
        roles: What any of them is said to be.
        states: The states that any of them belongs to.
        around: What their documents speak of beside them.
        documents: How many appearances they have.
        lives: The walks of life of those in each of their documents.
        whole: Whether one of them has a name that is more than a surname or an acronym.
    """

    contexts: set[Context]
    roles: set[str]
    states: set[str]
    documents: int
    whole: bool
    around: Around = field(default_factory=Around)
    lives: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, unit: Unit) -> "Known":
        """What is known of a unit alone."""
        anything = unit.context.type is EntityType.THING
        found = cls(
            contexts={unit.context},
            roles=set(unit.profile.roles) if unit.profile is not None else set(),
            states=set(unit.context.states),
            documents=len(unit.items),
            whole=any(name.is_whole for name in unit.names if not (anything and isinstance(name, BodyName))),
            lives={item.appearance.document: unit.context.families for item in unit.items},
        )
        found.around.take(unit.around)
        return found

    @property
    def families(self) -> frozenset[str]:
        """The walks of life of all."""
        return frozenset[str]().union(*self.lives.values())

    def take(self, other: "Known") -> None:
        """Add what is known of another."""
        self.contexts |= other.contexts
        self.roles |= other.roles
        self.states |= other.states
        self.around.take(other.around)
        for document, lives in other.lives.items():
            self.lives[document] = self.lives.get(document, frozenset()) | lives
        self.documents += other.documents
        self.whole |= other.whole


def are_namesakes(left: Known, right: Known) -> bool:
    """Whether a document speaks of both, and of each as somebody in another walk of life."""
    return any(
        lives_differ(left.lives[document], right.lives[document]) for document in left.lives.keys() & right.lives
    )


def evidence(left: Known, right: Known) -> float:
    """How much speaks for two groups being one, their names aside; below 0 where something speaks against it."""
    within = left.lives.keys() <= right.lives.keys() or right.lives.keys() <= left.lives.keys()
    found = _WITHIN if within else left.around.likeness(right.around)
    if left.states & right.states:
        found += 1.0
    elif bool(left.states) != bool(right.states):
        known, other = (left, right) if left.states else (right, left)
        found += 0.15 if any(other.around.entries[state] for state in known.states) else -0.1
    if left.roles & right.roles:
        found += 0.3
    elif lives_differ(left.families, right.families):
        found -= 0.4
    return found


def needed(likeness: Likeness, left: Unit, right: Unit) -> float:
    """How much has to speak for two units being one, by what their names tell."""
    if not likeness.part:
        if left.context.type is not right.context.type and (left.context.guessed or right.context.guessed):
            return 0.1
        if EntityType.THING in {left.context.type, right.context.type} and len(left.names[0].words) == 1:
            return 0.2  # whatever the one is, many things may be called so
        apart = 0.1 if strange(left.context, right.context) else -1.0
        if left.context.type is right.context.type is EntityType.PERSON:
            both = left.around.entries and right.around.entries
            return max(apart, _needed_by_persons(likeness, beside=bool(both), words=_fewest_words(left, right)))
        part = (
            0.0 if likeness.score >= _LIKELY else 0.2
        )  # 'Wagner Group'; 'Hanbada Heavy' of 'Hanbada Heavy Industries'
        return max(apart, {Reason.SPELLING: 0.15, Reason.NAME_PART: part}.get(likeness.reason, -1.0))
    names = (*left.names[:1], *right.names[:1])
    acronyms = [name.acronym for name in names if isinstance(name, BodyName) and name.acronym]
    if acronyms:
        return 0.1 if min(map(len, acronyms)) <= _SHORT else -0.1
    return 0.2


def _fewest_words(left: Unit, right: Unit) -> int:
    return min(max(len(name.words) for name in unit.names) for unit in (left, right))


def _needed_by_persons(likeness: Likeness, *, beside: bool, words: int) -> float:
    """How much has to speak for two full names being one person's.

    Args:
        likeness: How alike the names are.
        beside: Whether both documents speak of something that the gazetteer knows.
        words: How many words the shorter of the names has.
    """
    if likeness.reason is Reason.SPELLING or likeness.score < _LIKELY:
        return 0.3  # Thomas Miller, Thomas Muller; Lee Jun, Li Jun
    if likeness.reason is Reason.NAME_PART:
        few = words < _MANY and beside
        return 0.35 if few else 0.0  # Mohamed Ahmed, Mohamed Ahmed Ali
    return RELATED if beside else -1.0  # others may have the name, in articles that have nothing in common
