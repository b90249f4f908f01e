"""What extraction costs over the parser alone, in CPU time.

    OMP_NUM_THREADS=1 python benchmarks/extraction.py [--words 100000] [--long]

The text is that of the sample articles, repeated under new ids until there are enough words. Both sides read the same
text with the same pipeline: one by spaCy's ``nlp.pipe`` and nothing more, the other from documents to claims. They take
turns, a few dozen articles each, so that a busy machine slows both alike. Loading the model, the
lexicon and the gazetteer is left out on both sides. With ``--long`` all the text is one document, to show what grows
faster than the text does. Exit status 1 where the ratio is above 1.4.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy is imported: threads that wait would count as CPU time

from kgraph.ingest import read_documents
from kgraph.model import Document
from kgraph.nlp import load_pipeline
from kgraph.pipeline.extraction import extract

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
LIMIT = 1.4
TURN = 32  # articles


def make_text(words: int) -> list[Document]:
    """The sample articles over and over, until they have so many words."""
    articles = [read for read in read_documents([ARTICLES]) if isinstance(read, Document)]
    found: list[Document] = []
    count = 0
    while count < words:
        article = articles[len(found) % len(articles)]
        found.append(replace(article, id=f"{article.id}-{len(found)}"))
        count += len(article.text.split())
    return found


def as_one(documents: Sequence[Document]) -> Document:
    """All of them as one long document."""
    return replace(documents[0], text="\n\n".join(document.text for document in documents))


def turns(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """The documents, a few dozen at a time."""
    for first in range(0, len(documents), TURN):
        yield documents[first : first + TURN]


def parse(documents: Sequence[Document]) -> int:
    """The parser alone; how many sentences it finds."""
    return sum(1 for doc in load_pipeline().pipe(document.text for document in documents) for _ in doc.sents)


def read_claims(documents: Sequence[Document]) -> int:
    """From documents to claims; how many there are."""
    return sum(len(reading.claims) for reading in extract(documents))


def cpu_seconds(work: Callable[[Sequence[Document]], int], documents: Sequence[Document]) -> tuple[float, int]:
    """The CPU time of the process with all its threads, and what the work returned."""
    before = time.process_time()
    result = work(documents)
    return time.process_time() - before, result


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What extraction costs over the parser alone, in CPU time.")
    parser.add_argument("--words", type=int, default=100_000, help="how many at least (default: 100000)")
    parser.add_argument("--long", action="store_true", help="all of them in one document")
    options = parser.parse_args()
    documents = make_text(options.words)
    words = sum(len(document.text.split()) for document in documents)
    sides = [parse, read_claims]
    for work in sides:
        work(documents[:TURN])  # loads the model, the lexicon and the gazetteer
    seconds = dict.fromkeys(sides, 0.0)
    results = dict.fromkeys(sides, 0)
    for number, some in enumerate([[as_one(documents)]] if options.long else turns(documents)):
        for work in sides if number % 2 else reversed(sides):
            taken, result = cpu_seconds(work, some)
            seconds[work] += taken
            results[work] += result
    ratio = seconds[read_claims] / seconds[parse]
    count = 1 if options.long else len(documents)
    print(f"{words:,} words in {count} document{'s' * (count > 1)}, {results[read_claims]:,} claims")
    for name, work in (("nlp.pipe", parse), ("extraction", read_claims)):
        print(f"{name:<12} {seconds[work]:7.2f} s CPU  {words / seconds[work]:7,.0f} words/s")
    print(f"{'ratio':<12} {ratio:7.2f}    at most {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
