"""Nominals that stand beside another and speak of the same: appositions, acronyms in brackets, 'known as'."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kgraph.entities.links import Link
from kgraph.entities.nominals import Kind, Nominal
from kgraph.model import EntityType
from kgraph.parse import Parse, Token
from kgraph.words import word_list

_CALLED = frozenset({"know", "call", "name", "dub", "nickname"})
_MIN_ACRONYM = 2
_BESIDE = 6  # words between the heads of a name and its apposition
_TELLING = frozenset(
    {EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.MATERIEL, EntityType.PERSON, EntityType.PLACE}
)
_ALIKE = (
    frozenset({EntityType.PLACE, EntityType.COUNTRY}),
    frozenset({EntityType.GROUP, EntityType.ORGANIZATION, EntityType.ARMED_FORCE}),
)


@dataclass(frozen=True, slots=True)
class Same:
    """What a nominal speaks of the same as.

    Attributes:
        nominal: The other one.
        replaces: Whether its words stand for the other in the rest of the document, whatever they mean elsewhere.
        type: What kind of entity it tells the other to be; None where it tells nothing new.
    """

    nominal: Nominal
    replaces: bool = False
    type: EntityType | None = None


def find_same(parse: Parse, nominals: Sequence[Nominal], links: AbstractSet[Link]) -> dict[int, Same]:
    """What the nominals of a document speak of the same as, where it stands beside them; by the index of their head."""
    by_head = {n.head.i: n for n in nominals}
    by_end = {n.span.end: n for n in nominals}
    found: dict[int, Same] = {}
    for nominal in nominals:
        if nominal.kind is Kind.PRONOUN:
            continue
        if Link.APPOSITIONS in links:
            pairs = _apposed(nominal, by_head)
            if not pairs and (watchdog := _set_off(parse, nominal, by_end)) is not None:
                pairs = [(watchdog, nominal)]
            for described, name in pairs:
                told = described.type if described.type is not name.type and _tells(described, name) else None
                found.setdefault(described.head.i, Same(name if told is None else replace(name, type=told), type=told))
        if Link.ACRONYMS in links and (full := _bracketed(parse, nominal, by_end)) is not None:
            found[nominal.head.i] = Same(full, replaces=True)
        if Link.NAME_PARTS in links and (other := _also_known(nominal, by_head)) is not None:
            found[nominal.head.i] = Same(other, replaces=True)
    return found


def _apposed(nominal: Nominal, by_head: dict[int, Nominal]) -> list[tuple[Nominal, Nominal]]:
    """'Kemal Arikan, the Turkish defence minister', 'the town of Marka': a description and the name it speaks of."""
    head = nominal.head
    if head.dep == "appos" and (other := by_head.get(head.head.i)) is not None:
        pair = (nominal, other) if nominal.kind is Kind.DESCRIPTION else (other, nominal)
        return [pair] if _may_be_same(*pair) else []
    if (ship := _read_as_relative(nominal, by_head)) is not None:
        return [(ship, nominal)]
    above = head.head
    if nominal.kind is Kind.NAME and head.dep == "pobj" and above.lower == "of" and above.i == above.head.i + 1:
        place = by_head.get(above.head.i)
        if place is not None and place.head.lemma.lower() in word_list("place-noun") and _may_be_same(place, nominal):
            return [(place, nominal)]
    return []


def _tells(described: Nominal, name: Nominal) -> bool:
    """Whether a description tells the type of a name better than the name does."""
    return described.type in _TELLING and name.entry is None and not name.sure


def _read_as_relative(name: Nominal, by_head: dict[int, Nominal]) -> Nominal | None:
    """The noun in front of a name whose clause the parser took for a relative one: 'the tanker Sula Star left Aden'."""
    verb = name.head.head
    noun = by_head.get(verb.head.i) if verb.dep == "relcl" and name.head.dep == "nsubj" else None
    if noun is None or name.kind is not Kind.NAME or noun.head.dep != "ROOT" or noun.span.end + 1 != name.span.start:
        return None
    own_object = any(c.dep == "dobj" for c in verb.children)
    return noun if own_object and _may_be_same(noun, name) else None


def _set_off(parse: Parse, name: Nominal, by_end: dict[int, Nominal]) -> Nominal | None:
    """The description before an acronym between commas, however parsed: 'the watchdog, IPOA, has …'."""
    i = name.head.i
    around = parse.tokens[i - 1 : i + 2]
    if name.kind is not Kind.NAME or i < _MIN_ACRONYM or [t.text for t in around[::2]] != [",", ","]:
        return None
    if not name.label.isupper() or len(name.label) <= _MIN_ACRONYM or name.head.dep == "conj":
        return None
    described = by_end.get(parse.tokens[i - 2].end)
    return described if described is not None and _may_be_same(described, name) else None


def _may_be_same(described: Nominal, name: Nominal) -> bool:
    if described.kind is not Kind.DESCRIPTION or name.kind is not Kind.NAME or described.plural:
        return False
    if described.type is name.type or any({described.type, name.type} <= alike for alike in _ALIKE):
        return True
    beside = abs(described.head.i - name.head.i) <= _BESIDE
    return beside and _tells(described, name)


def _first_token(parse: Parse, nominal: Nominal) -> Token:
    i = nominal.head.i
    while i > 0 and parse.tokens[i - 1].start >= nominal.span.start:
        i -= 1
    return parse.tokens[i]


def _bracketed(parse: Parse, nominal: Nominal, by_end: dict[int, Nominal]) -> Nominal | None:
    """The name that a name in brackets follows and shortens or spells out: 'World Food Programme (WFP)'."""
    if nominal.kind is not Kind.NAME:
        return None
    first = _first_token(parse, nominal)
    if first.i < _MIN_ACRONYM or parse.tokens[first.i - 1].text != "(":
        return None
    full = by_end.get(parse.tokens[first.i - 2].end)
    if full is None or full.kind not in {Kind.NAME, Kind.DESCRIPTION}:
        return None
    acronyms = [n for n in (full, nominal) if n.label.isupper() and len(n.label) >= _MIN_ACRONYM and " " not in n.label]
    return full if len(acronyms) == 1 else None


def _also_known(nominal: Nominal, by_head: dict[int, Nominal]) -> Nominal | None:
    """'Idris Bello, known as Baba': whom a second name belongs to."""
    head = nominal.head
    if nominal.kind is not Kind.NAME or nominal.entry is not None:
        return None
    verb = head.head
    if head.dep in {"oprd", "dobj", "attr"} and verb.dep == "relcl" and verb.lemma.lower() in _CALLED:
        himself = any(c.lower in {"himself", "herself", "itself"} for c in verb.children)
        other = by_head.get(verb.head.i) if himself else None  # 'Ousmane Boukari, who calls himself Abou Souley'
        return other if other is not None and other.kind in {Kind.NAME, Kind.DESCRIPTION} else None
    if head.dep == "pobj" and verb.lower == "as":
        verb = verb.head if verb.head.lemma.lower() in _CALLED else verb.head.head.head  # 'known to all as'
    if verb.lemma.lower() not in _CALLED or verb.dep != "acl":
        return None
    other = by_head.get(verb.head.i)
    return other if other is not None and other.kind is Kind.NAME else None
