"""The page, used as a person would use it, in a real browser."""

import struct

import pytest

pytestmark = pytest.mark.browser

MARK_IS_IN_VIEW = """() => {
  const mark = document.querySelector("mark.active").getBoundingClientRect();
  const reader = document.querySelector(".reader").getBoundingClientRect();
  return mark.top >= reader.top && mark.bottom <= reader.bottom;
}"""


def test_opens_without_a_request_or_a_complaint(open_page, dam):
    opened = open_page(dam, title="The dam")
    page = opened.page
    assert page.title() == "The dam"
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.evaluate("document.characterSet") == "UTF-8"
    assert page.locator("html").get_attribute("lang") == "en"
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert opened.problems == []


def test_opens_on_where_sources_disagree_and_on_the_most_connected(open_page, dam):
    panel = open_page(dam).page.locator("#panel")
    assert panel.locator(".title").inner_text() == "Two points where sources disagree"
    assert "Port Larkin" in panel.locator(".conflict .about").first.inner_text()
    assert {"Tidewater Power", "Port Larkin"} <= {
        panel.locator(".entry bdi").nth(n).inner_text() for n in range(panel.locator(".entry bdi").count())
    }


def test_a_click_on_a_node_tells_who_it_is_and_what_is_claimed_of_it(open_page, dam):
    opened = open_page(dam)
    opened.click_on("node", opened.thing("Tidewater Power"))
    panel = opened.page.locator("#panel")
    assert panel.locator(".title").inner_text() == "Tidewater Power"
    assert "the operator" in panel.locator(".names").inner_text()
    assert "Lena Osei accused Tidewater Power." in panel.locator(".quote").all_inner_texts()
    assert panel.locator(".conflict").count() == 1


def test_a_click_on_an_edge_shows_its_sentence_in_the_article(open_page, dam):
    opened = open_page(dam)
    edge = opened.page.evaluate(
        "() => [...window.kgraph.model.scene().edges.values()].find(e => e.how === 'possible').id"
    )
    opened.click_on("edge", edge)
    panel = opened.page.locator("#panel")
    assert panel.locator("mark.active").all_inner_texts() == ["Tidewater Power may supply pumps to Port Larkin."]
    details = panel.locator(".details").inner_text()
    for said in ("the article itself", "possible", "pumps", "Mar 2026", "The Larkin Courier", "2 Mar 2026", "62 %"):
        assert said in details
    assert opened.page.evaluate(MARK_IS_IN_VIEW)


def test_a_sentence_far_down_is_scrolled_to(open_page, dam):
    opened = open_page(dam)
    opened.page.fill("#search", "said sorry")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator(".reader").evaluate("reader => reader.scrollTop") > 500
    assert opened.page.evaluate(MARK_IS_IN_VIEW)


def test_the_address_leads_back_to_what_is_selected(open_page, dam):
    opened = open_page(dam, address="#theme=dark")
    opened.page.fill("#search", "said sorry")
    opened.page.keyboard.press("Enter")
    opened.page.reload()
    assert opened.page.locator("mark.active").inner_text().startswith("At last")
    assert opened.page.locator("html").get_attribute("data-theme") == "dark"


def test_a_denied_claim_shows_who_says_so_beside_what_it_contradicts(open_page, dam):
    opened = open_page(dam)
    edge = opened.page.evaluate(
        "() => [...window.kgraph.model.scene().edges.values()].find(e => e.polarity === 'negative').id"
    )
    opened.click_on("edge", edge)
    panel = opened.page.locator("#panel")
    assert "Ivo Brandt" in panel.locator(".details").inner_text()
    assert "said not to be so" in panel.locator(".details").inner_text()
    sides = panel.locator(".conflict .side").all_inner_texts()
    assert len(sides) == 2
    assert "Northern Wire" in sides[0]
    assert "The Larkin Courier" in sides[1]
    assert panel.locator("mark.active").inner_text() == "Tidewater Power had not warned Port Larkin."


