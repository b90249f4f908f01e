"""Extraction and merging measured: articles with gold beside them, and the corpus of sentences."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kgraph.errors import ReadError
from kgraph.evaluate import (
    Expectation,
    FoundMention,
    GoldMention,
    Judged,
    Matched,
    evaluate,
    gold_files,
    judge,
    match_mentions,
    mention_files,
    read_gold,
    read_mentions,
)
from kgraph.jsonl import dumps
from kgraph.model import DEFAULT_BASE, Appearance, Claim, Document, Span
from kgraph.pipeline.articles import Articles
from kgraph.pipeline.extraction import extract
from kgraph.resolution import resolve

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


def judge_merging(gold: Path, *, articles: Sequence[str] = (), model: str | None = None) -> tuple[Matched, ...]:
    """The mentions of the gold, each with the entity that it turns out to speak of once all articles are merged.

    Args:
        gold: A file of mentions, or a folder with such files in or below it.
        articles: Where the articles lie; beside the gold if none is given.
        model: Another spaCy pipeline, by name or path.

    Raises:
        ReadError: If something cannot be read, or the gold does not fit its articles.
    """
    golds = {file: read_mentions(file) for file in mention_files(gold)}
    documents = _articles_of(golds, articles)
    for file, mentions in golds.items():
        _check(mentions, documents, file=file)
    return match_mentions(
        [mention for mentions in golds.values() for mention in mentions],
        find_mentions(documents.values(), model=model),
    )


def _articles_of(golds: Mapping[Path, Sequence[GoldMention]], articles: Sequence[str]) -> dict[str, Document]:
    """The articles of some mentions by their id."""
    beside = dict.fromkeys(str(file.with_name(m.document)) for file, mentions in golds.items() for m in mentions)
    return {document.id: document for document in Articles.read(articles or tuple(beside)).documents}


def _check(mentions: Iterable[GoldMention], documents: Mapping[str, Document], *, file: Path) -> None:
    for mention in mentions:
        if mention.document not in documents:
            msg = f"{file}: no article {mention.document!r}; put it beside the gold, or name its place by --articles"
            raise ReadError(msg)
        words = documents[mention.document].text[mention.span.start : mention.span.end]
        if words != mention.surface:
            place = f"{mention.document} at {mention.span.start}-{mention.span.end}"
            msg = f"{file}: {place} reads {words!r}, not {mention.surface!r}; the article was changed after the gold"
            raise ReadError(msg)


def find_mentions(
    documents: Iterable[Document], *, model: str | None = None, base: str = DEFAULT_BASE
) -> list[FoundMention]:
    """Every mention in some documents with the entity that it speaks of once all of them are merged.

    Phrases that speak of several together ('both countries') are left out.
    """
    # As in extract: spaCy and the lexicon take seconds to load.
    from kgraph.entities import find_entities  # noqa: PLC0415
    from kgraph.nlp import read_parses  # noqa: PLC0415

    local: list[FoundMention] = []
    appearances: list[Appearance] = []
    for document, parse in read_parses(documents, model=model):
        entities = find_entities(document, parse, base=base)
        appearances += entities.appearances
        for mention in (m for m in entities.mentions.values() if m.head not in entities.members):
            token = parse.tokens[mention.head]
            local.append(FoundMention(document.id, mention.span, Span(token.start, token.end), mention.entity.id))
    final = {(m.document, m.entity): one.id for one in resolve(appearances, base=base) for m in one.members}
    return [replace(mention, entity=final[mention.document, mention.entity]) for mention in local]
