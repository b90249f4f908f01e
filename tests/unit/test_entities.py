"""Names, their parts, acronyms, demonyms, capitals, descriptions and pronouns, on real parses."""

from collections.abc import Set as AbstractSet

import pytest

from kgraph.entities import ALL_LINKS, Link, find_entities
from kgraph.model import Appearance, Document, Entity, EntityType
from kgraph.names import NAME_BESIDE, beside_key
from kgraph.nlp import read_parses

BASE = "https://example.org/"


def entities(text: str, *, document: str = "a", links: AbstractSet[Link] = ALL_LINKS) -> list[tuple[str, Entity]]:
    """The mentions of a text in order: their words and what they refer to."""
    [(read, parse)] = read_parses([Document(document, text)])
    mentions = find_entities(read, parse, base=BASE, links=links).mentions
    return [(text[m.span.start : m.span.end], m.entity) for _, m in sorted(mentions.items())]


def labels(text: str) -> dict[str, str]:
    """What each mention refers to, by its words."""
    return {words: entity.label for words, entity in entities(text)}


def test_a_surname_is_the_person_named_before() -> None:
    found = labels("Kemal Arikan met Anna Petrova in Vienna. Arikan left. Petrova stayed.")
    assert found["Arikan"] == "Kemal Arikan"
    assert found["Petrova"] == "Anna Petrova"


def test_a_surname_in_the_headline_is_the_person_named_later() -> None:
    found = labels("Petrova meets ministers\n\nAnna Petrova met ministers in Vienna on Monday.")
    assert found["Petrova"] == found["Anna Petrova"]


def test_an_acronym_is_the_name_that_it_shortens() -> None:
    found = entities("The Mine Workers Union called a strike. The MWU closed the mine.")
    assert len({e.id for words, e in found if words in {"The Mine Workers Union", "The MWU"}}) == 1


def test_demonyms_capitals_and_states_meet() -> None:
    found = entities("Russian troops left. Moscow said nothing, and Russia kept silent.")
    assert {e.id for words, e in found if words in {"Russian", "Moscow", "Russia"}} == {BASE + "entity/russia"}


def test_a_capital_where_something_happens_is_the_town() -> None:
    found = dict(entities("The minister spoke in Moscow on Friday."))
    assert (found["Moscow"].label, found["Moscow"].type) == ("Moscow", EntityType.PLACE)


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("The minister spoke in Moscow on Friday.", "Moscow", "moscow"),
        ("Moscow said nothing.", "Moscow", "russia"),
        ("In Moscow's view, the alliance is a threat.", "Moscow", "russia"),
        ("KYIV - The army shelled the port.", "KYIV", "kyiv"),
        ("A crowd filled the streets of Kyiv.", "Kyiv", "kyiv"),
        ("Police searched the flats in the capital, Kyiv, on Monday.", "Kyiv", "kyiv"),
        ("They asked a Tokyo-based firm for help.", "Tokyo", "tokyo"),
    ],
)
def test_capitals_are_towns_where_something_happens(text: str, name: str, key: str) -> None:
    assert dict(entities(text))[name].id.rpartition("/")[2] == key


def test_cities_that_only_geonames_knows_have_their_own_entity() -> None:
    found = dict(entities("Estonia closed the bridge. Soldiers arrived in Tartu on Friday."))
    assert found["Tartu"].id.rpartition("/")[2].startswith("city-tartu-ee-")
    assert found["Tartu"].type is EntityType.PLACE


def test_namesakes_of_cities_are_told_apart_by_what_follows() -> None:
    there = dict(entities("The mayor spoke in Birmingham, Alabama, on Friday."))["Birmingham"]
    here = dict(entities("The mayor spoke in Birmingham on Friday."))["Birmingham"]
    assert here.id.endswith("/birmingham")
    assert there.id.rpartition("/")[2].startswith("city-birmingham-us-")


def test_a_surname_that_is_a_city_too_is_the_person() -> None:
    found = labels("Lloyd Austin left for Texas. Austin said nothing.")
    assert found["Austin"] == "Lloyd Austin"


