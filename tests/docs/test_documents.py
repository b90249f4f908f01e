"""What the documents promise is there: links lead somewhere, every command and every error is described."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph import errors
from kgraph.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md"), *ROOT.glob("ontology/**/*.md")]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", names(DOCUMENTS))
def test_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    broken = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, fragment = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists():
            broken.append(link)
        elif fragment:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            if fragment not in map(anchor, headings):
                broken.append(link)
    assert not broken


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kgraph", command, "--help"], capture_output=True, text=True, check=True
    )
    assert re.search(rf"^Example:\n +.*kgraph {command}\b", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(command: str) -> None:
    reference = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert re.search(rf"^#+ .*\b{command}\b", reference, re.MULTILINE)


def test_every_error_is_in_the_reference() -> None:
    reference = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+)` \|", reference, re.MULTILINE))
    raised = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert described == raised


def test_every_module_is_in_the_architecture() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    described = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", architecture))))
    source = ROOT / "src/kgraph"
    modules = [path for path in source.rglob("*.py") if path.parent != source]
    assert [path.relative_to(source).as_posix() for path in modules if path.stem not in {*described, "__init__"}] == []


def test_every_document_can_be_reached_from_the_index() -> None:
    reached, waiting = set(), [ROOT / "docs/index.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or not path.exists():
            continue
        reached.add(path)
        links = LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
        waiting += [
            (path.parent / link.partition("#")[0]).resolve() for link in links if link.partition("#")[0].endswith(".md")
        ]
    assert set(ROOT.glob("docs/**/*.md")) - reached == set()
