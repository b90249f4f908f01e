"""Claims survive JSON Lines, quads, the store and any order of them."""

import json
import string
import tempfile
from decimal import Decimal
from pathlib import Path

import jsonschema
import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph import jsonl
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
)
from kgraph.rdf import DocumentGraph, claims_quads, document_quads
from kgraph.rdf.conflicts import conflict_quads
from kgraph.rdf.facts import fact_quads
from kgraph.rdf.statements import source_of, statements_of
from kgraph.rdf.support import support_quads
from kgraph.rdf.vocabulary import Relations
from kgraph.store import open_store

# The same examples every time, however busy the machine is.
LIMITS = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
BASE = "https://example.org/mine/"
NAMES = st.text(min_size=1, max_size=12)
WORDS = st.text(string.ascii_letters, min_size=1, max_size=8)
KINDS = Relations({"equips": "supplies", "fights": "attacks"}, frozenset({"fights", "meets"}))
VALIDATOR = jsonschema.Draft202012Validator(jsonl.claim_schema())


@st.composite
def spans(draw, length):
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def quantities(draw):
    figures = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
    bound = draw(st.sampled_from(Bound))
    low, high = sorted((draw(figures), draw(figures)))
    return Quantity(low, draw(NAMES), bound, low, high) if bound is Bound.RANGE else Quantity(low, draw(NAMES), bound)


@st.composite
def entities(draw):
    """The entities of one document, each as it names it throughout."""
    keys = draw(st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True))
    return [
        Entity(
            f"{BASE}entity/{key}",
            draw(NAMES),
            draw(st.sampled_from(EntityType)),
            tuple(sorted(draw(st.sets(NAMES, max_size=3)))),
        )
        for key in keys
    ]


@st.composite
def mentions(draw, length, claim_parts, speakers):
    def span(part):
        return None if part is None else draw(st.none() | spans(length))

    subject, object_, theme, place = map(span, claim_parts)
    by_speaker = tuple(span(speaker) for speaker in speakers)
    if not any((subject, object_, theme, place, *by_speaker)):
        return None
    return Mentions(subject, object_, theme, place, by_speaker)


@st.composite
def claims(draw, document, cast, number):
    subject, theme, place = (draw(st.none() | st.sampled_from(cast)) for _ in range(3))
    object_ = draw(st.sampled_from(cast))
    speakers = tuple(draw(st.lists(st.sampled_from(cast), max_size=3)))
    span = draw(spans(len(document.text)))
    return Claim(
        id=f"{BASE}claim/{number}-{document.id.encode().hex()}",
        subject=subject,
        relation=draw(
            st.sampled_from(["supplies", "equips", "fights", "meets", "hasCasualties"]) | WORDS.map(str.lower)
        ),
        object=object_,
        attributed_to=speakers,
        modality=draw(st.sampled_from(Modality)),
        polarity=draw(st.sampled_from(Polarity)),
        evidence=Evidence(document.id, span.start, span.end, document.text[span.start : span.end]),
        theme=theme,
        quantity=draw(st.none() | quantities()),
        time=draw(st.none() | NAMES),
        place=place,
        confidence=draw(st.floats(0, 1)),
        alleged=draw(st.booleans()),
        mentions=draw(mentions(len(document.text), (subject, object_, theme, place), speakers)),
    )


@st.composite
def readings(draw, ids=NAMES):
    document = Document(
        id=draw(ids),
        text=draw(st.text(min_size=1, max_size=60)),
        title=draw(st.none() | NAMES),
        url=draw(st.none() | NAMES),
        publisher=draw(st.none() | NAMES),
        published=draw(st.none() | st.dates().map(str) | st.just("2024-11-01T08:30:00+02:00")),
        authors=tuple(sorted(draw(st.sets(NAMES, max_size=3)))),
        language=draw(st.sampled_from([None, "en"])),
    )
    cast = draw(entities())
    return Reading(document, tuple(draw(claims(document, cast, i)) for i in range(draw(st.integers(0, 4)))))


def by_id(claims_):
    return sorted(claims_, key=lambda claim: claim.id)


@LIMITS
@given(readings())
def test_claims_survive_json_lines(reading):
    lines = [jsonl.dumps(claim) for claim in reading.claims]
    assert all("\n" not in line for line in lines)
    assert tuple(jsonl.read_claims(lines, source="test")) == reading.claims


@LIMITS
@given(readings())
def test_every_line_is_valid_against_the_schema(reading):
    for claim in reading.claims:
        VALIDATOR.validate(json.loads(jsonl.dumps(claim)))


