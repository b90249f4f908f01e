"""Real triple stores on free ports of this machine, started once and stopped after the tests."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

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
