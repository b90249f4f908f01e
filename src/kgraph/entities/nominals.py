"""Finds the nominals of a parse: names, descriptions, demonyms and pronouns, each with its head, words and type."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from kgraph.gazetteer import Entry, Gazetteer
from kgraph.lexicon import Lexicon
from kgraph.model import MAX_NAME_WORDS, EntityType, Span
from kgraph.parse import Parse, Token

_OUTSIDE = frozenset({"det", "predet", "preconj", "nummod", "quantmod", "punct", "cc", "neg", "advmod", "intj", "case"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "advmod", "quantmod", "det", "predet", "npadvmod"})
_HEADS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj", "appos", "poss", "agent", "oprd"}
)
_NER_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "LAW": EntityType.AGREEMENT,
    "EVENT": EntityType.EVENT,
    "PRODUCT": EntityType.MATERIEL,
}
HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lady", "lord", "mr.", "mrs.", "ms.", "dr."}
)
_LOOSE = frozenset(
    {
        "such",
        "other",
        "same",
        "more",
        "many",
        "few",
        "several",
        "last",
        "next",
        "own",
        "first",
        "second",
        "third",
        "new",
    }
)


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


def find_nominals(parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Nominal]:
    """The nominals of a parse in text order of their heads."""
    entries = _entries(parse, gazetteer)
    found: dict[int, Nominal] = {}
    for token in parse.tokens:
        nominal = _nominal(parse, token, entries, lexicon)
        if nominal is not None:
            found[token.i] = nominal
    return [found[i] for i in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A run of tokens that the gazetteer knows."""

    first: int
    last: int
    entry: Entry
    kind: str


def _entries(parse: Parse, gazetteer: Gazetteer) -> dict[int, _Hit]:
    """What the gazetteer knows, by every token of it; longest match first, from left to right."""
    hits: dict[int, _Hit] = {}
    tokens = parse.tokens
    skip = -1
    for token in tokens:
        if token.i <= skip or not token.text[0].isupper():
            continue
        hit = _longest(parse, token, gazetteer)
        if hit is not None and not _inside_person(tokens, hit):
            skip = hit.last
            for i in range(hit.first, hit.last + 1):
                hits[i] = hit
    return hits


def _longest(parse: Parse, token: Token, gazetteer: Gazetteer) -> _Hit | None:
    tokens = parse.tokens
    limit = min(gazetteer.max_words + 2, len(tokens) - token.i)
    for count in range(limit, 0, -1):
        last = tokens[token.i + count - 1]
        if last.sent != token.sent or last.pos == "PUNCT" or last.text[0] == "'":
            continue
        match = gazetteer.find(parse.text[token.start : last.end])
        if match is not None:
            return _Hit(token.i, last.i, match.entry, match.kind)
    return None


def _inside_person(tokens: tuple[Token, ...], hit: _Hit) -> bool:
    """Whether a gazetteer name is part of a longer personal name ('Jordan Peters', 'Lloyd Austin')."""
    first, last = tokens[hit.first], tokens[hit.last]
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if before is not None and before.lower in HONORIFICS:
        return True
    if before is not None and _given_name(before, last) and hit.kind in {"capital", "name"} and hit.first == hit.last:
        return True
    if first.ent != "PERSON" or hit.kind == "demonym":
        return False
    joined_left = before is not None and before.ent == "PERSON" and not first.ent_begin
    joined_right = after is not None and after.ent == "PERSON" and not after.ent_begin
    return (joined_left or joined_right) and last.ent == "PERSON"


_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central new upper lower greater old inner outer".split()  # noqa: SIM905
)


def _given_name(before: Token, last: Token) -> bool:
    """Whether the word before a place's name is a given name ('Valeska Paris')."""
    joined = before.dep == "compound" and before.head is last and before.pos == "PROPN" and before.sent == last.sent
    return (
        joined
        and before.ent in {"", "PERSON"}
        and before.text.isalpha()
        and not before.text.isupper()
        and before.lower not in _DIRECTIONS
        and last.ent == before.ent
    )


def _nominal(parse: Parse, token: Token, entries: dict[int, _Hit], lexicon: Lexicon) -> Nominal | None:
    hit = entries.get(token.i)
    if hit is not None and _root(parse, hit.first, hit.last) is not token:
        return None
    if hit is not None and hit.kind == "capital" and token.dep == "pobj" and token.head.lower in _WHERE:
        return replace(_known(parse, token, hit, entries), entry=None, type=EntityType.PLACE)  # the town, not the state
    if hit is not None and not (hit.kind == "demonym" and token.pos == "NOUN" and _modified(token)):
        return _known(parse, token, hit, entries)
    if token.pos == "PRON":
        return _pronoun(token)
    if token.ent in {"DATE", "TIME", "ORDINAL"} and (token.pos == "PROPN" or lexicon.types.get(token.lemma) is None):
        return None
    if token.pos not in _HEADS and token.dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return None
    if token.dep in {"compound", "nummod", "quantmod", "nmod"} and not _names_person(parse, token):
        return None
    if (
        token.ent in {"ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART"}
        and token.pos == "PROPN"
        and not _heads_entity(parse, token)
    ):
        return None
    if token.pos == "VERB" and token.tag in {"VBN", "VBD", "VBG"} and any(c.dep == "det" for c in token.children):
        return _phrase(parse, token, entries, lexicon)  # 'the accused', 'the wounded'
    if token.pos in {"VERB", "AUX", "ADP", "SCONJ", "ADV", "PUNCT", "PART", "DET", "SYM", "CCONJ", "X", "INTJ"}:
        return None
    return _phrase(parse, token, entries, lexicon)


