"""What each kind of link between mentions is worth: the mean F1 of articles with gold, with the kind left out.

    python benchmarks/coreference.py [FOLDER...]

A folder holds ``NAME.gold.jsonl`` and beside it the article ``NAME.txt``; ``GOLD:ARTICLES`` names two folders. Without
any it takes the articles of this project. Articles are parsed once; entities and claims are found anew for each kind.
The last column counts the lines of ``tests/corpus`` that hold: gold accepts every name of an entity, so that a link
between two names shows there only where a sentence was written for it.
"""

import argparse
import json
import sys
from collections.abc import Set as AbstractSet
from pathlib import Path
from statistics import fmean
from typing import Any

from kgraph.claims import confidence_model, find_claims
from kgraph.entities import ALL_LINKS, Link, find_entities
from kgraph.evaluate import Expectation, Row, compare, gold_files, macro, pooled, read_corpus, read_gold
from kgraph.jsonl import dumps
from kgraph.model import DEFAULT_BASE, Document
from kgraph.nlp import read_parses
from kgraph.parse import Parse
from kgraph.pipeline.evaluation import gold_articles

ROOT = Path(__file__).parents[1]
OWN = ("data/gold:data/articles", "tests/articles")

Article = tuple[str, list[Any], Document, Parse]


def read_articles(folder: str) -> list[Article]:
    """The articles of a folder: name, gold, document, parse."""
    gold, _, articles = folder.partition(":")
    files = gold_files(ROOT / gold)
    documents = gold_articles(files, [str(ROOT / articles)] if articles else ())
    parsed = zip(documents, read_parses(documents.values()), strict=True)
    return [(name, read_gold(files[name]), document, parse) for name, (document, parse) in parsed]


def row(article: Article, links: AbstractSet[Link]) -> Row:
    """The figures of an article whose mentions are joined by these links."""
    name, golds, document, parse = article
    entities = find_entities(document, parse, base=DEFAULT_BASE, links=links)
    claims, _ = find_claims(document, parse, entities, base=DEFAULT_BASE)
    sure = [claim for claim in claims if claim.confidence >= confidence_model().threshold]
    return compare(name, golds, [json.loads(dumps(claim)) for claim in sure])


def read_sentences() -> list[tuple[Document, Parse, list[Expectation]]]:
    """The texts of the corpus, parsed, each with its lines."""
    lines: dict[str, list[Expectation]] = {}
    documents: dict[str, Document] = {}
    for line in read_corpus(ROOT / "tests" / "corpus"):
        documents[line.document.id] = line.document
        lines.setdefault(line.document.id, []).append(line)
    return [(document, parse, lines[document.id]) for document, parse in read_parses(documents.values())]


def held(sentences: list[tuple[Document, Parse, list[Expectation]]], links: AbstractSet[Link]) -> int:
    """How many lines of the corpus hold where mentions are joined by these links."""
    count = 0
    for document, parse, lines in sentences:
        entities = find_entities(document, parse, base=DEFAULT_BASE, links=links)
        claims, _ = find_claims(document, parse, entities, base=DEFAULT_BASE)
        count += sum(line.holds(claims) for line in lines)
    return count


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The mean F1 of articles with gold, with each kind of link left out.")
    parser.add_argument("folders", nargs="*", default=OWN, metavar="FOLDER", help="FOLDER or GOLD:ARTICLES")
    articles = [article for folder in parser.parse_args().folders for article in read_articles(folder)]
    sentences = read_sentences()
    print(f"{len(articles)} articles, {len(sentences)} texts of the corpus\n")
    print(f"{'links':<22}  precision  recall     F1    worth  speaker  right  wrong  corpus")
    best = 0.0
    kinds: list[tuple[str, AbstractSet[Link]]] = [(f"without {link}", ALL_LINKS - {link}) for link in Link]
    for name, links in [("all", ALL_LINKS), *kinds, ("none", frozenset[Link]())]:
        rows = [row(article, links) for article in articles]
        means, total = macro(rows), pooled(rows)
        f1 = fmean(each.f1 for each in rows)
        best = best or f1
        sure = held(sentences, links)
        print(
            f"{name:<22}  {means['precision']:9.3f}  {means['recall']:6.3f}  {f1:.4f}  "
            f"{best - f1:+.4f}  {means['attribution']:7.3f}  {total.right:5}  {total.wrong:5}  {sure:6}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
