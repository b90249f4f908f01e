"""Loading where something goes wrong: killed clients and servers, slow links, full disks, redirects, passwords."""

import base64
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kgraph.errors import TargetError, TargetRejected, TargetUnavailable
from kgraph.targets import Access, Options, Patience, find_access, load

BASE = "https://example.org/data/"
SECRET = "p4ssw0rd-that-nobody-may-see"  # noqa: S105 - of nobody
QUICK = Patience(timeout_s=20, first_wait_s=0.02)
ONCE = Patience(timeout_s=20, tries=1)
LOADER = """
import sys
import pyoxigraph as ox
from kgraph.targets import Access, Options, Patience, load
store, url, base, user = sys.argv[1:]
access = Access(user, user) if user else None
load(ox.Store.read_only(store), url, Options(base=base, access=access, sync=True, patience=Patience(tries=1)))
"""
Plan = Callable[[int, str], object]


def nothing(_: int, __: str) -> object:
    return None


@dataclass
class Proxy:
    """Stands between a client and a server, and does to some requests what its plan says.

    A plan takes the number of a request and its method and path, and gives None (pass it on), ``before``, ``middle``
    or ``after`` (call ``hit`` before it is passed on, in the middle of its body, or when it is done but not answered),
    or an answer: status, headers, body.
    """

    upstream: str
    plan: Plan = nothing
    hit: Callable[[], None] = lambda: None
    pause_s: float = 0
    seen: list[tuple[str, httpx.Headers]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def written(self) -> list[str]:
        return [
            request for request, _ in self.seen if not request.startswith(("GET", "POST /query", "POST /sparql-auth?q"))
        ]


def handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - a class in a function
    host, _, port = proxy.upstream.removeprefix("http://").partition(":")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self):
            body = self.body()
            request = f"{self.command} {self.path}"
            with proxy.lock:
                number = len(proxy.seen)
                proxy.seen.append((request, httpx.Headers(dict(self.headers.items()))))
            action = proxy.plan(number, request)
            if isinstance(action, tuple):
                self.answer(*action)
                return
            if action == "before":
                self.broken()
                return
            with socket.create_connection((host, int(port)), timeout=30) as server:
                lines = "".join(f"{k}: {v}\r\n" for k, v in self.headers.items() if k.lower() != "connection")
                server.sendall(f"{request} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
                server.sendall(body[: len(body) // 2])
                if action == "middle":
                    self.broken()
                    return
                server.sendall(body[len(body) // 2 :])
                reply = b"".join(iter(lambda: server.recv(65536), b""))
            if action == "after":
                self.broken()
                return
            self.wfile.write(reply.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
            self.close_connection = True

        do_GET = do_PUT = do_POST = do_DELETE = handle_any  # noqa: N815 - what the library calls

        def body(self) -> bytes:
            left = int(self.headers.get("Content-Length", 0))
            parts = []
            while left:
                part = self.rfile.read(min(left, 512 if proxy.pause_s else left))
                time.sleep(proxy.pause_s)
                left -= len(part)
                parts.append(part)
            return b"".join(parts)

        def broken(self):
            proxy.hit()
            self.close_connection = True

        def answer(self, status: int, headers: dict[str, str], body: str):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            pass

    return Handler


@contextmanager
def proxied(upstream: str, **settings: object) -> Iterator[tuple[str, Proxy]]:
    proxy = Proxy(upstream, **settings)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(proxy))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # killed clients close their connections
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def graph(name: str, version: int, size: int = 30) -> Iterator[ox.Quad]:
    where = ox.NamedNode(BASE + name)
    for n in range(size):
        claim = ox.NamedNode(f"{BASE}claim/{name[-6:]}-{version}-{n}")
        yield ox.Quad(claim, ox.NamedNode("urn:says"), ox.Literal(f"version {version}, line {n}"), where)


def made(place: Path, *, day: int) -> ox.Store:
    """A store on disk: twelve graphs, three of them new each day, three gone, three changed."""
    store = ox.Store(str(place))
    for n in range(3 * day, 3 * day + 12):
        store.extend(graph(f"document/{n:06}", version=day if n % 4 == 0 else 0))
    blank = ox.BlankNode()
    where = ox.NamedNode(f"{BASE}graph/ontology")
    store.add(ox.Quad(blank, ox.NamedNode("urn:of"), ox.Literal(str(day)), where))
    store.flush()
    return store


def dumped(url: str, *, auth: httpx.Auth | None = None, path: str = "/query") -> dict[str, list[str]]:
    query = """SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o }
               FILTER(STRSTARTS(STR(?g), "https://example.org/") || STR(?g) = "urn:others") }"""
    accept = {"Accept": "application/sparql-results+json"}
    answer = httpx.post(url + path, data={"query": query}, headers=accept, auth=auth, timeout=60)
    graphs: dict[str, list[str]] = {}
    for row in answer.raise_for_status().json()["results"]["bindings"]:
        triple = " ".join("[]" if row[x]["type"] == "bnode" else row[x]["value"] for x in "spo")
        graphs.setdefault(row["g"]["value"], []).append(triple)
    return {name: sorted(triples) for name, triples in graphs.items()}


def expected(store: ox.Store) -> dict[str, list[str]]:
    graphs: dict[str, list[str]] = {}
    for quad in store:
        terms = (quad.subject, quad.predicate, quad.object)
        triple = " ".join("[]" if isinstance(term, ox.BlankNode) else term.value for term in terms)
        graphs.setdefault(quad.graph_name.value, []).append(triple)
    return {name: sorted(triples) for name, triples in graphs.items()}


def content(graphs: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: triples for name, triples in graphs.items() if not name.endswith("manifest-of-load")}


@pytest.fixture(scope="module")
def days(tmp_path_factory) -> list[Path]:
    """Two stores, as of two days."""
    folder = tmp_path_factory.mktemp("days")
    for day in (0, 1):
        made(folder / str(day), day=day)
    return [folder / "0", folder / "1"]


def emptied(url: str):
    httpx.post(f"{url}/update", data={"update": "DROP ALL"}, timeout=60).raise_for_status()
    body = {"update": "INSERT DATA { GRAPH <urn:others> { <urn:a> <urn:b> <urn:c> } }"}
    httpx.post(f"{url}/update", data=body, timeout=60).raise_for_status()


def breaking(seed: int, most: int) -> tuple[Plan, int]:
    """Break one request, at random, before, in the middle of or after it."""
    chosen = random.Random(seed)  # noqa: S311 - a test
    at, when = chosen.randrange(most), chosen.choice(("before", "middle", "after"))
    return (lambda number, _: when if number == at else None), at


REQUESTS = 17  # as many as the second day takes, or fewer


@pytest.mark.server
@pytest.mark.parametrize("seed", range(12))
def test_a_client_killed_in_the_middle_leaves_nothing_that_is_not_put_right(oxigraph, days, seed):
    emptied(oxigraph)
    load(ox.Store.read_only(str(days[0])), oxigraph, Options(base=BASE))
    plan, at = breaking(seed, REQUESTS)
    with proxied(oxigraph, plan=plan) as (url, proxy):
        client = subprocess.Popen([sys.executable, "-c", LOADER, str(days[1]), url, BASE, ""])
        proxy.hit = lambda: (client.send_signal(signal.SIGKILL), client.wait())
        assert client.wait(60) == -signal.SIGKILL
        assert len(proxy.seen) == at + 1
    put_right(oxigraph, days[1])


@pytest.mark.server
@pytest.mark.parametrize("seed", range(100, 108))
def test_a_server_killed_in_the_middle_leaves_nothing_that_is_not_put_right(killable_oxigraph, days, seed):
    server = killable_oxigraph
    emptied(server.url)
    load(ox.Store.read_only(str(days[0])), server.url, Options(base=BASE))
    plan, at = breaking(seed, REQUESTS)
    with proxied(server.url, plan=plan, hit=server.restart) as (url, proxy):
        with pytest.raises(TargetUnavailable):
            load(ox.Store.read_only(str(days[1])), url, Options(base=BASE, sync=True, patience=ONCE))
        assert len(proxy.seen) == at + 1
    put_right(server.url, days[1])


@pytest.mark.server
@pytest.mark.parametrize("number", [2, 4, 5, 6])
def test_whoever_has_patience_gets_over_a_server_that_is_killed(killable_oxigraph, days, number):
    server = killable_oxigraph
    emptied(server.url)
    told: list[str] = []
    with proxied(server.url, hit=server.restart, plan=lambda n, _: "after" if n == number else None) as (url, _):
        patient = Options(base=BASE, patience=QUICK, tell=told.append)
        assert load(ox.Store.read_only(str(days[1])), url, patient).differing == ()
    assert len(told) == 1
    assert "trying again" in told[0]
    put_right(server.url, days[1])


def put_right(url: str, place: Path):
    """Load again, then see that nothing is missing, double or of others, and that a third time sends nothing."""
    store = ox.Store.read_only(str(place))
    with proxied(url) as (through, proxy):
        again = load(store, through, Options(base=BASE, sync=True))
        assert (again.differing, again.counted, again.left) == ((), True, ())
        assert content(dumped(url)) == {**expected(store), "urn:others": ["urn:a urn:b urn:c"]}
        proxy.seen.clear()
        assert load(store, through, Options(base=BASE, sync=True)).steps == ()
        assert proxy.written == []


@pytest.mark.server
def test_virtuoso_killed_in_the_middle_leaves_nothing_that_is_not_put_right(killable_virtuoso, days):
    server = killable_virtuoso
    access = Access("dba", "dba")
    store, auth = ox.Store.read_only(str(days[1])), httpx.DigestAuth("dba", "dba")
    load(ox.Store.read_only(str(days[0])), server.url, Options(base=BASE, access=access))
    with proxied(server.url, hit=server.restart) as (url, proxy):
        proxy.plan = lambda *_: "after" if len(proxy.written) == 7 else None
        with pytest.raises(TargetUnavailable):
            load(store, url, Options(base=BASE, access=access, sync=True, patience=ONCE))
        proxy.plan = nothing
        again = load(store, url, Options(base=BASE, access=access, sync=True))
    assert again.steps
    assert again.differing == ()
    assert content(dumped(server.url, auth=auth, path="/sparql-auth")) == expected(store)
    assert load(store, server.url, Options(base=BASE, access=access, sync=True)).steps == ()


@pytest.mark.server
def test_a_slow_link_is_no_dead_one_and_what_is_slow_to_answer_is_asked_again(oxigraph, days):
    emptied(oxigraph)
    store = ox.Store.read_only(str(days[0]))
    with proxied(oxigraph, pause_s=0.02) as (url, proxy):
        assert load(store, url, Options(base=BASE, patience=Patience(timeout_s=1, tries=1))).differing == ()
        proxy.pause_s = 0
        emptied(oxigraph)
        proxy.seen.clear()

        def late(number: int, _: str) -> object:
            if number == 5:
                time.sleep(1.5)
            return None

        proxy.plan = late
        told: list[str] = []
        hurried = Patience(timeout_s=1, first_wait_s=0.02)
        loaded = load(store, url, Options(base=BASE, patience=hurried, tell=told.append))
        assert loaded.differing == ()
        assert "no answer in time" in told[0]
    assert content(dumped(oxigraph)) == {**expected(store), "urn:others": ["urn:a urn:b urn:c"]}


@pytest.mark.server
def test_a_busy_server_is_asked_again_and_one_that_stays_busy_given_up(oxigraph, days):
    emptied(oxigraph)
    store = ox.Store.read_only(str(days[0]))
    busy = (503, {"Retry-After": "0"}, "tidying up")
    with proxied(oxigraph, plan=lambda number, _: busy if number in {1, 3, 4} else None) as (url, proxy):
        assert load(store, url, Options(base=BASE, patience=QUICK)).differing == ()
        proxy.plan = lambda _, request: busy if request.startswith("POST") else None
        with pytest.raises(TargetUnavailable, match="503 Service Unavailable: tidying up; try again later"):
            load(store, url, Options(base=BASE, patience=QUICK))


@pytest.mark.server
@pytest.mark.parametrize("room", [1000, 4000, 10_000, 30_000, 100_000])
def test_a_server_that_runs_out_of_room_in_the_middle_is_put_right_when_it_has_some(killable_oxigraph, days, room):
    """Its files may not grow beyond a limit, which to it is a full disk."""
    server = killable_oxigraph
    emptied(server.url)
    load(ox.Store.read_only(str(days[0])), server.url, Options(base=BASE))
    assert server.process is not None
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    with pytest.raises(TargetRejected, match="File too large"):
        load(ox.Store.read_only(str(days[1])), server.url, Options(base=BASE, sync=True, patience=ONCE))
    server.restart()
    put_right(server.url, days[1])


@pytest.mark.server
def test_a_full_disk_is_said_and_goes_on_when_there_is_room(oxigraph, days):
    emptied(oxigraph)
    store = ox.Store.read_only(str(days[0]))
    full = (507, {}, "No space left on device\nsecond line")
    with proxied(oxigraph, plan=lambda _, request: full if "no_transaction" in request else None) as (url, proxy):
        with pytest.raises(TargetRejected, match=r"507 .*: No space left on device; its disk is full") as caught:
            load(store, url, Options(base=BASE, patience=QUICK))
        assert "second line" not in str(caught.value)
        proxy.plan = nothing
        assert load(store, url, Options(base=BASE)).differing == ()
    assert content(dumped(oxigraph)) == {**expected(store), "urn:others": ["urn:a urn:b urn:c"]}


@pytest.mark.server
def test_redirects_are_followed_on_one_host_where_the_method_stays(oxigraph, days):
    emptied(oxigraph)
    store = ox.Store.read_only(str(days[0]))

    def moved(_: int, request: str) -> object:
        path = request.split()[1]
        return (308, {"Location": path.removeprefix("/old")}, "") if path.startswith("/old") else None

    with proxied(oxigraph, plan=moved) as (url, _):
        assert load(store, f"{url}/old", Options(base=BASE, profile="oxigraph")).differing == ()
    assert content(dumped(oxigraph)) == {**expected(store), "urn:others": ["urn:a urn:b urn:c"]}


@pytest.mark.parametrize(("status", "where"), [(307, "http://elsewhere.example/store"), (301, "/new"), (303, "/new")])
def test_other_redirects_are_an_error_that_names_the_address(days, status, where):
    store = ox.Store.read_only(str(days[0]))
    answer = (status, {"Location": where}, "")
    with (
        proxied(
            "http://127.0.0.1:9", plan=lambda _, request: answer if request.startswith("POST") else (404, {}, "")
        ) as (
            url,
            proxy,
        ),
        pytest.raises(TargetRejected, match=f"moved to .*{where}; use that address"),
    ):
        load(store, url, Options(base=BASE, profile="oxigraph", access=Access("me", SECRET, "basic")))
    assert len([request for request, _ in proxy.seen if request.startswith("POST")]) == 1


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (403, "403 Forbidden: first line; this user may not"),
        (500, "500 Internal Server Error: first line"),
        (404, "--profile"),
    ],
)
def test_what_the_server_answers_is_said_in_a_line(days, status, says):
    answer = (status, {"Content-Type": "text/html"}, "<html><title>no</title><h1>first line</h1><p>second line</html>")
    with proxied("http://127.0.0.1:9", plan=lambda *_: answer) as (url, _), pytest.raises(TargetRejected) as caught:
        load(
            ox.Store.read_only(str(days[0])),
            url,
            Options(profile="neptune" if status == 404 else "oxigraph", sync=True),
        )
    assert says in str(caught.value) if status != 404 else "404" in str(caught.value)
    assert "second line" not in str(caught.value)


def test_a_server_that_is_not_there_is_unavailable_at_once():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        start = time.monotonic()
        with pytest.raises(TargetUnavailable, match="is the server running there"):
            load(ox.Store(), f"http://127.0.0.1:{sock.getsockname()[1]}")
        assert time.monotonic() - start < 20


# --- who asks


@pytest.mark.server
@pytest.mark.parametrize("scheme", ["auto", "basic", "bearer", "header:X-Key"])
def test_each_way_to_log_in(oxigraph, days, scheme):
    access = Access("me", SECRET, scheme) if scheme in {"auto", "basic"} else Access(scheme=scheme, token=SECRET)
    pair = base64.b64encode(f"me:{SECRET}".encode()).decode()
    header, value = {
        "bearer": ("Authorization", f"Bearer {SECRET}"),
        "header:X-Key": ("X-Key", SECRET),
    }.get(scheme, ("Authorization", f"Basic {pair}"))
    refused = (401, {"WWW-Authenticate": 'Basic realm="x"'}, "who?")

    def guarded(number: int, _: str) -> object:
        return None if proxy.seen[number][1].get(header) == value else refused

    with proxied(oxigraph, plan=guarded) as (url, proxy):
        store = ox.Store.read_only(str(days[0]))
        assert load(store, url, Options(base=BASE, access=access, profile="oxigraph")).differing == ()
        sent = ["authorization" in headers for _, headers in proxy.seen]
        if scheme == "auto":  # no password before it is asked for
            assert sent == [False] + [True] * (len(sent) - 1)
        with pytest.raises(TargetRejected, match="401 Unauthorized: who"):
            load(store, url, Options(base=BASE))


@pytest.mark.server
def test_secrets_are_nowhere_to_be_seen(virtuoso, days):
    """Not in what is said, not in the log at its most talkative, not in the list of processes, not in an answer."""
    pair = base64.b64encode(f"dba:{SECRET}".encode()).decode()
    talkative = (
        "import logging, sys; logging.basicConfig(level=logging.DEBUG); from kgraph.cli import main; "
        "sys.exit(main(sys.argv[1:]))"
    )
    processes: list[bytes] = []

    def watching(_: int, request: str) -> object:
        processes.extend(path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if readable(path))
        return (
            (400, {}, f"I know you: {SECRET} {pair if user else 0}")
            if request.startswith("GET /sparql-graph")
            else None
        )

    for env in ({"KGRAPH_USER": "dba", "KGRAPH_PASSWORD": SECRET}, {"KGRAPH_TOKEN": SECRET}):
        user = "KGRAPH_USER" in env
        for plan in (nothing, watching):
            with proxied(virtuoso, plan=plan) as (url, _):
                command = [sys.executable, "-c", talkative, "load", "-s", str(days[0]), url]
                command += ["--auth", "bearer"] if "KGRAPH_TOKEN" in env else []
                done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env}, check=False)
            said = done.stdout + done.stderr
            assert done.returncode == 1, said
            assert "DEBUG" in said
            assert SECRET not in said
            assert pair not in said
    assert b"load" in b" ".join(processes)
    assert SECRET.encode() not in b" ".join(processes)
    assert SECRET not in repr(Access("me", SECRET, token=SECRET))
    assert SECRET not in repr(Options(access=Access("me", SECRET)))


def readable(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


def test_who_loads_is_found_in_the_url_and_in_netrc(tmp_path, monkeypatch):
    assert find_access("http://me:p%40ss@localhost/") == Access("me", "p@ss")
    assert find_access("http://localhost/", user="me", password="x") == Access("me", "x")  # noqa: S106
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_access("http://localhost/") is None
    assert find_access("http://localhost/", token="t") == Access(token="t")  # noqa: S106
    (tmp_path / ".netrc").write_text("machine localhost login you password y\n")
    (tmp_path / ".netrc").chmod(0o600)
    assert find_access("http://localhost/") == Access("you", "y")
    with pytest.raises(TargetError, match="no password for me"):
        find_access("http://localhost/", user="me")
    with pytest.raises(TargetError, match="KGRAPH_TOKEN"):
        find_access("http://localhost/", scheme="bearer")
    with pytest.raises(ValueError, match="not an address") as caught:
        find_access("ftp://me:hidden@localhost:7878")
    assert "hidden" not in str(caught.value)
    with pytest.raises(ValueError, match="unknown scheme"):
        Access("me", "x", "kerberos")
