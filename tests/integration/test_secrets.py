"""Secrets of the environment, in whatever kgraph says and writes: nowhere, even where a server sends them back."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kgraph.export import FORMATS
from kgraph.targets import LOADERS

SECRETS = {
    "KGRAPH_PASSWORD": "Z3cret-password-of-the-tests",
    "KGRAPH_TOKEN": "Z3cret-token-of-the-tests",
    "AWS_SECRET_ACCESS_KEY": "Z3cretKeyOfTheTests0000000000000000000000",
    "AWS_SESSION_TOKEN": "Z3cret-session-of-the-tests",
}
ENVIRONMENT = {**SECRETS, "AWS_ACCESS_KEY_ID": "AKIAOFTHETESTS", "AWS_DEFAULT_REGION": "eu-north-1"}
TALKATIVE = (
    "import logging, sys; logging.basicConfig(level=logging.DEBUG); from kgraph.cli import main; "
    "sys.exit(main(sys.argv[1:]))"
)


def said(*arguments: str) -> str:
    """All that a command says, with the log at its most talkative."""
    env = os.environ | ENVIRONMENT
    command = [sys.executable, "-c", TALKATIVE, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=env, check=False, stdin=subprocess.DEVNULL, errors="replace"
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def seen(text: str) -> list[str]:
    return [name for name, secret in SECRETS.items() if secret in text]


@contextmanager
def telltale() -> Iterator[str]:
    """A server that refuses all, and says with which headers it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(403)
            self.end_headers()
            told = " ".join(self.headers.values())
            self.wfile.write(f"no: {told}".encode())

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_that_is_built_or_exported_holds_a_secret(small, tmp_path):
    store = str(small / "store")
    article = tmp_path / "a.txt"
    article.write_text("OSLO, 7 August 2026\nNorway sent 20 tanks to Ukraine on Friday, the ministry said.\n")
    texts = [said("build", str(article), "--out", str(tmp_path / "out"))]
    texts += [said("export", "-s", store, "--format", name) for name in FORMATS]
    texts += [said("export", "-s", store, "--for", one.store, "-o", str(tmp_path / one.store)) for one in LOADERS]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "report.json" for path in files)
    assert any(path.name == "load.sh" for path in files)
    texts += [path.read_bytes().decode(errors="replace") for path in files]
    assert [found for text in texts if (found := seen(text))] == []


@pytest.mark.parametrize(
    "options",
    [
        ["--user", "me", "--auth", "basic", "--profile", "fuseki"],
        ["--user", "me", "--auth", "digest", "--profile", "virtuoso"],
        ["--auth", "bearer", "--profile", "stardog"],
        ["--auth", "header:X-API-Key", "--profile", "graphdb"],
        ["--auth", "aws", "--profile", "neptune"],
        ["--auth", "bearer"],
    ],
    ids=lambda options: options[-1],
)
def test_a_server_that_tells_what_it_was_asked_with_makes_no_secret_seen(small, options):
    with telltale() as url:
        address = f"{url}/repositories/news"
        texts = [said("load", *options, "-s", str(small / "store"), address)]
        texts.append(said("query", *options, "--endpoint", address, "SELECT * { ?s ?p ?o } LIMIT 1"))
    assert all("403" in text for text in texts), texts
    assert [found for text in texts if (found := seen(text))] == []
