"""Distances in a graph turned into distances on the plane.

The stress is brought down by majorization (Gansner, Koren and North 2005), first in six dimensions, where hardly a
start leads astray and a small change of the graph changes little, then while all but the two widest are squeezed flat.

Every number is the same on every machine: elementwise ``+ - * /`` and ``sqrt`` round alike everywhere, ``bincount``
adds one after the other. Sums, means and products of matrices, which numpy adds in an order that depends on the
processor, are not used (docs/decisions/0017-layout-in-numpy.md).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

EDGE_LENGTH = 118.0
ALL_PAIRS_UP_TO = 300
_PIVOTS = 24
_SIBLINGS = 3
_DIMENSIONS = 6
_FEW_DIMENSIONS = 4
# Rounds in all dimensions, while they are squeezed, and on the plane.
_ROUNDS, _FEW_ROUNDS = (25, 45, 15), (12, 24, 10)
# Rounds from where things stood: of what is new alone, and of all.
_NEW_ROUNDS, _ALL_ROUNDS = 10, 60
_SPAN = 1000.0
_TINY = 1e-9
_FAR = 1e18
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Start:
    """Where nodes stood at an earlier stage.

    Attributes:
        points: A row for x and one for y; not a number where a node is new.
        hold: How much what is known stays where it stood, against all that draws at it.
    """

    points: Floats
    hold: float

    def of(self, part: Sequence[int]) -> "Start":
        """Of some nodes."""
        return Start(self.points[:, list(part)], self.hold)


def total(values: Floats) -> float:
    """The sum, added from left to right."""
    return float(np.bincount(np.zeros(len(values), dtype=np.int64), weights=values, minlength=1)[0])


def mean(values: Floats) -> float:
    """The mean, by :func:`total`."""
    return total(values) / len(values)


def scattered(keys: Sequence[str], dimensions: int = _DIMENSIONS) -> Floats:
    """A point for each key that depends on nothing else: one row a dimension, from -500 to 500."""
    hashed = b"".join(hashlib.sha256(key.encode()).digest() for key in keys)
    words = np.frombuffer(hashed, dtype=">u4").reshape(len(keys), 8)[:, :dimensions]
    return np.ascontiguousarray((words.astype(np.float64) / 2**32 - 0.5).T) * _SPAN


def spread(keys: Sequence[str], edges: Ints, lengths: Floats | None = None) -> Floats:
    """Points of the nodes of a connected graph, one row for x and one for y, the widest way along x.

    Args:
        keys: A name of each node, which alone decides where it starts.
        edges: Pairs of nodes, each once, one row for each end.
        lengths: How long each edge wants to be; by default long enough for the names around a hub.
    """
    count = len(keys)
    if count <= ALL_PAIRS_UP_TO:
        return _settled(scattered(keys), edges, lengths, rounds=_ROUNDS)
    # Leaves get their places when the rest is settled: to the pivots all leaves of a hub are at the same distance.
    degree = np.bincount(edges.ravel(), minlength=count)
    core = np.flatnonzero(degree > 1)
    seat = np.cumsum(degree > 1) - 1
    inner = (degree[edges] > 1).all(axis=0)
    wanted = None if lengths is None else lengths[inner]
    points = np.zeros((2, count))
    start = scattered([keys[n] for n in core.tolist()], _FEW_DIMENSIONS)
    points[:, core] = _settled(start, seat[edges[:, inner]], wanted, rounds=_FEW_ROUNDS)
    ends = np.where(degree[edges[0, ~inner]] == 1, edges[:, ~inner], edges[::-1, ~inner])
    leaves, hubs = ends
    crowd = np.sqrt(np.bincount(hubs, minlength=count)[hubs].astype(np.float64))
    around = scattered([keys[n] for n in leaves.tolist()], 2) / _SPAN * (2 * EDGE_LENGTH)
    points[:, leaves] = points[:, hubs] + around * crowd
    return points


def spread_from(start: Start, keys: Sequence[str], edges: Ints, lengths: Floats | None = None) -> Floats:
    """What :func:`spread` does for few nodes, where some stood before: those stay about there.

    Args:
        start: Where they stood.
        keys: A name of each node.
        edges: Pairs of nodes, each once, one row for each end.
        lengths: How long each edge wants to be.
    """
    known = ~np.isnan(start.points[0])
    points = _beside_known(start.points, keys, edges)
    terms = _Terms(len(keys), edges, lengths)
    for _ in range(_NEW_ROUNDS):
        points = np.where(known, points, terms.better(points))
    stay = np.where(known, start.hold, 0.0)
    begun = points
    for _ in range(_ALL_ROUNDS):
        points = (terms.better(points) + stay * begun) / (1 + stay)
    return points


def _beside_known(start: Floats, keys: Sequence[str], edges: Ints) -> Floats:
    """New nodes amid those that they are linked with."""
    points = np.where(np.isnan(start), 0.0, start)
    away = scattered(keys, 2) / _SPAN * EDGE_LENGTH
    starts, ends = np.concatenate([edges[0], edges[1]]), np.concatenate([edges[1], edges[0]])
    placed = ~np.isnan(start[0])
    while True:
        near = placed[starts] & ~placed[ends]
        if not near.any():
            return points
        starts_near, ends_near = starts[near], ends[near]
        many = np.bincount(ends_near, minlength=len(keys))
        reached = many > 0
        for row, offset in zip(points, away, strict=True):
            sums = np.bincount(ends_near, weights=row[starts_near], minlength=len(keys))
            row[reached] = sums[reached] / many[reached] + offset[reached]
        placed = placed | reached


def _settled(points: Floats, edges: Ints, lengths: Floats | None, *, rounds: tuple[int, int, int]) -> Floats:
    if points.shape[1] <= 1:
        return points[:2] * 0
    terms = _Terms(points.shape[1], edges, lengths)
    first, squeezes, last = rounds
    for _ in range(first):
        points = terms.better(points)
    points = _by_width(points)
    for _ in range(squeezes):
        points[2:] *= 0.92 if squeezes > _FEW_ROUNDS[1] else 0.85
        points = terms.better(points)
    points = points[:2]
    for _ in range(last):
        points = terms.better(points)
    return _by_width(points)


class _Terms:
    """How far apart which nodes want to be: all pairs of a small graph, else neighbours, siblings and pivots."""

    def __init__(self, count: int, edges: Ints, lengths: Floats | None) -> None:
        self.count = count
        degree = np.bincount(edges.ravel(), minlength=count).astype(np.float64)
        if lengths is None:
            lengths = EDGE_LENGTH * (0.7 + 0.25 * np.sqrt(degree[edges[0]] + degree[edges[1]]))
        self.full = count <= ALL_PAIRS_UP_TO
        pairs = _all_pairs if self.full else _some_pairs
        self.here, self.there, self.wanted, importance = pairs(count, edges, lengths, degree)
        self.weights = importance / (self.wanted * self.wanted + _TINY)
        whole = np.bincount(self.here, weights=self.weights, minlength=count)
        self.compared = whole > 0
        self.whole = np.where(self.compared, whole, 1.0)

    def better(self, points: Floats) -> Floats:
        """Move each node to where those that it is compared with would have it, on average; one that is alone stays."""
        if self.full:
            away, other = np.repeat(points, self.count, axis=1), np.tile(points, self.count)
        else:
            away, other = points[:, self.here], points[:, self.there]
        away -= other
        square = np.zeros(len(self.here))
        for row in away:
            square += row * row
        away *= self.wanted / (np.sqrt(square) + _TINY)
        away += other
        away *= self.weights
        sums = [np.bincount(self.here, weights=row, minlength=self.count) for row in away]
        return np.where(self.compared, np.stack(sums) / self.whole, points)


def _all_pairs(count: int, edges: Ints, lengths: Floats, _: Floats) -> tuple[Ints, Ints, Floats, Floats]:
    far = np.full((count, count), _FAR)
    far[edges[0], edges[1]] = far[edges[1], edges[0]] = lengths
    far[np.arange(count), np.arange(count)] = 0
    for middle in range(count):  # Floyd and Warshall
        np.minimum(far, far[:, middle : middle + 1] + far[middle : middle + 1], out=far)
    here, there = np.divmod(np.arange(count * count), count)
    return here, there, far.ravel(), (here != there).astype(np.float64)


def _some_pairs(count: int, edges: Ints, lengths: Floats, degree: Floats) -> tuple[Ints, Ints, Floats, Floats]:
    starts, ends = np.concatenate([edges[0], edges[1]]), np.concatenate([edges[1], edges[0]])
    both = np.concatenate([lengths, lengths])
    order = np.lexsort((starts, ends))
    starts, ends, both = starts[order], ends[order], both[order]
    first = np.searchsorted(ends, np.arange(count))

    rows: list[Floats] = []
    nearest = np.full(count, _FAR)
    pivots: list[int] = []
    for n in range(min(_PIVOTS, count)):
        # Half of the pivots are the greatest hubs, which stay what they are; half are whatever is far from all others.
        rank = degree if n < _PIVOTS // 2 else nearest
        rank = rank.copy()
        rank[pivots] = -1
        pivots.append(int(np.argmax(rank)))
        rows.append(_from(pivots[-1], starts, both, first))
        nearest = np.minimum(nearest, rows[-1])
    everyone = np.arange(count)
    others = [everyone[everyone != pivot] for pivot in pivots]
    siblings = _siblings(starts, ends, both)
    parts = [
        (ends, starts, both, 1.0),
        *((a, b, d, 1.0) for a, b, d in siblings),
        *((o, np.full(len(o), p), row[o], count / len(pivots)) for o, p, row in zip(others, pivots, rows, strict=True)),
    ]
    here, there, wanted = (np.concatenate([part[n] for part in parts]) for n in range(3))
    importance = np.concatenate([np.full(len(part[0]), part[3]) for part in parts])
    return here.astype(np.int64), there.astype(np.int64), wanted.astype(np.float64), importance


def _siblings(starts: Ints, ends: Ints, lengths: Floats) -> list[tuple[Ints, Ints, Floats]]:
    """Nodes with a common neighbour, some of them: without, all leaves of a hub would want the same place."""
    found = []
    for step in range(1, _SIBLINGS + 1):
        reach = step * step
        if reach >= len(ends):
            break
        a, b = slice(None, -reach), slice(reach, None)
        same = ends[a] == ends[b]
        one, other, apart = starts[a][same], starts[b][same], (lengths[a] + lengths[b])[same]
        found += [(one, other, apart), (other, one, apart)]
    return found


def _from(source: int, starts: Ints, lengths: Floats, first: Ints) -> Floats:
    """How far each node is from one (Bellman and Ford)."""
    far = np.full(len(first), _FAR)
    far[source] = 0
    while True:
        nearer = np.minimum(far, np.minimum.reduceat(far[starts] + lengths, first))
        if np.array_equal(nearer, far):
            return far
        far = nearer


def _by_width(points: Floats) -> Floats:
    """Turn to the principal axes, the widest first, which makes the two that are kept, and the level one, the same."""
    middle = np.array([mean(row) for row in points])
    points = points - middle[:, None]
    size = len(points)
    table = [[total(points[a] * points[b]) for b in range(size)] for a in range(size)]
    axes = _axes(table)
    turned = []
    for axis in axes:
        row = np.zeros(points.shape[1])
        for part, share in zip(points, axis, strict=True):
            row += part * share
        turned.append(row)
    return np.stack(turned)


def _axes(table: list[list[float]]) -> list[list[float]]:
    """The eigenvectors of a small symmetric matrix, that of the largest value first (Jacobi)."""
    size = len(table)
    vectors = [[float(a == b) for b in range(size)] for a in range(size)]
    for _, (p, q) in ((n, pair) for n in range(_SWEEPS) for pair in combinations(range(size), 2)):
        if abs(table[p][q]) <= _TINY * (abs(table[p][p]) + abs(table[q][q])):
            continue
        ratio = (table[q][q] - table[p][p]) / (2 * table[p][q])
        tangent = (1 if ratio >= 0 else -1) / (abs(ratio) + float(np.sqrt(ratio * ratio + 1)))
        cosine = 1 / float(np.sqrt(tangent * tangent + 1))
        sine = tangent * cosine
        for row in (*table, *vectors):
            row[p], row[q] = cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]
        above, below = table[p], table[q]
        table[p] = [cosine * a - sine * b for a, b in zip(above, below, strict=True)]
        table[q] = [sine * a + cosine * b for a, b in zip(above, below, strict=True)]
    order = sorted(range(size), key=lambda n: -table[n][n])
    return [[vectors[row][n] for row in range(size)] for n in order]
