"""Where communities stand, and their nodes in them: a circle each, those that are linked most side by side."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from kgraph.progress import Progress, unwatched
from kgraph.render import layout, stress
from kgraph.render.communities import Community
from kgraph.render.layout import Box, distinct, positions
from kgraph.render.stress import Floats, Ints

_GAP = 0.25
_RADIUS = 100.0
# Room for names, where the circles are this big on average.
_SIDE, _NAME = 10.0, 30.0


@dataclass(frozen=True, slots=True)
class Circle:
    """The circle that holds the nodes of a community with their names."""

    x: int
    y: int
    r: int


def place_communities(
    keys: Sequence[str],
    edges: Iterable[tuple[int, int]],
    boxes: Sequence[Box],
    groups: Sequence[Community],
    *,
    progress: Progress = unwatched,
) -> tuple[list[tuple[int, int]], list[Circle]]:
    """Places of nodes, as :func:`kgraph.render.layout.place` gives them, and of the circles of their communities.

    Args:
        keys: A name of each node.
        edges: Pairs of node numbers.
        boxes: The room of each node.
        groups: Communities in which each node is once.
        progress: Told of each community.
    """
    pairs, room = distinct(edges), layout.rows(boxes)
    points = np.zeros((2, len(keys)))
    radii = []
    steps = list(zip(groups, layout.within([g.members for g in groups], pairs, len(keys)), strict=True))
    for group, (inner, _) in progress(steps, total=len(steps), what="communities placed"):
        members = list(group.members)
        here = positions([keys[n] for n in members], inner, room[:, members])
        here, radius = _centred(here, room[:, members])
        points[:, members] = here
        radii.append(radius)
    centres = _centres([keys[g.members[0]] for g in groups], _links(groups, pairs, len(keys)), np.array(radii))
    for group, centre in zip(groups, centres.T, strict=True):
        points[:, list(group.members)] += centre[:, None]
    circles = [Circle(x, y, round(r)) for (x, y), r in zip(layout.rounded(centres), radii, strict=True)]
    return layout.rounded(points), circles


def _centred(points: Floats, boxes: Floats) -> tuple[Floats, float]:
    """Points about the middle of their frame, and how far their boxes reach from it."""
    half, above, below = boxes
    left, right, top, bottom = points[0] - half, points[0] + half, points[1] - above, points[1] + below
    middle = np.array([left.min() + right.max(), top.min() + bottom.max()]) / 2
    x = np.maximum(right - middle[0], middle[0] - left)
    y = np.maximum(bottom - middle[1], middle[1] - top)
    return points - middle[:, None], sqrt(float((x * x + y * y).max()))


def _links(groups: Sequence[Community], edges: Ints, size: int) -> Counter[tuple[int, int]]:
    """How many edges go from one community to another."""
    group_of = np.empty(size, dtype=np.int64)
    for n, group in enumerate(groups):
        group_of[list(group.members)] = n
    ends = np.sort(group_of[edges], axis=0)
    return Counter((a, b) for a, b in ends.T.tolist() if a != b)


def _centres(keys: Sequence[str], links: Counter[tuple[int, int]], radii: Floats) -> Floats:
    """Circles that don't overlap, the nearer the more links two share for their size."""
    if not len(radii):
        return np.zeros((2, 0))
    scale = stress.mean(radii) / _RADIUS
    small = radii / scale
    edges = distinct(links)
    shared = np.array([links[a, b] for a, b in edges.T.tolist()], dtype=np.float64)
    strength = shared / (small[edges[0]] * small[edges[1]])
    usual = np.sort(strength)[len(strength) // 2] if len(strength) else 1.0
    lengths = (small[edges[0]] + small[edges[1]]) * (1 + _GAP + usual / (usual + strength))
    return positions(keys, edges, np.stack([small + _SIDE, small + _NAME, small + _NAME]), lengths=lengths) * scale
