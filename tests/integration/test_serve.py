"""``kgraph serve`` over real HTTP: the protocols, descriptions, pages, IRIs that dereference, clients of others."""

import http.client
import re
import socket
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kgraph.model import DEFAULT_BASE

DATA = DEFAULT_BASE
FACTS, A1, A2 = f"{DATA}graph/facts", f"{DATA}document/a1.txt", f"{DATA}document/a2.txt"
QUERY = "application/sparql-query"
RESULTS_JSON, RESULTS_XML = "application/sparql-results+json", "application/sparql-results+xml"
TURTLE_TYPE, NTRIPLES, RDF_XML, JSON_LD = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory, serving, small_into) -> Iterator[Any]:
    """A running ``kgraph serve`` on the store of four short articles."""
    folder = tmp_path_factory.mktemp("serve")
    with serving(small_into(folder / "out") / "store", folder) as running:
        yield running


def fields(*pairs: tuple[str, str]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)


# --- the SPARQL 1.1 Protocol, case by case

CASES = {
    case["name"]: case for case in tomllib.loads((Path(__file__).parent / "protocol_cases.toml").read_text())["case"]
}
W3C_QUERY = {
    *("query_get", "query_post_form", "query_post_direct", "query_dataset_full", "query_multiple_dataset"),
    *("query_dataset_default_graphs_get", "query_dataset_default_graphs_post"),
    *("query_dataset_named_graphs_get", "query_dataset_named_graphs_post"),
    *("query_content_type_select", "query_content_type_ask"),
    *("query_content_type_describe", "query_content_type_construct"),
    *("bad_query_method", "bad_multiple_queries", "bad_query_wrong_media_type", "bad_query_missing_form_type"),
    *("bad_query_missing_direct_type", "bad_query_non_utf8", "bad_query_syntax"),
}
W3C_UPDATE = {
    *("update_post_form", "update_post_direct", "update_base_uri", "update_dataset_default_graph"),
    *("update_dataset_default_graphs", "update_dataset_named_graphs", "update_dataset_full"),
    *("bad_update_get", "bad_multiple_updates", "bad_update_wrong_media_type", "bad_update_missing_form_type"),
    *("bad_update_non_utf8", "bad_update_syntax", "bad_update_dataset_conflict"),
}


def test_every_case_of_w3c_is_there() -> None:
    assert {case["w3c"] for case in CASES.values() if "w3c" in case} == W3C_QUERY | W3C_UPDATE


def filled(text: str) -> str:
    """A text of a case with the graphs of this store."""
    return text.replace("{a1}", A1).replace("{a2}", A2).replace("{facts}", FACTS)


def pairs(case: dict[str, Any], name: str) -> str:
    return fields(*((key, filled(value)) for key, value in case.get(name, ())))


@pytest.mark.parametrize("name", CASES)
def test_protocol(server, name: str) -> None:
    case = CASES[name]
    address, body = pairs(case, "address"), pairs(case, "form") or filled(case.get("body", ""))
    headers = {header: case[key] for key, header in (("type", "Content-Type"), ("accept", "Accept")) if key in case}
    answer = httpx.request(
        case.get("method", "GET"),
        f"{server.url}/sparql{'?' if address else ''}{address}",
        content=body.encode(case.get("encoding", "utf-8")),
        headers=headers,
        timeout=30,
    )
    assert answer.status_code == case["status"], answer.text
    if "boolean" in case:
        assert answer.headers["content-type"] == RESULTS_JSON
        assert answer.json()["boolean"] is case["boolean"]
    else:
        assert answer.headers["content-type"].startswith(case.get("answer", "text/plain"))


SELECT, CONSTRUCT, DESCRIBE = "SELECT * { ?s a kg:Claim }", "CONSTRUCT WHERE { ?s a kg:Claim }", f"DESCRIBE <{A1}>"

# query, Accept, the media type of the answer or None for 406
ACCEPTED = [
    (SELECT, None, RESULTS_JSON),
    (SELECT, "*/*", RESULTS_JSON),
    (SELECT, RESULTS_XML, RESULTS_XML),
    (SELECT, "text/csv", "text/csv"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, f"{RESULTS_JSON};q=0.5, {RESULTS_XML}", RESULTS_XML),
    (SELECT, f"{RESULTS_JSON};q=0, */*", RESULTS_XML),
    (SELECT, "text/*", "text/csv"),
    (SELECT, "image/png, */*;q=0.1", RESULTS_JSON),
    (SELECT, "image/png", None),
    (SELECT, TURTLE_TYPE, None),
    ("ASK {}", RESULTS_XML, RESULTS_XML),
    ("ASK {}", "text/csv", "text/csv"),
    (CONSTRUCT, None, TURTLE_TYPE),
    (CONSTRUCT, NTRIPLES, NTRIPLES),
    (CONSTRUCT, RDF_XML, RDF_XML),
    (CONSTRUCT, JSON_LD, JSON_LD),
    (DESCRIBE, JSON_LD, JSON_LD),
    (DESCRIBE, TURTLE_TYPE, TURTLE_TYPE),
    (DESCRIBE, RESULTS_JSON, None),
]


