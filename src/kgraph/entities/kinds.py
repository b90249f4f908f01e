"""What kind of entity a phrase speaks of, by its words, its neighbours and the parser's named entities."""

import unicodedata

from kgraph.entities.phrases import age_of, is_honorific
from kgraph.lexicon import Lexicon
from kgraph.model import EntityType
from kgraph.parse import Token
from kgraph.words import word_list

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
_TOLD = frozenset(
    {
        EntityType.MATERIEL, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.ARMED_FORCE, EntityType.AGREEMENT,
        EntityType.PLACE,
    }
)  # fmt: skip
WHERE = frozenset({"in", "at", "near", "outside", "around"})


def folded(word: str) -> str:
    """A word in lower case without accents."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def given_name(word: str) -> bool:
    """Whether a word is a given name that many bear."""
    plain = folded(word)
    return plain in word_list("male-name") or plain in word_list("female-name")


def is_sure(core: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name's own words tell what it names: a given name in front, a noun such as 'Union' at its end."""
    return len(core) > 1 and (given_name(core[0].text) or lexicon.types.get(core[-1].lemma.lower()) is not None)


def type_of(token: Token, core: list[Token], lexicon: Lexicon, *, is_name: bool) -> EntityType:
    """What kind of entity a phrase's words say it is."""
    plural = token.tag in {"NNS", "NNPS"}
    if age_of(token) is not None:
        return EntityType.PERSON
    if is_name:
        told = _name_type(token, core, lexicon)
        if told is not None:
            return told
    lemma = token.lemma.lower()
    known = lexicon.types.get(f"{core[-2].lower} {lemma}") if len(core) > 1 else None
    known = known or lexicon.types.get(token.lower) or lexicon.types.get(lemma)
    if plural and lemma in word_list("soldier-noun"):
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
    """The type that a name's neighbours and its own words tell."""
    title = lexicon.types.get(core[0].lemma.lower()) if len(core) > 1 else None
    if title is EntityType.PERSON and core[-1].pos == "PROPN" and token.ent != "GPE":
        return EntityType.PERSON  # 'Bishop Tomás Arce'
    return _told_in_front(token, core, lexicon) or _told_by_words(core, lexicon) or _told_beside(token, core, lexicon)


def _told_in_front(token: Token, core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """'The tanker Sula Star', whatever the parser takes the name for."""
    before = [c for c in token.children if c.dep in {"compound", "nmod"} and c.i < core[0].i and c.pos == "NOUN"]
    kind = lexicon.types.get(before[-1].lemma.lower()) if before else None
    return _body(kind) if kind in _TOLD else None


def _told_by_words(core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """'Jubilee Market', 'Caravel Shipping', 'Grace Wanjohi', 'Mr Lind'."""
    if any(is_honorific(c.lower) for c in core[-1].children if c.i < core[0].i):
        return EntityType.PERSON
    if len(core) == 1:
        return None
    own = lexicon.types.get(core[-1].lemma.lower())
    goods = own is EntityType.MATERIEL and all(c.pos == "PROPN" for c in core)  # named after what it deals in
    if given_name(core[0].text):
        return EntityType.PERSON if own is None or goods else None  # 'Robert Wood'
    if core[-1].lower in word_list("body-name-word") or (goods and not _determined(core)):
        return EntityType.ORGANIZATION  # 'Andora Copper'
    return _body(own) if own in _TOLD else None


def _determined(core: list[Token]) -> bool:
    return any(c.dep == "det" for c in core[-1].children)


def _body(kind: EntityType | None) -> EntityType | None:
    """What has a name of its own is more than a group of people."""
    return EntityType.ORGANIZATION if kind is EntityType.GROUP else kind


def _told_beside(token: Token, core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """What the parser, an office beside it or a preposition of place tell."""
    in_place = len(core) == 1 and token.dep == "pobj" and token.head.lower in WHERE
    if token.ent == "PERSON" and not in_place:
        return EntityType.PERSON
    if lexicon.types.get(token.lemma.lower()) is not None:
        return None
    beside = [c for c in token.children if c.dep == "appos" or (c.dep in {"compound", "nmod"} and c.i < core[0].i)]
    if token.dep == "appos":
        beside.append(token.head)
    if any(lexicon.types.get(c.lemma.lower()) is EntityType.PERSON and c.tag not in {"NNS", "NNPS"} for c in beside):
        return EntityType.PERSON
    return EntityType.PLACE if in_place and token.ent in {"PERSON", "ORG", ""} and not token.text.isupper() else None
