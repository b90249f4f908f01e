"""Reads ``ontology/gazetteer/``: states, bodies, institutions, regions, towns, materiel, people in office."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from kgraph.errors import OntologyError
from kgraph.model import EntityType
from kgraph.offices import Offices, read_offices
from kgraph.resources import ontology_dir

FILES = ("states.tsv", "bodies.tsv", "regions.tsv", "institutions.tsv", "materiel.tsv")
TOWNS = "capitals.tsv"
"""Entries that a name stands for only where it speaks of a place: elsewhere a capital stands for its state."""
REQUIRED = ("key", "label", "type")
LISTS = ("names", "demonyms", "capital", "seats", "ambiguous")
COLUMNS = (*REQUIRED, "wikidata", "iso2", "iso3", "part_of", "class", *LISTS)

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_QID = re.compile(r"Q[1-9][0-9]*\Z")
_PIECES = re.compile(r"[\s,-]+")
_ARTICLE = re.compile(r"(?:the|The|THE)\s+(?=\S)")
_POSSESSIVE = re.compile(r"'[sS]?\Z")
_PLAIN_QUOTES = str.maketrans(
    {"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'", ".": None}
)
_LONGEST_ABBREVIATION = 8


class Kind(StrEnum):
    """How a name stands for its entry; where two entries claim one name, the earlier kind wins."""

    NAME = "name"
    SEAT = "seat"
    CAPITAL = "capital"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the gazetteer.

    Attributes:
        key: The readable end of its IRI, such as ``north-korea``.
        wikidata: Its identifier in Wikidata, such as ``Q423``.
        names: Names and abbreviations other than the label.
        demonyms: Adjectives and names of the people.
        capital: The usual spelling of its capital.
        capitals: All capitals in all spellings.
        seats: Buildings, streets, offices and towns that stand for its government.
        part_of: The key of what it belongs to.
        class_: What it is, as a noun that takes it up again: ``drone``.
        iso: ISO 3166-1 alpha-2 code.
        iso3: ISO 3166-1 alpha-3 code.
        geonames: Its identifier in GeoNames, where it is a city that only GeoNames knows.
        ambiguous: Which of its forms often mean something else ('Jordan', 'Congress').
    """

    key: str
    label: str
    type: EntityType
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    part_of: str | None = None
    class_: str | None = None
    iso: str | None = None
    iso3: str | None = None
    geonames: int | None = None
    ambiguous: tuple[str, ...] = ()

    @property
    def capital(self) -> str | None:
        """The usual spelling of its capital."""
        return self.capitals[0] if self.capitals else None


_FORMS: Mapping[Kind, Callable[[Entry], tuple[str, ...]]] = {
    Kind.NAME: lambda entry: (entry.label, *entry.names),
    Kind.SEAT: lambda entry: entry.seats,
    Kind.CAPITAL: lambda entry: entry.capitals,
    Kind.DEMONYM: lambda entry: entry.demonyms,
}


