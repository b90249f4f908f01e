"""Loads and queries a million quads of made-up claims: the store on disk against rdflib in memory, in CPU time.

    python benchmarks/store.py --quads 100000

Both read the same N-Quads file and answer the same queries over the union of all graphs; the numbers of rows they give
are compared. CPU time is that of the process with all its threads; of each query the best of three runs counts.
"""

import argparse
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.gazetteer import Entry
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
    Reading,
    Span,
    claim_id,
)
from kgraph.rdf import PREFIXES, document_quads
from kgraph.rdf.described import entity_quads
from kgraph.rdf.facts import fact_quads
from kgraph.rdf.statements import Statement, source_of, statements_of
from kgraph.rdf.vocabulary import relations

BASE = "https://example.org/benchmark/"
CLAIMS_A_DOCUMENT = 20
RUNS = 3
RELATIONS = ("supplies", "attacks", "meets", "condemns", "trains", "equips", "accuses", "deploys")
PUBLISHERS = tuple(f"The {name} Courier" for name in ("Northern", "Southern", "Eastern", "Western", "Central"))

QUERIES = {
    "two hops": f"SELECT ?a ?b WHERE {{ <{BASE}entity/state-7> kg:meets ?a . ?a kg:supplies ?b }}",
    "group and count": """
        SELECT ?publisher (COUNT(?claim) AS ?claims) (AVG(?confidence) AS ?sure) WHERE {
          ?claim kg:evidence/oa:hasSource ?document ; kg:confidence ?confidence .
          ?document schema:publisher ?publisher } GROUP BY ?publisher""",
    "optional and filter": f"""
        SELECT ?claim ?value WHERE {{
          ?claim rdf:subject <{BASE}entity/state-3> ; kg:confidence ?confidence .
          OPTIONAL {{ ?claim kg:figure/kg:value ?value }}
          FILTER (?confidence > 0.8) }}""",
    "path": """
        SELECT ?claim ?whole WHERE {
          ?claim rdf:predicate kg:attacks ; rdf:object ?place . ?place kg:partOf+ ?whole .
          ?whole rdfs:label "state 5" }""",
    "order and limit": """
        SELECT ?claim ?confidence WHERE {
          ?claim rdf:predicate kg:condemns ; kg:confidence ?confidence } ORDER BY DESC(?confidence) ?claim LIMIT 20""",
    "text": 'SELECT ?node WHERE { ?node oa:exact ?words FILTER CONTAINS(LCASE(?words), "tanks to state 11 ") }',
}