def _root(parse: Parse, first: int, last: int) -> Token:
    """The token of a run that the others hang on: the first whose head lies outside."""
    for i in range(last, first - 1, -1):
        head = parse.tokens[i].head
        if not first <= head.i <= last or head.i == i:
            return parse.tokens[i]
    return parse.tokens[last]


def _modified(token: Token) -> bool:
    return any(child.dep in {"amod", "nummod", "relcl"} for child in token.children)


def _names_person(parse: Parse, token: Token) -> bool:
    """Whether a token ends a personal name that the parser hung on what follows ('Tom Cruise video')."""
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    ends = following is None or following.ent != token.ent or following.ent_begin
    return token.ent == "PERSON" and ends and token.pos == "PROPN"


def _heads_entity(parse: Parse, token: Token) -> bool:
    """Whether a token is the root of the named entity that it is part of."""
    first = last = token.i
    while first > 0 and parse.tokens[first - 1].ent == token.ent and not parse.tokens[first].ent_begin:
        first -= 1
    while (
        last + 1 < len(parse.tokens)
        and parse.tokens[last + 1].ent == token.ent
        and not parse.tokens[last + 1].ent_begin
    ):
        last += 1
    return _root(parse, first, last) is token or (token.dep in _ARGUMENTS and not first <= token.head.i <= last)


def _known(parse: Parse, token: Token, hit: _Hit, entries: dict[int, _Hit]) -> Nominal:
    span = Span(parse.tokens[hit.first].start, parse.tokens[hit.last].end)
    text = parse.text[span.start : span.end]
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
        owner=_owner(token, entries),
    )


def _pronoun(token: Token) -> Nominal | None:
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


def _phrase(parse: Parse, token: Token, entries: dict[int, _Hit], lexicon: Lexicon) -> Nominal:
    words = _front(parse, token)
    is_name = token.pos == "PROPN" or (token.ent in {"PERSON", "ORG", "GPE", "FAC", "LAW"} and token.text[0].isupper())
    core = _core(words, entries) if not is_name else _name_words(parse, token, words)
    span = Span(min(words[0].start, core[0].start), max(token.end, core[-1].end))
    label = parse.text[core[0].start : core[-1].end]
    determiners = {child.lower for child in token.children if child.dep in {"det", "poss", "predet"}}
    return Nominal(
        head=token,
        span=span,
        text=parse.text[span.start : span.end],
        label=" ".join(label.split()),
        kind=Kind.NAME if is_name else Kind.DESCRIPTION,
        type=_type(token, core, lexicon, is_name=is_name),
        definite=bool(determiners & {"the", "this", "that", "these", "those"})
        or any(c.dep == "poss" for c in token.children),
        plural=token.tag in {"NNS", "NNPS"},
        owner=_owner(token, entries),
        longer=_with_tail(parse, token, core),
    )


def _front(parse: Parse, token: Token) -> list[Token]:
    """The words of a phrase from its first modifier to its head, without what a comma or a bracket cuts off."""
    first = token.i
    for child in reversed(token.children):
        if child.i < token.i and child.dep in _INSIDE:
            leftmost = _leftmost(child)
            first = min(first, leftmost.i)
    words = list(parse.tokens[first : token.i + 1])
    for place in range(len(words) - 2, -1, -1):
        if words[place].text in {",", ":", ";", '"', "("} and not _joins(words, place):
            words = words[place + 1 :]
            break
    return words


def _joins(words: list[Token], place: int) -> bool:
    """Whether a comma stands between two adjectives of one phrase ('a small, poor town')."""
    return words[place].text == "," and words[place - 1].pos == "ADJ" and words[place + 1].pos in {"ADJ", "VERB"}


def _leftmost(token: Token) -> Token:
    while token.children and token.children[0].i < token.i:
        token = token.children[0]
    return token


def _core(words: list[Token], entries: dict[int, _Hit]) -> list[Token]:
    """A description's words without determiners, figures, possessors and loose adjectives at its front."""
    head = words[-1]
    place = len(words) - 1
    while place > 0:
        word = words[place - 1]
        keep = word.i in entries and word.dep != "poss"
        modifier = word.dep in {"compound", "amod", "nmod", "advmod", "punct", "npadvmod"} and word.text not in {
            ",",
            '"',
            "(",
        }
        if not keep and (not modifier or word.lower in _LOOSE or word.pos == "NUM"):
            break
        place -= 1
    while place < len(words) - 1 and words[place].pos == "PUNCT":
        place += 1
    return words[place:] if head.pos != "NUM" else [head]


