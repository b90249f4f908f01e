"""A claim in the making: the tokens that fill its parts, before entities, context and figures are looked up."""

from dataclasses import dataclass

from kgraph.claims.context import Context
from kgraph.lexicon import Frame
from kgraph.model import Quantity, Span
from kgraph.parse import Token

TITLES = frozenset({"holdsPosition", "memberOf"})  # what somebody is rather than does


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule found.

    Attributes:
        rule: The rule's name, for explaining.
        frame: The entry of the lexicon that it rests on, for explaining; None where it rests on none.
        relation: A local name of the ontology.
        predicate: The word that expresses it; its context is the claim's.
        subject: Head of the agent's phrase; None where the text leaves it open.
        object: Head of the counterpart's phrase, or of a clause that describes it.
        quantity: A figure that the rule read itself; else the arguments are looked at.
        number: For ``has…`` relations the words of the figure are the object.
        context: The context where it is not the predicate's.
        counted: Whether figures of the arguments are the claim's.
        office: The words of the office, where object or theme is one.
        through: The words that speak of subject or object together with others ('both countries').
    """

    rule: str
    relation: str
    predicate: Token
    subject: Token | None
    object: Token
    theme: Token | None = None
    quantity: Quantity | None = None
    number: bool = False
    context: Context | None = None
    counted: bool = True
    office: Span | None = None
    through: tuple[Token, ...] = ()
    frame: Frame | None = None
