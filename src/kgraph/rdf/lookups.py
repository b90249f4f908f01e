"""Statements looked up in a store.

What a look-up costs depends on the claims that it finds, not on how many the store holds, and no graph of a document
is read whole. Claims that were rejected (``kg:RejectedClaim``) are never seen.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kgraph.model import Bound, EntityType, Modality, Polarity, Quantity
from kgraph.rdf import terms as t
from kgraph.rdf.statements import NEEDS_FIGURES, Denial, Source, Statement, denial_of, folded, in_context, is_number

_DENIES = NamedNode(f"{t.KG}denies")
_SUBJECT, _OBJECT, _FIGURE = t.RDF_SUBJECT, t.RDF_OBJECT, t.HAS_FIGURE


class Lookups:
    """Looks up statements and keeps what it has found."""

    def __init__(self, dataset: Store) -> None:
        self._dataset = dataset
        self._sources: dict[str, Source] = {}
        self._raw: dict[str, Statement | None] = {}
        self._found: dict[str, Statement | None] = {}
        self._figures: dict[str, tuple[Statement, ...]] = {}
        self._denials: dict[str, tuple[Statement, ...]] = {}
        self._appearances: dict[tuple[str, str], tuple[str, str]] = {}

    def all(self) -> list[Statement]:
        """The statements of every document."""
        return self._statements(
            quad.subject for quad in self._dataset.quads_for_pattern(None, t.RDF_TYPE, t.CLAIM, None)
        )

    def of_document(self, graph: str) -> list[Statement]:
        """The statements of one document."""
        pattern = (None, t.RDF_TYPE, t.CLAIM, NamedNode(graph))
        return self._statements(quad.subject for quad in self._dataset.quads_for_pattern(*pattern))

    def of_pair(self, one: str, other: str) -> list[Statement]:
        """The statements with one of two entities as subject and the other as object."""
        claims = [
            claim
            for s, o in sorted({(one, other), (other, one)})
            for claim in self._select(f"?claim {_SUBJECT} {NamedNode(s)} ; {_OBJECT} {NamedNode(o)}")
        ]
        return self._statements(claims)

    def of_thing(self, thing: str) -> list[Statement]:
        """The statements that give a figure and have a thing as their subject or object."""
        node = NamedNode(thing)
        ends = f"{{ ?claim {_SUBJECT} {node} }} UNION {{ ?claim {_OBJECT} {node} }}"
        return self._statements(self._select(f"{ends} ?claim {_FIGURE} ?figure"))

    def without_subject(self, graph: str) -> list[Statement]:
        """The statements of a document that give a figure and leave their subject open."""
        raws = (raw for raw in self._document_figures(graph) if raw.subject is None)
        return [found for found in (self.statement(raw.claim) for raw in raws) if found is not None]

    def statement(self, claim: str) -> Statement | None:
        """The statement of a claim; None where the store has no such claim, or a rejected one."""
        if claim not in self._found:
            raw = self._by_itself(NamedNode(claim))
            self._found[claim] = None if raw is None else self._in_context(raw)
        return self._found[claim]

    def _statements(self, claims: Iterable[object]) -> list[Statement]:
        names = {claim.value for claim in claims if isinstance(claim, NamedNode)}
        found = (self.statement(name) for name in sorted(names))
        return [statement for statement in found if statement is not None]

    def _select(self, pattern: str) -> list[object]:
        solutions = self._dataset.query(f"SELECT ?claim {{ {pattern} }}", use_default_graph_as_union=True)
        return [solution["claim"] for solution in solutions] if isinstance(solutions, QuerySolutions) else []

    # --- in its document

    def _in_context(self, raw: Statement) -> Statement:
        graph = raw.source.iri
        others = {s.claim: s for s in self._document_denials(graph)}
        if raw.figure and raw.relation in NEEDS_FIGURES:
            others |= {s.claim: s for s in self._document_figures(graph)}
        return next(s for s in in_context((others | {raw.claim: raw}).values()) if s.claim == raw.claim)

    def _document_figures(self, graph: str) -> tuple[Statement, ...]:
        if graph not in self._figures:
            self._figures[graph] = self._raws(graph, t.HAS_FIGURE, None)
        return self._figures[graph]

    def _document_denials(self, graph: str) -> tuple[Statement, ...]:
        if graph not in self._denials:
            self._denials[graph] = self._raws(graph, t.RDF_PREDICATE, _DENIES)
        return self._denials[graph]

    def _raws(self, graph: str, predicate: NamedNode, value: NamedNode | None) -> tuple[Statement, ...]:
        quads = self._dataset.quads_for_pattern(None, predicate, value, NamedNode(graph))
        raws = (self._by_itself(quad.subject) for quad in quads if isinstance(quad.subject, NamedNode))
        return tuple(raw for raw in raws if raw is not None)

    # --- a claim by itself

    def _by_itself(self, node: NamedNode) -> Statement | None:
        if node.value not in self._raw:
            self._raw[node.value] = self._read(node)
        return self._raw[node.value]

    def _read(self, node: NamedNode) -> Statement | None:
        values, graph = self._node(node)
        if graph is None or t.CLAIM.value not in values.get(t.RDF_TYPE.value, ()):
            return None
        source = self._source(graph)
        start, end, quote = self._evidence(values[t.EVIDENCE.value][0], graph)
        figure = _first(values, t.HAS_FIGURE)
        subject, object_ = _first(values, t.RDF_SUBJECT), values[t.RDF_OBJECT.value][0]
        relation = _local(values[t.RDF_PREDICATE.value][0])
        speakers = self._speakers(values, graph)
        name, type_ = self._appearance(subject, graph) if figure and subject else (None, None)
        return Statement(
            node.value,
            source,
            subject,
            relation,
            object_,
            Modality(_local(values[t.MODALITY.value][0])),
            Polarity(_local(values[t.POLARITY.value][0])),
            start,
            end,
            quote,
            speakers,
            self._appearance(speakers[0], graph)[0] if speakers else None,
            _first(values, t.THEME),
            _first(values, t.PLACE),
            _first(values, t.WHEN),
            _first(values, t.ALLEGED) in {"true", "1"},
            self._quantity(figure, graph) if figure else None,
            float(_first(values, t.CONFIDENCE) or 1),
            self._denial(values, object_, source) if relation == "denies" else None,
            name,
            EntityType(type_) if type_ else None,
            number=figure is not None and is_number(*self._appearance(object_, graph)),
        )

    def _node(self, node: NamedNode, graph: NamedNode | None = None) -> tuple[dict[str, list[str]], NamedNode | None]:
        """The values of a node by property, and the graph that they stand in."""
        values: dict[str, list[str]] = {}
        for quad in self._dataset.quads_for_pattern(node, None, None, graph):
            if isinstance(quad.object, NamedNode | Literal) and isinstance(quad.graph_name, NamedNode):
                if graph is None and quad.predicate != t.CONFLICTS_WITH:
                    graph = quad.graph_name
                values.setdefault(quad.predicate.value, []).append(quad.object.value)
        return values, graph

    def _source(self, graph: NamedNode) -> Source:
        known = self._sources.get(graph.value)
        if known is None:
            values = {
                name: sorted(_lexical(self._dataset.quads_for_pattern(graph, property_, None, graph)))
                for name, property_ in (("published", t.PUBLISHED), ("publisher", t.PUBLISHER), ("text", t.TEXT))
            }
            published, publisher, text = (next(iter(values[name]), None) for name in ("published", "publisher", "text"))
            authors = tuple(sorted(_lexical(self._dataset.quads_for_pattern(graph, t.AUTHOR, None, graph))))
            text = None if text is None else folded(text)
            known = self._sources[graph.value] = Source(graph.value, published, publisher, authors, text)
        return known

    def _evidence(self, node: str, graph: NamedNode) -> tuple[int, int, str]:
        selectors: dict[str, list[str]] = {}
        for quad in self._dataset.quads_for_pattern(NamedNode(node), t.HAS_SELECTOR, None, graph):
            if isinstance(quad.object, NamedNode):
                selectors |= self._node(quad.object, graph)[0]
        return int(selectors[t.OA_START.value][0]), int(selectors[t.OA_END.value][0]), selectors[t.EXACT.value][0]

    def _speakers(self, values: dict[str, list[str]], graph: NamedNode) -> tuple[str, ...]:
        attributions = [self._node(NamedNode(iri), graph)[0] for iri in values.get(t.HAS_ATTRIBUTION.value, ())]
        attributions.sort(key=lambda attribution: int(attribution[t.POSITION.value][0]))
        return tuple(attribution[t.SPEAKER.value][0] for attribution in attributions)

    def _quantity(self, node: str, graph: NamedNode) -> Quantity:
        values, _ = self._node(NamedNode(node), graph)
        low, high = _first(values, t.LOW), _first(values, t.HIGH)
        return Quantity(
            Decimal(values[t.VALUE.value][0]),
            values[t.UNIT.value][0],
            Bound(_local(values[t.BOUND.value][0])),
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
        )

    def _appearance(self, entity: str, graph: NamedNode) -> tuple[str, str]:
        """The name and the type that a document gives an entity; of several the first by IRI."""
        known = self._appearances.get((entity, graph.value))
        if known is None:
            known = self._appearances[entity, graph.value] = self._read_appearance(entity, graph)
        return known

    def _read_appearance(self, entity: str, graph: NamedNode) -> tuple[str, str]:
        found = []
        for quad in self._dataset.quads_for_pattern(None, t.REFERS_TO, NamedNode(entity), graph):
            if isinstance(quad.subject, NamedNode):
                labels = _lexical(self._dataset.quads_for_pattern(quad.subject, t.LABEL_HERE, None, graph))
                types = _lexical(self._dataset.quads_for_pattern(quad.subject, t.TYPE_HERE, None, graph))
                found += [(quad.subject.value, label, type_) for label, type_ in zip(labels, types, strict=False)]
        _, label, type_ = min(found, default=("", entity, EntityType.THING))
        return label, _local(type_)

    def _denial(self, values: dict[str, list[str]], object_: str, source: Source) -> Denial:
        graph = NamedNode(source.iri)
        label, _ = self._appearance(object_, graph)
        mention = _first(values, t.OBJECT_MENTION)
        if mention is None or source.text is None:
            return denial_of(label, label)
        span, _ = self._node(NamedNode(mention), graph)
        return denial_of(label, source.text[int(span[t.START.value][0]) : int(span[t.END.value][0])])


def _lexical(quads: Iterable[Quad]) -> Iterator[str]:
    return (quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal))


def _first(values: dict[str, list[str]], property_: NamedNode) -> str | None:
    found = values.get(property_.value)
    return found[0] if found else None


def _local(iri: str) -> str:
    return iri.removeprefix(t.KG)
