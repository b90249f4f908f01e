"""Filters, time, search, toolbar and keys, used as a person would use them."""

from datetime import date

import pytest

pytestmark = pytest.mark.browser


def day(iso):
    """Days since 1970."""
    return (date.fromisoformat(iso) - date(1970, 1, 1)).days


def wait_for_time(page, start, end):
    page.wait_for_function(
        """([from, to]) => {
          const { time } = window.kgraph.model.filters;
          return time?.from === from && time?.to === to;
        }""",
        arg=[day(start), day(end)],
    )


def open_groups(page):
    page.evaluate("() => document.querySelectorAll('#legend details').forEach(d => { d.open = true; })")


# --- the legend


def test_boxes_say_how_many_filters_are_on_and_reset_switches_all_off(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    assert page.locator(".reset").inner_text() == "No filter on"
    opened.box("how", "possible").uncheck()
    opened.box("polarity", "negative").uncheck()
    assert page.locator(".reset span").inner_text() == "2 filters on"
    page.get_by_role("button", name="Reset 2 filters").click()
    assert page.locator(".reset").inner_text() == "No filter on"
    assert opened.box("how", "possible").is_checked()


def test_what_is_switched_off_stays_and_what_has_nothing_left_is_greyed(open_page, dam):
    opened = open_page(dam)
    opened.box("publisher", "The Larkin Courier").uncheck()
    row = opened.page.locator('[data-facet="how"] .row').filter(has=opened.page.locator('input[value="possible"]'))
    assert row.is_visible()
    assert "none" in row.get_attribute("class")
    assert opened.count("how", "possible") == 0
    assert opened.box("publisher", "The Larkin Courier").is_visible()


def test_relations_are_a_tree_whose_boxes_can_be_neither_on_nor_off(open_page, family):
    opened = open_page(family)
    page = opened.page
    open_groups(page)
    parent = opened.box("relation", "attacks")
    assert opened.count("relation", "attacks") == 3
    expand = page.get_by_role("button", name="Kinds of attacks")
    assert expand.get_attribute("aria-expanded") == "false"
    parent.focus()
    page.keyboard.press("ArrowRight")
    assert expand.get_attribute("aria-expanded") == "true"
    child = page.locator('[data-facet="relation"] .tree .tree input, [data-facet="relation"] li li input').first
    child.uncheck()
    assert parent.evaluate("box => box.indeterminate")
    parent.check()
    assert child.is_checked()
    parent.uncheck()
    assert not child.is_checked()
    assert opened.visible_edges() == 1
    parent.focus()
    page.keyboard.press("ArrowLeft")
    assert expand.get_attribute("aria-expanded") == "false"


def test_a_long_list_shows_the_first_can_be_searched_and_keeps_what_is_switched(open_page, press):
    opened = open_page(press)
    page = opened.page
    rows = page.locator('[data-facet="publisher"] .row')
    assert rows.count() == 8
    assert rows.first.locator(".label").inner_text() == "Paper 01"
    page.get_by_label("Find in source").fill("paper 27")
    assert rows.locator(".label").all_inner_texts() == ["Paper 27"]
    rows.first.hover()
    rows.first.get_by_role("button", name="Only Paper 27").click()
    assert opened.visible_edges() == 1
    page.get_by_label("Find in source").fill("")
    assert rows.count() == 9
    assert opened.box("publisher", "Paper 27").is_checked()
    page.locator('[data-facet="publisher"] .more').click()
    assert rows.count() == 30
    page.get_by_label("Find in source").fill("no such paper")
    assert page.locator('[data-facet="publisher"] .rows').inner_text() == "Nothing found"


def test_arrow_keys_walk_through_boxes_and_space_switches_them(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    opened.box("how", "fact").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.value") == "reported"
    page.keyboard.press("Space")
    assert not opened.box("how", "reported").is_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert opened.page.evaluate("() => [...window.kgraph.model.filters.offValues('how')].includes('fact')") is False
    assert not opened.box("how", "possible").is_checked()


def test_confidence_has_two_ends_for_keys_and_mouse(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    low = page.get_by_role("slider", name="Confidence at least")
    low.focus()
    for _ in range(13):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => window.kgraph.model.filters.confidence[0] === 65")
    assert low.get_attribute("aria-valuetext") == "65 %"
    opened.wait_for_edges(8)
    page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_function("() => window.kgraph.model.filters.confidence[0] === 64")
    page.keyboard.press("Home")
    opened.wait_for_edges(9)
    box = page.locator(".confidence .brush").bounding_box()
    high = page.get_by_role("slider", name="Confidence at most").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(high["x"] + high["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, middle, steps=4)
    page.mouse.up()
    page.wait_for_function("() => window.kgraph.model.filters.confidence[1] === 70")
    opened.wait_for_edges(1)


# --- the time


def test_a_range_is_drawn_moved_and_drawn_out_by_mouse(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    chart = page.locator(".timeline .brush").bounding_box()
    middle = chart["y"] + chart["height"] / 2
    # 2 to 9 March: eight days.
    spot = lambda number: chart["x"] + chart["width"] * (number + 0.5) / 8  # noqa: E731
    page.mouse.move(spot(1), middle)
    page.mouse.down()
    page.mouse.move(spot(3), middle, steps=5)
    page.mouse.up()
    wait_for_time(page, "2026-03-03", "2026-03-05")
    opened.wait_for_edges(3)
    page.mouse.move(spot(2), middle)
    page.mouse.down()
    page.mouse.move(spot(6), middle, steps=5)
    page.mouse.up()
    wait_for_time(page, "2026-03-07", "2026-03-09")
    opened.wait_for_edges(2)
    page.mouse.move(chart["x"] + chart["width"] * 5 / 8, middle)
    page.mouse.down()
    page.mouse.move(spot(0), middle, steps=5)
    page.mouse.up()
    page.wait_for_function("() => window.kgraph.model.filters.time === null")
    opened.wait_for_edges(9)


def test_a_range_is_set_by_keys(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.get_by_role("slider", name="Claims that were published from").focus()
    page.keyboard.press("ArrowRight")
    wait_for_time(page, "2026-03-03", "2026-03-09")
    page.keyboard.press("End")
    wait_for_time(page, "2026-03-09", "2026-03-09")
    until = page.get_by_role("slider", name="Range of time")
    until.focus()
    page.keyboard.press("ArrowLeft")
    wait_for_time(page, "2026-03-08", "2026-03-08")
    page.keyboard.press("Home")
    wait_for_time(page, "2026-03-02", "2026-03-02")
    assert until.get_attribute("aria-valuetext") == "2 Mar 2026 to 2 Mar 2026"
    page.get_by_role("slider", name="Claims that were published until").focus()
    page.keyboard.press("End")
    page.wait_for_function("() => window.kgraph.model.filters.time === null")


def test_a_range_is_set_by_dates_and_given_up(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.fill("#time-from", "2026-03-03")
    page.fill("#time-to", "2026-03-05")
    wait_for_time(page, "2026-03-03", "2026-03-05")
    opened.wait_for_edges(3)
    page.click("#whole-time")
    opened.wait_for_edges(9)
    assert page.input_value("#time-from") == "2026-03-02"


def test_what_happened_when_leaves_claims_without_a_date_out_or_keeps_them(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.get_by_role("radio", name="happened").check()
    assert page.locator(".undated .count").inner_text() == "8"
    page.uncheck("#undated")
    opened.wait_for_edges(1)
    page.fill("#time-from", "2026-03-20")
    opened.wait_for_edges(1)
    page.check("#undated")
    opened.wait_for_edges(9)
    page.get_by_role("radio", name="published").check()
    page.wait_for_function("() => window.kgraph.model.filters.time === null")


def test_the_time_is_drawn_with_a_finger(open_page, dam):
    opened = open_page(dam, width=390, height=844, touch=True)
    page = opened.page
    page.locator("#show-filter").tap()
    chart = page.locator(".timeline .brush").bounding_box()
    middle = chart["y"] + chart["height"] / 2
    spot = lambda number: chart["x"] + chart["width"] * (number + 0.5) / 8  # noqa: E731
    opened.drag_finger([(spot(1), middle), (spot(2), middle), (spot(3), middle)])
    wait_for_time(page, "2026-03-03", "2026-03-05")
    opened.wait_for_edges(3)


# --- the search


def test_the_time_that_is_looked_at_is_kept_in_the_address(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    axis = page.locator("input[name=axis]:checked")
    assert axis.get_attribute("value") == "published"
    page.get_by_label("happened", exact=True).check()
    page.wait_for_function("() => location.hash.includes('time=happened')")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert axis.get_attribute("value") == "happened"
    assert page.evaluate("() => window.kgraph.model.filters.active") == []
    page.evaluate("() => window.kgraph.model.fromAddress('')")
    assert axis.get_attribute("value") == "published"


def test_search_groups_what_it_finds_and_goes_there_by_keys(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("warn")
    found = page.locator("#search-found")
    assert [text.split(" ")[0] for text in found.locator(".hits-head").all_inner_texts()] == ["Relations", "Claims"]
    active = "() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent"
    assert "warns" in page.evaluate(active)
    page.keyboard.press("ArrowDown")
    assert "Tidewater Power warned Port Larkin." in page.evaluate(active)
    page.locator("#search").dispatch_event("focus")  # it looks again, as when texts have come: nobody loses their place
    assert "Tidewater Power warned Port Larkin." in page.evaluate(active)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("mark.active").inner_text() == "Tidewater Power warned Port Larkin."
    assert page.locator(".stepper span").first.inner_text() == "1 of 2"


def test_escape_leaves_the_search(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("osei")
    assert page.locator("#search-found").is_visible()
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    assert page.locator("#search-found").is_hidden()
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement === document.body")
    page.fill("#search", "zzz")
    assert page.locator("#search-found").inner_text() == "Nothing found"


# --- what is shown


def test_the_toolbar_goes_around_a_thing_back_and_forth(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    state = lambda id_: page.locator(f"#{id_}").get_attribute("aria-disabled")  # noqa: E731
    assert [state(one) for one in ("undo", "redo", "depth-1", "only", "all", "start")] == ["true"] * 6
    opened.click_on("node", opened.thing("Ivo Brandt"))
    assert state("depth-1") == "false"
    page.click("#depth-1")
    opened.wait_for_edges(opened.visible_edges())
    shown = "() => window.kgraph.model.shown.things().size"
    assert page.evaluate(shown) == 2
    assert state("undo") == "false"
    page.click("#undo")
    assert page.evaluate(shown) == 7
    page.click("#redo")
    assert page.evaluate(shown) == 2
    page.click("#all")
    assert page.evaluate(shown) == 7
    page.keyboard.press("1")
    assert page.evaluate(shown) == 2
    page.click("#start")
    assert page.evaluate(shown) == 7
    assert page.locator("#panel .back, #panel #back").count() == 0
    assert state("start") == "true"


def test_the_way_between_two_things_is_found_or_not(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.keyboard.press("w")
    assert page.evaluate("() => document.activeElement.id") == "path-from"
    button = page.get_by_role("button", name="Show the way")
    assert button.is_disabled()
    page.keyboard.type("osei")
    page.keyboard.press("Enter")
    page.fill("#path-to", "rescue")
    page.keyboard.press("Enter")
    button.click()
    assert page.locator("#path-dialog").is_hidden()
    selected = page.evaluate(
        "() => window.kgraph.model.selection.things.map(n => window.kgraph.model.data.things[n].label)"
    )
    assert selected == ["Lena Osei", "Tidewater Power", "Port Larkin", "rescue crews"]
    page.keyboard.press("Escape")
    opened.box("how", "requested").uncheck()
    page.click("#path")
    page.fill("#path-from", "osei")
    page.keyboard.press("Enter")
    page.fill("#path-to", "rescue")
    page.keyboard.press("Enter")
    button.click()
    assert "No way from Lena Osei to rescue crews under the filters" in page.locator("#path-dialog").inner_text()


# --- keys and looks


def test_the_help_lists_the_keys_and_escape_closes_it(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    assert help_.is_visible()
    assert "search" in help_.inner_text()
    page.keyboard.press("Escape")
    assert help_.is_hidden()
    page.click("#show-help")
    page.get_by_role("button", name="Close").click()
    assert help_.is_hidden()
    page.focus("#search")
    page.keyboard.type("l?")
    assert page.input_value("#search") == "l?"
    assert help_.is_hidden()


def test_the_theme_follows_the_system_until_somebody_chooses(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    theme = "() => document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "light"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => ({theme})() === 'dark'")
    page.select_option("#theme", "light")
    assert page.evaluate(theme) == "light"
    page.wait_for_function("() => location.hash.includes('theme=light')")  # addresses are told some times a second
    page.reload()
    assert page.evaluate(theme) == "light"
    assert page.input_value("#theme") == "light"


def test_an_address_typed_by_hand_is_followed(open_page, dam):
    opened = open_page(dam)
    opened.page.evaluate("() => { location.hash = 'only-how=possible'; }")
    opened.wait_for_edges(1)
    assert opened.page.locator(".reset span").inner_text() == "1 filter on"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (800, 1000), (390, 844)])
def test_nothing_stands_out_of_the_page(open_page, dam, width, height):
    opened = open_page(dam, width=width, height=height, title="A very long title " * 12)
    page = opened.page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for id_ in ("show-list", "take", "theme", "show-help", "search", "undo"):
        box = page.locator(f"#{id_}").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width, id_
    page.click("#take")
    menu = page.locator("#take-menu").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "take"
