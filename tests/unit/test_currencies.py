"""Currencies of the gazetteer: their codes and states, which code words mean, what is said about a broken file."""

import pycountry
import pytest

from kgraph.claims.figures import find_quantity
from kgraph.currencies import currencies, read_currencies
from kgraph.errors import OntologyError
from kgraph.gazetteer import gazetteer
from kgraph.model import EntityType

NO_STATES_MONEY = {
    "BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD", "XDR", "XSU", "XUA",  # funds
    "XBA", "XBB", "XBC", "XBD",  # units of bond markets
    "XAG", "XAU", "XPD", "XPT",  # metals
    "XTS", "XXX",  # for testing, and for none
    "VED",  # the bolivar of VES, written with six noughts less in accounts
}  # fmt: skip
WITHOUT_MONEY_OF_THEIR_OWN = {"somaliland", "transnistria", "soviet-union", "yugoslavia"}  # or of no code today
COLUMNS = "code\tname\twords\tsigns\talone\tambiguous\tstates\n"


def read(tmp_path, *lines):
    (tmp_path / "currencies.tsv").write_text(COLUMNS + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_currencies(tmp_path, states={"tavria", "sarmatia"})


def test_the_codes_are_those_of_iso_4217():
    listed = {one.alpha_3 for one in pycountry.currencies}
    assert set(currencies().entries) == listed - NO_STATES_MONEY
    assert listed >= NO_STATES_MONEY


def test_every_state_has_its_money():
    states = {entry.key for entry in gazetteer().entries.values() if entry.type is EntityType.COUNTRY}
    paid = frozenset().union(*(one.states for one in currencies().entries.values()))
    assert states - paid == WITHOUT_MONEY_OF_THEIR_OWN


def test_every_word_means_its_currency_after_the_adjective_or_the_name_of_its_state():
    for one in currencies().entries.values():
        for key in one.states:
            state = gazetteer().entries[key]
            for adjective in (state.label, *state.demonyms[:1]):
                for word in one.words:
                    found = currencies().unit_after(f"{adjective} {word} for a clinic", large=False)
                    assert found == one.code, f"{adjective} {word}"


def test_every_code_after_a_large_figure_is_its_currency():
    for code in currencies().entries:
        assert find_quantity(f"40 million {code}", "x").unit == code
        assert find_quantity(f"{code} 40 million", "x").unit == code


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("300 million Norwegian kroner", "NOK"),
        ("300 million Danish kroner", "DKK"),
        ("200,000 Swiss francs", "CHF"),
        ("200,000 Congolese francs", "CDF"),
        ("5 billion Sudanese pounds", "SDG"),
        ("5 billion South Sudanese pounds", "SSP"),
        ("3 Iraqi dinars", "IQD"),
        ("3 New Zealand dollars", "NZD"),
        ("ten Trinidad and Tobago dollars", "TTD"),
        ("6,000 U.S. dollars", "USD"),
        ("40 billion South Korean won", "KRW"),
        ("40 billion North Korean won", "KPW"),
        ("6 million West African CFA francs", "XOF"),
        ("6 million Central African CFA francs", "XAF"),
        ("3 pounds sterling", "GBP"),
        ("30 to 40 million Hong Kong dollars", "HKD"),
    ],
)
def test_the_adjective_tells_the_currency(words, unit):
    assert find_quantity(words, "x").unit == unit


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("40 million dollars", "USD"),
        ("40 million pounds", "GBP"),
        ("300 rubles", "RUB"),
        ("300 yuan", "CNY"),
        ("300 renminbi", "CNY"),
        ("50 zlotys", "PLN"),
        ("50 kronor", "SEK"),
        ("500 liras", "TRY"),
        ("50,000 won", "KRW"),
        ("half a million hryvnias", "UAH"),
        ("millions of euros", "EUR"),
        ("500€", "EUR"),
        ("HK$20m", "HKD"),
        ("₦300 million", "NGN"),
        ("¥3bn", "JPY"),
        ("R500 million", "ZAR"),
        ("90m NOK", "NOK"),
        ("$30 to $40 million", "USD"),
    ],
)
def test_some_words_and_signs_are_enough_alone(words, unit):
    assert find_quantity(words, "x").unit == unit


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("90 million kroner", "kroner"),
        ("200,000 francs", "francs"),
        ("500 rupees", "rupees"),
        ("5 million pesos", "pesos"),
        ("3 billion dinars", "dinars"),
        ("2 billion CFA francs", "CFA francs"),
        ("Rs 500", "Rs"),
        ("500 kr", "kr"),
        ("5 million French francs", "French francs"),  # of a state that has them no more
        ("5 million Zimbabwean dollars", "Zimbabwean dollars"),
        ("90 Million Kroner", "kroner"),
    ],
)
def test_money_of_several_states_has_no_code(words, unit):
    assert find_quantity(words, "x").unit == unit


