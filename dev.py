"""Sets kgraph up in a fresh checkout and runs it or its tests; needs nothing but Python 3.11 or newer.

    python3 dev.py demo                               the sample articles to claims, a graph and a page in out/
    python3 dev.py test [--no-skip] [PYTEST ARGS...]  every check: ruff, mypy, import contracts, tests
    python3 dev.py make                               anew what is made from something else and committed
    python3 dev.py measure                            quality on the sample articles' gold, speed against rivals
    python3 dev.py calibrate [FOLDER...]              the weights of confidence anew, from articles with gold

Each sets up .venv first and does so again only when pyproject.toml, constraints.txt or the Python changes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
MINIMUM = (3, 11)

# What the browser and server tests need beside Python packages: program → Debian package.
PROGRAMS = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "virtuoso-t": "virtuoso-opensource-7",
    "roqet": "rasqal-utils",
}

# What PyICU is built with, on which followthemoney rests; it has no wheels.
ICU = ("g++", "libicu-dev", "pkg-config")

# Documents that show what commands print.
SHOWN = (
    "README.md",
    "docs/tutorial.md",
    "docs/how-kgraph-reads.md",
    "docs/how-to/measure-extraction.md",
    "docs/how-to/political-events.md",
    "docs/how-to/teach-a-word.md",
    "docs/reference/cli.md",
)

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main(arguments: list[str]) -> int:
    """Run one of the commands; returns the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="demo|test|make|measure|calibrate")
    commands.add_parser("demo", help="set up, then build the graph of the sample articles")
    test = commands.add_parser("test", help="set up, then run every check; other arguments go to pytest")
    test.add_argument("--no-skip", action="store_true", help="a test that would be skipped fails")
    commands.add_parser("make", help="set up, then make the generated files anew: out/, references, shown output")
    commands.add_parser("measure", help="set up, then print the figures of quality and speed (some ten minutes)")
    fit = commands.add_parser("calibrate", help="set up, then fit the weights of confidence to articles with gold")
    fit.add_argument("folders", nargs="*", help="more articles: NAME.txt beside NAME.gold.jsonl")
    options, rest = parser.parse_known_args(arguments)
    if options.command != "test":
        if rest:
            parser.error(f"{options.command} takes no arguments: {' '.join(rest)}")
        if options.command == "calibrate":
            return calibrate([Path(folder).resolve() for folder in options.folders])
        return {"demo": demo, "make": make, "measure": measure}[options.command]()
    return check(no_skip=options.no_skip, pytest_arguments=rest)


def demo() -> int:
    """Build the graph of the sample articles."""
    set_up(dev=False)
    return run(BIN / "kgraph", "build", "data/articles", "--out", "out")


def make() -> int:
    """Make anew what is made from something else and committed, the page's bundle left out."""
    set_up(dev=True)
    steps = (
        (BIN / "python", "docs/make_reference.py"),
        (BIN / "kgraph", "build", "data/articles", "--out", "out", "--fresh"),
        (BIN / "python", "-m", "cogapp", "-r", "-P", "-I", "docs", *SHOWN),
    )
    return max(run(*step) for step in steps)


def measure() -> int:
    """Print the figures that the README gives."""
    set_up(dev=True)
    steps = (
        (BIN / "kgraph", "build", "data/articles", "--out", "out"),
        (BIN / "kgraph", "evaluate", "data/gold", "out/claims.jsonl"),
        *(
            (BIN / "python", f"benchmarks/{name}.py")
            for name in (
                "extraction",
                "coreference",
                "linking",
                "start",
                "store",
                "adding",
                "loading",
                "serving",
                "layout",
                "page",
            )
        ),
    )
    return max(run(*step) for step in steps)


def calibrate(folders: list[Path]) -> int:
    """Fit the weights of confidence anew."""
    set_up(dev=True)
    return run(BIN / "python", "benchmarks/calibrate.py", *folders, "--write")


