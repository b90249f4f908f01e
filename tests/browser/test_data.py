"""What Python writes into the page and what its script reads out of it."""

import pytest

from kgraph.render import html, read_story, render_page
from kgraph.render.payload import how

pytestmark = pytest.mark.browser

CLAIMS = """() => {
  const { model } = window.kgraph;
  const iri = (n) => (n === undefined ? null : model.thing(n).iri);
  return Array.from({ length: model.data.claims.count }, (_, n) => {
    const claim = model.claim(n);
    return {
      iri: claim.iri, article: model.article(claim.article).iri, relation: claim.relation, subject: iri(claim.subject),
      object: iri(claim.object), quote: model.quote(n), speakers: (claim.speakers ?? []).map(iri),
      how: claim.modality ?? (claim.speakers ? "reported" : "fact"), negative: claim.negative ?? false,
      theme: iri(claim.theme), place: iri(claim.place), when: claim.when ?? null, confidence: claim.confidence,
      figure: claim.figure?.value ?? null, sources: claim.sources,
    };
  });
}"""


def claims_of(story):
    return [
        {name: getattr(s, name) for name in ("iri", "article", "relation", "subject", "object", "quote", "theme")}
        | {"speakers": [*s.speakers], "how": how(s), "negative": s.polarity.value == "negative", "place": s.place}
        | {"when": s.when, "confidence": s.confidence, "figure": s.figure and s.figure.value, "sources": s.sources}
        for s in story.statements
    ]


def test_every_claim_arrives_as_it_was_read(open_page, dam):
    opened = open_page(dam)
    story = read_story(dam.store())
    assert opened.page.evaluate(CLAIMS) == claims_of(story)
    things = opened.page.evaluate(
        "() => window.kgraph.model.data.things.map(t => [t.iri, t.label, t.type, t.names ?? []])"
    )
    assert things == [[t.iri, t.label, t.type.value, [*t.names]] for t in story.things]
    articles = opened.page.evaluate(
        "() => window.kgraph.model.data.articles.map((a, n) => [a.iri, window.kgraph.model.text(n)])"
    )
    assert articles == [[a.iri, a.text] for a in story.articles]
    conflicts = opened.page.evaluate(
        "() => window.kgraph.model.conflicts.map(c => c.pair.map(n => window.kgraph.model.claim(n).iri).sort())"
    )
    assert sorted(conflicts) == [[c.left, c.right] for c in story.conflicts]


def test_big_data_is_packed_and_texts_are_read_when_they_are_wanted(open_page, dam, monkeypatch):
    monkeypatch.setattr(html, "_BIG", 0)
    monkeypatch.setattr(html, "_BLOCK", 100)
    opened = open_page(dam)
    page = opened.page
    assert page.locator("script[data-texts]").count() == 3
    assert page.evaluate("() => document.getElementById('data').textContent").startswith("H4sI")
    assert page.evaluate("() => window.kgraph.model.data.claims.count") == len(dam.claims)
    page.evaluate("() => window.kgraph.model.loadTexts(1)")
    assert page.evaluate("() => [0, 1, 2].map(n => window.kgraph.model.text(n) !== undefined)")[1] is True
    page.fill("#search", "said sorry")
    page.locator("#search").press("ArrowDown")
    page.wait_for_function("() => window.kgraph.model.textsLoaded")
    assert page.evaluate(CLAIMS) == claims_of(read_story(dam.store()))
    assert opened.problems == []


def test_a_browser_that_cannot_unpack_says_so(browser, dam, monkeypatch, tmp_path):
    monkeypatch.setattr(html, "_BIG", 0)
    path = tmp_path / "graph.html"
    render_page(dam.store(), path)
    page = browser.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(path.as_uri())
    page.locator("[role=alert]").wait_for(timeout=10_000)
    assert "needs a newer browser" in page.locator("[role=alert]").inner_text()
    page.close()
