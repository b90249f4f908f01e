"""Which persons of a document are those that the gazetteer knows by their offices, on real parses."""

import pytest

from kgraph.entities import ALL_LINKS, Link, find_entities
from kgraph.model import Document, Entity, EntityType
from kgraph.nlp import read_parses

BASE = "https://example.org/"


def entities(text: str, *, published: str | None, links=ALL_LINKS) -> dict[str, Entity]:
    """What the mentions of a text refer to, by their words."""
    [(read, parse)] = read_parses([Document("a", text, published=published)])
    found = find_entities(read, parse, base=BASE, links=links).mentions
    return {text[m.span.start : m.span.end]: m.entity for m in found.values()}


@pytest.mark.parametrize(
    ("text", "published", "words", "key"),
    [
        ("French President Emmanuel Macron spoke in Lyon.", "2023-05-03", "Emmanuel Macron", "emmanuel-macron"),
        ("French President Macron spoke in Lyon.", "2023-05-03", "President Macron", "emmanuel-macron"),
        ("French President Macron spoke in Lyon.", None, "President Macron", "emmanuel-macron"),
        ("Emmanuel Macron of France spoke. Macron left.", "2023-05-03", "Macron", "emmanuel-macron"),
        ("Ukraine's President Zelensky asked for help.", "2023-05-03", "Zelensky", "volodymyr-zelenskyy"),
        ("President Zelenskiy said Ukraine would win.", "2023-05-03", "Zelenskiy", "volodymyr-zelenskyy"),
        ("Chinese Premier Li opened the talks.", "2021-05-03", "Li", "li-keqiang"),
        ("Chinese Premier Li opened the talks.", "2024-05-03", "Li", "li-qiang"),
        ("North Korean leader Kim sent a letter.", "2024-05-03", "Kim", "kim-jong-un"),
        ("Sergey Lavrov, Russia's foreign minister, left.", "2019-05-03", "Lavrov", "sergei-lavrov"),
        ("António Guterres, the UN chief, spoke.", "2019-05-03", "Guterres", "antonio-guterres"),
        ("NATO Secretary General Mark Rutte warned Russia.", "2025-01-03", "Rutte", "mark-rutte"),
        ("Former French President Sarkozy denied it.", "2024-05-03", "Sarkozy", "nicolas-sarkozy"),
        ("Turkish President Tayyip Erdogan left. Erdoğan smiled.", "2019-05-03", "Erdoğan", "recep-tayyip-erdogan"),
        ("US President Joe Biden called Vladimir Putin.", "2022-01-03", "Vladimir Putin", "vladimir-putin"),
        ("Pope Francis prayed for peace.", "2022-01-03", "Francis", "pope-francis"),
        ("King Abdullah II of Jordan left.", "2022-01-03", "Abdullah", "abdullah-ii-of-jordan"),
    ],
)
def test_people_in_office_are_those_of_the_gazetteer(text, published, words, key):
    [entity] = {entity for said, entity in entities(text, published=published).items() if words in said}
    assert (entity.id, entity.type) == (f"{BASE}entity/{key}", EntityType.PERSON)


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        ("Macron spoke in Lyon, France.", "2023-05-03", "Macron"),  # a surname alone
        ("Brigitte Macron opened a school in Lyon. Macron praised France.", "2023-05-03", "Macron"),
        ("French President Macron spoke in Lyon.", "1998-05-03", "President Macron"),
        ("Kenyan President Emmanuel Macron spoke.", "2023-05-03", "Emmanuel Macron"),
        ("French Foreign Minister Macron spoke in Lyon.", "2023-05-03", "Minister Macron"),
        ("Israeli Deputy Prime Minister Netanyahu spoke.", "2023-05-03", "Netanyahu"),
        ("President Zelensky asked for help.", None, "Zelensky"),  # which state, when?
        ("The footballer Wang Yi scored twice in Beijing, China.", "2023-05-03", "Wang Yi"),
        ("Ben Wallace won the game for Detroit.", "2023-05-03", "Ben Wallace"),
        ("Angela Merkel, a Canadian violinist, played in Berlin, Germany.", "2019-05-03", "Angela Merkel"),
        ("François Hollande opened a bakery in Lyon, France.", "1950-05-03", "Hollande"),
    ],
)
def test_others_of_such_names_are_not(text, published, words):
    found = {entity.id for said, entity in entities(text, published=published).items() if words in said}
    assert found
    assert all(id_.startswith(f"{BASE}entity/person-") for id_ in found)


def test_the_names_of_the_document_stay_among_the_aliases():
    text = "Turkish President Recep Tayyip Erdogan spoke. Erdoğan left. Turkey waited for Mr Erdogan."
    found = entities(text, published="2019-05-03")
    [entity] = {e for e in found.values() if e.type is EntityType.PERSON}
    assert entity.label == "Recep Tayyip Erdoğan"
    assert {"Recep Tayyip Erdogan", "Erdoğan", "Mr Erdogan"} <= set(entity.aliases)


def test_without_their_link_people_in_office_are_like_others():
    found = entities(
        "French President Emmanuel Macron spoke.", published="2023-05-03", links=ALL_LINKS - {Link.OFFICES}
    )
    assert f"{BASE}entity/emmanuel-macron" not in {entity.id for entity in found.values()}
