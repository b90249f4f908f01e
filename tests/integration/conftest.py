"""Real triple stores on free ports of this machine, started once and stopped after the tests; a small store of ours."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
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


@pytest.fixture
def small(tmp_path) -> Path:
    """The folder of a build of four short articles."""
    documents = tuple(Document(article.id, article.text, title=f"On {article.id}") for article in SMALL)
    out = tmp_path / "out"
    build(Articles(documents), out, options=Options(page=False, dump=False), extractor=read_small)
    return out
