"""Measures the page against pyvis's own page of the same graph, in one Chromium without GPU.

    python benchmarks/page.py                          all of it; exit status 1 where a target is missed
    python benchmarks/page.py --only sample            one part: panning, sample, 10000 or 100000
    python benchmarks/page.py --json page.json

pyvis's page has its own files inlined; what it still asks of the network is not found, at once. It gets the places,
shapes and lines that kgraph's page shows, physics off, and a picture of the same size. CPU time is that of the page's
process (of all processes: with the one that puts the window together). A frame is one movement of the mouse and the
drawing that follows it. The first useful paint is the frame in which the first shapes stand, when the browser says that
it was on the screen; both pages write names later. Beside other work all is slower: the load is told too.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kgraph.model import EntityType, Modality, Polarity
from kgraph.render import ClaimNetwork, read_story
from kgraph.render.network import style
from kgraph.render.story import Article, Relation, Statement, Story, Thing

BASE = "https://example.org/benchmark/"
SAMPLE = Path(__file__).parents[1] / "out" / "graph.trig"
CLAIMS_AN_ARTICLE = 20
WORDS_BETWEEN = 22
RELATIONS = ("supplies", "attacks", "meets", "condemns", "trains", "equips", "accuses", "deploys")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
MOVES, STEP, RUNS = 150, 6, 5
SETTLED = 2000
"""Milliseconds in which a new window loads what is the browser's own: no reader opens a page in that very moment."""
FEWER = 10_000
SIZE = (784, 769)
"""Of the picture in a window of 1440 by 900 pixels."""
DRAWN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"""
FIRST_SHAPES = """
const fill = CanvasRenderingContext2D.prototype.fill;
CanvasRenderingContext2D.prototype.fill = function (...rule) {
  CanvasRenderingContext2D.prototype.fill = fill;
  const filled = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const later = performance.now();
    // The browser tells of its first paint some time afterwards.
    setTimeout(() => {
      const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
      window.painted = first > filled ? first : later;
    }, 500);
  }));
  return fill.apply(this, rule);
};
"""


class Target(NamedTuple):
    """What was measured, and the most that it may be."""

    name: str
    value: float
    most: float


class Cpu(NamedTuple):
    """CPU seconds."""

    page: float
    all: float


def made_up(things: int, claims: int) -> Story:
    """A story in which few are much spoken of and most little, the same each time."""
    dice = random.Random(1)  # noqa: S311 - nothing here is a secret
    types = [kind for kind in EntityType if kind is not EntityType.NUMBER]
    made = tuple(
        Thing(
            f"{BASE}entity/{n}",
            f"{dice.choice(('Ministry', 'Port', 'Guard', 'Union'))} of Larkin {n}",
            dice.choice(types),
        )
        for n in range(things)
    )
    # What stands between claims: words as they come in a language, few of them often.
    syllables = [a + b for a in "bdfgklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(6000)]
    often = list(accumulate(1 / (n + 8) for n in range(len(words))))
    weights = list(accumulate(1 / (n + 3) for n in range(things)))
    articles, statements = [], []
    for first in range(0, claims, CLAIMS_AN_ARTICLE):
        text = ""
        number = first // CLAIMS_AN_ARTICLE
        for n in range(first, min(first + CLAIMS_AN_ARTICLE, claims)):
            # Each thing is in some claim; the others go where there are many already.
            subject = n if n < things else dice.choices(range(things), cum_weights=weights)[0]
            target = dice.choices(range(things), cum_weights=weights)[0]
            target = target if target != subject else (target + 1) % things
            relation = dice.choice(RELATIONS)
            sentence = f"{made[subject].label} {relation} {made[target].label}, it was said on that day."
            statements.append(
                Statement(
                    f"{BASE}claim/{n}",
                    f"{BASE}article/{number}",
                    relation,
                    made[subject].iri,
                    made[target].iri,
                    len(text),
                    len(text) + len(sentence),
                    modality=dice.choice([*Modality, *[Modality.ASSERTED] * 6]),
                    polarity=dice.choices([*Polarity], [9, 1])[0],
                    quote=sentence,
                )
            )
            text += f"{sentence} {' '.join(dice.choices(words, cum_weights=often, k=WORDS_BETWEEN))}.\n"
        articles.append(
            Article(f"{BASE}article/{number}", f"a{number}", text, f"Article {number}", published="2026-03-02")
        )
    relations = tuple(Relation(name, name) for name in RELATIONS)
    return Story(tuple(articles), made, tuple(statements), relations)


def of_pyvis(network: ClaimNetwork, width: int, height: int) -> str:
    """The page that pyvis makes of the same nodes and edges."""
    other = Network(height=f"{height}px", width=f"{width}px", directed=True, cdn_resources="in_line")
    other.toggle_physics(False)
    types = style()["types"]
    for node in network.nodes:
        kind = types.get(node.get("group"), types["Thing"])
        options = {"x": node["x"], "y": node["y"], "size": node["size"], "color": kind["light"], "physics": False}
        made = Node(node["id"], kind["vis"], label=node.get("label", ""), **options)
        other.nodes.append(made.options)
        other.node_ids.append(node["id"])
        other.node_map[node["id"]] = made.options
    # add_edge looks through all edges each time.
    for edge in network.edges:
        dashes = style()["how"][edge["how"]]["dashes"] or False
        other.edges.append(Edge(edge["from"], edge["to"], directed=True, dashes=dashes).options)
    return str(other.generate_html())


@contextmanager
def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """A page in a window of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(FIRST_SHAPES)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.wait_for_timeout(SETTLED)
    page.goto(path.as_uri())
    page.wait_for_function("() => window.painted !== undefined")
    yield page
    context.close()


