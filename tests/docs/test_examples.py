"""The commands in the documents print what the documents show."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATED = runpy.run_path(str(ROOT / "dev.py"))["SHOWN"]
WITH_OUTPUT = [name for name in GENERATED if name != "docs/reference/cli.md"]


@pytest.mark.parametrize("name", GENERATED)
def test_the_output_shown_is_the_real_one(name: str) -> None:
    command = [sys.executable, "-m", "cogapp", "--check", "--diff", "-P", "-I", "docs", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", WITH_OUTPUT)
def test_the_documents_show_commands(name: str) -> None:
    assert re.search(r"^\$ kgraph ", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_two_commands_of_the_readme_are_those_of_the_set_up_script() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npython3 dev.py demo\n" in readme
    assert "\npython3 dev.py test\n" in readme


def test_the_python_examples_run(tmp_path: Path) -> None:
    text = (ROOT / "docs/how-to/use-from-python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    build = [sys.executable, "-m", "kgraph", "build", str(ROOT / "data/articles"), "--no-page"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "supplies possible" in done.stdout
    assert re.search(r"^.+ \| .+$", done.stdout, re.MULTILINE)
