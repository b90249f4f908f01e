"""What a store holds, counted by its own engine, and which claims are in conflict, from the file of claims."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kgraph.pipeline.report import OWN_VOICE
from kgraph.rdf import PREFIXES, conflicts_graph, entities_graph
from kgraph.rdf import terms as t

# The engine groups and counts without turning what it counts into text, which is what takes long in every look-up.
_BY_VALUE = "SELECT ?value (COUNT(*) AS ?count) WHERE {{ GRAPH ?document {{ {pattern} }} }} GROUP BY ?value"
_SPEAKERS = """
    SELECT ?name (SUM(?number) AS ?count) WHERE {{
      {{ SELECT ?who (COUNT(*) AS ?number) WHERE {{ GRAPH ?document {{ {pattern} }} }} GROUP BY ?who }}
      OPTIONAL {{ GRAPH {entities} {{ ?who rdfs:label ?label }} }}
      BIND (COALESCE(?label, REPLACE(STR(?who), "^.*/", "")) AS ?name) }} GROUP BY ?name"""
_ATTRIBUTED = "SELECT (COUNT(DISTINCT ?claim) AS ?count) WHERE {{ GRAPH ?document {{ {pattern} }} }}"
_REJECTED = "?claim a kg:RejectedClaim . "
_ID = re.compile(rb'{"id": "([^"]+)"')  # IRIs have no quotes and no backslashes


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims there are, in all and by what they say and who says it."""

    claims: int
    relations: dict[str, int]
    speakers: dict[str, int]
    modalities: dict[str, int]
    polarities: dict[str, int]


def count(dataset: ox.Store, *, base: str) -> Counts:
    """Count the claims of a store; a claim with two speakers counts for both."""
    relations, modalities, polarities = (
        _by_value(dataset, f"?claim {property_} ?value")
        for property_ in ("rdf:predicate", "kg:modality", "kg:polarity")
    )
    claims = sum(relations.values())
    attributed = _attributed(dataset, "") - _attributed(dataset, _REJECTED)
    speakers = _speakers(dataset, base)
    if claims > attributed:
        speakers[OWN_VOICE] = claims - attributed
    return Counts(claims, relations, speakers, modalities, polarities)


def conflicts(dataset: ox.Store, lines: Iterable[bytes], *, base: str) -> list[dict[str, Any]]:
    """The pairs of claims that cannot both hold, for the report, sorted by their IRIs.

    Args:
        dataset: The store.
        lines: Its claims as JSON Lines: one line tells in one piece what the store keeps in twenty.
        base: The base IRI.
    """
    pairs = {
        tuple(sorted((quad.subject.value, quad.object.value)))
        for quad in dataset.quads_for_pattern(None, None, None, conflicts_graph(base))
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    wanted = {claim.encode() for pair in pairs for claim in pair}
    found = (line for line in lines if (id_ := _ID.match(line)) and id_[1] in wanted)
    told = list(map(json.loads, found))
    ends = {end["id"]: end["label"] for claim in told for end in (claim["subject"], claim["object"]) if end}
    labels = {iri: _label(dataset, iri, base) or label for iri, label in ends.items()}
    claims = {claim["id"]: _told(claim, labels) for claim in told}
    return [{"first": claims[first], "second": claims[second]} for first, second in sorted(pairs)]


def _told(claim: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    subject, quantity, evidence = claim["subject"], claim["quantity"], claim["evidence"]
    return {
        "id": claim["id"],
        "subject": labels[subject["id"]] if subject else None,
        "relation": claim["relation"],
        "object": labels[claim["object"]["id"]],
        "polarity": claim["polarity"],
        "figure": float(quantity["value"]) if quantity else None,
        "document": evidence["document"],
        "quote": evidence["quote"],
    }


def _label(dataset: ox.Store, entity: str, base: str) -> str | None:
    """What an entity is called over all documents; in a claim it has the name that its document has for it."""
    quads = dataset.quads_for_pattern(ox.NamedNode(entity), t.RDFS_LABEL, None, entities_graph(base))
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)


def _by_value(dataset: ox.Store, pattern: str) -> dict[str, int]:
    """How many claims have each value; those that were rejected, which are few, are taken off."""
    found: Counter[str] = Counter()
    for sign, which in ((1, pattern), (-1, _REJECTED + pattern)):
        for row in _rows(dataset, _BY_VALUE.format(pattern=which)):
            found[_local(row["value"].value)] += sign * int(row["count"].value)
    return {value: number for value, number in found.items() if number}


def _speakers(dataset: ox.Store, base: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    said = "?attribution kg:speaker ?who"
    for sign, pattern in ((1, said), (-1, f"{_REJECTED} ?claim kg:attribution ?attribution . {said}")):
        for row in _rows(dataset, _SPEAKERS.format(pattern=pattern, entities=entities_graph(base))):
            found[row["name"].value] += sign * int(row["count"].value)
    return {name: number for name, number in found.items() if number}


def _attributed(dataset: ox.Store, condition: str) -> int:
    """How many claims somebody else than the article makes."""
    (row,) = _rows(dataset, _ATTRIBUTED.format(pattern=f"{condition}?claim kg:attribution ?attribution"))
    return int(row["count"].value)


def _rows(dataset: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = dataset.query(query, prefixes=PREFIXES)
    if isinstance(found, ox.QuerySolutions):
        yield from found


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
