"""What the page's script gets: the story as plain JSON values, short names, numbers in place of IRIs."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from kgraph.model import Modality, Polarity
from kgraph.render.story import Article, Figure, Statement, Story

VERSION = 1
_LAST_NARROW = 0xFFFF


def payload(
    story: Story, *, nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], title: str | None
) -> dict[str, Any]:
    """The values; ``web/src/data.ts`` says what each means."""
    things = {thing.iri: n for n, thing in enumerate(story.things)}
    articles = {article.iri: n for n, article in enumerate(story.articles)}
    claims = {statement.iri: n for n, statement in enumerate(story.statements)}
    offsets = [_CodeUnits(article.text) for article in story.articles]
    return {
        "version": VERSION,
        "title": title or _title(story.articles),
        "articles": [_article(a) for a in story.articles],
        "things": [
            _filled({"iri": t.iri, "label": t.label, "type": t.type.value, "names": [*t.names], "same": [*t.same]})
            for t in story.things
        ],
        "relations": dict(story.relations),
        "claims": [_claim(s, things, articles, claims, offsets) for s in story.statements],
        "nodes": [_node(n) for n in nodes],
        "edges": [{**edge} for edge in edges],
    }


def _title(articles: Sequence[Article]) -> str:
    if len(articles) == 1:
        return articles[0].title or articles[0].id
    return "Who claims what"


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _article(article: Article) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in Article.__slots__}
    return _filled(values | {"text": article.text, "title": article.title or article.id})


def _node(node: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the page knows from the thing or doesn't use."""
    return {name: value for name, value in node.items() if name not in {"label", "physics", "shape", "title"}}


class _CodeUnits:
    """Turns code points of a text into UTF-16 code units, which is what JavaScript's strings count."""

    def __init__(self, text: str) -> None:
        self.any_text = bool(text)
        self._wide = [n for n, character in enumerate(text) if ord(character) > _LAST_NARROW]

    def __getitem__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)


def _figure(figure: Figure) -> dict[str, Any]:
    return _filled({name: getattr(figure, name) for name in Figure.__slots__})


def _claim(
    statement: Statement,
    things: Mapping[str, int],
    articles: Mapping[str, int],
    claims: Mapping[str, int],
    offsets: Sequence[_CodeUnits],
) -> dict[str, Any]:
    article = articles[statement.article]
    values: dict[str, Any] = {
        "iri": statement.iri,
        "article": article,
        "relation": statement.relation,
        "subject": None if statement.subject is None else things[statement.subject],
        "object": things[statement.object],
        "start": offsets[article][statement.start],
        "end": offsets[article][statement.end],
        "speakers": [things[s] for s in statement.speakers],
        "modality": None if statement.modality is Modality.ASSERTED else statement.modality.value,
        "negative": True if statement.polarity is Polarity.NEGATIVE else None,
        "theme": None if statement.theme is None else things[statement.theme],
        "place": None if statement.place is None else things[statement.place],
        "when": statement.when,
        "figure": None if statement.figure is None else _figure(statement.figure),
        "confidence": statement.confidence,
        "alleged": True if statement.alleged else None,
        "conflicts": [claims[c] for c in statement.conflicts if c in claims],
        "quote": None if offsets[article].any_text else statement.quote,
    }
    return _filled(values)
