"""Where the nodes stand: computed before the page opens, the same for the same input on every machine.

Graph distances are turned into distances on the plane by stochastic gradient descent on the stress (Zheng, Pawar and
Goodman, "Graph Drawing by Stochastic Gradient Descent", 2018); then boxes that overlap are pushed apart and the parts
of the graph are packed. Plain Python with ``+ - * /`` and ``sqrt`` alone: these round the same everywhere, while the
last bits of a vectorised sum differ from one processor to the next and a layout makes them visible.
"""

import hashlib
import random
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, combinations, islice
from math import sqrt
from typing import TypeAlias

EDGE_LENGTH = 118.0
GAP = 10.0
_ALL_PAIRS_UP_TO = 400
_PIVOTS = 40
_ROUNDS = 30
_PUSHES = 120
_YIELD = 1.01
_MANY = 1000
_CROWD = 50
_ROOMY = 1.6
_APART = 26.0  # between parts of the graph
_RING = 60.0
_BETWEEN = 50.0
_CELL = 160.0
# Sixteen directions, written out so that no library's sine decides a byte.
_DIRECTIONS = (
    (0.0, -1.0), (0.3827, -0.9239), (0.7071, -0.7071), (0.9239, -0.3827), (1.0, 0.0), (0.9239, 0.3827),
    (0.7071, 0.7071), (0.3827, 0.9239), (0.0, 1.0), (-0.3827, 0.9239), (-0.7071, 0.7071), (-0.9239, 0.3827),
    (-1.0, 0.0), (-0.9239, -0.3827), (-0.7071, -0.7071), (-0.3827, -0.9239),
)  # fmt: skip

Point: TypeAlias = tuple[float, float]
Neighbours: TypeAlias = Mapping[int, set[int]]
_Frame: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its label take around its point: half the width, and above and below it."""

    half: float
    above: float
    below: float


_DOT = Box(half=6.0, above=6.0, below=6.0)


def place(keys: Sequence[str], edges: Iterable[tuple[int, int]], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Whole-number positions of nodes, none of whose boxes overlap (up to some thousand nodes).

    Args:
        keys: A name of each node; it alone decides where the node starts, so that known nodes move little.
        edges: Pairs of node numbers; direction and repetition don't matter.
        boxes: The room of each node.
    """
    neighbours: dict[int, set[int]] = {n: set() for n in range(len(keys))}
    for a, b in edges:
        if a != b:
            neighbours[a].add(b)
            neighbours[b].add(a)
    points = [_start(key) for key in keys]
    parts = _parts(neighbours)
    for part in parts:
        _spread(part, neighbours, points)
        _lay_flat(part, points)
        _turn_alike(part, neighbours, points)
        _make_room(part, points, boxes)
        _push_apart(part, points, boxes)
    _pack(parts, neighbours, points, boxes)
    return [(round(x), round(y)) for x, y in points]


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
    near: list[Point] = [p for p in others if p != point and abs(p[0] - x) + abs(p[1] - y) < 4 * distance]
    near += [_towards(point, end, distance) for end in linked]

    def room(direction: Point) -> float:
        px, py = x + direction[0] * distance, y + direction[1] * distance
        return min((abs(px - qx) + abs(py - qy) for qx, qy in near), default=0.0)

    dx, dy = max(_DIRECTIONS, key=room)
    return round(x + dx * distance), round(y + dy * distance)


