"""The graph of a document, and the views over all of them."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pyoxigraph as ox
import pytest

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
from kgraph.rdf import DocumentGraph, claims_quads, document_digest, document_id, document_iri, document_quads
from kgraph.rdf.conflicts import conflict_quads
from kgraph.rdf.described import entity_quads
from kgraph.rdf.facts import fact_quads
from kgraph.rdf.statements import source_of, statements_of
from kgraph.rdf.terms import KG, PREFIXES
from kgraph.rdf.views import extraction_quads
from kgraph.rdf.vocabulary import Relations, ontology_quads, relations

BASE = "https://example.org/mine/"
TEXT = "Norland ships guns to Sudmark, the ministry of Estia said."
ARTICLE = Document(
    "2024/guns 1.txt", TEXT, title="Guns", publisher="The Courier", published="2024-11-01", language="en"
)
KINDS = Relations({"equips": "supplies", "fights": "attacks"}, frozenset({"fights", "meets"}))
_numbers = count()


def entity(name, type_=EntityType.COUNTRY, *aliases):
    return Entity(f"{BASE}entity/{name.lower()}", name, type_, aliases)


NORLAND, SUDMARK, ESTIA = entity("Norland"), entity("Sudmark"), entity("Estia")


def claim(subject=NORLAND, relation="supplies", object_=SUDMARK, **fields):
    defaults = {
        "id": f"{BASE}claim/{next(_numbers)}",
        "attributed_to": (),
        "modality": Modality.ASSERTED,
        "polarity": Polarity.POSITIVE,
        "evidence": Evidence(ARTICLE.id, 0, 29, TEXT[:29]),
    }
    return Claim(subject=subject, relation=relation, object=object_, **{**defaults, **fields})


def written(*claims, document=ARTICLE):
    return document_quads(Reading(document, claims), base=BASE, extractor="rules-1")


def shown(quads):
    """Triples as short strings, for people to compare."""

    def short(term):
        if isinstance(term, ox.Literal):
            return term.value
        for prefix, start in {**PREFIXES, "": BASE}.items():
            if term.value.startswith(start):
                return f"{prefix}:{term.value.removeprefix(start)}" if prefix else term.value.removeprefix(start)
        return term.value

    return {(short(q.subject), short(q.predicate), short(q.object)) for q in quads}


def stated(*claims):
    return statements_of(claims, source_of(ARTICLE, base=BASE))


def facts(*claims, **options):
    found = shown(fact_quads(stated(*claims), base=BASE, relations=KINDS, **options))
    return {f"{s.removeprefix('entity/')} {p.removeprefix('kg:')} {o.removeprefix('entity/')}" for s, p, o in found}


def conflicts(*claims):
    by_id = {claim.id: index for index, claim in enumerate(claims)}
    quads = conflict_quads(stated(*claims), base=BASE, relations=KINDS)
    return {(by_id[q.subject.value], by_id[q.object.value]) for q in quads}


# --- a document's graph


def test_a_document_has_its_metadata_and_its_text_in_its_graph():
    mapped = written()
    graph = "document/2024%2Fguns%201.txt"
    assert mapped.graph.value == BASE + graph
    assert {quad.graph_name for quad in mapped.quads()} == {mapped.graph}
    assert shown(mapped.quads()) == {
        (graph, "rdf:type", "kg:Document"),
        (graph, "rdf:type", "schema:NewsArticle"),
        (graph, "schema:identifier", "2024/guns 1.txt"),
        (graph, "schema:headline", "Guns"),
        (graph, "schema:publisher", "The Courier"),
        (graph, "schema:datePublished", "2024-11-01"),
        (graph, "schema:inLanguage", "en"),
        (graph, "schema:text", TEXT),
        (graph, "kg:digest", document_digest(ARTICLE, extractor="rules-1")),
    }


def test_a_claim_has_the_shape_of_the_architecture():
    quantity = Quantity(Decimal("1.50"), "guns", Bound.APPROX)
    mentions = Mentions(subject=Span(0, 7), attributed_to=(Span(35, 43),))
    it = claim(
        id=f"{BASE}claim/1",
        attributed_to=(ESTIA,),
        quantity=quantity,
        time="2024-10",
        confidence=0.25,
        mentions=mentions,
    )
    triples = shown(written(it).quads())
    expected = {
        ("claim/1", "rdf:type", "kg:Claim"),
        ("claim/1", "rdf:type", "rdf:Statement"),
        ("claim/1", "rdf:subject", "entity/norland"),
        ("claim/1", "rdf:predicate", "kg:supplies"),
        ("claim/1", "rdf:object", "entity/sudmark"),
        ("claim/1", "kg:modality", "kg:asserted"),
        ("claim/1", "kg:polarity", "kg:positive"),
        ("claim/1", "kg:attributedTo", "entity/estia"),
        ("claim/1", "kg:attribution", "claim/1/attribution/1"),
        ("claim/1/attribution/1", "kg:position", "1"),
        ("claim/1/attribution/1", "kg:speaker", "entity/estia"),
        ("claim/1", "kg:when", "2024-10"),
        ("claim/1", "kg:confidence", "0.25"),
        ("claim/1", "prov:wasGeneratedBy", "extraction/rules-1"),
    }
    assert expected <= triples
    assert not any(predicate == "kg:alleged" for _, predicate, _ in triples)
    figure = next(o for s, p, o in triples if p == "kg:figure")
    assert {(p, o) for s, p, o in triples if s == figure} == {
        ("rdf:type", "kg:Figure"),
        ("kg:value", "1.5"),
        ("kg:unit", "guns"),
        ("kg:bound", "kg:approx"),
    }
    mention = next(o for s, p, o in triples if p == "kg:subjectMention")
    assert {("kg:start", "0"), ("kg:end", "7"), ("kg:surfaceForm", "Norland")} <= {
        (p, o) for s, p, o in triples if s == mention
    }


def test_evidence_is_a_web_annotation_with_32_code_points_of_context():
    text = "🙂" * 40 + "Norland arms Sudmark." + "é" * 40
    evidence = Evidence("x", 40, 61, text[40:61])
    triples = shown(written(claim(evidence=evidence), document=Document("x", text)).quads())
    values = {p: o for s, p, o in triples if s.startswith("evidence/") and s.endswith(("/quote", "/position"))}
    assert values["oa:exact"] == "Norland arms Sudmark."
    assert (values["oa:start"], values["oa:end"]) == ("40", "61")
    assert (values["oa:prefix"], values["oa:suffix"]) == ("🙂" * 32, "é" * 32)


def test_nested_speakers_keep_their_order_and_may_speak_twice():
    it = claim(attributed_to=(SUDMARK, ESTIA, SUDMARK))
    (back,) = DocumentGraph(written(it).quads()).claims()
    assert back.attributed_to == (SUDMARK, ESTIA, SUDMARK)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"evidence": Evidence(ARTICLE.id, 1, 8, "Norland")}, "its quote does not stand at 1-8"),
        ({"evidence": Evidence("another", 0, 7, "Norland")}, "its evidence is in another"),
        ({"mentions": Mentions(subject=Span(0, 999))}, "a mention lies outside the text"),
        ({"id": "claim 1"}, "cannot be written as RDF"),
        ({"object_": Entity("sudmark", "Sudmark", EntityType.COUNTRY)}, "cannot be written as RDF"),
    ],
)
def test_a_claim_that_cannot_be_written_is_left_out_and_named(wrong, reason):
    good = claim()
    mapped = written(good, claim(**wrong))
    assert [part.claim for part in mapped.claims] == [good]
    (issue,) = mapped.issues
    assert reason in issue.message
    assert issue.document == ARTICLE.id
    assert issue.quote
    assert list(DocumentGraph(mapped.quads()).claims()) == [good]


def test_two_claims_under_one_id_are_not_mixed():
    first = claim(id=f"{BASE}claim/same")
    mapped = written(first, first, claim(id=f"{BASE}claim/same", relation="meets"))
    assert [part.claim for part in mapped.claims] == [first]
    assert "stands for another claim too" in mapped.issues[0].message


def test_a_document_calls_an_entity_by_its_commonest_name():
    named = [replace(NORLAND, label=label, aliases=(alias,)) for label, alias in [("N", "a"), ("N", "b"), ("M", "c")]]
    graph = DocumentGraph(written(*(claim(subject=entity) for entity in named)).quads())
    assert {e.id: (e.label, e.aliases) for e in graph.entities}[NORLAND.id] == ("N", ("a", "b", "c"))


def test_claims_without_their_article_give_their_quotes_only():
    (mapped,) = claims_quads([claim(mentions=Mentions(subject=Span(0, 7), place=None))], base=BASE, extractor="map")
    predicates = {p for _, p, _ in shown(mapped.quads())}
    assert "oa:exact" in predicates
    assert predicates.isdisjoint({"schema:text", "oa:prefix", "oa:suffix", "kg:digest"})
    assert ("kg:surfaceForm", "Norland") in {(p, o) for _, p, o in shown(mapped.quads())}


@pytest.mark.parametrize(
    ("published", "value", "type_"),
    [
        ("2024-11-01", "2024-11-01", "date"),
        ("2024-11-01T08:30", "2024-11-01T08:30:00", "dateTime"),
        ("2024-11-01T08:30:00.500+00:00", "2024-11-01T08:30:00.5Z", "dateTime"),
        ("2024-11-01T08:30:00.000+02:00", "2024-11-01T08:30:00+02:00", "dateTime"),
        ("2024-11", "2024-11", "string"),
        ("2024-02-30", "2024-02-30", "string"),
        ("yesterday", "yesterday", "string"),
    ],
)
def test_dates_are_typed_and_canonical(published, value, type_):
    quads = written(document=replace(ARTICLE, published=published)).quads()
    (literal,) = [q.object for q in quads if q.predicate.value.endswith("datePublished")]
    assert (literal.value, literal.datatype.value) == (value, PREFIXES["xsd"] + type_)
    store = ox.Store()
    store.extend(quads)
    assert set(store) == set(quads)


@pytest.mark.parametrize("id_", ["a.txt", "news/7.html", "https://example.org/?a=b#c", "..", "é 🙂", "100%"])
def test_any_id_has_an_iri_and_the_iri_its_id(id_):
    iri = document_iri(BASE, id_)
    assert document_id(BASE, iri.value) == id_
    assert "/" not in iri.value.removeprefix(f"{BASE}document/")


def test_another_extractor_or_another_title_changes_the_digest():
    first = document_digest(ARTICLE, extractor="rules-1")
    assert document_digest(ARTICLE, extractor="rules-1") == first
    assert document_digest(ARTICLE, extractor="rules-2") != first
    assert document_digest(replace(ARTICLE, title="Arms"), extractor="rules-1") != first


# --- facts


def test_a_plain_claim_gives_a_fact():
    assert facts(claim()) == {"norland supplies sudmark"}


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": None},
        {"polarity": Polarity.NEGATIVE},
        {"alleged": True},
        *({"modality": modality} for modality in Modality if modality is not Modality.ASSERTED),
    ],
)
def test_no_fact_comes_of_what_is_open_negative_alleged_or_unsure(fields):
    assert facts(claim(**fields)) == set()


def test_a_fact_holds_for_broader_relations_and_in_both_directions():
    assert facts(claim(relation="equips")) == {"norland equips sudmark", "norland supplies sudmark"}
    assert facts(claim(relation="fights")) == {
        "norland fights sudmark",
        "sudmark fights norland",
        "norland attacks sudmark",
    }


def test_a_denied_claim_gives_no_fact():
    denial = {"polarity": Polarity.NEGATIVE, "attributed_to": (ESTIA,)}
    assert facts(claim(), claim(**denial)) == set()
    assert facts(claim(relation="equips"), claim(relation="supplies", **denial)) == set()
    assert facts(claim(relation="meets"), claim(SUDMARK, "meets", NORLAND, **denial)) == set()


def test_what_denies_something_else_leaves_the_fact():
    denial = {"polarity": Polarity.NEGATIVE}
    assert "norland supplies sudmark" in facts(claim(), claim(relation="equips", **denial))
    assert "norland supplies sudmark" in facts(claim(), claim(SUDMARK, "supplies", NORLAND, **denial))
    assert "norland supplies sudmark" in facts(claim(), claim(modality=Modality.EXPECTED, **denial))
    assert "norland supplies sudmark" in facts(claim(), claim(alleged=True, **denial))


def test_own_voice_leaves_out_what_somebody_says():
    said = claim(attributed_to=(ESTIA,))
    assert facts(said) == {"norland supplies sudmark"}
    assert facts(said, own_voice_only=True) == set()
    assert facts(said, claim(), own_voice_only=True) == {"norland supplies sudmark"}


# --- conflicts


def test_opposite_polarity_of_one_triple_conflicts_in_both_directions():
    assert conflicts(claim(), claim(polarity=Polarity.NEGATIVE)) == {(0, 1), (1, 0)}
    assert conflicts(claim(relation="meets"), claim(SUDMARK, "meets", NORLAND, polarity=Polarity.NEGATIVE))
    assert not conflicts(claim(), claim(object_=ESTIA, polarity=Polarity.NEGATIVE))
    assert not conflicts(claim(), claim(polarity=Polarity.NEGATIVE, modality=Modality.EXPECTED))


def losses(value, bound=Bound.EXACT, *, high=None, unit="soldiers", subject=NORLAND, **fields):
    low = Decimal(value) if bound is Bound.RANGE else None
    quantity = Quantity(Decimal(value), unit, bound, low, None if high is None else Decimal(high))
    number = Entity(f"{BASE}entity/number-{value}-{bound}", f"{value} {unit}", EntityType.NUMBER)
    return claim(subject, "hasCasualties", number, quantity=quantity, **fields)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (losses(100), losses(200), True),
        (losses(100), losses(100), False),
        (losses(100), losses(105, Bound.APPROX), False),
        (losses(100), losses(150, Bound.APPROX), True),
        (losses(10_000, Bound.APPROX), losses(10_500, Bound.APPROX), False),
        (losses(10_000, Bound.APPROX), losses(11_000, Bound.APPROX), True),
        (losses(2_000), losses(2_014), False),
        (losses(2_000), losses(2_100), True),
        (losses(100), losses(50, Bound.MIN), False),
        (losses(100), losses(101, Bound.MIN), True),
        (losses(100), losses(99, Bound.MAX), True),
        (losses(100), losses(80, Bound.RANGE, high=100), False),
        (losses(100), losses(80, Bound.RANGE, high=99), True),
        (losses(10, Bound.MAX), losses(20, Bound.MIN), True),
        (losses(10, Bound.MIN), losses(20, Bound.MIN), False),
        (losses(100), losses(200, unit="troops"), True),
        (losses(100), losses(200, unit="people"), True),
        (losses(100), losses(200, unit="civilians"), False),
        (losses(100, unit="USD"), losses(200, unit="EUR"), False),
        (losses(100), losses(200, unit="USD"), False),
        (losses(100, time="2024-10"), losses(200, time="2024-11"), False),
        (losses(100, place=ESTIA), losses(200, place=SUDMARK), False),
        (losses(100), losses(200, modality=Modality.POSSIBLE), False),
        (losses(100), losses(200, subject=SUDMARK), False),
    ],
)
def test_figures_conflict_where_their_ranges_do_not_meet(one, other, expected):
    other = replace(other, attributed_to=(ESTIA,))
    assert conflicts(one, other) == ({(0, 1), (1, 0)} if expected else set())
    assert conflicts(other, one) == ({(0, 1), (1, 0)} if expected else set())


def test_who_gives_two_figures_in_one_article_does_not_contradict_himself():
    assert not conflicts(losses(100), losses(200))
    assert not conflicts(losses(100, attributed_to=(ESTIA,)), losses(200, attributed_to=(SUDMARK, ESTIA)))


def test_figures_for_two_counterparts_do_not_conflict():
    figures = [Quantity(Decimal(n), "shells") for n in (1, 2)]
    said = {"attributed_to": (ESTIA,)}
    assert not conflicts(claim(quantity=figures[0]), claim(object_=ESTIA, quantity=figures[1], **said))
    assert conflicts(claim(quantity=figures[0]), claim(quantity=figures[1], **said))


# --- entities

GAZETTEER = {
    "norrby": Entry("norrby", "Norrby", EntityType.PLACE, wikidata="Q2", part_of="norland"),
    "norland": Entry("norland", "Norland", EntityType.COUNTRY, wikidata="Q1"),
}


def named(*appearances):
    return shown(entity_quads(appearances, base=BASE, gazetteer=GAZETTEER))


def test_an_entity_is_called_as_most_documents_call_it():
    names = [entity("Militia", EntityType.GROUP), *(replace(entity("Militia"), label=x) for x in ("B", "A", "B", "A"))]
    triples = named(*names)
    assert ("entity/militia", "skos:prefLabel", "A") in triples
    assert ("entity/militia", "rdfs:label", "A") in triples
    assert {o for _, p, o in triples if p == "skos:altLabel"} == {"B", "Militia"}
    assert {o for _, p, o in triples if p == "rdf:type"} == {"kg:Country"}


def test_the_gazetteer_names_what_it_knows_and_what_that_is_part_of():
    assert named(replace(entity("Norrby"), aliases=("the capital",))) == {
        ("entity/norrby", "rdf:type", "kg:Place"),
        ("entity/norrby", "rdfs:label", "Norrby"),
        ("entity/norrby", "skos:prefLabel", "Norrby"),
        ("entity/norrby", "skos:altLabel", "the capital"),
        ("entity/norrby", "skos:exactMatch", "http://www.wikidata.org/entity/Q2"),
        ("entity/norrby", "kg:partOf", "entity/norland"),
        ("entity/norland", "rdf:type", "kg:Country"),
        ("entity/norland", "rdfs:label", "Norland"),
        ("entity/norland", "skos:prefLabel", "Norland"),
        ("entity/norland", "skos:exactMatch", "http://www.wikidata.org/entity/Q1"),
    }


def test_an_extraction_names_the_program_that_did_it():
    assert shown(extraction_quads([f"{BASE}extraction/rules-1"], base=BASE)) == {
        ("extraction/rules-1", "rdf:type", "prov:Activity"),
        ("extraction/rules-1", "prov:wasAssociatedWith", "agent/rules-1"),
        ("agent/rules-1", "rdf:type", "prov:SoftwareAgent"),
        ("agent/rules-1", "rdfs:label", "kgraph rules-1"),
    }


# --- the ontology


def test_the_shipped_relations_hang_together_as_the_guide_says():
    known = relations()
    assert list(known.with_broader("equips")) == ["equips", "supplies"]
    assert list(known.with_broader("kills")) == ["kills", "attacks"]
    assert {"meets", "fights", "agreesWith", "cooperatesWith", "tradesWith"} <= known.symmetric
    assert "supplies" not in known.symmetric


def test_the_ontology_graph_leaves_out_the_shapes_and_is_the_same_each_time():
    quads = ontology_quads(BASE)
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/ontology"}
    assert any(quad.subject.value == f"{KG}Claim" for quad in quads)
    assert not any(quad.predicate.value.startswith("http://www.w3.org/ns/shacl#") for quad in quads)
    assert {str(quad) for quad in quads} == {str(quad) for quad in ontology_quads(BASE)}
