"""How many names of states, capitals and international bodies lead to the right Wikidata entity.

    python benchmarks/linking.py [FOLDER GOLD.tsv] [--wrong]

FOLDER holds articles in any format that kgraph reads. GOLD is a table with tabs, a line a mention; its first line names
the columns: ``document`` (the article's id, for a file its name without the ending), ``start`` and ``end`` (code points
into its text), ``surface`` (the words there) and ``wikidata`` (the right identifier; several with ``|`` between, where
each is right). A capital has the state's where it stands for the government, the town's where something happens there.
Lines that begin with ``#`` are passed over. Without arguments it takes the articles of this project and
``tests/linking.tsv``.

A mention that nothing was found for counts as wrong. Prints the share for each kind of name and for all; the status is
1 where that is below ``--least``.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.cities import city_entry
from kgraph.entities import find_entities
from kgraph.gazetteer import Kind, gazetteer
from kgraph.ingest import read_documents
from kgraph.model import DEFAULT_BASE, Document, Entity, EntityType, Issue
from kgraph.nlp import read_parses
from kgraph.parse import Mention

ROOT = Path(__file__).parents[1]
OWN = (ROOT / "data" / "articles", ROOT / "tests" / "linking.tsv")


@dataclass(frozen=True)
class Line:
    """A mention of the gold."""

    document: str
    start: int
    end: int
    surface: str
    right: frozenset[str]


def read_lines(path: Path) -> list[Line]:
    """The mentions of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [
            Line(
                row["document"],
                int(row["start"]),
                int(row["end"]),
                row["surface"],
                frozenset(row["wikidata"].split("|")),
            )
            for row in rows
        ]


def named(document: Document) -> str:
    """What the gold calls a document."""
    return Path(document.id).stem if Path(document.id).suffix in {".txt", ".md", ".html"} else document.id


def item(entity: Entity) -> str | None:
    """The Wikidata identifier that an entity leads to."""
    key = entity.id.removeprefix(f"{DEFAULT_BASE}entity/")
    entry = gazetteer().entries.get(key) or city_entry(key)
    return entry.wikidata if entry else None


def found_for(line: Line, mentions: Iterable[Mention]) -> Mention | None:
    """The shortest mention that has a word of the line in it."""
    over = [m for m in mentions if m.span.start < line.end and line.start < m.span.end]
    return min(over, key=lambda m: (m.span.end - m.span.start, m.span.start), default=None)


def kind_of(line: Line) -> str:
    """What sort of name a line is about."""
    match = gazetteer().find(line.surface)
    if match is None:
        return "other"
    if match.kind is Kind.NAME:
        return "state" if match.entry.type is EntityType.COUNTRY else "body"
    return match.kind.value


def judged(documents: Iterable[Document], lines: Iterable[Line]) -> Iterator[tuple[Line, Mention | None, str | None]]:
    """Each line with what was found for it and where that leads."""
    wanted: dict[str, list[Line]] = {}
    for line in lines:
        wanted.setdefault(line.document, []).append(line)
    for document, parse in read_parses(document for document in documents if named(document) in wanted):
        mentions = find_entities(document, parse, base=DEFAULT_BASE).mentions.values()
        for line in wanted[named(document)]:
            if document.text[line.start : line.end] != line.surface:
                sys.exit(f"{line.document}: no {line.surface!r} at {line.start}")
            mention = found_for(line, mentions)
            yield line, mention, item(mention.entity) if mention else None


def main() -> int:
    """Print the shares; 1 where too few are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=OWN[0])
    parser.add_argument("gold", nargs="?", type=Path, default=OWN[1])
    parser.add_argument("--wrong", action="store_true", help="print each mention that leads elsewhere")
    parser.add_argument("--least", type=float, default=0.95, help="the share that has to be right (default 0.95)")
    options = parser.parse_args()
    lines = read_lines(options.gold)
    documents = [document for document in read_documents([str(options.folder)]) if not isinstance(document, Issue)]
    right: Counter[str] = Counter()
    judgements = list(judged(documents, lines))
    for line, mention, leads in judgements:
        if leads in line.right:
            right[kind_of(line)] += 1
        elif options.wrong:
            seen = mention.entity.id.rpartition("/")[2] if mention else "nothing"
            print(f"{line.document}:{line.start} {line.surface}: {seen} ({leads}), not {'|'.join(sorted(line.right))}")
    missing = len(lines) - len(judgements)
    if missing:
        print(f"{missing} lines are about articles that are not in {options.folder}")
    for kind, count in sorted(Counter(map(kind_of, lines)).items()):
        print(f"{kind:8} {right[kind]:4} of {count:4}  {right[kind] / count:.3f}")
    share = right.total() / len(lines)
    print(f"{'all':8} {right.total():4} of {len(lines):4}  {share:.3f}")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
