"""Where the nodes stand: computed before the page opens, the same for the same input on every machine.

Each connected part is laid out by itself (``stress``), its boxes are pushed apart, and the parts are packed (``room``).
A node begins where its key says, and sides are chosen by keys too, so that a graph with a little more in it looks much
the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from kgraph.progress import Progress, unwatched
from kgraph.render import room, stress
from kgraph.render.growth import stages
from kgraph.render.stress import Floats, Ints, Start

_HOLD = 0.03
"""How much nodes stay where they stood: they find good places near there by themselves."""
_FEW = 400
"""So many nodes can be looked at together: their distances matter more than to fill the room well."""

# Sixteen directions, written out so that no library's sine decides a byte.
_DIRECTIONS = (
    (0.0, -1.0), (0.3827, -0.9239), (0.7071, -0.7071), (0.9239, -0.3827), (1.0, 0.0), (0.9239, 0.3827),
    (0.7071, 0.7071), (0.3827, 0.9239), (0.0, 1.0), (-0.3827, 0.9239), (-0.7071, 0.7071), (-0.9239, 0.3827),
    (-1.0, 0.0), (-0.9239, -0.3827), (-0.7071, -0.7071), (-0.3827, -0.9239),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its label take around its point: half the width, and above and below it."""

    half: float
    above: float
    below: float


def place(
    keys: Sequence[str],
    edges: Sequence[tuple[int, int]],
    boxes: Sequence[Box],
    ages: Sequence[int] | None = None,
    *,
    progress: Progress = unwatched,
) -> list[tuple[int, int]]:
    """Whole-number positions of nodes, none of whose boxes overlap (up to some thousand nodes).

    Args:
        keys: A name of each node; it alone decides where the node starts, so that known nodes move little.
        edges: Pairs of node numbers; direction and repetition don't matter.
        boxes: The room of each node.
        ages: The number of the article that each edge comes from, the oldest first: few nodes are set article by
            article, so that one more moves the known ones still less.
        progress: Told of each connected part.
    """
    if not keys:
        return []
    start = None
    if ages is not None and len(keys) <= stress.ALL_PAIRS_UP_TO:
        start = _begun(keys, edges, ages)
    return rounded(positions(keys, distinct(edges), rows(boxes), start=start, progress=progress))


def _begun(keys: Sequence[str], edges: Sequence[tuple[int, int]], ages: Sequence[int]) -> Start | None:
    """Where the nodes stood at the stage before the last."""
    start: Start | None = None
    for end in stages(ages)[:-1]:
        so_far = distinct(edge for edge, age in zip(edges, ages, strict=True) if age < end)
        start = Start(shapes(keys, so_far, start=start), _HOLD)
    return start


def rows(boxes: Iterable[Box]) -> Floats:
    """Boxes as an array: a row for half the width, one for above and one for below."""
    return np.array([(box.half, box.above, box.below) for box in boxes], dtype=np.float64).reshape(-1, 3).T


def rounded(points: Floats) -> list[tuple[int, int]]:
    """Points as whole numbers."""
    return [(round(x), round(y)) for x, y in points.T.tolist()]


def distinct(edges: Iterable[tuple[int, int]]) -> Ints:
    """Each pair once, without loops: a row for each end."""
    pairs = sorted({(min(a, b), max(a, b)) for a, b in edges if a != b})
    return np.array(pairs, dtype=np.int64).reshape(-1, 2).T


def positions(  # noqa: PLR0913 - a graph as arrays
    keys: Sequence[str],
    edges: Ints,
    boxes: Floats,
    *,
    lengths: Floats | None = None,
    start: Start | None = None,
    progress: Progress = unwatched,
) -> Floats:
    """What :func:`place` does, for arrays: a row for x and a row for y.

    Args:
        keys: A name of each node.
        edges: Pairs of nodes, each once.
        boxes: Half the width, and above and below the point: a row each.
        lengths: How long each edge wants to be.
        start: Where :func:`shapes` set the nodes at an earlier stage.
        progress: Told of each connected part.
    """
    parts = _parts(len(keys), edges)
    points = np.zeros((2, len(keys)))
    degree = np.bincount(edges.ravel(), minlength=len(keys))
    steps = list(zip(parts, within(parts, edges, len(keys)), strict=True))
    for part, (inner, which) in progress(steps, total=len(steps), what="parts placed"):
        if len(part) > 1:
            wanted = None if lengths is None else lengths[which]
            begun = None if start is None else start.of(part)
            points[:, part] = _with_room(_shaped([keys[k] for k in part], inner, wanted, begun), boxes[:, part])
    names = [keys[max(part, key=lambda k: (degree[k], -k))] for part in parts]
    lines = [(a, b) for a, b in edges.T.tolist()]
    return room.packed(parts, names, lines, points, boxes)


