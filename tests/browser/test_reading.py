"""The panel and the reader, used as a person would use them."""

import pytest

pytestmark = pytest.mark.browser

LIT = "() => window.kgraph.model.lit.map(id => window.kgraph.model.claim(id).relation)"


def select(opened, label):
    opened.page.fill("#search", label)
    opened.page.keyboard.press("Enter")
    return opened.page.locator("#panel")


def test_a_dispute_tells_both_sides_with_who_when_and_in_which_words(open_page, dam):
    panel = open_page(dam).page.locator("#panel")
    warned = panel.locator(".conflict", has_text="warns")
    assert warned.locator(".about").inner_text() == "Tidewater Power warns Port Larkin"
    yes, no = warned.locator(".side").all_inner_texts()
    assert "Yes, it is so" in yes
    assert "The Larkin Courier" in yes
    assert "2 Mar 2026" in yes
    assert "No, not so" in no
    assert "Ivo Brandt" in no
    assert "Tidewater Power had not warned Port Larkin." in no
    figures = panel.locator(".conflict", has_text="different figures").locator(".side b").all_inner_texts()
    assert figures == ["31 people", "14 people"]


def test_what_is_new_tells_what_is_seen_for_the_first_time(open_page, dam):
    panel = open_page(dam).page.locator("#panel")
    newest = panel.locator("h3:text-is('New') + ul > li")
    assert newest.first.locator(".entry bdi").first.inner_text() == "Who is who"
    assert newest.first.locator(".fresh button").all_inner_texts() == ["Kestrel Dam"]
    newest.first.get_by_role("button", name="Kestrel Dam").click()
    assert panel.locator(".title").inner_text() == "Kestrel Dam"


def test_the_claims_of_a_thing_can_be_grouped_by_who_speaks(open_page, dam):
    opened = open_page(dam)
    panel = select(opened, "Tidewater Power")
    groups = panel.locator("details.group:has(.claims) > summary bdi")
    assert "warns …" in groups.all_inner_texts()
    assert "… accuses it" in groups.all_inner_texts()
    panel.get_by_role("button", name="speaker").press("Enter")
    assert {"Ivo Brandt", "The Larkin Courier itself"} <= set(groups.all_inner_texts())
    assert opened.page.evaluate("() => document.activeElement.id") == "by-speaker"


def test_a_thing_is_expanded_relation_by_relation_and_collapsed(open_page, crowd):
    opened = open_page(crowd)
    shown = "() => window.kgraph.model.shown.things().size"
    panel = select(opened, "The Hub")
    before = opened.page.evaluate(shown)
    panel.get_by_text("Neighbours").click()
    row = panel.locator(".neighbours li").first
    assert row.locator(".count").inner_text() == f"{before - 1} of 320"
    panel.get_by_label("How many at once").select_option("5")
    row.get_by_role("button").click()
    assert opened.page.evaluate(shown) == before + 5
    assert row.locator(".count").inner_text() == f"{before + 4} of 320"
    assert row.is_visible()
    panel.get_by_role("button", name="Only this").click()
    assert opened.page.evaluate(shown) == 1
    panel.get_by_role("button", name="Expand").click()
    assert opened.page.evaluate(shown) == 6
    panel.get_by_role("button", name="Collapse").click()
    assert opened.page.evaluate(shown) == 1
    opened.page.wait_for_function("() => document.querySelector('#said').textContent.includes('5 things')")


def test_only_what_is_near_a_thing(open_page, dam):
    opened = open_page(dam)
    panel = select(opened, "Lena Osei")
    names = "() => [...window.kgraph.model.shown.things()].map(t => window.kgraph.model.thing(t).label).sort()"
    panel.get_by_role("button", name="Only what is at most 1 link away").click()
    assert opened.page.evaluate(names) == ["Lena Osei", "Tidewater Power"]
    panel.get_by_role("button", name="Only what is at most 2 links away").click()
    assert opened.page.evaluate(names) == ["Ivo Brandt", "Kestrel Dam", "Lena Osei", "Port Larkin", "Tidewater Power"]


def test_a_path_to_another_thing_and_what_is_between(open_page, dam):
    opened = open_page(dam)
    panel = select(opened, "Lena Osei")
    panel.get_by_text("Path to another").click()
    panel.get_by_label("Path from Lena Osei to").fill("kestrel")
    panel.locator(".pick .entry").first.click()
    assert panel.locator(".title").inner_text() == "What is between them"
    assert panel.locator(".chosen bdi").all_inner_texts() == ["Lena Osei", "Tidewater Power", "Kestrel Dam"]
    assert panel.locator(".claims .claim").count() == 2
    panel.get_by_role("button", name="Leave out Lena Osei").click()
    assert panel.locator(".chosen bdi").all_inner_texts() == ["Tidewater Power", "Kestrel Dam"]


