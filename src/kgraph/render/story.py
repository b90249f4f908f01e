"""What the page shows, read from the store: articles, the things they speak of, and every claim with its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import pyoxigraph as ox

from kgraph.model import EntityType, Modality, Polarity
from kgraph.rdf.terms import KG, PREFIXES

RDF, RDFS, SKOS, OA, SCHEMA = (PREFIXES[name] for name in ("rdf", "rdfs", "skos", "oa", "schema"))

_Facts: TypeAlias = dict[str, list[ox.NamedNode | ox.Literal]]


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two names that were taken for one thing's; the score says how surely, 0 to 1."""

    left: str
    right: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity.

    Attributes:
        names: Its other names, as the articles use them.
        same: IRIs of the same thing elsewhere (Wikidata, GeoNames).
        merges: Which names were taken for one thing's, and why.
    """

    iri: str
    label: str
    type: EntityType
    names: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its text."""

    iri: str
    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what; the numbers as they are written in the graph."""

    value: str
    unit: str
    bound: str
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, its entities and its article by IRI; offsets count code points of the article's text.

    Attributes:
        said: When, where that is not when the article was published.
        sources: How many independent sources say the same.
    """

    iri: str
    article: str
    relation: str
    subject: str | None
    object: str
    start: int
    end: int
    speakers: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    theme: str | None = None
    place: str | None = None
    when: str | None = None
    figure: Figure | None = None
    confidence: float = 1.0
    alleged: bool = False
    quote: str = ""
    said: str | None = None
    sources: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two claims, by IRI, that cannot both hold: their figures differ, or one denies the other."""

    left: str
    right: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of some statement, or one that such a relation is a kind of.

    Attributes:
        parent: The place of the broader relation among the story's.
        group: The PLOVER type that it stands for, in words.
    """

    name: str
    label: str
    parent: int | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """All of it, in an order that depends on nothing but the content."""

    articles: tuple[Article, ...]
    things: tuple[Thing, ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def read_story(store: ox.Store) -> Story:
    """Read what the page shows: things in order of IRI, articles by date, statements by article and place in it."""
    articles: list[Article] = []
    statements: list[Statement] = []
    local_names: dict[str, list[str]] = defaultdict(list)
    local_types: dict[str, set[str]] = defaultdict(set)
    for document in _documents(store):
        graph = _by_subject(store.quads_for_pattern(None, None, None, document))
        article = _article(document.value, graph)
        articles.append(article)
        statements.extend(_statements(article, graph))
        for facts in graph.values():
            # Mentions have surface forms too, pronouns among them; appearances alone have names.
            if KG + "labelHere" in facts and (named := _text(facts, KG + "refersTo")):
                local_names[named].extend(_texts(facts, KG + "labelHere", KG + "surfaceForm"))
                local_types[named].update(_texts(facts, KG + "typeHere"))
    articles.sort(key=lambda a: (a.published or "~", a.id))
    order = {a.iri: n for n, a in enumerate(articles)}
    statements.sort(key=lambda s: (order[s.article], s.start, s.end, s.iri))
    used = {iri for s in statements for iri in (s.subject, s.object, s.theme, s.place, *s.speakers) if iri}
    things = tuple(_thing(store, iri, local_names[iri], local_types[iri]) for iri in sorted(used))
    names = sorted({s.relation for s in statements})
    relations = tuple(Relation(n, _relation_label(store, n)) for n in names)
    return Story(tuple(articles), things, tuple(statements), relations, _conflicts(store))


def _documents(store: ox.Store) -> list[ox.NamedNode]:
    found = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Document"), None)
    graphs = {q.subject for q in found if isinstance(q.subject, ox.NamedNode) and q.graph_name == q.subject}
    return sorted(graphs, key=lambda g: g.value)


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, _Facts]:
    graph: dict[str, _Facts] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            graph[quad.subject.value][quad.predicate.value].append(quad.object)
    return graph


def _texts(facts: _Facts, *predicates: str) -> list[str]:
    """The values of the predicates, in order of predicate, then of text: a store keeps no order."""
    return [value for p in predicates for value in sorted(term.value for term in facts.get(p, ()))]


def _text(facts: _Facts, *predicates: str) -> str | None:
    return next(iter(_texts(facts, *predicates)), None)


def _article(iri: str, graph: Mapping[str, _Facts]) -> Article:
    facts = graph[iri]
    publisher = _text(facts, SCHEMA + "publisher")
    if publisher is not None and publisher in graph:
        publisher = _text(graph[publisher], SCHEMA + "name", RDFS + "label") or publisher
    return Article(
        iri=iri,
        id=_text(facts, SCHEMA + "identifier") or iri.rsplit("/", 1)[-1],
        text=_text(facts, SCHEMA + "text") or "",
        title=_text(facts, SCHEMA + "headline", SCHEMA + "name", RDFS + "label"),
        publisher=publisher,
        published=_text(facts, SCHEMA + "datePublished"),
        url=_text(facts, SCHEMA + "url"),
        language=_text(facts, SCHEMA + "inLanguage"),
    )


