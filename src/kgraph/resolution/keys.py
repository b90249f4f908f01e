"""The keys under which appearances are compared: two that share none never meet.

A store keeps them and looks them up exactly, and what a new article may change is all that its keys lead to, directly
or through others. So none may be a word that many names share.
"""

from kgraph.model import Appearance, digest
from kgraph.resolution.bodies import body_keys
from kgraph.resolution.persons import PersonName, person_keys
from kgraph.resolution.profiles import Profile, is_settled, profile_of, told_entry

ENTRY = "entry:"
"""What the keys of entries of the gazetteer begin with."""


def blocking_keys(appearance: Appearance) -> frozenset[str]:
    """The keys under which an appearance is compared with others; empty for what no other document can change."""
    profile = profile_of(appearance)
    keys = frozenset() if profile is None else keys_of(profile)
    entry = None if profile is None else told_entry(appearance, profile)
    if entry is not None:
        keys |= {entry_key(entry.key)}
    if keys or not appearance.named or is_settled(appearance):
        return keys
    return frozenset({f"only:{digest(appearance.document, appearance.entity.id)}"})  # 'the President': its own id


def entry_key(key: str) -> str:
    """The blocking key of what resolution takes for an entry of the gazetteer."""
    return f"{ENTRY}{key}"


def keys_of(profile: Profile) -> frozenset[str]:
    """The keys of a profile."""
    keys: set[str] = set()
    for name in profile.names:
        if isinstance(name, PersonName):
            keys |= person_keys(name)
        else:
            keys |= body_keys(name, profile.context.states)
    return frozenset(keys)