@dataclass(frozen=True, slots=True)
class Match:
    """What a surface form stands for.

    Attributes:
        kind: Whether it is a name of the entry, or a demonym, capital or seat that stands for it.
        ambiguous: Whether the form often means something else, so that another sign is wanted.
    """

    entry: Entry
    kind: Kind
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries, and the names that lead to them.

    Attributes:
        entries: By key.
        by_name: From a normalised name to the key of its entry and the kind of the name.
        case_sensitive: From a normalised abbreviation to the spellings that count ('us': 'US').
        lower_case: Normalised names that may begin with a small letter ('world body').
        ambiguous: Normalised names that often mean something else.
        towns: From a normalised name to the key of the capital that it names where it speaks of a place.
        offices: Who held which office. Its people are entries too, but no name alone leads to them.
        max_words: No name has more tokens than this, hyphens and commas counted as tokens.
    """

    entries: Mapping[str, Entry]
    by_name: Mapping[str, tuple[str, Kind]]
    case_sensitive: Mapping[str, frozenset[str]]
    lower_case: frozenset[str]
    ambiguous: frozenset[str]
    towns: Mapping[str, str]
    offices: Offices
    max_words: int

    def find(self, surface: str) -> Match | None:
        """What the words ``surface`` stand for, their case minded.

        A leading 'the', dots, accents and a possessive ending make no difference. Abbreviations must be spelt in
        capitals as the file has them ('US', not 'us'); other names must begin with a capital where the file does.
        """
        stripped = _strip(surface)
        name = _fold(stripped)
        found = self.by_name.get(name)
        if found is None:
            return None
        spellings = self.case_sensitive.get(name)
        fits = stripped in spellings if spellings else not stripped[:1].islower() or name in self.lower_case
        return Match(self.entries[found[0]], found[1], name in self.ambiguous) if fits else None

    def town(self, surface: str) -> Entry | None:
        """The capital that the words ``surface`` name where they speak of a place ('a fire in Moscow')."""
        key = self.towns.get(normalise(surface))
        return None if key is None else self.entries[key]

    def state(self, iso: str) -> Entry | None:
        """The state of an ISO 3166-1 alpha-2 code."""
        return next((entry for entry in self.entries.values() if entry.iso == iso), None)


def normalise(text: str) -> str:
    """The form of a name that lookups compare.

    Case is folded; dots, accents, a leading 'the' and a final 's are dropped; spaces, hyphens and commas become one
    space, so that ``U.S.`` is ``us``, ``the Élysée's`` is ``elysee`` and ``al-Qaeda`` is ``al qaeda``.
    """
    return _fold(_strip(text))


def _strip(text: str) -> str:
    if text.isascii():
        if text.isalpha():  # most names are one plain word, and the file has thousands
            return text
        plain = " ".join(text.replace(".", "").split())
    else:
        decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN_QUOTES))
        plain = " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
    if plain[:1] in "tT":
        plain = _ARTICLE.sub("", plain)
    return _POSSESSIVE.sub("", plain) if "'" in plain else plain


def _fold(stripped: str) -> str:
    return (stripped if stripped.isalpha() else _PIECES.sub(" ", stripped).strip()).casefold()


def _is_abbreviation(stripped: str) -> bool:
    short = len(stripped) <= _LONGEST_ABBREVIATION and stripped.isalnum()
    return short and sum(c.isupper() for c in stripped) > 1


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with kgraph."""
    return read_gazetteer(ontology_dir() / "gazetteer")


def read_gazetteer(directory: Path) -> Gazetteer:
    """The gazetteer in the ``.tsv`` files of a folder.

    Raises:
        OntologyError: If a file cannot be read, a line is broken, or two entries share a key or a name of one kind.
    """
    places: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    towns: list[Entry] = []
    for file in (*FILES, TOWNS):
        for number, entry in _entries(directory / file):
            place = f"{file}:{number}"
            if entry.key in entries:
                msg = f"{place}: the key {entry.key!r} is taken at {places[entry.key]}; choose another"
                raise OntologyError(msg)
            entries[entry.key], places[entry.key] = entry, place
            if file == TOWNS:
                towns.append(entry)
    for entry in entries.values():
        if entry.part_of is not None and entry.part_of not in entries:
            msg = f"{places[entry.key]}: part_of names {entry.part_of!r}, which is no key of the gazetteer"
            raise OntologyError(msg)
    offices = read_offices(directory, bodies=entries)
    for person in offices.people.values():
        if person.key in entries:
            msg = (
                f"{directory / 'offices.tsv'}: {person.label!r} has the key of {places[person.key]}; write it otherwise"
            )
            raise OntologyError(msg)
    return _indexed(entries, _by_town(towns, places), offices, places)


