"""Loading into real servers: Oxigraph, and Virtuoso with digest authentication."""

import os
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from kgraph.errors import TargetError, TargetRejected, TargetUnavailable
from kgraph.targets import Access, find_access, load

BASE = "https://example.org/data/"
DATA = f"""
@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{BASE}document/a.txt> {{
  <{BASE}document/a.txt> <https://schema.org/text> "Línea uno — “cited”,\\ntwo\\t\\\\ back 𝔘 \U0001f600" .
  <{BASE}claim/1> kg:confidence 0.85 ; kg:modality kg:asserted ; kg:alleged true .
  <{BASE}claim/1> kg:when "2024-10" ; <https://schema.org/datePublished> "2024-11-05"^^xsd:date .
}}
<{BASE}document/news%2Fb%20c.txt> {{ <{BASE}entity/russia> kg:trains <{BASE}entity/x> . }}
<{BASE}graph/ontology> {{ kg:trains kg:range [ a kg:Union ; kg:of ( kg:Group kg:Person ) ] . }}
"""


@pytest.fixture
def store() -> ox.Store:
    made = ox.Store()
    made.load(DATA, format=ox.RdfFormat.TRIG)
    return made


def ask(url: str, query: str, *, auth: httpx.Auth | None = None) -> list[dict[str, str]]:
    headers = {"Accept": "application/sparql-results+json"}
    answer = httpx.post(url, data={"query": query}, headers=headers, auth=auth, timeout=60)
    answer.raise_for_status()
    return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]


TEXT = f"SELECT ?text WHERE {{ GRAPH ?g {{ <{BASE}document/a.txt> <https://schema.org/text> ?text }} }}"


@pytest.mark.server
def test_every_graph_arrives_at_an_oxigraph_server(oxigraph, store):
    loaded = load(store, oxigraph)
    assert (loaded.graphs, loaded.triples, loaded.counted, loaded.differing) == (3, len(store), True, ())
    assert loaded.endpoint == f"{oxigraph}/store"
    held = ox.Store()
    held.load(
        httpx.get(f"{oxigraph}/store", headers={"Accept": "application/n-quads"}).text, format=ox.RdfFormat.N_QUADS
    )
    theirs, ours = ox.Dataset(held), ox.Dataset(store)
    theirs.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    ours.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert theirs == ours


@pytest.mark.server
def test_repeating_it_changes_nothing_and_a_changed_graph_is_replaced(oxigraph, store):
    load(store, oxigraph)
    assert load(store, f"{oxigraph}/store").differing == ()
    store.update(f"DELETE WHERE {{ GRAPH <{BASE}document/a.txt> {{ <{BASE}claim/1> ?p ?o }} }}")
    httpx.put(
        f"{oxigraph}/store",
        params={"graph": "urn:other"},
        content="<urn:a> <urn:b> <urn:c> .",
        headers={"Content-Type": "text/turtle"},
    ).raise_for_status()
    assert load(store, oxigraph).differing == ()
    assert ask(f"{oxigraph}/query", f"SELECT ?o {{ GRAPH ?g {{ <{BASE}claim/1> ?p ?o }} }}") == []
    assert ask(f"{oxigraph}/query", "SELECT ?o { GRAPH <urn:other> { ?s ?p ?o } }") == [{"o": "urn:c"}]


@pytest.mark.server
@pytest.mark.parametrize("scheme", ["auto", "digest"])
@pytest.mark.parametrize("path", ["", "/sparql-graph-crud-auth"])
def test_every_graph_arrives_at_virtuoso(virtuoso, store, scheme, path):
    loaded = load(store, virtuoso + path, access=Access("dba", "dba", scheme))
    assert (loaded.graphs, loaded.triples, loaded.counted, loaded.differing) == (3, len(store), True, ())
    assert loaded.endpoint == f"{virtuoso}/sparql-graph-crud-auth"
    (row,) = ask(f"{virtuoso}/sparql", TEXT)
    assert row["text"] == "Línea uno — “cited”,\ntwo\t\\ back 𝔘 \U0001f600"
    (encoded,) = ask(f"{virtuoso}/sparql", f"SELECT ?g {{ GRAPH ?g {{ ?s ?p <{BASE}entity/x> }} }}")
    assert encoded["g"] == f"{BASE}document/news%2Fb%20c.txt"


