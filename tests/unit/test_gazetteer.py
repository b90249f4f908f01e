"""The gazetteer: which words stand for which entity, and what is said about a broken file."""

import pytest

from kgraph.errors import OntologyError
from kgraph.gazetteer import Kind, gazetteer, normalise, read_gazetteer
from kgraph.lexicon import lexicon
from kgraph.model import EntityType


@pytest.mark.parametrize(
    ("surface", "key", "kind"),
    [
        ("Russia", "russia", Kind.NAME),
        ("Russian Federation", "russia", Kind.NAME),
        ("Russians", "russia", Kind.DEMONYM),
        ("Moscow", "russia", Kind.CAPITAL),
        ("the Kremlin", "russia", Kind.SEAT),
        ("U.S.", "united-states", Kind.NAME),
        ("US", "united-states", Kind.NAME),
        ("the United States", "united-states", Kind.NAME),
        ("Washington, D.C.", "united-states", Kind.CAPITAL),
        ("White House", "united-states", Kind.SEAT),
        ("Downing Street", "united-kingdom", Kind.SEAT),
        ("Briton", "united-kingdom", Kind.DEMONYM),
        ("Élysée", "france", Kind.SEAT),
        ("Elysee Palace", "france", Kind.SEAT),
        ("Kyiv", "ukraine", Kind.CAPITAL),
        ("Kiev", "ukraine", Kind.CAPITAL),
        ("Pyongyang's", "north-korea", Kind.CAPITAL),
        ("Dutch", "netherlands", Kind.DEMONYM),
        ("Kyrgyz", "kyrgyzstan", Kind.DEMONYM),
        ("Türkiye", "turkey", Kind.NAME),
        ("Brussels", "european-union", Kind.SEAT),
        ("Pentagon", "pentagon", Kind.NAME),
        ("Nato", "nato", Kind.NAME),
        ("al Qaeda", "al-qaeda", Kind.NAME),
        ("Al-Shabaab", "al-shabaab", Kind.NAME),
        ("Gaza", "gaza", Kind.NAME),
        ("the Hague", "the-hague", Kind.NAME),
        ("world body", "united-nations", Kind.NAME),
    ],
)
def test_names_capitals_demonyms_and_seats_meet_in_one_entry(surface, key, kind):
    match = gazetteer().find(surface)
    assert match is not None
    assert (match.entry.key, match.kind) == (key, kind)


@pytest.mark.parametrize("surface", ["us", "who", "Who", "turkey", "polish", "is", "chad", "Nowhereland", "", "the"])
def test_common_words_are_no_names(surface):
    assert gazetteer().find(surface) is None


@pytest.mark.parametrize("surface", ["Jordan", "Georgia", "Chad", "Congress", "IS"])
def test_names_that_often_mean_something_else_are_marked(surface):
    match = gazetteer().find(surface)
    assert match is not None
    assert match.ambiguous


def test_plain_names_are_not_marked_ambiguous():
    match = gazetteer().find("Ukraine")
    assert match is not None
    assert not match.ambiguous


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.", "us"),
        ("the Élysée's", "elysee"),
        ("al-Qaeda", "al qaeda"),
        ("  North\n Korea ", "north korea"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Washington, D.C.", "washington dc"),
    ],
)
def test_normalise(text, expected):
    assert normalise(text) == expected


def test_every_form_is_found_and_no_longer_than_max_words():
    found = gazetteer()
    for entry in found.entries.values():
        elsewhere = entry.key in found.towns.values() or entry.key in found.offices.people
        own = () if elsewhere else (entry.label, *entry.names)
        for form in (*own, *entry.seats, *entry.capitals, *entry.demonyms):
            match = found.find(form)
            assert match is not None, form
            assert len(form.split()) <= found.max_words


