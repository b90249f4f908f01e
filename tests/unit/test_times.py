"""Dates in words, resolved against the day of publication: Monday, 4 November 2024."""

from datetime import date

import pytest

from kgraph.claims.times import resolve

MONDAY = date(2024, 11, 4)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("12 August 2023", "2023-08-12"),
        ("August 12, 2023", "2023-08-12"),
        ("the 3rd of March 2022", "2022-03-03"),
        ("March 2023", "2023-03"),
        ("2022", "2022"),
    ],
)
def test_full_dates_need_no_day_of_publication(words: str, found: str) -> None:
    assert resolve(words, None) == found
    assert resolve(words, MONDAY) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("yesterday", "2024-11-03"),
        ("today", "2024-11-04"),
        ("Monday", "2024-11-04"),
        ("Friday", "2024-11-01"),
        ("last Monday", "2024-10-28"),
        ("last week", "2024-10-28/2024-11-03"),
        ("this month", "2024-11"),
        ("last month", "2024-10"),
        ("last year", "2023"),
        ("October", "2024-10"),
        ("December", "2023-12"),
        ("31 October", "2024-10-31"),
        ("12 December", "2023-12-12"),
    ],
)
def test_what_happened_lies_before_publication(words: str, found: str) -> None:
    assert resolve(words, MONDAY) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tomorrow", "2024-11-05"),
        ("Friday", "2024-11-08"),
        ("next Monday", "2024-11-11"),
        ("next week", "2024-11-11/2024-11-17"),
        ("next month", "2024-12"),
        ("next year", "2025"),
        ("December", "2024-12"),
        ("March", "2025-03"),
        ("12 December", "2024-12-12"),
    ],
)
def test_what_is_to_happen_lies_after_it(words: str, found: str) -> None:
    assert resolve(words, MONDAY, future=True) == found


@pytest.mark.parametrize("words", ["yesterday", "Friday", "last month", "October", "12 December"])
def test_without_a_day_of_publication_relative_dates_stay_open(words: str) -> None:
    assert resolve(words, None) is None


@pytest.mark.parametrize("words", ["31 February 2024", "the past", "", "99 March"])
def test_no_date_is_made_up(words: str) -> None:
    found = resolve(words, None)
    assert found is None or found == "2024"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a week ago", "2024-10-28"),
        ("three days ago", "2024-11-01"),
        ("two months ago", "2024-09"),
        ("10 years ago", "2014"),
        ("the 2nd", "2024-11-02"),
        ("the 6th", "2024-10-06"),
        ("between 3 May and 7 May 2023", "2023-05-03/2023-05-07"),
        ("3 to 7 May 2023", "2023-05-03/2023-05-07"),
        ("2019 to 2021", "2019/2021"),
    ],
)
def test_spans_and_days_counted_back(words: str, found: str) -> None:
    assert resolve(words, MONDAY) == found


def test_the_turn_of_a_year() -> None:
    new_year = date(2025, 1, 1)
    assert resolve("last month", new_year) == "2024-12"
    assert resolve("yesterday", new_year) == "2024-12-31"
    assert resolve("31 December", new_year) == "2024-12-31"
    assert resolve("last week", new_year) == "2024-12-23/2024-12-29"
