"""Chromium for the tests of the page, and stores made by hand for the pages that are opened in it."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.model import (
    DEFAULT_BASE,
    Bound,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Mentions,
    Modality,
    Polarity,
    Quantity,
    Reading,
    Span,
    claim_id,
    entity_id,
)
from kgraph.rdf import document_quads
from kgraph.rdf.conflicts import conflict_quads
from kgraph.rdf.described import entity_quads
from kgraph.rdf.statements import source_of, statements_of
from kgraph.rdf.vocabulary import ontology_quads, relations
from kgraph.render import render_page

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // Of what is in order nothing needs telling, and there is nothing to fetch.
  const lean = { resultTypes: ["violations"], preload: false, iframes: false };
  const { violations } = await axe.run(document, { runOnly, rules: { "target-size": { enabled: true } }, ...lean });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target, failureSummary]));
}"""


def violations_of(page):
    """What axe finds wrong with a page."""
    if not AXE.is_file():
        _missing("axe-core is not installed: npm ci --prefix web")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(VIOLATIONS)


def thing(label, type_=EntityType.THING, *aliases):
    return Entity(entity_id(DEFAULT_BASE, label, type_), label, type_, aliases)


def figure(value, unit, bound=Bound.EXACT, **ends):
    return Quantity(Decimal(value), unit, bound, **{name: Decimal(end) for name, end in ends.items()})