@pytest.mark.parametrize(
    ("surface", "key", "whole"),
    [
        ("SBU", "sbu", "ukraine"),
        ("GRU", "gru", "russia"),
        ("FSB", "fsb", "russia"),
        ("Mossad", "mossad", "israel"),
        ("Shin Bet", "shin-bet", "israel"),
        ("MI6", "mi6", "united-kingdom"),
        ("CIA", "cia", "united-states"),
        ("Bundestag", "bundestag", "germany"),
        ("the Knesset", "knesset", "israel"),
        ("State Duma", "state-duma", "russia"),
        ("Verkhovna Rada", "verkhovna-rada", "ukraine"),
        ("IRGC", "irgc", "iran"),
        ("PLA Navy", "pla-navy", "peoples-liberation-army"),
        ("KPA", "korean-peoples-army", "north-korea"),
        ("Russian MoD", "russia-defence-ministry", "russia"),
        ("Russian Ministry of Defense", "russia-defence-ministry", "russia"),
        ("Armed Forces of Ukraine", "ukrainian-armed-forces", "ukraine"),
        ("Election Commission of India", "election-commission-of-india", "india"),
        ("Rapid Support Forces", "rapid-support-forces", None),
        ("Kyodo", "kyodo", "japan"),
    ],
)
def test_institutions_are_part_of_their_state(surface, key, whole):
    match = gazetteer().find(surface)
    assert match is not None
    assert (match.entry.key, match.entry.part_of, match.kind) == (key, whole, Kind.NAME)


@pytest.mark.parametrize(
    ("surface", "key", "noun"),
    [
        ("HIMARS", "himars", "rocket launcher"),
        ("Patriot missiles", "patriot-missile-system", "missile system"),
        ("Shahed drones", "shahed-136", "drone"),
        ("Leopard 2A6", "leopard-2", "tank"),
        ("F-16s", "f-16", "aircraft"),
        ("ATACMS", "atacms", "missile"),
        ("Storm Shadow", "storm-shadow", "missile"),
        ("Iskander", "iskander", "missile"),
        ("T-72", "t-72", "tank"),
        ("Bayraktar TB2", "bayraktar-tb2", "drone"),
        ("S-300", "s-300", "missile system"),
    ],
)
def test_types_of_weapons_tell_their_class(surface, key, noun):
    match = gazetteer().find(surface)
    assert match is not None
    assert (match.entry.key, match.entry.type, match.entry.class_) == (key, EntityType.MATERIEL, noun)


@pytest.mark.parametrize(
    "surface", ["Patriot", "Patriots", "Abrams", "Predator", "Typhoon", "An 26", "A 10", "Supreme Court"]
)
def test_words_that_mean_much_else_are_no_names_of_materiel_or_bodies(surface):
    assert gazetteer().find(surface) is None


def test_classes_of_materiel_are_nouns_that_the_lexicon_types_so():
    types = lexicon().types
    for entry in gazetteer().entries.values():
        if entry.class_ is not None:
            noun = entry.class_.rsplit(maxsplit=1)[-1]
            assert EntityType.MATERIEL in {types.get(entry.class_), types.get(noun)}, entry.key


def test_names_never_lose_to_weaker_kinds():
    for entry in gazetteer().entries.values():
        if entry.key in gazetteer().towns.values() or entry.key in gazetteer().offices.people:
            continue
        match = gazetteer().find(entry.label)
        assert match is not None
        assert match.entry is entry


def test_all_members_of_the_united_nations_are_there():
    states = [entry for entry in gazetteer().entries.values() if entry.type is EntityType.COUNTRY]
    assert len([entry for entry in states if entry.iso]) >= 193
    codes = [entry.iso for entry in states if entry.iso]
    assert len(codes) == len(set(codes))


def test_no_two_entries_share_a_wikidata_identifier():
    ids = [entry.wikidata for entry in gazetteer().entries.values() if entry.wikidata]
    assert len(ids) == len(set(ids))


