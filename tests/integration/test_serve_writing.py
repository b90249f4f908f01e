"""``kgraph serve --writable``: graphs changed by who has the token, and by nobody else."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib

from kgraph.model import DEFAULT_BASE

TOKEN = "Z3cretW0rd-of-the-tests"  # noqa: S105 - of these tests alone
GRAPH = "https://example.org/graph"
TURTLE = "<a> <urn:says> 'one', [ <urn:says> 'two' ] ."


@pytest.fixture(scope="module")
def server(tmp_path_factory, serving, small_into) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("writing")
    secret = {"KGRAPH_TOKEN": TOKEN}
    with serving(small_into(folder / "out") / "store", folder, "--writable", environment=secret) as running:
        yield running


def send(server: Any, method: str, body: str = "", *, graph: str = GRAPH, **more: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"} | more.pop("headers", {})
    params = {"graph": graph} if graph else {"default": ""}
    return httpx.request(method, f"{server.url}/store", params=params, content=body, headers=headers, timeout=60)


def held(server: Any, graph: str = GRAPH) -> rdflib.Graph | None:
    answer = httpx.get(f"{server.url}/store", params={"graph": graph})
    return None if answer.status_code == 404 else rdflib.Graph().parse(data=answer.text, format="turtle")


def test_a_graph_is_put_added_to_and_deleted(server) -> None:
    assert send(server, "PUT", TURTLE).status_code == 201
    found = held(server)
    assert len(found) == 3
    assert (rdflib.URIRef("https://example.org/a"), None, rdflib.Literal("one")) in found
    assert send(server, "PUT", "<a> <urn:says> 'three' .").status_code == 204
    assert {str(o) for o in held(server).objects()} == {"three"}
    assert send(server, "POST", "<a> <urn:says> 'four' .").status_code == 204
    assert {str(o) for o in held(server).objects()} == {"three", "four"}
    answer = server.ask("SELECT ?o { <https://example.org/a> <urn:says> ?o }").json()
    assert len(answer["results"]["bindings"]) == 2
    assert send(server, "DELETE").status_code == 204
    assert held(server) is None
    assert send(server, "DELETE").status_code == 404
    assert send(server, "POST", TURTLE).status_code == 201
    assert len(held(server)) == 3


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nobody_writes_without_the_token(server, method: str, authorization: str) -> None:
    answer = send(server, method, TURTLE, graph="urn:forbidden", headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert held(server, "urn:forbidden") is None


@pytest.mark.parametrize(
    ("body", "more", "status"),
    [
        ("<a> <b>", {}, 400),
        (TURTLE, {"graph": "not absolute"}, 400),
        (TURTLE, {"graph": f"{DEFAULT_BASE}graph/facts"}, 403),
        (TURTLE, {"graph": f"{DEFAULT_BASE}document/a1.txt"}, 403),
        (TURTLE, {"graph": ""}, 403),
        (TURTLE, {"headers": {"Content-Type": "image/png"}}, 415),
        ("#" * ((64 << 20) + 1), {}, 413),
    ],
)
def test_what_cannot_be_written(server, body: str, more: dict[str, Any], status: int) -> None:
    before = httpx.get(f"{server.url}/store?default").text
    assert send(server, "PUT", body, **more).status_code == status
    assert httpx.get(f"{server.url}/store?default").text == before


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1"])
def test_a_page_of_another_origin_changes_nothing(server, origin: str) -> None:
    assert send(server, "PUT", TURTLE, graph="urn:origin", headers={"Origin": origin}).status_code == 403
    assert held(server, "urn:origin") is None


def test_a_page_of_the_server_itself_may_write(server) -> None:
    assert send(server, "PUT", TURTLE, graph="urn:own", headers={"Origin": server.url}).status_code == 201


HOLD = """
import sys, time
from pathlib import Path
from kgraph.store import place
with place.opened(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.mark.parametrize(("seconds", "status"), [(2, 201), (60, 503)])
def test_a_change_waits_a_little_for_who_writes(tmp_path, serving, small, seconds: int, status: int) -> None:
    secret = {"KGRAPH_TOKEN": TOKEN}
    with serving(small / "store", tmp_path, "--writable", environment=secret) as running:
        command = [sys.executable, "-c", HOLD, str(small / "store"), str(seconds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
            assert holder.stdout.readline() == b"held\n"
            answer = send(running, "PUT", TURTLE)
            holder.kill()
        assert answer.status_code == status, answer.text
        assert (held(running) is None) is (status == 503)


def test_updates_stay_forbidden(server) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    assert httpx.post(f"{server.url}/sparql", content="CLEAR ALL", headers=headers).status_code == 403


def test_the_token_is_nowhere_to_be_seen(server) -> None:
    send(server, "PUT", TURTLE, graph="urn:seen")
    assert TOKEN not in server.log.read_text()
    for pid in server.workers():
        assert TOKEN.encode() not in Path(f"/proc/{pid}/environ").read_bytes()
    assert TOKEN.encode() not in Path(f"/proc/{server.process.pid}/cmdline").read_bytes()


def test_writable_without_a_token_does_not_start(small) -> None:
    command = [sys.executable, "-m", "kgraph", "serve", "-s", str(small / "store"), "--port", "0", "--writable"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "KGRAPH_TOKEN" in done.stderr
