"""What it costs to add one article to a store of many, against building the store anew, in CPU time.

    python benchmarks/adding.py [--documents 1000]

The articles are the sample articles over and over, each time with other states, bodies, people, companies, figures and
days, so that they tell of other events: some states and bodies stand in every third article, most in few, as in news;
a person or company stands in some twenty. Both sides are the command
itself with --no-page --no-dump, from start to end. Of three articles that are added one after the other the median
counts. The store with the three is compared with one that was built from all at once: it must be the same, byte for
byte. Exit status 1 where adding is not 50 times cheaper, or gives anything else.
"""

import argparse
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kgraph.gazetteer import Entry, gazetteer
from kgraph.ingest import read_documents
from kgraph.model import Document, EntityType
from kgraph.pipeline.extraction import extract

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
LIMIT = 50
ADDED = 3
ARTICLES_AN_ACTOR = 20
KINDS = (EntityType.COUNTRY, EntityType.ORGANIZATION)
INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # a package is compiled but once
FIGURE = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{2,3}\b")  # no years
PUBLISHERS = tuple(f"The {name} Courier" for name in ("Northern", "Southern", "Eastern", "Western", "Central"))
HEADS = (
    "Bar Del Fen Gor Hal Jor Kel Lan Mor Nes Orl Pel Ras Sol Tar Ulm Ver Wes Yar Zan".split()  # noqa: SIM905 - shorter
)
MIDDLES = ["a", "e", "i", "o", "ane", "eri", "olo", "una", "ima", "arro"]
TAILS = ["ck", "dal", "fer", "gan", "lin", "mas", "nov", "rik", "ssen", "ton", "vic", "zar"]


def main() -> int:
    """Build, add, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=1000, help="how many the store holds (default: 1000)")
    count = options.parse_args().documents
    articles = make_articles(count + ADDED)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        anew = cpu_of_build(write(articles[:count], place / "many.jsonl"), place / "out")
        added = [
            cpu_of_build(write([article], place / f"{number}.jsonl"), place / "out")
            for number, article in enumerate(articles[count:])
        ]
        cpu_of_build(write(articles, place / "all.jsonl"), place / "whole")
        same = dump(place / "out") == dump(place / "whole")
    ratio = anew / statistics.median(added)
    print(f"building {count:,} documents anew: {anew:.1f} s of CPU time")
    print(f"adding one: {', '.join(f'{cpu:.2f}' for cpu in added)} s")
    print(f"adding is {ratio:.0f} times cheaper (at least {LIMIT}); the same bytes: {'yes' if same else 'NO'}")
    return 0 if same and ratio >= LIMIT else 1


def make_articles(count: int) -> list[Document]:
    """The sample articles again and again with other names, figures, days and ids."""
    samples = [read for read in read_documents([ARTICLES]) if isinstance(read, Document)]
    casts, known = [cast_of(sample) for sample in samples], [known_in(sample.text) for sample in samples]
    chance = random.Random(7)  # noqa: S311 - the same names every time
    words = sorted({head + middle + tail for head in HEADS for middle in MIDDLES for tail in TAILS})
    pool = chance.sample(words, min(len(words), max(60, count * 6 // ARTICLES_AN_ACTOR)))
    made = []
    for number in range(count):
        sample, cast = samples[number % len(samples)], casts[number % len(samples)]
        others = dict(zip(cast, chance.sample(pool, len(cast)), strict=True))
        others |= other_names(known[number % len(samples)], chance)
        text = FIGURE.sub(lambda found: other_figure(found.group(), chance), renamed(sample.text, others))
        title = renamed(sample.title, others) if sample.title else None
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
        made.append(Document(f"{sample.id}-{number}", text, title, None, chance.choice(PUBLISHERS), day.isoformat()))
    return made


def known_in(text: str) -> dict[EntityType, list[Entry]]:
    """The states and bodies of the gazetteer that a text names by their labels."""
    return {kind: [entry for entry in alike(kind) if entry.label in text] for kind in KINDS}


@cache
def alike(kind: EntityType) -> list[Entry]:
    """Entries that may take each other's places."""
    entries = [entry for entry in gazetteer().entries.values() if entry.type is kind]
    return [entry for entry in entries if kind is not EntityType.COUNTRY or (entry.demonyms and entry.capitals)]


def other_names(known: dict[EntityType, list[Entry]], chance: random.Random) -> dict[str, str]:
    """What each of them is called here, by all its names; a few others come often."""
    others: dict[str, str] = {}
    for kind, here in known.items():
        weights = [1 / (rank + 3) for rank in range(len(alike(kind)))]
        taken: list[Entry] = []
        while len(taken) < len(here):
            (found,) = chance.choices(alike(kind), weights)
            if found not in taken:
                taken.append(found)
        for old, new in zip(here, taken, strict=True):
            others |= dict.fromkeys((old.label, *old.names), new.label)
            others |= dict.fromkeys((*old.capitals, *old.seats), (new.capitals or (new.label,))[0])
            others |= dict.fromkeys(old.demonyms, (new.demonyms or (new.label,))[0])
    return others


def renamed(text: str, others: dict[str, str]) -> str:
    """The text with other names, all at once."""
    names = sorted(others, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return pattern.sub(lambda found: others[found.group()], text)


def other_figure(figure: str, chance: random.Random) -> str:
    """Another figure of the same length; years stay."""
    return figure[0] + "".join(c if c == "," else str(chance.randrange(10)) for c in figure[1:])


def cast_of(article: Document) -> list[str]:
    """The surnames of people and the first words of other names in an article that the gazetteer does not have."""
    (reading,) = extract([article])
    parts = set()
    for appearance in reading.appearances:
        entity = appearance.entity
        words = entity.label.split()
        if appearance.named and entity.type in {EntityType.PERSON, EntityType.ORGANIZATION} and len(words) > 1:
            parts.add(words[-1] if entity.type is EntityType.PERSON else words[0])
    return sorted(part for part in parts if part.isalpha() and part[0].isupper() and not gazetteer().find(part))


def write(articles: Sequence[Document], path: Path) -> Path:
    """The articles as JSON Lines."""
    lines = (
        {"id": a.id, "title": a.title, "text": a.text, "publisher": a.publisher, "published": a.published}
        for a in articles
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def cpu_of_build(articles: Path, out: Path) -> float:
    """CPU seconds, of all its processes and threads, that the command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "kgraph", "build", articles, "--out", out, "--no-page", "--no-dump"]
    subprocess.run(command, check=True, capture_output=True, env=INSTALLED)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def dump(out: Path) -> tuple[bytes, bytes]:
    """All that a folder holds of a graph and of claims."""
    command = [sys.executable, "-m", "kgraph", "export", "-s", out / "store", "--format", "nquads"]
    graph = subprocess.run(command, check=True, capture_output=True).stdout
    return graph, (out / "claims.jsonl").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
