"""Measures the page against pyvis's own page of the same graph, in one Chromium without GPU.

    python benchmarks/page.py                                  panning 2,000 things; opening the sample articles
    python benchmarks/page.py --opens 10000:40000              how long so many things and claims take to open
    python benchmarks/page.py --json page.json

pyvis's page has its own files inlined; what it still asks of the network is refused at once. It gets the places,
shapes and lines that kgraph's page shows, physics off, and a picture of the same size. CPU time is that of the page's
process (of all processes: with the one that puts the window together). A frame is one movement of the mouse and the
drawing that follows it. The first useful paint is the frame in which the first shapes stand: pyvis's page writes names
of so many only when one comes nearer.
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, Route, sync_playwright
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kgraph.model import EntityType, Modality, Polarity
from kgraph.render import ClaimNetwork, read_story
from kgraph.render.network import style
from kgraph.render.story import Article, Relation, Statement, Story, Thing
from kgraph.store import open_store

BASE = "https://example.org/benchmark/"
SAMPLE = Path(__file__).parents[1] / "out" / "store"
CLAIMS_AN_ARTICLE = 20
RELATIONS = ("supplies", "attacks", "meets", "condemns", "trains", "equips", "accuses", "deploys")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MOVES, STEP, RUNS = 150, 6, 5
DRAWN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"""
FIRST_SHAPES = """
const fill = CanvasRenderingContext2D.prototype.fill;
CanvasRenderingContext2D.prototype.fill = function (...rule) {
  CanvasRenderingContext2D.prototype.fill = fill;
  requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }));
  return fill.apply(this, rule);
};
"""


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
            text += sentence + "\n"
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


def refused(route: Route) -> None:
    """Let files through, nothing else."""
    route.continue_() if route.request.url.startswith("file:") else route.abort()


@contextmanager
def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """A page in a window of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("**/*", refused)
    context.add_init_script(FIRST_SHAPES)
    page = context.new_page()
    page.set_default_timeout(120_000)
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


def opening(browser: Browser, path: Path, runs: int = RUNS) -> float:
    """Milliseconds until the first useful paint, the median."""
    times = []
    for _ in range(runs):
        with opened(browser, path) as page:
            times.append(page.evaluate("() => window.painted"))
    return statistics.median(times)


def both(folder: Path, network: ClaimNetwork, size: tuple[int, int]) -> tuple[Path, Path]:
    """The two pages of one graph."""
    ours, theirs = folder / "kgraph.html", folder / "pyvis.html"
    network.write_html(str(ours))
    theirs.write_text(of_pyvis(network, *size), encoding="utf-8")
    return ours, theirs


def against_pyvis(browser: Browser, folder: Path) -> dict[str, Any]:
    """Panning and opening, both pages in one run."""
    results: dict[str, Any] = {}
    size = (784, 769)
    ours, theirs = both(folder, ClaimNetwork(made_up(2000, 4000)), size)
    show = "() => { window.kgraph.model.all(); window.kgraph.picture.fit(false); }"
    mine = panned(browser, ours, "#graph", show)
    other = panned(browser, theirs, "#mynetwork", "() => network.fit({ animation: false })")
    for name, value in mine.items():
        row = {"kgraph": value, "pyvis": other[name], "ratio": value / other[name], "limit": 0.5}
        results[f"panning 2,000 things, CPU ms a frame, {name}"] = row
    if SAMPLE.exists():
        with open_store(SAMPLE, read_only=True) as store:
            network = ClaimNetwork(read_story(store.dataset))
        ours, theirs = both(folder, network, size)
        row = {"kgraph": opening(browser, ours), "pyvis": opening(browser, theirs), "limit": 0.5}
        results["sample articles, ms to the first useful paint"] = row | {"ratio": row["kgraph"] / row["pyvis"]}
    else:
        print(f"no {SAMPLE}: python3 dev.py make writes it", file=sys.stderr)
    return results


def opens(browser: Browser, folder: Path, things: int, claims: int) -> dict[str, float]:
    """How long a big page takes to make and to open, how big it is and how quickly it finds something."""
    path = folder / "big.html"
    begun = time.process_time()
    # The texts stand in the articles; a quote is kept only where its article is not known.
    story = made_up(things, claims)
    story = replace(story, statements=tuple(replace(one, quote="") for one in story.statements))
    ClaimNetwork(story).write_html(str(path))
    made = time.process_time() - begun
    paint = opening(browser, path, 3)
    with opened(browser, path) as page:
        search = "q => { const t = performance.now(); window.kgraph.model.search(q); return performance.now() - t; }"
        page.evaluate(search, "Ministry")
        found = page.evaluate(search, f"Larkin {things // 2}")
        shown = page.evaluate("() => window.kgraph.model.scene().nodes.size")
    size = path.stat().st_size / 1e6
    return {
        "made, CPU s": made,
        "file, MB": size,
        "opens, s": paint / 1000,
        "shown at first": shown,
        "search, ms": found,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opens", metavar="THINGS:CLAIMS", action="append", default=[])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    chromium = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for wanted in arguments.opens:
            things, claims = map(int, wanted.split(":"))
            results[f"{things:,} things, {claims:,} claims"] = opens(browser, Path(folder), things, claims)
        if not arguments.opens:
            results = against_pyvis(browser, Path(folder))
        browser.close()
    for name, row in results.items():
        print(name, *(f"{key} {value:.3g}" for key, value in row.items()), sep="  ")
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