def test_capitals_name_the_state_that_acts_and_the_town_where_it_happens():
    found = gazetteer()
    state, town = found.find("Kiev"), found.town("Kiev")
    assert state is not None
    assert town is not None
    assert (state.entry.key, state.kind) == ("ukraine", Kind.CAPITAL)
    assert (town.key, town.type, town.part_of) == ("kyiv", EntityType.PLACE, "ukraine")
    assert found.town("Kremlin") is None


def test_every_capital_of_a_state_is_a_town_of_it():
    found = gazetteer()
    towns = {form: found.town(form) for entry in found.entries.values() for form in entry.capitals}
    assert [form for form, town in towns.items() if town is None] == []
    for entry in found.entries.values():
        for form in entry.capitals:
            town = towns[form]
            assert town is not None
            assert town.part_of in {entry.key, None}, form


def test_states_are_found_by_their_code():
    state = gazetteer().state("KP")
    assert state is not None
    assert (state.key, state.iso3) == ("north-korea", "PRK")
    assert gazetteer().state("ZZ") is None


def _folder(tmp_path, *, states="key\tlabel\ttype\nchile\tChile\tCountry\n"):
    (tmp_path / "states.tsv").write_text(states, encoding="utf-8")
    for name in ("bodies.tsv", "regions.tsv", "capitals.tsv", "institutions.tsv", "materiel.tsv"):
        (tmp_path / name).write_text("key\tlabel\ttype\n", encoding="utf-8")
    (tmp_path / "offices.tsv").write_text("office\tbody\tperson\tnames\tshort\tfrom\tto\n", encoding="utf-8")
    (tmp_path / "titles.tsv").write_text("office\tsure\tloose\npresident\tpresident\tleader\n", encoding="utf-8")
    return tmp_path


def test_comments_and_missing_cells_are_allowed(tmp_path):
    text = "# states\nkey\tlabel\ttype\tnames\tcapital\n\nchile\tChile\tCountry\n# more\nperu\tPeru\tCountry\t\tLima\n"
    found = read_gazetteer(_folder(tmp_path, states=text))
    assert list(found.entries) == ["chile", "peru"]
    assert found.entries["peru"].capital == "Lima"
    assert found.entries["chile"].capital is None


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ("label\ttype\n", "lacks ['key']"),
        ("key\tlabel\ttype\tcolour\n", "unknown columns ['colour']"),
        ("key\tlabel\ttype\nChile\tChile\tCountry\n", "states.tsv:2"),
        ("key\tlabel\ttype\nchile\t\tCountry\n", "needs a label"),
        ("key\tlabel\ttype\nchile\tChile\tState\n", "'State' is no entity type"),
        ("key\tlabel\ttype\twikidata\nchile\tChile\tCountry\t298\n", "'298' is no Wikidata identifier"),
        ("key\tlabel\ttype\nchile\tChile\tCountry\nchile\tPeru\tCountry\n", "states.tsv:3: the key 'chile' is taken"),
        ("key\tlabel\ttype\nchile\tChile\tCountry\nperu\tChile\tCountry\n", "'Chile' is a name of 'chile' too"),
        ("key\tlabel\ttype\tpart_of\nchile\tChile\tCountry\tperu\n", "part_of names 'peru'"),
        ("key\tlabel\ttype\nchile\tChile\tCountry\textra\n", "4 cells under 3 columns"),
    ],
)
def test_broken_files_say_what_and_where(tmp_path, states, said):
    with pytest.raises(OntologyError) as caught:
        read_gazetteer(_folder(tmp_path, states=states))
    assert said in str(caught.value)


def test_a_person_in_office_must_not_have_the_key_of_another_entry(tmp_path):
    line = "office\tbody\tperson\tnames\tshort\tfrom\tto\npresident\tchile\tChile\t\t\t2020\t\n"
    folder = _folder(tmp_path)
    (folder / "offices.tsv").write_text(line, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"'Chile' has the key of states\.tsv:2"):
        read_gazetteer(folder)


def test_missing_files_are_named(tmp_path):
    with pytest.raises(OntologyError, match=r"states\.tsv"):
        read_gazetteer(tmp_path)
