"""``kgraph serve`` under stress: queries without an end, workers killed, a store rebuilt, a clean stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(5)) + " }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?c"
MANY = "SELECT * { VALUES ?a { 1 2 3 4 5 6 7 8 9 10 } VALUES ?b { 1 2 3 4 5 6 7 8 9 10 } VALUES ?c { 1 2 3 4 5 } }"
QUICK = "ASK { ?s a kg:Claim }"
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")


def until(true: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something holds; whether it did in time."""
    end = time.monotonic() + seconds
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


def working(server: Any) -> set[int]:
    """The workers that have used much of a processor."""
    return {pid for pid in server.workers() if ticks(pid) > 50 + 0.3 * os.sysconf("SC_CLK_TCK")}


def ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def kill(processes: set[int]) -> None:
    for pid in processes:
        os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def server(tmp_path_factory, serving, small_into) -> Iterator[Any]:
    """A server with narrow limits."""
    folder = tmp_path_factory.mktemp("limits")
    options = ("--timeout", "4", "--max-memory", "64", "--max-rows", "400")
    with serving(small_into(folder / "out") / "store", folder, *options) as running:
        yield running


@pytest.fixture(scope="module")
def patient(tmp_path_factory, serving, small_into) -> Iterator[Any]:
    """A server that lets a query run for as long as the tests take."""
    folder = tmp_path_factory.mktemp("patient")
    with serving(small_into(folder / "out") / "store", folder, "--timeout", "600") as running:
        yield running


def test_an_endless_query_is_ended_and_its_process_gone(server) -> None:
    before = server.workers()
    answer = server.ask(ENDLESS)
    assert answer.status_code == 503
    assert "--timeout" in answer.text
    assert answer.headers["retry-after"]
    assert until(lambda: len(server.workers() - before) == 1)
    assert until(lambda: len(before - server.workers()) == 1)
    assert server.ask(QUICK).json()["boolean"] is True


def test_a_query_that_wants_too_much_memory_is_ended(server) -> None:
    answer = server.ask(GREEDY)
    assert answer.status_code == 503
    assert "--max-memory" in answer.text
    assert server.ask(QUICK).json()["boolean"] is True


@pytest.mark.parametrize("accept", RESULTS)
def test_too_many_rows_are_no_cut_off_answer(server, accept: str) -> None:
    answer = server.ask(MANY, accept=accept)
    assert answer.status_code == 503
    assert "--max-rows" in answer.text
    enough = server.ask(f"{MANY} LIMIT 400", accept=accept)
    assert enough.status_code == 200
    assert server.ask(f"{MANY} LIMIT 401", accept=accept).status_code == 503


def test_too_many_triples_are_no_cut_off_graph(server) -> None:
    assert server.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept="text/turtle").status_code == 503
    assert httpx.get(f"{server.url}/store?default").status_code == 503
    assert server.ask("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 400", accept="text/turtle").status_code == 200


def test_others_are_answered_beside_an_endless_query(patient) -> None:
    with ThreadPoolExecutor(8) as pool:
        endless = pool.submit(patient.ask, ENDLESS)
        assert until(lambda: bool(working(patient)))
        answers = list(pool.map(lambda _: patient.ask(QUICK).json()["boolean"], range(50)))
        unfinished = not endless.done()
        kill(working(patient))
    assert answers == [True] * 50
    assert unfinished
    assert endless.result().status_code == 503


def test_more_endless_queries_than_workers(server) -> None:
    with ThreadPoolExecutor(12) as pool:
        statuses = [answer.status_code for answer in pool.map(lambda _: server.ask(ENDLESS), range(12))]
    assert statuses == [503] * 12
    assert server.ask(QUICK).json()["boolean"] is True
    assert httpx.get(f"{server.url}/health").status_code == 200


def test_a_worker_killed_in_the_middle(patient) -> None:
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(patient.ask, ENDLESS)
        assert until(lambda: bool(working(patient)))
        kill(working(patient))
        answer = endless.result()
    assert answer.status_code == 503
    assert "from outside" in answer.text
    assert patient.ask(QUICK).json()["boolean"] is True


def test_all_workers_killed(server) -> None:
    kill(server.workers())
    assert server.ask(QUICK).json()["boolean"] is True


def test_a_client_that_goes_away_ends_its_query(patient) -> None:
    with httpx.Client() as client, ThreadPoolExecutor(1) as pool:
        asking = pool.submit(client.post, f"{patient.url}/sparql", data={"query": ENDLESS}, timeout=5)
        assert until(lambda: bool(working(patient)))
        assert isinstance(asking.exception(), httpx.ReadTimeout)
    assert until(lambda: not working(patient))


