"""Figures in words and digits: values, ranges, bounds, currencies."""

from decimal import Decimal

import pytest

from kgraph.claims.figures import find_quantity
from kgraph.model import Bound, Quantity


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("8,000 troops", "8000"),
        ("1,234,567 people", "1234567"),
        ("12 drones", "12"),
        ("3.5 points", "3.5"),
        ("two tanks", "2"),
        ("nineteen villages", "19"),
        ("twenty-five boats", "25"),
        ("a dozen sailors", "12"),
        ("a hundred houses", "100"),
        ("two hundred men", "200"),
        ("40 million doses", "40000000"),
        ("zero survivors", "0"),
    ],
)
def test_cardinals(words: str, value: str) -> None:
    assert find_quantity(words, "x") == Quantity(Decimal(value), "x")


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("at least 40 people", Bound.MIN),
        ("more than 40 people", Bound.MIN),
        ("No fewer than 40 people", Bound.MIN),
        ("40 or more people", Bound.MIN),
        ("up to 40 people", Bound.MAX),
        ("fewer than 40 people", Bound.MAX),
        ("no more than 40 people", Bound.MAX),
        ("about 40 people", Bound.APPROX),
        ("some 40 people", Bound.APPROX),
        ("nearly 40 people", Bound.APPROX),
        ("40 or so people", Bound.APPROX),
        ("the 40 people", Bound.EXACT),
    ],
)
def test_bounds(words: str, bound: Bound) -> None:
    found = find_quantity(words, "people")
    assert found is not None
    assert (found.value, found.bound) == (Decimal(40), bound)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("30 to 40 villagers", "30", "40"),
        ("30-40 villagers", "30", "40"),
        ("30–40 villagers", "30", "40"),
        ("between 30 and 40 villagers", "30", "40"),
        ("from three to five million villagers", "3000000", "5000000"),
    ],
)
def test_ranges_keep_both_ends(words: str, low: str, high: str) -> None:
    ends = (Decimal(low), Decimal(high))
    assert find_quantity(words, "villagers") == Quantity(ends[0], "villagers", Bound.RANGE, *ends)


def test_two_figures_joined_by_and_are_no_range() -> None:
    found = find_quantity("30 and 40 villagers", "villagers")
    assert found == Quantity(Decimal(30), "villagers")


def test_a_range_that_falls_is_no_range() -> None:
    found = find_quantity("from 40 to 30 villagers", "villagers")
    assert found is not None
    assert found.bound is not Bound.RANGE


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("$180m", "180000000", "USD"),
        ("US$2.5bn", "2500000000", "USD"),
        ("€410m", "410000000", "EUR"),
        ("£3 million", "3000000", "GBP"),
        ("A$5 million", "5000000", "AUD"),
        ("20 million euros", "20000000", "EUR"),
        ("300 roubles", "300", "RUB"),
        ("12 percent", "12", "percent"),
        ("12%", "12", "percent"),
    ],
)
def test_money_and_shares_bring_their_own_unit(words: str, value: str, unit: str) -> None:
    assert find_quantity(words, "x") == Quantity(Decimal(value), unit)


@pytest.mark.parametrize(("words", "value"), [("dozens of people", 24), ("Thousands of people", 2000)])
def test_vague_amounts_are_a_minimum(words: str, value: int) -> None:
    assert find_quantity(words, "people") == Quantity(Decimal(value), "people", Bound.MIN)


@pytest.mark.parametrize("words", ["the people", "", "the 2024 election", "10/11", "at 7:30"])
def test_what_is_no_figure_gives_none(words: str) -> None:
    assert find_quantity(words, "x") is None


def test_a_sum_that_looks_like_a_year_is_a_sum() -> None:
    assert find_quantity("$2024", "x") == Quantity(Decimal(2024), "USD")
