"""Reads the currencies of the gazetteer, and tells which one the words around a figure mean."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgraph.errors import OntologyError
from kgraph.gazetteer import Kind, gazetteer
from kgraph.resources import ontology_dir
from kgraph.tables import rows

CURRENCIES = "currencies.tsv"
_COLUMNS = ("code", "name", "words", "signs", "alone", "ambiguous", "states")
_CODE = re.compile(r"[A-Z]{3}\Z")
_MARKS = ".,;:!?()'\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_LONGEST_ADJECTIVE = 5  # 'Saint Vincent and the Grenadines dollars'
_LONGEST_WORD = 4  # 'West African CFA francs'


@dataclass(frozen=True, slots=True)
class Currency:
    """The money of a state or a union.

    Attributes:
        code: Its code in ISO 4217.
        name: Its English name in the singular.
        words: What it is called, without the state: 'krone', 'kroner'.
        signs: Signs and abbreviations: 'kr'.
        alone: Words and signs that mean this one where nothing tells the state, though others share them.
        ambiguous: Words, signs and codes that often mean something else.
        states: Keys of the gazetteer.
    """

    code: str
    name: str
    words: tuple[str, ...]
    signs: tuple[str, ...]
    alone: frozenset[str]
    ambiguous: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Currencies:
    """All currencies, and the words and signs that lead to them.

    Attributes:
        entries: By code.
        by_form: Those that a word, a sign or a code may mean; words in small letters, the others as written.
        ambiguous: The forms that often mean something else.
        plain_signs: Signs and codes that mean money wherever they stand at a figure.
        doubtful_signs: Those that do only where the figure is large.
    """

    entries: Mapping[str, Currency]
    by_form: Mapping[str, tuple[Currency, ...]]
    ambiguous: frozenset[str]
    plain_signs: frozenset[str]
    doubtful_signs: frozenset[str]

    def is_word(self, word: str) -> bool:
        """Whether a word, a sign or a code is money and hardly anything else: 'kroner', 'NOK', not 'won'."""
        form = self._form(word)
        return form is not None and form not in self.ambiguous

    def is_sign(self, text: str) -> bool:
        """Whether a word is a sign, an abbreviation or a code and hardly anything else: '$', 'Rs', 'NOK'."""
        return text in self.plain_signs

    def code(self, word: str, states: Collection[str] = ()) -> str | None:
        """The code that a word or sign means; None where that may be several, or where it is none.

        Args:
            word: As written.
            states: Keys of the states that it is said with. Without any, the word has to be enough.
        """
        form = self._form(word)
        if form is None:
            return None
        shared = self.by_form[form]
        if states:
            shared = tuple(one for one in shared if not one.states.isdisjoint(states))
        elif len(shared) > 1:
            shared = tuple(one for one in shared if form in one.alone)
        return shared[0].code if len(shared) == 1 else None

    def unit(self, word: str) -> str:
        """What a figure with a word or sign counts: the code, or the word itself where states share it."""
        form = self._form(word)
        return self.code(word) or (form if form and word.istitle() else word)

    def is_unit(self, unit: str) -> bool:
        """Whether what a figure counts is money: a code, 'kroner' or 'French francs' where there is none."""
        return unit in self.entries or self.is_word(unit) or self.is_word(unit.rpartition(" ")[2])

    def unit_after(self, text: str, *, large: bool) -> str | None:
        """The money that the words after a figure name: its code, or the words where they do not tell it.

        Args:
            text: What follows the figure: 'Norwegian kroner for the clinic'.
            large: Whether the figure is in thousands or more, so that an ambiguous word is money too.

        Returns:
            None where they name no money.
        """
        words = [word.strip(_MARKS) for word in text.split(maxsplit=1 + _LONGEST_ADJECTIVE + _LONGEST_WORD)]
        if words[:1] == ["of"]:  # 'millions of euros'
            del words[0]
        for start, word in self._named(words):
            if start:
                unit = self._of_state(" ".join(words[:start]), word)
            else:
                unit = self.unit(word) if large or self.is_word(word) else None
            if unit is not None:
                return unit
        return None

    def _named(self, words: list[str]) -> Iterator[tuple[int, str]]:
        """Where a word for money may begin, and the word; nothing but what may be an adjective stands before it."""
        for start in range(min(len(words), 1 + _LONGEST_ADJECTIVE)):
            if start and not words[0][:1].isupper():
                return
            for end in range(min(len(words), start + _LONGEST_WORD), start, -1):
                word = " ".join(words[start:end])
                if self._form(word) is not None:
                    yield start, word

    def _of_state(self, adjective: str, word: str) -> str | None:
        found = gazetteer().find(adjective)
        if found is None or found.kind not in {Kind.NAME, Kind.DEMONYM}:
            return None
        return self.code(word, {found.entry.key}) or (f"{adjective} {word}" if self.is_word(word) else None)

    def _form(self, word: str) -> str | None:
        if word in self.by_form:
            return word
        small = word.casefold()
        return small if small in self.by_form else None


@cache
def currencies() -> Currencies:
    """The currencies that ship with kgraph."""
    return read_currencies(ontology_dir() / "gazetteer", states=gazetteer().entries)


def read_currencies(directory: Path, *, states: Collection[str]) -> Currencies:
    """The currencies in a folder.

    Args:
        directory: It holds ``currencies.tsv``.
        states: The keys that states and unions may have.

    Raises:
        OntologyError: If the file cannot be read, a line has an unknown state or a broken or repeated code, lists a
            form that it has not, or two lines claim a form alone.
    """
    entries: dict[str, Currency] = {}
    path = directory / CURRENCIES
    for number, cells in rows(path, _COLUMNS):
        one = _currency(cells)
        if problem := _problem(one, entries, states):
            msg = f"{path}:{number}: {problem}"
            raise OntologyError(msg)
        entries[one.code] = one
    return _indexed(entries)


def _currency(cells: list[str]) -> Currency:
    code, name, *lists = cells
    words, signs, alone, ambiguous, states = (tuple(part for part in cell.split("|") if part) for cell in lists)
    return Currency(
        code=code,
        name=name,
        words=tuple(word.casefold() for word in words),
        signs=signs,
        alone=frozenset(alone),
        ambiguous=frozenset(ambiguous),
        states=frozenset(states),
    )


def _problem(one: Currency, others: Mapping[str, Currency], states: Collection[str]) -> str | None:
    """What is wrong with a line, as a sentence; None where nothing is."""
    if not _CODE.match(one.code) or not one.name:
        return f"{one.code!r} {one.name!r} is no code of three capitals with a name"
    if one.code in others:
        return f"the code {one.code} stands in an earlier line; keep one of them"
    if unknown := sorted(one.states.difference(states)):
        return f"{', '.join(unknown)} is no key of the gazetteer"
    if strange := sorted((one.alone | one.ambiguous).difference(one.words, one.signs, {one.code})):
        return f"{', '.join(strange)} is none of its words and signs; add it there or take it out"
    for other in others.values():
        if both := sorted(one.alone & other.alone):
            return f"{', '.join(both)} means {other.code} alone already; keep one of them"
    return None


def _indexed(entries: Mapping[str, Currency]) -> Currencies:
    by_form: defaultdict[str, list[Currency]] = defaultdict(list)
    signs: set[str] = set()
    for one in entries.values():
        signs.update(one.signs, {one.code})
        for form in {*one.words, *one.signs, one.code}:
            by_form[form].append(one)
    ambiguous = frozenset().union(*(one.ambiguous for one in entries.values()))
    return Currencies(
        entries=entries,
        by_form={form: tuple(found) for form, found in by_form.items()},
        ambiguous=ambiguous,
        plain_signs=frozenset(signs - ambiguous),
        doubtful_signs=frozenset(signs & ambiguous),
    )
