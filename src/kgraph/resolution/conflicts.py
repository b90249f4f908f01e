"""What keeps two of one name apart."""

from functools import lru_cache

from kgraph.model import BODIES, EntityType
from kgraph.names import lives_apart, lives_differ
from kgraph.resolution.profiles import Context


@lru_cache(maxsize=262144)
def conflict(left: Context, right: Context) -> bool:
    """Whether what is known of two cannot be true of one."""
    if (left.type is EntityType.PERSON) is not (right.type is EntityType.PERSON):
        return not may_be_anything(left, right)
    if left.states and right.states and left.states.isdisjoint(right.states):
        return True
    if left.gender and right.gender and left.gender != right.gender:
        return True
    if left.numbers and right.numbers and left.numbers != right.numbers:
        return True
    if left.born and right.born and min(abs(a - b) for a in left.born for b in right.born) > 1:
        return True
    return lives_apart(left.families, right.families)


def may_be_anything(left: Context, right: Context) -> bool:
    """Whether the type of one of two is no more than a guess."""
    return left.guessed or right.guessed or EntityType.THING in {left.type, right.type}


def compatible_types(left: EntityType, right: EntityType) -> bool:
    """Whether something may be taken for either: what one article takes for a force is a company for another.

    What else is of two types is one only where both have the same full name.
    """
    return left is right or {left, right} <= BODIES


def strange(left: Context, right: Context) -> bool:
    """Whether two are in different walks of life, though one person may well be in both."""
    return lives_differ(left.families, right.families)
