"""Makes the pictures of the page for the documentation, with Chromium, playwright and Pillow; reads out/graph.trig.

    python docs/make_screenshots.py [NAME...]     (default: all; NAME is part of a file's name)

Three sizes of window, three sizes of graph, light and dark: the sample articles, and two made-up worlds of news.
"""

import os
import runpy
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from kgraph.model import EntityType, Modality, Polarity
from kgraph.render import ClaimNetwork, read_story
from kgraph.render.story import Article, Conflict, Relation, Statement, Story, Thing

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, MIDDLE, PHONE = (1440, 900), (800, 1000), (390, 844)
COLOURS = 256


class Shot(NamedTuple):
    """A picture: of which graph, in which window, after what was done there."""

    name: str
    graph: str
    size: tuple[int, int]
    scheme: str
    act: Callable[[Page], None] | None = None


# --- what is done before the picture is taken


def most_connected(page: Page) -> None:
    """Select the most connected thing."""
    page.evaluate("() => window.kgraph.model.select({ kind: 'thing', thing: window.kgraph.model.ranked[0] })")
    page.evaluate("() => window.kgraph.picture.centre()")


def reported(page: Page) -> None:
    """Select a reported claim between the most connected things."""
    page.evaluate("""() => {
      const { model, picture } = window.kgraph;
      const weight = id => model.nodes.get(id)?.weight ?? 0;
      const edges = [...model.scene().edges.values()].filter(e => e.how === "reported");
      edges.sort((a, b) => weight(b.from) + weight(b.to) - weight(a.from) - weight(a.to));
      model.select({ kind: "claims", claims: model.claimsBehind(edges[0]), index: 0 });
      picture.centre();
    }""")


def reading(page: Page) -> None:
    """Read the article with most claims, at its third claim."""
    page.evaluate("""() => {
      const { model } = window.kgraph;
      const counts = model.data.articles.map((_, n) => model.claimsIn(n).length);
      model.select({ kind: "article", article: counts.indexOf(Math.max(...counts)) });
    }""")
    for _ in range(3):
        page.keyboard.press("n")


def listed(page: Page) -> None:
    """Show the list of claims."""
    page.click("#show-list")
    page.click("#list-claims")


def community(page: Page) -> None:
    """Open the biggest community."""
    page.evaluate("() => window.kgraph.model.select({ kind: 'community', community: 0 })")
    page.evaluate("() => window.kgraph.model.open(0)")
    page.wait_for_timeout(800)


PICTURES = (
    Shot("page", "articles", WIDE, "light", reported),
    Shot("articles-wide-dark", "articles", WIDE, "dark", reading),
    Shot("articles-middle-light", "articles", MIDDLE, "light", most_connected),
    Shot("articles-phone-light", "articles", PHONE, "light", reported),
    Shot("hundreds-wide-light", "hundreds", WIDE, "light"),
    Shot("hundreds-wide-list", "hundreds", WIDE, "light", listed),
    Shot("hundreds-middle-dark", "hundreds", MIDDLE, "dark", most_connected),
    Shot("hundreds-phone-light", "hundreds", PHONE, "light"),
    Shot("thousands-wide-light", "thousands", WIDE, "light"),
    Shot("thousands-wide-dark", "thousands", WIDE, "dark", community),
    Shot("thousands-middle-light", "thousands", MIDDLE, "light", listed),
    Shot("thousands-phone-dark", "thousands", PHONE, "dark"),
)


# --- the graphs


def sample() -> Story:
    """What the sample articles say."""
    store = ox.Store()
    store.bulk_load(path=str(ROOT / "out" / "graph.trig"), format=ox.RdfFormat.TRIG)
    return read_story(store)


FIRST = ("Ana", "Ivo", "Lena", "Omar", "Ruth", "Tariq", "Mina", "Paul", "Sofia", "Jonas", "Nadia", "Karim", "Edith")
LAST = ("Brandt", "Osei", "Larkin", "Moreau", "Haddad", "Novak", "Silva", "Tanaka", "Weiss", "Doyle", "Petrov")
PLACES = ("Port Larkin", "Kestrel", "Tidewater", "Northmoor", "Halden", "Estuary", "Red Valley", "Osterby", "Marrow")
BODIES = ("Council", "Harbour Authority", "Rail", "Dockers' Union", "Water Board", "Guard", "University", "Steel")
KINDS = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON, EntityType.GROUP)
RELATIONS = ("meets", "accuses", "supplies", "warns", "supports", "criticises", "employs", "visits")


