"""Who is who across documents: every kind of merge, every kind of non-merge, ids, decisions."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from kgraph.decisions import Decisions, Link, Merge, Ref, Rename, Retype, Split, key_of
from kgraph.model import ACTORS, Appearance, Entity, EntityType, entity_id
from kgraph.names import beside_key
from kgraph.rdf.shapes import shipped_shapes
from kgraph.resolution import Member, Reason, Resolved, blocking_keys, resolve

BASE = "https://example.org/"
PERSON, BODY, FORCE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.ARMED_FORCE
GROUP, PLACE, THING = EntityType.GROUP, EntityType.PLACE, EntityType.THING


class Seen(NamedTuple):
    """How one document speaks of something."""

    label: str
    type: EntityType = PERSON
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    gender: str = ""
    beside: tuple[str, ...] = ()
    named: bool = True
    guessed: bool = False
    published: str = "2025-03-01"


def by_name(*names: str) -> tuple[str, ...]:
    """What an article that names some people has for them."""
    return tuple(filter(None, (beside_key(name, person=True) for name in names)))


def appearance(document: str, seen: Seen) -> Appearance:
    id_ = entity_id(BASE, seen.label, seen.type, document=None if seen.named else document)
    return Appearance(
        document,
        Entity(id_, seen.label, seen.type, seen.aliases),
        named=seen.named,
        roles=seen.roles,
        states=seen.states,
        gender=seen.gender,
        published=seen.published,
        beside=seen.beside,
        guessed=seen.guessed,
    )


def resolved(*seen: Seen, decisions: Decisions = Decisions()) -> tuple[Resolved, ...]:  # noqa: B008 - frozen
    return resolve((appearance(f"d{n}", one) for n, one in enumerate(seen, 1)), base=BASE, decisions=decisions)


def partition(*seen: Seen, decisions: Decisions = Decisions()) -> list[list[str]]:  # noqa: B008 - frozen
    """The documents whose entities are one."""
    return sorted(sorted(m.document for m in one.members) for one in resolved(*seen, decisions=decisions))


MERGED = {
    "a bank of a state": (
        Seen("Bank of Latvia", BODY, beside=("latvia",)),
        Seen("the Bank of Latvia", BODY, beside=("estonia",)),
        Reason.NAME,
    ),
    "a judge's title": (
        Seen("Judge Radonjic", roles=("judge",), beside=("montenegro", *by_name("Dragan Vujacic"))),
        Seen("Jelena Radonjic", roles=("judge",), beside=("montenegro", *by_name("Dragan Vujacic"))),
        Reason.NAME_PART,
    ),
    "three words of a long name": (
        Seen("Rosa Elena Guaman", beside=("ecuador",)),
        Seen("Rosa Elena Guaman Tipan", beside=("ecuador",)),
        Reason.NAME_PART,
    ),
    "a high number": (
        Seen("Resolution 2911", EntityType.AGREEMENT, beside=("chad",)),
        Seen("UN Resolution 2911", EntityType.AGREEMENT, beside=("chad",)),
        Reason.NAME_PART,
    ),
    "what a company's business is": (
        Seen("Hanbada Heavy", BODY, guessed=True, beside=("chad",)),
        Seen("Hanbada Heavy Industries", BODY, beside=("chad",)),
        Reason.NAME_PART,
    ),
    "a bank without its noun, taken for a place": (
        Seen("Rioni", PLACE, guessed=True, beside=("georgia",)),
        Seen("Rioni Bank", BODY, beside=("georgia",)),
        Reason.NAME_PART,
    ),
    "a given name in another language's short form": (
        Seen("Nikolaos Papadakis", beside=("greece",)),
        Seen("Nikos Papadakis", beside=("greece",)),
        Reason.TRANSLITERATION,
    ),
    "case and accents": (Seen("Hernán Quiroga"), Seen("HERNAN QUIROGA"), Reason.NAME),
    "a hyphen": (Seen("Kim Min-jae"), Seen("Kim Min Jae"), Reason.NAME),
    "a title that was taken for the name": (Seen("Prosecutor Maria Lopez"), Seen("María López"), Reason.NAME),
    "an Arabic article": (Seen("Yahya al-Mutahhar"), Seen("Yahya Mutahhar"), Reason.NAME),
    "a name of two words in one": (Seen("Abdul Rahman Saleh"), Seen("Abdelrahman Saleh"), Reason.NAME),
    "the surname first": (Seen("Orban Feher"), Seen("Feher Orban"), Reason.NAME),
    "a particle": (Seen("Pieter van der Haarlem"), Seen("Pieter Haarlem"), Reason.NAME),
    "a given name in another language": (Seen("Serhii Tarasov"), Seen("Sergey Tarasov"), Reason.TRANSLITERATION),
    "a short form": (Seen("Robert Whitcomb"), Seen("Bob Whitcomb"), Reason.TRANSLITERATION),
    "a surname in another spelling": (Seen("Gleb Zelensky"), Seen("Gleb Zelenskyy"), Reason.TRANSLITERATION),
    "an initial": (
        Seen("Sergei Voloshin", roles=("ambassador",), states=("russia",)),
        Seen("S. Voloshin", roles=("ambassador",), states=("russia",)),
        Reason.NAME_PART,
    ),
    "a surname with the same office and state": (
        Seen("Arkady Voloshin", roles=("minister",), states=("russia",)),
        Seen("Voloshin", roles=("minister",), states=("russia",)),
        Reason.NAME_PART,
    ),
    "the family name of a Korean": (
        Seen("Park Ji-won", roles=("minister",), states=("south-korea",)),
        Seen("Park", roles=("minister",), states=("south-korea",)),
        Reason.NAME_PART,
    ),
    "a second surname": (Seen("Pedro Sandoval"), Seen("Pedro Sandoval Ibarra"), Reason.NAME_PART),
    "a slip, with the same office": (
        Seen("Hannah Lindqvist", roles=("mediator",), states=("sweden",)),
        Seen("Hannah Lindquist", roles=("mediator",), states=("sweden",)),
        Reason.SPELLING,
    ),
    "another name that an article gives": (
        Seen("Idris Bello", aliases=("Baba Kalam",)),
        Seen("Baba Kalam"),
        Reason.ALIAS,
    ),
    "the, Ltd": (Seen("The Halcyon Line", BODY), Seen("Halcyon Line Ltd", BODY), Reason.NAME),
    "British and American spelling": (
        Seen("Kalev Defence Organisation", BODY),
        Seen("Kalev Defense Organization", BODY),
        Reason.NAME,
    ),
    "the order of a name with of": (
        Seen("University of Marka", BODY),
        Seen("Marka University", BODY),
        Reason.NAME,
    ),
    "a name that an article gives in another language": (
        Seen("Front populaire pour le renouveau", BODY),
        Seen("Popular Front for Renewal", BODY, aliases=("Front Populaire pour le Renouveau",)),
        Reason.ALIAS,
    ),
    "an acronym that an article explains": (
        Seen("Mekong River Commission", BODY, aliases=("MRC",), beside=("laos",)),
        Seen("MRC", BODY, beside=("laos",)),
        Reason.ALIAS,
    ),
    "the initials": (
        Seen("Southern Basin Rescue Network", BODY),
        Seen("SBRN", BODY),
        Reason.ACRONYM,
    ),
    "an acronym with dots": (Seen("S.B.R.N.", BODY), Seen("SBRN", BODY), Reason.NAME),
    "what kind of thing it is": (Seen("Utro", BODY), Seen("Utro newspaper", BODY), Reason.NAME_PART),
    "an ordinal in words": (
        Seen("First Brigade", FORCE, states=("chad",)),
        Seen("1st Brigade", FORCE, states=("chad",)),
        Reason.NAME,
    ),
    "a body of a state": (
        Seen("Interior Ministry", BODY, states=("chad",)),
        Seen("Chadian Ministry of Interior", BODY),
        Reason.NAME,
    ),
    "a force for one, an organisation for another": (
        Seen("Grey Heron Legion", FORCE),
        Seen("Grey Heron Legion", BODY),
        Reason.NAME,
    ),
    "a body in other letters": (
        Seen("Lashkar-e-Taiba", FORCE),
        Seen("Lashkar-e-Tayyiba", FORCE),
        Reason.TRANSLITERATION,
    ),
    "a body mistyped": (
        Seen("Nordhavn Terminals", BODY, beside=("denmark",)),
        Seen("Nordhavn Terminels", BODY, beside=("denmark",)),
        Reason.SPELLING,
    ),
    "a name whose type one article guessed": (
        Seen("Cobre Alto", guessed=True, beside=("peru",)),
        Seen("Cobre Alto S.A.", BODY, beside=("peru",)),
        Reason.NAME,
    ),
    "a surname taken for a place": (
        Seen("Claire Solheim-Roux", gender="f", beside=("chad", *by_name("Karl Tamm"))),
        Seen("Solheim-Roux", PLACE, guessed=True, beside=("chad", *by_name("Karl Tamm"))),
        Reason.NAME_PART,
    ),
    "a full name whatever its type": (
        Seen("Halcyon Star", EntityType.MATERIEL),
        Seen("Halcyon Star", BODY),
        Reason.NAME,
    ),
}


@pytest.mark.parametrize(("one", "other", "reason"), MERGED.values(), ids=MERGED)
def test_two_names_are_one(one: Seen, other: Seen, reason: Reason) -> None:
    (entity,) = resolved(one, other)
    assert [merge.reason for merge in entity.merges] == [reason]
    assert {entity.merges[0].left, entity.merges[0].right} <= {one.label, other.label}
    assert 0 < entity.merges[0].score <= 1


KEPT_APART = {
    "types": (Seen("Paris Lind"), Seen("Paris Lind", PLACE)),
    "a person's name and a company's": (Seen("Lind"), Seen("Lind", BODY)),
    "states": (
        Seen("Karl Tamm", roles=("minister",), states=("estonia",)),
        Seen("Karl Tamm", roles=("minister",), states=("latvia",)),
    ),
    "ministries of two states": (
        Seen("Interior Ministry", BODY, states=("chad",)),
        Seen("Interior Ministry", BODY, states=("niger",)),
    ),
    "ministries of nobody knows which state": (Seen("Interior Ministry", BODY), Seen("Interior Ministry", BODY)),
    "a state's own and the whole": (Seen("Ukrainian Blue Cross", BODY), Seen("Blue Cross", BODY)),
    "genders": (Seen("Robin Solheim", gender="m"), Seen("Robin Solheim", gender="f")),
    "walks of life": (Seen("Karl Tamm", roles=("minister",)), Seen("Karl Tamm", roles=("fisherman",))),
    "ages": (
        Seen("Omar Salim", roles=("34-year-old",)),
        Seen("Omar Salim", roles=("61-year-old",)),
    ),
    "father and son": (Seen("Hernan Quiroga"), Seen("Hernan Quiroga Jr.")),
    "brothers": (
        Seen("Hassan Mahamat", roles=("minister",), states=("niger",)),
        Seen("Moussa Mahamat", roles=("minister",), states=("niger",)),
    ),
    "husband and wife": (Seen("Maria Lopez"), Seen("Mario Lopez")),
    "husband and wife of one surname": (Seen("Daniel Ivanov"), Seen("Daniel Ivanova")),
    "two given names": (Seen("Martin Solheim"), Seen("Martina Solheim")),
    "short names of one sound": (Seen("Lee Jun"), Seen("Li Jun")),
    "a name in articles that have nothing in common": (
        Seen("Anna Berg", beside=("chad", "niger")),
        Seen("Anna Berg", beside=("peru",)),
    ),
    "a surname that says nothing more": (Seen("Arkady Voloshin"), Seen("Voloshin", gender="m")),
    "ordinals": (
        Seen("1st Brigade", FORCE, states=("chad",)),
        Seen("2nd Brigade", FORCE, states=("chad",)),
    ),
    "numbers": (
        Seen("Resolution 1701", EntityType.AGREEMENT),
        Seen("Resolution 1702", EntityType.AGREEMENT),
    ),
    "a splinter": (Seen("Kalev Front", BODY), Seen("Kalev Front for Renewal", BODY)),
    "words that only look alike": (Seen("National Kalev Union", BODY), Seen("Rational Kalev Union", BODY)),
    "east and west": (Seen("Eastern Kalev Command", FORCE), Seen("Western Kalev Command", FORCE)),
    "descriptions": (Seen("officials", GROUP, named=False), Seen("officials", GROUP, named=False)),
    "offices without a name": (Seen("President"), Seen("President")),
    "ministries that do not say which": (
        Seen("ministry", BODY, states=("chad",)),
        Seen("ministry", BODY, states=("chad",)),
    ),
    "walks of life that few are both in": (
        Seen("Carmen Solheim", roles=("mayor",), beside=("chile",)),
        Seen("Carmen Solheim", roles=("historian",), beside=("chile", "peru")),
    ),
    "a name in news of sport and in news of a state": (
        Seen("Anna Berg", beside=("peru", "topic:sport", *by_name("Ivo Lind", "Sara Moen", "Ada Holt"))),
        Seen("Anna Berg", beside=("peru", *by_name("Karl Tamm", "Rasa Kask", "Juri Ots"))),
    ),
    "a company and a charity": (
        Seen("Blue Kalev Shipping Company", BODY, aliases=("Blue Kalev",), beside=("chad",)),
        Seen("Blue Kalev", BODY, roles=("charity",), beside=("chad",)),
    ),
    "a double surname in another walk of life": (
        Seen("Ada Holt", roles=("consul",), beside=("chad",)),
        Seen("Ada Holt-Lind", roles=("cook",), beside=("chad",)),
    ),
    "a place and a person, told": (
        Seen("Claire Solheim", gender="f", beside=("chad",)),
        Seen("Claire Solheim", PLACE, beside=("chad",)),
    ),
    "an acronym that others have too": (
        Seen("Rapid Sea Fund", BODY, aliases=("RSF",), beside=("norway",)),
        Seen("RSF", BODY, beside=("sudan",)),
    ),
}


@pytest.mark.parametrize(("one", "other"), KEPT_APART.values(), ids=KEPT_APART)
def test_two_names_are_two(one: Seen, other: Seen) -> None:
    entities = resolved(one, other)
    assert [len(entity.members) for entity in entities] == [1, 1]
    assert all(not entity.merges for entity in entities)


def test_the_description_of_a_body_that_a_state_has_one_of_is_that_body():
    army = Seen("Chadian army", FORCE, states=("chad",), named=False)
    assert partition(army, Seen("Army", FORCE, states=("chad",))) == [["d1", "d2"]]


def test_who_stands_beside_the_same_people_is_the_same_in_another_walk_of_life():
    others = by_name("Karl Tamm", "Rasa Kask", "Juri Ots")
    mayor = Seen("Carmen Solheim", roles=("mayor",), beside=("chile", *others))
    historian = Seen("Carmen Solheim", roles=("historian",), beside=("chile", *others))
    assert partition(mayor, historian) == [["d1", "d2"]]


def test_namesakes_of_one_article_stay_two_whatever_another_says():
    others = by_name("Karl Tamm", "Rasa Kask", "Juri Ots")
    minister = Seen("Peter Solheim", roles=("minister",), beside=("chad", *others))
    first, second = (appearance(document, minister) for document in ("d1", "d2"))
    id_ = entity_id(BASE, "Peter Solheim", PERSON, qualifier="art")
    singer = replace(first, entity=replace(first.entity, id=id_), roles=("singer",))
    found = resolve((first, second, singer), base=BASE)
    assert sorted(len(entity.members) for entity in found) == [1, 2]
    assert [entity.members for entity in found if len(entity.members) == 1] == [(Member("d1", id_),)]


def test_a_surname_is_not_whom_its_own_article_tells_it_from():
    karl = Seen("Karl Tamm", roles=("minister",), beside=("estonia", "finland"))
    juri = Seen("Juri Tamm", roles=("minister",), beside=("estonia", "latvia"))
    first, second = appearance("d1", karl), appearance("d2", juri)
    alone = appearance("d1", Seen("Tamm", roles=("minister",), beside=("estonia", "finland")))
    found = resolve((first, second, alone), base=BASE)
    assert sorted([m.document for m in entity.members] for entity in found) == [["d1"], ["d1", "d2"]]


def test_who_others_know_in_another_walk_of_life_is_not_joined_through_who_says_nothing():
    beside = ("chile", *by_name("Karl Tamm", "Rasa Kask"))
    mayor, plain = Seen("Ada Holt", roles=("mayor",), beside=beside), Seen("Ada Holt", beside=beside)
    historian = Seen("Ada Holt", roles=("historian",), beside=("chile", *by_name("Ivo Lind")))
    assert partition(mayor, plain, historian) == [["d1", "d2"], ["d3"]]


def test_an_own_name_is_no_evidence():
    both = by_name("Anna Berg")
    assert partition(Seen("Anna Berg", beside=("chad", *both)), Seen("Anna Berg", beside=("peru", *both))) == [
        ["d1"],
        ["d2"],
    ]


def test_the_type_that_is_told_is_the_entitys():
    (entity,) = resolved(Seen("Cobre Alto", guessed=True, beside=("peru",)), Seen("Cobre Alto", BODY, beside=("peru",)))
    assert entity.type is BODY


def test_who_has_no_context_joins_whom_the_article_speaks_of():
    estonian = Seen("Karl Tamm", roles=("minister",), states=("estonia",), beside=("estonia", "finland"))
    latvian = Seen("Karl Tamm", roles=("minister",), states=("latvia",), beside=("latvia", "poland"))
    assert partition(estonian, latvian, Seen("Karl Tamm", beside=("estonia", "finland"))) == [["d1", "d3"], ["d2"]]


def test_who_may_be_either_of_two_stands_alone():
    estonian = Seen("Karl Tamm", states=("estonia",), beside=("estonia",))
    latvian = Seen("Karl Tamm", states=("latvia",), beside=("latvia",))
    either = Seen("Karl Tamm", beside=("estonia", "latvia"))
    assert partition(estonian, latvian, either) == [["d1"], ["d2"], ["d3"]]


def test_one_article_with_a_wrong_state_does_not_tear_many_apart():
    plain = [Seen("Karl Tamm", beside=("estonia",))] * 50
    wrong = [Seen("Karl Tamm", states=("latvia",)), Seen("Karl Tamm", states=("poland",))]
    assert max(map(len, partition(*plain, *wrong))) >= len(plain)


def test_a_surname_of_two_ministers_stands_alone():
    karl = Seen("Karl Tamm", roles=("minister",), beside=("estonia",))
    aino = Seen("Aino Tamm", roles=("minister",), beside=("estonia",))
    assert partition(karl, aino, Seen("Tamm", roles=("minister",), beside=("estonia",))) == [["d1"], ["d2"], ["d3"]]


def test_an_acronym_does_not_join_two_full_names():
    dam = Seen("National Lagoon Dredgers", BODY, aliases=("NLD",), beside=("ghana",))
    party = Seen("New Liberty Democrats", BODY, aliases=("NLD",), beside=("colombia",))
    assert partition(dam, party, Seen("NLD", BODY, beside=("colombia",))) == [["d1"], ["d2", "d3"]]


# --- ids


def test_an_entity_of_one_article_keeps_its_id():
    seen = Seen("Bounmy Keosavath", roles=("spokesman",), aliases=("Keosavath",))
    assert resolved(seen)[0].id == appearance("d1", seen).entity.id


def test_the_id_is_that_of_the_fullest_label_however_rare_it_is():
    short = [Seen("Pedro Sandoval", beside=("spain",))] * 5
    (entity,) = resolved(*short, Seen("Pedro Sandoval Ibarra", beside=("spain",)))
    assert entity.label == "Pedro Sandoval Ibarra"
    assert entity.id == entity_id(BASE, "Pedro Sandoval Ibarra", PERSON)


def test_homonyms_are_told_apart_by_their_state_else_by_their_life_else_by_their_article():
    ids = [one.id for one in resolved(Seen("Karl Tamm", states=("estonia",)), Seen("Karl Tamm", states=("latvia",)))]
    assert [id_.rpartition("-")[0] for id_ in ids] == [
        f"{BASE}entity/person-karl-tamm-estonia",
        f"{BASE}entity/person-karl-tamm-latvia",
    ]
    ids = [one.id for one in resolved(Seen("Karl Tamm", roles=("poet",)), Seen("Karl Tamm", roles=("surgeon",)))]
    assert [id_.rpartition("-")[0].rpartition("-")[2] for id_ in ids] == ["art", "health"]
    ids = {one.id for one in resolved(Seen("Robin Solheim", gender="m"), Seen("Robin Solheim", gender="f"))}
    assert ids == {entity_id(BASE, "Robin Solheim", PERSON, document=document) for document in ("d1", "d2")}


def test_what_is_in_the_gazetteer_keeps_its_id():
    russia = Appearance("d1", Entity(f"{BASE}entity/russia", "Russia", EntityType.COUNTRY), named=True)
    assert blocking_keys(russia) == frozenset()
    assert [one.id for one in resolve([russia], base=BASE)] == [f"{BASE}entity/russia"]


def test_figures_events_and_offices_have_no_keys():
    for type_ in (EntityType.NUMBER, EntityType.EVENT, EntityType.POSITION):
        assert blocking_keys(appearance("d1", Seen("10,000 men", type_))) == frozenset()


def test_no_key_is_a_word_that_many_names_share():
    seen = [
        Seen("Interior Ministry", BODY, states=("chad",)),
        Seen("John Smith"),
        Seen("National Bank of Marka", BODY),
        Seen("Popular Front", BODY),
    ]
    words = {key.partition(":")[2] for one in seen for key in blocking_keys(appearance("d1", one))}
    assert not words & {"interior", "ministry", "interior ministry", "john", "national", "bank", "popular front"}


def test_what_has_no_name_of_its_own_has_a_key_of_its_own():
    one, other = (blocking_keys(appearance(document, Seen("President"))) for document in ("d1", "d2"))
    assert one
    assert not one & other


def test_a_merged_entity_has_a_type_that_keeps_every_claim():
    """Whatever relation takes one of two types takes the type of their merge."""
    types = (BODY, FORCE, GROUP, PLACE, THING, EntityType.MATERIEL, EntityType.AGREEMENT)
    allowed = _allowed()
    for one in types:
        for other in types:
            found = resolved(Seen("Halcyon Star Line", one), Seen("Halcyon Star Line", other))
            assert len(found) == 1
            assert not [roles for roles in allowed if {one, other} & roles and found[0].type not in roles], (one, other)


def _allowed() -> list[frozenset[EntityType]]:
    """The types that each shape takes for a subject or object."""
    found = set()
    pending = list(shipped_shapes().shapes)
    while pending:
        shape = pending.pop()
        pending += shape.properties
        if shape.message.startswith(("the subject of this relation", "the object of this relation")):
            inside = shape.message.removesuffix(")").partition("(")[2] or shape.message.rpartition(" ")[2]
            found.add(frozenset(EntityType(name) for name in inside.split(", ")))
    assert any(roles >= ACTORS for roles in found)
    return sorted(found, key=sorted)


# --- decisions


def decided(*entries: object) -> Decisions:
    return Decisions(tuple(entries))


def key(seen: Seen, document: str = "d1") -> str:
    return key_of(appearance(document, seen).entity.id, BASE)


BY = {"by": "editor", "on": "2025-03-01"}
KARL, ANNA = Seen("Karl Tamm", gender="m"), Seen("Anna Berg", gender="f")


def test_people_can_join_what_the_rules_keep_apart():
    (entity,) = resolved(KARL, ANNA, decisions=decided(Merge(refs=(Ref(key(KARL)), Ref(key(ANNA))), **BY)))
    assert [merge.reason for merge in entity.merges] == [Reason.DECISION]


def test_people_can_split_what_the_rules_join():
    split = Split(groups=((Ref(key(KARL), "d1"),), (Ref(key(KARL), "d2"),)), **BY)
    assert partition(KARL, KARL, decisions=decided(split)) == [["d1"], ["d2"]]


def test_a_third_goes_with_one_of_two_that_people_split_where_it_is_clear():
    estonian = Seen("Karl Tamm", states=("estonia",))
    split = Split(groups=((Ref(key(KARL), "d1"),), (Ref(key(KARL), "d2"),)), **BY)
    assert ["d1", "d3"] in partition(estonian, KARL, estonian, decisions=decided(split))


def test_people_can_name_an_entity_as_it_was_resolved():
    estonian, latvian = Seen("Karl Tamm", states=("estonia",)), Seen("Karl Tamm", states=("latvia",))
    whole = [key_of(one.id, BASE) for one in resolved(estonian, latvian)]
    merge = Merge(refs=(Ref(whole[0]), Ref(whole[1])), **BY)
    assert partition(estonian, latvian, decisions=decided(merge)) == [["d1", "d2"]]


def test_people_can_join_a_name_to_the_gazetteer():
    lesser = Seen("Lesser Armenia", PLACE)
    armenia = Appearance("d2", Entity(f"{BASE}entity/armenia", "Armenia", EntityType.COUNTRY), named=True)
    decisions = decided(Merge(refs=(Ref(key(lesser)), Ref("armenia")), **BY))
    (entity,) = resolve([appearance("d1", lesser), armenia], base=BASE, decisions=decisions)
    assert (entity.id, entity.label, entity.type) == (f"{BASE}entity/armenia", "Armenia", EntityType.COUNTRY)


def test_people_can_rename_retype_and_link():
    decisions = decided(
        Rename(entity=Ref(key(KARL)), label="Karl A. Tamm", **BY),
        Retype(entity=Ref(key(KARL)), type=GROUP, **BY),
        Link(entity=Ref(key(KARL)), wikidata="Q42", **BY),
    )
    (entity,) = resolved(KARL, decisions=decisions)
    assert (entity.label, entity.type, entity.wikidata) == ("Karl A. Tamm", GROUP, "Q42")
    assert entity.id == appearance("d1", KARL).entity.id
