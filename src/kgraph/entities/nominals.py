"""Finds the nominals of a parse: names, descriptions, demonyms and pronouns, each with its head, words and type."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum, auto

from kgraph.entities.kinds import is_sure, stands_where, type_of
from kgraph.entities.known import FOREIGN_LINKS, Hit, Names, find_hits, owner_of
from kgraph.entities.links import BY_NAME, Link
from kgraph.entities.phrases import (
    age_of,
    begins_name,
    core_words,
    entity_run,
    front_words,
    name_words,
    root_of,
    with_tail,
)
from kgraph.entities.scenes import scenes, state_of
from kgraph.entities.towns import Towns
from kgraph.gazetteer import Entry
from kgraph.lexicon import Lexicon
from kgraph.model import BODIES, EntityType, Span
from kgraph.names import fold, is_sole
from kgraph.parse import Parse, Token

_HEADS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj", "appos", "poss", "agent", "oprd"}
)
_WHOLE = frozenset(
    {"ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART"}
)  # names of one head, whatever the parser makes of them
_OF_STATES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE})
_NO_HEADS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "ADV", "PUNCT", "PART", "DET", "SYM", "CCONJ", "X", "INTJ"})


class Kind(Enum):
    """How a nominal refers."""

    NAME = auto()
    DESCRIPTION = auto()
    DEMONYM = auto()
    PRONOUN = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Nominal:
    """A phrase that may refer to an entity.

    Attributes:
        head: Its head token.
        span: Its words, determiners included.
        text: The words of the whole phrase as written.
        label: Its words without determiners, figures and possessors of the front.
        kind: How it refers.
        type: What kind of entity its words say it is.
        entry: The gazetteer's entry that it names, if it names one.
        definite: Whether it has 'the', 'this', 'these' or a possessor.
        plural: Whether it speaks of several.
        owner: The entry of the state in front of it ('Russian forces', "Russia's ambassador"), if there is one.
        sure: Whether a name's own words tell its type.
        proper: Whether a description holds a name that tells which it is: 'the Orjen clan'.
        longer: The phrase with the prepositional phrase that follows ('critics of the church'), if there is one.
    """

    head: Token
    span: Span
    text: str
    label: str
    kind: Kind
    type: EntityType
    entry: Entry | None = None
    definite: bool = False
    plural: bool = False
    owner: Entry | None = None
    longer: str | None = None
    sure: bool = False
    proper: bool = False


def find_nominals(parse: Parse, names: Names, lexicon: Lexicon, links: AbstractSet[Link]) -> list[Nominal]:
    """The nominals of a parse in text order of their heads."""
    hits = find_hits(parse, names)
    entries = {i: hit for i, hit in hits.items() if BY_NAME.get(hit.kind) in {None, *links}}
    towns = Towns(parse, hits)
    found = (_nominal(parse, token, entries, lexicon, towns) for token in parse.tokens)
    states = scenes(parse, hits)
    return [_in_scene(nominal, entries, states) for nominal in found if nominal is not None]


def _in_scene(nominal: Nominal, entries: Mapping[int, Hit], states: Mapping[int, Entry]) -> Nominal:
    """A body that every state has, and that is said to be nobody's, as that of the state its passage is about."""
    if nominal.owner is not None or nominal.entry is not None or nominal.type not in _OF_STATES:
        return nominal
    head = nominal.head
    after = [c for c in head.children if c.dep == "prep" and c.start >= nominal.span.end]
    scene = _seat(after[0], entries) if after else states.get(head.sent)
    own = scene is not None and nominal.definite and not any(c.dep == "poss" for c in head.children)
    return replace(nominal, owner=scene) if own and is_sole(fold(nominal.label).split()) else nominal


def _seat(preposition: Token, entries: Mapping[int, Hit]) -> Entry | None:
    """The state of 'the Foreign Ministry in Berlin'."""
    towns = (entries.get(c.i) for c in preposition.children if preposition.lower == "in")
    return next((state for hit in towns if hit is not None and (state := state_of(hit.entry)) is not None), None)


def _nominal(parse: Parse, token: Token, entries: dict[int, Hit], lexicon: Lexicon, towns: Towns) -> Nominal | None:
    hit = entries.get(token.i)
    if hit is not None and root_of(parse, hit.first, hit.last) is not token:
        return None
    if hit is not None and towns.is_place(token, hit):
        town = towns.namesake(hit) or towns.capital(hit)
        return replace(_known(parse, token, hit, entries), entry=town, type=EntityType.PLACE, sure=True)
    if hit is not None and not (hit.kind == "demonym" and token.pos == "NOUN" and _modified(token)):
        known = _known(parse, token, hit, entries)
        town = towns.namesake(hit)
        return known if town is None else replace(known, entry=town)
    if token.pos == "PRON":
        return _pronoun(token)
    if token.dep == "pobj" and begins_name(parse.tokens, token.head.head):
        return None
    return _phrase(parse, token, entries, lexicon, towns) if _heads_phrase(parse, token, lexicon) else None


