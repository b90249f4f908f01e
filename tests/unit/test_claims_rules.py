"""What each of the smaller rules proposes, and what it leaves alone, on real parses."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from kgraph.claims.draft import Draft
from kgraph.claims.find import view_of
from kgraph.claims.rules.demands import find_demands
from kgraph.claims.rules.ellipses import find_ellipses, find_gapped
from kgraph.claims.rules.judgements import find_judgements
from kgraph.claims.rules.memberships import find_memberships
from kgraph.claims.rules.places import find_places
from kgraph.claims.rules.resignations import find_resignations
from kgraph.claims.rules.tolls import find_tolls
from kgraph.claims.view import View
from kgraph.entities import find_entities
from kgraph.model import Document, Modality
from kgraph.nlp import read_parses

BASE = "https://example.org/"


def view(text: str) -> View:
    document = Document("a", text, published="2024-11-04")
    [(_, parse)] = read_parses([document])
    return view_of(document, parse, find_entities(document, parse, base=BASE), base=BASE)


def drafts(rule: Callable[[View], Iterator[Draft]], text: str) -> list[tuple[str, str | None, str]]:
    """Relation, subject and object of what a rule proposes."""
    return [(d.relation, d.subject.text if d.subject else None, d.object.text) for d in rule(view(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad condemned the raid. Niger did not.", ("condemns", "Niger", "raid")),
        ("Chad condemned the raid, but Niger has not.", ("condemns", "Niger", "raid")),
        ("Kenya will close the border. So will Uganda.", ("blocks", "Uganda", "border")),
        ("The pilots were freed, but the mechanics were not.", ("releases", None, "mechanics")),
        ("Mali freed the crew; the boats were not.", ("releases", None, "boats")),
    ],
)
def test_an_auxiliary_stands_for_a_whole_predicate(text: str, found: tuple[str, str | None, str]) -> None:
    assert drafts(find_ellipses, text) == [found]


def test_an_auxiliary_brings_its_own_certainty_and_polarity() -> None:
    [will] = find_ellipses(view("Kenya closed the border. Uganda will."))
    [did_not] = find_ellipses(view("Kenya closed the border. Uganda did not."))
    assert will.context
    assert will.context.modality is Modality.EXPECTED
    assert did_not.context
    assert did_not.context.negative


def test_an_auxiliary_with_a_complement_says_something_itself() -> None:
    assert drafts(find_ellipses, "Chad condemned the raid. Niger was glad.") == []


def test_a_clause_without_a_verb_has_that_of_the_clause_before() -> None:
    [draft] = find_gapped(view("Norway sent six trucks and Germany four."))
    assert (draft.relation, draft.subject and draft.subject.text) == ("supplies", "Germany")
    assert draft.quantity is not None
    assert (draft.quantity.value, draft.quantity.unit) == (Decimal(4), "trucks")


@pytest.mark.parametrize("text", ["Norway sent trucks and tents.", "Chad expelled the envoy and the consul."])
def test_a_list_of_objects_is_no_second_clause(text: str) -> None:
    assert drafts(find_gapped, text) == []


@pytest.mark.parametrize(
    ("text", "cause", "figure"),
    [
        ("The death toll rose to 45.", None, 45),
        ("The death toll from the floods has risen to 45.", "floods", 45),
        ("The number of dead climbed to 31.", None, 31),
        ("Officials reported 120 dead and 300 injured.", None, 300),
    ],
)
def test_tolls(text: str, cause: str | None, figure: int) -> None:
    [draft] = find_tolls(view(text))
    assert (draft.relation, draft.subject.text if draft.subject else None) == ("hasCasualties", cause)
    assert draft.quantity is not None
    assert (draft.quantity.value, draft.quantity.unit) == (figure, "people")


@pytest.mark.parametrize("text", ["There were no casualties.", "No deaths have been reported."])
def test_a_toll_of_none_is_denied(text: str) -> None:
    [draft] = find_tolls(view(text))
    assert draft.context
    assert draft.context.negative


@pytest.mark.parametrize(
    "text",
    ["The toll charge rose to 45 dollars.", "The number of visitors climbed to 31.", "The road was left dead quiet."],
)
def test_other_numbers_are_no_tolls(text: str) -> None:
    assert drafts(find_tolls, text) == []


@pytest.mark.parametrize(
    ("text", "who", "where"),
    [
        ("The rebel leader is in Kampala.", "leader", "Kampala"),
        ("There are 40 gunmen inside the compound in Kampala.", "gunmen", "compound"),
        ("The soldiers were present at the base.", "soldiers", "base"),
        ("A Geneva-based charity sent tents.", "charity", "Geneva"),
    ],
)
def test_where_somebody_is(text: str, who: str, where: str) -> None:
    assert drafts(find_places, text) == [("locatedIn", who, where)]


@pytest.mark.parametrize("text", ["The soldiers are tired.", "The talks are in Kampala.", "The soldiers are in doubt."])
def test_what_is_nowhere(text: str) -> None:
    assert drafts(find_places, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad called the raid an outrage.", ("condemns", "Chad", "raid")),
        ("Oman described the raid as cowardly.", ("condemns", "Oman", "raid")),
        ("The raid was described as cowardly by Oman.", ("condemns", "Oman", "raid")),
        ("Oman hailed the deal as historic.", ("supports", "Oman", "deal")),
        ("The court declared the vote invalid.", ("rejects", "court", "vote")),
    ],
)
def test_judgements(text: str, found: tuple[str, str, str]) -> None:
    assert drafts(find_judgements, text) == [found]


@pytest.mark.parametrize("text", ["Oman called the raid a surprise.", "Oman called the minister by phone."])
def test_what_blames_and_praises_nobody_is_no_judgement(text: str) -> None:
    assert drafts(find_judgements, text) == []


def test_who_says_that_another_must_do_something_urges_it() -> None:
    assert drafts(find_demands, "Qatar must mediate, the ambassador said.") == [("urges", "ambassador", "Qatar")]


@pytest.mark.parametrize("text", ["Qatar must mediate.", "The storm must pass, the ambassador said."])
def test_nobody_urges_where_nobody_speaks_or_nobody_can_act(text: str) -> None:
    assert drafts(find_demands, text) == []


def test_the_office_that_somebody_leaves_may_stand_before() -> None:
    text = "Defence Minister Kemal Arikan left Ankara. Arikan resigned on Monday."
    assert drafts(find_resignations, text) == [("resignsFrom", "Arikan", "Minister")]


def test_a_description_tells_the_office_itself() -> None:
    [draft] = find_resignations(view("The head of the central bank resigned."))
    assert (draft.object.text, draft.theme and draft.theme.text) == ("bank", "head")


def test_nobody_leaves_an_office_that_the_document_does_not_tell() -> None:
    assert drafts(find_resignations, "Ms Petrova resigned.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ramiro Villalba of the Colorado Party spoke in the town.", [("memberOf", "Villalba", "Party")]),
        ("Hungary, a member of NATO, spoke.", [("memberOf", "Hungary", "NATO")]),
        (
            "The pact, whose members are Chad and Niger, was signed.",
            [("memberOf", "Chad", "pact"), ("memberOf", "Niger", "pact")],
        ),
        ("Ramiro Villalba of Lima spoke.", []),
    ],
)
def test_memberships(text: str, found: list[tuple[str, str, str]]) -> None:
    assert drafts(find_memberships, text) == found
