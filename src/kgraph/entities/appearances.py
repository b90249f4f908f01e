"""What a document tells of each of its entities, for telling them apart from those of other documents."""

from collections import defaultdict
from collections.abc import Iterable

from kgraph.entities.clusters import Cluster
from kgraph.model import MAX_ALIASES, Appearance, Document, Entity, EntityType


def find_appearances(document: Document, clusters: Iterable[tuple[Cluster, Entity]]) -> tuple[Appearance, ...]:
    """The appearances of a document's clusters, sorted by the entity's id.

    Args:
        document: The document.
        clusters: Each with the entity that it stands for; several may stand for one.
    """
    groups: defaultdict[str, list[tuple[Cluster, Entity]]] = defaultdict(list)
    for cluster, entity in clusters:
        groups[entity.id].append((cluster, entity))
    found = {cluster.entry.key for group in groups.values() for cluster, _ in group if cluster.entry is not None}
    beside = tuple(sorted(found))
    return tuple(_appearance(document, groups[id_], beside) for id_ in sorted(groups))


def _appearance(document: Document, group: list[tuple[Cluster, Entity]], beside: tuple[str, ...]) -> Appearance:
    first = group[0][1]
    aliases = dict.fromkeys(alias for _, entity in group for alias in entity.aliases)
    clusters = [cluster for cluster, _ in group]
    return Appearance(
        document=document.id,
        entity=Entity(first.id, first.label, first.type, tuple(aliases)[:MAX_ALIASES]),
        named=any(cluster.named for cluster in clusters),
        roles=tuple(sorted({role for cluster in clusters for role in cluster.roles})),
        states=tuple(sorted({state for cluster in clusters for state in _states(cluster)})),
        gender=min((cluster.gender for cluster in clusters if cluster.gender), default=""),
        published=document.published,
        beside=beside,
    )


def _states(cluster: Cluster) -> set[str]:
    whole = cluster.entry.part_of if cluster.entry is not None and cluster.entry.type is EntityType.PLACE else None
    owner = cluster.owner.key if cluster.owner is not None else None
    return cluster.states | {state for state in (whole, owner) if state is not None}
