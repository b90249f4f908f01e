"""What a store holds, counted by its own engine: no claim is read for it."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kgraph.pipeline.report import OWN_VOICE
from kgraph.rdf import PREFIXES, conflicts_graph
from kgraph.rdf import terms as t

_IN_CONFLICT = """
    SELECT ?claim ?subject ?relation ?object ?polarity ?figure ?document ?quote WHERE {
      { SELECT DISTINCT ?claim WHERE { ?claim kg:conflictsWith ?other } }
      ?claim rdf:predicate ?relation ; rdf:object/rdfs:label ?object ; kg:polarity ?polarity ; kg:evidence ?words .
      ?words oa:hasSource/schema:identifier ?document ; oa:hasSelector/oa:exact ?quote .
      OPTIONAL { ?claim rdf:subject/rdfs:label ?subject }
      OPTIONAL { ?claim kg:figure/kg:value ?figure } }"""


_FIRST = "/attribution/1"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims there are, in all and by what they say and who says it."""

    claims: int
    relations: dict[str, int]
    speakers: dict[str, int]
    modalities: dict[str, int]
    polarities: dict[str, int]


def count(dataset: ox.Store) -> Counts:
    """Count the claims of a store; a claim with two speakers counts for both."""
    # Look-ups by predicate take a third of the time that a query takes.
    rejected = {quad.subject for quad in dataset.quads_for_pattern(None, t.RDF_TYPE, t.REJECTED_CLAIM, None)}
    labels: dict[str, str] = {}
    speakers: Counter[str] = Counter()
    attributed = 0
    for quad in dataset.quads_for_pattern(None, t.HAS_ATTRIBUTION, None, None):
        if quad.subject in rejected or not isinstance(quad.object, ox.NamedNode):
            continue
        attributed += quad.object.value.endswith(_FIRST)
        for said in dataset.quads_for_pattern(quad.object, t.SPEAKER, None, quad.graph_name):
            speaker = _text(said.object)
            if speaker not in labels:
                labels[speaker] = _label(dataset, speaker)
            speakers[labels[speaker]] += 1
    relations = _by_value(dataset, t.RDF_PREDICATE, rejected)
    claims = sum(relations.values())
    if claims > attributed:
        speakers[OWN_VOICE] = claims - attributed
    modalities, polarities = (_by_value(dataset, property_, rejected) for property_ in (t.MODALITY, t.POLARITY))
    return Counts(claims, relations, dict(speakers), modalities, polarities)


def conflicts(dataset: ox.Store, *, base: str) -> list[dict[str, Any]]:
    """The pairs of claims that cannot both hold, for the report, sorted by their IRIs."""
    claims = {row["claim"].value: _told(row) for row in _rows(dataset, _IN_CONFLICT)}
    pairs = {
        tuple(sorted((quad.subject.value, quad.object.value)))
        for quad in dataset.quads_for_pattern(None, None, None, conflicts_graph(base))
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    return [{"first": claims[first], "second": claims[second]} for first, second in sorted(pairs)]


def _told(row: ox.QuerySolution) -> dict[str, Any]:
    return {
        "id": row["claim"].value,
        "subject": row["subject"].value if row["subject"] else None,
        "relation": _local(row["relation"].value),
        "object": row["object"].value,
        "polarity": _local(row["polarity"].value),
        "figure": float(row["figure"].value) if row["figure"] else None,
        "document": row["document"].value,
        "quote": row["quote"].value,
    }


def _by_value(dataset: ox.Store, predicate: ox.NamedNode, rejected: Collection[object]) -> dict[str, int]:
    found = dataset.quads_for_pattern(None, predicate, None, None)
    values = Counter(quad.object for quad in found if quad.subject not in rejected)
    return {_local(_text(value)): count for value, count in values.items()}


def _label(dataset: ox.Store, entity: str) -> str:
    quads = dataset.quads_for_pattern(ox.NamedNode(entity), t.RDFS_LABEL, None, None)
    return next((_text(quad.object) for quad in quads), entity.rpartition("/")[2])


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _rows(dataset: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = dataset.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(found, ox.QuerySolutions):
        yield from found


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
