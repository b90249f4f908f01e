"""Where communities stand, and their nodes in them: a circle each, those that are linked most side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from kgraph.progress import Progress, unwatched
from kgraph.render import layout, stress
from kgraph.render.communities import OTHERS, Grouping
from kgraph.render.growth import Pair
from kgraph.render.layout import Box, distinct, positions
from kgraph.render.stress import Floats, Ints, Start

_GAP = 0.25
_HOLD = 0.6  # of circles, where the stage before set them
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
    grouping: Grouping,
    *,
    progress: Progress = unwatched,
) -> tuple[list[tuple[int, int]], list[Circle]]:
    """Places of nodes, as :func:`kgraph.render.layout.place` gives them, and of the circles of their communities.

    Args:
        keys: A name of each node.
        edges: Pairs of node numbers.
        boxes: The room of each node.
        grouping: Communities in which each node is once.
        progress: Told of each community.
    """
    pairs, room = distinct(edges), layout.rows(boxes)
    points = np.zeros((2, len(keys)))
    radii = []
    groups = grouping.communities
    steps = list(zip(groups, layout.within([g.members for g in groups], pairs, len(keys)), strict=True))
    for group, (inner, _) in progress(steps, total=len(steps), what="communities placed"):
        members = list(group.members)
        here = positions([keys[n] for n in members], inner, room[:, members])
        here, radius = _centred(here, room[:, members])
        points[:, members] = here
        radii.append(radius)
    centres = _centres(keys, grouping, np.array(radii))
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


def _centres(keys: Sequence[str], grouping: Grouping, radii: Floats) -> Floats:
    """Circles that don't overlap: each stage begins where the one before set them."""
    groups = grouping.communities
    if not groups:
        return np.zeros((2, 0))
    known: dict[int, tuple[float, float]] = {}
    for sketch in grouping.stages[:-1]:
        names = sorted(sketch.sizes.keys() - sketch.alone, key=keys.__getitem__)
        if not names:
            continue
        small, _ = _scaled(np.sqrt(np.array([sketch.sizes[name] for name in names], dtype=np.float64)))
        edges, lengths = _wanted(names, sketch.links, small)
        start = _begun(names, known)
        points = layout.shapes([keys[name] for name in names], edges, lengths=lengths, start=start)
        known = dict(zip(names, points.T.tolist(), strict=True))
    names = [-1 if group.others else group.first for group in groups]
    small, scale = _scaled(radii)
    edges, lengths = _wanted(names, grouping.stages[-1].links, small)
    own = [OTHERS if group.others else keys[group.first] for group in groups]
    boxes = np.stack([small + _SIDE, small + _NAME, small + _NAME])
    return positions(own, edges, boxes, lengths=lengths, start=_begun(names, known)) * scale


def _begun(names: Sequence[int], known: Mapping[int, tuple[float, float]]) -> Start:
    nowhere = (np.nan, np.nan)
    return Start(np.array([known.get(name, nowhere) for name in names], dtype=np.float64).reshape(-1, 2).T, _HOLD)


def _scaled(radii: Floats) -> tuple[Floats, float]:
    scale = stress.mean(radii) / _RADIUS
    return radii / scale, scale


def _wanted(names: Sequence[int], links: Mapping[Pair, int], radii: Floats) -> tuple[Ints, Floats]:
    """Which circles are linked, and how far apart they want to be: the nearer the more they share for their size."""
    seat = {name: n for n, name in enumerate(names)}
    seats = {(seat[a], seat[b]): weight for (a, b), weight in links.items() if a in seat and b in seat}
    edges = distinct(seats)
    shared = np.array([seats.get((a, b), 0) + seats.get((b, a), 0) for a, b in edges.T.tolist()], dtype=np.float64)
    strength = shared / (radii[edges[0]] * radii[edges[1]])
    usual = np.sort(strength)[len(strength) // 2] if len(strength) else 1.0
    return edges, (radii[edges[0]] + radii[edges[1]]) * (1 + _GAP + usual / (usual + strength))
