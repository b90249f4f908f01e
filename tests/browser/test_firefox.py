"""The page in Firefox, opened from disk: it shows, answers clicks and keys, asks for nothing, complains of nothing."""

import json
import os
import shutil
import subprocess
import threading
from urllib.parse import quote

import pytest
from websockets.sync.client import connect

from kgraph.render import html, render_page

pytestmark = pytest.mark.browser


class Firefox:
    """A Firefox, spoken to by WebDriver BiDi (W3C).

    Attributes:
        requests: What pages have asked for since they were last cleared.
        complaints: What they have written to the console.
    """

    def __init__(self, socket_):
        self._socket = socket_
        self._number = 0
        self.requests = []
        self.complaints = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._tab = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("browsingContext.setViewport", context=self._tab, viewport={"width": 1440, "height": 900})

    def send(self, method, **params):
        """The result of a command; events that come before it are noted."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=30))
            if message["type"] == "event":
                self._note(message["method"], message["params"])
            elif message["id"] == self._number:
                assert message["type"] == "success", message
                return message["result"]

    def _note(self, event, params):
        if event == "log.entryAdded":
            self.complaints.append(params["text"])
        else:
            self.requests.append(params["request"]["url"])

    def go(self, address):
        self.send("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def open(self, address):
        self.go(address)
        self.wait_for("window.kgraph !== undefined")

    def get(self, expression):
        """The value of an expression of JavaScript, as JSON gives it."""
        found = self.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"].get("value", "null"))

    def wait_for(self, condition):
        """Wait until a condition in JavaScript holds, at most ten seconds."""
        self.get(
            f"""new Promise((done, fail) => {{
              const end = performance.now() + 10_000;
              const look = () => {{
                if ({condition}) done(true);
                else if (performance.now() > end) fail(new Error("never came true"));
                else setTimeout(look, 20);
              }};
              look();
            }})"""
        )

    def click(self, x, y):
        """Click with the mouse at a place in the window."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)}]
        moves += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def click_on(self, selector):
        """Click on the middle of the first element that a selector finds."""
        box = self.get(f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().toJSON()")
        self.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def press(self, keys):
        """Type some characters."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": strokes})

    def _act(self, source):
        self.send("input.performActions", context=self._tab, actions=[source])


@pytest.fixture(scope="module")
def firefox(tmp_path_factory, missing):
    program = os.environ.get("KGRAPH_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        missing("no Firefox: install it (apt-get install firefox-esr) or set KGRAPH_FIREFOX to its path")
    profile = tmp_path_factory.mktemp("firefox")
    command = (program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        address = next(line.split()[-1] for line in process.stderr if "WebDriver BiDi listening on" in line)
        reader = threading.Thread(target=process.stderr.read, daemon=True)  # so that it never waits for a reader
        reader.start()
        with connect(f"{address}/session", max_size=None) as session:
            yield Firefox(session)
        process.terminate()


@pytest.fixture
def opened(firefox, tmp_path):
    """Opens the page of a story; nothing may be asked for, and nothing complained of."""

    def open_(maker):
        path = tmp_path / "graph.html"
        render_page(maker.store(), path)
        firefox.requests.clear()
        firefox.complaints.clear()
        firefox.open(path.as_uri())
        return firefox

    yield open_
    assert [url for url in firefox.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert firefox.complaints == []


def thing(client, label):
    return client.get(f"window.kgraph.model.data.things.findIndex(t => t.label === {json.dumps(label)})")


def words(client, selector):
    return client.get(f"document.querySelector({json.dumps(selector)}).textContent")


def test_a_click_on_a_thing_tells_who_it_is(opened, dam):
    client = opened(dam)
    where = client.get(f"window.kgraph.picture.where('node', {thing(client, 'Tidewater Power')})")
    corner = client.get("document.querySelector('#graph').getBoundingClientRect().toJSON()")
    client.click(corner["x"] + where["x"], corner["y"] + where["y"])
    client.wait_for("document.querySelector('#panel .title').textContent === 'Tidewater Power'")
    assert "the operator" in words(client, "#panel")


def test_what_is_searched_for_is_found_and_its_sentence_marked(opened, dam):
    client = opened(dam)
    client.click_on("#search")
    client.press("said sorry")
    client.wait_for("document.querySelector('#search-found [role=option]') !== null")
    client.press("\ue015\ue007")  # arrow down, enter
    client.wait_for("document.querySelector('#panel mark.active') !== null")
    assert "Tidewater Power said sorry to Port Larkin." in words(client, "#panel mark.active")


def test_the_list_has_what_the_picture_has(opened, dam):
    client = opened(dam)
    client.click_on("#show-list")
    client.wait_for("document.querySelector('#list tbody tr') !== null")
    assert "Tidewater Power" in words(client, "#list tbody")


def test_packed_data_are_unpacked(opened, dam, monkeypatch):
    monkeypatch.setattr(html, "_BIG", 0)
    client = opened(dam)
    assert thing(client, "Tidewater Power") >= 0


def test_hostile_text_runs_nothing(opened, hostile):
    text, maker = hostile
    client = opened(maker)
    assert client.get("window.__pwned === undefined")
    assert thing(client, text) >= 0


def test_the_server_is_asked_at_its_page(firefox, serving, tmp_path):
    with serving(tmp_path) as address:
        firefox.requests.clear()
        firefox.complaints.clear()
        query = quote("SELECT ?s ?o { ?s <https://schema.org/headline> ?o }")
        firefox.go(f"{address}/sparql#query={query}")
        firefox.wait_for("document.querySelector('.tabPanel.active td a') !== null")
        firefox.wait_for("document.querySelector('.tabPanel.active td a').getAttribute('href') === '/document/a'")
        assert "onerror" in words(firefox, ".tabPanel.active tbody tr")
        assert [url for url in firefox.requests if not url.startswith((f"{address}/", "data:"))] == []
        assert firefox.complaints == []
