"""Runs the commands that the documents show, and prints them with what they really print.

The blocks between ``[[[cog`` and ``[[[end]]]`` in README.md and docs/ are made by this:

    python3 dev.py make

The tests tell whether they are still true.
"""

import atexit
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import fmean
from typing import Any

ROOT = Path(__file__).parents[1]


_places: list[Path] = []


def start(*folders: str) -> None:
    """Begin a document: an empty folder with the sample articles in it, and other folders of ours; gone at the end."""
    place = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for folder in ("data/articles", *folders):
        shutil.copytree(ROOT / folder, place / folder)
    _places.append(place)


def _output(command: str, *, messages: bool) -> str:
    """What a command prints, run by the shell as a reader would, after those before it."""
    shell = f'kgraph() {{ {shlex.quote(sys.executable)} -m kgraph "$@"; }}\n{command}'
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(  # noqa: S603 - the commands are those of our own documents
        ["bash", "-c", shell],  # noqa: S607
        cwd=_places[-1],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if messages else subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"{command}: exit status {done.returncode}\n{done.stderr}"
        raise RuntimeError(message)
    return done.stdout


def run(command: str, *, lines: int | None = None, messages: bool = False) -> None:
    """Print a block with a command and what it prints.

    Args:
        command: A line for the shell.
        lines: After how many lines to stop, if there are more.
        messages: Whether what goes to stderr is shown too.
    """
    rows = _output(command, messages=messages).rstrip("\n").split("\n")
    print(f"```console\n$ {command.rstrip()}")
    print("\n".join(row.rstrip() for row in rows[:lines]))
    print("…\n```" if lines and len(rows) > lines else "```")


def prepare(command: str) -> None:
    """Run a command whose output is not shown."""
    _output(command, messages=False)


def reference() -> None:
    """Print a section for each command: its help."""
    import click  # noqa: PLC0415 - the other documents need no kgraph in this process

    from kgraph.cli.commands import COMMANDS, program  # noqa: PLC0415 - as above

    start()
    for name in COMMANDS:
        print(f"## kgraph {name}\n")
        run(f"kgraph {name} --help")
        print()
        with click.Context(program) as context:
            command = program.get_command(context, name)
            below = command.list_commands(context) if isinstance(command, click.Group) else []
        for part in below:
            print(f"### kgraph {name} {part}\n")
            run(f"kgraph {name} {part} --help")
            print()


def corpus() -> None:
    """Print how many lines of the corpus of sentences hold."""
    from kgraph.evaluate import read_corpus  # noqa: PLC0415 - as above

    lines = read_corpus(ROOT / "tests/corpus")
    failures = [line for line in lines if line.known_failure]
    print(f"Of the {len(lines)} claims that [our own sentences](tests/corpus/README.md) must or must not give,")
    print(f"{len(lines) - len(failures)} are right; the {len(failures)} others are marked there. `pytest tests/corpus`")
    print("holds it to that.")


def lexicon() -> None:
    """Print how many entries the lexicon has."""
    from kgraph.lexicon import lexicon as shipped  # noqa: PLC0415 - as above

    known = shipped()
    parts = {
        name: {(frame.lemma, frame.line) for frames in part.values() for frame in frames}
        for name, part in (("verbs", known.verbs), ("event nouns", known.nouns), ("adjectives", known.adjectives))
    }
    words = sum(len({lemma for lemma, _ in part}) for part in parts.values())
    frames = sum(map(len, parts.values()))
    embedding = {(entry.pos, entry.line) for entries in known.embedding.values() for entry in entries}
    print(f"It has {words:,} words and expressions with {frames:,} frames: ", end="")
    print(", ".join(f"{len(part):,} of {name}" for name, part in parts.items()) + ".")
    print(f"{len(embedding):,} entries are of words that embed a clause; {len(known.types):,} nouns have their type.")


def sentences(*texts: str) -> None:
    """Print a table of sentences, each an article of 4 November 2024, and the claims that are found in them."""
    articles = [
        {"id": str(number), "text": f"News\n\n{text}", "published": "2024-11-04"} for number, text in enumerate(texts)
    ]
    lines = shlex.quote("\n".join(map(json.dumps, articles)))
    claims = list(
        map(json.loads, _output(f"echo {lines} | kgraph extract --input-format jsonl -", messages=False).splitlines())
    )
    print("| the text says | kgraph finds |\n|---|---|")
    for number, text in enumerate(texts):
        found = [_in_words(claim) for claim in claims if claim["evidence"]["document"] == str(number)]
        print(f"| {text} | {'<br>'.join(found) or 'nothing: nobody says so'} |")


def _in_words(claim: dict[str, Any]) -> str:
    """A claim on one line, with what is unusual about it."""
    said = [claim["modality"]] if claim["modality"] != "asserted" else []
    said += ["**not** so"] if claim["polarity"] == "negative" else []
    said += ["merely alleged"] if claim.get("alleged") else []
    said += (
        ["said by " + " > ".join(speaker["label"] for speaker in claim["attributedTo"])]
        if claim["attributedTo"]
        else []
    )
    figure = claim["quantity"]
    said += [f"{figure['value']} {figure['unit']}" + _bound(figure["bound"])] if figure else []
    said += [claim["time"]] if claim["time"] else []
    said += [claim["place"]["label"]] if claim["place"] else []
    subject = claim["subject"]["label"] if claim["subject"] else "somebody"
    theme = f": {claim['theme']['label']}" if claim["theme"] else ""
    return f"{subject} *{claim['relation']}* {claim['object']['label']}{theme}" + (
        f" ({'; '.join(said)})" if said else ""
    )


def _bound(bound: str) -> str:
    return "" if bound == "exact" else f" {bound}"


def measured() -> None:
    """Print a table of the figures that extraction reaches on the articles with gold, as rows of Markdown."""
    start("data/gold", "tests/articles")
    samples = _rows("kgraph evaluate data/gold --articles data/articles --json")
    tests = _rows("kgraph evaluate tests/articles --json")
    held_out = {name: row for name, row in tests.items() if name[1] in "5678"}
    print("| articles | precision | recall | F1 | speaker | modality | polarity | figure |")
    print("|---|---|---|---|---|---|---|---|")
    for title, rows in (
        ("the thirteen samples, which were looked into", samples),
        ("eight test articles that were looked into", {n: r for n, r in tests.items() if n not in held_out}),
        ("eight that are held out: only scored", held_out),
    ):
        figures = ("precision", "recall", "f1", "attribution", "modality", "polarity", "quantity")
        means = (fmean(row[key] for row in rows.values() if row[key] is not None) for key in figures)
        print(f"| {title} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")


def merged() -> None:
    """Print a table of how well entities are merged across articles with gold, as rows of Markdown."""
    start("tests/entities")
    print("| articles | pairs of mentions | precision | recall |")
    print("|---|---|---|---|")
    for title, folder in (("looked into", "dev"), ("held out: only scored", "held-out")):
        row = _rows(f"kgraph evaluate tests/entities/{folder} --json")["across documents"]
        print(f"| {title} | {row['pairs']} | {row['precision']:.2f} | {row['recall']:.2f} |")


def _rows(command: str) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = json.loads(_output(command, messages=False))["rows"]
    return rows
