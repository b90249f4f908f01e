"""The page for those who use keys, a screen reader, big pointers, forced colours or no movement; what axe finds."""

import pytest

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const e = document.activeElement;
  return e.id || e.getAttribute("aria-label") || e.textContent;
}"""
SHOWS_FOCUS = """() => {
  const e = document.activeElement;
  const [own, next] = [getComputedStyle(e), getComputedStyle(e.nextElementSibling ?? e)];
  const after = getComputedStyle(e, "::after");
  const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [own, next, after].some(drawn);
}"""
# What stands in a sentence may be as high as the line; of a box with a label, the label is the target.
SMALL = """() => {
  const found = [];
  const all = "button, a[href], input, select, textarea, summary, [role=slider], [role=option], [role=tab]";
  for (const e of document.querySelectorAll(all)) {
    const target = e.closest("label") ?? e;
    const { width, height } = target.getBoundingClientRect();
    const unseen = !e.checkVisibility({ visibilityProperty: true }) || e.closest(".skip, .offscreen") || width === 0;
    const sentence = e.matches("a, .as-text") && e.textContent.trim() !== e.parentElement.textContent.trim();
    if (unseen || sentence) continue;
    const what = [e.id || e.className || e.tagName, e.textContent.slice(0, 30), width, height];
    if (Math.min(width, height) < 23.9) found.push(what);
  }
  return found;
}"""
EDGE_OF_A_DISPUTE = "() => window.kgraph.model.edgeOf(window.kgraph.model.conflicts[0].pair[0])"


def select_thing(opened):
    opened.click_on("node", opened.thing("Tidewater Power"))


def select_edge(opened):
    edge = opened.page.evaluate("() => [...window.kgraph.model.scene().edges.keys()][0]")
    opened.click_on("edge", edge)


def dispute(opened):
    opened.page.locator("#panel .rival").first.click()


def read(opened):
    opened.page.locator("#panel .entry", has_text="Operator denies warning").click()
    opened.page.keyboard.press("n")


def list_things(opened):
    opened.page.click("#show-list")


def list_claims(opened):
    list_things(opened)
    opened.page.click("#list-claims")


def open_filters(opened):
    if opened.page.locator("#show-filter").is_visible():
        opened.page.click("#show-filter")
    opened.page.evaluate("() => document.querySelectorAll('#legend details').forEach(d => { d.open = true; })")
    opened.box("publisher", "Northern Wire").uncheck()


def search(opened):
    opened.page.fill("#search", "port")
    opened.page.keyboard.press("ArrowDown")


def take_along(opened):
    opened.page.click("#take")


def sparql(opened):
    take_along(opened)
    opened.page.click("#show-sparql")


def show_help(opened):
    opened.page.click("#show-help")


def path(opened):
    opened.page.keyboard.press("w")


def nothing(opened):
    opened.page.evaluate("() => window.kgraph.model.only([])")


STATES = {
    "opened": lambda _: None,
    "thing": select_thing,
    "edge": select_edge,
    "dispute": dispute,
    "reader": read,
    "list of things": list_things,
    "list of claims": list_claims,
    "filters": open_filters,
    "search": search,
    "menu": take_along,
    "query": sparql,
    "help": show_help,
    "path": path,
    "nothing shown": nothing,
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_and_all_targets_are_big_enough(open_page, dam, scheme, width):
    opened = open_page(dam, width=width, height=900, scheme=scheme, touch=width < 800)
    page = opened.page
    url = page.url.partition("#")[0]
    found = {}
    for state, reach in STATES.items():
        page.goto("about:blank")
        page.goto(url)
        page.wait_for_function("() => window.kgraph !== undefined")
        reach(opened)
        found[state] = opened.violations() + page.evaluate(SMALL)
    assert found == {state: [] for state in STATES}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_overview(open_page, towns, scheme, width):
    opened = open_page(towns, width=width, height=900, scheme=scheme)
    page = opened.page
    assert page.evaluate("() => window.kgraph.model.shown.state.overview")
    assert page.locator("#limit").get_attribute("aria-valuetext") == "communities"
    assert (
        page.locator("#graph")
        .get_attribute("aria-label")
        .startswith("Picture of the graph: 16 communities of 320 things")
    )
    assert opened.violations() == []
    page.evaluate("() => window.kgraph.model.select({ kind: 'community', community: 0 })")
    assert opened.violations() == []
    page.evaluate("() => window.kgraph.model.open(0)")
    assert opened.violations() == []
    assert page.evaluate(SMALL) == []


def test_tab_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    seen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate(FOCUSED)
        if page.evaluate("() => document.activeElement === document.body"):
            break
        assert page.evaluate(SHOWS_FOCUS), name
        seen.append(name)
    else:
        pytest.fail("Tab does not come to an end")
    wanted = ["search", "show-list", "take", "theme", "show-help", "undo", "path", "graph", "zoom-in", "fit"]
    assert [name for name in seen if name in wanted] == wanted
    assert page.locator("#panel button").count() <= len(seen)
    back = []
    for _ in range(len(seen)):
        page.keyboard.press("Shift+Tab")
        back.append(page.evaluate(FOCUSED))
    assert [name for name in back if name in wanted] == wanted[::-1]


def test_the_picture_is_walked_with_arrows_selected_with_enter_and_left_with_escape(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.locator("#graph").focus()
    told = page.locator("#graph ~ [aria-live], #graph [aria-live]").first
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(told.inner_text())
    assert len(set(walked)) > 2
    assert all(words for words in walked)
    page.keyboard.press("Enter")
    assert walked[-1].startswith(page.locator("#panel .title").inner_text())
    assert page.evaluate("() => window.kgraph.model.selection.kind") == "thing"
    page.keyboard.press("Escape")
    assert page.evaluate("() => window.kgraph.model.selection.kind") == "nothing"
    assert page.evaluate("() => document.activeElement.id") == "graph"


def test_windows_hold_the_focus_and_give_it_back(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.locator("#show-help").focus()
    page.keyboard.press("Enter")
    assert page.locator("#help").is_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement === document.body || document.activeElement.closest('#help') !== null"
        )
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    assert page.evaluate("() => document.activeElement.id") == "show-help"


def test_keys_of_one_letter_can_be_switched_off_and_stay_off(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.keyboard.press("?")
    page.get_by_label("Keys of one letter, figure or sign work everywhere").uncheck()
    page.keyboard.press("Escape")
    for key in ("l", "w", "?", "/", "s", "1"):
        page.keyboard.press(key)
    assert page.locator("#list").is_hidden()
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("() => document.activeElement.id") != "search"
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    page.keyboard.press("l")
    assert page.locator("#list").is_hidden()
    # Those that work only where the focus is are no trouble, nor are those without a letter.
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#close").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#close").count() == 0
    page.click("#show-help")
    page.locator("#letters").check()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    assert page.locator("#list").is_visible()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_glides_for_those_who_want_no_movement(open_page, dam, motion):
    opened = open_page(dam, window={"reduced_motion": motion})
    page = opened.page
    # A movement takes frames; without one the picture is there at once.
    steps = page.evaluate(
        """id => {
          const { model, picture } = window.kgraph;
          for (let n = 0; n < 5; n++) picture.zoom(1.4);
          const before = JSON.stringify(picture.where("node", id));
          model.select({ kind: "thing", thing: id });
          picture.centre();
          const now = JSON.stringify(picture.where("node", id));
          return before !== now;
        }""",
        opened.thing("Lena Osei"),
    )
    assert steps == (motion == "reduce")
    duration = page.evaluate("() => Math.max(...document.getAnimations().map(a => a.effect.getTiming().duration), 0)")
    assert duration == 0 or motion != "reduce"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_nothing_unseen(open_page, dam, scheme):
    opened = open_page(dam, scheme=scheme, window={"forced_colors": "active"})
    page = opened.page
    dispute(opened)
    active = page.locator("mark.active")
    text = page.locator("#panel .text")
    ground = "e => getComputedStyle(e).backgroundColor"
    assert active.evaluate(ground) != text.evaluate(ground)
    page.locator("#show-list").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(SHOWS_FOCUS)
    page.click("#show-list")
    pressed = page.locator("#show-list").evaluate("e => getComputedStyle(e).borderColor")
    assert pressed != page.locator("#take").evaluate("e => getComputedStyle(e).borderColor")
    assert opened.violations() == []
