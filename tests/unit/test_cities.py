"""Cities that only GeoNames knows: which one a name means, and how its key tells where it lies."""

import pytest

from kgraph.cities import city_entry, division_of, find_city
from kgraph.gazetteer import gazetteer
from kgraph.model import Entity, EntityType
from kgraph.rdf import terms
from kgraph.rdf.described import entity_quads


@pytest.mark.parametrize(
    ("name", "near", "iso"),
    [
        ("Izmir", {}, "TR"),
        ("İzmir", {}, "TR"),
        ("Birmingham", {}, "GB"),
        ("Birmingham", {"division": "AL"}, "US"),
        ("Narva", {"states": {"EE", "RU"}}, "EE"),
        ("Tripoli", {}, "LY"),
        ("Tripoli", {"states": {"LB", "IL"}}, "LB"),
        ("Springfield", {"division": "IL"}, "US"),
    ],
)
def test_the_city_that_is_meant(name, near, iso):
    city = find_city(name, **near)
    assert city is not None
    assert city.iso == iso


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Springfield", {}),
        ("Springfield", {"states": {"US"}}),
        ("Narva", {}),
        ("Birmingham", {"division": "TX"}),
        ("Nowhereville", {}),
        ("", {}),
    ],
)
def test_no_city_where_that_would_be_a_guess(name, near):
    assert find_city(name, **near) is None


def test_namesakes_in_two_states_are_two_entities():
    lebanon, libya = find_city("Tripoli", states={"LB"}), find_city("Tripoli", states={"LY"})
    assert lebanon is not None
    assert libya is not None
    assert lebanon.entry().key != libya.entry().key
    assert (lebanon.entry().part_of, libya.entry().part_of) == ("lebanon", "libya")


def test_the_key_of_a_city_leads_back_to_it():
    city = find_city("Narva", states={"EE"})
    assert city is not None
    assert city.key == f"city-narva-ee-{city.geonames}"
    assert city_entry(city.key) == city.entry()


@pytest.mark.parametrize("key", ["russia", "place-old-town-12345678", "city-narva", "city-narva-ee-0x1", "moscow"])
def test_other_keys_are_no_cities(key):
    assert city_entry(key) is None


def test_american_states_have_their_postal_code():
    assert division_of("Texas") == "TX"
    assert division_of("Bavaria") is None


def test_the_view_of_entities_links_a_city_to_geonames_and_its_state():
    base = "https://example.org/"
    city = find_city("Tartu", states={"EE"})
    state = gazetteer().state("EE")
    assert city is not None
    assert state is not None
    seen = Entity(f"{base}entity/{city.key}", "Tartu", EntityType.PLACE, ("the town",))
    quads = entity_quads([seen], base=base, gazetteer=gazetteer().entries)
    said = {(q.subject.value, q.predicate, q.object.value) for q in quads}
    assert (seen.id, terms.EXACT_MATCH, f"https://sws.geonames.org/{city.geonames}/") in said
    assert (seen.id, terms.PART_OF, f"{base}entity/estonia") in said
    assert (f"{base}entity/estonia", terms.EXACT_MATCH, f"{terms.WIKIDATA}{state.wikidata}") in said
    assert (seen.id, terms.ALT_LABEL, "the town") in said
