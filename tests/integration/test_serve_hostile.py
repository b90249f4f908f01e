"""``kgraph serve`` and clients that mean no good: bytes that are no request, slow ones, ways out, markup in names."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from kgraph.model import DEFAULT_BASE

MARKUP = "<img src=x onerror=alert(1)></textarea></script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory, serving, small_into) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("hostile")
    with serving(small_into(folder / "out") / "store", folder) as running:
        yield running
        assert "Traceback" not in running.log.read_text()


def connected(url: str) -> socket.socket:
    host, port = url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def raw(url: str, request: bytes) -> bytes:
    """All that the server answers to bytes as they are."""
    with connected(url) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    "head",
    [
        "Host: a>b",
        "Host: localhost/x",
        "Host: localhost#<script>",
        "Host: localhost\r\nHost: localhost",
        "Host: localhost\r\nContent-Length: 4\r\nContent-Length: 5",
        "Host: localhost\r\nContent-Length: +4",
        "Host: localhost\r\nContent-Length: -1",
        "Host: localhost\r\nTransfer-Encoding: chunked, identity",
        "Host: localhost\r\nTransfer-Encoding: xchunked",
        "Host: localhost\r\nX-A : b",
        "Host: localhost\r\n X: folded\r\nX-B\x00: c",
        "Host: localhost\r\nX-Long: " + "x" * (3 << 20),
    ],
    ids=lambda head: head[:60],
)
def test_what_is_no_proper_request_is_refused(server, head: str) -> None:
    request = f"POST /sparql HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\nquery=ASK {{}}".encode()
    try:
        answer = raw(server.url, request)
    except ConnectionError:  # hung up before all was sent
        answer = b"HTTP/1.1 4"
    assert answer.startswith(b"HTTP/1.1 4")
    assert answer.count(b"HTTP/1.1") == 1
    assert httpx.get(f"{server.url}/health").status_code == 200


def test_long_headers_are_refused_before_they_are_read(server) -> None:
    for name, value in (("Accept", "a/b," * 25_000), ("X-A", "x" * 70_000), ("Content-Type", "x;" * 40_000)):
        assert httpx.get(f"{server.url}/sparql", headers={name: value}).status_code == 431
    assert httpx.get(f"{server.url}/sparql", headers={"Accept": "a/b," * 10_000 + "text/html"}).status_code == 200


def test_a_long_path_does_not_fill_the_log(server) -> None:
    assert httpx.get(f"{server.url}/entity/{'x' * 60_000}").status_code == 404
    assert max(map(len, server.log.read_text().splitlines())) < 1_000


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/sparql/../../../etc/passwd",
        "/sparql/..%2f..%2fetc%2fpasswd",
        "/sparql/%2e%2e/settings.py",
        "/sparql/..%5csettings.py",
        "/sparql/ask.js%00.txt",
        "/sparql/settings.py",
        "/sparql//etc/passwd",
        "//etc/passwd",
        "/static/../pages/style.css",
    ],
)
def test_no_path_leads_to_other_files(server, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    answer = raw(server.url, request.encode())
    assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
    assert b"root:" not in answer


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/store", {"graph": "urn:x\r\nSet-Cookie: a=b"}),
        ("/store", {"graph": f"urn:{MARKUP}"}),
        ("/sparql", {"query": f"SELECT {MARKUP}"}),
        ("/sparql", {"query": "ASK {}", "default-graph-uri": f"{MARKUP}\r\nX: y"}),
        (f"/entity/{quote(MARKUP)}", {}),
        (f"/sparql/{quote(MARKUP)}", {}),
        ("/entity/a%0d%0aX:%20y", {}),
    ],
)
def test_nothing_of_a_request_becomes_markup_or_a_header(server, path: str, params: dict[str, str]) -> None:
    answer = httpx.get(f"{server.url}{path}", params=params or None, headers={"Accept": "text/html, */*;q=0.1"})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not {"set-cookie", "x"} & set(answer.headers)


def test_a_page_of_an_answer_escapes_all(server) -> None:
    query = f"SELECT ?x ?y {{ VALUES (?x ?y) {{ ('{MARKUP}' <javascript:alert(1)>) }} }} # {MARKUP}"
    answer = httpx.get(f"{server.url}/sparql", params={"query": query}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "<img" not in answer.text
    assert "<script" not in answer.text
    assert 'href="javascript' not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_name_with_two_slashes_leads_to_no_other_server(tmp_path, serving) -> None:
    store = ox.Store(str(tmp_path / "store"))
    name = ox.NamedNode(f"{DEFAULT_BASE}document/a")
    elsewhere = ox.NamedNode(f"{DEFAULT_BASE}/evil.example/x")
    store.add(ox.Quad(name, ox.NamedNode("https://schema.org/identifier"), ox.Literal("a"), name))
    store.add(ox.Quad(name, ox.NamedNode("https://schema.org/about"), elsewhere, name))
    store.flush()
    del store
    with serving(tmp_path / "store", tmp_path) as running:
        page = httpx.get(f"{running.url}/document/a", headers={"Accept": "text/html"}).text
        table = httpx.get(
            f"{running.url}/sparql",
            params={"query": "SELECT ?o { ?s schema:about ?o }"},
            headers={"Accept": "text/html"},
        ).text
    for text in (page, table):
        assert "evil.example" in text
        assert 'href="//' not in text


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PATCH", "CONNECT", "FOO"])
def test_other_methods_do_nothing(server, method: str) -> None:
    for path in ("/", "/sparql?query=ASK%20{}", "/store?graph=urn:x", "/entity/russia"):
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}
        answer = httpx.request(method, f"{server.url}{path}", headers=headers)
        assert answer.status_code == 405
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_head_is_get_without_a_body(server) -> None:
    for path in ("/sparql?query=ASK%20{}", "/void", "/entity/russia", "/sparql/ask.css", "/health"):
        got, head = httpx.get(f"{server.url}{path}"), httpx.head(f"{server.url}{path}")
        assert head.status_code == got.status_code == 200
        assert head.headers["content-type"] == got.headers["content-type"]
        assert head.content == b""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <{url}> { ?s ?p ?o } }",
        "SELECT * { sErViCe<{url}>{ ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <{url}> } SERVICE ?u { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <{url}> { ?s ?p ?o } } } } }",
        "SELECT * { FILTER EXISTS { SERVICE <{url}> { ?s ?p ?o } } }",
        "SELECT * { FILTER(1=1SERVICE<{url}>{ ?s ?p ?o }) }",
        "SELECT * { ?s ?p 1SERVICE<{url}>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <{url}> { ?s ?p ?o } }",
        "# x\rSELECT * { SERVICE <{url}> { ?s ?p ?o } }",
        "PREFIX service: <{url}> SELECT * { SERVICE service: { ?s ?p ?o } }",
        "BASE <{url}> SELECT * { SERVICE <x> { ?s ?p ?o } }",
        "ASK FROM <{url}> { ?s ?p ?o }",
        "ASK FROM NAMED <{url}> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <{url}>",
        "load silent <{url}> into graph <urn:x>",
        "ASK {} ; LOAD <{url}>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <{url}> { ?s ?p ?o } }",
        "DESCRIBE <{url}>",
    ],
)
def test_no_query_calls_anybody(server, query: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(0.3)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for name in ("query", "update"):
            answer = httpx.post(f"{server.url}/sparql", data={name: query.replace("{url}", url)}, timeout=30)
            assert answer.status_code in ({200, 400, 403} if query[:3] in {"ASK", "DES"} else {400, 403})
        for name in ("default-graph-uri", "named-graph-uri"):
            httpx.get(f"{server.url}/sparql", params={"query": "ASK { ?s ?p ?o }", name: url}, timeout=30)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_query_nested_beyond_measure_ends_its_worker_at_worst(server) -> None:
    for query in ("ASK { FILTER(" + "(" * 200_000, "ASK " + "{" * 200_000, "ASK {?s " + "^" * 200_000 + " ?o}"):
        assert server.ask(query).status_code in {400, 503}
    assert server.ask("ASK {}").json()["boolean"] is True


IMPATIENT = """
import sys
from kgraph.serve import patience
patience.HEAD_S = patience.READ_S = 0.5
from kgraph.cli import main
sys.argv[0] = "kgraph"
main()
"""


@pytest.fixture(scope="module")
def impatient(tmp_path_factory, small_into) -> Iterator[str]:
    """A server that waits for half a second where others wait for half a minute."""
    folder = tmp_path_factory.mktemp("impatient")
    store = small_into(folder / "out") / "store"
    command = [sys.executable, "-c", IMPATIENT, "serve", "-s", str(store), "--port", "0", "--max-rows", "2000000"]
    log = folder / "log"
    with log.open("wb") as out, subprocess.Popen(command, stderr=out) as process:
        try:
            yield address(log)
        finally:
            process.terminate()


def address(log: Path) -> str:
    for _ in range(600):
        _, _, found = log.read_text().partition(" at ")
        if "\n" in found:
            return found.split()[0].rstrip("/")
        time.sleep(0.05)
    pytest.fail(log.read_text())


def hung_up(connection: socket.socket, *, send: bytes = b"", pause: float = 0.1) -> bool:
    """Whether the other side hangs up, however slowly something more is sent."""
    try:
        for _ in range(200):
            connection.settimeout(pause)
            try:
                if not connection.recv(1):
                    return True
            except TimeoutError:
                connection.sendall(send)
    except ConnectionError:
        return True
    return False


@pytest.mark.parametrize("begin", [b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: "])
def test_who_never_ends_a_request_is_hung_up_on(impatient, begin: bytes) -> None:
    with connected(impatient) as connection:
        connection.sendall(begin)
        assert hung_up(connection, send=b"x" if begin else b"")
    with connected(impatient) as connection:  # nor after a proper one
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200")
        connection.sendall(begin or b"G")
        assert hung_up(connection, send=b"x")


def test_who_does_not_read_is_hung_up_on(impatient) -> None:
    block = " ".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}" for n in range(5))
    query = quote(f"SELECT * {{ {block} BIND('{'x' * 500}' AS ?long) }}")
    with connected(impatient) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 14)
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        connection.settimeout(60)
        head = connection.recv(1 << 12)
        whole = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
        time.sleep(3)
        size = len(head)
        with suppress(ConnectionError):
            while part := connection.recv(1 << 20):
                size += len(part)
    assert whole > 50_000_000
    assert size < whole / 2


def test_who_reads_gets_all(impatient) -> None:
    block = " ".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}" for n in range(5))
    answer = httpx.post(f"{impatient}/sparql", data={"query": f"SELECT * {{ {block} }}"}, timeout=60)
    assert len(answer.json()["results"]["bindings"]) == 100_000
