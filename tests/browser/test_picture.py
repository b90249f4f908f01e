"""The picture: mouse, wheel, fingers and keys; what is written on it; what can be taken along."""

import struct
import xml.etree.ElementTree as ET
from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
VIEW = "() => { const { view } = window.kgraph.model; return view && [view.x, view.y, view.zoom]; }"
WHERE = "id => { const { x, y } = window.kgraph.picture.where('node', id); return [x, y]; }"
SELECTED = "() => window.kgraph.model.selection"
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
MIDDLE = """([a, b]) => {
  const { nodes } = window.kgraph.model.scene();
  const [p, q] = [nodes.get(a), nodes.get(b)];
  return [(p.x + q.x) / 2, (p.y + q.y) / 2];
}"""
STANDS_STILL = """() => new Promise(done => {
  let before = "";
  const look = () => {
    const now = JSON.stringify(window.kgraph.model.ranked.map(id => window.kgraph.picture.where("node", id)));
    if (now === before) done();
    else { before = now; setTimeout(look, 120); }
  };
  look();
})"""


def where(opened, label):
    return opened.page.evaluate(WHERE, opened.thing(label))


def in_page(opened, label):
    box = opened.page.locator("#graph").bounding_box()
    x, y = where(opened, label)
    return box["x"] + x, box["y"] + y


def emptiness(opened):
    """A spot with nothing near it, in pixels of the page."""
    box = opened.page.locator("#graph").bounding_box()
    return box["x"] + 8, box["y"] + 8


