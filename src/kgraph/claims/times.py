"""When it happened: dates of the text, relative ones resolved against the date of publication."""

import re
from datetime import date, timedelta

from kgraph.claims.clause import governing_verb
from kgraph.claims.view import View
from kgraph.model import Modality
from kgraph.parse import Token

_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),  # noqa: SIM905
        start=1,
    )
} | {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAYS = {
    name: n for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DMY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b\.?,?(?: (?P<year>\d{{4}}))?", re.IGNORECASE
)
_MDY = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:, (?P<year>\d{{4}}))?", re.IGNORECASE
)
_MY = re.compile(rf"\b(?P<last>last |next )?(?P<month>{_MONTH})\b\.?(?: (?P<year>\d{{4}}))?", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?P<last>last |next )?(?P<weekday>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": 0}
_AGO = re.compile(r"\b(?P<count>\w+) (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE)
_COUNTS = {
    word: n
    for n, words in enumerate(["", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
    for word in words.split()
}
_NTH = re.compile(r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! century)", re.IGNORECASE)
_SPAN = re.compile(r"(?:between |from )?(?P<first>\S.*?) (?:and|to|until|through) (?P<last>\S.*)", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?P<which>last|this|next) (?P<unit>week|month|year)\b", re.IGNORECASE)


def time_of(view: View, predicate: Token, modality: Modality) -> str | None:
    """When a predicate's event happened or is to happen, as an ISO 8601 date, week, month, year or interval.

    None where its clause names no time, or a relative one and the document has no date.
    """
    published = _day(view.document.published)
    future = modality is not Modality.ASSERTED
    for words, since in _expressions(view, predicate):
        found = resolve(words, published, future=future)
        if found is not None:
            return f"{found.partition('/')[0]}/{published.isoformat()}" if since and published is not None else found
    return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _expressions(view: View, predicate: Token) -> list[tuple[str, bool]]:
    """The dates of a predicate's clause, and whether 'since' stands before them."""
    sentence = view.parse.sentences[predicate.sent].tokens
    clause = predicate if predicate.pos in {"VERB", "AUX"} else governing_verb(predicate)
    found = []
    for token in sentence:
        begins = token.ent == "DATE" and (token.ent_begin or token.i == sentence[0].i)
        if not (begins or token.lower in _NEAR):
            continue
        last = token
        while (
            last.i < sentence[-1].i
            and view.parse.tokens[last.i + 1].ent == "DATE"
            and not view.parse.tokens[last.i + 1].ent_begin
        ):
            last = view.parse.tokens[last.i + 1]
        if clause is None or _belongs(view, token, last, predicate, clause):
            before = view.parse.tokens[token.i - 1].lower if token.i else ""
            found.append((view.parse.text[token.start : last.end], before == "since"))
    return found


def _belongs(view: View, first: Token, last: Token, predicate: Token, clause: Token) -> bool:
    """Whether the nearest verb above a date is the clause's, or the date hangs on the predicate itself."""
    root = next((t for t in view.parse.tokens[first.i : last.i + 1] if not first.i <= t.head.i <= last.i), last)
    above = root.head
    while above.head is not above and above is not predicate and above.pos not in {"VERB", "AUX"}:
        above = above.head
    return above is predicate or above is clause


def resolve(words: str, published: date | None, *, future: bool = False) -> str | None:
    """A date in words as ISO 8601; None where it cannot be told.

    Args:
        words: Such as 'Friday', 'last month', '12 August', 'March 2023'.
        published: The day that relative dates count from.
        future: Whether a day without a date lies ahead.
    """
    span = _SPAN.fullmatch(words)
    ends = (_first_end(span), span["last"]) if span is not None else ()
    days = [found for end in ends if (found := _single(end, published, future=future)) and "/" not in found]
    if len(days) == len(ends) == 2 and days[0] < days[1]:  # noqa: PLR2004 - a span has two ends
        return "/".join(days)
    return _single(words, published, future=future)


def _first_end(span: re.Match[str]) -> str:
    """The first end of a span with the month and year that only the second gives: '3' of '3 to 7 May 2023'."""
    first, last = span["first"], span["last"]
    if first.isdigit() and len(first) <= 2 and (full := _DMY.search(last)):  # noqa: PLR2004 - a day
        first = f"{first} {full['month']}"
    year = _YEAR.search(last)
    return f"{first} {year['year']}" if year and _MY.search(first) and not _YEAR.search(first) else first


def _single(words: str, published: date | None, *, future: bool) -> str | None:
    full = _DMY.search(words) or _MDY.search(words)
    if full:
        return _calendar(full, published, future=future)
    if published is not None and (found := _relative(words, published, future=future)):
        return found
    if month := _MY.search(words):
        return _month(month, published, future=future)
    year = _YEAR.search(words)
    return year["year"] if year else None


def _relative(words: str, published: date, *, future: bool) -> str | None:
    """A date that counts from the day of publication."""
    low = words.lower()
    near = next((days for word, days in _NEAR.items() if re.search(rf"\b{word}\b", low)), None)
    if near is not None:
        return (published + timedelta(days=near)).isoformat()
    if ago := _AGO.search(words):
        return _ago(ago, published)
    if weekday := _WEEKDAY.search(words):
        return _weekday(weekday, published, future=future)
    if period := _PERIOD.search(words):
        return _period(period["which"].lower(), period["unit"].lower(), published)
    return _nth(int(nth["day"]), published, future=future) if (nth := _NTH.search(words)) else None


def _ago(match: re.Match[str], published: date) -> str | None:
    word, unit = match["count"].lower(), match["unit"].lower()
    count = int(word) if word.isdigit() else _COUNTS.get(word)
    if count is None:
        return None
    if unit in {"day", "week"}:
        return (published - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    months = published.year * 12 + published.month - 1 - count * (12 if unit == "year" else 1)
    return f"{months // 12:04d}" if unit == "year" else f"{months // 12:04d}-{months % 12 + 1:02d}"


def _nth(day: int, published: date, *, future: bool) -> str | None:
    """'On the 6th': of this month, of the last where that day is still to come, of the next where it is over."""
    step = (day < published.day) if future else -(day > published.day)
    months = published.year * 12 + published.month - 1 + step
    return _iso(months // 12, months % 12 + 1, day)


def _calendar(match: re.Match[str], published: date | None, *, future: bool) -> str | None:
    month, day = _MONTHS[match["month"].lower()], int(match["day"])
    if match["year"]:
        return _iso(int(match["year"]), month, day)
    if published is None:
        return None
    found = _iso(published.year, month, day)
    if found and not future and found > (published + timedelta(days=1)).isoformat():
        return _iso(published.year - 1, month, day)
    return found


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _weekday(match: re.Match[str], published: date, *, future: bool) -> str:
    day = WEEKDAYS[match["weekday"].lower()]
    which = (match["last"] or "").strip().lower()
    back = (published.weekday() - day) % 7
    if (future or which == "next") and which != "last":
        ahead = (day - published.weekday()) % 7
        return (published + timedelta(days=ahead or (7 if which == "next" else 0))).isoformat()
    return (published - timedelta(days=back or (7 if which == "last" else 0))).isoformat()


def _period(which: str, unit: str, published: date) -> str:
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "year":
        return str(published.year + step)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    monday = published + timedelta(days=7 * step - published.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"  # EDTF knows no weeks


def _month(match: re.Match[str], published: date | None, *, future: bool) -> str | None:
    month = _MONTHS[match["month"].lower()]
    if match["year"]:
        return f"{match['year']}-{month:02d}"
    if published is None:
        return None
    which = (match["last"] or "").strip().lower()
    year = published.year
    if which == "last" or (not future and which != "next"):
        year -= month > published.month or (which == "last" and month == published.month)
    elif which == "next" or month < published.month:
        year += month <= published.month
    return f"{year:04d}-{month:02d}"
