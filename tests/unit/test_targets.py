"""The profiles of stores, detection by what servers say, how graphs are prepared, signed requests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import botocore.auth
import httpx
import pyoxigraph as ox
import pytest
from botocore.credentials import Credentials

from kgraph.errors import TargetError, TargetRejected
from kgraph.targets import PROFILES, Patience
from kgraph.targets.answers import read_answer
from kgraph.targets.connection import Connection
from kgraph.targets.detection import find
from kgraph.targets.graphs import Graph, read_graph
from kgraph.targets.profiles import named
from kgraph.targets.signing import Signed

ROOTS = {profile.name: httpx.URL(profile.example) for profile in PROFILES if profile.name != "generic"}


@pytest.mark.parametrize("name", ROOTS)
def test_every_endpoint_of_a_store_leads_to_all_others(name):
    profile, root = named(name), ROOTS[name]
    found = profile.endpoints(root, logged_in=False)
    for path in profile.paths():
        given = root.copy_with(path=(root.path.rstrip("/") + path))
        assert profile.endpoints(given, logged_in=False) == found, path
    behind = root.copy_with(path=f"/behind/a/proxy{root.path.rstrip('/')}")
    there = str(profile.endpoints(behind, logged_in=False).query)
    assert there.rstrip("/") == str(found.query).replace(str(root).rstrip("/"), str(behind).rstrip("/")).rstrip("/")


@pytest.mark.parametrize(
    ("name", "query", "update", "graphs", "quads"),
    [
        ("fuseki", "/news/query", "/news/update", "/news/data", "/news/data"),
        ("graphdb", "", "/statements", "/rdf-graphs/service", "/statements"),
        ("stardog", "/news/query", "/news/update", "/news", None),
        ("neptune", "/sparql", "/sparql", "/sparql/gsp/", "/sparql/gsp/"),
        ("marklogic", "/v1/graphs/sparql", "/v1/graphs/sparql", "/v1/graphs", "/v1/graphs"),
        ("blazegraph", "/namespace/news/sparql", "/namespace/news/sparql", None, "/namespace/news/sparql"),
    ],
)
def test_the_endpoints_are_where_the_stores_document_them(name, query, update, graphs, quads):
    found = named(name).endpoints(ROOTS[name], logged_in=False)
    for url, path in ((found.query, query), (found.update, update), (found.graphs, graphs), (found.quads, quads)):
        assert (url is None) == (path is None)
        assert url is None or url.path.endswith(path)


@pytest.mark.parametrize("name", ["fuseki", "graphdb", "rdf4j", "stardog", "allegrograph"])
def test_a_server_of_many_datasets_wants_one_named(name):
    with pytest.raises(ValueError, match="give the address of one"):
        named(name).endpoints(ROOTS[name].copy_with(path="/"), logged_in=False)


LISTS = {
    "fuseki": ("/$/datasets", '{"datasets": [{"ds.name": "/news", "ds.state": true}%s]}', ', {"ds.name": "/old"}'),
    "graphdb": (
        "/repositories",
        '{"head": {"vars": ["uri", "id"]}, "results": {"bindings": [{"id": {"type": "literal", "value": "news"}}%s]}}',
        ', {"id": {"type": "literal", "value": "SYSTEM"}}, {"id": {"type": "literal", "value": "old"}}',
    ),
    "rdf4j": (
        "/rdf4j-server/repositories",
        '{"results": {"bindings": [{"id": {"type": "literal", "value": "news"}}%s]}}',
        ', {"id": {"type": "literal", "value": "old"}}',
    ),
    "stardog": ("/admin/databases", '{"databases": ["news"%s]}', ', "old"'),
    "allegrograph": ("/repositories", '[{"id": "news", "readable": true}%s]', ', {"id": "old"}'),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_root_of_a_server_stands_for_the_only_dataset_that_it_keeps(name):
    path, one, another = LISTS[name]
    pages = {path: one % ""}
    with answering({}, pages) as url, Connection(None, Patience(timeout_s=5), lambda _: None) as connection:
        root = url.copy_with(path="/")
        found = find(connection, root, profile=name, logged_in=False)
        assert found.endpoints == named(name).endpoints(
            url.copy_with(path=named(name).listing.place + "news"), logged_in=False
        )
        pages[path] = one % another
        with pytest.raises(TargetError, match="keeps news, old; give the address of one"):
            find(connection, root, profile=name, logged_in=False)
        pages[path] = "{}"
        with pytest.raises(TargetError, match="names no dataset"):
            find(connection, root, profile=name, logged_in=False)
        pages.clear()
        with pytest.raises(TargetError, match="404"):
            find(connection, root, profile=name, logged_in=False)


@contextmanager
def answering(headers: dict[str, str], pages: dict[str, str]) -> Iterator[httpx.URL]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(405)
            self.end_headers()

        def version_string(self) -> str:
            return headers.get("Server", "a server")

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield httpx.URL(f"http://127.0.0.1:{server.server_port}/repositories/news")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("headers", "pages", "name"),
    [
        ({"Server": "Virtuoso/08.03 (Linux)"}, {}, "virtuoso"),
        ({"Fuseki-Request-Id": "7"}, {}, "fuseki"),
        ({}, {"/rest/info/version": '{"productVersion": "10.6"}'}, "graphdb"),
        ({}, {"/rdf4j-server/protocol": "12\n"}, "rdf4j"),
        ({"Server": "AllegroServe/1.3"}, {}, "allegrograph"),
        ({}, {}, "generic"),
    ],
)
def test_a_store_is_known_by_its_signs(headers, pages, name):
    with (
        answering(headers, pages) as url,
        Connection(None, Patience(timeout_s=5), lambda _: None) as connection,
    ):
        found = find(connection, url, profile=None, logged_in=False)
        assert (found.profile.name, found.certain) == (name, name != "generic")


def test_graphs_have_the_same_digest_whatever_their_blank_nodes_are_called():
    graphs = []
    for names in (("a", "b"), ("x", "a")):
        store = ox.Store()
        first, second = names
        text = f'GRAPH <urn:g> {{ _:{first} <urn:p> _:{second} . _:{second} <urn:q> "_:a <b> _:c" }}'
        store.load(text, format=ox.RdfFormat.TRIG)
        graphs.append(read_graph(store, "urn:g"))
    assert graphs[0].digest == graphs[1].digest
    named_ = graphs[0].skolemised("https://example.org/data/")
    assert not named_.has_blanks
    assert b'"_:a <b> _:c"' in b"".join(named_.lines)
    assert len(list(ox.parse(b"".join(named_.lines), format=ox.RdfFormat.N_TRIPLES))) == 2
    assert graphs[1].skolemised("https://example.org/data/") == named_


def test_quads_are_the_triples_with_their_graph():
    lines = (b'<urn:a> <urn:p> "ends so .\\n" .\n', b"<urn:a> <urn:p> <urn:b> .\n")
    quads = list(ox.parse(Graph("urn:g", lines).quads(), format=ox.RdfFormat.N_QUADS))
    assert [str(quad.graph_name) for quad in quads] == ["<urn:g>", "<urn:g>"]
    assert quads[0].object.value == "ends so .\n"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/sparql-results+json", '{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri"'),
        ("text/turtle", "<urn:a> <urn:b> The SPARQL operation has been cancelled"),
        ("text/html", "<h1>Welcome</h1>"),
    ],
)
def test_an_answer_that_is_cut_off_is_none(kind, body):
    request = httpx.Request("POST", "http://localhost/query")
    response = httpx.Response(200, headers={"Content-Type": kind}, content=body, request=request)
    with pytest.raises(TargetRejected, match="cut off"):
        read_answer(response)


def test_requests_to_neptune_are_signed_as_aws_signs_its_own_example(monkeypatch):
    """The vector `get-vanilla-query-order-key-case` of AWS's test suite for Signature Version 4."""
    now = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_, **__: now.replace(tzinfo=None))
    monkeypatch.setattr("kgraph.targets.signing.SERVICE", "service")
    keys = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    request = httpx.Request("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1")
    signed = next(Signed(keys, region="us-east-1").sync_auth_flow(request))
    assert signed.headers["Authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        "SignedHeaders=host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
    )


def test_the_region_of_a_cluster_is_in_its_name_and_the_body_is_signed(monkeypatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    auth = Signed(Credentials("AKIDEXAMPLE", "secret-of-nobody", "session-token"))
    url = "https://c.cluster-1.eu-west-1.neptune.amazonaws.com:8182/sparql/gsp/?graph=urn%3Ag"
    headers = [next(auth.sync_auth_flow(httpx.Request("PUT", url, content=body))).headers for body in (b"a", b"b")]
    assert "/eu-west-1/neptune-db/aws4_request" in headers[0]["Authorization"]
    assert headers[0]["Authorization"].rpartition("=")[2] != headers[1]["Authorization"].rpartition("=")[2]
    assert headers[0]["X-Amz-Security-Token"] == "session-token"
    assert "secret-of-nobody" not in str(headers)