def test_who_is_not_named_has_a_marker_that_can_be_clicked(open_page, dam):
    opened = open_page(dam)
    marker = opened.page.evaluate("() => window.kgraph.model.data.nodes.find(n => n.of !== undefined).id")
    opened.click_on("node", marker)
    assert opened.page.locator("#panel .title").inner_text().startswith("somebody unnamed")
    assert opened.page.locator("mark.active").inner_text() == "Pumps were brought to Port Larkin."


def test_figures_stand_with_the_thing_they_count(open_page, dam):
    opened = open_page(dam)
    opened.page.fill("#search", "flood")
    opened.page.keyboard.press("Enter")
    panel = opened.page.locator("#panel")
    assert panel.locator(".title").inner_text() == "the flood"
    quotes = panel.locator(".claims .quote").all_inner_texts()
    assert quotes == ["The flood hurt 31 people.", "The flood hurt 14 people."]
    assert "31 people" in panel.locator(".conflict").inner_text()


@pytest.mark.parametrize(
    ("facet", "value", "edges"),
    [("how", "possible", 1), ("polarity", "negative", 1), ("publisher", "Northern Wire", 3), ("relation", "warns", 2)],
)
def test_a_filter_hides_its_edges_and_brings_them_back(open_page, dam, facet, value, edges):
    opened = open_page(dam)
    before = opened.visible_edges()
    opened.page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    opened.box(facet, value).uncheck()
    assert opened.visible_edges() == before - edges
    opened.page.click("#reset")
    assert opened.visible_edges() == before
    assert opened.box(facet, value).is_checked()


def test_counts_follow_the_other_filters(open_page, dam):
    opened = open_page(dam)
    assert opened.count("how", "possible") == 1
    assert opened.count("type", "Group") == 1
    opened.box("publisher", "The Larkin Courier").uncheck()
    assert opened.count("how", "possible") == 0
    assert opened.count("type", "Group") == 0
    assert opened.count("publisher", "The Larkin Courier") == 5


def test_only_leaves_one_kind(open_page, dam):
    opened = open_page(dam)
    row = opened.page.locator('[data-facet="polarity"] .row').filter(has_text="said not to be so")
    row.hover()
    row.get_by_role("button", name="Only").click()
    assert opened.visible_edges() == 1


def test_search_centres_what_it_finds(open_page, dam):
    opened = open_page(dam)
    opened.page.evaluate("() => { for (let n = 0; n < 6; n++) window.kgraph.picture.zoom(1.4); }")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("ivo br")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function(
        """id => {
          const box = document.getElementById("graph");
          const spot = window.kgraph.picture.where("node", id);
          return Math.abs(spot.x - box.clientWidth / 2) < 5 && Math.abs(spot.y - box.clientHeight / 2) < 5;
        }""",
        arg=opened.thing("Ivo Brandt"),
    )
    assert opened.page.locator("#panel .title").inner_text() == "Ivo Brandt"


def test_search_finds_words_of_the_evidence(open_page, dam):
    opened = open_page(dam)
    opened.page.fill("#search", "pumps were")
    assert opened.page.locator("#search-found [role=option]").count() == 1
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("mark.active").inner_text() == "Pumps were brought to Port Larkin."


def test_the_keyboard_steps_through_the_claims_of_a_thing(open_page, dam):
    opened = open_page(dam)
    opened.page.fill("#search", "Tidewater Power")
    opened.page.keyboard.press("Enter")
    opened.page.locator("#panel .claim").first.press("Enter")
    first = opened.page.locator("mark.active").inner_text()
    assert opened.page.locator(".stepper span").first.inner_text().startswith("1 of")
    opened.page.keyboard.press("n")
    assert opened.page.locator(".stepper span").first.inner_text().startswith("2 of")
    assert opened.page.locator("mark.active").inner_text() != first
    opened.page.get_by_label("Next claim").press("Enter")
    assert opened.page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Next claim"
    opened.page.click("#back")
    assert opened.page.locator("#panel .title").inner_text() == "Tidewater Power"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel .title").inner_text() == "Two points where sources disagree"


def test_a_bar_of_the_timeline_leaves_its_day(open_page, dam):
    opened = open_page(dam)
    bars = opened.page.locator(".timeline .bar")
    assert bars.count() == 3
    last = bars.nth(2).bounding_box()
    opened.page.mouse.click(last["x"] + last["width"] / 3, last["y"] + 1)
    opened.wait_for_edges(2)
    opened.page.mouse.click(last["x"] + last["width"] / 3, last["y"] + 1)
    opened.wait_for_edges(9)


