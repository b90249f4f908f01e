"""A graph in a notebook: the page in a frame that cannot reach what is around it."""

import pytest

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
