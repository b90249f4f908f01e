"""FollowTheMoney, read and checked by its own library."""

import json
import os
from importlib.util import find_spec

import pyoxigraph as ox
import pytest

from kgraph.export import export, exported
from kgraph.export.ftm import EVENTS, entity_key, ftm, text
from kgraph.export.plain import plain_claims
from kgraph.gazetteer import gazetteer
from kgraph.model import (
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Modality,
    Polarity,
    Reading,
    entity_id,
)
from kgraph.ontology import relations
from kgraph.rdf import document_quads
from kgraph.rdf import terms as t
from kgraph.store import GraphStore

BASE = "https://example.org/d/"
P, O, C = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY  # noqa: E741
RUIZ, TAMM = ("Ana Ruiz", P), ("Karl Tamm", P)
CABLE, GUILD, NATO = ("Caravel Shipping Ltd", O), ("Sailors' Guild", O), ("NATO", O)
FINLAND, RUSSIA = ("Finland", C), ("Russia", C)


@pytest.fixture(scope="session")
def model():
    """The library's schemas; it needs PyICU, which cannot be built everywhere."""
    if find_spec("followthemoney") is None:
        if os.environ.get("KGRAPH_NO_SKIP") == "1":
            pytest.fail("followthemoney is not installed")
        pytest.skip("followthemoney is not installed")
    from followthemoney import model as found  # noqa: PLC0415

    return found


def lines(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.decode().splitlines()]


def check(model, nodes):
    """See that the library takes every value, that nothing required lacks and that links lead to what they may."""
    by_id = {node["id"]: node for node in nodes}
    assert len(by_id) == len(nodes)
    for node in nodes:
        proxy = model.get_proxy(node, cleaned=False)
        assert proxy.id == node["id"]
        model.get(node["schema"]).validate(node)
        assert {name: len(values) for name, values in proxy.properties.items()} == {
            name: len(values) for name, values in node["properties"].items()
        }
        assert all(proxy.get(name) for name in proxy.schema.required)
        for property_, value in proxy.itervalues():
            if property_.type.name == "entity":
                assert model.get(by_id[value]["schema"]).is_a(property_.range)


@pytest.mark.parametrize("which", ["three", "hostile", "sample"])
def test_the_library_finds_every_entity_valid(model, which, request):
    store = request.getfixturevalue(which)
    data, left_out = ftm(store)
    nodes = lines(data)
    check(model, nodes)
    facts = [node for node in nodes if "recordId" in node["properties"]]
    assert len(facts) + left_out == len(list(store.claims()))
    assert facts
    assert not [node for node in nodes if node["schema"] == "UnknownLink"]


def test_the_sample_is_written_as_the_library_would(model, sample):
    for node in lines(exported(sample, "ftm")):
        cleaned = model.get_proxy(node, cleaned=False).properties
        assert {name: sorted(values) for name, values in cleaned.items()} == {
            name: sorted(values) for name, values in node["properties"].items()
        }


@pytest.mark.parametrize("which", ["three", "sample"])
def test_only_plain_facts_are_written(which, request):
    store = request.getfixturevalue(which)
    written = {id_ for node in lines(exported(store, "ftm")) for id_ in node["properties"].get("recordId", ())}
    assert written <= plain_claims(store)
    for claim in store.claims():
        if claim.id in written:
            assert (claim.modality, claim.polarity, claim.alleged) == (Modality.ASSERTED, Polarity.POSITIVE, False)


def test_every_state_has_a_code_that_the_library_knows(model):
    codes = {entry.iso.lower() for entry in gazetteer().entries.values() if entry.iso}
    known = model.get("LegalEntity").get("country").type
    assert [code for code in codes if known.clean(code) != code] == []


def test_the_relations_are_those_of_the_ontology():
    assert set(relations()) >= EVENTS | {"memberOf", "holdsPosition", "sanctions"}


# --- claims by hand


def entity(words: tuple[str, EntityType]) -> Entity:
    label, type_ = words
    known = {"Finland": "finland", "Russia": "russia", "NATO": "nato"}.get(label)
    return Entity(f"{BASE}entity/{known}" if known else entity_id(BASE, label, type_), label, type_)


def stored(*claims: Claim) -> GraphStore:
    """A store of one article, made from claims; each says that it supports a fact."""
    quote = claims[0].evidence.quote
    document = Document("a1", quote, title="On a1", publisher="Wire", published="2025-03-01", url="https://w.example/a")
    dataset = ox.Store()
    dataset.extend(document_quads(Reading(document, claims), base=BASE, extractor="rules-1").quads())
    for claim in claims:
        node = ox.NamedNode(f"{BASE}support/{claim.id[-1]}")
        dataset.add(ox.Quad(node, t.SUPPORTED_BY, ox.NamedNode(claim.id), t.support_graph(BASE)))
    dataset.add(ox.Quad(t.RDF_TYPE, t.RDF_TYPE, t.RDF_TYPE, t.ontology_graph(BASE)))
    return GraphStore(dataset, None)


def claim(subject, relation, object_, **parts) -> Claim:
    quote = 'They said "so".'
    return Claim(
        id=f"{BASE}claim/1",
        subject=entity(subject) if subject else None,
        relation=relation,
        object=entity(object_),
        attributed_to=(),
        modality=Modality.ASSERTED,
        polarity=Polarity.POSITIVE,
        evidence=Evidence("a1", 0, len(quote), quote),
        **parts,
    )


