"""What keeps two of one name apart."""

from functools import lru_cache

from kgraph.model import EntityType
from kgraph.names import name_words
from kgraph.resolution.profiles import BODIES, Context


@lru_cache(maxsize=262144)
def conflict(left: Context, right: Context) -> bool:
    """Whether what is known of two cannot be true of one."""
    if (left.type is EntityType.PERSON) is not (right.type is EntityType.PERSON):
        return EntityType.THING not in {left.type, right.type}
    if left.states and right.states and left.states.isdisjoint(right.states):
        return True
    if left.gender and right.gender and left.gender != right.gender:
        return True
    if left.numbers and right.numbers and left.numbers != right.numbers:
        return True
    if left.born and right.born and min(abs(a - b) for a in left.born for b in right.born) > 1:
        return True
    return _lives_apart(left.families, right.families)


def compatible_types(left: EntityType, right: EntityType) -> bool:
    """Whether something may be taken for either: what one article takes for a force is a company for another.

    What else is of two types is one only where both have the same full name.
    """
    return left is right or {left, right} <= BODIES


def _lives_apart(left: frozenset[str], right: frozenset[str]) -> bool:
    if not left or not right or left & right:
        return False
    apart = name_words().apart
    return all(frozenset({a, b}) in apart for a in left for b in right)


def strange(left: Context, right: Context) -> bool:
    """Whether two are in different walks of life, though one person may well be in both."""
    return bool(left.families and right.families) and left.families.isdisjoint(right.families)
