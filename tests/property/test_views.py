"""Views kept up to date step by step are those made anew from all claims."""

from decimal import Decimal

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
)
from kgraph.rdf import Topics, document_iri, document_quads, refresh, topics
from kgraph.rdf.lookups import Lookups
from kgraph.rdf.statements import source_of, statements_of
from kgraph.rdf.terms import CLAIM
from kgraph.rdf.vocabulary import Relations

LIMITS = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
BASE = "https://example.org/mine/"
KINDS = Relations({"equips": "supplies", "fights": "attacks"}, frozenset({"fights", "meets"}))
GAZETTEER = {
    "north": Entry("north", "North", EntityType.PLACE, part_of="land"),
    "land": Entry("land", "Land", EntityType.COUNTRY),
}
TEXT = "The guards said that Land had sent forty men to the North and lost two. The guards denied this. " * 3
ACTORS = [
    Entity(f"{BASE}entity/land", "Land", EntityType.COUNTRY),
    Entity(f"{BASE}entity/north", "North", EntityType.PLACE),
    Entity(f"{BASE}entity/guards", "guards", EntityType.ARMED_FORCE),
    Entity(f"{BASE}entity/dead", "the dead", EntityType.GROUP),
]
OBJECTS = [
    *ACTORS,
    Entity(f"{BASE}entity/number-40", "40", EntityType.NUMBER),
    Entity(f"{BASE}entity/number-50", "fifty men", EntityType.NUMBER),
    Entity(f"{BASE}entity/said", "The guards said that Land", EntityType.EVENT),
    Entity(f"{BASE}entity/accusation", "accusation", EntityType.EVENT),
]
RELATIONS = ("supplies", "equips", "fights", "meets", "denies", "kills", "locatedIn", "hasStrength", "hasCasualties")
DAYS = ("2024-10-31", "2024-10-31", "2024-11-01T10:00:00Z", "spring")


def figures():
    """Parts of claims that often rival: two numbers for two things by three voices."""
    return st.fixed_dictionaries(
        {
            "subject": st.sampled_from([ACTORS[2], ACTORS[2], None]),
            "relation": st.sampled_from(["hasStrength", "hasStrength", "kills", "locatedIn"]),
            "object": st.sampled_from([OBJECTS[4], ACTORS[0]]),
            "quantity": st.builds(
                Quantity,
                st.sampled_from([Decimal(40), Decimal(60), Decimal(2000)]),
                st.sampled_from(["people", "men"]),
                st.sampled_from([Bound.EXACT, Bound.APPROX]),
            ),
            "modality": st.just(Modality.ASSERTED),
            "polarity": st.just(Polarity.POSITIVE),
        }
    )


def ties():
    """Parts of claims that often deny each other."""
    return st.fixed_dictionaries(
        {
            "subject": st.just(ACTORS[0]),
            "relation": st.sampled_from(["supplies", "equips", "meets"]),
            "object": st.sampled_from(ACTORS[1:3]),
            "modality": st.just(Modality.ASSERTED),
            "polarity": st.sampled_from(Polarity),
        }
    )


def denials():
    """Parts of claims that deny what stands before them."""
    return st.fixed_dictionaries(
        {
            "subject": st.sampled_from(ACTORS[:2]),
            "relation": st.just("denies"),
            "object": st.sampled_from(OBJECTS[6:]),
            "modality": st.just(Modality.ASSERTED),
            "polarity": st.just(Polarity.POSITIVE),
        }
    )


def others():
    """Parts of claims of any kind."""
    return st.fixed_dictionaries(
        {
            "subject": st.sampled_from([None, *ACTORS]),
            "relation": st.sampled_from(RELATIONS),
            "object": st.sampled_from(OBJECTS),
            "modality": st.sampled_from(Modality),
            "polarity": st.sampled_from(Polarity),
            "theme": st.sampled_from([None, ACTORS[3]]),
            "time": st.sampled_from([None, "2024-10", "2024-10-31", "2024-10-30/2024-11-01"]),
            "place": st.sampled_from([None, *ACTORS[:2]]),
        }
    )


