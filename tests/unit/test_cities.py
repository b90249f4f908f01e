"""Cities that only GeoNames knows: which one a name means, and how its key tells where it lies."""

import pytest

from kgraph.cities import city_entry, division_of, find_city


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
