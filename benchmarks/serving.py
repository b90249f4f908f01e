"""Whether a query that never ends slows those who ask `kgraph serve` something else.

    python benchmarks/serving.py [-s STORE] [-n QUESTIONS] [--rounds N]

Seven clients ask a query each again and again; then the same beside one endless query; in turns, so that a busy machine
slows both alike. Prints the medians of the time that an answer takes, and their ratio; exit status 1 where it is above
2.5, or where any answer was not the right one.
"""

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx

LIMIT = 2.5
CLIENTS = 7
START_S = 60
BREAK_S = 2
QUERY = (
    "SELECT ?s ?p ?o { ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } ORDER BY ?s ?p ?o LIMIT 50"
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(5)) + " }"


@contextmanager
def serving(store: str) -> Iterator[str]:
    """A server on a free port, and its endpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kgraph", "serve", "-s", store, "--port", str(port), "--timeout", "600"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_S
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/health")
                break
            except httpx.TransportError:
                if process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def asked(endpoint: str, count: int) -> list[float]:
    """How long each answer took, in seconds, of as many questions of one client."""
    times = []
    with httpx.Client(timeout=120) as client:
        for _ in range(count):
            start = time.perf_counter()
            answer = client.post(endpoint, data={"query": QUERY})
            times.append(time.perf_counter() - start)
            if not answer.json()["results"]["bindings"]:
                msg = "an empty answer: give a store with claims"
                raise SystemExit(msg)
    return times


def by_all(endpoint: str, count: int) -> list[float]:
    """The same for all clients at once."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        return [seconds for times in pool.map(lambda _: asked(endpoint, count), range(CLIENTS)) for seconds in times]


@contextmanager
def endless(endpoint: str) -> Iterator[None]:
    """One query that never ends, until the client goes away."""
    url = httpx.URL(endpoint, params={"query": ENDLESS})
    with socket.create_connection((url.host, url.port or 80)) as connection:
        connection.sendall(b"GET " + url.raw_path + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(BREAK_S)
        yield
    time.sleep(BREAK_S)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("-s", "--store", default="out/store")
    parser.add_argument("-n", "--questions", type=int, default=30, help="of each client in each round")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    alone: list[float] = []
    beside: list[float] = []
    with serving(options.store) as endpoint:
        by_all(endpoint, 3)
        for _ in range(options.rounds):
            alone += by_all(endpoint, options.questions)
            with endless(endpoint):
                beside += by_all(endpoint, options.questions)
    medians = statistics.median(alone), statistics.median(beside)
    ratio = medians[1] / medians[0]
    print(f"{CLIENTS} clients, {os.cpu_count()} cores: an answer in {medians[0] * 1000:.1f} ms (median)")
    print(f"the same beside an endless query: {medians[1] * 1000:.1f} ms, {ratio:.2f} times (at most {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
