"""Communities: what is linked more with each other than with the rest, for the overview of a graph too big to show.

They are found by the Louvain method of networkx, always in the same order; then too small ones join the one that is
linked with them most for its size, and what is linked with nothing else becomes one community of small groups.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

MOST = 60
OTHERS = "other small groups"
_SMALLEST = 8
_SHARE = 1000
_NAMED = 3
_SEED = 1


@dataclass(frozen=True, slots=True)
class Community:
    """Some nodes by number, the heaviest first.

    Attributes:
        others: Whether these are groups that have nothing to do with each other.
    """

    members: tuple[int, ...]
    others: bool = False

    def label(self, names: Sequence[str]) -> str:
        """The names of its heaviest nodes."""
        return OTHERS if self.others else ", ".join(dict.fromkeys(names[n] for n in self.members[:_NAMED]))


def communities(keys: Sequence[str], links: Iterable[tuple[int, int]], weight: Sequence[int]) -> list[Community]:
    """At most some sixty communities, in which each node is once; that of the other small groups is the last.

    Args:
        keys: A name of each node: their order, and nothing else, decides between equals.
        links: Pairs of node numbers; the same pair twice binds twice as much.
        weight: How much each node counts: the heaviest give a community its name.
    """
    order = sorted(range(len(keys)), key=keys.__getitem__)
    seat = {node: n for n, node in enumerate(order)}
    weights = Counter((min(a, b), max(a, b)) for a, b in ((seat[a], seat[b]) for a, b in links) if a != b)
    found = _Groups(_louvain(len(keys), weights), weights)
    found.merge(smallest=max(_SMALLEST, len(keys) // _SHARE))
    return [
        Community(tuple(order[n] for n in sorted(members, key=lambda n: (-weight[order[n]], n))), others=others)
        for members, others in found.listed()
    ]


def _louvain(count: int, weights: Counter[tuple[int, int]]) -> list[list[int]]:
    """Groups of nodes. Leaves go where their only neighbour goes, so the search is spared them."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    for a, b in weights:
        neighbours[a].append(b)
        neighbours[b].append(a)
    leads_to = {n: near[0] for n, near in neighbours.items() if len(near) == 1 and len(neighbours[near[0]]) > 1}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(n for n in range(count) if n not in leads_to)
    loops: Counter[int] = Counter()
    for (a, b), weight in sorted(weights.items()):
        inner = leads_to.get(a, a), leads_to.get(b, b)
        if inner[0] == inner[1]:
            loops[inner[0]] += weight
        else:
            graph.add_edge(*inner, weight=weight)
    graph.add_weighted_edges_from((n, n, weight) for n, weight in sorted(loops.items()))
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=_SEED)]
    group_of = {n: k for k, group in enumerate(groups) for n in group}
    for leaf, hub in sorted(leads_to.items()):
        groups[group_of[hub]].append(leaf)
    return groups


class _Groups:
    """Groups of nodes that can be joined, by the number of one of them."""

    def __init__(self, groups: Sequence[Sequence[int]], weights: Counter[tuple[int, int]]) -> None:
        self.members = {min(group): sorted(group) for group in groups}
        group_of = {n: name for name, group in self.members.items() for n in group}
        self.links: dict[int, Counter[int]] = defaultdict(Counter)
        for (a, b), weight in weights.items():
            one, other = group_of[a], group_of[b]
            if one != other:
                self.links[one][other] += weight
                self.links[other][one] += weight
        self.alone: list[int] = []

    def merge(self, smallest: int) -> None:
        """Join what is too small, or one too many, smallest first."""
        while self.members:
            name = min(self.members, key=lambda n: (len(self.members[n]), n))
            if len(self.members[name]) >= smallest and len(self.members) <= MOST:
                return
            if not self.links[name]:
                self.alone += self.members.pop(name)
                continue
            self._join(name, max(self.links[name], key=lambda n: (self.links[name][n] / len(self.members[n]), -n)))

    def _join(self, name: int, into: int) -> None:
        self.members[into] += self.members.pop(name)
        for other, weight in self.links.pop(name).items():
            del self.links[other][name]
            if other != into:
                self.links[into][other] += weight
                self.links[other][into] += weight

    def listed(self) -> list[tuple[list[int], bool]]:
        """The groups, biggest first, and whether each is what was left over."""
        groups = sorted(self.members.values(), key=lambda group: (-len(group), min(group)))
        return [(group, False) for group in groups] + ([(self.alone, True)] if self.alone else [])