def test_a_state_in_a_personal_name_is_no_state() -> None:
    found = labels("Turkish police released Jordan Peters.")
    assert found["Jordan Peters"] == "Jordan Peters"
    assert "Jordan" not in found.values()


def test_forces_of_a_state_are_one_entity_in_every_article() -> None:
    first = dict(entities("Russian forces left the town.", document="a"))
    second = dict(entities("Russian forces left the town.", document="b"))
    assert first["Russian forces"].id == second["Russian forces"].id


def test_a_description_belongs_to_its_article() -> None:
    first = dict(entities("The officials left the town.", document="a"))
    second = dict(entities("The officials left the town.", document="b"))
    assert first["The officials"].id != second["The officials"].id


def test_an_apposition_describes_the_one_who_is_named() -> None:
    found = dict(entities("News of the day\n\nKemal Arikan, the Turkish defence minister, left Ankara."))
    assert found["the Turkish defence minister"] == found["Kemal Arikan"]


@pytest.mark.parametrize(
    ("text", "pronoun", "label"),
    [
        ("Mr Smith met Ms Jones. She thanked the crew.", "She", "Jones"),
        ("Mr Smith met Ms Jones. He thanked the crew.", "He", "Smith"),
        ("The Red Cross left the town. It had sent doctors.", "It", "Red Cross"),
        ("The soldiers left the town. They had burned it.", "They", "soldiers"),
    ],
)
def test_pronouns(text: str, pronoun: str, label: str) -> None:
    assert labels(text)[pronoun] == label


@pytest.mark.parametrize("text", ["It rained.", "They left.", "The soldiers left. He said nothing.", "You know."])
def test_a_pronoun_without_anybody_to_refer_to_refers_to_nobody(text: str) -> None:
    assert not {"It", "They", "He", "You"} & labels(text).keys()


def test_surface_forms_are_kept_without_articles() -> None:
    found = dict(entities("The World Health Organization sent doctors. The WHO trained nurses."))
    assert found["The WHO"].label == "World Health Organization"
    assert "WHO" in found["The WHO"].aliases


def test_mentions_do_not_depend_on_what_was_read_before() -> None:
    text = "Kemal Arikan met Anna Petrova. The minister thanked her."
    alone = entities(text)
    list(read_parses([Document("other", "Anna Smith met Kemal Arikan, the minister.")]))
    assert entities(text) == alone


def test_hundreds_of_people_with_one_surname_stay_apart() -> None:
    first = "Ann Eva Ida Jan Kai Lea Mia Noa Ole Pia Tom Uwe".split()  # noqa: SIM905
    text = "News of the day\n\n" + "".join(f"Mr {name} Kovac left the town.\n\n" for name in first * 20)
    people = {e.label for _, e in entities(text) if "Kovac" in e.label}
    assert people == {f"{name} Kovac" for name in first}


@pytest.mark.parametrize(
    ("link", "text", "words"),
    [
        (Link.NAME_PARTS, "Kemal Arikan met ministers. Arikan left.", ("Kemal Arikan", "Arikan")),
        (
            Link.ACRONYMS,
            "The Mine Workers Union struck. The MWU closed the mine.",
            ("The Mine Workers Union", "The MWU"),
        ),
        (Link.TITLES, "Minister Kemal Arikan spoke. The minister left.", ("Minister Kemal Arikan", "The minister")),
        (Link.APPOSITIONS, "Kemal Arikan, the mayor, left the town.", ("Kemal Arikan", "the mayor")),
        (Link.DEMONYMS, "Russian troops left. Russia kept silent.", ("Russian", "Russia")),
        (Link.SEATS, "Moscow said nothing. Russia kept silent.", ("Moscow", "Russia")),
        (Link.STATE_BODIES, "Russian officials said nothing. Russia left.", ("Russian officials", "Russia")),
        (Link.DESCRIPTIONS, "A rebel group took the town. The group left.", ("A rebel group", "The group")),
        (Link.PRONOUNS, "Japan sent a ship. It left the harbour.", ("Japan", "It")),
        (Link.COLLECTIVES, "Mali met Chad. Both countries left.", ("Mali", "Both countries")),
    ],
)
def test_each_kind_of_link_can_be_left_out(link: Link, text: str, words: tuple[str, str]) -> None:
    with_it, without = (dict(entities(text, links=links)) for links in (ALL_LINKS, ALL_LINKS - {link}))
    one, other = words
    assert with_it[one] == with_it[other]
    assert without.get(one) != without.get(other)


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Russia's Defence Ministry denied it.", "Defence Ministry", "russia-defence-ministry"),
        (
            "Russia called up its reservists. The Defense Ministry gave no figures.",
            "The Defense",
            "russia-defence-ministry",
        ),
        ("Ukraine's central bank raised its rate.", "central bank", "ukrainian-national-bank"),
        ("South Korea sent its navy to the area.", "its navy", "rok-navy"),
    ],
)
def test_a_body_of_a_state_is_the_one_of_the_gazetteer(text: str, words: str, key: str) -> None:
    assert {e.id for said, e in entities(text) if words in said} == {f"{BASE}entity/{key}"}


