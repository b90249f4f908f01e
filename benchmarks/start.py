"""How long the program takes to start, against an empty Python that imports pyoxigraph.

    python benchmarks/start.py [-n RUNS] [-s STORE]

CPU time (user and system) of each command, the median of the runs, taken in turn so that a busy machine slows all of
them alike. Prints a line each and the ratio to the first; exit status 1 where one is above three. What click reads has
no limit: it is there to show what the fast lane saves.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

LIMIT = 3.0
BASE, UNLIMITED = "python -c 'import pyoxigraph'", "kgraph -V (click)"

# What pip writes to bin/kgraph. Before 25.3 it loaded `re` besides, which costs half a Python more.
SCRIPT = """\
import sys
from kgraph.cli import main
if __name__ == '__main__':
    sys.argv[0] = sys.argv[0].removesuffix('.exe')
    sys.exit(main())
"""


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    """The CPU time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def small_store(path: Path) -> Path:
    """A store of one quad."""
    store = Store(str(path))
    name = NamedNode("https://example.org/x")
    store.add(Quad(name, name, Literal("x"), name))
    store.flush()
    return path


def installed(folder: Path) -> Path:
    """The script of the installed program; one like it where kgraph is not installed."""
    script = Path(sys.executable).with_name("kgraph")
    if not script.exists():
        script = folder / "kgraph"
        script.write_text(SCRIPT, encoding="utf-8")
    return script


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long the program takes to start.")
    parser.add_argument("-n", type=int, default=21, metavar="RUNS")
    parser.add_argument("-s", type=Path, metavar="STORE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = str(options.s or small_store(Path(folder, "store")))
        # Modules are compiled once, as on a machine where the program was used before.
        environment = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        program = [sys.executable, str(installed(Path(folder)))]
        commands = {
            BASE: [sys.executable, "-c", "import pyoxigraph"],
            "kgraph --version": [*program, "--version"],
            "kgraph query 'ASK {…}'": [*program, "query", "-s", store, "ASK { ?s ?p ?o }"],
            "kgraph query speakers": [*program, "query", "-s", store, "speakers"],
            "kgraph query --list": [*program, "query", "--list"],
            UNLIMITED: [*program, "-V"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(options.n + 1):
            for name, command in commands.items():
                seconds = cpu_seconds(command, environment)
                if run:  # the first one compiles
                    times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratios = {name: seconds / medians[BASE] for name, seconds in medians.items()}
    for name, seconds in medians.items():
        print(f"{name:<30} {seconds * 1000:7.1f} ms  {ratios[name]:5.2f}")
    return int(any(ratio > LIMIT for name, ratio in ratios.items() if name != UNLIMITED))


if __name__ == "__main__":
    sys.exit(main())