def cpu(browser: Browser) -> Cpu:
    """What the processes have used so far."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return Cpu(
        sum(one["cpuTime"] for one in processes if one["type"] == "renderer"), sum(one["cpuTime"] for one in processes)
    )


def panned(browser: Browser, path: Path, box: str, prepare: str) -> dict[str, float]:
    """CPU milliseconds a frame while the mouse drags the picture there and back, with a rest at the end."""
    with opened(browser, path) as page:
        page.evaluate(prepare)
        page.wait_for_timeout(1500)
        corner = page.evaluate("box => document.querySelector(box).getBoundingClientRect().toJSON()", box)
        x, y = corner["x"] + 6, corner["y"] + 6
        page.mouse.move(x, y)
        page.mouse.down()
        before = cpu(browser)
        for n in range(MOVES):
            far = n if n < MOVES / 2 else MOVES - n
            page.mouse.move(x + far * STEP, y + far * STEP * 0.6)
            page.evaluate(DRAWN)
        page.mouse.up()
        page.evaluate(DRAWN)
        after = cpu(browser)
    return {
        "page process": 1000 * (after.page - before.page) / MOVES,
        "all processes": 1000 * (after.all - before.all) / MOVES,
    }


def opening(browser: Browser, path: Path) -> float:
    """Milliseconds until the first useful paint."""
    with opened(browser, path) as page:
        return float(page.evaluate("() => window.painted"))


def both(folder: Path, network: ClaimNetwork, size: tuple[int, int]) -> tuple[Path, Path]:
    """The two pages of one graph."""
    ours, theirs = folder / "kgraph.html", folder / "pyvis.html"
    network.write_html(str(ours))
    theirs.write_text(of_pyvis(network, *size), encoding="utf-8")
    return ours, theirs


def panning(browser: Browser, folder: Path) -> Iterator[Target]:
    """CPU time a frame while 2,000 visible things are panned."""
    ours, theirs = both(folder, ClaimNetwork(made_up(2000, 4000)), SIZE)
    show = "() => { window.kgraph.model.all(); window.kgraph.picture.fit(false); }"
    mine = panned(browser, ours, "#graph", show)
    other = panned(browser, theirs, "#mynetwork", "() => network.fit({ animation: false })")
    for name, value in mine.items():
        print(f"panning 2,000 things, {name}: {value:.2f} CPU ms a frame, pyvis {other[name]:.2f}")
        yield Target(f"panning 2,000 things, {name}, against pyvis's page", value / other[name], 0.5)


def sample(browser: Browser, folder: Path) -> Iterator[Target]:
    """The page of the sample articles, in turns with pyvis's."""
    store = ox.Store()
    store.load(path=str(SAMPLE), format=ox.RdfFormat.TRIG)
    pages = both(folder, ClaimNetwork(read_story(store)), SIZE)
    times = [[opening(browser, page) for page in pages] for _ in range(RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"sample articles: first useful paint after {ours:.0f} ms, pyvis {theirs:.0f} ms")
    yield Target("sample articles, first useful paint, against pyvis's page", ours / theirs, 0.5)


def opens(browser: Browser, folder: Path, things: int, claims: int, seconds: float) -> Iterator[Target]:
    """How long a big page takes to open, how big it is and how quickly it finds something."""
    name = f"{things:,} things, {claims:,} claims"
    path = folder / "big.html"
    begun = time.process_time()
    # The texts stand in the articles; a quote is kept only where its article is not known.
    story = made_up(things, claims)
    story = replace(story, statements=tuple(replace(one, quote="") for one in story.statements))
    ClaimNetwork(story).write_html(str(path))
    print(f"{name}: made in {time.process_time() - begun:.0f} CPU s")
    yield Target(f"{name}: opens, s", statistics.median(opening(browser, path) for _ in range(3)) / 1000, seconds)
    if things == FEWER:
        yield Target(f"{name}: file, MB", path.stat().st_size / 1e6, 15)
    with opened(browser, path) as page:
        page.wait_for_function("() => window.kgraph && window.kgraph.model.prepareSearch()")
        yield Target(f"{name}: slowest search in names, ms", max(searches(page, things)), 200)
        page.evaluate("() => window.kgraph.model.loadTexts()")
        page.wait_for_function("() => window.kgraph.model.search('larkin').texts")
        yield Target(f"{name}: slowest search in names and texts, ms", max(searches(page, things)), 200)


def searches(page: Page, things: int) -> list[float]:
    """Milliseconds of some searches: the median of three times each."""
    search = "q => { const t = performance.now(); window.kgraph.model.search(q); return performance.now() - t; }"
    asked = ("m", "Ministry", f"Larkin {things // 2}", "supplies larkin 7", "said on that day", "nowhere")
    return [statistics.median(page.evaluate(search, words) for _ in range(3)) for words in asked]


PARTS: dict[str, Callable[[Browser, Path], Iterator[Target]]] = {
    "panning": panning,
    "sample": sample,
    "10000": lambda browser, folder: opens(browser, folder, FEWER, 40_000, 3),
    "100000": lambda browser, folder: opens(browser, folder, 100_000, 300_000, 8),
}


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    chromium = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    targets: list[Target] = []
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for part in arguments.only or PARTS:
            targets += PARTS[part](browser, Path(folder))
        browser.close()
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}\n")
    width = max(len(target.name) for target in targets)
    for name, value, most in targets:
        print(f"{name:{width}}  {value:8.3g}  at most {most:<4g} {'met' if value <= most else 'MISSED'}")
    if arguments.json:
        rows = {target.name: {"value": target.value, "most": target.most} for target in targets}
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return int(any(target.value > target.most for target in targets))


if __name__ == "__main__":
    sys.exit(main())
