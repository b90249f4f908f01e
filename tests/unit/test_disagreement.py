"""Who denies what, which figures rival, and how many sources a fact has."""

from dataclasses import replace
from itertools import count

import pytest

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
    Span,
)
from kgraph.rdf.conflicts import conflicts
from kgraph.rdf.facts import supported
from kgraph.rdf.periods import period
from kgraph.rdf.sources import agency, independent
from kgraph.rdf.statements import source_of, statements_of
from kgraph.rdf.vocabulary import Relations

BASE = "https://example.org/mine/"
KINDS = Relations({"equips": "supplies"}, frozenset({"meets"}))
_numbers = count()


def entity(name, type_=EntityType.COUNTRY):
    return Entity(f"{BASE}entity/{name.lower().replace(' ', '-')}", name, type_)


NORLAND, SUDMARK, ESTIA = entity("Norland"), entity("Sudmark"), entity("Estia")
GUARDS = entity("border guards", EntityType.ARMED_FORCE)
TOWN = entity("Varn", EntityType.PLACE)
MINISTRY, UNION = entity("ministry", EntityType.ORGANIZATION), entity("union", EntityType.ORGANIZATION)


def article(text, id_="a", **fields):
    return Document(id_, text, **{"publisher": "Post", "published": "2025-03-01", **fields})


def claim(document, quote, subject, relation, object_, *speakers, mention=None, **fields):  # noqa: PLR0913 - its parts
    start = document.text.index(quote)
    span = document.text.index(mention) if mention else None
    return Claim(
        id=f"{BASE}claim/{next(_numbers)}",
        subject=subject,
        relation=relation,
        object=object_,
        attributed_to=speakers,
        modality=fields.pop("modality", Modality.ASSERTED),
        polarity=fields.pop("polarity", Polarity.POSITIVE),
        evidence=Evidence(document.id, start, start + len(quote), quote),
        mentions=Mentions(object=Span(span, span + len(mention))) if mention else None,
        **fields,
    )


def number(value, unit, bound=Bound.EXACT):
    return {"quantity": Quantity(value, unit, bound)}


def figure(value):
    return Entity(f"{BASE}entity/number-{value}", f"{value:,}", EntityType.NUMBER)


def stated(*pairs):
    return [s for document, claims in pairs for s in statements_of(claims, source_of(document, base=BASE))]


def clash(statements, within=lambda _: ()):
    return len(conflicts(statements, relations=KINDS, within=within))


# --- denials


def test_a_denial_by_a_pronoun_is_of_what_somebody_says_before_it():
    text = "Norland is a state. Estia said that Norland had armed Sudmark. The ministry denied this."
    document = article(text)
    said = claim(document, "Norland had armed Sudmark", NORLAND, "equips", SUDMARK, ESTIA)
    own = claim(document, "Norland is a state", NORLAND, "supplies", SUDMARK)
    sentence = Entity(f"{BASE}entity/said", "Estia said that Norland had armed Sudmark", EntityType.EVENT)
    denial = claim(document, "The ministry denied this", MINISTRY, "denies", sentence, mention="this")
    (found,) = conflicts(stated((document, [own, said, denial])), relations=KINDS, within=lambda _: ())
    assert set(found) == {said.id, denial.id}
    facts = supported(stated((document, [said, denial])), relations=KINDS)
    assert {fact.relation for fact in facts} == {"denies"}


def test_who_is_accused_denies_the_accusation_and_nobody_else_does():
    document = article("The union accused Norland of arming Sudmark. Norland rejected the accusation.")
    alleged = claim(document, "Norland of arming Sudmark", NORLAND, "equips", SUDMARK, UNION, alleged=True)
    charge = entity("accusation", EntityType.EVENT)
    denial = claim(document, "Norland rejected the accusation", NORLAND, "denies", charge, mention="the accusation")
    assert clash(stated((document, [alleged, denial]))) == 1
    assert clash(stated((document, [alleged, replace(denial, subject=ESTIA)]))) == 0


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ({"relation": "equips"}, {"relation": "supplies"}, True),
        ({"relation": "supplies"}, {"relation": "equips"}, False),
        ({"theme": TOWN}, {}, True),
        ({}, {"theme": TOWN}, False),
        ({"place": TOWN}, {"place": SUDMARK}, True),
        ({}, {"place": TOWN}, False),
        ({"time": "2025-01"}, {"time": "2025-02"}, False),
        ({"time": "2025-02-03"}, {"time": "2025-02"}, True),
        ({"modality": Modality.POSSIBLE}, {}, False),
    ],
)
def test_what_a_denial_covers(positive, negative, expected):
    document = article("Norland armed Sudmark, Estia said.")
    words = ("Norland armed Sudmark", NORLAND)
    yes = claim(document, *words, positive.pop("relation", "supplies"), SUDMARK, **positive)
    relation = negative.pop("relation", "supplies")
    no = claim(document, *words, relation, SUDMARK, ESTIA, polarity=Polarity.NEGATIVE, **negative)
    within = {TOWN.id: (SUDMARK.id,)}
    assert clash(stated((document, [yes, no])), lambda iri: within.get(iri, ())) == expected


def test_what_has_happened_since_is_no_conflict():
    first, later = article("Norland fired.", "a"), article("Norland fired.", "b", published="2025-03-02")
    yes = [claim(d, "Norland fired", NORLAND, "attacks", SUDMARK) for d in (first, later)]
    no = [
        claim(d, "Norland fired", NORLAND, "attacks", SUDMARK, ESTIA, polarity=Polarity.NEGATIVE)
        for d in (first, later)
    ]
    assert clash(stated((first, [no[0]]), (later, [yes[1]]))) == 0
    assert clash(stated((first, [yes[0]]), (later, [no[1]]))) == 1


