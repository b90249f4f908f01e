"""Reads the story of a store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations

import pyoxigraph as ox

from kgraph.model import EntityType, Modality, Polarity
from kgraph.rdf.terms import KG
from kgraph.render.columns import Columns, Row, each
from kgraph.render.story import Article, Conflict, Figure, Merge, Relation, Statement, Story, Thing


def read_story(store: ox.Store) -> Story:
    """Read what the page shows: things in order of IRI, articles by date, statements by article and place in it."""
    columns = Columns(store)
    articles = _articles(columns)
    statements = _statements(columns, {article.iri: article for article in articles})
    order = {article.iri: n for n, article in enumerate(articles)}
    statements.sort(key=lambda s: (order[s.article], s.start, s.end, s.iri))
    return Story(
        tuple(articles),
        tuple(_things(columns, {iri for s in statements for iri in _named(s)})),
        tuple(statements),
        tuple(_relations(columns, {s.relation for s in statements})),
        tuple(_conflicts(columns, {s.iri: s for s in statements})),
    )


def _named(statement: Statement) -> Iterator[str]:
    """The things that a statement speaks of."""
    for iri in (statement.subject, statement.object, statement.theme, statement.place, *statement.speakers):
        if iri is not None:
            yield iri


def _articles(columns: Columns) -> list[Article]:
    """Documents, each in the graph of its name; by date."""
    graphs = {iri for (iri,) in columns.rows("?d", "GRAPH ?d { ?d a kg:Document }") if iri is not None}
    ids, texts, urls = (columns.text(f"schema:{name}") for name in ("identifier", "text", "url"))
    publishers, languages, days = (columns.text(f"schema:{n}") for n in ("publisher", "inLanguage", "datePublished"))
    names, headlines = columns.text("schema:name", "rdfs:label"), columns.text("schema:headline")
    articles = (
        Article(
            iri=iri,
            id=ids.get(iri) or iri.rsplit("/", 1)[-1],
            text=texts.get(iri, ""),
            title=headlines.get(iri) or names.get(iri),
            publisher=names.get(publishers.get(iri, ""), publishers.get(iri)),
            published=days.get(iri),
            url=urls.get(iri),
            language=languages.get(iri),
        )
        for iri in graphs
    )
    return sorted(articles, key=lambda article: (article.published or "~", article.id, article.iri))


def _statements(columns: Columns, articles: Mapping[str, Article]) -> list[Statement]:
    """The claims of these articles, each once."""
    rows = _least(
        columns.rows(
            "?c ?g ?relation ?object ?subject ?confidence ?said",
            "{ SELECT ?c ?g { GRAPH ?g { ?c a kg:Claim } } }",
            each("?c", "rdf:predicate", "?relation"),
            each("?c", "rdf:object", "?object"),
            f"OPTIONAL {each('?c', 'rdf:subject', '?subject')}",
            f"OPTIONAL {each('?c', 'kg:confidence', '?confidence')}",
            f"OPTIONAL {each('?c', 'kg:said', '?said')}",
        )
    )
    places = _least(
        columns.rows(
            "?c ?start ?end",
            each("?c", "kg:evidence", "?e"),
            each("?e", "oa:hasSelector", "?w"),
            each("?w", "oa:start", "?start"),
            each("?w", "oa:end", "?end"),
        )
    )
    quotes = _quotes(columns) if any(not article.text for article in articles.values()) else {}
    details = _Details.read(columns)
    statements = []
    for iri, (_, graph, relation, object_, subject, confidence, said) in rows.items():
        article = articles.get(graph or "")
        if article is None or relation is None or object_ is None:
            continue
        _, first, last = places.get(iri, (None, None, None))
        start, end = int(first or 0), int(last or 0)
        statements.append(
            Statement(
                iri=iri,
                article=article.iri,
                relation=relation.removeprefix(KG),
                subject=subject,
                object=object_,
                start=start,
                end=end,
                quote=article.text[start:end] or quotes.get(iri, ""),
                speakers=details.speakers.get(iri, ()),
                modality=details.modalities.get(iri, Modality.ASSERTED),
                polarity=Polarity.NEGATIVE if iri in details.negative else Polarity.POSITIVE,
                theme=details.themes.get(iri),
                place=details.places.get(iri),
                when=details.times.get(iri),
                figure=details.figures.get(iri),
                confidence=float(confidence or 1),
                alleged=iri in details.alleged,
                said=None if said == article.published else said,
                sources=details.sources.get(iri, 1),
            )
        )
    return statements


def _least(rows: Iterable[Row]) -> dict[str, Row]:
    """The rows by what comes first in them; of several the least, since a store keeps no order."""
    found: dict[str, Row] = {}
    for row in rows:
        key = row[0]
        if key is not None and (key not in found or _sortable(row) < _sortable(found[key])):
            found[key] = row
    return found


def _sortable(row: Row) -> tuple[str, ...]:
    return tuple(value or "" for value in row)


def _quotes(columns: Columns) -> dict[str, str]:
    """The words of each claim, for articles whose text is not known."""
    rows = columns.rows(
        "?c ?words",
        each("?c", "kg:evidence", "?e"),
        each("?e", "oa:hasSelector", "?w"),
        each("?w", "oa:exact", "?words"),
    )
    return {iri: words or "" for iri, (_, words) in _least(rows).items()}


@dataclass(frozen=True, slots=True)
class _Details:
    """What only some claims have, by the claim's IRI."""

    speakers: Mapping[str, tuple[str, ...]]
    modalities: Mapping[str, Modality]
    negative: set[str]
    alleged: set[str]
    themes: Mapping[str, str]
    places: Mapping[str, str]
    times: Mapping[str, str]
    figures: Mapping[str, Figure]
    sources: Mapping[str, int]

    @classmethod
    def read(cls, columns: Columns) -> "_Details":
        """All of it: what is asserted, positive or said by one source is not asked for."""
        unusual = (modality for modality in Modality if modality is not Modality.ASSERTED)
        return cls(
            speakers=_speakers(columns),
            modalities={iri: one for one in unusual for iri in columns.among("kg:modality", f"kg:{one.value}")},
            negative=columns.among("kg:polarity", f"kg:{Polarity.NEGATIVE.value}"),
            alleged=columns.among("kg:alleged", "true"),
            themes=columns.text("kg:theme"),
            places=columns.text("kg:place"),
            times=columns.text("kg:when"),
            figures=_figures(columns),
            sources=_sources(columns),
        )