@st.composite
def claims(draw, document):
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 80)))
    parts = draw(figures() | figures() | ties() | denials() | others())
    return Claim(
        id=f"{BASE}claim/{document}-{draw(st.integers(0, 5))}",
        attributed_to=tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=1))),
        evidence=Evidence(document, start, end, TEXT[start:end]),
        alleged=draw(st.sampled_from([False, False, False, True])),
        mentions=Mentions(object=_words(draw)),
        **parts,
    )


def _words(draw):
    """Where the object of a claim is mentioned: at a pronoun, or anywhere."""
    start = draw(st.just(TEXT.rindex("this")) | st.integers(0, len(TEXT) - 10))
    return Span(start, start + 4)


@st.composite
def readings(draw):
    id_ = draw(st.sampled_from("abcd"))
    document = Document(
        id_,
        draw(st.sampled_from([TEXT, f"(AFP) - {TEXT}", f"Nobody knows. {TEXT}"[: len(TEXT)]])),
        publisher=draw(st.sampled_from([None, "Post", "Wire", "Reuters"])),
        published=draw(st.sampled_from([*DAYS, *DAYS[:2], *DAYS[:2], None])),
        authors=draw(st.sampled_from([(), ("Ann Poe",), ("Associated Press",)])),
    )
    found = {claim.id: claim for claim in draw(st.lists(claims(id_), min_size=2, max_size=6))}
    text = document.text
    return Reading(
        document,
        tuple(
            Claim(**{**_fields(c), "evidence": Evidence(id_, c.evidence.start, c.evidence.end, text[_span(c)])})
            for c in found.values()
        ),
    )


def _fields(claim):
    return {name: getattr(claim, name) for name in Claim.__dataclass_fields__}


def _span(claim):
    return slice(claim.evidence.start, claim.evidence.end)


CHANGES = readings() | readings() | readings() | st.sampled_from("abcd")  # a letter takes a document out
STEPS = st.lists(st.lists(CHANGES, min_size=2, max_size=4), min_size=2, max_size=4)
OPTIONS = {"base": BASE, "relations": KINDS, "gazetteer": GAZETTEER}


@LIMITS
@given(STEPS, st.booleans())
def test_adding_changing_and_removing_gives_what_making_anew_gives(steps, own_voice_only):
    store = ox.Store()
    for step in steps:
        touched = Topics()
        for item in step:
            graph = document_iri(BASE, item if isinstance(item, str) else item.document.id)
            touched |= topics(store, graph.value)
            store.remove_graph(graph)
            if isinstance(item, Reading):
                store.extend(document_quads(item, base=BASE, extractor="rules-1").quads())
            touched |= topics(store, graph.value)
        refresh(store, touched, **OPTIONS, own_voice_only=own_voice_only)
        assert views(store) == made_anew(store, own_voice_only=own_voice_only)


def views(store):
    return {quad for quad in store if quad.graph_name.value.startswith(f"{BASE}graph/")}


def made_anew(store, **options):
    fresh = ox.Store()
    fresh.extend(quad for quad in store if not quad.graph_name.value.startswith(f"{BASE}graph/"))
    refresh(fresh, None, **OPTIONS, **options)
    return views(fresh)


@LIMITS
@given(readings())
def test_a_statement_looked_up_is_the_one_made_of_the_claim(reading):
    store = ox.Store()
    store.extend(document_quads(reading, base=BASE, extractor="rules-1").quads())
    found = Lookups(store).of_document(document_iri(BASE, reading.document.id).value)
    made = statements_of(reading.claims, source_of(reading.document, base=BASE))
    assert {s.claim: s for s in found} == {s.claim: s for s in made}


@LIMITS
@given(readings())
def test_a_rejected_claim_is_not_looked_at(reading):
    store = ox.Store()
    rejected = ox.NamedNode(f"{CLAIM.value.removesuffix('Claim')}RejectedClaim")
    for quad in document_quads(reading, base=BASE, extractor="rules-1").quads():
        object_ = rejected if quad.object == CLAIM else quad.object
        store.add(ox.Quad(quad.subject, quad.predicate, object_, quad.graph_name))
    refresh(store, None, **OPTIONS)
    assert views(store) == set()