# --- figures


def test_figures_of_two_articles_rival_on_one_day_only():
    one, same = article("The guards number 400.", "a"), article("The guards number 600.", "b", publisher="Wire")
    later = replace(same, published="2025-03-05")
    small = claim(one, "number 400", GUARDS, "hasStrength", figure(400), ESTIA, **number(400, "men"))
    for document, expected in ((same, 1), (later, 0)):
        big = claim(document, "number 600", GUARDS, "hasStrength", figure(600), SUDMARK, **number(600, "soldiers"))
        assert clash(stated((one, [small]), (document, [big]))) == expected


def test_what_a_part_has_is_no_rival_of_what_the_whole_has():
    document = article("Estia said 400 guards were in Varn; the ministry counted 600 guards.")
    part = claim(document, "400 guards were in Varn", GUARDS, "locatedIn", TOWN, ESTIA, **number(400, "guards"))
    whole = claim(document, "600 guards", GUARDS, "hasStrength", figure(600), MINISTRY, **number(600, "guards"))
    assert clash(stated((document, [part, whole])), lambda iri: (NORLAND.id,) if iri == TOWN.id else ()) == 0
    state = replace(part, object=NORLAND)
    assert clash(stated((document, [state, whole]))) == 1


def test_the_dead_are_no_rivals_of_the_injured():
    document = article("The ministry said two people died. The union said four had been injured, and five had died.")
    two = claim(document, "two people died", None, "kills", entity("people"), MINISTRY, **number(2, "people"))
    four = claim(document, "four had been injured", None, "hasCasualties", figure(4), UNION, **number(4, "people"))
    five = claim(document, "five had died", None, "hasCasualties", figure(5), UNION, **number(5, "people"))
    assert clash(stated((document, [two, four]))) == 0
    assert clash(stated((document, [two, five]))) == 1


def test_amounts_of_one_actor_rival_where_their_words_say_that_they_are_the_same():
    text = "Estia put its losses at $80m; the union put the losses at $120m. The ministry put its debt at $90m."
    document = article(text)
    quotes = (("Estia put its losses at $80m", 80, ()), ("the union put the losses at $120m", 120, (UNION,)))
    claims = [
        claim(document, quote, ESTIA, "hasAmount", figure(value), *speakers, **number(value, "USD"))
        for quote, value, speakers in (*quotes, ("ministry put its debt at $90m", 90, (MINISTRY,)))
    ]
    assert clash(stated((document, claims))) == 1


# --- sources

STORY = (
    "The guards of Norland fired at a ferry off Varn at dawn on Monday, and three of its crew were hurt, the port said."
)


def printed(id_, publisher, text=STORY, **fields):
    document = article(text, id_, publisher=publisher, **fields)
    quote = "guards of Norland fired at a ferry" if "fired at a ferry" in text else text[:20]
    return document, [claim(document, quote, GUARDS, "attacks", TOWN)]


def sources(*documents):
    statements = stated(*documents)
    counts = {independent(statements), independent(statements[::-1])}
    (only,) = counts
    return only


def test_a_wire_story_printed_by_five_is_one_source():
    assert sources(*(printed(f"{n}", f"Paper {n}") for n in range(5))) == 1
    edited = STORY.replace("at dawn on Monday", "on Monday at dawn").replace("hurt", "injured")
    assert sources(printed("a", "Post"), printed("b", "Herald", edited)) == 1


def test_articles_in_words_of_their_own_are_sources_of_their_own():
    other = (
        "Shots hit a boat near Varn. Witnesses saw soldiers from Norland on the shore, two fishermen told our paper."
    )
    assert sources(printed("a", "Post"), printed("b", "Herald", other)) == 2
    assert sources(printed("a", "Post"), printed("b", "Post", other)) == 1
    assert sources(printed("a", None), printed("b", None, other)) == 2


@pytest.mark.parametrize(
    ("start", "end", "authors"),
    [
        ("VARN (Reuters) - ", "", ()),
        ("VARN, March 1 (Reuters) \u2014 ", "", ()),
        ("", " (Reuters)", ()),
        ("", "", ("Reuters",)),
    ],
)
def test_articles_that_credit_one_agency_are_one_source(start, end, authors):
    other = (
        "Shots hit a boat near Varn. Witnesses saw soldiers from Norland on the shore, two fishermen told our paper."
    )
    first = printed("a", "Post", f"VARN (Reuters) - {STORY}")
    assert sources(first, printed("b", "Herald", f"{start}{other}{end}", authors=authors)) == 1
    assert sources(first, printed("b", "Herald", f"VARN (AP) - {other}")) == 2


def test_an_agency_goes_by_several_names():
    assert agency("the Associated Press") == agency("AP") == "AP"
    assert agency("Andora Copper") is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-03-01", ("2025-03-01", "2025-03-01")),
        ("2025-02", ("2025-02-01", "2025-02-28")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-W10", ("2025-03-03", "2025-03-09")),
        ("2025-01/2025-02-03", ("2025-01-01", "2025-02-03")),
        ("2025-03-01T10:00:00Z", ("2025-03-01", "2025-03-01")),
    ],
)
def test_the_days_of_a_period(text, days):
    found = period(text)
    assert (str(found.first), str(found.last)) == days


@pytest.mark.parametrize("text", [None, "", "spring", "2025-02-30", "2025/2024", "2025-13", "../2025"])
def test_what_is_no_period(text):
    assert period(text) is None