@pytest.mark.parametrize(("query", "accept", "expected"), ACCEPTED)
def test_answers_in_the_type_that_is_asked_for(server, query: str, accept: str | None, expected: str | None):
    with httpx.Client() as client:
        client.headers.pop("accept")
        headers = {"Accept": accept} if accept else {}
        answer = client.get(f"{server.url}/sparql", params={"query": query}, headers=headers)
    assert answer.status_code == (200 if expected else 406)
    if expected is None:
        return
    assert answer.headers["content-type"].partition(";")[0] == expected
    assert "Accept" in answer.headers["vary"]
    if query is SELECT:
        assert solutions(answer) == 5
    elif query is not CONSTRUCT and query is not DESCRIBE:
        assert "true" in answer.text
    else:
        assert len(graph(answer)) >= 5


def solutions(answer: httpx.Response) -> int:
    """How many rows an answer has, as another reader finds."""
    type_ = answer.headers["content-type"].partition(";")[0]
    if type_ in {"text/csv", "text/tab-separated-values"}:
        return len(answer.text.splitlines()) - 1
    format_ = ox.QueryResultsFormat.from_media_type(type_)
    assert format_ is not None
    return len(list(ox.parse_query_results(answer.content, format=format_)))


def graph(answer: httpx.Response) -> rdflib.Graph:
    """The triples of an answer, as rdflib reads them."""
    format_ = {TURTLE_TYPE: "turtle", NTRIPLES: "nt", RDF_XML: "xml", JSON_LD: "json-ld"}
    found = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD
        found.parse(data=answer.content, format=format_[answer.headers["content-type"].partition(";")[0]])
    return found


def test_the_endpoint_may_be_asked_with_a_slash_at_its_end(server) -> None:
    assert httpx.get(f"{server.url}/sparql/", params={"query": "ASK {}"}).json()["boolean"] is True


def test_relative_iris_are_read_against_the_endpoint(server) -> None:
    answer = server.ask("CONSTRUCT { <s> <p> 1 } WHERE {}", accept=NTRIPLES)
    assert next(graph(answer).subjects()) == rdflib.URIRef(f"{server.url}/s")
    wrong = server.ask("SELECT *\nWHERE { <s> ?p ?o . ?x }", accept=NTRIPLES)
    assert wrong.status_code == 400
    assert "line 2" in wrong.text


def test_the_answers_are_those_of_kgraph_query(server, small) -> None:
    query = "SELECT ?s ?o { ?s rdf:object ?o } ORDER BY ?s ?o"
    store = small / "store"
    command = [sys.executable, "-m", "kgraph", "query", "-s", str(store), "--format", "csv", query]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert server.ask(query, accept="text/csv").text.splitlines() == printed.splitlines()


def test_a_request_too_large_is_refused(server) -> None:
    long = "ASK {} #" + "x" * (1 << 20)
    assert server.ask(long).status_code == 413
    assert httpx.post(f"{server.url}/sparql", content=long, headers={"Content-Type": QUERY}).status_code == 413
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
    connection.request("GET", f"/sparql?query={quote(long)}")
    assert connection.getresponse().status == 413
    connection.close()
    assert server.ask("ASK {} #" + "x" * 500_000).status_code == 200


# --- clients of others


