"""The keys under which appearances are compared: two that share none never meet."""

from kgraph.model import Appearance, EntityType

_ALONE = frozenset({EntityType.COUNTRY, EntityType.NUMBER, EntityType.EVENT, EntityType.POSITION})


def blocking_keys(appearance: Appearance) -> frozenset[str]:
    """The keys under which an appearance is compared with others; empty for what no other document can change."""
    entity = appearance.entity
    if not appearance.named or entity.type in _ALONE:
        return frozenset()
    return frozenset({"name:" + " ".join(entity.label.casefold().split())})