def named(number: int) -> tuple[str, EntityType]:
    """A name like those in the news, no two the same."""
    kind = KINDS[number % len(KINDS)]
    turn, k = divmod(number, 7)
    again = number // 900
    ordinal = f" {again + 1}" if again else ""
    if kind is EntityType.PERSON:
        return f"{FIRST[number % len(FIRST)]} {LAST[turn % len(LAST)]}{ordinal}", kind
    if kind is EntityType.PLACE:
        return (
            f"{('Old ', 'New ', 'East ', 'West ', 'Upper ', 'Lower ', '')[k]}{PLACES[turn % len(PLACES)]}{ordinal}",
            kind,
        )
    return f"{PLACES[turn % len(PLACES)]} {BODIES[number % len(BODIES)]}{ordinal}", kind


def made_up(nodes: int, links: int) -> Story:
    """News of a made-up world, in which articles tell of what belongs together."""
    base = "https://example.org/made-up/"
    things: dict[int, Thing] = {}
    seen: Counter[str] = Counter()
    articles, statements, conflicts = [], [], []
    texts: dict[int, str] = {}
    denied: dict[tuple[str, str, str], str] = {}

    def thing(number: int) -> Thing:
        if number not in things:
            label, kind = named(number)
            seen[label] += 1
            label = label if seen[label] == 1 else f"{label} ({seen[label]})"
            things[number] = Thing(f"{base}entity/{number:06}", label, kind)
        return things[number]

    news = runpy.run_path(str(ROOT / "benchmarks" / "layout.py"))["news"](nodes, links)
    modalities = [Modality.ASSERTED] * 6 + [Modality.POSSIBLE, Modality.EXPECTED, Modality.REQUESTED]
    for n, (article, a, b) in enumerate(news):
        who, whom, relation = thing(a), thing(b), RELATIONS[(a * 7 + b) % len(RELATIONS)]
        sentence = f"{who.label} {relation} {whom.label}."
        text = texts.get(article, "")
        start = len(text)
        texts[article] = f"{text}{sentence} "
        negative = n % 37 == 0
        modality = modalities[(a + n) % len(modalities)]
        speaker = (thing(news[n - 1][1]).iri,) if n % 5 == 0 and news[n - 1][0] == article else ()
        iri = f"{base}claim/{n:06}"
        polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
        statements.append(
            Statement(
                iri,
                f"{base}article/{article:05}",
                relation,
                who.iri,
                whom.iri,
                start,
                start + len(sentence),
                speaker,
                modality,
                polarity,
                confidence=0.6 + (n % 40) / 100,
            )
        )
        rival = denied.setdefault((who.iri, relation, whom.iri), iri)
        if rival != iri and negative:
            conflicts.append(Conflict(rival, iri))
    for article, text in sorted(texts.items()):
        day = f"2026-{1 + article * 9 // (max(texts) + 1):02}-{1 + article % 28:02}"
        paper = ("Northern Wire", "The Larkin Courier", "Estuary Post")[article % 3]
        articles.append(Article(f"{base}article/{article:05}", f"{article}", text, text.partition(".")[0], paper, day))
    known = tuple(things[n] for n in sorted(things))
    names = tuple(Relation(name, name) for name in sorted(RELATIONS))
    articles.sort(key=lambda one: (one.published or "", one.iri))
    order = {one.iri: n for n, one in enumerate(articles)}
    statements.sort(key=lambda one: (order[one.article], one.start))
    return Story(tuple(articles), known, tuple(statements), names, tuple(sorted(conflicts)))


GRAPHS: dict[str, tuple[Callable[[], Story], str | None]] = {
    "articles": (sample, None),
    "hundreds": (lambda: made_up(600, 480), "News of a small made-up world"),
    "thousands": (lambda: made_up(19_000, 18_500), "News of a big made-up world"),
}


# --- taking them


def small(png: bytes) -> bytes:
    """The same picture in few colours."""
    out = BytesIO()
    image = (
        Image.open(BytesIO(png))
        .convert("RGB")
        .quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    )
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def take(browser: Browser, shot: Shot, source: Path) -> bytes:
    """Open the page, act, and give what is seen."""
    width, height = shot.size
    options: dict[str, Any] = {"color_scheme": shot.scheme, "reduced_motion": "reduce", "has_touch": width < WIDE[0]}
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.goto(source.as_uri())
    page.wait_for_function("() => window.kgraph !== undefined")
    if shot.act is not None:
        shot.act(page)
    page.wait_for_timeout(500)
    page.mouse.move(0, 0)
    png = page.screenshot()
    context.close()
    return png


def main() -> None:
    """Make every picture, or those that are named."""
    wanted = [shot for shot in PICTURES if not sys.argv[1:] or any(part in shot.name for part in sys.argv[1:])]
    chromium = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for shot in wanted:
            source = Path(place) / f"{shot.graph}.html"
            if not source.exists():
                story, title = GRAPHS[shot.graph]
                ClaimNetwork(story(), title=title).write_html(str(source))
            png = small(take(browser, shot, source))
            (IMAGES / f"{shot.name}.png").write_bytes(png)
            print(f"docs/images/{shot.name}.png  {len(png) // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
