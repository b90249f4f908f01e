"""Which words of a parse the gazetteer knows, and which of them are part of somebody's name all the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kgraph.entities.phrases import begins_name, is_honorific
from kgraph.gazetteer import Entry, Gazetteer, Kind, gazetteer, normalise
from kgraph.lexicon import lexicon
from kgraph.model import EntityType
from kgraph.parse import Parse, Token
from kgraph.words import word_list

_APART = frozenset({"", " ", "\n", ",", "-", ")", ":", ";"})  # after a word, they end it for the gazetteer too
_MORE = 2  # tokens of a name in a text that its normalised form has not: 'the', a dot
FOREIGN_LINKS = frozenset({"de", "del", "di", "da", "do", "du", "des", "della"})  # in names that are no English
_JOINED = 2  # 'de', a name
_ARTICLES = frozenset({"al", "al-", "el", "el-", "ash", "an", "ar"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A run of tokens that the gazetteer knows."""

    first: int
    last: int
    entry: Entry
    kind: Kind


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a gazetteer.

    Attributes:
        longest: By the word that they begin with, how many tokens the longest may have: trying every length for every
            word of a text would take long.
    """

    gazetteer: Gazetteer
    longest: Mapping[str, int]

    def reach(self, parse: Parse, token: Token) -> int:
        """How many tokens a name that begins with this one may have; 0 where none does."""
        glued = parse.text[token.end : token.end + 1] not in _APART
        if glued or token.lower == "the":
            return self.gazetteer.max_words + _MORE
        return self.longest.get(normalise(token.text).partition(" ")[0], 0)


@cache
def known_names() -> Names:
    """The names of the gazetteer that ships with kgraph."""
    known = gazetteer()
    longest: dict[str, int] = {}
    for name in known.by_name:
        words = name.split(" ")
        tokens = 2 * len(words) + name.count("'") + _MORE  # a hyphen or comma between words is a token of its own
        longest[words[0]] = min(max(tokens, longest.get(words[0], 0)), known.max_words + _MORE)
    return Names(known, longest)


def find_hits(parse: Parse, names: Names) -> dict[int, Hit]:
    """What the gazetteer knows, by every token of it; longest match first, from left to right."""
    hits: dict[int, Hit] = {}
    tokens = parse.tokens
    skip = -1
    for token in tokens:
        if token.i <= skip or not (token.text[0].isupper() or token.lower in _ARTICLES):
            continue
        hit = _longest(parse, token, names)
        if hit is not None and not _inside_person(tokens, hit) and not _inside_name(tokens, hit):
            skip = hit.last
            for i in range(hit.first, hit.last + 1):
                hits[i] = hit
    return hits


def _longest(parse: Parse, token: Token, names: Names) -> Hit | None:
    tokens = parse.tokens
    limit = min(names.reach(parse, token), len(tokens) - token.i)
    for count in range(limit, 0, -1):
        last = tokens[token.i + count - 1]
        if last.sent != token.sent or last.pos == "PUNCT" or last.text[0] == "'":
            continue
        match = names.gazetteer.find(parse.text[token.start : last.end])
        if match is not None:
            return Hit(token.i, last.i, match.entry, match.kind)
    return None


def _inside_person(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """Whether a gazetteer name is part of a longer personal name ('Jordan Peters', 'Lloyd Austin')."""
    first, last = tokens[hit.first], tokens[hit.last]
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) and tokens[hit.last + 1].pos == "PROPN" else None
    if before is not None and is_honorific(before.lower):
        return True
    if before is not None and _given_name(before, last) and hit.kind in {"capital", "name"} and hit.first == hit.last:
        return True
    if first.ent != "PERSON" or hit.kind == "demonym":
        return False
    joined_left = before is not None and before.ent == "PERSON" and not first.ent_begin
    joined_right = after is not None and after.ent == "PERSON" and not after.ent_begin
    return (joined_left or joined_right) and last.ent == "PERSON"


def _inside_name(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """Whether a gazetteer name is part of another: 'Racing de Cartagena', 'Friends of Mali'."""
    before = tokens[max(hit.first - 2, 0) : hit.first][::-1]
    after = tokens[hit.last + 1 : hit.last + 3]
    return _joined(before) or _joined(after) or (len(before) == _JOINED and begins_name(tokens, before[1]))


def _joined(words: Sequence[Token]) -> bool:
    """Whether 'de' and a name stand beside another."""
    if len(words) < _JOINED:
        return False
    return words[0].lower in FOREIGN_LINKS and words[1].pos == "PROPN" and words[1].text[0].isupper()


def _given_name(before: Token, last: Token) -> bool:
    """Whether the word before a place's name is a given name ('Valeska Paris')."""
    joined = before.dep == "compound" and before.head is last and before.pos == "PROPN" and before.sent == last.sent
    return (
        joined
        and before.text.istitle()
        and known_names().gazetteer.find(before.text) is None
        and before.text.isalpha()
        and not before.text.isupper()
        and before.lower not in word_list("compass-word")
        and before.lower not in lexicon().types
    )


def owner_of(token: Token, entries: dict[int, Hit]) -> Entry | None:
    """The state that a phrase is of: its possessor, its demonym, its name in front."""
    for child in token.children:
        hit = entries.get(child.i)
        if hit is None or hit.entry.type is EntityType.MATERIEL:  # 'F-16 pilots' are nobody's
            continue
        if hit.last < token.i and child.dep in {"poss", "amod", "compound", "nmod"}:
            return hit.entry
    return None
