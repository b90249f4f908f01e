"""Whether what becomes of one appearance may depend on another that shares a key with it."""

from functools import lru_cache
from itertools import product

from kgraph.model import Appearance
from kgraph.resolution.bodies import like_bodies
from kgraph.resolution.keys import ENTRY
from kgraph.resolution.persons import PersonName, like_persons
from kgraph.resolution.profiles import Name, Profile, profile_of


def influences(one: Appearance, other: Appearance) -> bool:
    """Whether one of two appearances that share a key may change what the other is resolved to.

    Only what may be one by its names, whatever else is known of it, is ever compared; entities of one label are told
    from each other, and what is the same entry of the gazetteer is described together. Others share no more than how
    their names sound or begin, and most do.
    """
    if one.entity.label == other.entity.label:
        return True
    if any(key.startswith(ENTRY) for key in set(one.keys) & set(other.keys)):
        return True
    first, second = profile_of(one), profile_of(other)
    return first is None or second is None or _alike(first, second)


@lru_cache(maxsize=65536)
def _alike(one: Profile, other: Profile) -> bool:
    return one == other or any(_may_be_one(a, b) for a, b in product(one.names, other.names))


def _may_be_one(a: Name, b: Name) -> bool:
    """Whether two names may be of one, in either order."""
    if isinstance(a, PersonName) and isinstance(b, PersonName):
        return like_persons(a, b) is not None or like_persons(b, a) is not None
    if isinstance(a, PersonName) or isinstance(b, PersonName):
        return False
    return like_bodies(a, b) is not None or like_bodies(b, a) is not None