def test_a_ministry_in_an_article_on_two_states_is_of_neither() -> None:
    found = entities("Russia and Ukraine exchanged prisoners. The Defence Ministry gave no figures.")
    assert not {e.id for words, e in found if "Defence Ministry" in words} & {
        f"{BASE}entity/russia-defence-ministry",
        f"{BASE}entity/ukraine-defence-ministry",
    }


def keys(text: str) -> list[tuple[str, str]]:
    """The mentions of a text in order: their words and the end of the IRI of what they refer to."""
    return [(words, entity.id.rpartition("/")[2]) for words, entity in entities(text)]


def test_a_word_that_is_a_name_elsewhere_is_one_at_the_start_of_a_sentence() -> None:
    found = labels("The coach, Inés Paredes, praised her.\n\nParedes coached in Argentina.")
    assert found["Paredes"] == "Inés Paredes"


def test_a_company_without_its_suffix_is_the_company() -> None:
    found = labels("The road builder Vía Andina S.A. paid the senator.\n\nVía Andina denied the payments.")
    assert found["Vía Andina"] == "Vía Andina S.A."


@pytest.mark.parametrize(
    "text",
    [
        "The Hostel Foundation had been warned. The Foundation said that repairs were planned.",
        "Talks with the Salt River Front opened on Monday. The leader of the Front did not come.",
    ],
)
def test_the_noun_of_a_name_with_the_article_takes_it_up(text: str) -> None:
    found = labels(text)
    short = "The Foundation" if "Foundation" in text else "the Front"
    assert found[short] in {"Hostel Foundation", "Salt River Front"}


def test_bodies_of_two_states_that_are_called_the_same_are_two() -> None:
    text = "In Kenya the Electoral Commission opened 46,000 stations.\n\nIn Uganda the Electoral Commission closed."
    first, second = [key for words, key in keys(text) if words == "the Electoral Commission"]
    assert first != second


def test_a_passage_put_in_a_state_tells_whose_army_it_is() -> None:
    [(document, parse)] = read_parses([Document("a", "In Uganda, voting ended. The army guarded stations.")])
    appearances = find_entities(document, parse, base=BASE).appearances
    assert [a.states for a in appearances if a.entity.type is EntityType.ARMED_FORCE] == [("uganda",)]


def test_a_town_is_that_of_the_state_which_the_article_speaks_of() -> None:
    there = keys("A fire in the port of Tripoli killed two firemen, the government of Lebanon said.")
    here = keys("A fire in the port of Tripoli killed two firemen, the government of Libya said.")
    assert any(key.startswith("city-tripoli-lb-") for _, key in there)
    assert ("Tripoli", "tripoli-libya") in here


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She will leave Racing de Cartagena in Spain.", "Racing de Cartagena"),
        ("Yaw Mensah of Friends of Ghana welcomed the ruling.", "Friends of Ghana"),
        ("Claire Dubois of Hands for Health told them so.", "Hands for Health"),
    ],
)
def test_a_name_with_another_inside_is_one_name(text: str, name: str) -> None:
    assert [words for words, _ in keys(text) if words in name] == [name]


