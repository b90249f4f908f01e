"""The quads of a document's graph back to the document and its claims."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.model import (
    Bound,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Mentions,
    Modality,
    Polarity,
    Quantity,
    Span,
)
from kgraph.rdf import terms as t

Properties = Mapping[str, list[str]]
"""The values of a node by property, lexical forms and IRIs alike."""

_NOTHING: Properties = {}
_IS = t.RDF_TYPE.value


class DocumentGraph:
    """The content of one document's graph, indexed by node.

    Reading is tolerant of what other tools add, and strict about what kgraph needs: a claim that lacks a part that
    every claim has raises ``KeyError`` or ``ValueError``. What has passed the shapes lacks none.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._nodes: dict[str, dict[str, list[str]]] = {}
        self.graph = ""
        for quad in quads:
            subject, graph = quad.subject, quad.graph_name
            if isinstance(subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._nodes.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
            if isinstance(graph, NamedNode):
                self.graph = graph.value
        self._entities: dict[str, Entity] = {entity.id: entity for entity in self._appearances()}

    @property
    def entities(self) -> list[Entity]:
        """The entities that the document speaks of, as it names them; aliases in code point order."""
        return list(self._entities.values())

    def document(self) -> Document | None:
        """The document; None where its text is not in the graph. Authors come in code point order."""
        node = self._nodes.get(self.graph, _NOTHING)
        text = _first(node, t.TEXT)
        if text is None:
            return None
        return Document(
            id=self.document_id(),
            text=text,
            title=_first(node, t.HEADLINE),
            url=_first(node, t.URL),
            publisher=_first(node, t.PUBLISHER),
            published=_first(node, t.PUBLISHED),
            authors=tuple(sorted(node.get(t.AUTHOR.value, ()))),
            language=_first(node, t.LANGUAGE),
        )

    def document_id(self) -> str:
        """The id of the document."""
        return self._nodes[self.graph][t.IDENTIFIER.value][0]

    def extractors(self) -> set[str]:
        """The IRIs of the activities that made the claims."""
        return {iri for node in self._nodes.values() for iri in node.get(t.GENERATED_BY.value, ())}

    def claims(self) -> Iterator[Claim]:
        """The claims of the document, in no particular order."""
        for iri, node in self._nodes.items():
            if t.CLAIM.value in node.get(_IS, ()):
                yield self._claim(iri, node)

    def _appearances(self) -> Iterator[Entity]:
        for node in self._nodes.values():
            if t.APPEARANCE.value in node.get(_IS, ()):
                yield Entity(
                    node[t.REFERS_TO.value][0],
                    node[t.LABEL_HERE.value][0],
                    EntityType(_local(node[t.TYPE_HERE.value][0])),
                    tuple(sorted(node.get(t.SURFACE_FORM.value, ()))),
                )

    def _claim(self, iri: str, node: Properties) -> Claim:
        speakers, speaker_spans = self._speakers(node)
        return Claim(
            id=iri,
            subject=self._entity(node, t.RDF_SUBJECT),
            relation=_local(node[t.RDF_PREDICATE.value][0]),
            object=self._entities[node[t.RDF_OBJECT.value][0]],
            attributed_to=speakers,
            modality=Modality(_local(node[t.MODALITY.value][0])),
            polarity=Polarity(_local(node[t.POLARITY.value][0])),
            evidence=self._evidence(node),
            theme=self._entity(node, t.THEME),
            quantity=self._quantity(node),
            time=_first(node, t.WHEN),
            place=self._entity(node, t.PLACE),
            confidence=float(_first(node, t.CONFIDENCE) or 1),
            alleged=_first(node, t.ALLEGED) in {"true", "1"},
            mentions=self._mentions(node, speaker_spans),
        )

    def _entity(self, node: Properties, part: NamedNode) -> Entity | None:
        iri = _first(node, part)
        return None if iri is None else self._entities[iri]

    def _speakers(self, node: Properties) -> tuple[tuple[Entity, ...], tuple[Span | None, ...]]:
        attributions = [self._nodes[iri] for iri in node.get(t.HAS_ATTRIBUTION.value, ())]
        attributions.sort(key=lambda attribution: int(attribution[t.POSITION.value][0]))
        speakers = tuple(self._entities[attribution[t.SPEAKER.value][0]] for attribution in attributions)
        return speakers, tuple(self._span(attribution, t.SPEAKER_MENTION) for attribution in attributions)

    def _evidence(self, node: Properties) -> Evidence:
        evidence = self._nodes[node[t.EVIDENCE.value][0]]
        selectors: dict[str, list[str]] = {}
        for iri in evidence[t.HAS_SELECTOR.value]:
            selectors |= self._nodes[iri]
        return Evidence(
            self.document_id(),
            int(selectors[t.OA_START.value][0]),
            int(selectors[t.OA_END.value][0]),
            selectors[t.EXACT.value][0],
        )

    def _quantity(self, node: Properties) -> Quantity | None:
        iri = _first(node, t.HAS_FIGURE)
        if iri is None:
            return None
        figure = self._nodes[iri]
        low, high = _first(figure, t.LOW), _first(figure, t.HIGH)
        return Quantity(
            Decimal(figure[t.VALUE.value][0]),
            figure[t.UNIT.value][0],
            Bound(_local(figure[t.BOUND.value][0])),
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
        )

    def _mentions(self, node: Properties, speakers: tuple[Span | None, ...]) -> Mentions | None:
        mentions = Mentions(
            subject=self._span(node, t.SUBJECT_MENTION),
            object=self._span(node, t.OBJECT_MENTION),
            theme=self._span(node, t.THEME_MENTION),
            place=self._span(node, t.PLACE_MENTION),
            attributed_to=speakers,
        )
        parts = (mentions.subject, mentions.object, mentions.theme, mentions.place, *speakers)
        return mentions if any(parts) else None

    def _span(self, node: Properties, part: NamedNode) -> Span | None:
        iri = _first(node, part)
        if iri is None:
            return None
        mention = self._nodes[iri]
        return Span(int(mention[t.START.value][0]), int(mention[t.END.value][0]))


def _first(node: Properties, property_: NamedNode) -> str | None:
    values = node.get(property_.value)
    return values[0] if values else None


def _local(iri: str) -> str:
    return iri.removeprefix(t.KG)