def test_sparqlwrapper(server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setTimeout(30)
    client.setQuery("SELECT ?s { ?s a <https://w3id.org/kgraph/ns#Claim> }")
    for method in ("GET", POST):
        client.setMethod(method)
        client.setReturnFormat(JSON)
        assert len(client.queryAndConvert()["results"]["bindings"]) == 5
        client.setReturnFormat(XML)
        assert len(client.queryAndConvert().getElementsByTagName("result")) == 5
        client.setReturnFormat(CSV)
        assert len(client.queryAndConvert().split()) == 6
    client.setQuery(f"DESCRIBE <{A1}>")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) > 3
    client.setQuery(f"SELECT ?s {{ <{A1}> a ?s }}")
    client.setReturnFormat(JSON)
    client.addDefaultGraph(A2)
    assert client.queryAndConvert()["results"]["bindings"] == []


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(server, method: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", method=method, context_aware=True)
    whole = rdflib.Dataset(store=store, default_union=True)
    claim = rdflib.URIRef("https://w3id.org/kgraph/ns#Claim")
    found = whole.query("SELECT ?s { ?s a <https://w3id.org/kgraph/ns#Claim> }")
    assert len(list(found)) == 5
    assert whole.query(f"ASK {{ <{A1}> ?p ?o }}").askAnswer is True
    one = rdflib.Graph(store=store, identifier=rdflib.URIRef(A1))
    assert len(list(one.triples((None, rdflib.RDF.type, claim)))) == 2


def test_roqet(server, roqet) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/kgraph/ns#Claim> }"
    command = [roqet, "-q", "-p", f"{server.url}/sparql", "-e", query]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.count("row: [s=uri<") == 5


# --- graphs


def test_a_graph_can_be_read(server) -> None:
    answer = httpx.get(f"{server.url}/store", params={"graph": A1})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    expected = server.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{A1}> {{ ?s ?p ?o }} }}").json()
    assert len(graph(answer)) == int(expected["results"]["bindings"][0]["n"]["value"]) > 20
    head = httpx.head(f"{server.url}/store", params={"graph": A1})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]
    for type_ in (NTRIPLES, RDF_XML, JSON_LD):
        other = httpx.get(f"{server.url}/store", params={"graph": A1}, headers={"Accept": type_})
        assert len(graph(other)) == len(graph(answer))


def test_the_default_graph_is_the_union(server) -> None:
    union = graph(httpx.get(f"{server.url}/store?default", headers={"Accept": NTRIPLES}))
    for name in (A1, A2, FACTS):
        assert set(graph(httpx.get(f"{server.url}/store", params={"graph": name}))) <= set(union)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "?graph=urn:not:there", 404),
        ("HEAD", "?graph=urn:not:there", 404),
        ("GET", "?graph=not-absolute", 400),
        ("GET", "", 400),
        ("GET", "?default&graph=urn:x", 400),
        ("PUT", "?graph=urn:x", 403),
        ("POST", "?graph=urn:x", 403),
        ("DELETE", f"?graph={A1}", 403),
        ("PATCH", f"?graph={A1}", 405),
    ],
)
def test_what_the_graph_store_refuses(server, method: str, address: str, status: int) -> None:
    assert httpx.request(method, f"{server.url}/store{address}").status_code == status
    assert httpx.get(f"{server.url}/store", params={"graph": A1}).status_code == 200


# --- descriptions, pages, IRIs


def test_service_description(server) -> None:
    found = graph(httpx.get(f"{server.url}/sparql", headers={"Accept": TURTLE_TYPE}))
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = found.value(predicate=rdflib.RDF.type, object=sd.Service)
    assert found.value(service, sd.endpoint) == rdflib.URIRef(f"{server.url}/sparql")
    assert (service, sd.feature, sd.UnionDefaultGraph) in found
    assert found.value(service, sd.supportedLanguage) == sd.SPARQL11Query


def test_void(server) -> None:
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    for path in ("/void", "/.well-known/void"):
        found = graph(httpx.get(f"{server.url}{path}", timeout=30))
        dataset = found.value(predicate=rdflib.RDF.type, object=void.Dataset)
        assert found.value(dataset, void.sparqlEndpoint) == rdflib.URIRef(f"{server.url}/sparql")
        part = found.value(predicate=void["class"], object=rdflib.URIRef("https://w3id.org/kgraph/ns#Claim"))
        assert found.value(part, void.entities).toPython() == 5


def test_a_browser_gets_a_page_to_write_queries_in(server) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = httpx.get(f"{server.url}/sparql", headers={"Accept": browser})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<textarea" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", answer.text) == []


def test_the_page_shows_the_claims(server) -> None:
    answer = httpx.get(f"{server.url}/", timeout=120)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "Karl Tamm" in answer.text
    assert httpx.get(f"{server.url}/", timeout=5).content == answer.content


def iris(server, query: str) -> list[str]:
    return [row["x"]["value"] for row in server.ask(query).json()["results"]["bindings"]]


@pytest.mark.parametrize("kind", ["entity", "claim", "document"])
def test_iris_dereference(server, kind: str) -> None:
    found = iris(server, f"SELECT DISTINCT ?x {{ ?x a ?t FILTER(STRSTARTS(STR(?x), '{DATA}{kind}/')) }}")
    assert found
    for iri in found[:3]:
        url = f"{server.url}/{iri.removeprefix(DATA)}"
        for type_ in (TURTLE_TYPE, JSON_LD, NTRIPLES, RDF_XML):
            answer = httpx.get(url, headers={"Accept": type_})
            assert rdflib.URIRef(iri) in set(graph(answer).subjects())
            assert "Accept" in answer.headers["vary"]
        page = httpx.get(url, headers={"Accept": "text/html"})
        assert iri in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]


