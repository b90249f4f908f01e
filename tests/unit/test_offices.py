"""Who held which office: the table that ships, what is asked of it, and what is said about a broken one."""

import pytest

from kgraph.errors import OntologyError
from kgraph.gazetteer import gazetteer
from kgraph.model import EntityType
from kgraph.offices import plain, read_offices

COLUMNS = "office\tbody\tperson\tnames\tshort\tfrom\tto\n"
TITLES = "office\tsure\tloose\npresident\tpresident\tleader\npremier\tpremier|prime minister\t\n"


def folder(tmp_path, *lines):
    (tmp_path / "offices.tsv").write_text(COLUMNS + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    (tmp_path / "titles.tsv").write_text(TITLES, encoding="utf-8")
    return tmp_path


def read(tmp_path, *lines):
    return read_offices(folder(tmp_path, *lines), bodies={"tavria", "sarmatia"})


@pytest.mark.parametrize(
    ("office", "body", "on", "key"),
    [
        ("president", "france", "2016-07-14", "francois-hollande"),
        ("president", "france", "2017-05-15", "emmanuel-macron"),
        ("president", "france", "2017-05-14", None),  # the day on which one followed the other
        ("prime-minister", "united-kingdom", "2022-10-01T08:00:00Z", "liz-truss"),
        ("foreign-minister", "china", "2023-01", "qin-gang"),
        ("foreign-minister", "china", "2024-05", "wang-yi"),
        ("chancellor", "germany", "2021-12", None),
        ("secretary-general", "nato", "2025-01-01", "mark-rutte"),
        ("director-general", "iaea", "2022-03-04", "rafael-grossi"),
        ("secretary-general", "united-nations", "2013-01-01", "ban-ki-moon"),
        ("president", "france", "1963-01-22", None),
        ("president", "atlantis", "2020-01-01", None),
        ("president", "france", "last week", None),
    ],
)
def test_the_holder_of_an_office_on_a_date(office, body, on, key):
    found = gazetteer().offices.holder(office, body, on)
    assert (found.key if found else None) == key


def test_fifty_states_and_more_have_their_offices():
    known = gazetteer()
    bodies = {term.body for terms in known.offices.terms.values() for term in terms}
    assert len([body for body in bodies if known.entries[body].type is EntityType.COUNTRY]) >= 150
    for body in ("united-nations", "nato", "european-commission", "european-council", "african-union", "iaea"):
        assert body in bodies


def test_people_are_entries_but_no_name_alone_leads_to_them():
    known = gazetteer()
    assert known.entries["emmanuel-macron"].label == "Emmanuel Macron"
    assert known.entries["emmanuel-macron"].type is EntityType.PERSON
    assert known.find("Emmanuel Macron") is None


def test_no_full_name_is_that_of_two_people():
    assert {name for name, keys in gazetteer().offices.by_name.items() if len(keys) > 1} == set()


def test_dates_have_the_precision_that_they_are_written_with(tmp_path):
    found = read(
        tmp_path,
        "president\ttavria\tAda Brun\t\t\t2010\t2014-03",
        "president\ttavria\tCem Dral\tCem Drall\t\t2014-03\t",
    )
    assert found.holder("president", "tavria", "2014-02-28").key == "ada-brun"
    assert found.holder("president", "tavria", "2014-03-15") is None
    assert found.holder("president", "tavria", "2014-04-01").key == "cem-dral"
    assert found.holder("president", "tavria", "2010").key == "ada-brun"
    assert found.holder("president", "tavria", "2014") is None
    assert found.holder("president", "tavria", "2099-01-01").key == "cem-dral"


def test_names_of_a_person_stand_once_and_lead_to_all_terms(tmp_path):
    found = read(
        tmp_path,
        "president\ttavria\tÖmer bin Ałi\tOmar bin Ali\tbin Ali\t2010\t2012",
        "premier\tsarmatia\tÖmer bin Ałi\t\t\t2015\t",
    )
    assert found.by_name[plain("Omer Bin-Ali")] == {"omer-bin-ali"}
    assert found.by_short == {"bin ali": {"omer-bin-ali"}}
    assert [term.office for term in found.terms["omer-bin-ali"]] == ["president", "premier"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["king\ttavria\tAda Brun\t\t\t2010\t"], "offices.tsv:2: 'king' has no titles"),
        (["president\tatlantis\tAda Brun\t\t\t2010\t"], "offices.tsv:2: 'atlantis' is no key of the gazetteer"),
        (["president\ttavria\tAda Brun\t\t\t2010-13\t"], "offices.tsv:2: '2010-13' is no date"),
        (["president\ttavria\tAda Brun\t\t\t\t"], "offices.tsv:2: '' is no date"),
        (["president\ttavria\tAda Brun\t\t\t2010\t31 May"], "'31 May' is no date"),
        (["president\ttavria\tAda Brun\t\t\t2010\t2009-12-31"], "the term ends on 2009-12-31, before it began"),
        (["president\ttavria\t\t\t\t2010\t"], "offices.tsv:2: the person has no name"),
        (["president\ttavria\tAda Brun\t2010\t"], "offices.tsv:2: 5 columns where 7 belong"),
        (
            ["president\ttavria\tAda Brun\t\t\t2010\t2014-05-02", "president\ttavria\tCem Dral\t\t\t2014-05-01\t"],
            "offices.tsv:3: cem-dral and ada-brun",
        ),
        (
            ["president\ttavria\tAda Brun\t\t\t2010\t", "president\ttavria\tCem Dral\t\t\t2014\t2015"],
            "hold the office at once",
        ),
        (
            ["president\ttavria\tAda Brun\t\t\t2010\t2012", "premier\ttavria\tAda Brun\tA. Brun\t\t2013\t"],
            "offices.tsv:3: the names of 'Ada Brun' stand in an earlier line",
        ),
    ],
)
def test_broken_tables_say_what_and_where(tmp_path, lines, said):
    with pytest.raises(OntologyError) as caught:
        read(tmp_path, *lines)
    assert said in str(caught.value)


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(OntologyError, match=r"titles\.tsv"):
        read_offices(tmp_path, bodies=())
