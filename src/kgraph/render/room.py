"""Room for names: boxes pushed apart, and the unconnected parts of a graph set around the biggest of them.

The arithmetic is that of ``stress``: elementwise, or added one after the other.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from math import sqrt
from typing import TypeAlias

import numpy as np

from kgraph.render.stress import Floats, Ints, mean, total

GAP = 10.0
_PUSHES = 160
_PATIENCE = 30
_YIELD = 1.01
_CROWD = 50
_PI = 3.14159
_ROOMY = 1.6
_APART = 26.0  # between parts of the graph
_RING = 40.0
_BETWEEN = 50.0
_CELL = 160.0
_MANY_LINES = 1000
_NEAR = ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1))
_TURNS = (0.0, 0.16, -0.16, 0.32, -0.32)

Point: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]


def stretched(points: Floats, boxes: Floats) -> Floats:
    """Stretch a part whose middle is so crowded that pushing would take long and leave nothing of its shape."""
    size = points.shape[1]
    inner = np.argsort(points[0], kind="stable")[size // 4 : size - size // 4]
    if len(inner) < _CROWD:
        return points
    half, above, below = boxes[:, inner]
    columns, rows = points[0, inner], np.sort(points[1, inner])
    free = float(columns[-1] - columns[0]) * float(rows[-len(rows) // 8] - rows[len(rows) // 8])
    needed = 0.75 * total((2 * half + GAP) * (above + below + GAP))
    return points * max(1.0, sqrt(_ROOMY * needed / (free or 1.0)))


def rounded_off(points: Floats, boxes: Floats) -> Floats:
    """Fill a circle evenly: each point keeps its direction from the middle and its rank in distance from it."""
    half, above, below = boxes
    area = total((2 * half + GAP) * (above + below + GAP))
    x, y = points[0] - mean(points[0]), points[1] - mean(points[1])
    away = np.sqrt(x * x + y * y)
    rank = np.empty(len(x))
    rank[np.argsort(away, kind="stable")] = np.arange(len(x)) + 0.5
    stretch = np.sqrt(rank * (_ROOMY * area / (_PI * len(x)))) / np.maximum(away, 1e-9)
    return np.stack([x * stretch, y * stretch])


def apart(points: Floats, boxes: Floats) -> Floats:
    """Push boxes apart along the side where they overlap least, until none overlap.

    Args:
        points: One row for x and one for y.
        boxes: Half the width, and above and below the point: a row each.
    """
    half, above, below = boxes
    cell = (2 * float(half.max()) + GAP, float((above + below).max()) + GAP)
    x, y = points.copy()
    size = len(x)
    for turn in range(_PUSHES):
        a, b = _near(x, y, cell)
        dx, dy = x[b] - x[a], y[b] - y[a]
        across = half[a] + half[b] + GAP - np.abs(dx)
        down = np.where(dy >= 0, below[a] + above[b], below[b] + above[a]) + GAP - np.abs(dy)
        hit = (across > 0) & (down > 0)
        if not hit.any():
            break
        a, b, dx, dy, across, down = (values[hit] for values in (a, b, dx, dy, across, down))
        level = across < down
        shift = np.where(level, across, down) / 2 + 0.5
        sideways = np.where(level, np.where(dx >= 0, shift, -shift), 0.0)
        upright = np.where(level, 0.0, np.where(dy >= 0, shift, -shift))
        often = np.sqrt(np.maximum(1, np.bincount(a, minlength=size) + np.bincount(b, minlength=size)))
        x += (np.bincount(b, sideways, size) - np.bincount(a, sideways, size)) / often
        y += (np.bincount(b, upright, size) - np.bincount(a, upright, size)) / often
        if turn > _PATIENCE:  # no end in sight: give way a little everywhere
            x, y = x * _YIELD, y * _YIELD
    return np.stack([x, y])


def _near(x: Floats, y: Floats, cell: tuple[float, float]) -> tuple[Ints, Ints]:
    """Pairs of points in the same cell of a grid or in cells side by side, each pair once."""
    column, row = (x // cell[0]).astype(np.int64), (y // cell[1]).astype(np.int64)
    column, row = column - column.min() + 1, row - row.min()
    wide = int(column.max()) + 2
    places = row * wide + column
    order = np.argsort(places, kind="stable")
    places = places[order]
    everyone = np.arange(len(x))
    ones, others = [], []
    for dx, dy in _NEAR:
        target = places + (dy * wide + dx)
        begin, end = np.searchsorted(places, target), np.searchsorted(places, target, side="right")
        if (dx, dy) == (0, 0):
            begin = everyone + 1
        many = np.maximum(end - begin, 0)
        ones.append(np.repeat(everyone, many))
        others.append(np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many - begin, many))
    return order[np.concatenate(ones)], order[np.concatenate(others)]


def packed(
    parts: Sequence[Sequence[int]], keys: Sequence[str], lines: Sequence[tuple[int, int]], points: Floats, boxes: Floats
) -> Floats:
    """Set the smaller parts around the first: each on the first free spot in the direction that its key says.

    Args:
        parts: The nodes of each part, the biggest part first.
        keys: A name for each part.
        lines: Pairs of nodes between which a line is drawn that nothing should stand on.
        points: Where the nodes of each part stand by themselves.
        boxes: Their room.
    """
    if len(parts) == 1:
        return points
    taken: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    spots = [(x, y) for x, y in points.T.tolist()]
    room = boxes.T.tolist()
    part_of = {node: n for n, part in enumerate(parts) for node in part}
    lines_of: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b in lines:
        if len(parts[part_of[a]]) < _MANY_LINES:  # among very many lines there is no place that none crosses
            lines_of[part_of[a]].append((a, b))
    for n, part in enumerate(parts):
        frames = [_frame(spots[node], room[node]) for node in part]
        frames += [_dot(p) for a, b in lines_of[n] for p in _along(spots[a], spots[b])]
        dx, dy = (0.0, 0.0) if n == 0 else next(s for s in _rays(keys[n]) if _fits(frames, s, taken))
        for node in part:
            spots[node] = spots[node][0] + dx, spots[node][1] + dy
        for left, top, right, bottom in frames:
            frame = left + dx, top + dy, right + dx, bottom + dy
            for cell in _cells(frame):
                taken[cell].append(frame)
    return np.array(spots, dtype=np.float64).reshape(-1, 2).T


def _frame(point: Point, box: Sequence[float]) -> Frame:
    return point[0] - box[0], point[1] - box[1], point[0] + box[0], point[1] + box[2]


def _dot(point: Point) -> Frame:
    return point[0] - 6, point[1] - 6, point[0] + 6, point[1] + 6


def _along(start: Point, end: Point) -> list[Point]:
    """Points of a line, close enough that nothing of size slips between them."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    many = int((abs(dx) + abs(dy)) / _BETWEEN)
    return [(start[0] + dx * k / (many + 1), start[1] + dy * k / (many + 1)) for k in range(1, many + 1)]


