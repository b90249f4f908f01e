"""How long loading takes: into the Oxigraph server against curl, into Virtuoso against INSERT DATA in chunks.

    python benchmarks/loading.py                     a million triples, and 100,000
    python benchmarks/loading.py --scale 0.1         a tenth of it

At most 1.3 times the time of `curl` that posts the same file; at most a third of the processor time, of server and
client, that INSERT DATA in chunks of 1,000 takes. The servers are started here, on ports of their own.
"""

import argparse
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pyoxigraph as ox

BASE = "https://w3id.org/kgraph/data/"
KG = "https://w3id.org/kgraph/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
VIRTUOSO_INI = Path("/etc/virtuoso-opensource-7/virtuoso.ini")
CLAIMS, CHUNK, TICKS = 18, 1000, os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """What something took."""

    wall_s: float
    client_s: float
    server_s: float

    @property
    def processor_s(self) -> float:
        """Of client and server."""
        return self.client_s + self.server_s

    def __str__(self) -> str:
        """One line of the report."""
        return f"{self.wall_s:7.1f} s   client {self.client_s:6.1f} s   server {self.server_s:6.1f} s of the processor"


def main() -> int:
    """Run it, and say whether the two bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="of the number of triples")
    parser.add_argument("--only", choices=("oxigraph", "virtuoso"), help="one of the two")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        good = options.only == "virtuoso" or against_curl(folder, int(1_000_000 * options.scale))
        good = (options.only == "oxigraph" or against_chunks(folder, int(100_000 * options.scale))) and good
    return 0 if good else 1


def against_curl(folder: Path, triples: int) -> bool:
    """The Oxigraph server."""
    quads, store = data(folder, triples)
    post = ["curl", "-sf", "-X", "POST", "-H", "Content-Type: application/n-quads", "-T", str(quads)]
    costs = {}
    for name, command in {
        "curl": lambda url: [*post, f"{url}/store"],
        "curl, its bulk loader": lambda url: [*post, f"{url}/store?no_transaction"],
        "kgraph load": lambda url: load(store, url),
        "kgraph load again": lambda url: load(store, url),
    }.items():
        if name != "kgraph load again":
            shutil.rmtree(folder / "oxigraph", ignore_errors=True)
        with oxigraph(folder / "oxigraph") as (url, server):
            costs[name] = measured(partial(subprocess.run, command(url), check=True, capture_output=True), server)
        print(f"Oxigraph, {triples:,} triples, {name:<22}{costs[name]}", flush=True)
    times = costs["kgraph load"].wall_s / costs["curl"].wall_s
    bulk = costs["kgraph load"].wall_s / costs["curl, its bulk loader"].wall_s
    print(f"kgraph load takes {times:.2f} times as long as curl (at most 1.3), {bulk:.2f} times as by its bulk loader")
    return times <= 1.3  # noqa: PLR2004 - the bound


def against_chunks(folder: Path, triples: int) -> bool:
    """Virtuoso."""
    quads, store = data(folder, triples)
    with virtuoso(folder / "virtuoso") as (url, server):
        os.environ["KGRAPH_PASSWORD"] = "dba"  # noqa: S105 - Virtuoso's own
        command = [*load(store, url), "--user", "dba"]
        ours = measured(lambda: subprocess.run(command, check=True, capture_output=True), server)
        print(f"Virtuoso, {triples:,} triples, {'kgraph load':<22}{ours}", flush=True)
        for line in sorted({line.rpartition(b" <")[2].split(b">")[0] for line in quads.read_bytes().splitlines()}):
            params = {"graph": line.decode()}
            auth = httpx.DigestAuth("dba", "dba")
            httpx.delete(f"{url}/sparql-graph-crud-auth", params=params, auth=auth, timeout=60).raise_for_status()
        chunks = measured(lambda: insert(quads, url), server, here=True)
        print(f"Virtuoso, {triples:,} triples, {'INSERT DATA':<22}{chunks}", flush=True)
    times = chunks.processor_s / ours.processor_s
    print(f"kgraph load is {times:.1f} times cheaper than INSERT DATA in chunks of {CHUNK:,} (at least 3)")
    return times >= 3  # noqa: PLR2004 - the bound


def load(store: Path, url: str) -> list[str]:
    """The command."""
    return [sys.executable, "-m", "kgraph", "load", "-s", str(store), url]


def insert(quads: Path, url: str) -> None:
    """What a simple client does: INSERT DATA, so many triples at a time."""
    lines = quads.read_text(encoding="utf-8").splitlines()
    with httpx.Client(auth=httpx.DigestAuth("dba", "dba"), timeout=600) as client:
        for start in range(0, len(lines), CHUNK):
            graphs: dict[str, list[str]] = {}
            for line in lines[start : start + CHUNK]:
                triple, _, graph = line.removesuffix(" .").rpartition(" <")
                graphs.setdefault(f"<{graph}", []).append(f"{triple} .")
            body = " ".join(f"GRAPH {graph} {{ {' '.join(triples)} }}" for graph, triples in graphs.items())
            headers = {"Content-Type": "application/sparql-update"}
            client.post(f"{url}/sparql-auth", content=f"INSERT DATA {{ {body} }}", headers=headers).raise_for_status()


def measured(work: Callable[[], object], server: int, *, here: bool = False) -> Cost:
    """What some work takes: of time, of the processor in the client (its children, or this process), in the server."""
    who = resource.RUSAGE_SELF if here else resource.RUSAGE_CHILDREN
    server_before, before, start = spent(server), resource.getrusage(who), time.monotonic()
    work()
    wall, after = time.monotonic() - start, resource.getrusage(who)
    client = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, client, spent(server) - server_before)


def spent(process: int) -> float:
    """Seconds of the processor that a running process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def data(folder: Path, triples: int) -> tuple[Path, Path]:
    """N-Quads of made-up claims, a graph a document, and a store of the same."""
    quads, place = folder / f"{triples}.nq", folder / f"store-{triples}"
    with quads.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines()):
            if number == triples:
                break
            out.write(line)
    store = ox.Store(str(place))
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    return quads, place