def test_links_of_a_page_lead_on(server) -> None:
    page = httpx.get(f"{server.url}/entity/russia", headers={"Accept": "text/html"}).text
    links = [link for link in re.findall(r'href="(/[^"]+)"', page) if link not in {"/", "/sparql"}]
    assert len(links) > 3
    for link in links[:5]:
        assert httpx.get(f"{server.url}{link}", headers={"Accept": "text/html"}).status_code == 200


def test_an_unknown_iri_is_not_found(server) -> None:
    assert httpx.get(f"{server.url}/entity/nobody").status_code == 404
    assert httpx.get(f"{server.url}/entity/%3Cscript%3E", headers={"Accept": "text/html"}).status_code in {400, 404}


def test_the_iri_of_a_view_leads_to_its_graph(server) -> None:
    answer = httpx.get(f"{server.url}/graph/facts", follow_redirects=True)
    assert len(answer.history) == 1
    assert len(graph(answer)) > 0


def test_no_other_origin_may_ask(server) -> None:
    answer = httpx.get(f"{server.url}/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"})
    assert "access-control-allow-origin" not in answer.headers


def test_cors_and_a_proxy_under_a_path(tmp_path, small, serving) -> None:
    with serving(small / "store", tmp_path, "--cors", "https://example.org", "--root-path", "/news") as running:
        for prefix in ("", "/news"):  # the proxy may take its path off, or not
            origin = {"Origin": "https://example.org"}
            answer = httpx.get(f"{running.url}{prefix}/sparql", params={"query": "ASK {}"}, headers=origin)
            assert answer.headers["access-control-allow-origin"] == "https://example.org"
            page = httpx.get(f"{running.url}{prefix}/entity/russia", headers={"Accept": "text/html"})
            assert 'href="/news/sparql"' in page.text
        other = httpx.get(f"{running.url}/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://evil.org"})
        assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:1234", 200),
        ("localhost.", 200),
        ("kgraph.localhost:80", 200),
        ("127.0.0.1", 200),
        ("127.1.2.3:80", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.168.0.1", 421),
        ("[::2]", 421),
        ("localhost@evil.example", 400),
        ("<script>", 400),
    ],
)
def test_a_name_of_strangers_that_means_this_machine_is_refused(server, host: str, status: int) -> None:
    for path in ("/sparql?query=ASK%20{}", "/entity/russia", "/store?default", "/health"):
        answer = httpx.get(f"{server.url}{path}", headers={"Host": host}, timeout=30)
        assert answer.status_code == status
        assert "<script>" not in answer.text or status == 200
    if status == 421:
        assert "--allow-host" in answer.text


def test_more_than_one_host_is_refused(server) -> None:
    request = "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert raw(server, request.encode()).startswith(b"HTTP/1.1 400 ")


def raw(server, request: bytes) -> bytes:
    """All that the server answers to bytes as they are."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def test_a_name_that_the_server_was_told_is_served(tmp_path, small, serving) -> None:
    options = ("--allow-host", "example.org", "--root-path", "/news")
    with serving(small / "store", tmp_path, *options) as running:
        for host, status in (("example.org", 200), ("Example.org:443", 200), ("localhost", 200), ("evil.org", 421)):
            headers = {"Host": host, "X-Forwarded-Proto": "https"}
            answer = httpx.get(f"{running.url}/news/void", headers=headers, timeout=30)
            assert answer.status_code == status
            if host == "example.org":
                assert "<https://example.org/news/sparql>" in answer.text


def test_the_log_holds_no_query_and_no_token(server) -> None:
    word = "Z3cretW0rd"
    headers = {"Authorization": f"Bearer {word}"}
    httpx.get(f"{server.url}/sparql", params={"query": f"ASK {{}} # {word}", "token": word}, headers=headers)
    httpx.get(f"{server.url}/entity/russia", params={"key": word})
    log = server.log.read_text()
    assert "GET /sparql 200" in log
    assert word not in log


def test_the_address_must_be_free(server, small: Path) -> None:
    command = [sys.executable, "-m", "kgraph", "serve", "-s", str(small / "store"), "--port", server.url.split(":")[-1]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "cannot listen there" in done.stderr
    assert len(done.stderr.splitlines()) == 1
