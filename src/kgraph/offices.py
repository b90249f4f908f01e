"""Reads who held which office when: ``offices.tsv`` and ``titles.tsv`` of the gazetteer."""

import re
import unicodedata
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from kgraph.errors import OntologyError
from kgraph.tables import rows

OFFICES = "offices.tsv"
TITLES = "titles.tsv"
_COLUMNS = ("office", "body", "person", "names", "short", "from", "to")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "đ": "d", "ß": "ss", "æ": "ae"})
_SPACE = re.compile(r"[\s-]+")
_MARKS = re.compile(r"[.'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date of day, month or year precision may mean."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Title:
    """What the holders of an office are called.

    Attributes:
        sure: Titles that, with a surname and the state or body, tell who it is.
        loose: Other words that fit the office.
    """

    sure: frozenset[str]
    loose: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who held an office.

    Attributes:
        key: The readable end of the IRI, made from the name: ``emmanuel-macron``.
        label: The usual full name.
        names: Other full spellings.
        short: What stands for the name alone, without accents and capitals: the surname, or another part of it.
    """

    key: str
    label: str
    names: tuple[str, ...]
    short: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """A time that somebody held an office for.

    Attributes:
        body: The key of the state or body.
        person: The key of the holder.
        end: None as long as it has not ended.
    """

    office: str
    body: str
    person: str
    start: Days
    end: Days | None

    def may_hold(self, on: Days, *, years: int = 0) -> bool:
        """Whether a time may lie in the term, some years before and after it counted in."""
        end = date.max if self.end is None else _later(self.end.last, years)
        return _later(self.start.first, -years) <= on.last and on.first <= end


@dataclass(frozen=True, slots=True)
class Offices:
    """All terms, and the names that lead to their holders.

    Attributes:
        people: By key.
        titles: By office.
        terms: Of each person, by key, in the order of the file.
        by_name: Keys of the people of a full name, as ``plain`` has it.
        by_short: Keys of the people that a surname may mean, as ``plain`` has it.
        by_office: The terms of an office of a body.
    """

    people: Mapping[str, Person]
    titles: Mapping[str, Title]
    terms: Mapping[str, tuple[Term, ...]]
    by_name: Mapping[str, frozenset[str]]
    by_short: Mapping[str, frozenset[str]]
    by_office: Mapping[tuple[str, str], tuple[Term, ...]]

    def holder(self, office: str, body: str, on: str) -> Person | None:
        """Who held an office of a state or body on a date; None where that may be nobody or more than one.

        A term without an end is taken to last.

        Args:
            office: Such as ``prime-minister``.
            body: The key of the state or body.
            on: An ISO date, or the beginning of one: ``2024-05``.
        """
        time = read_date(on[:10])
        found = {term.person for term in self.by_office.get((office, body), ()) if time and term.may_hold(time)}
        return self.people[found.pop()] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A personal name as lookups compare it: small letters without accents, dots and apostrophes, hyphens as spaces."""
    text = name.casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACE.sub(" ", _MARKS.sub("", text)).strip()


def read_date(text: str) -> Days | None:
    """The days that an ISO date of day, month or year precision may mean; None where it is no such date."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    return Days(first, date(first.year, last_month, day or monthrange(first.year, last_month)[1]))


def _later(day: date, years: int) -> date:
    """A day some years later or earlier, as far as the calendar goes."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def read_offices(directory: Path, *, bodies: Collection[str]) -> Offices:
    """The offices in a folder.

    Args:
        directory: It holds ``offices.tsv`` and ``titles.tsv``.
        bodies: The keys that states and bodies may have.

    Raises:
        OntologyError: If a file cannot be read, a line has an unknown office or body or a date that is none, or two
            hold an office at once.
    """
    titles = _titles(directory / TITLES)
    people: dict[str, Person] = {}
    terms: dict[str, Term] = {}
    for place, cells in _lines(directory / OFFICES):
        office, body, label, names, short, start, end = cells
        if office not in titles:
            msg = f"{place}: {office!r} has no titles; add it to {TITLES} or choose among {', '.join(sorted(titles))}"
            raise OntologyError(msg)
        if body not in bodies:
            msg = f"{place}: {body!r} is no key of the gazetteer"
            raise OntologyError(msg)
        person = _person(label, names, short, place)
        known = people.setdefault(person.key, person)
        if known is not person and (names or short):
            msg = f"{place}: the names of {label!r} stand in an earlier line; leave them out here"
            raise OntologyError(msg)
        begun, ended = _days(start, end, place)
        terms[place] = Term(office, body, person.key, begun, ended)
    _check_overlaps(terms)
    return _indexed(people, titles, terms.values())


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, cells in rows(path, _COLUMNS):
        yield f"{path}:{number}", cells


def _titles(path: Path) -> dict[str, Title]:
    return {
        office: Title(_split(sure), _split(loose))
        for _, (office, sure, loose) in rows(path, ("office", "sure", "loose"))
    }


def _split(cell: str) -> frozenset[str]:
    return frozenset(plain(part) for part in cell.split("|") if part)


def _person(label: str, names: str, short: str, place: str) -> Person:
    key = "-".join(re.findall(r"[a-z0-9]+", plain(label)))
    if not key:
        msg = f"{place}: the person has no name"
        raise OntologyError(msg)
    others = tuple(name for name in names.split("|") if name)
    own = _split(short) or frozenset(plain(name.split()[-1]) for name in (label, *others))
    return Person(key, label, others, own)


def _days(start: str, end: str, place: str) -> tuple[Days, Days | None]:
    begun, ended = read_date(start), read_date(end)
    if begun is None or (end and ended is None):
        msg = f"{place}: {start if begun is None else end!r} is no date; write 2017-05-14, 2017-05 or 2017"
        raise OntologyError(msg)
    if ended is not None and ended.last < begun.first:
        msg = f"{place}: the term ends on {end}, before it began on {start}"
        raise OntologyError(msg)
    return begun, ended


def _check_overlaps(terms: Mapping[str, Term]) -> None:
    """Find two terms of one office that surely have days in common, but for the day on which it is handed over."""
    by_office: defaultdict[tuple[str, str], list[tuple[str, Term]]] = defaultdict(list)
    for place, term in terms.items():
        by_office[term.office, term.body].append((place, term))
    for group in by_office.values():
        for (first_place, first), (place, second) in combinations(group, 2):
            ends = [date.max if term.end is None else term.end.first for term in (first, second)]
            if max(first.start.last, second.start.last) < min(ends):
                msg = (
                    f"{place}: {second.person} and {first.person} ({first_place}) hold the office at once; mend a date"
                )
                raise OntologyError(msg)


def _indexed(people: Mapping[str, Person], titles: Mapping[str, Title], terms: Iterable[Term]) -> Offices:
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    by_short: defaultdict[str, set[str]] = defaultdict(set)
    for person in people.values():
        for name in (person.label, *person.names):
            by_name[plain(name)].add(person.key)
        for name in person.short:
            by_short[name].add(person.key)
    of_person: defaultdict[str, list[Term]] = defaultdict(list)
    of_office: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        of_person[term.person].append(term)
        of_office[term.office, term.body].append(term)
    return Offices(
        people=people,
        titles=titles,
        terms={key: tuple(found) for key, found in of_person.items()},
        by_name={name: frozenset(found) for name, found in by_name.items()},
        by_short={name: frozenset(found) for name, found in by_short.items()},
        by_office={key: tuple(found) for key, found in of_office.items()},
    )
