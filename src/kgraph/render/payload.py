"""What the page's script gets: the story in columns, numbers in place of IRIs; ``web/src/wire.ts`` reads it again."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Any, TypeVar

from kgraph.model import Modality, Polarity
from kgraph.render.story import Article, Figure, Statement, Story

VERSION = 2
_LAST_NARROW = 0xFFFF
_T = TypeVar("_T")


def payload(  # noqa: PLR0913 - the parts of a page
    story: Story,
    *,
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    communities: Sequence[Mapping[str, Any]] = (),
    ways: Sequence[str],
    title: str | None,
) -> dict[str, Any]:
    """All but the texts.

    Args:
        story: What to show.
        nodes: pyvis's, placed: ``x``, ``y``, ``size``, perhaps ``color`` and ``community``, a place among the
            communities, else the last of them; those that mark that nobody is named say beside which thing they stand
            (``of``).
        edges: pyvis's, each with its ``claims``. The script finds them again by itself and is told the difference.
        communities: ``label``, ``x``, ``y``, ``r`` and ``size`` of each.
        ways: The keys of ways of saying it, in the order in which ``style.json`` has them.
        title: What the page is called.
    """
    things = {thing.iri: n for n, thing in enumerate(story.things)}
    claims = {statement.iri: n for n, statement in enumerate(story.statements)}
    unnamed = [node for node in nodes if "of" in node]
    named = [node for node in nodes if "of" not in node]
    return {
        "version": VERSION,
        "title": title or _title(story.articles),
        "articles": _articles(story),
        "things": _things(story),
        "relations": [
            _filled({"name": r.name, "label": r.label, "parent": r.parent, "group": r.group}) for r in story.relations
        ],
        "claims": _claims(story, things, {way: n for n, way in enumerate(ways)}),
        "conflicts": sorted(
            [*sorted((claims[c.left], claims[c.right])), int(c.figures)]
            for c in story.conflicts
            if c.left in claims and c.right in claims
        ),
        "communities": [
            {"id": n} | {name: one[name] for name in ("label", "x", "y", "r", "size")}
            for n, one in enumerate(communities)
        ],
        "nodes": {
            **_columns(named, "id", "x", "y", "size"),
            "community": [node.get("community", len(communities) - 1) for node in named],
            "color": sparse(node.get("color") for node in named),
        },
        "unnamed": _columns(unnamed, "of", "x", "y", "size"),
        **_changed_edges(edges, len(story.statements)),
    }


def texts(story: Story) -> list[str]:
    """The texts of the articles, which most readers of a page never need all of."""
    return [article.text for article in story.articles]


def sparse(values: Iterable[_T | None]) -> dict[str, list[Any]]:
    """Those values that are there, and where: each place as its distance from the one before."""
    filled = [(n, value) for n, value in enumerate(values) if value not in (None, "", (), [])]
    return {"at": _distances(n for n, _ in filled), "of": [value for _, value in filled]}


def _distances(places: Iterable[int]) -> list[int]:
    return [place - before for before, place in pairwise([0, *places])]


def _iris(iris: Sequence[str]) -> dict[str, Any]:
    """Without what they all begin with."""
    first, last = (min(iris), max(iris)) if iris else ("", "")
    base = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return {"base": base, "rest": [iri[len(base) :] for iri in iris]}


def _coded(values: Sequence[str]) -> dict[str, Any]:
    codes = {value: n for n, value in enumerate(sorted(set(values)))}
    return {"values": [*codes], "codes": [codes[value] for value in values]}


def _columns(rows: Sequence[Mapping[str, Any]], *names: str) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in names}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _title(articles: Sequence[Article]) -> str:
    if len(articles) == 1:
        return articles[0].title or articles[0].id
    return "Who claims what"


def _articles(story: Story) -> dict[str, Any]:
    articles = story.articles
    counts = dict.fromkeys((a.iri for a in articles), 0)
    for statement in story.statements:
        counts[statement.article] += 1
    optional = ("publisher", "published", "url", "language")
    return {
        "iri": _iris([a.iri for a in articles]),
        "id": [a.id for a in articles],
        "title": [a.title or a.id for a in articles],
        "claims": [*counts.values()],
        **{name: sparse(getattr(a, name) for a in articles) for name in optional},
    }


def _things(story: Story) -> dict[str, Any]:
    things = story.things
    return {
        "iri": _iris([t.iri for t in things]),
        "label": [t.label for t in things],
        "type": _coded([t.type.value for t in things]),
        "names": sparse(t.names for t in things),
        "same": sparse(t.same for t in things),
        "merges": sparse([(m.left, m.right, m.reason, m.score) for m in t.merges] for t in things),
    }


class _CodeUnits:
    """Turns code points of a text into UTF-16 code units, which is what JavaScript's strings count."""

    def __init__(self, text: str) -> None:
        self.any_text = bool(text)
        wide = not text.isascii()
        self._wide = [n for n, character in enumerate(text) if ord(character) > _LAST_NARROW] if wide else []

    def __getitem__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset) if self._wide else offset


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else _filled({name: getattr(figure, name) for name in Figure.__slots__})