@pytest.mark.server
def test_virtuoso_refuses_a_wrong_password_and_nobody(virtuoso, store):
    for access in (Access("dba", "wrong"), Access("dba", "dba", "basic")):
        with pytest.raises(TargetRejected, match="401") as caught:
            load(store, virtuoso, access=access)
        assert caught.value.status == 401
        assert "wrong" not in str(caught.value)
    with pytest.raises(TargetRejected, match="--user") as caught:
        load(store, f"{virtuoso}/sparql-graph-crud-auth")
    assert "KGRAPH_PASSWORD" in str(caught.value)


@pytest.mark.server
def test_the_command_takes_the_password_from_the_environment(virtuoso, store, tmp_path):
    with_disk = ox.Store(str(tmp_path / "store"))
    with_disk.bulk_extend(store)
    del with_disk
    command = [sys.executable, "-m", "kgraph", "load", "-s", str(tmp_path / "store"), virtuoso, "--user", "dba"]
    env = {**os.environ, "KGRAPH_PASSWORD": "dba"}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{len(store)} triples in 3 graphs put to {virtuoso}/sparql-graph-crud-auth" in done.stderr
    assert "the server counts the same" in done.stderr
    env = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=env, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no password for dba; put it in KGRAPH_PASSWORD or ~/.netrc" in done.stderr


class Stub(BaseHTTPRequestHandler):
    """A server that answers what the path says, and remembers how it was asked."""

    seen: ClassVar[list[tuple[str, str | None]]] = []

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Authorization"]))
        wants = self.path.startswith("/basic") and self.headers["Authorization"] is None
        status = 401 if wants else int(self.path[1:4]) if self.path[1:4].isdigit() else 204
        self.send_response(status)
        if wants:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        if status == 301:
            self.send_header("Location", "https://elsewhere.example/")
        body = b"first line\nsecond line" if status != 204 else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def stub():
    server = HTTPServer(("127.0.0.1", 0), Stub)
    Stub.seen.clear()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_server_is_named_by_its_endpoint_and_not_counted(stub, store):
    loaded = load(store, f"{stub}/graphs")
    assert (loaded.graphs, loaded.counted) == (3, False)
    assert parse_qs(urlsplit(Stub.seen[0][0]).query) == {"graph": [f"{BASE}document/a.txt"]}


def test_basic_authentication_waits_until_it_is_asked_for(stub, store):
    load(store, f"{stub}/basic", access=Access("me", "secret"))
    assert [header is None for _, header in Stub.seen] == [True, False, False, False]


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/403", TargetRejected, "403 Forbidden: first line; this user may not write here"),
        ("/500", TargetRejected, "500 Internal Server Error: first line"),
        ("/404", TargetRejected, "give its endpoint"),
        ("/301", TargetRejected, "moved to https://elsewhere.example/"),
        ("/503", TargetUnavailable, "try again later"),
    ],
)
def test_what_the_server_answers_is_said_in_a_line(stub, store, path, error, says):
    with pytest.raises(error) as caught:
        load(store, stub + path)
    assert says in str(caught.value)
    assert "second line" not in str(caught.value)


def test_a_server_that_is_not_there_is_unavailable(store):
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        with pytest.raises(TargetUnavailable, match="is the server running there"):
            load(store, f"http://127.0.0.1:{sock.getsockname()[1]}")


def test_who_loads_is_found_in_the_url_and_in_netrc(tmp_path, monkeypatch):
    assert find_access("http://me:p%40ss@localhost/") == Access("me", "p@ss")
    assert find_access("http://localhost/", user="me", password="x") == Access("me", "x")  # noqa: S106
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_access("http://localhost/") is None
    (tmp_path / ".netrc").write_text("machine localhost login you password y\n")
    (tmp_path / ".netrc").chmod(0o600)
    assert find_access("http://localhost/") == Access("you", "y")
    with pytest.raises(TargetError, match="no password for me"):
        find_access("http://localhost/", user="me")
    with pytest.raises(ValueError, match="not an address"):
        find_access("localhost:7878")
    assert "secret" not in repr(Access("me", "secret"))
