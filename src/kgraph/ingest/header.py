"""Reads title, date and byline from the first lines of an article."""

import re
from dataclasses import dataclass
from datetime import date, datetime

HEADER_LINES = 6
MAX_TITLE = 300
MAX_LINE = 120

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:mon|tue|wed|thu|fri|sat|sun),?\s+)?"
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format("m1") + r",?\s+(?P<y1>\d{4})"
    r"|" + _MONTH.format("m2") + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))"
)
_MONTH_OR_YEAR = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_AGENCY = r"\((?P<{0}>[A-Z][\w .&-]{{1,40}})\)"
_DASH = r"\s*(?:-{1,2}|\u2013|\u2014)\s+"
# What may follow the date on a line of its own: a time, a zone, 'Updated …'.
_AFTER = r"(?:[,|·T ]+(?:at\s+)?\d{1,2}[:.h]\d\d.{0,40})?"

# A line that is a date, alone or after what a dateline or byline begins with: 'OSLUND, 19 May 2026'.
_DATE_LINE = re.compile(
    rf"(?:(?:(?:first\s+)?published|posted|updated|last updated|date)(?:\s+on)?:?\s+|[^.!?:;\"“]{{1,60}},\s+)?"
    rf"{_DATE}{_AFTER}\.?(?:\s*{_AGENCY.format('agency')})?",
    re.IGNORECASE,
)
# A paragraph that opens with place and date, or with an agency: 'PORT ELM, 8 June 2026 — …'.
_DATELINE = re.compile(
    rf"(?:[^.!?:;\"“a-z]{{1,60}}[,\s]\s*)?(?:{_AGENCY.format('before')}{_DASH})?"
    rf"(?i:{_DATE})(?:\s*{_AGENCY.format('after')})?(?:{_DASH}|:\s|$)",
)
_AGENCY_LINE = re.compile(rf"[^.!?:;\"“a-z]{{0,60}}\s*{_AGENCY.format('agency')}{_DASH}")
_NAME = (
    r"[^\W\d_a-z][\w'\u2019.-]+(?:\s(?:(?:de|da|di|van|von|der|el|al|bin|ben|la|le)\s)*[^\W\d_a-z][\w'\u2019.-]*){1,3}"
)
_BYLINE = re.compile(rf"(?:By|BY)\s+(?P<names>{_NAME}(?:(?:,\s|,?\sand\s|\s&\s){_NAME})*)(?:,\s[^.!?]*|\sin\s[^.!?]*)?")
# The words that newspapers and agencies are called by; without one of them a name above the date may be a town.
_PRESS = re.compile(
    r"(?:The\s)?(?:[A-Z][\w'-]*\s|of\s){0,4}(?:Advertiser|Agency|Argus|Bulletin|Business|Chronicle|Courier|Daily|Dispatch"
    r"|Echo|Evening|Examiner|Express|Financial|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail"
    r"|Mercury|Mirror|Monitor|Morning|News|Observer|Online|Post|Press|Record|Register|Report|Reporter|Review|Sports?"
    r"|Standard|Star|Sun|Telegraph|Times|Today|Tribune|Voice|Weekly|Wire|World)"
)
_FROM = re.compile(rf"{_NAME}\sin\s{_NAME.replace('{1,3}', '{0,3}')}(?:(?:,\s|,?\sand\s){_NAME}\sin\s[^.!?,]+)*")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines of an article say about it; None and empty where they don't say."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()


def find_header(text: str) -> Header:
    """Read the headline, a date line, an agency and a byline off the first lines of ``text``.

    Dates in running prose, dates without a year and dates in figures alone (3/4/2025) are nobody's date line.
    """
    lines = [line.strip() for line in text[:20_000].split("\n")]
    lines = [line for line in lines if line][: HEADER_LINES + 1]
    if not lines:
        return Header()
    title = lines[0].lstrip("#").strip()
    below = lines[1:]
    published = next(filter(None, map(_published, below)), None) or _published(lines[0], headline=True)
    return Header(
        title=title if 0 < len(title) <= MAX_TITLE else None,
        published=published,
        publisher=next(filter(None, map(_agency, lines)), None) or next(filter(None, map(_press, below)), None),
        authors=next(filter(None, map(_byline, below)), ())
        or (_names_in_places(below[0]) if published and below else ()),
    )


def read_date(text: str) -> str | None:
    """An ISO 8601 date, date-time, month or year from what metadata calls one; None where it is none."""
    text = text.strip()
    if _MONTH_OR_YEAR.fullmatch(text):
        return text
    try:
        if len(text) <= len("2026-03-14"):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat().replace("+00:00", "Z")
    except ValueError:
        found = _DATE_LINE.fullmatch(text)
        return _iso(found) if found else None


def _published(line: str, *, headline: bool = False) -> str | None:
    found = None if headline or len(line) > MAX_LINE else _DATE_LINE.fullmatch(line.strip("*_ "))
    found = found or _DATELINE.match(line.lstrip("*_ "))
    return _iso(found) if found else None


def _iso(found: re.Match[str]) -> str | None:
    """The date of a match of ``_DATE``, or None where the calendar has no such day."""
    groups = found.groupdict()
    try:
        if groups["iso"]:
            return date.fromisoformat(groups["iso"]).isoformat()
        month = _MONTHS.index((groups["m1"] or groups["m2"])[:3].lower()) + 1
        return date(int(groups["y1"] or groups["y2"]), month, int(groups["d1"] or groups["d2"])).isoformat()
    except ValueError:
        return None


def _agency(line: str) -> str | None:
    """The agency that a dateline names in brackets: 'SEOUL (Reuters) - …'."""
    found = _DATELINE.match(line)
    if found and (named := found["before"] or found["after"]):
        return str(named)
    found = _AGENCY_LINE.match(line)
    return found["agency"] if found else None


def _press(line: str) -> str | None:
    """The newspaper that a line names, alone or before the date: 'Andes Herald, June 12, 2025'."""
    name = line.strip("*_ ").split(",")[0]
    return name if _PRESS.fullmatch(name) and (name == line or _published(line)) else None


def _byline(line: str) -> tuple[str, ...]:
    """The people of 'By Mira Castellan'; none where it names an office ('By our staff at the Grain Exchange')."""
    found = _BYLINE.fullmatch(line.strip("*_ ")) if len(line) <= MAX_LINE else None
    return tuple(re.split(r",?\sand\s|,\s|\s&\s", found["names"])) if found else ()


def _names_in_places(line: str) -> tuple[str, ...]:
    """The people of 'Noor Vance in Oslund'; a subheading looks alike, so only where a date line follows too."""
    if len(line) > MAX_LINE or not _FROM.fullmatch(line):
        return ()
    return tuple(part.split(" in ")[0] for part in re.split(r",?\sand\s|,\s", line))
