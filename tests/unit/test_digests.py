"""What a change of the rules is told by."""

import re
from pathlib import Path

import kgraph
from kgraph.pipeline import digests

SOURCE = Path(kgraph.__file__).parent
NO_RULES = {"errors", "resources", "decisions"}


def test_every_module_that_reading_uses_makes_articles_read_again() -> None:
    imported = set()
    for path in digests._code(digests._READING):
        imported |= set(re.findall(r"^from kgraph\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert imported - NO_RULES <= set(digests._READING)
    assert all((SOURCE / name).is_dir() or (SOURCE / f"{name}.py").is_file() for name in digests._READING)
