"""The days that a date, month, week, year or interval of a claim covers."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """Some days on end.

    Attributes:
        first: The first day.
        last: The last day, which belongs to it.
    """

    first: date
    last: date

    def covers(self, other: "Period") -> bool:
        """Whether the other one lies within this."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=10_000)
def period(text: str | None) -> Period | None:
    """The days that an ISO 8601 or EDTF date or interval covers; None for what is neither, or is open or uncertain."""
    if not text:
        return None
    first, slash, last = text.partition("/")
    try:
        start = _days(first)
        end = _days(last) if slash else start
    except ValueError:
        return None
    return Period(start.first, end.last) if start.first <= end.last else None


def _days(text: str) -> Period:
    if _YEAR.fullmatch(text):
        return Period(date(int(text), 1, 1), date(int(text), 12, 31))
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    if match := _WEEK.fullmatch(text):
        year, week = int(match[1]), int(match[2])
        return Period(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    day = date.fromisoformat(text[:10])
    if text[10:11] not in {"", "T"}:
        raise ValueError(text)
    return Period(day, day)
