"""Files and folders of gold and claims, paired by name."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluate.matching import Line
from kgraph.evaluate.scoring import Judged, judge


def evaluate(gold: Path, claims: Path) -> list[Judged]:
    """Compare claims with gold, document by document, in the order of their names.

    Args:
        gold: A file of gold lines, or a folder of them, ``NAME.gold.jsonl`` or ``NAME.jsonl``.
        claims: A file of claims, or a folder of them, ``NAME.claims.jsonl`` or ``NAME.jsonl``. One file against a
            folder of gold is split by the documents of its claims: ``NAME``, with or without folder and ending.

    Raises:
        ReadError: If one cannot be read, or no claims belong to any of the gold.
    """
    if not gold.is_dir():
        if claims.is_dir():
            msg = f"{claims}: a folder of claims against a single file of gold; give two files, or two folders"
            raise ReadError(msg)
        return [judge(stem(gold.name, ".gold.jsonl"), read_gold(gold), read_claims(claims))]
    golds = gold_files(gold)
    found = claims_of_folder(claims) if claims.is_dir() else split(read_claims(claims))
    if not golds.keys() & found.keys():
        names = ", ".join(sorted(golds)[:3]) or "no file"
        msg = f"{claims}: no claims on what {gold} holds gold for ({names}); claims are paired with gold by name"
        raise ReadError(msg)
    return [judge(name, read_gold(path), found.get(name, [])) for name, path in sorted(golds.items())]


def gold_files(path: Path) -> dict[str, Path]:
    """Files of gold by their name: a file itself, or those of a folder, marked so where there are any."""
    if not path.is_dir():
        return {stem(path.name, ".gold.jsonl"): path}
    files = sorted(path.glob("*.gold.jsonl")) or sorted(path.glob("*.jsonl"))
    return {stem(file.name, ".gold.jsonl"): file for file in files}


def claims_of_folder(folder: Path) -> dict[str, list[Line]]:
    """The claims in a folder, by the name of their file."""
    paths = [path for path in sorted(folder.glob("*.jsonl")) if not path.name.endswith(".gold.jsonl")]
    return {stem(path.name, ".claims.jsonl"): read_claims(path) for path in paths}


def split(claims: Iterable[Line]) -> dict[str, list[Line]]:
    """Claims by the name of the document they come from, without its folder and ending."""
    parts: dict[str, list[Line]] = {}
    for claim in claims:
        document = str((claim.get("evidence") or {}).get("document", ""))
        parts.setdefault(Path(document).stem, []).append(claim)
    return parts


def stem(name: str, ending: str) -> str:
    """A file's name without its ending, ``.jsonl`` or a longer one."""
    return name.removesuffix(ending).removesuffix(".jsonl")


def read_gold(path: Path) -> list[Line]:
    """The gold lines of a file."""
    lists, numbers = ("subject", "relation", "object"), ("start", "end")
    return read_lines(
        path, "gold", lambda g: all(isinstance(g.get(k), list) for k in lists) and g.keys() >= set(numbers)
    )


def read_claims(path: Path) -> list[Line]:
    """The claims of a file."""
    return read_lines(path, "claim", lambda c: c.keys() >= {"subject", "relation", "object"})


def read_lines(path: Path, kind: str, fits: Callable[[Line], bool]) -> list[Line]:
    """Read JSON Lines, each an object that fits; blank lines are passed over."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        msg = f"{path}: {error.strerror or error}; give a file of JSON Lines"
        raise ReadError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8"
        raise ReadError(msg) from error
    lines: list[Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            msg = f"{path}:{number}: broken JSON: {error}"
            raise ReadError(msg) from error
        if not (isinstance(value, dict) and fits(value)):
            msg = f"{path}:{number}: no {kind}; see the fields of a {kind} in the guide"
            raise ReadError(msg)
        lines.append(value)
    return lines