def _towards(start: Point, end: Point, distance: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = sqrt(dx * dx + dy * dy) or 1.0
    return start[0] + dx / length * distance, start[1] + dy / length * distance


def _start(key: str) -> Point:
    hashed = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(hashed[:4]) / 2**32 * 1000, int.from_bytes(hashed[4:8]) / 2**32 * 1000


def _parts(neighbours: Neighbours) -> list[list[int]]:
    """The connected parts, biggest first."""
    seen: set[int] = set()
    parts = []
    for node in neighbours:
        if node not in seen:
            part = list(_reach(node, neighbours))
            seen.update(part)
            parts.append(sorted(part))
    return sorted(parts, key=lambda p: (-len(p), p[0]))


def _reach(source: int, neighbours: Neighbours) -> dict[int, int]:
    """How many steps away each node is."""
    found = {source: 0}
    queue = deque([source])
    while queue:
        node = queue.popleft()
        for other in sorted(neighbours[node]):
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found


def _edge_length(a: int, b: int, neighbours: Neighbours) -> float:
    """Around a hub there must be room for the names of all that hangs on it."""
    return EDGE_LENGTH * (0.7 + 0.25 * sqrt(len(neighbours[a]) + len(neighbours[b])))


def _distances(source: int, neighbours: Neighbours) -> dict[int, float]:
    """How far each node wants to be along the shortest way."""
    found: dict[int, float] = {}
    heap = [(0.0, source)]
    while heap:
        distance, node = heappop(heap)
        if node in found:
            continue
        found[node] = distance
        for other in neighbours[node]:
            if other not in found:
                heappush(heap, (distance + _edge_length(node, other, neighbours), other))
    return found


def _wanted(part: Sequence[int], neighbours: Neighbours) -> list[tuple[int, int, float]]:
    """Pairs of nodes and how far apart they want to be; beyond some hundred nodes only to pivots and neighbours."""
    if len(part) <= _ALL_PAIRS_UP_TO:
        rows = {n: _distances(n, neighbours) for n in part}
        return [(a, b, rows[a][b]) for a, b in combinations(part, 2)]
    pairs = {(a, b): _edge_length(a, b, neighbours) for a in part for b in neighbours[a] if a < b}
    nearest = dict.fromkeys(part, float("inf"))
    pivot = max(part, key=lambda n: (len(neighbours[n]), -n))
    for _ in range(_PIVOTS):
        row = _distances(pivot, neighbours)
        for node, distance in row.items():
            nearest[node] = min(nearest[node], distance)
            if node != pivot:
                pairs[min(node, pivot), max(node, pivot)] = distance
        pivot = max(part, key=lambda n: (nearest[n], len(neighbours[n]), -n))
    return [(a, b, distance) for (a, b), distance in sorted(pairs.items())]


def _spread(part: Sequence[int], neighbours: Neighbours, points: list[Point]) -> None:
    wanted = _wanted(part, neighbours)
    if not wanted:
        return
    longest, shortest = max(d for _, _, d in wanted), min(d for _, _, d in wanted)
    rounds = _ROUNDS if len(part) <= _ALL_PAIRS_UP_TO else _ROUNDS // 2
    rate, last = longest * longest, 0.1 * shortest * shortest
    fall = _root(last / rate, rounds - 1)
    random.Random(len(part)).shuffle(wanted)  # noqa: S311 - an order, not a secret
    xs, ys = {n: points[n][0] for n in part}, {n: points[n][1] for n in part}
    for turn in range(rounds):
        # To begin elsewhere each time serves as well as to shuffle again, which would take longer than the descent.
        begin = len(wanted) * turn // rounds
        for a, b, distance in chain(islice(wanted, begin, None), islice(wanted, begin)):
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            length = sqrt(dx * dx + dy * dy) or 1e-6
            weight = rate / (distance * distance)
            step = (length - distance) / (2 * length)
            if weight < 1:
                step *= weight
            xs[a] -= step * dx
            ys[a] -= step * dy
            xs[b] += step * dx
            ys[b] += step * dy
        rate *= fall
    for n in part:
        points[n] = xs[n], ys[n]


def _root(value: float, degree: int) -> float:
    """The root by bisection: the platform's power function may differ in the last bit."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        power = 1.0
        for _ in range(degree):
            power *= middle
        low, high = (middle, high) if power < value else (low, middle)
    return low


def _lay_flat(part: Sequence[int], points: list[Point]) -> None:
    """Turn a part so that its long side lies level: screens and labels are wide."""
    count = len(part)
    mx, my = sum(points[n][0] for n in part) / count, sum(points[n][1] for n in part) / count
    xx = sum((points[n][0] - mx) ** 2 for n in part)
    yy = sum((points[n][1] - my) ** 2 for n in part)
    xy = sum((points[n][0] - mx) * (points[n][1] - my) for n in part)
    biggest = (xx + yy) / 2 + sqrt((xx - yy) * (xx - yy) / 4 + xy * xy)
    ux, uy = (xy, biggest - xx) if abs(xy) > 1e-9 else ((1.0, 0.0) if xx >= yy else (0.0, 1.0))  # noqa: PLR2004 - level
    length = sqrt(ux * ux + uy * uy) or 1.0
    ux, uy = ux / length, uy / length
    for n in part:
        x, y = points[n][0] - mx, points[n][1] - my
        points[n] = x * ux + y * uy, y * ux - x * uy


def _turn_alike(part: Sequence[int], neighbours: Neighbours, points: list[Point]) -> None:
    """Mirror a part so that its biggest hub lies to the left and the next one above, in every build."""
    hubs = sorted(part, key=lambda n: (-len(neighbours[n]), n))[:2]
    flip_x, flip_y = points[hubs[0]][0] > 0, points[hubs[-1]][1] > 0
    for n in part:
        x, y = points[n]
        points[n] = (-x if flip_x else x), (-y if flip_y else y)


def _make_room(part: Sequence[int], points: list[Point], boxes: Sequence[Box]) -> None:
    """Stretch a part whose middle is so crowded that pushing would take long and leave nothing of its shape."""
    here = sorted(part, key=lambda n: points[n])
    inner = here[len(here) // 4 : len(here) - len(here) // 4]
    if len(inner) < _CROWD:
        return
    rows = sorted(points[n][1] for n in inner)
    width = points[inner[-1]][0] - points[inner[0]][0]
    height = rows[-len(rows) // 8] - rows[len(rows) // 8]
    needed = 0.75 * sum((2 * boxes[n].half + GAP) * (boxes[n].above + boxes[n].below + GAP) for n in inner)
    stretch = sqrt(_ROOMY * needed / (width * height or 1.0))
    if stretch > 1:
        for n in part:
            points[n] = points[n][0] * stretch, points[n][1] * stretch


def _push_apart(part: Sequence[int], points: list[Point], boxes: Sequence[Box]) -> None:
    cell = max((2 * boxes[n].half for n in part), default=1.0) + GAP
    for turn in range(_PUSHES):
        moved = False
        if turn > (_PUSHES // 3 if len(part) < _MANY else 8):  # no end in sight: give way a little everywhere
            for n in part:
                points[n] = points[n][0] * _YIELD, points[n][1] * _YIELD
        grid: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n in part:
            grid[int(points[n][0] // cell), int(points[n][1] // cell)].append(n)
        for (column, row), here in sorted(grid.items()):
            around = [grid.get((column + dx, row + dy), ()) for dx, dy in ((1, 0), (-1, 1), (0, 1), (1, 1))]
            pairs = [*combinations(here, 2), *((a, b) for a in here for other in around for b in other)]
            for a, b in pairs:
                moved |= _push(a, b, points, boxes)
        if not moved:
            return


def _push(a: int, b: int, points: list[Point], boxes: Sequence[Box]) -> bool:
    """Move two boxes apart along the side where they overlap least; whether they did."""
    (ax, ay), (bx, by) = points[a], points[b]
    dx = bx - ax
    overlap_x = boxes[a].half + boxes[b].half + GAP - abs(dx)
    if overlap_x <= 0:
        return False
    upper, lower, dy = (a, b, by - ay) if by >= ay else (b, a, ay - by)
    overlap_y = boxes[upper].below + boxes[lower].above + GAP - dy
    if overlap_y <= 0:
        return False
    if overlap_x < overlap_y:
        shift = (overlap_x / 2 + 0.5) * (1 if dx >= 0 else -1)
        points[a], points[b] = (ax - shift, ay), (bx + shift, by)
    else:
        shift = (overlap_y / 2 + 0.5) * (1 if by >= ay else -1)
        points[a], points[b] = (ax, ay - shift), (bx, by + shift)
    return True


def _pack(parts: Sequence[Sequence[int]], neighbours: Neighbours, points: list[Point], boxes: Sequence[Box]) -> None:
    """Set the smaller parts around the biggest one, each on the first spot where it touches no node and no line."""
    taken: dict[tuple[int, int], list[_Frame]] = defaultdict(list)
    ring = 0
    for part in parts:
        frames = [_frame(points[n], boxes[n]) for n in part]
        ring = ring if len(part) == 1 else 0  # there is no room inwards of the last single node
        while (spot := next((s for s in _ring(ring) if _fits(frames, s, taken)), None)) is None:
            ring += 1
        for n in part:
            points[n] = points[n][0] + spot[0], points[n][1] + spot[1]
        crossed = part if len(part) < _MANY else ()  # among very many lines there is no place that none crosses
        lines = [_frame(p, _DOT) for n in crossed for m in neighbours[n] if n < m for p in _along(points[n], points[m])]
        for frame in (*(_frame(points[n], boxes[n]) for n in part), *lines):
            for key in _cells(frame):
                taken[key].append(frame)


def _along(start: Point, end: Point) -> list[Point]:
    """Points of a line, close enough that nothing of size slips between them."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    count = int((abs(dx) + abs(dy)) / _BETWEEN)
    return [(start[0] + dx * k / (count + 1), start[1] + dy * k / (count + 1)) for k in range(1, count + 1)]


def _frame(point: Point, box: Box) -> _Frame:
    return point[0] - box.half, point[1] - box.above, point[0] + box.half, point[1] + box.below


def _cells(frame: _Frame) -> Iterator[tuple[int, int]]:
    for column in range(int(frame[0] // _CELL), int(frame[2] // _CELL) + 1):
        for row in range(int(frame[1] // _CELL), int(frame[3] // _CELL) + 1):
            yield column, row


def _ring(ring: int) -> list[Point]:
    """Spots on an ellipse a fifth wider than high."""
    if ring == 0:
        return [(0.0, 0.0)]
    return [(1.2 * dx * ring * _RING, dy * ring * _RING) for dx, dy in _DIRECTIONS]


def _fits(frames: Iterable[_Frame], spot: Point, taken: Mapping[tuple[int, int], Sequence[_Frame]]) -> bool:
    for frame in frames:
        left, top = frame[0] + spot[0] - _APART, frame[1] + spot[1] - _APART
        right, bottom = frame[2] + spot[0] + _APART, frame[3] + spot[1] + _APART
        for key in _cells((left, top, right, bottom)):
            for other in taken.get(key, ()):
                if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
                    return False
    return True
