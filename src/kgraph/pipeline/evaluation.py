"""Extraction measured: articles with gold beside them, and the corpus of sentences."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluate import Expectation, Judged, evaluate, gold_files, judge, read_gold
from kgraph.jsonl import dumps
from kgraph.model import Claim, Document
from kgraph.pipeline.articles import Articles
from kgraph.pipeline.extraction import extract

ENDINGS = (".txt", ".md", ".html", ".htm", ".json")


def is_corpus(path: Path) -> bool:
    """Whether a path holds sentences in Markdown, not gold: such a file, or a folder without gold with such files."""
    if not path.is_dir():
        return path.suffix == ".md"
    return not any(path.glob("*.jsonl")) and any(path.rglob("*.md"))


def judge_gold(
    gold: Path,
    claims: Path | None = None,
    *,
    articles: Sequence[str] = (),
    model: str | None = None,
    min_confidence: float | None = None,
) -> list[Judged]:
    """Compare claims with gold, document by document; without claims they are found first.

    Args:
        gold: A file of gold lines, or a folder of them.
        claims: A file of claims, or a folder of them.
        articles: Where the articles lie, if no claims are given; an article belongs to the gold that is named after
            its id, without folder and ending. None for those beside the gold: ``NAME.txt`` to ``NAME.gold.jsonl``.
        model: Another spaCy pipeline, by name or path.
        min_confidence: Claims below it are left out; None for the usual threshold, for none where claims are given.

    Raises:
        ReadError: If something cannot be read, or no article or claims belong to the gold.
    """
    if claims is not None:
        return [_sure(document, min_confidence or 0) for document in evaluate(gold, claims)]
    files = gold_files(gold)
    documents = gold_articles(files, articles)
    if not documents:
        msg = f"{gold}: no articles beside the gold; name them NAME.txt, or give claims, or --articles"
        raise ReadError(msg)
    readings = extract(documents.values(), model=model, min_confidence=min_confidence)
    return [
        judge(name, read_gold(files[name]), [json.loads(dumps(claim)) for claim in reading.claims])
        for name, reading in zip(documents, readings, strict=True)
    ]


def _sure(judged: Judged, least: float) -> Judged:
    """The same without the claims that are less sure."""
    return judge(judged.name, judged.golds, [c for c in judged.claims if c.get("confidence", 1) >= least])


def gold_articles(files: Mapping[str, Path], articles: Sequence[str] = ()) -> dict[str, Document]:
    """The articles that files of gold belong to, by name; gold without one is left out.

    Args:
        files: The files of gold by name.
        articles: Where the articles lie; beside the gold if none is given.
    """
    if articles:
        by_name = {Path(document.id).stem: document for document in Articles.read(articles).documents}
        return {name: by_name[name] for name in files if name in by_name}
    beside = {
        name: next((path for ending in ENDINGS if (path := file.with_name(name + ending)).is_file()), None)
        for name, file in files.items()
    }
    return {name: Articles.read((str(path),)).documents[0] for name, path in beside.items() if path is not None}


def corpus_claims(
    lines: Iterable[Expectation], *, model: str | None = None, min_confidence: float | None = None
) -> dict[str, tuple[Claim, ...]]:
    """The claims of every text of a corpus, by its id, found in one run."""
    documents = {line.document.id: line.document for line in lines}
    readings = extract(documents.values(), model=model, min_confidence=min_confidence)
    return {reading.document.id: reading.claims for reading in readings}
