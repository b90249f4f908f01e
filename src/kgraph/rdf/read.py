"""The quads of a document's graph back to the document and its claims.

Claims come in two ways: between the entities that resolution made of those of the document, and between those that the
document itself has, as an extractor found them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.model import (
    Appearance,
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
    Reading,
    Span,
)
from kgraph.rdf import terms as t
from kgraph.rdf.write import commonest

Properties = Mapping[str, list[str]]
"""The values of a node by property, lexical forms and IRIs alike."""

_NOTHING: Properties = {}
_IS = t.RDF_TYPE.value
_Part = tuple[NamedNode, NamedNode]
_SUBJECT: _Part = (t.RDF_SUBJECT, t.SUBJECT_APPEARANCE)
_OBJECT: _Part = (t.RDF_OBJECT, t.OBJECT_APPEARANCE)
_THEME: _Part = (t.THEME, t.THEME_APPEARANCE)
_PLACE: _Part = (t.PLACE, t.PLACE_APPEARANCE)
_SPEAKER: _Part = (t.SPEAKER, t.SPEAKER_APPEARANCE)


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
        self._appearances: dict[str, Appearance] = {}  # by node
        self._wholes: dict[str, list[str]] = {}  # from what they are over all documents to the nodes
        for iri, node in self._nodes.items():
            if t.APPEARANCE.value in node.get(_IS, ()):
                self._appearances[iri] = self._appearance(node)
                self._wholes.setdefault(node[t.REFERS_TO.value][0], []).append(iri)
        self._entities = {whole: self._entity(whole, nodes) for whole, nodes in self._wholes.items()}

    @property
    def entities(self) -> list[Entity]:
        """The entities that the document speaks of, as resolved and as it names them; aliases in code point order."""
        return list(self._entities.values())

    @property
    def appearances(self) -> dict[str, Appearance]:
        """How the document speaks of each entity, by the entity's id in this document."""
        return {appearance.entity.id: appearance for appearance in self._appearances.values()}

    @property
    def resolved(self) -> dict[str, str]:
        """From the ids that entities have in this document to those that they have over all documents."""
        return {self._appearances[node].entity.id: whole for whole, nodes in self._wholes.items() for node in nodes}

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

    def digest(self) -> str | None:
        """The hash by which a changed document is told; None where only its claims are known."""
        return _first(self._nodes[self.graph], t.DIGEST)

    def extractors(self) -> set[str]:
        """The IRIs of the activities that made the claims."""
        return {
            iri
            for node in self._nodes.values()
            for iri in node.get(t.GENERATED_BY.value, ())
            if t.DERIVED_FROM.value not in node  # those were made by people
        }

    def claims(self) -> Iterator[Claim]:
        """The claims of the document between resolved entities, in no particular order; rejected ones left out."""
        for iri, node in self._nodes.items():
            if t.CLAIM.value in node.get(_IS, ()):
                yield self._claim(iri, node, lambda part_of, part: self._entities[part_of[part[0].value][0]])

    def reading(self) -> Reading | None:
        """What the extractor made of the document, before resolution and review; None without the document's text."""
        document = self.document()
        if document is None:
            return None
        claims = tuple(
            self._claim(iri, node, self._as_here)
            for iri, node in sorted(self._nodes.items())
            if {t.CLAIM.value, t.REJECTED_CLAIM.value} & set(node.get(_IS, ())) and t.DERIVED_FROM.value not in node
        )
        return Reading(document, claims, appearances=tuple(a for _, a in sorted(self.appearances.items())))

    def _as_here(self, node: Properties, part: _Part) -> Entity:
        """The entity of a part of a claim as the document itself has it."""
        whole, kept = node[part[0].value][0], _first(node, part[1])
        if kept is not None:
            return self._appearances[kept].entity
        known = [self._appearances[iri].entity for iri in sorted(self._wholes[whole])]
        return next((entity for entity in known if entity.id == whole), known[0])

    def _appearance(self, node: Properties) -> Appearance:
        document = self._nodes[self.graph]
        start = f"{t.base_of(self.graph, document[t.IDENTIFIER.value][0])}entity/"
        return Appearance(
            document[t.IDENTIFIER.value][0],
            Entity(
                (_first(node, t.LOCAL_ENTITY) or node[t.REFERS_TO.value][0]),
                node[t.LABEL_HERE.value][0],
                EntityType(_local(node[t.TYPE_HERE.value][0])),
                tuple(sorted(node.get(t.SURFACE_FORM.value, ()))),
            ),
            named=t.NAMED.value in node,
            guessed=t.GUESSED.value in node,
            roles=tuple(sorted(node.get(t.ROLE.value, ()))),
            states=tuple(sorted(iri.removeprefix(start) for iri in node.get(t.STATE.value, ()))),
            gender=_first(node, t.GENDER) or "",
            published=_first(document, t.PUBLISHED),
            beside=tuple(sorted(document.get(t.CONTEXT_KEY.value, ()))),
            keys=tuple(sorted(node.get(t.BLOCKING_KEY.value, ()))),
        )

    def _entity(self, whole: str, nodes: list[str]) -> Entity:
        """One entity for all that the document takes for it: its commonest label and type, every name."""
        known = [self._appearances[node].entity for node in nodes]
        if len(known) == 1:
            return Entity(whole, known[0].label, known[0].type, known[0].aliases)
        label = commonest(entity.label for entity in known)
        names = {name for entity in known for name in (entity.label, *entity.aliases)} - {label}
        return Entity(whole, label, EntityType(commonest(e.type.value for e in known)), tuple(sorted(names)))

    def _claim(self, iri: str, node: Properties, entity: Callable[[Properties, _Part], Entity]) -> Claim:
        def part(which: _Part) -> Entity | None:
            return entity(node, which) if which[0].value in node else None

        speakers, speaker_spans = self._speakers(node, entity)
        return Claim(
            id=iri,
            subject=part(_SUBJECT),
            relation=_local(node[t.RDF_PREDICATE.value][0]),
            object=entity(node, _OBJECT),
            attributed_to=speakers,
            modality=Modality(_local(node[t.MODALITY.value][0])),
            polarity=Polarity(_local(node[t.POLARITY.value][0])),
            evidence=self._evidence(node),
            theme=part(_THEME),
            quantity=self._quantity(node),
            time=_first(node, t.WHEN),
            place=part(_PLACE),
            confidence=float(_first(node, t.CONFIDENCE) or 1),
            alleged=_first(node, t.ALLEGED) in {"true", "1"},
            mentions=self._mentions(node, speaker_spans),
        )

    def _speakers(
        self, node: Properties, entity: Callable[[Properties, _Part], Entity]
    ) -> tuple[tuple[Entity, ...], tuple[Span | None, ...]]:
        attributions = [self._nodes[iri] for iri in node.get(t.HAS_ATTRIBUTION.value, ())]
        attributions.sort(key=lambda attribution: int(attribution[t.POSITION.value][0]))
        speakers = tuple(entity(attribution, _SPEAKER) for attribution in attributions)
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
