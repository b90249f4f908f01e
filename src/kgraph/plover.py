"""PLOVER codes of claims: the event type, its mode and its context, by the tables of ``ontology/plover/``.

The type of a relation stands in the ontology (``kg:ploverType``); ``types.tsv`` says what modality and polarity make of
it, ``modes.tsv`` how the event was done. Codes are derived, never stored. They follow the PLOVER codebook of the Open
Event Data Alliance; a mode that the words do not tell is left empty, as the codebook asks.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import OntologyError
from kgraph.model import ACTORS, Claim, EntityType, Modality, Polarity
from kgraph.ontology import relations
from kgraph.resources import ontology_dir
from kgraph.tables import rows

TYPE_COLUMNS = ("type", "polarity", "modalities", "code", "note")
MODE_COLUMNS = ("type", "mode", "relations", "object_types", "words", "note")
MODES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "AID": frozenset({"asylum", "economic", "humanitarian", "military"}),
        "ASSAULT": frozenset(
            """abduct assassinate beat destroy execute explosives firearms heavy-weapons primitive sexual suicide-attack
            torture""".split()  # noqa: SIM905 - twelve strings in a row
        ),
        "COERCE": frozenset(
            "arrest ban censor confiscate curfew deport martial-law restrict withhold".split()  # noqa: SIM905
        ),
        "CONSULT": frozenset({"multilateral", "phone", "third-party", "visit"}),
        "MOBILIZE": frozenset({"police", "troops", "weapons"}),
        "PROTEST": frozenset({"boycott", "demo", "obstruct", "riot", "strike-gen", "strike-hun", "strike-lim"}),
        "REJECT": frozenset({"assist", "change", "meet", "yield"}),
        "REQUEST": frozenset({"assist", "change", "meet", "yield"}),
        "RETREAT": frozenset({"access", "ceasefire", "disarm", "release", "resign", "return", "withdraw"}),
        "SANCTION": frozenset({"cancel", "convict", "expel", "sever", "withdraw"}),
        "THREATEN": frozenset({"arrest", "ban", "expel", "relations", "restrict", "territory", "violence"}),
    }
)
"""The modes that the codebook has for each type that has any."""

_CONTEXTS: Mapping[Modality, str] = MappingProxyType(
    {
        Modality.EXPECTED: "future",
        Modality.POSSIBLE: "hypothetical",
        Modality.CONDITIONAL: "hypothetical",
        Modality.REQUESTED: "hypothetical",
    }
)
_NO_TARGET = frozenset({"deploys", "tests"})  # their object is what is moved or tested, not whom it is meant for


@dataclass(frozen=True, slots=True)
class Event:
    """A claim as PLOVER codes it.

    Attributes:
        type: Such as ``ASSAULT``.
        mode: How it was done; empty where the text does not tell or the type has no modes.
        contexts: ``future``, ``hypothetical``, ``negation``: what the claim says has not, or not yet, happened so.
    """

    type: str
    mode: str = ""
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _ModeRule:
    code: str
    mode: str
    relations: frozenset[str]
    types: frozenset[EntityType]
    words: tuple[tuple[int, re.Pattern[str]], ...]

    def strength(self, claim: Claim) -> int:
        """How well it holds of a claim: the words of its longest pattern, 0 for no pattern, -1 where it does not."""
        if (self.relations and claim.relation not in self.relations) or (
            self.types and claim.object.type not in self.types
        ):
            return -1
        if not self.words:
            return 0
        return max((length for length, pattern in self.words if pattern.search(claim.evidence.quote)), default=-1)


def plover_event(claim: Claim) -> Event | None:
    """The PLOVER event of a claim; None where its relation has no type.

    Raises:
        KeyError: If the ontology has no such relation.
    """
    code = plover_code(claim.relation, claim.modality, claim.polarity)
    if code is None:
        return None
    own_code = code == relations()[claim.relation].plover
    contexts = [_CONTEXTS[claim.modality]] if own_code and claim.modality in _CONTEXTS else []
    if own_code and claim.polarity is Polarity.NEGATIVE:
        contexts.append("negation")
    return Event(code, _mode(code, claim), tuple(contexts))


def plover_code(relation: str, modality: Modality, polarity: Polarity) -> str | None:
    """The PLOVER type of a claim; None where its relation has none.

    Raises:
        KeyError: If the ontology has no such relation.
    """
    code = relations()[relation].plover
    return None if code is None else _types().get((code, polarity, modality), code)


def recipient(claim: Claim) -> bool:
    """Whether the object of a claim is whom the event is directed at: an actor or a place, not what is used or said."""
    return claim.relation not in _NO_TARGET and (claim.object.type in ACTORS or claim.object.type is EntityType.PLACE)


def _mode(code: str, claim: Claim) -> str:
    """The mode that the most words speak for; none where two do alike."""
    found: dict[int, set[str]] = {}
    for rule in _modes().get(code, ()):
        found.setdefault(rule.strength(claim), set()).add(rule.mode)
    found.pop(-1, None)
    best = found[max(found)] if found else set()
    return next(iter(best)) if len(best) == 1 else ""


@cache
def _types() -> Mapping[tuple[str, Polarity, Modality], str]:
    return read_types(ontology_dir() / "plover" / "types.tsv")


def read_types(path: Path) -> Mapping[tuple[str, Polarity, Modality], str]:
    """What polarity and modality make of a type.

    Raises:
        OntologyError: If a line is broken or says of a claim what another has said.
    """
    found: dict[tuple[str, Polarity, Modality], str] = {}
    for number, (code, polarity, modalities, made, _note) in rows(path, TYPE_COLUMNS):
        try:
            keys = [(code, Polarity(polarity), Modality(modality)) for modality in modalities.split()]
        except ValueError as error:
            msg = f"{path}:{number}: {error}"
            raise OntologyError(msg) from error
        if not keys or found.keys() & keys or not {code, made} <= _codes():
            msg = f"{path}:{number}: needs modalities, PLOVER types, and to be the only line of its kind"
            raise OntologyError(msg)
        found |= dict.fromkeys(keys, made)
    return MappingProxyType(found)


@cache
def _modes() -> Mapping[str, tuple[_ModeRule, ...]]:
    return read_modes(ontology_dir() / "plover" / "modes.tsv")


def read_modes(path: Path) -> Mapping[str, tuple[_ModeRule, ...]]:
    """The rules of modes by type.

    Raises:
        OntologyError: If a line is broken, or names a mode, a relation or an entity type that there is not.
    """
    found: dict[str, list[_ModeRule]] = {}
    for number, (code, mode, names, types, words, _note) in rows(path, MODE_COLUMNS):
        if mode not in MODES.get(code, ()):
            msg = f"{path}:{number}: {code} has no mode {mode!r}; it has {', '.join(sorted(MODES.get(code, ())))}"
            raise OntologyError(msg)
        if unknown := {*names.split()} - relations().keys() | {*types.split()} - {*map(str, EntityType)}:
            msg = f"{path}:{number}: no relation or entity type {', '.join(sorted(unknown))}"
            raise OntologyError(msg)
        found.setdefault(code, []).append(
            _ModeRule(
                code,
                mode,
                frozenset(names.split()),
                frozenset(EntityType(name) for name in types.split()),
                tuple(_patterns(words.split("|") if words else ())),
            )
        )
    return MappingProxyType({code: tuple(rules) for code, rules in found.items()})


def _patterns(words: Iterable[str]) -> Iterable[tuple[int, re.Pattern[str]]]:
    """The patterns of words with their length in words; ``*`` at the end stands for any ending."""
    for word in words:
        middle = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
        yield len(word.split()), re.compile(rf"\b{middle}{'' if word.endswith('*') else chr(92) + 'b'}", re.IGNORECASE)


@cache
def _codes() -> frozenset[str]:
    """The types that relations have, and those that the table makes of them."""
    return frozenset(code for relation in relations().values() if (code := relation.plover))