@contextmanager
def fingers(page):
    """Puts fingers on the page, moves and lifts them, as a touch screen does."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        spots = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    yield touch
    session.detach()


@pytest.fixture
def on_phone(open_page, dam):
    return open_page(dam, width=390, height=844, touch=True)


def test_the_wheel_zooms_about_the_pointer(open_page, dam):
    opened = open_page(dam)
    before = in_page(opened, "Port Larkin")
    opened.page.mouse.move(*before)
    opened.page.mouse.wheel(0, -300)
    opened.page.wait_for_function("() => window.kgraph.model.view !== null")
    assert in_page(opened, "Port Larkin") == pytest.approx(before, abs=1.5)
    zoom = opened.page.evaluate(VIEW)[2]
    opened.page.mouse.wheel(0, 200)
    opened.page.wait_for_function("zoom => window.kgraph.model.view.zoom < zoom", arg=zoom)


def test_dragging_the_ground_pans_and_the_address_leads_back(open_page, dam):
    opened = open_page(dam)
    before = where(opened, "Port Larkin")
    x, y = emptiness(opened)
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 60, y + 35, steps=4)
    opened.page.mouse.up()
    moved = where(opened, "Port Larkin")
    assert moved == pytest.approx([before[0] + 60, before[1] + 35], abs=1.5)
    assert opened.page.evaluate(SELECTED) == {"kind": "nothing"}
    opened.page.reload()
    opened.page.wait_for_function("() => window.kgraph !== undefined")
    assert where(opened, "Port Larkin") == pytest.approx(moved, abs=1.5)


def test_dragging_a_thing_moves_it_alone(open_page, dam):
    opened = open_page(dam)
    city, osei = where(opened, "Port Larkin"), where(opened, "Lena Osei")
    opened.page.mouse.move(*in_page(opened, "Lena Osei"))
    opened.page.mouse.down()
    x, y = in_page(opened, "Lena Osei")
    opened.page.mouse.move(x + 40, y - 30, steps=5)
    opened.page.mouse.up()
    opened.page.evaluate(SETTLED)
    assert where(opened, "Lena Osei") == pytest.approx([osei[0] + 40, osei[1] - 30], abs=1.5)
    assert where(opened, "Port Larkin") == city
    opened.click_on("node", opened.thing("Lena Osei"))
    assert opened.page.evaluate(SELECTED) == {"kind": "thing", "thing": opened.thing("Lena Osei")}


def test_a_click_on_a_name_selects_what_it_names_and_one_on_the_ground_clears(open_page, dam):
    opened = open_page(dam)
    box = opened.page.evaluate("() => window.kgraph.picture.written().find(t => t.text === 'Lena Osei').box")
    middle = {"x": (box["left"] + box["right"]) / 2, "y": (box["top"] + box["bottom"]) / 2}
    opened.page.locator("#graph").click(position=middle)
    assert opened.page.locator("#panel .title").inner_text() == "Lena Osei"
    opened.page.locator("#graph").click(position={"x": 8, "y": 8})
    assert opened.page.evaluate(SELECTED) == {"kind": "nothing"}


def test_two_clicks_show_what_a_thing_is_linked_with(open_page, dam):
    opened = open_page(dam)
    power = opened.thing("Tidewater Power")
    opened.page.evaluate("id => window.kgraph.model.only([id])", power)
    opened.page.evaluate(SETTLED)
    x, y = in_page(opened, "Tidewater Power")
    opened.page.mouse.dblclick(x, y)
    nodes = "() => window.kgraph.model.scene().nodes.size"
    assert opened.page.evaluate(nodes) > 3
    opened.page.evaluate(STANDS_STILL)
    assert in_page(opened, "Tidewater Power") == pytest.approx((x, y), abs=1.5)


def test_new_things_come_without_pushing_those_that_stand(open_page, dam):
    opened = open_page(dam)
    places = (
        "() => Object.fromEntries(window.kgraph.model.ranked.map(id => [id, window.kgraph.picture.where('node', id)]))"
    )
    everything = opened.page.evaluate(places)
    power = opened.thing("Tidewater Power")
    opened.page.evaluate("id => window.kgraph.model.only([id])", power)
    opened.page.evaluate("id => { window.kgraph.model.expand(id); }", power)
    opened.page.evaluate(STANDS_STILL)
    shown = opened.page.evaluate("() => [...window.kgraph.model.scene().nodes.keys()]")
    after = opened.page.evaluate(places)
    assert len(shown) > 3
    assert all(after[str(id_)] == everything[str(id_)] for id_ in shown if str(id_) in everything)


def test_arrow_keys_walk_along_the_lines_and_enter_selects(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    first = page.locator("[aria-live].unseen").inner_text()
    assert first.startswith(("Tidewater Power", "Port Larkin"))
    seen = {first}
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(page.locator("[aria-live].unseen").inner_text())
    assert len(seen) > 1
    page.keyboard.press("Enter")
    assert page.evaluate(SELECTED)["kind"] == "thing"
    assert page.locator("#panel .title").inner_text() == page.locator("[aria-live].unseen").inner_text().split(",")[0]
    page.focus("#graph")
    page.keyboard.press("Escape")
    assert page.evaluate(SELECTED) == {"kind": "nothing"}
    assert opened.problems == []


def test_plus_and_minus_zoom(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    page.focus("#graph")
    page.keyboard.press("+")
    page.wait_for_function("() => window.kgraph.model.view !== null")
    near = page.evaluate(VIEW)[2]
    page.keyboard.press("-")
    page.wait_for_function("near => window.kgraph.model.view.zoom < near", arg=near)


def test_a_tap_selects(on_phone):
    on_phone.page.touchscreen.tap(*in_page(on_phone, "Port Larkin"))
    assert on_phone.page.locator("#panel .title").inner_text() == "Port Larkin"


def test_one_finger_pans_even_from_a_thing(on_phone):
    before = where(on_phone, "Port Larkin")
    x, y = in_page(on_phone, "Port Larkin")
    with fingers(on_phone.page) as touch:
        touch("touchStart", (x, y))
        for n in range(1, 6):
            touch("touchMove", (x + 10 * n, y + 6 * n))
        touch("touchEnd")
    assert where(on_phone, "Port Larkin") == pytest.approx([before[0] + 50, before[1] + 30], abs=2)
    assert on_phone.page.evaluate(SELECTED) == {"kind": "nothing"}


def test_two_fingers_pinch(on_phone):
    power, city = where(on_phone, "Tidewater Power"), where(on_phone, "Port Larkin")
    box = on_phone.page.locator("#graph").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with fingers(on_phone.page) as touch:
        touch("touchStart", (x - 40, y), (x + 40, y))
        for n in range(1, 6):
            touch("touchMove", (x - 40 - 8 * n, y), (x + 40 + 8 * n, y))
        touch("touchEnd")
    on_phone.page.evaluate(SETTLED)
    apart = [b - a for a, b in zip(where(on_phone, "Tidewater Power"), where(on_phone, "Port Larkin"), strict=True)]
    assert apart == pytest.approx([2 * (b - a) for a, b in zip(power, city, strict=True)], abs=4)
    assert on_phone.page.evaluate(SELECTED) == {"kind": "nothing"}


def test_a_long_press_opens(on_phone):
    page = on_phone.page
    power = on_phone.thing("Tidewater Power")
    page.evaluate("id => window.kgraph.model.only([id])", power)
    page.evaluate("() => window.kgraph.picture.fit(false)")
    with fingers(page) as touch:
        touch("touchStart", in_page(on_phone, "Tidewater Power"))
        page.wait_for_function("() => window.kgraph.model.scene().nodes.size > 3")
        touch("touchEnd")
    assert page.evaluate(SELECTED) == {"kind": "nothing"}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (800, 900), (390, 844)])
@pytest.mark.parametrize("selected", [False, True])
def test_no_text_covers_another_or_is_cut_by_the_window(open_page, crowd, width, height, selected):
    opened = open_page(crowd, width=width, height=height)
    page = opened.page
    if selected:
        page.evaluate("id => window.kgraph.model.select({ kind: 'thing', thing: id })", opened.thing("The Hub"))
        page.evaluate(STANDS_STILL)
    texts = page.evaluate("() => window.kgraph.picture.written()")
    size = page.evaluate(
        "() => { const { clientWidth: w, clientHeight: h } = document.getElementById('graph'); return [w, h]; }"
    )
    boxes = [text["box"] for text in texts]
    assert len(boxes) > 5
    assert any("Hub" in text["text"] for text in texts)
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
        outside = one["right"] < 0 or one["bottom"] < 0 or one["left"] > size[0] or one["top"] > size[1]
        inside = one["left"] >= 0 and one["top"] >= 0 and one["right"] <= size[0] and one["bottom"] <= size[1]
        assert inside or outside


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_few_that_are_lit_have_their_names_however_many_faded_ones_stand_there(open_page, towns, scheme):
    opened = open_page(towns, scheme=scheme)
    page = opened.page
    page.evaluate("() => window.kgraph.model.all()")
    person = opened.thing("Person 3-5")
    page.evaluate("id => window.kgraph.model.select({ kind: 'thing', thing: id })", person)
    page.evaluate("() => window.kgraph.picture.fit(false)")
    page.evaluate(STANDS_STILL)
    written = {text["text"] for text in page.evaluate("() => window.kgraph.picture.written()")}
    assert {"Person 3-5", "Person 3-0", "Person 3-4", "Person 3-6"} <= written
    # A name lies above what is faded: a click on it means what it names.
    box = next(t["box"] for t in page.evaluate("() => window.kgraph.picture.written()") if t["text"] == "Person 3-6")
    middle = {"x": (box["left"] + box["right"]) / 2, "y": (box["top"] + box["bottom"]) / 2}
    page.locator("#graph").click(position=middle)
    assert page.evaluate(SELECTED) == {"kind": "thing", "thing": opened.thing("Person 3-6")}


@pytest.mark.parametrize(("width", "least"), [(1440, 45), (390, 8)])
def test_around_a_hub_the_others_stand_in_a_ring_with_their_names_outside(open_page, crowd, width, least):
    opened = open_page(crowd, width=width)
    page, hub = opened.page, opened.thing("The Hub")
    page.evaluate("id => window.kgraph.model.select({ kind: 'thing', thing: id })", hub)
    page.locator(".explore").get_by_role("button", name="Only what is at most 1 link away").click()
    page.evaluate(STANDS_STILL)
    assert page.evaluate("() => window.kgraph.model.scene().nodes.size") == 300
    ways = page.evaluate("""() => [...window.kgraph.model.scene().nodes.values()]
      .filter(node => node.outwards !== undefined).map(node => node.outwards.toFixed(6))""")
    assert len(ways) == len(set(ways)) == 299
    assert len(page.evaluate("() => window.kgraph.picture.written()")) >= least
    address = page.evaluate("() => window.kgraph.model.toAddress()")
    # The address names a hundred of them, and what they are around: it leads back to them all.
    places = "() => [...window.kgraph.model.scene().nodes.values()].map(n => [n.id, n.x, n.y]).sort()"
    before = page.evaluate(places)
    page.evaluate("() => window.kgraph.model.reset()")
    page.evaluate("address => window.kgraph.model.fromAddress(address)", address)
    assert page.evaluate(places) == before


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_every_community_has_its_name_shortened_where_it_must_be(open_page, towns, width, height):
    opened = open_page(towns, width=width, height=height, touch=width < 500)
    page = opened.page
    page.evaluate("() => window.kgraph.picture.fit(false)")
    page.evaluate(STANDS_STILL)
    labels = page.evaluate("""() => [...window.kgraph.model.scene().nodes.values()]
      .filter(node => node.kind === "community").map(node => node.label.split(", ")[0])""")
    texts = page.evaluate("() => window.kgraph.picture.written()")
    box = page.locator("#graph").bounding_box()
    seen = [t["text"] for t in texts if t["box"]["left"] >= 0 and t["box"]["right"] <= box["width"]]
    assert len(labels) == 16
    for label in labels:
        assert any(text.startswith((label, f"{label[:13]}…")) for text in seen), label


def test_far_away_the_edges_of_a_pair_are_one_line_that_counts_their_claims(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    power, city = opened.thing("Tidewater Power"), opened.thing("Port Larkin")
    edges = page.evaluate(
        """([a, b]) => [...window.kgraph.model.scene().edges.values()]
          .filter(e => (e.from === a && e.to === b) || (e.from === b && e.to === a)).map(e => [e.id, e.count])""",
        [power, city],
    )
    assert len(edges) == 4
    counts = lambda: [page.evaluate("id => window.kgraph.picture.countOn(id)", id_) for id_, _ in edges]  # noqa: E731
    page.evaluate("() => window.kgraph.model.setView({ x: 0, y: 0, zoom: 2 })")
    assert counts() == [count for _, count in edges]
    page.evaluate("() => window.kgraph.model.setView({ x: 0, y: 0, zoom: 0.25 })")
    assert counts() == [sum(count for _, count in edges)] * 4
    page.evaluate("id => window.kgraph.model.select({ kind: 'thing', thing: id })", power)
    assert counts() == [count for _, count in edges]


def test_a_click_on_a_bundle_shows_all_its_claims(open_page, dam):
    opened = open_page(dam)
    page = opened.page
    ends = [opened.thing("Tidewater Power"), opened.thing("Port Larkin")]
    place = page.evaluate(MIDDLE, ends)
    page.evaluate("([x, y]) => window.kgraph.model.setView({ x, y, zoom: 0.25 })", place)
    edge = page.evaluate(
        "() => [...window.kgraph.model.scene().edges.values()].find(e => e.polarity === 'negative').id"
    )
    assert page.evaluate("id => window.kgraph.picture.countOn(id)", edge) == 4
    opened.click_on("edge", edge)
    assert page.locator(".stepper span").first.inner_text() == "1 of 4"


def test_a_hovered_line_stands_out(open_page, dam):
    opened = open_page(dam)
    ink = """() => {
      const canvas = [...document.querySelectorAll("#graph canvas")].at(-1);
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some(value => value !== 0);
    }"""
    assert not opened.page.evaluate(ink)
    opened.page.mouse.move(*in_page(opened, "Port Larkin"))
    opened.page.evaluate(SETTLED)
    assert opened.page.evaluate(ink)
    opened.page.mouse.move(*emptiness(opened))
    opened.page.evaluate(SETTLED)
    assert not opened.page.evaluate(ink)
    # Chromium warns of what this test itself does.
    opened.problems[:] = [problem for problem in opened.problems if "getImageData" not in problem]


def test_nothing_is_drawn_while_nothing_changes(open_page, dam):
    opened = open_page(dam)
    opened.page.evaluate(STANDS_STILL)
    opened.page.evaluate(
        """() => {
          window.drawings = 0;
          for (const name of ["fill", "stroke", "clearRect", "drawImage", "fillText"]) {
            const real = CanvasRenderingContext2D.prototype[name];
            CanvasRenderingContext2D.prototype[name] = function (...all) {
              window.drawings++;
              return real.apply(this, all);
            };
          }
        }"""
    )
    opened.page.wait_for_timeout(400)
    assert opened.page.evaluate("() => window.drawings") == 0
    x, y = emptiness(opened)
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 50, y + 30, steps=5)
    opened.page.evaluate(SETTLED)
    assert opened.page.evaluate("() => window.drawings") == 0
    opened.page.mouse.up()
    opened.page.evaluate(SETTLED)
    assert opened.page.evaluate("() => window.drawings") > 10


def test_the_svg_is_well_formed_and_holds_every_name(open_page, dam):
    opened = open_page(dam)
    root = ET.fromstring(opened.page.evaluate("() => window.kgraph.picture.svg()"))  # noqa: S314 - made by the page under test
    assert root.tag == f"{SVG}svg"
    titles = {title.text for title in root.iter(f"{SVG}title")}
    shown = opened.page.evaluate(
        "() => [...window.kgraph.model.scene().nodes.values()].map(n => n.label).filter(Boolean)"
    )
    assert set(shown) <= titles
    written = " ".join(text.text for text in root.iter(f"{SVG}text"))
    assert "Tidewater" in written
    edges = opened.page.evaluate("() => window.kgraph.model.scene().edges.size")
    assert len(list(root.iter(f"{SVG}path"))) >= edges


def test_the_svg_of_hostile_names_is_well_formed_and_runs_nothing(open_page, hostile):
    _, maker = hostile
    opened = open_page(maker)
    root = ET.fromstring(opened.page.evaluate("() => window.kgraph.picture.svg()"))  # noqa: S314 - made by the page under test
    assert not list(root.iter(f"{SVG}script"))
    assert {
        name.rpartition("}")[2] for element in root.iter() for name in element.attrib if name.startswith("on")
    } == set()


def test_the_png_has_twice_the_pixels_of_the_picture(open_page, dam):
    opened = open_page(dam)
    content = bytes(
        opened.page.evaluate("async () => [...new Uint8Array(await (await window.kgraph.picture.png()).arrayBuffer())]")
    )
    assert content.startswith(b"\x89PNG")
    size = opened.page.evaluate(
        "() => { const { clientWidth: w, clientHeight: h } = document.getElementById('graph'); return [w, h]; }"
    )
    assert list(struct.unpack(">II", content[16:24])) == [2 * side for side in size]


def test_forced_colours_and_reduced_motion_are_respected(open_page, dam):
    opened = open_page(dam, window={"forced_colors": "active", "reduced_motion": "reduce"})
    page = opened.page
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    page.evaluate("() => window.kgraph.picture.zoom(1.4)")
    zoom = page.evaluate(VIEW)[2]
    page.evaluate("() => window.kgraph.picture.zoom(1.4)")
    assert page.evaluate(VIEW)[2] == pytest.approx(1.4 * zoom)
    own = page.evaluate("() => document.documentElement.dataset.theme === 'dark' ? '#62cfa3' : '#1f8463'")
    assert own not in page.evaluate("() => window.kgraph.picture.svg()")