def _name_words(parse: Parse, token: Token, words: list[Token]) -> list[Token]:
    """A name's words: the named entity that it heads, else its proper nouns."""
    tokens = parse.tokens
    if token.ent:
        first = last = token.i
        while first > 0 and tokens[first - 1].ent == token.ent and not tokens[first].ent_begin:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1].ent == token.ent and not tokens[last + 1].ent_begin:
            last += 1
        while tokens[last].text == "'s" or (token.ent == "PERSON" and last > token.i):
            last -= 1
        run = list(tokens[first : last + 1])
        while len(run) > 1 and run[0] is not token and _no_part_of_name(run[0]):
            run = run[1:]
        return run
    place = len(words) - 1
    while place > 0 and words[place - 1].pos in {"PROPN", "ADP"} and words[place - 1].lower not in HONORIFICS:
        place -= 1
    while words[place].pos == "ADP":
        place += 1
    return words[place:]


def _no_part_of_name(word: Token) -> bool:
    return word.lower in {"the", "a", "an", "'s"} or word.lower in HONORIFICS


_SOLDIERS = frozenset(
    {"soldier", "troop", "conscript", "serviceman", "reservist", "marine", "paratrooper", "gunner", "recruit"}
)
_WHERE = frozenset({"in", "at", "near", "outside", "around"})


def _type(token: Token, core: list[Token], lexicon: Lexicon, *, is_name: bool) -> EntityType:
    """What kind of entity a phrase's words say it is."""
    plural = token.tag in {"NNS", "NNPS"}
    if is_name:
        told = _name_type(token, core, lexicon)
        if told is not None:
            return told
    lemma = token.lemma.lower()
    known = lexicon.types.get(f"{core[-2].lower} {lemma}") if len(core) > 1 else None
    known = known or lexicon.types.get(lemma) or lexicon.types.get(token.lower)
    if plural and lemma in _SOLDIERS:
        return EntityType.ARMED_FORCE
    if known is EntityType.PERSON and plural:
        return EntityType.GROUP
    if known is not None:
        return known
    if token.ent in _NER_TYPES:
        return _NER_TYPES[token.ent]
    if is_name and len(core) == 2 and all(w.pos == "PROPN" and w.text.istitle() for w in core):  # noqa: PLR2004 - given name, surname
        return EntityType.PERSON
    if token.pos in {"NUM", "ADJ", "VERB"}:
        return EntityType.GROUP
    return EntityType.EVENT if lemma in lexicon.nouns else EntityType.THING


def _name_type(token: Token, core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """The type that a name's neighbours tell: an office before it or beside it, a preposition of place."""
    if token.ent == "PERSON" and not (len(core) == 1 and token.dep == "pobj" and token.head.lower in _WHERE):
        return EntityType.PERSON
    if lexicon.types.get(token.lemma.lower()) is not None:
        return None
    beside = [c for c in token.children if c.dep == "appos" or (c.dep in {"compound", "nmod"} and c.i < core[0].i)]
    if token.dep == "appos":
        beside.append(token.head)
    if any(lexicon.types.get(c.lemma.lower()) is EntityType.PERSON and c.tag not in {"NNS", "NNPS"} for c in beside):
        return EntityType.PERSON
    if len(core) == 1 and token.dep == "pobj" and token.head.lower in _WHERE and token.ent in {"PERSON", "ORG", ""}:
        return EntityType.PLACE if not token.text.isupper() else None
    return None


def _owner(token: Token, entries: dict[int, _Hit]) -> Entry | None:
    """The state that a phrase is of: its possessor, its demonym, its name in front."""
    for child in token.children:
        hit = entries.get(child.i)
        if hit is not None and hit.last < token.i and child.dep in {"poss", "amod", "compound", "nmod"}:
            return hit.entry
    return None


def _with_tail(parse: Parse, token: Token, core: list[Token]) -> str | None:
    """The phrase with the prepositional phrase that follows it at once and the amount before it, if that stays short.

    'critics of the church', 'dozens of demonstrators in Yerevan'.
    """
    last = token.i
    for child in token.children:
        if child.i == token.i + 1 and child.dep == "prep" and child.lower in _TAILS:
            last = max((c.i for c in _short_subtree(child)), default=child.i)
            last = token.i if last == child.i else last
    first = core[0]
    above = token.head
    if (
        above.lower == "of"
        and above.dep == "prep"
        and above.head.pos in {"NOUN", "NUM"}
        and above.head.i >= first.i - 4
    ):
        first = above.head
    text = parse.text[first.start : parse.tokens[last].end]
    return text if (last > token.i or first is not core[0]) and len(text.split()) <= MAX_NAME_WORDS else None


_TAILS = frozenset(
    {"of", "for", "to", "at", "on", "in", "from", "against", "with", "by", "about", "over", "near", "between"}
)


def _short_subtree(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep in {"pobj", "compound", "det", "amod", "poss", "case", "nummod", "nmod"} or (
            child.dep == "prep" and child.lower == "of"
        ):
            yield from _short_subtree(child)