def test_a_store_rebuilt_while_it_is_served(tmp_path, serving, small_into) -> None:
    out = small_into(tmp_path / "out")
    documents = "SELECT ?d { ?d a schema:NewsArticle }"

    def count() -> int:
        answer = running.ask(documents)
        assert answer.status_code == 200, answer.text
        return len(answer.json()["results"]["bindings"])

    with serving(out / "store", tmp_path) as running:
        assert count() == 4
        stop, failed = threading.Event(), []

        def ask_on() -> None:
            while not stop.is_set():
                try:
                    assert count() in {3, 4}
                except AssertionError as error:
                    failed.append(error)

        asking = threading.Thread(target=ask_on)
        asking.start()
        try:
            command = [sys.executable, "-m", "kgraph", "remove", "a2.txt", "--out", str(out)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            assert until(lambda: count() == 3)
            small_into(out)  # puts it back
            assert until(lambda: count() == 4)
        finally:
            stop.set()
            asking.join()
        assert failed == []
        assert until(lambda: len(list(out.glob(".store.serve-*"))) == 1)
        assert until(lambda: len(running.workers()) <= 8)


def test_the_page_has_a_limit_too(tmp_path, serving, small) -> None:
    with serving(small / "store", tmp_path, "--timeout", "0.01") as running:
        before = running.workers()
        answer = httpx.get(f"{running.url}/", timeout=60)
        assert answer.status_code == 503
        assert "--timeout" in answer.text
        assert until(lambda: len(running.workers()) <= len(before) + 1)
        assert httpx.get(f"{running.url}/health").status_code == 200


HOLD = """
import sys, time
from pathlib import Path
from kgraph.store import place
with place.opened(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def held(store: Path, seconds: float) -> Iterator[None]:
    """Somebody else writes the store."""
    command = [sys.executable, "-c", HOLD, str(store), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


def test_a_server_that_begins_waits_for_who_writes(tmp_path, serving, small) -> None:
    with held(small / "store", 4), serving(small / "store", tmp_path) as running:
        assert running.ask(QUICK).json()["boolean"] is True
        lines = running.log.read_text().splitlines()
    assert "another process writes the store; waiting for up to 10 s" in lines[0]
    assert "serving" in lines[1]


def test_a_server_that_begins_does_not_wait_for_ever(small) -> None:
    with held(small / "store", 60):
        command = [sys.executable, "-m", "kgraph", "serve", "-s", str(small / "store"), "--port", "0"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "waiting" in done.stderr.splitlines()[0]
    assert "in use by another process" in done.stderr.splitlines()[-1]
    assert list(small.glob(".store.serve-*")) == []


def test_a_stop_under_load(tmp_path, serving, small) -> None:
    stop = threading.Event()

    def ask_on(query: str) -> None:
        with httpx.Client(timeout=60) as client:
            while not stop.is_set():
                try:
                    client.post(f"{running.url}/sparql", data={"query": query})
                    client.get(f"{running.url}/")
                except httpx.HTTPError:
                    stop.wait(0.05)

    with serving(small / "store", tmp_path) as running, ThreadPoolExecutor(24) as pool:
        asking = [pool.submit(ask_on, query) for query in [QUICK, ENDLESS, "SELECT * { ?s ?p ?o }", GREEDY] * 6]
        assert until(lambda: bool(working(running)))
        workers = running.workers()
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(15) == 0
        stop.set()
        for one in asking:
            one.result()
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    assert list(small.glob(".store.serve-*")) == []
    assert "Traceback" not in running.log.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_clean_stop(tmp_path, serving, small, number: int) -> None:
    with serving(small / "store", tmp_path) as running, ThreadPoolExecutor(1) as pool:
        endless = pool.submit(lambda: httpx.post(f"{running.url}/sparql", data={"query": ENDLESS}, timeout=60))
        assert until(lambda: bool(working(running)))
        workers = running.workers()
        running.process.send_signal(number)
        assert running.process.wait(20) == 0
        assert endless.exception() or endless.result().status_code >= 500
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    assert list(small.glob(".store.serve-*")) == []
    assert "Traceback" not in running.log.read_text()


def test_a_killed_server_leaves_nothing_for_long(tmp_path, serving, small) -> None:
    with serving(small / "store", tmp_path) as running:
        workers = running.workers()
        running.process.kill()
        running.process.wait()
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    with serving(small / "store", tmp_path) as running:
        assert running.ask(QUICK).json()["boolean"] is True
        assert len(list(small.glob(".store.serve-*"))) == 1


def test_workers_know_no_secrets(tmp_path, serving, small) -> None:
    secret = {"KGRAPH_PASSWORD": "Z3cretW0rd"}
    with serving(small / "store", tmp_path, environment=secret) as running:
        for pid in running.workers():
            assert b"Z3cretW0rd" not in Path(f"/proc/{pid}/environ").read_bytes()