def check(*, no_skip: bool, pytest_arguments: list[str]) -> int:
    """Run every check and say at the end which of them failed."""
    set_up(dev=True)
    install_programs()
    environment = os.environ | ({"KGRAPH_NO_SKIP": "1"} if no_skip else {})
    failed = []
    for command in (*CHECKS, ("pytest", *pytest_arguments)):
        say("$", *command)
        if run(BIN / command[0], *command[1:], environment=environment):
            failed.append(command[0])
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def set_up(*, dev: bool) -> None:
    """Make .venv and install kgraph into it, unless that has been done for these very files."""
    wanted = fingerprint()
    if set_up_before("dev", wanted) or (not dev and set_up_before("demo", wanted)):
        return
    say("setting up .venv (a few minutes the first time)")
    pip = (BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    if not set_up_before("demo", wanted):
        make_venv()
        # Older ones write a bin/kgraph that loads `re`: that takes longer than a query. They would do, though.
        run(*pip, "--upgrade", "pip>=25.3")
    # Editable, so that a change of the source needs no new set-up.
    pip = (*pip, "--constraint", ROOT / "constraints.txt")
    packages = ["--editable", str(ROOT), *(group("dev") if dev else [])]
    if run(*pip, *packages):
        stop("pip could not install what kgraph needs (its message is above): is there a network? Then run this again")
    if dev:
        install_icu()
        if run(*pip, *group("followthemoney")):
            say("followthemoney could not be installed: the tests that need it will be skipped")
    stamp("dev" if dev else "demo").write_text(wanted, encoding="utf-8")


def stamp(name: str) -> Path:
    """The file that tells what .venv was set up for."""
    return VENV / f"kgraph-{name}.stamp"


def set_up_before(name: str, wanted: str) -> bool:
    """Whether .venv was set up so, for the files as they are now."""
    return stamp(name).is_file() and stamp(name).read_text(encoding="utf-8") == wanted


def fingerprint() -> str:
    """Changes whenever what has to be installed does."""
    files = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    return hashlib.sha256(files + sys.version.encode() + str(ROOT).encode()).hexdigest()


def make_venv() -> None:
    """Make .venv with pip in it; a broken one, or one of another Python, is made anew."""
    command = (sys.executable, "-m", "venv", "--clear", VENV)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if done.returncode and apt_get_install(package):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop(
            f"{sys.executable} cannot make a virtual environment; on Debian or Ubuntu install {package}\n{done.stdout}"
        )


def install_icu() -> None:
    """Install what PyICU is built with, where it is missing and that is possible; pip says it where it is not."""
    icu = ("pkg-config", "--exists", "icu-i18n")
    if not shutil.which("pkg-config") or not shutil.which("c++") or run(*icu, quiet=True):
        apt_get_install(*ICU)


def group(name: str) -> list[str]:
    """The packages of a dependency group of pyproject.toml."""
    import tomllib  # noqa: PLC0415 - not there before Python 3.11, and main must say so first

    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["dependency-groups"][name]


def install_programs() -> None:
    """Install Chromium, Firefox, Virtuoso and Rasqal where that is possible; say so where it is not."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing and not apt_get_install(*(PROGRAMS[name] for name in missing)):
        say(f"{' and '.join(missing)} not found: the tests that need them will be skipped")


def apt_get_install(*packages: str) -> bool:
    """Install Debian packages; False where this is no Debian, the user is not root, or it does not work."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    say(f"installing {' '.join(packages)} with apt-get")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    update = ("apt-get", "update", "-qq")
    install = ("apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages)
    return not any(run(*step, environment=environment, quiet=True) for step in (update, install))


def run(*command: object, environment: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Run a program in the checkout; returns its exit status."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=environment, stdout=output, check=False
    ).returncode


def say(*words: object) -> None:
    """Tell the user something; stdout is for what the commands print."""
    print(*words, file=sys.stderr, flush=True)


def stop(message: str) -> None:
    """End with an error."""
    say(f"dev.py: {message}")
    raise SystemExit(1)


if __name__ == "__main__":
    if sys.version_info < MINIMUM:
        stop(f"needs Python 3.11 or newer, this is {sys.version.split()[0]}: run it with python3.11 or later")
    raise SystemExit(main(sys.argv[1:]))
