"""Communities: what is linked more with each other than with the rest, for the overview of a graph too big to show.

How they are found is in ``growth``: a rebuild with one more article finds almost the same. What is linked with nothing
else becomes one community of small groups.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.render.growth import Pair, Sketch, grown

OTHERS = "other small groups"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Community:
    """Some nodes by number, the heaviest first.

    Attributes:
        first: The node that it began with.
        others: Whether these are groups that have nothing to do with each other.
    """

    members: tuple[int, ...]
    first: int
    others: bool = False

    def label(self, names: Sequence[str]) -> str:
        """The names of its heaviest nodes."""
        return OTHERS if self.others else ", ".join(dict.fromkeys(names[n] for n in self.members[:_NAMED]))


@dataclass(frozen=True, slots=True)
class Grouping:
    """The communities, and how they came to be."""

    communities: tuple[Community, ...]
    stages: tuple[Sketch, ...]


def communities(
    keys: Sequence[str], links: Sequence[Pair], weight: Sequence[int], ages: Sequence[int] | None = None
) -> Grouping:
    """At most some sixty communities, in which each node is once; that of the other small groups is the last.

    Args:
        keys: A name of each node: their order, and nothing else, decides between equals.
        links: Pairs of node numbers; the same pair twice binds twice as much.
        weight: How much each node counts: the heaviest give a community its name.
        ages: The number of the article that each link comes from, the oldest first.
    """
    order = sorted(range(len(keys)), key=keys.__getitem__)
    seat = {node: n for n, node in enumerate(order)}
    found = [(age, seat[a], seat[b]) for age, (a, b) in zip(ages or [0] * len(links), links, strict=True) if a != b]
    sketches, home = grown(len(keys), [(a, b) for _, a, b in found], [age for age, *_ in found])
    groups: dict[int, list[int]] = defaultdict(list)
    others = []
    for n in range(len(keys)):
        if n in home and home[n] not in sketches[-1].alone:
            groups[home[n]].append(n)
        else:
            others.append(n)

    def ranked(members: Sequence[int]) -> tuple[int, ...]:
        return tuple(order[n] for n in sorted(members, key=lambda n: (-weight[order[n]], n)))

    biggest_first = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    listed = [Community(ranked(members), order[first]) for first, members in biggest_first]
    if others:
        listed.append(Community(ranked(others), ranked(others)[0], others=True))
    return Grouping(tuple(listed), tuple(_numbered(sketch, order) for sketch in sketches))


def _numbered(sketch: Sketch, order: Sequence[int]) -> Sketch:
    """By the numbers of the nodes in place of their ranks."""
    return Sketch(
        {order[group]: size for group, size in sketch.sizes.items()},
        {(order[a], order[b]): weight for (a, b), weight in sketch.links.items()},
        {order[group] for group in sketch.alone},
    )