def test_what_a_name_is_called_in_front_is_no_part_of_it() -> None:
    found = labels("Prosecutor María López charges senator\n\nThe freighter Ocean Pioneer ran aground.")
    assert "María López" in found.values()
    assert "Ocean Pioneer" in found.values()


def test_after_a_relative_the_surname_is_still_the_others() -> None:
    found = labels("Daniel Okello voted in Kisumu with his son, David Okello. Okello promised jobs.")
    assert found["Okello"] == "Daniel Okello"


def test_where_somebody_flees_is_a_place() -> None:
    found = dict(entities("The government of Chad said that thousands had fled to Sarh."))
    assert found["Sarh"].type is EntityType.PLACE


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The mayor of Santiago sued the builder.", "santiago-chile"),
        ("Residents of Kyiv were told to stay at home.", "kyiv"),
        ("She won the Nairobi marathon.", "nairobi"),
        ("The minister flew to Ankara.", "ankara"),
        ("Nairobi praised the vote.", "kenya"),
    ],
)
def test_a_capital_with_mayors_residents_and_arrivals_is_the_town(text: str, key: str) -> None:
    assert key in {found for _, found in keys(text)}


def test_a_minister_of_another_state_is_another() -> None:
    found = keys("Ana Rojas, the Peruvian interior minister, signed it. Bolivia's interior minister, Rojas, left.")
    assert len({key for words, key in found if "Rojas" in words}) == 2


def test_who_is_known_to_all_as_something_is_that() -> None:
    found = labels("His rival William Mwangi, known to all as Bobby Mwangi, leads the movement.")
    assert found["Bobby Mwangi"] == found["William Mwangi"]


def test_a_full_name_introduced_in_another_walk_of_life_is_somebody_else() -> None:
    found = entities(
        "Kwame Mensah, the chief engineer, said that the dam was safe. Mensah called for calm.\n\n"
        "In Kumasi the historian Kwame Mensah recalled an earlier flood. The historian wrote a book on it."
    )
    ids = [entity.id for words, entity in found if words.endswith("Kwame Mensah")]
    assert len(set(ids)) == len(ids) == 2
    by_words = dict(found)
    assert by_words["Mensah"].id == ids[0]
    assert by_words["The historian"].id == ids[1]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The coach of the club, Anna Berg, praised the players.", "coach"),
        ("Anna Berg is a historian. She spoke on Friday.", "historian"),
        ("Karl Tamm, who leads the dockers' union, spoke on Friday.", "union leader"),
        ("The painter Karl Tamm spoke on Friday.", "painter"),
        ("They wrote to the governor of the northern region, K. Tamm.", "governor"),
    ],
)
def test_what_somebody_is_said_to_be(text: str, role: str) -> None:
    assert role in appearance(text, "Tamm" if "Tamm" in text else "Berg").roles


def test_a_type_is_a_guess_unless_the_text_tells_it() -> None:
    assert appearance("The queues outside Rioni shortened on Friday.", "Rioni").guessed
    assert not appearance("Anna Berg spoke on Friday.", "Berg").guessed
    assert not appearance("The Ministry of Energy sent inspectors.", "Energy").guessed


def test_a_document_knows_whom_it_names_beside_each_but_not_who_reports() -> None:
    text = "Anna Berg met Karl Tamm in Oslo, the Harbour Wire said."
    beside = appearance(text, "Berg").beside
    assert {beside_key("K. Tamm", person=True), beside_key("Anna Berg", person=True), "oslo"} <= set(beside)
    assert len([key for key in beside if key.startswith(NAME_BESIDE)]) == 2


def test_news_of_sport_is_told_from_other_news() -> None:
    sport = "The goalkeeper Anna Berg will leave the club at the end of the season. The coach praised the striker."
    assert "topic:sport" in appearance(sport, "Berg").beside
    other = "The minister Anna Berg will leave the cabinet at the end of the year. The mayor praised the law."
    assert not any(key.startswith("topic:") for key in appearance(other, "Berg").beside)


