"""Real triple stores on free ports of this machine, started once and stopped after the tests; a small store of ours."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kgraph.model import (
    DEFAULT_BASE,
    Appearance,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Mentions,
    Modality,
    Polarity,
    Reading,
    Span,
    claim_id,
    entity_id,
)
from kgraph.pipeline import Articles, Options, build

START_S = 90
VIRTUOSO_INI = Path("/etc/virtuoso-opensource-7/virtuoso.ini")


def missing(what: str) -> None:
    """Skip and say what is missing, or fail where nothing may be skipped."""
    reason = f"{what} is not installed"
    if os.environ.get("KGRAPH_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until something answers at ``url``."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            httpx.get(url, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"no server at {url}: {log.read_text(errors='replace')[-2000:]}")


def serve(command: list[str], url: str, folder: Path) -> Iterator[str]:
    """Run a server in a folder for as long as the fixture lives."""
    log = folder / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(url, process, log)
            yield url
        finally:
            stop(process)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory) -> Iterator[str]:
    """The root of a running Oxigraph server."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        missing("the Oxigraph server (package `oxigraph`)")
    folder = tmp_path_factory.mktemp("oxigraph")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    yield from serve(command, f"http://127.0.0.1:{port}", folder)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory) -> Iterator[str]:
    """The root of a running Virtuoso; its user is dba, with the password dba."""
    program = shutil.which("virtuoso-t")
    if program is None or not VIRTUOSO_INI.exists():
        missing("Virtuoso (Debian package `virtuoso-opensource-7`)")
    folder = tmp_path_factory.mktemp("virtuoso")
    port, sql_port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(virtuoso_settings(folder, port, sql_port))
    command = [str(program), "+configfile", "virtuoso.ini", "+foreground"]
    yield from serve(command, f"http://127.0.0.1:{port}", folder)


@dataclass
class Killable:
    """A server that can be killed and started again on the same data."""

    command: list[str]
    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = self.folder / "log.txt"
        with log.open("ab") as out:
            # Without Python's signals: with them a file that may not grow kills, rather than fails to be written.
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=out, stderr=subprocess.STDOUT, restore_signals=False
            )
        wait_for(self.url, self.process, log)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        self.kill()
        for lock in self.folder.glob("**/*.lck"):  # Virtuoso's; a killed one leaves it
            lock.unlink()
        self.start()


