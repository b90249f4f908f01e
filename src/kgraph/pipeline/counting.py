"""What a store holds, counted by its own engine: no claim is read for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kgraph.pipeline.report import OWN_VOICE
from kgraph.rdf import PREFIXES, conflicts_graph

_BY_VALUE = "SELECT ?value (COUNT(?claim) AS ?count) WHERE { ?claim a kg:Claim ; %s ?value } GROUP BY ?value"
_BY_SPEAKER = """
    SELECT ?label (COUNT(?attribution) AS ?count) WHERE {
      ?claim a kg:Claim ; kg:attribution ?attribution . ?attribution kg:speaker ?speaker . ?speaker rdfs:label ?label
    } GROUP BY ?label"""
_OWN_VOICE = """
    SELECT (COUNT(?claim) AS ?count) WHERE { ?claim a kg:Claim FILTER NOT EXISTS { ?claim kg:attribution ?any } }"""
_IN_CONFLICT = """
    SELECT ?claim ?subject ?relation ?object ?polarity ?figure ?document ?quote WHERE {
      { SELECT DISTINCT ?claim WHERE { ?claim kg:conflictsWith ?other } }
      ?claim rdf:predicate ?relation ; rdf:object/rdfs:label ?object ; kg:polarity ?polarity ; kg:evidence ?words .
      ?words oa:hasSource/schema:identifier ?document ; oa:hasSelector/oa:exact ?quote .
      OPTIONAL { ?claim rdf:subject/rdfs:label ?subject }
      OPTIONAL { ?claim kg:figure/kg:value ?figure } }"""


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
    relations = _by_value(dataset, "rdf:predicate")
    speakers = {row["label"].value: int(row["count"].value) for row in _rows(dataset, _BY_SPEAKER)}
    for row in _rows(dataset, _OWN_VOICE):
        if int(row["count"].value):
            speakers[OWN_VOICE] = int(row["count"].value)
    modalities, polarities = _by_value(dataset, "kg:modality"), _by_value(dataset, "kg:polarity")
    return Counts(sum(relations.values()), relations, speakers, modalities, polarities)


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


def _by_value(dataset: ox.Store, predicate: str) -> dict[str, int]:
    rows = _rows(dataset, _BY_VALUE % predicate)
    return {_local(row["value"].value): int(row["count"].value) for row in rows}


def _rows(dataset: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = dataset.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(found, ox.QuerySolutions):
        yield from found


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