def main() -> None:
    """Make the data, run both engines in processes of their own, print what they took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quads", type=int, default=1_000_000, help="how many to make (default: a million)")
    options.add_argument("--engine", choices=sorted(ENGINES), help=argparse.SUPPRESS)
    options.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.engine:
        print(json.dumps(ENGINES[given.engine](given.data)))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data.nq")
        print(f"{write_data(data, given.quads):,} quads, {data.stat().st_size / 1e6:.0f} MB")
        results = {engine: _run(engine, data) for engine in ENGINES}
    _print(results["store"], results["rdflib"])


def _run(engine: str, data: Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, __file__, "--engine", engine, "--data", str(data)]
    output: dict[str, dict[str, float]] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return output


def _print(store: dict[str, dict[str, float]], rdflib: dict[str, dict[str, float]]) -> None:
    print(f"{'CPU seconds':22}{'store':>10}{'rdflib':>10}{'times':>8}{'rows':>8}")
    for name, ours in store.items():
        theirs = rdflib[name]
        if ours["rows"] != theirs["rows"]:
            sys.exit(f"{name}: {ours['rows']} rows against {theirs['rows']}")
        ratio = theirs["cpu_s"] / ours["cpu_s"]
        print(f"{name:22}{ours['cpu_s']:10.4f}{theirs['cpu_s']:10.4f}{ratio:8.1f}{ours['rows']:8.0f}")
    logs = [math.log(rdflib[name]["cpu_s"] / store[name]["cpu_s"]) for name in QUERIES]
    print(f"queries, geometric mean: {math.exp(sum(logs) / len(logs)):.1f} times faster")
    print(f"loading: {rdflib['load']['cpu_s'] / store['load']['cpu_s']:.1f} times faster")


# --- the engines


def _in_store(data: Path) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(folder)
        # Lenient: rdflib does not look into IRIs and language tags either, and the store is given what kgraph wrote.
        load = _timed(lambda: store.bulk_load(path=data, format=ox.RdfFormat.N_QUADS, lenient=True), runs=1)

        def rows(query: str) -> int:
            found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
            return sum(1 for _ in found) if isinstance(found, ox.QuerySolutions) else 0

        return {"load": {"cpu_s": load, "rows": len(store)}, **_answers(rows)}


def _in_rdflib(data: Path) -> dict[str, dict[str, float]]:
    import rdflib  # noqa: PLC0415 - only this engine's process needs it

    dataset = rdflib.Dataset(default_union=True)
    load = _timed(lambda: dataset.parse(data, format="nquads"), runs=1)

    def rows(query: str) -> int:
        return sum(1 for _ in dataset.query(query, initNs=PREFIXES))

    return {"load": {"cpu_s": load, "rows": sum(1 for _ in dataset.quads())}, **_answers(rows)}


def _answers(rows: Callable[[str], int]) -> dict[str, dict[str, float]]:
    return {
        name: {"rows": rows(query), "cpu_s": _timed(partial(rows, query), runs=RUNS)} for name, query in QUERIES.items()
    }


ENGINES: dict[str, Callable[[Path], dict[str, dict[str, float]]]] = {"store": _in_store, "rdflib": _in_rdflib}


def _timed(run: Callable[[], object], *, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


# --- the data


def write_data(path: Path, wanted: int) -> int:
    """Write at least as many quads as wanted: documents, then entities and facts; the same ones every time."""
    maker = _Maker(wanted)
    written = 0
    with path.open("wb") as file:
        for quads in maker.graphs():
            ox.serialize(quads, file, format=ox.RdfFormat.N_QUADS)
            written += len(quads)
    return written


class _Maker:
    def __init__(self, wanted: int) -> None:
        self.random = random.Random(7)  # noqa: S311 - the same data every time
        self.wanted = wanted
        self.claims: list[Claim] = []
        self.statements: list[Statement] = []
        states = [_entity(f"state-{i}", f"state {i}", EntityType.COUNTRY) for i in range(40)]
        towns = [_entity(f"town-{i}", f"town {i}", EntityType.PLACE) for i in range(400)]
        forces = [_entity(f"force-{i}", f"force {i}", EntityType.ARMED_FORCE) for i in range(max(60, wanted // 2000))]
        self.actors = states + forces
        self.targets = states + towns + forces
        self.gazetteer = {
            entity.id.removeprefix(f"{BASE}entity/"): Entry(
                entity.id.removeprefix(f"{BASE}entity/"), entity.label, entity.type, part_of=f"state-{index % 40}"
            )
            for index, entity in enumerate(towns + forces)
        } | {f"state-{i}": Entry(f"state-{i}", f"state {i}", EntityType.COUNTRY) for i in range(40)}

    def graphs(self) -> Iterator[list[ox.Quad]]:
        """A document's quads at a time, then the views."""
        made, number = 0, 0
        while made < self.wanted * 0.98:  # the views take the rest
            reading = self._reading(number)
            quads = document_quads(reading, base=BASE, extractor="benchmark-1").quads()
            self.claims += reading.claims
            self.statements += statements_of(reading.claims, source_of(reading.document, base=BASE))
            made, number = made + len(quads), number + 1
            yield quads
        entities = [e for c in self.claims for e in (c.subject, c.object, *c.attributed_to) if e]
        yield entity_quads(entities, base=BASE, gazetteer=self.gazetteer)
        yield fact_quads(self.statements, base=BASE, relations=relations())

    def _reading(self, number: int) -> Reading:
        statements = [self._statement() for _ in range(CLAIMS_A_DOCUMENT)]
        document = Document(
            f"article-{number}",
            " ".join(statement.sentence for statement in statements),
            title=f"Article {number}",
            publisher=self.random.choice(PUBLISHERS),
            published=f"2024-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}",
            language="en",
        )
        offsets = accumulate((len(statement.sentence) + 1 for statement in statements), initial=0)
        claims = [self._claim(document.id, offset, each) for offset, each in zip(offsets, statements, strict=False)]
        return Reading(document, tuple(claims))

    def _statement(self) -> "_Statement":
        subject, object_ = self.random.choice(self.actors), self.random.choice(self.targets)
        relation, count = self.random.choice(RELATIONS), self.random.randint(2, 900)
        return _Statement(
            f"On the day {subject.label} {relation} {count} tanks to {object_.label} again.", subject, relation, object_
        )

    def _claim(self, document: str, offset: int, statement: "_Statement") -> Claim:
        choose = self.random
        sentence, subject, object_ = statement.sentence, statement.subject, statement.object
        evidence = Evidence(document, offset, offset + len(sentence), sentence)
        start = offset + sentence.index(subject.label)
        end = offset + sentence.rindex(object_.label)
        mentions = Mentions(Span(start, start + len(subject.label)), Span(end, end + len(object_.label)))
        count = Quantity(
            Decimal(choose.randint(2, 900)), "tanks", choose.choice([Bound.EXACT, Bound.APPROX, Bound.MIN])
        )
        return Claim(
            id=claim_id(BASE, evidence, statement.relation, mentions),
            subject=subject,
            relation=statement.relation,
            object=object_,
            attributed_to=(choose.choice(self.actors),) if choose.random() < 0.4 else (),  # noqa: PLR2004
            modality=choose.choices(list(Modality), weights=(70, 10, 10, 5, 5))[0],
            polarity=choose.choices(list(Polarity), weights=(92, 8))[0],
            evidence=evidence,
            quantity=count if choose.random() < 0.3 else None,  # noqa: PLR2004
            confidence=round(choose.uniform(0.3, 1), 2),
            mentions=mentions,
        )


class _Statement(NamedTuple):
    sentence: str
    subject: Entity
    relation: str
    object: Entity


def _entity(key: str, label: str, type_: EntityType) -> Entity:
    return Entity(f"{BASE}entity/{key}", label, type_, (label,))


if __name__ == "__main__":
    main()