def within(groups: Sequence[Sequence[int]], edges: Ints, size: int) -> list[tuple[Ints, Ints]]:
    """The edges inside each group, by places in it, and which they are."""
    group_of, seat = np.full(size, -1), np.zeros(size, dtype=np.int64)
    for n, group in enumerate(groups):
        group_of[list(group)], seat[list(group)] = n, np.arange(len(group))
    inside = np.flatnonzero((group_of[edges[0]] == group_of[edges[1]]) & (group_of[edges[0]] >= 0))
    owner = group_of[edges[0, inside]]
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(groups) + 1))
    chosen = [inside[order[ends[n] : ends[n + 1]]] for n in range(len(groups))]
    return [(seat[edges[:, which]], which) for which in chosen]


def shapes(keys: Sequence[str], edges: Ints, *, lengths: Floats | None = None, start: Start | None = None) -> Floats:
    """Where the nodes of the biggest connected part would stand without names; not a number for all others.

    Args:
        keys: A name of each node.
        edges: Pairs of nodes, each once.
        lengths: How long each edge wants to be.
        start: What this function gave at an earlier stage.
    """
    points = np.full((2, len(keys)), np.nan)
    part = _parts(len(keys), edges)[0]
    inner, which = within([part], edges, len(keys))[0]
    wanted = None if lengths is None else lengths[which]
    begun = None if start is None else start.of(part)
    points[:, part] = _shaped([keys[k] for k in part], inner, wanted, begun)
    return points


def _shaped(keys: Sequence[str], edges: Ints, lengths: Floats | None, start: Start | None) -> Floats:
    if start is None or bool(np.isnan(start.points).all()):
        return _turned_alike(keys, stress.spread(keys, edges, lengths), edges)
    return stress.spread_from(start, keys, edges, lengths)


def _with_room(points: Floats, boxes: Floats) -> Floats:
    with_room = room.stretched if points.shape[1] <= _FEW else room.rounded_off
    return room.apart(with_room(points, boxes), boxes)


def _turned_alike(keys: Sequence[str], points: Floats, edges: Ints) -> Floats:
    """Mirrored so that most of what is well connected lies on the side of its key, in every build."""
    degree = np.bincount(edges.ravel(), minlength=len(keys)).astype(np.float64)
    sides = stress.scattered(keys, 2)
    agreement = [stress.total(degree * side * row) for side, row in zip(sides, points, strict=True)]
    return np.stack([row if same >= 0 else -row for row, same in zip(points, agreement, strict=True)])


def _parts(size: int, edges: Ints) -> list[list[int]]:
    """The connected parts, biggest first."""
    leader = np.arange(size)
    while True:
        lowest = leader.copy()
        np.minimum.at(lowest, edges[0], leader[edges[1]])
        np.minimum.at(lowest, edges[1], leader[edges[0]])
        lowest = lowest[lowest]
        if np.array_equal(lowest, leader):
            break
        leader = lowest
    parts: dict[int, list[int]] = defaultdict(list)
    for node, first in enumerate(leader.tolist()):
        parts[first].append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def beside(
    point: tuple[int, int], others: Iterable[tuple[int, int]], linked: Iterable[tuple[int, int]], distance: float
) -> tuple[int, int]:
    """A free spot near a node: of sixteen directions the one farthest from its links and from what stands near.

    Args:
        point: Where the node stands.
        others: Where all nodes stand.
        linked: Where those stand that it is linked to.
        distance: How far away the spot is.
    """
    x, y = point
    near: list[room.Point] = [p for p in others if p != point and abs(p[0] - x) + abs(p[1] - y) < 4 * distance]
    near += [_towards(point, end, distance) for end in linked]

    def space(direction: room.Point) -> float:
        px, py = x + direction[0] * distance, y + direction[1] * distance
        return min((abs(px - qx) + abs(py - qy) for qx, qy in near), default=0.0)

    dx, dy = max(_DIRECTIONS, key=space)
    return round(x + dx * distance), round(y + dy * distance)


def _towards(start: room.Point, end: room.Point, distance: float) -> room.Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = sqrt(dx * dx + dy * dy) or 1.0
    return start[0] + dx / length * distance, start[1] + dy / length * distance