@dataclass
class Maker:
    """Collects articles and claims; ``store`` gives what kgraph would have written."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    ontology: bool = False

    def article(self, id_, text, **metadata):
        self.documents[id_] = Document(id_, text, **metadata)

    def claim(self, document, quote, subject, relation, object_, *speakers, **values):
        start = self.documents[document].text.index(quote)
        evidence = Evidence(document, start, start + len(quote), quote)
        # Some span of each part, so that ids differ; the page does not read it.
        mentions = Mentions(object=Span(start, start + 1 + len(self.claims)))
        self.claims.append(
            Claim(
                claim_id(DEFAULT_BASE, evidence, relation, mentions),
                subject,
                relation,
                object_,
                tuple(speakers),
                values.pop("modality", Modality.ASSERTED),
                values.pop("polarity", Polarity.POSITIVE),
                evidence,
                **values,
            )
        )

    def store(self):
        store = ox.Store()
        for document in self.documents.values():
            claims = tuple(c for c in self.claims if c.evidence.document == document.id)
            written = document_quads(Reading(document, claims), base=DEFAULT_BASE, extractor="test-1")
            assert not written.issues
            store.extend(written.quads())
        parts = [e for c in self.claims for e in (c.subject, c.object, c.theme, c.place, *c.attributed_to) if e]
        store.extend(entity_quads(parts, base=DEFAULT_BASE, gazetteer={}))
        statements = [
            statement
            for document in self.documents.values()
            for statement in statements_of(
                [c for c in self.claims if c.evidence.document == document.id], source_of(document, base=DEFAULT_BASE)
            )
        ]
        store.extend(conflict_quads(statements, base=DEFAULT_BASE, relations=relations()))
        if self.ontology:
            store.extend(ontology_quads(DEFAULT_BASE))
        return store


def dam_story():
    """Three articles in which two publishers disagree about a dam."""
    maker = Maker()
    power = thing("Tidewater Power", EntityType.ORGANIZATION, "Tidewater", "the operator")
    brandt = thing("Ivo Brandt", EntityType.PERSON)
    osei = thing("Lena Osei", EntityType.PERSON)
    city = thing("Port Larkin", EntityType.PLACE)
    dam = thing("Kestrel Dam", EntityType.PLACE)
    crews = thing("rescue crews", EntityType.GROUP)
    pumps = thing("pumps", EntityType.MATERIEL)
    flood = thing("the flood", EntityType.EVENT)
    maker.article(
        "courier-1",
        "Gate fails at Kestrel Dam\n\n\N{WATER WAVE}\N{WATER WAVE} A gate failed on Monday. "
        "Tidewater Power warned Port Larkin. The flood hurt 31 people.\n"
        "Tidewater Power may supply pumps to Port Larkin. Rescue crews should help Port Larkin, the city said."
        + "\n\nThe valley had been dry for years." * 40
        + "\n\nAt last Tidewater Power said sorry to Port Larkin.",
        title="Gate fails at Kestrel Dam",
        publisher="The Larkin Courier",
        published="2026-03-02",
        url="https://example.org/courier/1",
    )
    maker.article(
        "wire-1",
        "Operator denies warning\n\nIvo Brandt said that Tidewater Power had not warned Port Larkin. "
        "Lena Osei accused Tidewater Power. The flood hurt 14 people. Pumps were brought to Port Larkin.",
        title="Operator denies warning",
        publisher="Northern Wire",
        published="2026-03-03",
    )
    maker.article("post-1", "Brandt leads Tidewater Power, which runs it.", title="Who is who", published="2026-03-09")
    first = "courier-1"
    maker.claim(first, "Tidewater Power warned Port Larkin.", power, "warns", city)
    hurt = {"quantity": figure("31", "people"), "time": "2026-03-02"}
    maker.claim(first, "The flood hurt 31 people.", flood, "hasCasualties", thing("31", EntityType.NUMBER), **hurt)
    maker.claim(
        first,
        "Tidewater Power may supply pumps to Port Larkin.",
        power,
        "supplies",
        city,
        modality=Modality.POSSIBLE,
        theme=pumps,
        confidence=0.62,
        time="2026-03",
    )
    requested = Modality.REQUESTED
    last = "At last Tidewater Power said sorry to Port Larkin."
    maker.claim(first, last, power, "agreesWith", city, modality=Modality.EXPECTED)
    maker.claim(first, "Rescue crews should help Port Larkin", crews, "aids", city, city, modality=requested)
    denied = "Tidewater Power had not warned Port Larkin."
    maker.claim("wire-1", denied, power, "warns", city, brandt, polarity=Polarity.NEGATIVE)
    maker.claim("wire-1", "Lena Osei accused Tidewater Power.", osei, "accuses", power)
    hurt = {"quantity": figure("14", "people"), "time": "2026-03-02"}
    maker.claim("wire-1", "The flood hurt 14 people.", flood, "hasCasualties", thing("14", EntityType.NUMBER), **hurt)
    maker.claim("wire-1", "Pumps were brought to Port Larkin.", None, "supplies", city, theme=pumps)
    maker.claim("post-1", "Brandt leads Tidewater Power", brandt, "holdsPosition", power)
    maker.claim("post-1", "Tidewater Power, which runs it", power, "uses", dam)
    return maker


def crowded_story(count):
    """A story in which a hub meets many, each of them once."""
    maker, hub = Maker(), thing("The Hub", EntityType.ORGANIZATION)
    maker.article("a", "\n".join(f"The Hub met Guest {n:03}." for n in range(count)), published="2026-03-02")
    for n in range(count):
        maker.claim("a", f"The Hub met Guest {n:03}.", hub, "meets", thing(f"Guest {n:03}", EntityType.PERSON))
    return maker


def towns_story(count, people):
    """Towns of people who meet each other, and mayors who meet too: communities stand for so many."""
    maker = Maker()
    meetings = []
    for town in range(count):
        names = [f"Person {town}-{n}" for n in range(people)]
        meetings += [(names[a], names[b]) for a in range(people) for b in (0, (a + 1) % people) if a != b]
        meetings.append((names[0], f"Person {(town + 1) % count}-0"))
    maker.article("a", "\n".join(f"{a} met {b}." for a, b in meetings), published="2026-03-02", publisher="Daily")
    for a, b in meetings:
        maker.claim("a", f"{a} met {b}.", thing(a, EntityType.PERSON), "meets", thing(b, EntityType.PERSON))
    return maker


def family_story():
    """Relations of which some are kinds of another."""
    maker, one, other = (
        Maker(ontology=True),
        thing("Red Fleet", EntityType.ARMED_FORCE),
        thing("Blue Fleet", EntityType.ARMED_FORCE),
    )
    maker.article("a", "They attacked. They killed. They invaded. They met.", published="2026-03-02")
    maker.claim("a", "They attacked.", one, "attacks", other)
    maker.claim("a", "They killed.", one, "kills", other, modality=Modality.POSSIBLE)
    maker.claim("a", "They invaded.", one, "invades", other, modality=Modality.EXPECTED)
    maker.claim("a", "They met.", other, "meets", one)
    return maker


def press_story(count):
    """Each paper tells of one meeting, the first of two."""
    maker, hub = Maker(), thing("The Hub", EntityType.ORGANIZATION)
    for n in range(1, count + 1):
        name = f"Guest {n:02}"
        maker.article(f"a{n}", f"The Hub met {name}. They met.", publisher=f"Paper {n:02}", published="2026-03-02")
        maker.claim(f"a{n}", f"The Hub met {name}.", hub, "meets", thing(name, EntityType.PERSON))
    maker.claim("a1", "They met.", hub, "meets", thing("Guest 01", EntityType.PERSON))
    return maker


HOSTILE = (
    "</script><script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=2>",
    '"><svg onload=window.__pwned=3>',
    "'-window.__pwned=4-'",
    "javascript:window.__pwned=5",
    "{{7*7}}{% raw %}",
    "<!--<script>window.__pwned=6",
    "href=<b onclick=window.__pwned=7>",
    "\u2028window.__pwned=8\u2029",
    "&lt;script&gt;__proto__",
    "\u202ereversed\u202c مرحبا بالعالم",
    "x" * 300,
)


def hostile_story(*texts):
    """A story with the same string in every field that comes from input, for each of some strings."""
    maker = Maker()
    for text in texts:
        maker.article(
            text,
            f"{text} strikes {text} today. {text} says so.",
            title=text,
            publisher=text,
            published=text,
            url=text,
            language=text,
            authors=(text,),
        )
        # By their places, for some of the strings differ in nothing that an IRI is made of.
        iri = f"{DEFAULT_BASE}entity/hostile-{len(maker.documents)}"
        who = Entity(f"{iri}-who", text, EntityType.PERSON, (text + "1",))
        whom, speaker, theme, place = (
            Entity(f"{iri}-{n}", f"{text} {n}", type_)
            for n, type_ in enumerate((EntityType.COUNTRY, EntityType.PERSON, EntityType.THING, EntityType.PLACE), 2)
        )
        quote = f"{text} strikes {text} today."
        other = {"quantity": figure("3", text), "theme": theme, "place": place, "time": text}
        maker.claim(text, quote, who, "attacks", whom, speaker, **other)
        maker.claim(text, quote, who, "attacks", whom, polarity=Polarity.NEGATIVE, quantity=figure("4", text))
        strength = thing(text, EntityType.NUMBER)
        maker.claim(text, f"{text} says so.", who, "hasStrength", strength, quantity=figure("5", text))
    return maker


@pytest.fixture
def hostile_of():
    return hostile_story


@pytest.fixture
def dam():
    return dam_story()


@pytest.fixture
def crowd():
    return crowded_story(320)


@pytest.fixture
def towns():
    return towns_story(16, 20)


@pytest.fixture
def family():
    return family_story()


@pytest.fixture
def press():
    return press_story(30)


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request):
    return request.param, hostile_story(request.param)


def _missing(what):
    if os.environ.get("KGRAPH_NO_SKIP") == "1":
        pytest.fail(f"{what}, and KGRAPH_NO_SKIP=1 says that no test may be skipped")
    pytest.skip(what)


@pytest.fixture(scope="session")
def missing():
    """What to call where a program is not there."""
    return _missing


@pytest.fixture(scope="session")
def browser():
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError:
        _missing("playwright is not installed: pip install playwright")
    found = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        _missing("no Chromium: install it (apt-get install chromium) or set KGRAPH_CHROMIUM to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@dataclass
class Opened:
    """A page, with what it asked for and what it complained of since it was opened."""

    page: object
    requests: list[str]
    problems: list[str]

    def click_on(self, kind, number):
        """Click on a node or an edge of the picture, where the page says that it is."""
        where = self.page.evaluate("([kind, id]) => window.kgraph.picture.where(kind, id)", [kind, number])
        self.page.locator("#graph").click(position=where)

    def drag_finger(self, spots):
        """Put a finger down on the first spot, move it over the others and take it up."""
        client = self.page.context.new_cdp_session(self.page)
        for kind, (x, y) in zip(["touchStart", *["touchMove"] * (len(spots) - 1)], spots, strict=True):
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def thing(self, label):
        return self.page.evaluate("label => window.kgraph.model.data.things.findIndex(t => t.label === label)", label)

    def visible_edges(self):
        return self.page.evaluate("() => window.kgraph.model.scene().edges.size")

    def wait_for_edges(self, count):
        """What a drag changes is told once a frame."""
        self.page.wait_for_function("count => window.kgraph.model.scene().edges.size === count", arg=count)

    def requests_made(self):
        """To a network: what is read from the disk or from the page itself is none."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def violations(self):
        """What axe finds wrong with the page as it is now, or as soon as it is there after it was opened again."""
        self.page.wait_for_function("() => window.kgraph !== undefined")
        return violations_of(self.page)

    def count(self, facet, value):
        row = self.page.locator(f'[data-facet="{facet}"] .row').filter(has=self.page.locator(f'input[value="{value}"]'))
        return int(row.locator(".count").inner_text())

    def box(self, facet, value):
        return self.page.locator(f'[data-facet="{facet}"] input[value="{value}"]')


