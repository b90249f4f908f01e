"""The list of what the picture shows, by mouse and by keys."""

import pytest

pytestmark = pytest.mark.browser


def opened_list(opened):
    opened.page.click("#show-list")
    return opened.page.locator("#list")


def column(rows, number):
    return rows.locator(f":is(th, td):nth-child({number})").all_inner_texts()


def test_things_are_listed_and_sorted_by_each_column(open_page, dam):
    opened = open_page(dam)
    rows = opened_list(opened).locator("tbody tr:visible")
    head = opened.page.locator("#list thead th:visible")
    assert rows.count() == opened.page.evaluate("() => window.kgraph.model.shown.things().size")
    assert head.nth(3).get_attribute("aria-sort") == "descending"
    counts = [int(text) for text in column(rows, 4)]
    assert counts == sorted(counts, reverse=True)
    head.nth(0).get_by_role("button").click()
    assert head.nth(0).get_attribute("aria-sort") == "ascending"
    assert head.nth(3).get_attribute("aria-sort") is None
    names = column(rows, 1)
    assert names == sorted(names, key=str.lower)
    head.nth(0).get_by_role("button").press("Enter")
    assert column(rows, 1) == names[::-1]
    assert opened.page.evaluate("() => document.activeElement.textContent").startswith("Name")


def test_claims_are_listed_with_how_when_and_by_whom(open_page, dam):
    opened = open_page(dam)
    box = opened_list(opened)
    opened.page.click("#list-claims")
    rows = box.locator("tbody tr:visible")
    assert rows.count() == 11
    assert box.locator("caption:visible").inner_text() == "11 claims in the picture"
    possible = rows.filter(has_text="possible").inner_text()
    for said in ("Tidewater Power", "supplies", "Port Larkin", "the article itself", "Mar 2026", "2 Mar 2026", "62 %"):
        assert said in possible
    for n in range(12):
        box.locator("thead:visible th").nth(n).get_by_role("button").click()
        assert box.locator("th[aria-sort]:visible").count() == 1
    box.get_by_role("button", name="does").click()
    relations = [text.removeprefix("not: ") for text in column(rows, 2)]
    assert relations == sorted(relations)


def test_the_list_follows_the_filters_and_what_is_shown(open_page, dam):
    opened = open_page(dam)
    box = opened_list(opened)
    opened.page.click("#list-claims")
    rows = box.locator("tbody tr:visible")
    opened.box("publisher", "Northern Wire").uncheck()
    assert rows.count() == 7
    opened.page.evaluate("id => window.kgraph.model.only([id])", opened.thing("Port Larkin"))
    assert rows.count() == 0
    box.get_by_label("also what the picture leaves out").check()
    assert rows.count() == 7


def test_of_an_overview_the_list_holds_communities_and_the_claims_that_they_stand_for(open_page, towns):
    opened = open_page(towns)
    box = opened_list(opened)
    assert box.locator("tbody tr:visible").count() == 16
    opened.page.click("#list-claims")
    count = opened.page.evaluate("() => window.kgraph.model.data.claims.count")
    assert box.locator("caption:visible").inner_text() == f"{count} claims that the communities stand for"
    opened.page.evaluate("() => window.kgraph.model.open(0)")
    within = opened.page.evaluate("() => [...window.kgraph.model.scene().edges.values()].flatMap(e => e.claims).length")
    assert 0 < within < count
    assert box.locator("caption:visible").inner_text() == f"{within} claims in the picture"


def test_a_row_selects_and_is_marked(open_page, dam):
    opened = open_page(dam)
    box = opened_list(opened)
    box.get_by_role("button", name="Ivo Brandt").click()
    assert opened.page.locator("#panel .title").inner_text() == "Ivo Brandt"
    assert box.locator("tr[aria-current]").inner_text().startswith("Ivo Brandt")
    opened.page.click("#list-claims")
    box.locator("tbody:visible button").first.click()
    assert opened.page.locator("mark.active").count() == 1
    assert box.locator("tr[aria-current]:visible").count() == 1


def test_keys_walk_from_row_to_row(open_page, dam):
    opened = open_page(dam)
    box = opened_list(opened)
    names = box.locator("tbody:visible th").all_inner_texts()
    box.locator("tbody:visible button").first.focus()
    focused = "() => document.activeElement.textContent"
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.evaluate(focused) == names[1]
    opened.page.keyboard.press("End")
    assert opened.page.evaluate(focused) == names[-1]
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel .title").inner_text() == names[-1]
    assert opened.page.evaluate(focused) == names[-1]


def test_a_long_list_comes_in_pages(open_page, crowd):
    opened = open_page(crowd)
    opened.page.evaluate("() => window.kgraph.model.all()")
    box = opened_list(opened)
    assert box.locator("tbody tr:visible").count() == 100
    place = box.locator(".pager:visible [role=status]")
    assert place.inner_text() == "1 to 100 of 321"
    box.get_by_role("button", name="Next").click()
    assert place.inner_text() == "101 to 200 of 321"
    box.get_by_role("button", name="Last").press("Enter")
    assert place.inner_text() == "301 to 321 of 321"
    assert box.locator("tbody tr:visible").count() == 21
    assert opened.page.evaluate("() => document.activeElement.textContent") == "Last"
    box.get_by_role("button", name="Next").press("Enter")
    assert place.inner_text() == "301 to 321 of 321"
    box.get_by_role("button", name="Name").click()
    assert box.locator("tbody:visible th").first.inner_text() == "Guest 000"


def test_a_skip_link_leads_to_the_list(open_page, dam):
    page = open_page(dam).page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "To the list of what the picture shows"
    page.keyboard.press("Enter")
    assert page.locator("#list").is_visible()
    assert page.evaluate("() => document.activeElement.id") == "list"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "list-things"


def test_what_changed_is_told_to_those_who_hear_the_page(open_page, dam):
    opened = open_page(dam)
    told = "words => document.querySelector('#said').textContent.includes(words)"
    opened.box("publisher", "Northern Wire").uncheck()
    opened.page.wait_for_function(told, arg="7 claims pass the filters")
    opened.page.evaluate("id => window.kgraph.model.select({kind: 'thing', thing: id})", opened.thing("Port Larkin"))
    opened.page.wait_for_function(told, arg="Port Larkin, Place")
