"""Reads the lexicon: which words express which relation, and which of their arguments is which part of the claim.

``ontology/lexicon/README.md`` describes the files. Everything is checked while it is read, so that a slip in a line is
told with its place and does not show up as a claim that is missing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from kgraph.errors import OntologyError
from kgraph.model import EntityType, Modality
from kgraph.resources import ontology_dir
from kgraph.tables import rows

ROLES = frozenset({"subject", "object", "theme", "place", "-"})

PREPOSITIONS = frozenset(
    """about above across after against ahead along alongside amid among around as at before behind below beneath beside
    between beyond by despite during for from in inside into near of off on onto out outside over past regarding since
    through throughout to toward towards under until upon via with within without""".split()  # noqa: SIM905 - a list of fifty strings reads worse
)

SLOTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "verb": PREPOSITIONS | {"subj", "obj", "iobj", "that", "inf", "ing"},
        "noun": PREPOSITIONS | {"poss", "comp", "that", "inf"},
        "adjective": PREPOSITIONS | {"subj", "that", "inf"},
    }
)

_SLOT = re.compile(r"(?P<names>[a-z|]+)(?:\[(?P<limits>[^\[\]]+)\])?(?P<optional>\?)?>(?P<role>[a-z]+|-)")
_BY_NAME: Mapping[str, EntityType] = MappingProxyType({type_.value: type_ for type_ in EntityType})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a word and the part that it plays in the claim.

    Attributes:
        names: Where the argument may stand: ``subj``, ``obj``, a preposition, …; any of them.
        role: ``subject``, ``object``, ``theme``, ``place``, or ``-`` where it must be there but goes nowhere.
        optional: Whether the frame holds without it.
        types: If not empty, what the argument has to be one of.
        not_types: What it must not be.
        lemmas: If not empty, the lemmas that its head has to be one of; ``types`` or ``lemmas`` is enough.
        not_lemmas: The lemmas that its head must not be.
    """

    names: tuple[str, ...]
    role: str
    optional: bool = False
    types: frozenset[EntityType] = frozenset()
    not_types: frozenset[EntityType] = frozenset()
    lemmas: frozenset[str] = frozenset()
    not_lemmas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lemma:
    """A lemma of one or several words, taken apart.

    Attributes:
        text: As it is written in the file.
        head: The word that the others hang on, and that the lexicon is looked up by.
        particles: Particles or prepositions that hang on a verb or an adjective.
        noun_object: The lemma of a verb's direct object ('pressure' of 'put +pressure'), or None.
        prep_phrases: Preposition and noun of its prepositional phrases ('take into+custody').
        before: The words before a noun ('air' of 'air strike').
    """

    text: str
    head: str
    particles: tuple[str, ...] = ()
    noun_object: str | None = None
    prep_phrases: tuple[tuple[str, str], ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One use of a word: the relation that it expresses and the slots of its arguments.

    Attributes:
        parts: The lemma taken apart.
        pos: ``verb``, ``noun`` or ``adjective``.
        example: A sentence that shows it.
        line: Where it stands in its file.
        modality: What the word itself makes of the claim ('pledged $5m': expected), or None.
        negative: Whether the word takes the relation back ('reopened the border' is no longer blocking it).
    """

    parts: Lemma
    pos: str
    relation: str
    slots: tuple[Slot, ...]
    example: str
    line: int
    modality: Modality | None = None
    negative: bool = False

    @property
    def lemma(self) -> str:
        """The lemma as it is written in the file."""
        return self.parts.text

    @property
    def head(self) -> str:
        """The word that the lexicon is looked up by."""
        return self.parts.head


@dataclass(frozen=True, slots=True)
class Embedding:
    """A word that embeds a clause: who says it, how sure they are, whether it is so.

    Attributes:
        parts: The lemma taken apart.
        pos: ``verb``, ``noun`` or ``adjective``.
        role: Where the embedded clause stands.
        speaker: Where its speaker stands, or the empty string.
        modality: What it makes the clause, or the empty string for no change.
        polarity: What it makes the clause, or the empty string for no change.
        example: A sentence that shows it.
        line: Where it stands in its file.
    """

    parts: Lemma
    pos: str
    role: str
    speaker: str
    modality: str
    polarity: str
    example: str
    line: int

    @property
    def lemma(self) -> str:
        """The lemma as it is written in the file."""
        return self.parts.text


_Embeddings: TypeAlias = dict[tuple[str, str], tuple[Embedding, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is known of words.

    Attributes:
        verbs: Frames by the head's lemma, in the order of the file.
        nouns: The same of event nouns.
        adjectives: The same of adjectives.
        types: What kind of entity a common noun names, by its lemma; a few have two words ('aircraft carrier').
        embedding: Words that embed a clause, by the head of their lemma and part of speech.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    types: Mapping[str, EntityType]
    embedding: Mapping[tuple[str, str], tuple[Embedding, ...]]


def parse_lemma(text: str, pos: str) -> Lemma:
    """Takes a lemma apart.

    Raises:
        ValueError: If it is empty, has more than one direct object, or begins with a phrase.
    """
    if text.isalpha():
        return Lemma(text, text)
    words = text.split()
    if not words or "+" in (words[-1] if pos == "noun" else words[0]):
        msg = f"no lemma: {text!r}"
        raise ValueError(msg)
    if pos == "noun":
        return Lemma(text, words[-1], before=tuple(words[:-1]))
    head, *rest = words
    objects = [word[1:] for word in rest if word.startswith("+")]
    if len(objects) > 1 or "" in objects:
        msg = f"a lemma has one direct object (+noun) at most: {text!r}"
        raise ValueError(msg)
    phrases = [word.partition("+") for word in rest if "+" in word[1:]]
    return Lemma(
        text,
        head,
        particles=tuple(word for word in rest if "+" not in word),
        noun_object=objects[0] if objects else None,
        prep_phrases=tuple((preposition, noun) for preposition, _, noun in phrases),
    )


@cache
def parse_slot(text: str, pos: str) -> Slot:
    """Reads one ``slot>role`` of a frame.

    Raises:
        ValueError: If it is not written so, or names a slot, role or type that there is not.
    """
    match = _SLOT.fullmatch(text)
    if match is None:
        msg = f"no slot: {text!r}; write it as slot>role, slot[limit,limit]?>role"
        raise ValueError(msg)
    names = tuple(match["names"].split("|"))
    if unknown := set(names) - SLOTS[pos]:
        msg = f"a {pos} has no slot {', '.join(sorted(unknown))}: {text!r}"
        raise ValueError(msg)
    if match["role"] not in ROLES:
        msg = f"unknown role {match['role']!r} in {text!r}; roles are {', '.join(sorted(ROLES))}"
        raise ValueError(msg)
    if match["limits"] is None:
        return Slot(names, match["role"], optional=match["optional"] is not None)
    limits = match["limits"].split(",")
    wanted = [limit for limit in limits if not limit.startswith("!")]
    barred = [limit[1:] for limit in limits if limit.startswith("!")]
    return Slot(
        names,
        match["role"],
        optional=match["optional"] is not None,
        types=_types(wanted),
        not_types=_types(barred),
        lemmas=_lemmas(wanted),
        not_lemmas=_lemmas(barred),
    )


def _types(limits: list[str]) -> frozenset[EntityType]:
    """The entity types among some limits: those with a capital."""
    names = {limit for limit in limits if limit[:1].isupper()}
    if unknown := names - _BY_NAME.keys():
        msg = f"unknown entity type {', '.join(sorted(unknown))}; there are {', '.join(sorted(_BY_NAME))}"
        raise ValueError(msg)
    return frozenset(_BY_NAME[name] for name in names)


def _lemmas(limits: list[str]) -> frozenset[str]:
    """The lemmas among some limits: those without a capital."""
    if "" in limits:
        msg = "an empty limit; put lemmas or types between the commas"
        raise ValueError(msg)
    return frozenset(limit for limit in limits if not limit[0].isupper())


@cache
def parse_frame(text: str, pos: str) -> tuple[Slot, ...]:
    """Reads a frame: its slots, in order.

    A frame with a subject and no object is of things that several do to each other: 'the envoys met'.

    Raises:
        ValueError: If a slot is malformed, or nothing in the frame is part of a claim.
    """
    slots = tuple(parse_slot(part, pos) for part in text.split() if not part.startswith("="))
    if not {"subject", "object", "theme"} & {slot.role for slot in slots}:
        msg = f"a frame needs a slot for the subject, the object or the theme: {text!r}"
        raise ValueError(msg)
    return slots


def parse_marks(text: str) -> tuple[Modality | None, bool]:
    """How sure a frame makes its claim and whether it denies it, written ``=expected`` and ``=negative`` at its end.

    Raises:
        ValueError: If there is no such mark.
    """
    marks = [part[1:] for part in text.split() if part.startswith("=")]
    modalities = [Modality(mark) for mark in marks if mark != "negative"]
    return (modalities[-1] if modalities else None), "negative" in marks


def _frames(path: Path, pos: str) -> dict[str, tuple[Frame, ...]]:
    """The frames of a file, by the head of their lemma."""
    found: dict[str, list[Frame]] = {}
    for number, (lemma, relation, frame, example) in rows(path, ("lemma", "relation", "frame", "example")):
        if not relation or not example.strip():
            msg = f"{path}:{number}: {lemma!r} needs a relation and an example"
            raise OntologyError(msg)
        parts = _checked(parse_lemma, lemma, pos, path, number)
        slots = _checked(parse_frame, frame, pos, path, number)
        modality, negative = _checked(lambda text, _: parse_marks(text), frame, pos, path, number)
        found.setdefault(parts.head, []).append(Frame(parts, pos, relation, slots, example, number, modality, negative))
    return {head: tuple(frames) for head, frames in found.items()}


def _checked(parse: Callable[[str, str], T], text: str, pos: str, path: Path, number: int) -> T:
    """What ``parse`` returns; what it complains of, with the place in the file."""
    try:
        return parse(text, pos)
    except ValueError as error:
        msg = f"{path}:{number}: {error}"
        raise OntologyError(msg) from error


def _noun_types(path: Path) -> Mapping[str, EntityType]:
    """The entity types of common nouns."""
    found: dict[str, EntityType] = {}
    for number, (noun, type_) in rows(path, ("noun", "type")):
        if noun in found:
            msg = f"{path}:{number}: {noun!r} has a type already, {found[noun]}; keep one"
            raise OntologyError(msg)
        if type_ not in _BY_NAME:
            msg = f"{path}:{number}: unknown entity type {type_!r}; there are {', '.join(sorted(_BY_NAME))}"
            raise OntologyError(msg)
        found[noun] = _BY_NAME[type_]
    return MappingProxyType(found)


def _embeddings(path: Path) -> _Embeddings:
    """The words that embed a clause, by head and part of speech; a word has an entry for each role."""
    found: dict[tuple[str, str], list[Embedding]] = {}
    columns = ("lemma", "pos", "role", "speaker", "modality", "polarity", "example")
    for number, (lemma, pos, *rest) in rows(path, columns):
        if pos not in SLOTS or not rest[-1].strip():
            msg = f"{path}:{number}: {lemma!r} needs a part of speech ({', '.join(SLOTS)}) and an example"
            raise OntologyError(msg)
        parts = _checked(parse_lemma, lemma, pos, path, number)
        role, speaker, modality, polarity, example = rest
        entry = Embedding(parts, pos, role, speaker, modality, polarity, example, number)
        found.setdefault((parts.head, pos), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _misread(path: Path, verbs: dict[str, tuple[Frame, ...]], embedding: _Embeddings) -> None:
    """Has verbs found under the lemma that the parser gives them by mistake: 'stag' for 'staged'."""
    for number, (lemma, meant) in rows(path, ("lemma", "meant")):
        if lemma in verbs or not (meant in verbs or (meant, "verb") in embedding):
            msg = f"{path}:{number}: {lemma!r} has to be no verb of the lexicon and {meant!r} has to be one"
            raise OntologyError(msg)
        if meant in verbs:
            verbs[lemma] = verbs[meant]
        if (meant, "verb") in embedding:
            embedding.setdefault((lemma, "verb"), embedding[meant, "verb"])


def read_lexicon(directory: Path) -> Lexicon:
    """Reads the files of a lexicon.

    Raises:
        OntologyError: If a file is missing or a line is broken; says which and why.
    """
    verbs = _frames(directory / "verbs.tsv", "verb")
    embedding = _embeddings(directory / "embedding.tsv")
    _misread(directory / "misread.tsv", verbs, embedding)
    return Lexicon(
        verbs=MappingProxyType(verbs),
        nouns=MappingProxyType(_frames(directory / "nouns.tsv", "noun")),
        adjectives=MappingProxyType(_frames(directory / "adjectives.tsv", "adjective")),
        types=_noun_types(directory / "types.tsv"),
        embedding=MappingProxyType(embedding),
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon that kgraph ships."""
    return read_lexicon(ontology_dir() / "lexicon")