@pytest.fixture
def open_page(browser, tmp_path):
    """Opens the page of a story from disk, in a window of its own; whatever a test did, it must be sound in the end."""
    contexts, pages = [], []

    def open_(  # noqa: PLR0913 - what a window can be
        maker, *, width=1440, height=900, scheme="light", address="", touch=False, window=None, **render
    ):
        path = tmp_path / "graph.html"
        render_page(maker.store(), path, **render)
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, has_touch=touch, **(window or {}))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        opened = Opened(page, [], [])
        pages.append(opened)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: opened.problems.append(str(error)))
        page.goto(path.as_uri() + address)
        page.wait_for_function("() => window.kgraph !== undefined")
        return opened

    yield open_
    found = [(opened.requests_made(), opened.problems, opened.violations()) for opened in pages]
    for context in contexts:
        context.close()
    assert found == [([], [], [])] * len(pages)


@pytest.fixture
def violations():
    """What axe finds wrong with a page."""
    return violations_of


SERVED = ox.NamedNode(f"{DEFAULT_BASE}document/a")
HEADLINE = "<img src=x onerror=\"document.title='owned'\"></textarea><script>document.title='owned'</script> {{ s }}"


@contextmanager
def served(folder, *options):
    """A server on the store of one document with a hostile headline, and its address."""
    store = ox.Store(str(folder / "store"))
    store.add(ox.Quad(SERVED, ox.NamedNode("https://schema.org/identifier"), ox.Literal("a"), SERVED))
    store.add(ox.Quad(SERVED, ox.NamedNode("https://schema.org/headline"), ox.Literal(HEADLINE), SERVED))
    store.flush()
    del store
    command = [sys.executable, "-m", "kgraph", "serve", "-s", str(folder / "store"), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield re.search(r"http://[\d.:]+", process.stderr.readline())[0]
        finally:
            process.terminate()
            process.communicate()


@pytest.fixture
def serving():
    """Serves the store of one document for as long as a context lasts."""
    return served