def appearance(text: str, name: str) -> Appearance:
    """How a text speaks of the first of whom it has a name that ends so."""
    [(read, parse)] = read_parses([Document("a", text)])
    found = find_entities(read, parse, base=BASE).appearances
    return next(one for one in found if one.entity.label.endswith(name))


@pytest.mark.parametrize(
    "text",
    [
        "Ardit Hoxhallari, 41, lives in Durres.",
        "The money came from Slavko Orlandic, whom prosecutors call the head of the gang.",
        "The money came to Bence Halmosi on Monday. On Tuesday Halmosi gave it back.",
    ],
)
def test_an_age_a_who_or_a_surname_alone_tell_a_person(text: str) -> None:
    persons = {words for words, entity in entities(text) if entity.type is EntityType.PERSON}
    assert persons & {"Ardit Hoxhallari", "Slavko Orlandic", "Bence Halmosi"}


def test_a_company_goes_by_its_first_word() -> None:
    found = labels("Kestrel Copper Ltd owns the mine. Villagers want Kestrel to clean the river.")
    assert found["Kestrel"] == "Kestrel Copper Ltd"


def test_a_surname_before_the_last_is_the_persons_too() -> None:
    found = labels("Rosa Elena Guamán Tipán won the vote. Guamán thanked the voters.")
    assert found["Guamán"] == "Rosa Elena Guamán Tipán"


def test_father_and_son_are_two() -> None:
    found = keys("Peter Wamira Jr. flew in. His father, Peter Wamira, had signed the contract.")
    assert len({key for words, key in found if words.startswith("Peter Wamira")}) == 2


def test_the_ministries_of_two_states_are_two() -> None:
    text = (
        "BISHKEK - Kyrgyzstan closed the border. The Justice Ministry summoned the ambassador.\n\n"
        "In Dushanbe, the Justice Ministry called that unhelpful."
    )
    assert len({key for words, key in keys(text) if words.casefold() == "the justice ministry"}) == 2


def test_a_ministry_may_be_its_states() -> None:
    text = "Serbia agreed after its Justice Ministry had objected. The Justice Ministry in Podgorica was silent."
    assert len({key for words, key in keys(text) if "Justice Ministry" in words}) == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bangladesh mourns. The ferry was on its way from Barishal to Dhaka with 300 people.", "dhaka"),
        ("In the village, two hours from Madrid, citizens stood in line.", "madrid"),
        ("Turkey called back its ambassador from Stockholm on Friday.", "stockholm"),
        ("COTONOU - Seventeen soldiers died in Benin on Wednesday.", "city-cotonou-bj"),
        ("A hostel fell down in Santiago de Compostela in Spain. Santiago mourns.", "city-santiago-de-compostela-es"),
    ],
)
def test_towns_on_a_way_and_in_datelines(text: str, key: str) -> None:
    assert any(found.startswith(key) for _, found in keys(text))


def test_what_he_calls_himself_is_his_name() -> None:
    found = labels("It was founded by Ousmane Boukari, a clerk who calls himself Abou Souley.")
    assert found["Abou Souley"] == "Ousmane Boukari"


def test_prefixes_of_ships_are_no_part_of_the_name() -> None:
    found = dict(entities("The MV Rupali Star sank on Monday."))
    assert [(e.label, e.type) for e in found.values() if "Rupali" in e.label] == [("Rupali Star", EntityType.MATERIEL)]


def test_a_name_ends_before_where_its_bearer_is_from() -> None:
    found = labels("Lansdale Partners of London advises the buyer.")
    assert "Lansdale Partners" in found.values()


def test_a_description_that_holds_a_name_is_the_same_in_every_article() -> None:
    text = "Prosecutors call him the head of the Orjen clan."
    first, second = (dict(entities(text, document=document))["the Orjen clan"] for document in ("a", "b"))
    assert first.id == second.id


def test_a_given_name_before_what_the_parser_takes_for_a_product_is_part_of_it() -> None:
    found = labels("After a night of counting she led Esteban Aramburú by 50.2 to 49.8 percent.")
    assert "Esteban Aramburú" in found.values()