def lines() -> Iterator[str]:
    """Quads without end."""
    document = 0
    while True:
        graph = f"<{BASE}document/article-{document:06}.txt>"
        for n in range(CLAIMS):
            claim, evidence = f"<{BASE}claim/{document:08x}{n:08x}>", f"<{BASE}evidence/{document:08x}{n:08x}>"
            for subject, predicate, object_ in (
                (claim, "kg:Claim", f"<{KG}Claim>"),
                (claim, "subject", f"<{BASE}entity/person-{(document * 7 + n) % 4000}>"),
                (claim, "predicate", f"<{KG}meets>"),
                (claim, "object", f"<{BASE}entity/body-{(document * 3 + n) % 3000}>"),
                (claim, "modality", f"<{KG}asserted>"),
                (claim, "polarity", f"<{KG}positive>"),
                (claim, "confidence", f'"0.{50 + n}"^^<{XSD}decimal>'),
                (claim, "evidence", evidence),
                (evidence, "source", graph),
                (evidence, "exact", f'"The minister said in sentence {n} of article {document} that talks went on."'),
                (evidence, "start", f'"{n * 80}"^^<{XSD}integer>'),
                (evidence, "end", f'"{n * 80 + 70}"^^<{XSD}integer>'),
            ):
                yield f"{subject} <{KG}{predicate}> {object_} {graph} .\n"
        document += 1


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[tuple[str, int]]:
    """The Oxigraph server."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}") or "oxigraph"
    port = free_port()
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with served(command, f"http://127.0.0.1:{port}", folder.parent) as server:
        yield server


@contextmanager
def virtuoso(folder: Path) -> Iterator[tuple[str, int]]:
    """Virtuoso, with Debian's settings."""
    for name in ("db", "vsp"):
        (folder / name).mkdir(parents=True)
    ports = iter((free_port(), free_port()))
    text = VIRTUOSO_INI.read_text(encoding="utf-8").replace("/var/lib/virtuoso-opensource-7", str(folder))
    text = re.sub(r"(?m)^ServerPort\s*=.*", lambda _: f"ServerPort = 127.0.0.1:{next(ports)}", text)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    port = re.findall(r"(?m)^ServerPort = 127\.0\.0\.1:(\d+)", text)[1]
    with served(["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"], f"http://127.0.0.1:{port}", folder) as s:
        yield s


@contextmanager
def served(command: list[str], url: str, folder: Path) -> Iterator[tuple[str, int]]:
    """A server as long as the context lasts."""
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        for _ in range(900):
            try:
                httpx.get(url, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
