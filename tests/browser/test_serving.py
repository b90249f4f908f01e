"""The page to ask at, as `kgraph serve` gives it: Yasgui, which asks its own server and nobody else."""

from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kgraph.model import DEFAULT_BASE

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\"></textarea><script>document.title='owned'</script> {{ s }}"
NAME = ox.NamedNode(f"{DEFAULT_BASE}document/a")


@pytest.fixture
def opened(browser, serving, tmp_path):
    """A tab, the address of the server, and what the tab complains of. It asks nobody else."""
    page = browser.new_page()
    requests, problems = [], []
    watch(page, requests, problems)
    with serving(tmp_path) as address:
        yield page, address, problems
        assert [url for url in requests if not url.startswith((f"{address}/", "data:"))] == []
    page.close()


def watch(page, requests, problems):
    page.set_default_timeout(10_000)
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))


RUN = ".tabPanel.active .yasqe_queryButton"
CELLS = ".tabPanel.active tbody td"


def ask(page, query):
    """Put a query into the editor that is open and ask it."""
    page.wait_for_selector(RUN)
    page.evaluate("query => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(query)", query)
    page.click(RUN)


def test_a_query_gives_a_table(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    ask(page, "PREFIX schema: <https://schema.org/>\nSELECT ?s ?o { ?s schema:headline ?o }")
    page.wait_for_selector(CELLS)
    assert page.locator(".tabPanel.active th").all_inner_texts() == ["Row", "s", "o"]
    assert page.locator(CELLS).all_inner_texts() == ["1", "document/a", HOSTILE]
    assert page.inner_text("#told") == "1 row"
    ask(page, "ASK { ?s <https://schema.org/headline> ?o }")
    page.wait_for_selector(".booleanResult")
    assert page.inner_text("#told") == "Yes"
    ask(page, "CONSTRUCT WHERE { ?s <https://schema.org/identifier> ?o }")
    page.wait_for_function("() => document.getElementById('told').innerText === '1 row'")
    assert page.title() == "kgraph: SPARQL"
    assert problems == []


def test_columns_can_be_sorted_filtered_and_made_wider(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    ask(page, "SELECT ?v ?w { VALUES (?v ?w) { (2 'two') (10 'ten') (1 'one') } }")
    page.wait_for_selector(CELLS)
    page.click(".tabPanel.active th:nth-child(2)")
    page.wait_for_function("() => document.querySelector('.tabPanel.active td:nth-child(2)').innerText.startsWith('1')")
    page.fill(".tabPanel.active .tableFilter", "tw")
    page.press(".tabPanel.active .tableFilter", "o")
    page.wait_for_function("() => document.querySelectorAll('.tabPanel.active tbody tr').length === 1")
    grip = page.locator(".tabPanel.active .grip-handle").nth(1)
    before = page.locator(".tabPanel.active th").nth(1).bounding_box()["width"]
    box = grip.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 5, steps=5)
    page.mouse.up()
    assert page.locator(".tabPanel.active th").nth(1).bounding_box()["width"] > before + 50
    assert problems == []


def test_the_keyboard_alone_is_enough(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    page.wait_for_selector(RUN)
    page.focus(".tabPanel.active textarea")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT ?s { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(CELLS)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert problems == []


def test_things_in_the_answer_lead_to_their_pages(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    ask(page, "SELECT ?s { ?s ?p ?o } LIMIT 1")
    with page.expect_navigation(wait_until="load"):
        page.click(f"{CELLS} a")
    assert page.url == f"{address}/document/a"
    assert problems == []


def test_a_mistake_is_shown_with_its_place(opened):
    page, address, _ = opened
    page.goto(f"{address}/sparql")
    ask(page, "SELEC * { ?s ?p ?o }")
    page.wait_for_selector(".errorResult pre")
    assert "line 1, column 1" in page.inner_text(".errorResult pre")
    assert page.inner_text(".errorHeader") == "Bad Request (#400)"
    assert "line 1, column 1" in page.inner_text("#told")


def test_a_limit_is_told(opened):
    page, address, _ = opened
    page.goto(f"{address}/sparql")
    ask(page, f"SELECT * {{ {' '.join(f'VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}' for n in range(6))} }}")
    page.wait_for_selector(".errorResult pre")
    assert "--max-rows" in page.inner_text(".errorResult pre")
    assert page.inner_text(".errorHeader") == "Service Unavailable (#503)"


def test_named_queries_are_there_to_begin_with(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    page.wait_for_selector(RUN)
    page.click("#named summary")
    page.click("#named a[data-name=documents]")
    page.wait_for_selector(".tabPanel.active .yasr_response_chip:not(.empty)")
    assert page.inner_text(".tabsList .tab.active").startswith("documents")
    assert "PREFIX schema: <https://schema.org/>" in page.inner_text(".tabPanel.active .CodeMirror-code")
    page.click(".addTab")
    assert page.locator("[role=tablist] [role=tab]").count() == 3
    assert problems == []


def test_properties_of_the_data_are_completed(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    page.wait_for_selector(RUN)
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('')")
    page.focus(".tabPanel.active textarea")
    page.keyboard.type("SELECT * { ?s schema:he")
    page.wait_for_function(
        "() => document.querySelector('.CodeMirror').CodeMirror.getValue().startsWith('PREFIX schema:')"
    )
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hint")
    assert page.locator(".CodeMirror-hint").all_inner_texts() == ["schema:headline"]
    assert problems == []


def test_a_link_cannot_make_the_page_ask_another_server(opened):
    page, address, problems = opened
    query = quote("SELECT ?s { ?s ?p ?o } LIMIT 1")
    elsewhere = quote("http://127.0.0.1:9/sparql")
    page.goto(f"{address}/sparql#query={query}&endpoint={elsewhere}&requestMethod=GET&headers=%7B%22X%22%3A%22Y%22%7D")
    page.wait_for_selector(CELLS)
    assert page.locator(CELLS).all_inner_texts() == ["1", "document/a"]
    page.click(".yasqe_share")
    assert page.input_value(".yasqe_sharePopup input").startswith(f"{address}/sparql#query=SELECT%20")
    assert problems == []


def test_tabs_are_there_again_when_the_page_is_opened_again(opened):
    page, address, problems = opened
    page.goto(f"{address}/sparql")
    page.wait_for_selector(RUN)
    page.click(".addTab")
    ask(page, "SELECT ?s { ?s ?p ?o } LIMIT 1")
    page.wait_for_selector(CELLS)
    page.reload()
    page.wait_for_selector(RUN)
    assert page.locator("[role=tab]").count() == 2
    assert "LIMIT 1" in page.inner_text(".tabPanel.active .CodeMirror-code")
    page.click(RUN)
    page.wait_for_selector(CELLS)
    assert problems == []


def test_no_answer_is_kept_in_the_browser(opened):
    page, address, _ = opened
    page.goto(f"{address}/sparql")
    ask(page, "SELECT ?o { ?s <https://schema.org/headline> ?o }")
    page.wait_for_selector(CELLS)
    assert "onerror" not in page.evaluate("JSON.stringify(localStorage)")


def test_without_a_script_a_form_gives_a_table(browser, serving, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serving(tmp_path) as address:
        page.goto(f"{address}/sparql")
        page.fill("#query", "SELECT ?s ?o { ?s schema:headline ?o }")
        page.click("text=Ask >> nth=-1")
        assert page.locator("td").all_inner_texts() == ["document/a", HOSTILE]
        assert page.input_value("#query") == "SELECT ?s ?o { ?s schema:headline ?o }"
        page.click("td a")
        assert page.url == f"{address}/document/a"
        page.goto(f"{address}/sparql")
        page.click("#named summary")
        page.click("#named a >> nth=0")
        assert page.locator("h2").inner_text() == "0 rows"
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_nothing_stands_in_the_way_of_anybody(  # noqa: PLR0913, PLR0917 - fixtures and what is tried
    browser, serving, violations, tmp_path, width, scheme
):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, problems = context.new_page(), []
    watch(page, [], problems)
    with serving(tmp_path) as address:
        page.goto(f"{address}/sparql")
        page.wait_for_selector(RUN)
        page.click("#named summary")
        ask(page, "SELECT ?s ?p ?o { ?s ?p ?o }")
        page.wait_for_selector(CELLS)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ask(page, "SELEC")
        page.wait_for_selector(".errorResult pre")
        assert violations(page) == []
        page.goto(f"{address}/sparql?query={quote('SELECT * { ?s ?p ?o }')}")
        assert violations(page) == []
    assert [problem for problem in problems if "400" not in problem] == []
    context.close()


def test_it_works_under_a_path(browser, serving, tmp_path):
    page, requests, problems = browser.new_page(), [], []
    watch(page, requests, problems)
    with serving(tmp_path, "--root-path", "/news") as address:
        page.goto(f"{address}/news/sparql")
        ask(page, "SELECT ?s { ?s ?p ?o } LIMIT 1")
        page.wait_for_selector(f"{CELLS} a")
        assert page.get_attribute(f"{CELLS} a", "href") == "/news/document/a"
        assert [url for url in requests if not url.startswith((f"{address}/news/", "data:"))] == []
    assert problems == []
    page.close()


def test_the_page_of_an_iri_runs_nothing_that_an_article_holds(opened):
    page, address, problems = opened
    page.goto(f"{address}/document/a")
    assert page.locator("td").filter(has_text="onerror").count() == 1
    assert page.title() == HOSTILE
    page.click("nav a:nth-child(2)")
    page.wait_for_selector(RUN)
    assert problems == []