def _statements(article: Article, graph: Mapping[str, _Facts]) -> Iterator[Statement]:
    for iri, facts in graph.items():
        if KG + "Claim" not in _texts(facts, RDF + "type"):
            continue
        relation, object_ = _text(facts, RDF + "predicate"), _text(facts, RDF + "object")
        if relation is None or object_ is None:
            continue
        start, end, quote = _evidence(facts, graph)
        yield Statement(
            iri=iri,
            article=article.iri,
            relation=relation.removeprefix(KG),
            subject=_text(facts, RDF + "subject"),
            object=object_,
            start=start,
            end=end,
            quote=article.text[start:end] or quote,
            speakers=_speakers(facts, graph),
            modality=Modality(_concept(facts, "modality", Modality.ASSERTED)),
            polarity=Polarity(_concept(facts, "polarity", Polarity.POSITIVE)),
            theme=_text(facts, KG + "theme"),
            place=_text(facts, KG + "place"),
            when=_text(facts, KG + "when"),
            figure=_figure(facts, graph),
            confidence=float(_text(facts, KG + "confidence") or 1),
            alleged=_text(facts, KG + "alleged") in {"true", "1"},
        )


def _concept(facts: _Facts, name: str, default: str) -> str:
    return (_text(facts, KG + name) or default).removeprefix(KG)


def _evidence(facts: _Facts, graph: Mapping[str, _Facts]) -> tuple[int, int, str]:
    """Where the words stand and, for a store without the article's text, the words."""
    start, end, quote = 0, 0, ""
    for evidence in _texts(facts, KG + "evidence")[:1]:
        for selector in (graph.get(node, {}) for node in _texts(graph.get(evidence, {}), OA + "hasSelector")):
            start = int(_text(selector, OA + "start") or start)
            end = int(_text(selector, OA + "end") or end)
            quote = _text(selector, OA + "exact") or quote
    return start, end, quote


def _speakers(facts: _Facts, graph: Mapping[str, _Facts]) -> tuple[str, ...]:
    """Outermost first; the plain ``kg:attributedTo`` has no order and serves where no attribution says it."""
    ordered = []
    for node in _texts(facts, KG + "attribution"):
        attribution = graph.get(node, {})
        speaker = _text(attribution, KG + "speaker")
        if speaker is not None:
            ordered.append((int(_text(attribution, KG + "position") or 0), speaker))
    return tuple(s for _, s in sorted(ordered)) or tuple(_texts(facts, KG + "attributedTo"))


def _figure(facts: _Facts, graph: Mapping[str, _Facts]) -> Figure | None:
    node = _text(facts, KG + "figure")
    if node is None or (value := _text(graph.get(node, {}), KG + "value")) is None:
        return None
    figure = graph[node]
    low, high = _text(figure, KG + "low"), _text(figure, KG + "high")
    return Figure(
        value=_plain(value),
        unit=_text(figure, KG + "unit") or "",
        bound=_concept(figure, "bound", "exact"),
        low=None if low is None else _plain(low),
        high=None if high is None else _plain(high),
    )


def _plain(number: str) -> str:
    """A number without exponent or trailing zeros: stores write 3.1E7 where the article has 31 million."""
    try:
        text = format(Decimal(number), "f")
    except InvalidOperation:
        return number
    return text.rstrip("0").rstrip(".") if "." in text else text


def _conflicts(store: ox.Store) -> tuple[Conflict, ...]:
    found = set()
    for quad in store.quads_for_pattern(None, ox.NamedNode(KG + "conflictsWith"), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            left, right = sorted((quad.subject.value, quad.object.value))
            found.add(Conflict(left, right))
    return tuple(sorted(found))


def _thing(store: ox.Store, iri: str, local_names: Iterable[str], local_types: Iterable[str]) -> Thing:
    """A thing by what the graph of entities says; by what documents say where there is no such graph."""
    node = ox.NamedNode(iri)
    facts = _by_subject(store.quads_for_pattern(node, None, None, None))[iri]
    labels = _texts(facts, SKOS + "prefLabel", RDFS + "label", SCHEMA + "name")
    names = [*_texts(facts, SKOS + "altLabel"), *local_names]
    label = next(iter([*labels, *names]), iri.rsplit("/", 1)[-1])
    kinds = {t.removeprefix(KG) for t in _texts(facts, RDF + "type") or local_types}
    return Thing(
        iri=iri,
        label=label,
        type=next((t for t in EntityType if t.value in kinds), EntityType.THING),
        names=tuple(dict.fromkeys(n for n in names if n != label)),
        same=tuple(_texts(facts, SKOS + "exactMatch")),
    )


def _relation_label(store: ox.Store, name: str) -> str:
    found = store.quads_for_pattern(ox.NamedNode(KG + name), ox.NamedNode(RDFS + "label"), None, None)
    labels = sorted(q.object.value for q in found if isinstance(q.object, ox.Literal))
    return next(iter(labels), "".join(f" {c.lower()}" if c.isupper() else c for c in name))
