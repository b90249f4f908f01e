"""The page to write queries in, as `kgraph serve` gives it: it asks its own server and nobody else."""

import re
import subprocess
import sys
from contextlib import contextmanager

import pyoxigraph as ox
import pytest

from kgraph.model import DEFAULT_BASE

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\"></textarea><script>document.title='owned'</script>"
NAME = ox.NamedNode(f"{DEFAULT_BASE}document/a")


@contextmanager
def serving(folder):
    """A server on the store of one statement, and its address."""
    store = ox.Store(str(folder / "store"))
    store.add(ox.Quad(NAME, ox.NamedNode("https://schema.org/identifier"), ox.Literal("a"), NAME))
    store.add(ox.Quad(NAME, ox.NamedNode("https://schema.org/headline"), ox.Literal(HOSTILE), NAME))
    store.flush()
    del store
    command = [sys.executable, "-m", "kgraph", "serve", "-s", str(folder / "store"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield re.search(r"http://[\d.:]+", process.stderr.readline())[0]
        finally:
            process.terminate()
            process.communicate()


@pytest.fixture
def opened(browser, tmp_path):
    """A tab, what it asks for and what it complains of; the address of the server."""
    page = browser.new_page()
    requests, problems = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    with serving(tmp_path) as address:
        yield page, address, requests, problems
        assert all(url.startswith(f"{address}/") for url in requests)
    page.close()


def test_a_query_gives_a_table(opened):
    page, address, _, problems = opened
    page.goto(f"{address}/sparql")
    page.fill("#query", "SELECT ?s ?o { ?s schema:headline ?o }")
    page.click("button")
    page.wait_for_selector("td")
    assert page.locator("th").all_inner_texts() == ["s", "o"]
    assert page.locator("td").all_inner_texts() == [NAME.value, HOSTILE]
    assert page.locator("#status").inner_text().startswith("1 rows")
    page.fill("#query", "ASK { ?s schema:headline ?o }")
    page.press("#query", "Control+Enter")
    page.wait_for_function("document.getElementById('answer').innerText === 'yes'")
    page.fill("#query", "CONSTRUCT WHERE { ?s schema:identifier ?o }")
    page.click("button")
    page.wait_for_function("document.getElementById('answer').innerText.includes('schema:identifier')")
    assert page.title() != "owned"
    assert problems == []


def test_a_mistake_is_shown_with_its_place(opened):
    page, address, _, _ = opened
    page.goto(f"{address}/sparql")
    page.fill("#query", "SELEC * { ?s ?p ?o }")
    page.click("button")
    page.wait_for_function("document.getElementById('answer').innerText.includes('line 1, column 1')")
    assert page.locator("#status").inner_text().startswith("400")


def test_named_queries_are_there_to_begin_with(opened):
    page, address, _, problems = opened
    page.goto(f"{address}/sparql")
    page.select_option("#named", index=1)
    assert "SELECT" in page.input_value("#query")
    assert problems == []


def test_the_page_of_an_iri_runs_nothing_that_an_article_holds(opened):
    page, address, _, problems = opened
    page.goto(f"{address}/document/a")
    assert page.locator("td").filter(has_text="onerror").count() == 1
    assert page.title() == HOSTILE
    page.click("nav a:nth-child(2)")
    page.wait_for_selector("textarea")
    assert problems == []