def test_an_article_can_be_read_with_its_claims_marked(open_page, dam):
    opened = open_page(dam)
    opened.page.locator("#panel .entry", has_text="Operator denies warning").click()
    marks = opened.page.locator(".reader mark")
    assert marks.count() == 4
    marks.nth(1).click()
    assert opened.page.locator("mark.active").inner_text() == "Lena Osei accused Tidewater Power."


def test_of_very_many_things_the_most_connected_come_first_and_the_rest_when_asked_for(open_page, crowd):
    opened = open_page(crowd)
    page = opened.page
    shown = "() => window.kgraph.model.scene().nodes.size"
    assert page.evaluate(shown) == 150
    hidden = page.evaluate("() => window.kgraph.model.data.things[window.kgraph.model.ranked.at(-1)].label")
    page.fill("#search", hidden)
    page.keyboard.press("Enter")
    assert page.evaluate(shown) == 151
    assert page.evaluate("id => window.kgraph.picture.isVisible('node', id)", opened.thing(hidden))
    page.get_by_role("button", name="Show all things").click()
    assert page.evaluate(shown) == 321
    page.locator("#limit").fill("40")
    assert page.evaluate(shown) == 41
    assert opened.problems == []


def test_dark_is_taken_from_the_system_and_can_be_changed(open_page, dam):
    opened = open_page(dam, scheme="dark")
    page = opened.page
    colour = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.select_option("#theme", "light")
    assert page.evaluate(colour) != dark
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.select_option("#theme", "")
    assert page.evaluate(colour) == dark


def test_the_picture_can_be_saved(open_page, dam):
    opened = open_page(dam)
    opened.page.click("#take")
    with opened.page.expect_download() as saving:
        opened.page.click("#save-png")
    path = saving.value.path()
    content = path.read_bytes()
    assert saving.value.suggested_filename == "who-claims-what.png"
    assert content.startswith(b"\x89PNG")
    width = struct.unpack(">I", content[16:20])[0]
    assert width >= 2 * opened.page.evaluate("() => document.getElementById('graph').clientWidth") - 2
    assert opened.problems == []


def test_fits_a_phone(open_page, dam):
    opened = open_page(dam, width=390, height=844)
    page = opened.page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.click("#show-filter")
    opened.box("how", "possible").uncheck()
    page.click("#show-filter")
    assert page.locator("#legend").is_hidden()
    page.fill("#search", "warned port")
    page.keyboard.press("Enter")
    panel = page.locator("#panel").bounding_box()
    canvas = page.locator("#graph").bounding_box()
    assert panel["y"] >= canvas["y"] + canvas["height"] - 20
    assert page.locator("mark.active").is_visible()


def test_hostile_text_runs_nothing_breaks_nothing_and_is_shown_as_text(open_page, hostile):
    text, maker = hostile
    opened = open_page(maker, title=text)
    page = opened.page
    seen = page.locator("h1").evaluate("h1 => h1.textContent")
    assert seen == text
    too_wide = """() => [...document.querySelectorAll("#panel, #legend, header")]
      .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.id || e.tagName)"""
    assert page.evaluate(too_wide) == []
    page.fill("#search", text.strip()[:40])
    page.keyboard.press("Enter")
    for facet in page.locator("details").all():
        facet.evaluate("d => { d.open = true; }")
    page.click("#show-list")
    page.click("#list-claims")
    page.locator("#list tbody:visible button").first.click()
    assert page.locator("mark.active").count() == 1
    page.locator("#panel .headline button").click()
    reader = page.locator("#panel .text").evaluate("e => e.textContent")
    assert reader == f"{text} strikes {text} today. {text} says so."
    page.keyboard.press("Escape")
    page.click("#show-list")
    opened.click_on("node", page.evaluate("() => window.kgraph.model.ranked[0]"))
    assert page.evaluate("() => window.__pwned") is None
    assert page.locator("img, iframe, object, script[src]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.problems == []
