"""Places the nodes of made-up news graphs: CPU seconds, and how far known nodes move when an article is added.

    python benchmarks/layout.py --sizes 1000 10000 100000

Up to 1,000 nodes networkx's spring layout does the same for comparison, which knows nothing of names' room. pyvis
places nothing: its page moves the nodes in the reader's browser. CPU time is that of the process with all its threads.
For the movement the newest articles are taken off one after the other, and some from anywhere are left out, each in
turn. Told is how far the nodes in both pictures moved, as a share of the picture's diagonal: the median over the nodes
and the ninth tenth, each as the median over the articles.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import dist, hypot
from statistics import median

import networkx as nx

from kgraph.render.communities import communities
from kgraph.render.layout import Box, place
from kgraph.render.overview import place_communities

LINKS_A_NODE = {1_000: 4, 10_000: 4, 100_000: 3}
SPRING_UP_TO = 1_000
MOVED_UP_TO = 10_000
WHOLE_UP_TO = 300
LEFT_OUT = 7
BOX = Box(half=50, above=15, below=45)
AN_ARTICLE = 12

Link = tuple[int, int, int]
Points = Mapping[int, tuple[int, int]]


def news(nodes: int, links: int) -> list[Link]:
    """Links of articles (article, node, node) between what the world knows, what a topic knows, and what is new."""
    chance = random.Random(1)  # noqa: S311 - a graph, not a secret
    world, topics = max(5, nodes // 200), max(4, int((nodes / 12) ** 0.5))
    own: list[list[int]] = [[] for _ in range(topics)]
    share = [1 / (k + 1) ** 0.7 for k in range(topics)]
    for n in range(nodes - world):
        own[n if n < topics else chance.choices(range(topics), share)[0]].append(world + n)
    known = [[*accumulate(1 / (k + 1) ** 0.9 for k in range(len(names)))] for names in own]
    known_to_all = [*accumulate(1 / (k + 1) ** 0.8 for k in range(world))]
    sizes = [*accumulate(len(names) for names in own)]
    fresh = [iter(names) for names in own]
    found: list[Link] = []
    for article in range(links // AN_ARTICLE + 1):
        topic = chance.choices(range(topics), cum_weights=sizes)[0]
        cast = chance.choices(own[topic], cum_weights=known[topic], k=8)
        cast += [n for n in (next(fresh[topic], None) for _ in range(AN_ARTICLE * nodes // links)) if n is not None]
        cast += chance.choices(range(world), cum_weights=known_to_all, k=2)
        pairs = ((chance.choice(cast[:4] + cast[-2:]), chance.choice(cast)) for _ in range(AN_ARTICLE))
        found += [(article, a, b) for a, b in pairs if a != b]
    return found[:links]


def placed(links: Sequence[Link]) -> Points:
    """Where the page would put each node."""
    used = sorted({n for _, a, b in links for n in (a, b)})
    seat = {n: k for k, n in enumerate(used)}
    keys = [f"https://example.org/entity/{n:06}" for n in used]
    edges, boxes = [(seat[a], seat[b]) for _, a, b in links], [BOX] * len(used)
    ages = [article for article, *_ in links]
    if len(used) <= WHOLE_UP_TO:
        return dict(zip(used, place(keys, edges, boxes, ages), strict=True))
    points, _ = place_communities(keys, edges, boxes, communities(keys, edges, [1] * len(keys), ages))
    return dict(zip(used, points, strict=True))


def moved(before: Points, after: Points) -> tuple[float, float]:
    """How far a node moved as a share of the picture's diagonal: the median, and what nine of ten stay below."""
    across = hypot(*(max(row) - min(row) for row in zip(*after.values(), strict=True)))
    moves = sorted(dist(point, after[n]) / across for n, point in before.items())
    return moves[len(moves) // 2], moves[len(moves) * 9 // 10]


def newest_on_top(links: Sequence[Link], whole: Points) -> Iterator[tuple[float, float]]:
    """What each of the newest articles moves."""
    for _ in range(LEFT_OUT):
        newest = links[-1][0]
        links = [link for link in links if link[0] != newest]
        before = placed(links)
        yield moved(before, whole)
        whole = before


def left_out(links: Sequence[Link], whole: Points) -> Iterator[tuple[float, float]]:
    """What articles from all over move."""
    last = links[-1][0]
    for article in range(0, last, max(1, last // LEFT_OUT)):
        yield moved(placed([link for link in links if link[0] != article]), whole)


def measured(nodes: int) -> Iterator[tuple[str, float]]:
    """What is measured of a graph of a size."""
    links = news(nodes, nodes * LINKS_A_NODE.get(nodes, 4))
    start = time.process_time()
    whole = placed(links)
    yield "CPU seconds", time.process_time() - start
    if nodes <= SPRING_UP_TO:
        start = time.process_time()
        nx.spring_layout(nx.Graph([(a, b) for _, a, b in links]), seed=1)
        yield "CPU seconds of networkx's spring layout", time.process_time() - start
    if nodes <= MOVED_UP_TO:
        for what, measure in {"newest article": newest_on_top, "any article": left_out}.items():
            middles, most = zip(*measure(links, whole), strict=True)
            yield f"{what} moved, median", median(middles)
            yield f"{what} moved, nine of ten", median(most)


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 1_000, 10_000, 100_000], help="numbers of nodes")
    for nodes in parser.parse_args().sizes:
        print(json.dumps({"nodes": nodes} | {name: round(value, 3) for name, value in measured(nodes)}), flush=True)


if __name__ == "__main__":
    main()
