"""A graph in a notebook: the page in a frame that cannot reach what is around it, and pyvis's network to restyle."""

import pyoxigraph as ox
import pytest
from pyvis.network import Network

import kgraph
from kgraph.render import ClaimNetwork, read_story

pytestmark = pytest.mark.browser


def test_the_page_works_in_the_frame_that_a_notebook_gets(browser, dam, tmp_path):
    path = tmp_path / "notebook.html"
    shown = ClaimNetwork(read_story(dam.store()))._repr_html_()
    path.write_text(f"<!doctype html><title>notebook</title><body><p>before</p>{shown}", encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        problems = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(path.as_uri())
        frame = page.frame_locator("iframe")
        frame.locator("#panel .entry", has_text="Tidewater Power").first.click()
        assert "Lena Osei" in frame.locator("#panel").inner_text()
        page.wait_for_timeout(400)  # the address would be written by now
        inner = page.frames[1]
        assert inner.evaluate("() => { try { return parent.document.title; } catch { return 'apart'; } }") == "apart"
        assert problems == []


def opened_alone(browser, path):
    """A page of pyvis's own, without the hosts that it asks for what it does not need."""
    page = browser.new_context().new_page()
    page.set_default_timeout(10_000)
    page.route("https://**", lambda route: route.abort())
    page.goto(path.as_uri())
    page.wait_for_function("() => typeof network !== 'undefined'")
    return page


def test_pyvis_draws_what_was_restyled(browser, dam, tmp_path):
    place, path = tmp_path / "store", tmp_path / "mine.html"
    store = ox.Store(str(place))
    store.bulk_load(input=dam.store().dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    del store
    with kgraph.open(place) as graph:
        network = graph.to_pyvis(height="400px")
    assert type(network) is Network

    node = next(node for node in network.nodes if node["label"] == "Kestrel Dam")
    node |= {"color": "#00ff00", "size": 60, "label": "The dam", "shape": "dot"}
    edge = next(edge for edge in network.edges if edge["label"] == "uses")
    edge |= {"color": "#ff00ff", "width": 9, "label": "runs"}
    network.toggle_physics(False)
    network.write_html(str(path))

    page = opened_alone(browser, path)
    shown = page.evaluate(
        "([node, from, to]) => [nodes.get(node), edges.get().filter(e => e.from === from && e.to === to)]",
        [node["id"], edge["from"], edge["to"]],
    )
    assert {name: shown[0][name] for name in ("color", "size", "label")} == {
        "color": "#00ff00",
        "size": 60,
        "label": "The dam",
    }
    assert [(one["color"], one["width"], one["label"]) for one in shown[1]] == [("#ff00ff", 9, "runs")]
    colours = page.evaluate("""() => {
      network.moveTo({ scale: 0.6 });
      network.redraw();
      const canvas = document.querySelector("#mynetwork canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const is = (k, colour) => colour.every((part, n) => data[k + n] === part);
      const pixels = [...Array(data.length / 4).keys()];
      const count = (...colour) => pixels.filter(k => is(4 * k, colour)).length;
      return [count(0, 255, 0), count(255, 0, 255)];
    }""")
    assert min(colours) > 0
    page.context.close()