def killable(command: list[str], url: str, folder: Path) -> Iterator[Killable]:
    server = Killable(command, url, folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def killable_oxigraph(tmp_path_factory) -> Iterator[Killable]:
    """An Oxigraph server to be killed."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        missing("the Oxigraph server (package `oxigraph`)")
    folder, port = tmp_path_factory.mktemp("killed-oxigraph"), free_port()
    command = [str(program), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    yield from killable(command, f"http://127.0.0.1:{port}", folder)


@pytest.fixture(scope="module")
def killable_virtuoso(tmp_path_factory) -> Iterator[Killable]:
    """A Virtuoso to be killed."""
    program = shutil.which("virtuoso-t")
    if program is None or not VIRTUOSO_INI.exists():
        missing("Virtuoso (Debian package `virtuoso-opensource-7`)")
    folder, port = tmp_path_factory.mktemp("killed-virtuoso"), free_port()
    (folder / "virtuoso.ini").write_text(virtuoso_settings(folder, port, free_port()))
    command = [str(program), "+configfile", "virtuoso.ini", "+foreground"]
    yield from killable(command, f"http://127.0.0.1:{port}", folder)


def virtuoso_settings(folder: Path, port: int, sql_port: int) -> str:
    """Debian's settings, with every file in one folder and both ports on this machine alone."""
    text = VIRTUOSO_INI.read_text()
    for name in ("db", "vsp"):
        (folder / name).mkdir()
    text = text.replace("/var/lib/virtuoso-opensource-7", str(folder))
    section = ""
    lines = []
    for line in text.splitlines():
        if header := re.fullmatch(r"\[(\w+)\]\s*", line):
            section = header[1]
        bound = f"ServerPort = 127.0.0.1:{port if section == 'HTTPServer' else sql_port}"
        lines.append(bound if re.match(r"ServerPort\s*=", line) else line)
    return "\n".join(lines)


# --- a small store of hand-made claims


@dataclass(frozen=True)
class Article:
    """An article and the claims in it, each as ``subject relation object``, with words that stand in its text."""

    id: str
    text: str
    claims: tuple[tuple[str, str, str, float], ...]
    polarity: Polarity = Polarity.POSITIVE


SMALL = (
    Article(
        "a1.txt",
        "Minister Karl Tamm accused Russia. He met Ana Ruiz.",
        (("Karl Tamm", "accuses", "Russia", 0.9), ("Karl Tamm", "meets", "Ana Ruiz", 0.55)),
    ),
    Article("a2.txt", "Ilmar Roos accused Russia again, aides said.", (("Ilmar Roos", "accuses", "Russia", 0.8),)),
    Article("a3.txt", "Karl Tamm, a singer, met Ana Ruiz in Oslo.", (("Karl Tamm", "meets", "Ana Ruiz", 0.6),)),
    Article(
        "a4.txt", "Karl Tamm did not accuse Russia.", (("Karl Tamm", "accuses", "Russia", 0.7),), Polarity.NEGATIVE
    ),
)


def _entity(name: str) -> Entity:
    if name == "Russia":
        return Entity(f"{DEFAULT_BASE}entity/russia", "Russia", EntityType.COUNTRY)
    return Entity(entity_id(DEFAULT_BASE, name, EntityType.PERSON), name, EntityType.PERSON)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _claim(article: Article, subject: str, relation: str, object_: str, confidence: float) -> Claim:
    spans = Mentions(subject=_span(article.text, subject), object=_span(article.text, object_))
    first = article.text.index(subject)
    last = article.text.index(object_) + len(object_)
    start, end = min(first, article.text.index(object_)), max(last, first + len(subject))
    evidence = Evidence(article.id, start, end, article.text[start:end])
    return Claim(
        id=claim_id(DEFAULT_BASE, evidence, relation, spans),
        subject=_entity(subject),
        relation=relation,
        object=_entity(object_),
        attributed_to=(),
        modality=Modality.ASSERTED,
        polarity=article.polarity,
        evidence=evidence,
        confidence=confidence,
        mentions=spans,
    )


def read_small(documents: Iterable[Document]) -> Iterator[Reading]:
    """The claims that stand in ``SMALL``, in place of an extractor."""
    articles = {article.id: article for article in SMALL}
    for document in documents:
        article = articles[document.id]
        claims = tuple(_claim(article, *parts) for parts in article.claims)
        entities = {e.id: e for claim in claims for e in (claim.subject, claim.object) if e is not None}
        appearances = tuple(Appearance(document.id, entity, named=True) for _, entity in sorted(entities.items()))
        yield Reading(document, claims, appearances=appearances)


def build_small(out: Path, *, articles: Iterable[Article] = SMALL) -> Path:
    """Build some of the four short articles into a folder."""
    documents = tuple(Document(article.id, article.text, title=f"On {article.id}") for article in articles)
    build(Articles(documents), out, options=Options(page=False, dump=False), extractor=read_small)
    return out


@pytest.fixture
def small(tmp_path) -> Path:
    """The folder of a build of four short articles."""
    return build_small(tmp_path / "out")


@pytest.fixture(scope="session")
def small_into() -> Callable[..., Path]:
    """Builds some of the four short articles into a folder."""
    return build_small


# --- our own server


@dataclass(frozen=True)
class Served:
    """A running ``kgraph serve``.

    Attributes:
        url: Of its root, without a slash at the end.
        process: Of the server itself.
        log: What it writes to stderr.
    """

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def ask(
        self, query: str, *, accept: str = "application/sparql-results+json", timeout: float = 60
    ) -> httpx.Response:
        return httpx.post(f"{self.url}/sparql", data={"query": query}, headers={"Accept": accept}, timeout=timeout)

    def workers(self) -> set[int]:
        """The processes that the server has started and that still run."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(pid) for pid in found}


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[Served]]:
    """Serves a store, with options, for as long as a context lasts."""
    return served


@pytest.fixture(scope="session")
def roqet() -> str:
    """The program of Rasqal that asks endpoints."""
    program = shutil.which("roqet")
    if program is None:
        missing("roqet (Debian package `rasqal-utils`)")
    return str(program)


@contextmanager
def served(store: Path, folder: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """Serve a store for as long as the context lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    log, port = folder / "serve.log", free_port()
    command = [sys.executable, "-m", "kgraph", "serve", "-s", str(store), "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=os.environ | (environment or {}))
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process, log)
            yield Served(f"http://127.0.0.1:{port}", process, log)
        finally:
            stop(process)