def _by_town(towns: list[Entry], places: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in towns:
        for form in (entry.label, *entry.names):
            key = found.setdefault(normalise(form), entry.key)
            if key != entry.key:
                msg = f"{places[entry.key]}: {form!r} is a name of {key!r} too ({places[key]}); keep one of them"
                raise OntologyError(msg)
    return found


def _indexed(
    entries: Mapping[str, Entry], towns: Mapping[str, str], offices: Offices, places: Mapping[str, str]
) -> Gazetteer:
    by_name: dict[str, tuple[str, Kind]] = {}
    spellings: dict[str, set[str]] = {}
    longest = 1
    capitals = frozenset(towns.values())
    for kind, forms_of in _FORMS.items():
        for entry in entries.values():
            for form in () if entry.key in capitals else forms_of(entry):
                stripped = _strip(form)
                name = _fold(stripped)
                key, other = by_name.setdefault(name, (entry.key, kind))
                if key == entry.key:
                    spellings.setdefault(name, set()).add(stripped)
                elif other is kind:
                    msg = f"{places[entry.key]}: {form!r} is a {kind} of {key!r} too ({places[key]}); keep one of them"
                    raise OntologyError(msg)
                longest = max(longest, 1 + form.count(" ") + 2 * form.count("-") + form.count(",") + form.count("'"))
    people = {p.key: Entry(p.key, p.label, EntityType.PERSON, names=p.names) for p in offices.people.values()}
    return Gazetteer(
        entries={**entries, **people},
        by_name=by_name,
        case_sensitive={n: frozenset(s) for n, s in spellings.items() if any(_is_abbreviation(form) for form in s)},
        lower_case=frozenset(n for n, s in spellings.items() if any(form[0].islower() for form in s)),
        ambiguous=frozenset(normalise(form) for entry in entries.values() for form in entry.ambiguous),
        towns=towns,
        offices=offices,
        max_words=longest,
    )


def _entries(path: Path) -> Iterator[tuple[int, Entry]]:
    """The entries of a file with their line numbers."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as UTF-8 text ({error}); restore the file"
        raise OntologyError(msg) from error
    columns: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if columns is None:
            columns = _columns(cells, f"{path}:{number}")
        elif len(cells) > len(columns):
            msg = f"{path}:{number}: {len(cells)} cells under {len(columns)} columns; separate lists with |"
            raise OntologyError(msg)
        else:
            yield number, _entry(dict(zip(columns, cells, strict=False)), f"{path}:{number}")


def _columns(cells: list[str], place: str) -> list[str]:
    unknown = [cell for cell in cells if cell not in COLUMNS]
    missing = [column for column in REQUIRED if column not in cells]
    if unknown or missing:
        msg = f"{place}: the header has unknown columns {unknown} and lacks {missing}; columns are {', '.join(COLUMNS)}"
        raise OntologyError(msg)
    return cells


def _entry(row: Mapping[str, str], place: str) -> Entry:
    key, label, qid = row["key"], row.get("label", ""), row.get("wikidata", "")
    if not _KEY.match(key) or not label:
        msg = f"{place}: an entry needs a label and a key of small letters, digits and hyphens, not {key!r}, {label!r}"
        raise OntologyError(msg)
    if qid and not _QID.match(qid):
        msg = f"{place}: {qid!r} is no Wikidata identifier; write it as Q159 or leave the cell empty"
        raise OntologyError(msg)
    try:
        type_ = EntityType(row.get("type", ""))
    except ValueError as error:
        msg = f"{place}: {row.get('type')!r} is no entity type; types are {', '.join(EntityType)}"
        raise OntologyError(msg) from error
    lists = {name: tuple(cell.split("|")) if (cell := row.get(name)) else () for name in LISTS}
    return Entry(
        key=key,
        label=label,
        type=type_,
        wikidata=qid or None,
        names=lists["names"],
        demonyms=lists["demonyms"],
        capitals=lists["capital"],
        seats=lists["seats"],
        part_of=row.get("part_of") or None,
        class_=row.get("class") or None,
        iso=row.get("iso2") or None,
        iso3=row.get("iso3") or None,
        ambiguous=lists["ambiguous"],
    )