@LIMITS
@given(readings())
def test_a_reading_survives_quads(reading):
    mapped = document_quads(reading, base=BASE, extractor="rules-1")
    assert mapped.issues == ()
    graph = DocumentGraph(mapped.quads())
    assert by_id(graph.claims()) == by_id(reading.claims)
    assert graph.document() == reading.document


@LIMITS
@given(readings())
def test_a_reading_survives_n_quads_and_an_engine_that_rewrites_literals(reading):
    quads = document_quads(reading, base=BASE, extractor="rules-1").quads()
    store = ox.Store()
    store.load(ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    assert set(store) == set(quads), "literals are written in their canonical form"
    graph = DocumentGraph(store)
    assert by_id(graph.claims()) == by_id(reading.claims)
    assert graph.document() == reading.document


@LIMITS
@given(readings())
def test_claims_survive_without_their_article(reading):
    for mapped in claims_quads(reading.claims, base=BASE, extractor="rules-1"):
        assert mapped.issues == ()
        graph = DocumentGraph(mapped.quads())
        assert graph.document() is None
        assert by_id(graph.claims()) == by_id(reading.claims)


@LIMITS
@given(readings())
def test_no_triple_is_written_twice_and_no_node_is_blank(reading):
    quads = document_quads(reading, base=BASE, extractor="rules-1").quads()
    assert len(quads) == len(set(quads))
    assert not any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object))


@LIMITS
@given(readings())
def test_evidence_slices_back_with_its_context(reading):
    text = reading.document.text
    nodes = {}
    for quad in document_quads(reading, base=BASE, extractor="rules-1").quads():
        nodes.setdefault(quad.subject.value, {})[quad.predicate.value.partition("oa#")[2]] = quad.object.value
    for iri, node in nodes.items():
        if iri.endswith("/position"):
            quote = nodes[iri.removesuffix("position") + "quote"]
            start, end = int(node["start"]), int(node["end"])
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote.get("prefix", ""))
            assert text[end:].startswith(quote.get("suffix", ""))


@LIMITS
@given(readings(), st.randoms())
def test_views_do_not_depend_on_the_order_of_claims(reading, random):
    statements = statements_of(reading.claims, source_of(reading.document, base=BASE))
    shuffled = list(statements)
    random.shuffle(shuffled)
    for view in (fact_quads, conflict_quads, support_quads):
        first = view(statements, base=BASE, relations=KINDS)
        assert view(shuffled, base=BASE, relations=KINDS) == first
        assert len(set(first)) == len(first)


@settings(LIMITS, max_examples=10)
@given(st.lists(readings(), min_size=1, max_size=4, unique_by=lambda reading: reading.document.id), st.randoms())
def test_a_store_gives_the_same_bytes_whatever_the_order_of_writing(batch, random):
    mapped = [document_quads(reading, base=BASE, extractor="rules-1") for reading in batch]
    shuffled = list(mapped)
    random.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        at_once, step_by_step = Path(folder, "once"), Path(folder, "steps")
        with open_store(at_once / "store", base=BASE) as store:
            store.replace_documents(mapped)
            _dump(store, at_once)
            assert by_id(store.claims()) == by_id(claim for reading in batch for claim in reading.claims)
        for document in shuffled:
            with open_store(step_by_step / "store", base=BASE) as store:
                store.replace_documents([document])
                store.replace_documents([document])
                _dump(store, step_by_step)
        for name in ("graph.trig", "claims.jsonl"):
            assert (at_once / name).read_bytes() == (step_by_step / name).read_bytes()
        assert [jsonl.dumps(c) for c in _claims(at_once)] == [jsonl.dumps(c) for c in _claims(step_by_step)]


def _dump(store, folder):
    store.refresh_views(gazetteer={})
    store.dump_trig(folder / "graph.trig")
    store.write_claims(folder / "claims.jsonl")


def _claims(folder):
    with (folder / "claims.jsonl").open(encoding="utf-8", newline="\n") as lines:
        return list(jsonl.read_claims(lines, source="claims.jsonl"))


@LIMITS
@given(st.decimals(min_value=-(10**18), max_value=10**18, places=9))
def test_figures_keep_their_value(value):
    claim = next(iter(jsonl.read_claims([LINE.replace("123", format(value, "f"))], source="test")))
    assert claim.quantity.value == value
    assert Decimal(json.loads(jsonl.dumps(claim), parse_float=Decimal)["quantity"]["value"]) == value


LINE = (
    '{"id": "https://example.org/c", "subject": null, "relation": "hasCasualties", "attributedTo": [], '
    '"object": {"id": "https://example.org/e", "label": "e", "type": "Number"}, "modality": "asserted", '
    '"polarity": "positive", "quantity": {"value": 123, "unit": "soldiers", "bound": "exact"}, '
    '"evidence": {"document": "d", "start": 0, "end": 1, "quote": "x"}}'
)
