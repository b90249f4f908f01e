"""Which bodies of a document are those that the gazetteer knows by the name of their state."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.entities.appearances import OF_STATES, is_of_home
from kgraph.entities.clusters import Cluster, strip_determiner
from kgraph.gazetteer import Entry, Gazetteer, Kind
from kgraph.model import EntityType


def known_bodies(
    clusters: Iterable[Cluster], known: Gazetteer, *, home: Entry | None
) -> Iterator[tuple[Cluster, Entry]]:
    """The clusters that are a body of a state which the gazetteer has: 'the Interior Ministry' of Estonia.

    Args:
        clusters: Those of a document.
        known: The gazetteer.
        home: The state that the document is from or about, whose a body is that it names without a state.
    """
    bodies = _Bodies(tuple(cluster for cluster in clusters if cluster.type in OF_STATES), known, home)
    for cluster in bodies.clusters:
        if cluster.entry is None and (entry := bodies.entry(cluster)) is not None:
            yield cluster, entry


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The bodies and places of a document.

    Attributes:
        clusters: Those that it speaks of.
        home: The state that it is from or about.
    """

    clusters: tuple[Cluster, ...]
    known: Gazetteer
    home: Entry | None

    def entry(self, cluster: Cluster) -> Entry | None:
        """The body that a cluster is; None where the document does not tell of which state, or there are two."""
        state = self._state(cluster)
        found = {entry.key: entry for entry in self._of_state(cluster, state)} if state is not None else {}
        return next(iter(found.values())) if len(found) == 1 else None

    def _state(self, cluster: Cluster) -> Entry | None:
        """The one state that a body is said to belong to, else that of the document where it is such a body."""
        said = self._said(cluster)
        if said:
            return next(iter(said.values())) if len(said) == 1 else None
        if self.home is None or not is_of_home(cluster) or any(self._rivals(c, cluster) for c in self.clusters):
            return None
        return self.home

    def _said(self, cluster: Cluster) -> dict[str, Entry]:
        """The states that a cluster is said to belong to, by key."""
        entries = self.known.entries
        if cluster.entry is not None:
            keys = {cluster.entry.part_of} if cluster.entry.part_of is not None else set()
        else:
            keys = cluster.states | ({cluster.owner.key} if cluster.owner is not None else set())
        found = [entries[key] for key in sorted(key for key in keys if key in entries)]
        found += [state for name in cluster.names if (state := self._at_end(name)) is not None]
        return {state.key: state for state in found}

    def _rivals(self, other: Cluster, cluster: Cluster) -> bool:
        """Whether another cluster is a body of another state that is called the same."""
        if other is cluster or self.home is None or self.home.key in self._said(other) or not self._said(other):
            return False
        return any(name.casefold().endswith(cluster.label.casefold()) for name in other.names)

    def _of_state(self, cluster: Cluster, state: Entry) -> Iterator[Entry]:
        """The bodies of a state that a cluster's names mean together with the state's name."""
        for name in (cluster.label, *cluster.names):
            bare = strip_determiner(name)
            if self._at_end(bare) is state:
                bare = bare.rpartition(" of ")[0]
            for words in (bare, *(f"{demonym} {bare}" for demonym in state.demonyms[:1])):
                match = self.known.find(words[:1].upper() + words[1:])
                if match is not None and match.kind is Kind.NAME and match.entry.part_of == state.key:
                    yield match.entry

    def _at_end(self, name: str) -> Entry | None:
        """The state that a name ends with: 'Interior Ministry of Lebanon'."""
        match = self.known.find(name.rpartition(" of ")[2]) if " of " in name else None
        state = match is not None and match.kind is Kind.NAME and match.entry.type is EntityType.COUNTRY
        return match.entry if match is not None and state else None
