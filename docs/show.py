"""Runs the commands that the documents show, and prints them with what they really print.

The blocks between ``[[[cog`` and ``[[[end]]]`` in README.md and docs/ are made by this:

    python -m cogapp -r -P -I docs README.md docs/tutorial.md docs/reference/cli.md

``--check`` instead of ``-r`` tells whether they are still true; the tests run that.
"""

import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@cache
def _workplace() -> Path:
    """A folder with the sample articles in it, where commands run one after the other; gone at the end."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "data").mkdir()
    shutil.copytree(ROOT / "data/articles", folder / "data/articles")
    return folder


@cache
def _output(command: str) -> str:
    """What a command prints on stdout, run by the shell as a reader would."""
    shell = f'kgraph() {{ {shlex.quote(sys.executable)} -m kgraph "$@"; }}\n{command}'
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 - the commands are those of our own documents
        ["bash", "-c", shell],  # noqa: S607
        cwd=_workplace(),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"{command}: exit status {done.returncode}\n{done.stderr}"
        raise RuntimeError(message)
    return done.stdout


def run(*commands: str, lines: int | None = None) -> None:
    """Print a block with each command and what it prints, cut after some lines if there are more."""
    print("```console")
    for command in commands:
        rows = _output(command).rstrip("\n").split("\n")
        print(f"$ {command}")
        print("\n".join(row.rstrip() for row in rows[:lines]))
        if lines and len(rows) > lines:
            print("…")
    print("```")


def file(path: str, *, lines: int | None = None) -> None:
    """Print the first lines of a file that the commands before have made."""
    rows = (_workplace() / path).read_text(encoding="utf-8").split("\n")
    print("\n".join(rows[:lines]))


def reference() -> None:
    """Print a section for each command: its help."""
    from kgraph.cli.program import COMMANDS  # noqa: PLC0415 - the other documents need no kgraph in this process

    for name in COMMANDS:
        print(f"## kgraph {name}\n")
        run(f"kgraph {name} --help")
        print()