def test_a_thing_without_a_path_is_said_to_have_none(open_page, dam):
    opened = open_page(dam)
    panel = select(opened, "Lena Osei")
    panel.get_by_text("Path to another").click()
    panel.get_by_label("Path from Lena Osei to").fill("flood")
    assert panel.locator(".pick [role=status]").first.inner_text() == "1 thing found"
    opened.page.keyboard.press("Enter")
    assert "no path to the flood" in panel.locator(".pick [role=status]").first.inner_text()
    assert panel.locator(".title").inner_text() == "Lena Osei"


def test_all_claims_of_an_edge_can_be_stepped_through_with_arrows(open_page, dam):
    opened = open_page(dam)
    panel = select(opened, "Tidewater Power")
    panel.locator(".claim").first.click()
    count = panel.locator(".claims .claim").count()
    assert panel.locator(".stepper span").first.inner_text() == f"1 of {count}"
    panel.focus()
    opened.page.keyboard.press("ArrowRight")
    assert panel.locator(".stepper span").first.inner_text() == f"2 of {count}"
    assert panel.locator(".claims [aria-current]").count() == 1
    opened.page.keyboard.press("ArrowLeft")
    assert panel.locator(".stepper span").first.inner_text() == f"1 of {count}"
    opened.page.wait_for_function("() => document.querySelector('#said').textContent.includes('1 of ')")


def test_pointing_at_a_claim_in_the_text_lights_it_and_tells_it(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.locator("#panel .entry", has_text="Operator denies warning").click()
    told = page.locator(".triple")
    assert told.inner_text().startswith("4 claims marked")
    page.locator(".reader mark").nth(1).hover()
    assert page.evaluate(LIT) == ["accuses"]
    assert told.inner_text() == "Lena Osei accuses Tidewater Power"
    page.locator("h1").hover()
    assert page.evaluate(LIT) == []


def test_the_keyboard_reads_an_article_claim_by_claim(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.locator("#panel .entry", has_text="Operator denies warning").press("Enter")
    page.keyboard.press("n")
    assert page.evaluate(LIT) == ["warns"]
    page.keyboard.press("n")
    page.keyboard.press("ArrowRight")
    assert page.locator(".triple").inner_text().startswith("the flood")
    page.keyboard.press("p")
    assert page.evaluate("() => document.activeElement.textContent") == "Lena Osei accused Tidewater Power."
    page.keyboard.press("Enter")
    assert page.locator("mark.active").inner_text() == "Lena Osei accused Tidewater Power."
    page.click("#back")
    assert page.locator("#panel .title").inner_text() == "Operator denies warning"


def test_an_article_names_its_source_and_links_only_to_the_web(open_page, dam):
    dam.article("bad", "Nothing.", title="Odd", publisher="P", published="2026-03-10", url="ftp://example.org/x")
    opened = open_page(dam)
    page = opened.page
    page.locator("#panel .entry", has_text="Gate fails").click()
    assert page.locator("#panel .source").inner_text() == "The Larkin Courier, 2 Mar 2026, original"
    assert page.locator("#panel .source a").get_attribute("href") == "https://example.org/courier/1"
    page.click("#back")
    page.locator("#panel .entry", has_text="Odd").click()
    assert page.locator("#panel .source a").count() == 0
    assert "ftp://example.org/x" in page.locator("#panel .source").inner_text()


def test_articles_are_found_by_title_publisher_and_date(open_page, dam):
    for n in range(20):
        dam.article(f"more-{n}", "Nothing.", title=f"Weather {n}", publisher="Estuary Post", published="2025-12-24")
    opened = open_page(dam)
    page = opened.page
    assert page.locator("#articles .entry").count() == 8
    page.fill("#find-article", "northern")
    assert page.locator("#articles .entry bdi").first.inner_text() == "Operator denies warning"
    page.fill("#find-article", "24 dec")
    page.locator("#articles").get_by_role("button", name="12 more").click()
    assert page.locator("#articles .entry").count() == 20


def test_right_to_left_text_and_long_words_hold(open_page, dam):
    arabic = "\u0642\u0627\u0644 \u0625\u064a\u0641\u0648 \u0625\u0646 \u0627\u0644\u0633\u062f \u0627\u0646."
    dam.article("ar", f"{arabic}\nThen English.\n" + "x" * 400, title=arabic, language="ar", published="2026-04-01")
    opened = open_page(dam)
    page = opened.page
    page.locator("#panel .entry", has_text=arabic[:8]).click()
    assert page.locator(".text").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".text").get_attribute("lang") == "ar"
    assert page.evaluate(
        "() => [...document.querySelectorAll('#panel, .reader')].every(e => e.scrollWidth <= e.clientWidth + 1)"
    )
