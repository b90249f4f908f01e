"""What people decided about claims, added to what an extractor made of their document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kgraph.decisions import Changes, Decisions, NewEntity, Part, Ruling, Verdict, iri_of
from kgraph.gazetteer import Entry
from kgraph.model import Appearance, Claim, Entity, Issue, Mentions, Reading, Review, Span, digest, entity_id
from kgraph.rdf import decision_iri
from kgraph.resolution import blocking_keys

KIND = "decision"
"""The kind of issue that tells of a decision that cannot be carried out."""


@dataclass(frozen=True)
class Reviewer:
    """Adds reviews to readings.

    Attributes:
        verdicts: What was found of claims, by their IRIs; those that were accepted are left out.
        entries: The gazetteer's entries by key.
        issues: Filled with the decisions that could not be carried out.
    """

    base: str
    verdicts: Mapping[str, Verdict]
    entries: Mapping[str, Entry]
    issues: list[Issue] = field(default_factory=list)

    @classmethod
    def of(cls, decisions: Decisions, *, base: str, entries: Mapping[str, Entry]) -> "Reviewer":
        """The reviewer that goes by some decisions."""
        found = {iri_of(verdict.claim, base, "claim"): verdict for verdict in decisions.verdicts}
        wrong = {iri: verdict for iri, verdict in found.items() if verdict.ruling is not Ruling.ACCEPTED}
        return cls(base, wrong, entries)

    def __call__(self, reading: Reading) -> Reading:
        """The reading with reviews of its claims, and with what is known of entities that only a correction names."""
        looked_at = [claim for claim in reading.claims if claim.id in self.verdicts]
        if not looked_at:
            return reading
        known = {entity.id: entity for claim in reading.claims for entity in _entities(claim)}
        reviews, named = [], {appearance.entity.id: appearance for appearance in reading.appearances}
        for claim in looked_at:
            verdict = self.verdicts[claim.id]
            correction = self._corrected(claim, verdict, known)
            reviews.append(Review(claim.id, decision_iri(verdict, base=self.base), correction))
            for entity in _entities(correction) if correction else ():
                if entity.id not in known:
                    named[entity.id] = self._appearance(reading, entity)
        return replace(reading, reviews=tuple(reviews), appearances=tuple(named[id_] for id_ in sorted(named)))

    def _appearance(self, reading: Reading, entity: Entity) -> Appearance:
        found = Appearance(reading.document.id, entity, named=True, published=reading.document.published)
        return replace(found, keys=tuple(sorted(blocking_keys(found))))

    def _corrected(self, claim: Claim, verdict: Verdict, known: Mapping[str, Entity]) -> Claim | None:
        """What holds in the place of a claim; None where nothing does, or where that cannot be told."""
        if verdict.ruling is Ruling.REJECTED:
            return None
        relation = verdict.changes.relation
        if relation is not None and not _is_relation(relation):
            self._complain(claim, verdict, f"{relation!r} is no relation; choose one of the ontology's")
            return None
        try:
            corrected = self._changed(claim, verdict.changes, known)
        except KeyError as error:
            what = f"{error.args[0]!r} is no entity of this document or the gazetteer; give its label and type instead"
            self._complain(claim, verdict, what)
            return None
        made_of = digest(claim.id, decision_iri(verdict, base=self.base))
        return replace(corrected, id=f"{self.base}claim/{made_of}", confidence=1.0)

    def _complain(self, claim: Claim, verdict: Verdict, what: str) -> None:
        """Note that a correction cannot be carried out."""
        place = claim.evidence
        message = f"the claim {verdict.claim} is rejected, but cannot be corrected: {what}"
        issue = Issue(place.document, message, Span(place.start, place.end), place.quote, kind=KIND)
        if issue not in self.issues:
            self.issues.append(issue)

    def _changed(self, claim: Claim, changes: Changes, known: Mapping[str, Entity]) -> Claim:
        parts = ("subject", "object", "theme", "place")
        given = {name: part for name in parts if (part := getattr(changes, name)) is not None}
        values = {name: getattr(changes, name) for name in ("relation", "modality", "polarity", "quantity", "time")}
        new = {name: value for name, value in values.items() if value is not None}
        new |= {name: self._entity(part, known) for name, part in given.items()}
        new |= dict.fromkeys(changes.without)
        old = claim.mentions or Mentions()
        kept = {name: getattr(old, name) for name in parts if name not in given and name not in changes.without}
        if changes.speakers is None:
            kept["attributed_to"] = old.attributed_to
        else:
            new["attributed_to"] = tuple(self._entity(part, known) for part in changes.speakers)
        return replace(claim, **new, mentions=Mentions(**kept))

    def _entity(self, part: Part, known: Mapping[str, Entity]) -> Entity:
        """The entity that a correction names.

        Raises:
            KeyError: If neither the document nor the gazetteer has it.
        """
        if isinstance(part, NewEntity):
            iri = entity_id(self.base, part.label, part.type)
            return known.get(iri) or Entity(iri, part.label, part.type)
        iri = iri_of(part.key, self.base)
        if iri in known:
            return known[iri]
        entry = self.entries.get(part.key)
        if entry is None:
            raise KeyError(part.key)
        return Entity(iri, entry.label, entry.type)


def _is_relation(name: str) -> bool:
    from kgraph.ontology import relations  # noqa: PLC0415 - slow to load, and few corrections name a relation

    return name in relations()


def _entities(claim: Claim) -> Iterator[Entity]:
    for entity in (claim.subject, claim.object, claim.theme, claim.place, *claim.attributed_to):
        if entity is not None:
            yield entity