def written(one: Claim) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for node in lines(ftm(stored(one))[0]):
        found.setdefault(node["schema"], []).append(node)
    return found


def key(words) -> str:
    return entity_key(entity(words).id)


def test_a_membership(model):
    found = written(claim(FINLAND, "memberOf", NATO))
    (one,) = found["Membership"]
    assert one["properties"] == {
        "member": [key(FINLAND)],
        "organization": [key(NATO)],
        "proof": [entity_key(f"{BASE}document/a1")],
        "publisher": ["Wire"],
        "recordId": [f"{BASE}claim/1"],
        "sourceUrl": ["https://w.example/a"],
        "summary": ['They said "so".'],
    }
    (state,) = found["LegalEntity"]
    assert (state["properties"]["name"], state["properties"]["country"]) == (["Finland"], ["fi"])
    (article,) = found["Article"]
    assert article["properties"]["publishedAt"] == ["2025-03-01"]
    check(model, [node for nodes in found.values() for node in nodes])


def test_an_office(model):
    office = Entity(entity_id(BASE, "governor", EntityType.POSITION), "governor", EntityType.POSITION)
    found = written(claim(RUIZ, "holdsPosition", CABLE, theme=office))
    (one,), (post,), (body,) = found["Occupancy"], found["Position"], found["Company"]
    assert (one["properties"]["holder"], one["properties"]["post"]) == ([key(RUIZ)], [post["id"]])
    assert post["properties"] == {"name": ["governor"], "organization": [body["id"]]}
    assert body["properties"]["name"] == ["Caravel Shipping Ltd"]
    check(model, [node for nodes in found.values() for node in nodes])


def test_a_sanction_names_its_authority(model):
    found = written(claim(FINLAND, "sanctions", TAMM, time="2025-02"))
    (one,) = found["Sanction"]
    assert one["properties"]["entity"] == [key(TAMM)]
    assert (one["properties"]["authority"], one["properties"]["country"]) == (["Finland"], ["fi"])
    assert one["properties"]["date"] == ["2025-02"]
    check(model, [node for nodes in found.values() for node in nodes])


def test_an_event_has_both_parties_and_its_place(model):
    oslo = Entity(f"{BASE}entity/city-oslo-no-3143244", "Oslo", EntityType.PLACE)
    found = written(claim(RUIZ, "meets", GUILD, place=oslo))
    (one,), (place,) = found["Event"], found["Address"]
    assert one["caption"] == "Ana Ruiz meets Sailors' Guild"
    assert one["properties"]["involved"] == [key(RUIZ), key(GUILD)]
    assert (one["properties"]["addressEntity"], one["properties"]["location"]) == ([place["id"]], ["Oslo"])
    assert place["properties"] == {"city": ["Oslo"], "country": ["no"], "full": ["Oslo"]}
    check(model, [node for nodes in found.values() for node in nodes])


@pytest.mark.parametrize("time", ["2025-02-01/2025-02-20", "2025-02~", "soon"])
def test_a_span_in_which_something_happened_is_no_date(time):
    (one,) = written(claim(RUIZ, "meets", TAMM, time=time))["Event"]
    assert "date" not in one["properties"]


@pytest.mark.parametrize(
    "one",
    [
        claim(None, "attacks", RUSSIA),
        claim(FINLAND, "sanctions", RUSSIA),
        claim(TAMM, "sanctions", GUILD),
        claim(RUIZ, "memberOf", ("sailors", EntityType.GROUP)),
        claim(RUIZ, "memberOf", FINLAND),
        claim(RUIZ, "holdsPosition", GUILD),
        claim(RUIZ, "meets", ("reporter", P)),
        claim(RUIZ, "attacks", ("Port Sava", EntityType.PLACE)),
        claim(RUIZ, "supports", GUILD),
        claim(RUIZ, "meets", RUIZ),
    ],
    ids=lambda one: f"{one.subject.label if one.subject else None} {one.relation} {one.object.label}",
)
def test_what_has_no_place_is_counted(one):
    assert ftm(stored(one)) == (b"", 1)


def test_a_description_is_no_name_whatever_it_begins_with():
    one = claim(RUIZ, "meets", ("British director", P))
    store = stored(one)
    assert ftm(store)[1] == 0
    for node in store.dataset.quads_for_pattern(None, t.REFERS_TO, ox.NamedNode(one.subject.id), None):
        store.dataset.add(ox.Quad(node.subject, t.NAMED, ox.Literal(value=True), node.graph_name))
    assert ftm(store) == (b"", 1)


def test_what_is_no_address_of_a_page_is_left_out(hostile):
    data = exported(hostile, "ftm")
    assert b"javascript" not in data
    assert b"\\u0000" not in data


def test_texts_are_clean():
    assert text(' a\x00b\n\u202e "c" \u2028d ') == 'ab "c" d'
    assert text(" a \n b\x1b ", lines=True) == "a \n b"
    assert text("x" * 2000, longest=384) == "x" * 384
    assert text(None) == ""


def test_the_claims_left_out_are_told(three, tmp_path):
    left_out = export(three, "ftm", tmp_path / "out.ftm.json")
    facts = [node for node in lines((tmp_path / "out.ftm.json").read_bytes()) if node["schema"] == "Event"]
    assert len(facts) == 2
    assert left_out == 13


def test_an_empty_store(empty):
    assert ftm(empty) == (b"", 0)