def _heads_phrase(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether a word that is no pronoun and not in the gazetteer heads a phrase that may refer to something."""
    if age_of(token) is not None:
        return token.dep in _ARGUMENTS
    if token.ent in {"DATE", "TIME", "ORDINAL"} and (token.pos == "PROPN" or lexicon.types.get(token.lemma) is None):
        return False
    if token.pos not in _HEADS and token.dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return False
    if token.dep in {"compound", "nummod", "quantmod", "nmod"} and not (
        _names_person(parse, token) or _before_acronym(parse, token)
    ):
        return False
    if token.ent in _WHOLE and token.pos == "PROPN" and not _heads_entity(parse, token):
        return False
    if token.pos == "VERB" and token.tag in {"VBN", "VBD", "VBG"}:
        return any(c.dep == "det" for c in token.children)  # 'the accused', 'the wounded'
    return token.pos not in _NO_HEADS


def _modified(token: Token) -> bool:
    return any(child.dep in {"amod", "nummod", "relcl"} for child in token.children)


def _before_acronym(parse: Parse, token: Token) -> bool:
    """Whether a token ends a name that its acronym in brackets follows, on which the parser hung it."""
    following = parse.tokens[token.i + 1 : token.i + 4]
    marks = len(following) == 3 and following[0].text == "(" and following[2].text == ")"  # noqa: PLR2004 - '(NTU)'
    return marks and following[1].text.isupper() and token.pos == "PROPN"


def _names_person(parse: Parse, token: Token) -> bool:
    """Whether a token ends a personal name that the parser hung on what follows ('Tom Cruise video')."""
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    ends = following is None or following.ent != token.ent or following.ent_begin
    return token.ent == "PERSON" and ends and token.pos == "PROPN"


def _heads_entity(parse: Parse, token: Token) -> bool:
    """Whether a token is the root of the named entity that it is part of."""
    first, last = entity_run(parse, token)
    return root_of(parse, first, last) is token or (token.dep in _ARGUMENTS and not first <= token.head.i <= last)


def _known(parse: Parse, token: Token, hit: Hit, entries: dict[int, Hit]) -> Nominal:
    span = Span(parse.tokens[hit.first].start, parse.tokens[hit.last].end)
    text = " ".join(parse.text[span.start : span.end].split())
    adjective = hit.kind == "demonym" and token.dep in {"amod", "compound", "nmod", "acomp"}
    return Nominal(
        head=token,
        span=span,
        text=text,
        label=text,
        kind=Kind.DEMONYM if adjective else Kind.NAME,
        type=hit.entry.type,
        entry=hit.entry,
        plural=token.tag in {"NNS", "NNPS"},
        owner=owner_of(token, entries),
    )


def _pronoun(token: Token) -> Nominal:
    return Nominal(
        head=token,
        span=Span(token.start, token.end),
        text=token.text,
        label=token.text,
        kind=Kind.PRONOUN,
        type=EntityType.THING,
        definite=True,
        plural=token.lower in {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "both"},
    )


def _state_of_office(name: Token, entries: dict[int, Hit]) -> Entry | None:
    """The state in front of the title in front of a name: 'Syrian President Adel Nasser'."""
    titles = (c for c in name.children if c.dep in {"compound", "nmod"} and c.i < name.i)
    return next((owner for owner in (owner_of(title, entries) for title in titles) if owner is not None), None)


def _holds_name(core: Sequence[Token], entries: Mapping[int, Hit]) -> bool:
    """Whether a noun in the singular has a name in front that the gazetteer does not know."""
    names = (word for word in core[:-1] if word.pos == "PROPN" and word.i not in entries)
    return core[-1].tag == "NN" and any(word.text[0].isupper() for word in names)


def _is_foreign(core: Sequence[Token]) -> bool:
    return any(word.lower in FOREIGN_LINKS for word in core)


def _counted(token: Token) -> bool:
    """Whether a number says that they are several: 'six crew', 'the three'."""
    numbers = [token, *(c for c in token.children if c.dep == "nummod" and c.i < token.i)]
    return any(n.pos == "NUM" and n.lower not in {"one", "1"} for n in numbers)


def _phrase(parse: Parse, token: Token, entries: dict[int, Hit], lexicon: Lexicon, towns: Towns) -> Nominal:
    words = front_words(parse, token)
    is_name = token.pos == "PROPN" or (token.ent in {"PERSON", "ORG", "GPE", "FAC", "LAW"} and token.text[0].isupper())
    core = core_words(words, entries) if not is_name else name_words(parse, token, words, lexicon)
    span = Span(min(words[0].start, core[0].start), max(token.end, core[-1].end))
    label = parse.text[core[0].start : core[-1].end]
    determiners = {child.lower for child in token.children if child.dep in {"det", "poss", "predet"}}
    type_ = type_of(token, core, lexicon, is_name=is_name)
    placed = type_ is EntityType.PLACE or (stands_where(token) and _is_foreign(core))
    entry = towns.city(token, core[0].i, core[-1].i) if is_name and placed else None
    return Nominal(
        head=token,
        span=span,
        text=" ".join(parse.text[span.start : span.end].split()),
        label=" ".join(label.split()),
        kind=Kind.NAME if is_name else Kind.DESCRIPTION,
        type=type_ if entry is None else entry.type,
        entry=entry,
        definite=bool(determiners & {"the", "this", "that", "these", "those"})
        or any(c.dep == "poss" for c in token.children),
        plural=token.tag in {"NNS", "NNPS"} or _counted(token),
        sure=is_name and is_sure(core, lexicon),
        proper=not is_name and type_ in BODIES and _holds_name(core, entries),
        owner=owner_of(token, entries) or (_state_of_office(token, entries) if is_name else None),
        longer=with_tail(parse, token, core),
    )