def _speakers(columns: Columns) -> dict[str, tuple[str, ...]]:
    """Outermost first; the plain ``kg:attributedTo`` has no order and serves where no attribution says it."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for claim, speaker, position in columns.rows(
        "?c ?speaker ?position",
        each("?c", "kg:attribution", "?a"),
        each("?a", "kg:speaker", "?speaker"),
        f"OPTIONAL {each('?a', 'kg:position', '?position')}",
    ):
        if claim is not None and speaker is not None:
            found[claim].append((int(position or 0), speaker))
    ordered = {claim: tuple(speaker for _, speaker in sorted(set(spoken))) for claim, spoken in found.items()}
    return {claim: tuple(spoken) for claim, spoken in columns.texts("kg:attributedTo").items()} | ordered


def _figures(columns: Columns) -> dict[str, Figure]:
    rows = columns.rows(
        "?c ?value ?unit ?bound ?low ?high",
        each("?c", "kg:figure", "?f"),
        each("?f", "kg:value", "?value"),
        *(f"OPTIONAL {each('?f', f'kg:{name}', f'?{name}')}" for name in ("unit", "bound", "low", "high")),
    )
    return {
        claim: Figure(
            value=_plain(value or ""),
            unit=unit or "",
            bound=(bound or "exact").removeprefix(KG),
            low=None if low is None else _plain(low),
            high=None if high is None else _plain(high),
        )
        for claim, (_, value, unit, bound, low, high) in _least(rows).items()
    }


def _plain(number: str) -> str:
    """A number without exponent or trailing zeros: stores write 3.1E7 where the article has 31 million."""
    try:
        text = format(Decimal(number), "f")
    except InvalidOperation:
        return number
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sources(columns: Columns) -> dict[str, int]:
    """How many independent sources say what a claim says, where that is more than one."""
    found: dict[str, int] = {}
    count = each("?fact", "kg:sources", "?count")
    for claim, sources in columns.rows("?c ?count", count, "FILTER(?count > 1)", each("?fact", "kg:supportedBy", "?c")):
        if claim is not None:
            found[claim] = max(found.get(claim, 1), int(sources or 1))
    return found


def _things(columns: Columns, iris: set[str]) -> list[Thing]:
    """Things by what the graph of entities says; by what documents say where there is no such graph."""
    labels, names = columns.text("skos:prefLabel", "rdfs:label", "schema:name"), columns.texts("skos:altLabel")
    types = {iri: one for one in reversed([*EntityType]) for iri in columns.among("a", f"kg:{one.value}")}
    same, merges = columns.texts("skos:exactMatch"), _merges(columns)
    if not iris <= types.keys():
        _from_appearances(columns, iris - types.keys(), names, types)
    things = []
    for iri in sorted(iris):
        known = [*([labels[iri]] if iri in labels else ()), *names.get(iri, ())]
        label = known[0] if known else iri.rsplit("/", 1)[-1]
        others = tuple(dict.fromkeys(name for name in known if name != label))
        type_ = types.get(iri, EntityType.THING)
        things.append(Thing(iri, label, type_, others, tuple(same.get(iri, ())), tuple(sorted(merges.get(iri, ())))))
    return things


def _from_appearances(
    columns: Columns, wanted: set[str], names: dict[str, list[str]], types: dict[str, EntityType]
) -> None:
    """Add how documents name and type these things."""
    appearance = each("?a", "kg:refersTo", "?thing")
    told: dict[str, set[str]] = defaultdict(set)
    for predicate in ("kg:labelHere", "kg:surfaceForm"):
        # Mentions have surface forms too, pronouns among them; appearances alone have names.
        rows = columns.rows(
            "?thing ?name", appearance, each("?a", "kg:labelHere", "?here"), each("?a", predicate, "?name")
        )
        for thing, name in sorted({(thing or "", name or "") for thing, name in rows}):
            if thing in wanted:
                names.setdefault(thing, []).append(name)
    for one, type_ in columns.rows("?thing ?type", appearance, each("?a", "kg:typeHere", "?type")):
        told[one or ""].add((type_ or "").removeprefix(KG))
    for thing in wanted:
        types[thing] = next((kind for kind in EntityType if kind.value in told[thing]), EntityType.THING)


def _merges(columns: Columns) -> dict[str, list[Merge]]:
    found: dict[str, list[Merge]] = defaultdict(list)
    names = {"left": "kg:leftName", "right": "kg:rightName", "reason": "kg:reason", "score": "kg:score"}
    for thing, left, right, reason, score in columns.rows(
        "?thing ?left ?right ?reason ?score",
        each("?m", "kg:mergeOf", "?thing"),
        *(each("?m", predicate, f"?{name}") for name, predicate in names.items()),
    ):
        if thing is not None:
            found[thing].append(Merge(left or "", right or "", (reason or "").removeprefix(KG), float(score or 0)))
    return found


def _relations(columns: Columns, names: set[str]) -> list[Relation]:
    """These relations and all broader ones, by name."""
    broader = {
        narrow.removeprefix(KG): broad.removeprefix(KG)
        for narrow, broad in sorted(columns.pairs("rdfs:subPropertyOf"), reverse=True)
        if narrow.startswith(KG) and broad.startswith(KG)
    }
    wanted = set(names)
    steps = [*names]
    for name in steps:
        if name in broader and broader[name] not in wanted:
            wanted.add(broader[name])
            steps.append(broader[name])
    ordered = sorted(wanted)
    labels, types = columns.text("rdfs:label"), columns.text("kg:ploverType")
    return [
        Relation(
            name,
            labels.get(KG + name) or "".join(f" {c.lower()}" if c.isupper() else c for c in name),
            ordered.index(broader[name]) if name in broader else None,
            labels.get(types.get(KG + name, "")),
        )
        for name in ordered
    ]


def _conflicts(columns: Columns, statements: Mapping[str, Statement]) -> list[Conflict]:
    """Pairs of claims that cannot both hold, but for those that people found to be none."""
    pairs = {(min(pair), max(pair)) for pair in columns.pairs("kg:conflictsWith")}
    dismissed: dict[str, list[str]] = defaultdict(list)
    for decision, claim in columns.rows("?d ?c", 'GRAPH ?g { ?d kg:decisionKind "dismissal" . ?d kg:about ?c }'):
        dismissed[decision or ""].append(claim or "")
    pairs -= {pair for claims in dismissed.values() for pair in combinations(sorted(claims), 2)}
    return [
        Conflict(left, right, figures=_figures_differ(statements[left], statements[right]))
        for left, right in sorted(pairs)
        if left in statements and right in statements
    ]


def _figures_differ(one: Statement, other: Statement) -> bool:
    """Whether two claims in conflict give different figures; else one denies the other."""
    both = one.figure is not None and other.figure is not None and one.polarity is other.polarity
    return both and "denies" not in {one.relation, other.relation}