@pytest.mark.parametrize(
    "words",
    [
        "three won seats", "20 SOS calls", "5 ALL", "COP 28", "TOP 10", "two sums", "ten crowns", "a 2,000 pound bomb",
        "400 Russian real estate agents", "40 Norwegian soldiers", "40 Norwegian soldiers and 50 kroner",
    ],
)  # fmt: skip
def test_words_that_mean_something_else_are_no_money(words):
    assert find_quantity(words, "x").unit == "x"


def test_what_is_no_sign_leaves_years_alone():
    assert find_quantity("the CUP 2023", "x") is None


@pytest.mark.parametrize(("words", "value"), [("Rs 5,000 crore", 50_000_000_000), ("₹3 lakh", 300_000)])
def test_indian_numbers(words, value):
    assert find_quantity(words, "x").value == value


@pytest.mark.parametrize("unit", ["NOK", "TRY", "kroner", "Rs", "CFA francs", "French francs"])
def test_money_is_known_as_a_unit(unit):
    assert currencies().is_unit(unit)


@pytest.mark.parametrize("unit", ["people", "US", "tonnes", "crowns", "French troops"])
def test_what_is_no_money_is_no_unit_of_it(unit):
    assert not currencies().is_unit(unit)


def test_states_tell_a_shared_word():
    assert currencies().code("kroner", {"norway", "moldova"}) == "NOK"
    assert currencies().code("kroner", {"norway", "denmark"}) is None
    assert currencies().code("kroner", {"moldova"}) is None
    assert currencies().code("kroner") is None
    assert currencies().code("troops") is None


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["Tav\tTavrian mark\tmark\t\t\t\ttavria"], "currencies.tsv:2: 'Tav' 'Tavrian mark' is no code"),
        (["TAV\t\tmark\t\t\t\ttavria"], "currencies.tsv:2: 'TAV' '' is no code"),
        (["TAV\tTavrian mark\tmark\t\t\t\tatlantis"], "currencies.tsv:2: atlantis is no key of the gazetteer"),
        (["TAV\tTavrian mark\tmark\t\tcrown\t\ttavria"], "currencies.tsv:2: crown is none of its words and signs"),
        (["TAV\tTavrian mark\tmark\t\t\tcrown\ttavria"], "currencies.tsv:2: crown is none of its words and signs"),
        (
            ["TAV\tTavrian mark\tmark\t\t\t\ttavria", "TAV\tOther mark\tmark\t\t\t\ttavria"],
            "currencies.tsv:3: the code TAV stands in an earlier line",
        ),
        (
            ["TAV\tTavrian mark\tmark\t\tmark\t\ttavria", "SAR\tSarmatian mark\tmark\t\tmark\t\tsarmatia"],
            "currencies.tsv:3: mark means TAV alone already",
        ),
    ],
)
def test_a_broken_line_is_told(tmp_path, lines, message):
    with pytest.raises(OntologyError) as caught:
        read(tmp_path, *lines)
    assert message in str(caught.value)
