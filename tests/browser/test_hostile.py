"""Two hundred hostile strings in every field that comes from input: none runs, asks for anything or breaks the page."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.query import run

pytestmark = pytest.mark.browser

STRINGS = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
AT_ONCE = 30
BATCHES = [STRINGS[n : n + AT_ONCE] for n in range(0, len(STRINGS), AT_ONCE)]
POLICY = re.compile(
    r"default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; img-src data: blob:; "
    r"base-uri 'none'; form-action 'none'"
)
# Elements that the page never makes, attributes that run or load, links that lead elsewhere than to the web.
BAD = """() => {
  const foreign = ["img", "iframe", "object", "embed", "video", "audio", "base", "form:not(dialog form)", "math",
    "marquee", "template", "plaintext", "link:not([rel=icon])", "script[src]",
    "meta[http-equiv]:not([http-equiv='Content-Security-Policy'])"];
  const found = [...document.querySelectorAll(foreign.join())].map(e => e.outerHTML);
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) {
      if (/^on|^src|^action$|^formaction$|^background$/.test(name)) found.push(element.tagName + " " + name);
    }
  }
  for (const a of document.querySelectorAll("a[href]")) {
    if (!["file:", "http:", "https:"].includes(a.protocol)) found.push(a.href);
  }
  if (window.__pwned !== undefined) found.push("run: " + window.__pwned);
  const run = [...document.scripts].filter(s => !["application/json", "text/plain"].includes(s.type));
  if (run.length !== 1) found.push("scripts");
  return found;
}"""
# What is wider than what holds it, where nothing is meant to scroll sideways.
WIDE = """() => {
  const parts = ["html", "body", "#app", "header", "#legend", "#panel", ".reader", ".list-head", ".timeline",
    "#search-found", ".menu", "dialog[open]"];
  const wide = [...document.querySelectorAll(parts.join())].filter(e => e.scrollWidth > e.clientWidth + 1);
  return wide.filter(e => e.clientWidth > 0)
    .map(e => `${e.id || e.className || e.tagName} ${e.scrollWidth} > ${e.clientWidth}`);
}"""
# Selects everything there is, one after the other, and tells what was wrong where.
TOUR = f"""() => {{
  const [bad, wide] = [{BAD}, {WIDE}];
  const {{ model }} = window.kgraph;
  const wrong = [];
  const title = () => document.querySelector("#panel .title").textContent;
  const see = (what, text) => {{
    for (const e of document.querySelectorAll("#panel *")) {{
      for (const type of ["pointerenter", "mouseover", "focus", "toggle"]) e.dispatchEvent(new Event(type));
    }}
    document.querySelectorAll("#panel details").forEach(d => {{ d.open = true; }});
    if (text !== undefined && title() !== text) wrong.push([what, "title", title(), text]);
    for (const one of [...bad(), ...wide()]) wrong.push([what, one]);
  }};
  model.data.articles.forEach(({{ title: text, id }}, article) => {{
    model.select({{ kind: "article", article }});
    see("article", text);
    const words = document.querySelector("#panel .text").textContent;
    if (words !== `${{id}} strikes ${{id}} today. ${{id}} says so.`) wrong.push(["text", words, id]);
  }});
  model.data.things.forEach(({{ label }}, thing) => {{
    model.select({{ kind: "thing", thing }});
    see("thing", label);
  }});
  for (let id = 0; id < model.data.claims.count; id++) {{
    model.select({{ kind: "claims", claims: [id], index: 0 }});
    see("claim");
    if (document.querySelectorAll("mark.active").length < 1) wrong.push(["claim", "no mark", id]);
  }}
  model.select({{ kind: "nothing" }});
  see("home");
  return wrong;
}}"""
ADDRESSES = """async texts => {
  const keys = ["", "thing=", "things=", "community=", "article=", "claims=", "with=", "without=", "open=", "top=",
    "no-publisher=", "only-speaker=", "only-relation=", "time=", "confidence=", "theme=", "view=", "at="];
  for (const text of texts) {
    for (const value of [text, encodeURIComponent(text)]) {
      const all = keys.map(key => key + value).join("&");
      window.kgraph.model.fromAddress("#" + all);
      history.replaceState(null, "", "#" + all.replaceAll("\\0", ""));
      dispatchEvent(new HashChangeEvent("hashchange"));
    }
    await new Promise(done => setTimeout(done));
  }
  window.kgraph.model.fromAddress("");
}"""


def see_nothing_bad(opened):
    assert opened.page.evaluate(BAD) == []
    assert opened.page.evaluate(WIDE) == []


def test_there_are_two_hundred_of_them():
    assert len(STRINGS) >= 200
    assert len(set(STRINGS)) == len(STRINGS)


@pytest.mark.parametrize("texts", BATCHES, ids=range(len(BATCHES)))
def test_hostile_strings_run_nothing_ask_for_nothing_and_are_shown_as_text(open_page, hostile_of, texts):
    maker = hostile_of(*texts)
    opened = open_page(maker, title=texts[0], address="#" + texts[1])
    page = opened.page
    page.evaluate("() => window.kgraph.model.fromAddress('')")
    assert page.locator("h1").evaluate("e => e.textContent") == texts[0]
    labels = page.evaluate("() => window.kgraph.model.data.things.map(t => t.label)")
    assert set(texts) <= set(labels)
    assert {article["publisher"] for article in page.evaluate("() => window.kgraph.model.data.articles")} == set(texts)
    assert page.evaluate(TOUR) == []
    page.evaluate("() => document.querySelectorAll('#legend details').forEach(d => { d.open = true; })")
    see_nothing_bad(opened)

    search = page.locator("#search")
    for text in texts:
        search.fill(text)
        assert page.evaluate(BAD) == []
    search.fill(texts[-1].strip()[:40])
    see_nothing_bad(opened)
    search.press("Enter")
    page.keyboard.press("Escape")
    page.evaluate(ADDRESSES, list(texts))
    see_nothing_bad(opened)

    page.click("#show-list")
    names = page.locator("#list tbody:visible th").evaluate_all("all => all.map(e => e.textContent)")
    assert set(texts) <= set(names)
    page.click("#list-claims")
    see_nothing_bad(opened)
    page.click("#show-list")

    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(TOUR) == []
    page.click("#show-list")
    see_nothing_bad(opened)
    page.click("#show-list")
    page.click("#show-filter")
    see_nothing_bad(opened)
    policies = page.locator("meta[http-equiv]").evaluate_all("all => all.map(e => e.content)")
    assert len(policies) == 1
    assert POLICY.fullmatch(policies[0])
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert opened.problems == []


def test_what_is_taken_of_hostile_strings_is_read_back(open_page, hostile_of):
    texts = STRINGS[::4]
    maker = hostile_of(*texts)
    store = maker.store()
    opened = open_page(maker)
    page = opened.page
    for text in texts[::5]:
        page.evaluate("text => window.kgraph.model.filters.only('publisher', text)", text)
        page.click("#take")
        page.click("#show-sparql")
        found = list(run(store, page.locator("#sparql textarea").input_value()).rows())
        page.keyboard.press("Escape")
        assert len(found) == page.evaluate("() => window.kgraph.model.filters.counts().passing") == 3, text
    page.evaluate("() => window.kgraph.model.filters.clear()")
    page.click("#take")
    with page.expect_download() as saving:
        page.click("#save-turtle")
    triples = ox.parse(saving.value.path().read_bytes(), format=ox.RdfFormat.TURTLE)
    written = {triple.object.value for triple in triples if isinstance(triple.object, ox.Literal)}
    assert set(texts) <= written
    assert opened.problems == []


@pytest.mark.parametrize("text", [text for text in STRINGS if re.search("[\u0590-\u06ff]", text)][:3])
def test_right_to_left_names_are_shown_from_right_to_left(open_page, hostile_of, text):
    opened = open_page(hostile_of(text))
    opened.page.evaluate("() => window.kgraph.model.select({ kind: 'article', article: 0 })")
    for part in ("h1 bdi", "#panel .title"):
        assert opened.page.locator(part).first.evaluate("e => e.matches(':dir(rtl)')"), part
