"""Communities that grow with a story: those of its first articles, then of twice as many, and so on to the last.

A search for communities that begins from nothing finds quite others when one article comes. So only the first stage is
searched from nothing, by the Louvain method of networkx (Blondel and others 2008). Each later one begins with what the
one before found, which that cannot do: what is new joins where it gains most in modularity, in whole numbers. One more
article at the end repeats all stages but the last.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

MOST = 60
_SMALLEST = 8
_SHARE = 1000
_FIRST = 16
_SWEEPS = 12
_SEED = 1

Pair: TypeAlias = tuple[int, int]
_Near: TypeAlias = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The communities of a stage, each by the number of a node that it began with.

    Attributes:
        sizes: How many nodes each has.
        links: How many links there are between two.
        alone: Those too small to show that are linked with no other.
    """

    sizes: Mapping[int, int]
    links: Mapping[Pair, int]
    alone: Collection[int]


def stages(ages: Iterable[int]) -> list[int]:
    """How many articles each stage has: doubled again and again, at last all.

    Args:
        ages: Numbers of articles, the oldest first.
    """
    last = max(ages, default=0) + 1
    found = [_FIRST]
    while found[-1] < last:
        found.append(2 * found[-1])
    return [*found[:-1], last]


def grown(count: int, links: Sequence[Pair], ages: Sequence[int]) -> tuple[list[Sketch], Mapping[int, int]]:
    """The communities of each stage, and at last that of each node that has a link.

    Args:
        count: How many nodes there are.
        links: Pairs of different nodes; the same pair twice binds twice as much.
        ages: The number of the article that each link comes from.
    """
    ordered = sorted(zip(ages, links, strict=True))
    groups = _Growing(count)
    sketches: list[Sketch] = []
    begin = 0
    for end in stages(ages):
        upto = next((n for n in range(begin, len(ordered)) if ordered[n][0] >= end), len(ordered))
        groups.add(link for _, link in ordered[begin:upto])
        begin = upto
        sketches.append(groups.sketch())
    return sketches, groups.home


class _Growing:
    """Nodes, the links that are known so far, and the community that each node is in."""

    def __init__(self, count: int) -> None:
        self.near: dict[int, dict[int, int]] = defaultdict(dict)
        self._everyone = range(count)
        self.home: dict[int, int] = {}
        self.alone: Collection[int] = ()

    def add(self, links: Iterable[Pair]) -> None:
        """Let new links, and with them new nodes, join."""
        for a, b in links:
            self.near[a][b] = self.near[b][a] = self.near[a].get(b, 0) + 1
        old = {*self.home.values()}
        nodes = [n for n in self._everyone if n in self.near]
        if not old:
            self.home = _searched(self.near, nodes)
        self.home = {n: self.home.get(n, n) for n in nodes}
        _settle(self.home, self.near, {}, nodes)
        while True:  # what is new may join as a whole; what is old has its place
            between, inside = self._contracted()
            into = {group: group for group in between}
            if not _settle(into, between, inside, sorted(into.keys() - old)):
                break
            self._move(into)
        smallest = max(_SMALLEST, len(nodes) // _SHARE)
        into, self.alone = _merged(Counter(self.home.values()), self._contracted()[0], smallest)
        self._move(into)

    def sketch(self) -> Sketch:
        """What there is now."""
        between, _ = self._contracted()
        links = {(a, b): weight for a, near in between.items() for b, weight in near.items() if a < b}
        return Sketch(Counter(self.home.values()), links, self.alone)

    def _move(self, into: Mapping[int, int]) -> None:
        self.home = {n: into[group] for n, group in self.home.items()}

    def _contracted(self) -> tuple[dict[int, dict[int, int]], dict[int, int]]:
        """How many links communities have with each other, and in themselves."""
        between: dict[int, dict[int, int]] = defaultdict(dict)
        inside: dict[int, int] = defaultdict(int)
        for n, near in self.near.items():
            here = self.home[n]
            mine = between[here]
            for other, weight in near.items():
                there = self.home[other]
                if there != here:
                    mine[there] = mine.get(there, 0) + weight
                elif n < other:
                    inside[here] += weight
        return dict(between), inside


def _searched(near: _Near, nodes: Iterable[int]) -> dict[int, int]:
    """The communities that networkx finds, each by the least of its nodes."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, weight) for a in nodes for b, weight in sorted(near[a].items()) if a < b)
    return {n: min(group) for group in nx.community.louvain_communities(graph, seed=_SEED) for n in group}


def _settle(home: dict[int, int], near: _Near, loops: Mapping[int, int], movable: Sequence[int]) -> bool:
    """Move nodes, in this order, to the neighbouring community that gains most, until none gains; whether any moved."""
    degree = {n: sum(there.values()) + 2 * loops.get(n, 0) for n, there in near.items()}
    everything = sum(degree.values())
    weight: Counter[int] = Counter()
    for n, group in home.items():
        weight[group] += degree[n]
    queue, moved = movable, False
    for _ in range(_SWEEPS):
        touched: set[int] = set()
        for n in queue:
            here, mine = home[n], degree[n]
            links: Counter[int] = Counter({here: 0})
            for other, strength in near[n].items():
                links[home[other]] += strength
            weight[here] -= mine
            best = max(links, key=lambda g: (everything * links[g] - mine * weight[g], g == here, -g))
            weight[best] += mine
            if best != here:
                home[n] = best
                touched.update(near[n])
        if not touched:
            break
        queue, moved = [n for n in movable if n in touched], True
    return moved


def _merged(
    size: Counter[int], links: dict[int, dict[int, int]], smallest: int
) -> tuple[dict[int, int], Collection[int]]:
    """What each becomes when those too small, or one too many, join another, smallest first; and those that cannot."""
    into = {group: group for group in size}
    left, alone = {*size}, set()
    while left:
        name = min(left, key=lambda group: (size[group], group))
        if size[name] >= smallest and len(left) <= MOST:
            break
        left.remove(name)
        if not links[name]:
            alone.add(name)
            continue
        to = max(links[name], key=lambda group: (links[name][group] / size[group], -group))
        into[name] = to
        size[to] += size.pop(name)
        for other, weight in links.pop(name).items():
            del links[other][name]
            if other != to:
                links[to][other] = links[other][to] = links[to].get(other, 0) + weight
    return {group: _end(into, group) for group in into}, alone


def _end(into: Mapping[int, int], group: int) -> int:
    while into[group] != group:
        group = into[group]
    return group
