"""The picture as a pyvis network: things as nodes, claims bundled into edges, each node in its place.

pyvis is the builder its users know; its template, its popups and its physics are not used.
"""

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any, TypeAlias

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kgraph.model import EntityType, Polarity
from kgraph.progress import Progress, unwatched
from kgraph.render import layout
from kgraph.render.communities import communities
from kgraph.render.html import framed, write_page
from kgraph.render.overview import place_communities
from kgraph.render.payload import how, payload, texts
from kgraph.render.story import Story

_LABEL_COLUMNS = 18
_LABEL_LINES = 3
_COLUMN_WIDTH = 6.6
_LINE_HEIGHT = 15.0
_SMALLEST, _BIGGEST = 9.0, 24.0
_MARKER_SIZE = 4
_MARKER_DISTANCE = 52.0
_READABLE = 300
"""So many things are all shown at first; of more, their communities."""
_NEAR = 400

_Bundles: TypeAlias = dict[tuple[int, int, str, Polarity], list[int]]


@cache
def style() -> dict[str, Any]:
    """Colours, shapes and lines, from the file that the page's script is built with too."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "style.json").read_text(encoding="utf-8"))
    return loaded


class ClaimNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A ``pyvis.network.Network`` of a story that writes kgraph's own page.

    A node is a thing that some claim is about, numbered as in ``story.things``; figures are no nodes but belong to what
    they count. Who acts where the article names nobody is a small marker beside the thing acted on. An edge bundles the
    claims of one pair, one direction, one way of saying it and one polarity; their numbers are its ``claims``. A node's
    ``community`` is a place in ``communities``, each with ``label``, ``x``, ``y``, ``r`` and ``size``.

    ``nodes`` and ``edges`` are pyvis's own lists of dictionaries: a ``color`` or ``size`` set there shows on the page.
    """

    def __init__(self, story: Story, *, title: str | None = None, progress: Progress = unwatched) -> None:
        super().__init__(height="100%", directed=True, cdn_resources="in_line")
        self.story = story
        self.title = title
        self.communities: list[dict[str, Any]] = []
        self._progress = progress
        self.toggle_physics(False)
        self._numbers = {thing.iri: n for n, thing in enumerate(story.things)}
        bundles = self._bundles()
        self._add_things(bundles)
        for (source, target, said, polarity), claims in bundles.items():
            options = {"claims": claims, "how": said, "polarity": polarity.value, "id": len(self.edges)}
            # add_edge looks through all edges each time: minutes for ten thousand.
            self.edges.append(Edge(source, target, directed=True, **options).options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:  # noqa: ARG002
        """The whole page; the arguments are pyvis's and change nothing."""
        data = payload(
            self.story,
            nodes=self.nodes,
            edges=self.edges,
            communities=self.communities,
            ways=[*style()["how"]],
            title=self.title,
        )
        return write_page(data, texts(self.story))

    def write_html(
        self,
        name: str,
        local: bool = True,  # noqa: ARG002 - pyvis's signature
        notebook: bool = False,  # noqa: ARG002 - pyvis's signature
        open_browser: bool = False,  # noqa: ARG002 - pyvis's signature
    ) -> None:
        """Write the page, in UTF-8 whatever the locale says."""
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")

    def _repr_html_(self) -> str:
        """The page in a frame: what Jupyter shows."""
        return framed(self.generate_html())

    def _shown(self, iri: str) -> bool:
        return self.story.things[self._numbers[iri]].type is not EntityType.NUMBER

    def _bundles(self) -> _Bundles:
        """The claims of each edge, by source, target, way of saying it and polarity, in a fixed order."""
        bundles: _Bundles = defaultdict(list)
        for n, statement in enumerate(self.story.statements):
            if not self._shown(statement.object):
                continue
            target = self._numbers[statement.object]
            source = len(self.story.things) + target
            if statement.subject is not None:
                if not self._shown(statement.subject):
                    continue
                source = self._numbers[statement.subject]
            bundles[source, target, how(statement), statement.polarity].append(n)
        return dict(sorted(bundles.items()))

    def _weights(self) -> dict[int, int]:
        """In how many claims each thing is subject or object; things that are in none are not shown."""
        weight: dict[int, int] = defaultdict(int)
        for statement in self.story.statements:
            for iri in {statement.subject, statement.object}:
                if iri is not None and self._shown(iri):
                    weight[self._numbers[iri]] += 1
        return dict(sorted(weight.items()))

    def _add_things(self, bundles: _Bundles) -> None:
        weight = self._weights()
        heaviest = max(weight.values(), default=1)
        sizes = {n: _SMALLEST + (_BIGGEST - _SMALLEST) * sqrt(count / heaviest) for n, count in weight.items()}
        links = [(a, b) for a, b, *_ in bundles if a in weight]
        articles = {article.iri: n for n, article in enumerate(self.story.articles)}
        firsts = (claims[0] for (a, *_), claims in bundles.items() if a in weight)
        ages = [articles[self.story.statements[first].article] for first in firsts]
        points, home = self._placed(weight, sizes, links, ages)
        for n, (x, y) in points.items():
            thing = self.story.things[n]
            options: dict[str, object] = {"x": x, "y": y, "size": round(sizes[n], 1), "weight": weight[n]}
            if n in home:
                options["community"] = home[n]
            shape = style()["types"][thing.type.value]["vis"]
            self._add(n, thing.label, shape, group=thing.type.value, **options)
        unnamed = dict.fromkeys((a, b) for a, b, *_ in bundles if a not in weight)
        self._add_markers(unnamed, links, points, sizes)

    def _placed(
        self,
        weight: Mapping[int, int],
        sizes: Mapping[int, float],
        links: Sequence[tuple[int, int]],
        ages: Sequence[int],
    ) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
        """Where things stand, by number, and of many the community of each."""
        seat = {n: i for i, n in enumerate(sizes)}
        things = [self.story.things[n] for n in sizes]
        keys = [thing.iri for thing in things]
        boxes = [_box(thing.label, size) for thing, size in zip(things, sizes.values(), strict=True)]
        seats = [(seat[a], seat[b]) for a, b in links]
        if len(keys) <= _READABLE:
            points = layout.place(keys, seats, boxes, ages)
            return dict(zip(sizes, points, strict=True)), {}
        grouping = communities(keys, seats, [*weight.values()], ages)
        points, circles = place_communities(keys, seats, boxes, grouping, progress=self._progress)
        groups = grouping.communities
        names = [thing.label for thing in things]
        self.communities = [
            {"label": group.label(names), "x": circle.x, "y": circle.y, "r": circle.r, "size": circle.r}
            for group, circle in zip(groups, circles, strict=True)
        ]
        numbers = [*sizes]
        home = {numbers[member]: n for n, group in enumerate(groups) for member in group.members}
        return dict(zip(sizes, points, strict=True)), home

    def _add_markers(
        self,
        unnamed: Iterable[tuple[int, int]],
        links: Iterable[tuple[int, int]],
        points: Mapping[int, tuple[int, int]],
        sizes: Mapping[int, float],
    ) -> None:
        """A marker for nobody beside each thing acted on: its number and that of the thing."""
        cells: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for x, y in points.values():
            cells[x // _NEAR, y // _NEAR].append((x, y))
        linked: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for a, b in links:
            linked[a].append(points[b])
            linked[b].append(points[a])
        for number, of in unnamed:
            x, y = points[of]
            column, row = x // _NEAR, y // _NEAR
            around = [p for c in range(column - 1, column + 2) for r in range(row - 1, row + 2) for p in cells[c, r]]
            x, y = layout.beside((x, y), around, linked[of], _MARKER_DISTANCE + sizes[of])
            self._add(number, "", "dot", group="Unnamed", x=x, y=y, size=_MARKER_SIZE, of=of)

    def _add(self, number: int, label: str, shape: str, **options: object) -> None:
        # add_node looks through a list of all numbers each time.
        node = Node(number, shape, label=label, physics=False, **options)
        self.nodes.append(node.options)
        self.node_ids.append(number)
        self.node_map[number] = node.options


def _box(label: str, size: float) -> layout.Box:
    lines = textwrap.wrap(label, _LABEL_COLUMNS)[:_LABEL_LINES] or [""]
    half = max(size, max(len(line) for line in lines) * _COLUMN_WIDTH / 2)
    return layout.Box(half=half, above=size, below=size + 4 + len(lines) * _LINE_HEIGHT)