def _rays(key: str) -> Iterator[Point]:
    """Spots farther and farther out, a fifth wider than high, about one direction."""
    towards = int.from_bytes(hashlib.sha256(key.encode()).digest()[8:12]) / 2**32 * 4
    rays = [_direction(towards + turn) for turn in _TURNS]
    for ring in count(1):
        for x, y in rays:
            yield 1.2 * x * ring * _RING, y * ring * _RING


def _direction(turn: float) -> Point:
    """Once around from 0 to 4, without a sine, which libraries round differently."""
    turn %= 4
    side, rest = divmod(turn, 1)
    corners = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0))
    (ax, ay), (bx, by) = corners[int(side)], corners[int(side) + 1]
    x, y = ax + (bx - ax) * rest, ay + (by - ay) * rest
    length = sqrt(x * x + y * y)
    return x / length, y / length


def _cells(frame: Frame) -> Iterator[tuple[int, int]]:
    for column in range(int(frame[0] // _CELL), int(frame[2] // _CELL) + 1):
        for row in range(int(frame[1] // _CELL), int(frame[3] // _CELL) + 1):
            yield column, row


def _fits(frames: Iterable[Frame], spot: Point, taken: Mapping[tuple[int, int], Sequence[Frame]]) -> bool:
    for frame in frames:
        left, top = frame[0] + spot[0] - _APART, frame[1] + spot[1] - _APART
        right, bottom = frame[2] + spot[0] + _APART, frame[3] + spot[1] + _APART
        for cell in _cells((left, top, right, bottom)):
            for other in taken.get(cell, ()):
                if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
                    return False
    return True