def _claims(story: Story, things: Mapping[str, int], ways: Mapping[str, int]) -> dict[str, Any]:
    """The claims in columns, in order of article and place: starts are distances within an article."""
    all_ = story.statements
    relations = {relation.name: n for n, relation in enumerate(story.relations)}
    units = {article.iri: _CodeUnits(article.text) for article in story.articles}
    starts = [units[s.article][s.start] for s in all_]
    same = (one.article == other.article for one, other in pairwise(all_))
    before = [0, *(start if here else 0 for start, here in zip(starts, same, strict=False))]
    return {
        "iri": _iris([s.iri for s in all_]),
        "relation": [relations[s.relation] for s in all_],
        "subject": [0 if s.subject is None else things[s.subject] + 1 for s in all_],
        "object": [things[s.object] for s in all_],
        "start": [start - last for start, last in zip(starts, before, strict=False)],
        "length": [units[s.article][s.end] - start for s, start in zip(all_, starts, strict=True)],
        "how": [ways[how(s)] for s in all_],
        "confidence": [round(100 * s.confidence) for s in all_],
        "negative": _distances(n for n, s in enumerate(all_) if s.polarity is Polarity.NEGATIVE),
        "alleged": _distances(n for n, s in enumerate(all_) if s.alleged),
        "theme": sparse(None if s.theme is None else things[s.theme] for s in all_),
        "place": sparse(None if s.place is None else things[s.place] for s in all_),
        "sources": sparse(None if s.sources == 1 else s.sources for s in all_),
        "speakers": sparse([things[speaker] for speaker in s.speakers] for s in all_),
        "when": sparse(s.when for s in all_),
        "said": sparse(s.said for s in all_),
        "figure": sparse(_figure(s.figure) for s in all_),
        "quote": sparse(None if units[s.article].any_text else s.quote for s in all_),
    }


def how(statement: Statement) -> str:
    """How a claim is said: the key of its line under ``how`` in ``style.json``."""
    if statement.modality is not Modality.ASSERTED:
        return statement.modality.value
    return "reported" if statement.speakers else "fact"


def _changed_edges(edges: Sequence[Mapping[str, Any]], count: int) -> dict[str, Any]:
    """Which edges somebody coloured, by the first of their claims, and which claims' edges are no more."""
    drawn = bytearray(count)
    colours = {}
    for edge in edges:
        for claim in edge.get("claims", ()):
            drawn[claim] = 1
        if edge.get("color") and edge.get("claims"):
            colours[edge["claims"][0]] = edge["color"]
    ordered = sorted(colours)
    return {
        "edgeColours": {"at": _distances(ordered), "of": [colours[n] for n in ordered]},
        "undrawn": [n for n, there in enumerate(drawn) if not there],
    }
