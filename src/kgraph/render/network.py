"""The picture as a pyvis network: things as nodes, claims bundled into edges, each node in its place.

pyvis is the builder its users know; its template, its popups and its physics are not used.
"""

import json
import textwrap
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kgraph.model import EntityType, Modality, Polarity
from kgraph.render import layout
from kgraph.render.html import write_page
from kgraph.render.payload import payload
from kgraph.render.story import Statement, Story

_LABEL_COLUMNS = 18
_LABEL_LINES = 3
_COLUMN_WIDTH = 6.6
_LINE_HEIGHT = 15.0
_SMALLEST, _BIGGEST = 9.0, 24.0
_MARKER_SIZE = 4
_MARKER_DISTANCE = 52.0


@cache
def style() -> dict[str, Any]:
    """Colours, shapes and lines, from the file that the page's script is built with too."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "style.json").read_text(encoding="utf-8"))
    return loaded


def how(statement: Statement) -> str:
    """How a claim is said: the key of its line under ``how`` in ``style.json``."""
    if statement.modality is not Modality.ASSERTED:
        return statement.modality.value
    return "reported" if statement.speakers else "fact"


class ClaimNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A ``pyvis.network.Network`` of a story that writes kgraph's own page.

    A node is a thing that some claim is about, numbered as in ``story.things``; figures are no nodes but belong to what
    they count. Who acts where the article names nobody is a small marker beside the thing acted on. An edge bundles the
    claims of one pair, one direction, one way of saying it and one polarity; their numbers are its ``claims``.

    ``nodes`` and ``edges`` are pyvis's own lists of dictionaries: a ``color`` or ``size`` set there shows on the page.
    """

    def __init__(self, story: Story, *, title: str | None = None) -> None:
        super().__init__(height="100%", directed=True, cdn_resources="in_line")
        self.story = story
        self.title = title
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
        return write_page(payload(self.story, nodes=self.nodes, edges=self.edges, title=self.title))

    def write_html(
        self,
        name: str,
        local: bool = True,  # noqa: ARG002 - pyvis's signature
        notebook: bool = False,  # noqa: ARG002 - pyvis's signature
        open_browser: bool = False,  # noqa: ARG002 - pyvis's signature
    ) -> None:
        """Write the page, in UTF-8 whatever the locale says."""
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")

    def _shown(self, iri: str) -> bool:
        return self.story.things[self._numbers[iri]].type is not EntityType.NUMBER

    def _bundles(self) -> dict[tuple[int, int, str, Polarity], list[int]]:
        """The claims of each edge, by source, target, way of saying it and polarity, in a fixed order."""
        bundles: dict[tuple[int, int, str, Polarity], list[int]] = defaultdict(list)
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

    def _add_things(self, bundles: dict[tuple[int, int, str, Polarity], list[int]]) -> None:
        things = self.story.things
        weight: dict[int, int] = defaultdict(int)
        for statement in self.story.statements:
            for iri in {statement.subject, statement.object}:
                if iri is not None and self._shown(iri):
                    weight[self._numbers[iri]] += 1
        shown = sorted(weight)
        seat = {n: i for i, n in enumerate(shown)}
        heaviest = max(weight.values(), default=1)
        sizes = {n: _SMALLEST + (_BIGGEST - _SMALLEST) * (weight[n] / heaviest) ** 0.5 for n in shown}
        links = [(seat[a], seat[b]) for a, b, *_ in bundles if a in seat]
        boxes = [_box(things[n].label, sizes[n]) for n in shown]
        points = layout.place([things[n].iri for n in shown], links, boxes)
        for n in shown:
            x, y = points[seat[n]]
            kind = things[n].type.value
            shape = style()["types"][kind]["vis"]
            self._add(n, things[n].label, shape, group=kind, x=x, y=y, size=round(sizes[n], 1), weight=weight[n])
        linked: dict[int, list[int]] = defaultdict(list)
        for a, b in links:
            linked[a].append(b)
            linked[b].append(a)
        for source, target in dict.fromkeys((a, b) for a, b, *_ in bundles if a not in seat):
            distance = _MARKER_DISTANCE + sizes[target]
            x, y = layout.beside(seat[target], points, linked[seat[target]], distance)
            self._add(source, "", "dot", group="Unnamed", x=x, y=y, size=_MARKER_SIZE, of=target)

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
