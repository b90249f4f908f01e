"""What kind of entity a phrase speaks of, by its words, its neighbours and the parser's named entities."""

from kgraph.entities.phrases import age_of, ends_as_body, given_name, is_honorific, is_vessel_prefix
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


def stands_where(token: Token) -> bool:
    """Whether a word follows a preposition of place: 'in Sarh'."""
    return token.dep == "pobj" and token.head.lower in WHERE


def is_sure(core: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name's own words tell what it names: a given name in front, a noun such as 'Union' at its end."""
    if len(core) == 1:
        return False
    return ends_as_body(core) or given_name(core[0].text) or lexicon.types.get(core[-1].lemma.lower()) is not None


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
    whole = title is not None and token.ent == "ORG" and core[0].ent == "ORG" and not given_name(core[1].text)
    if title is EntityType.PERSON and core[-1].pos == "PROPN" and token.ent != "GPE" and not whole:
        return EntityType.PERSON  # 'Bishop Tomás Arce'
    return _told_in_front(token, core, lexicon) or _told_by_words(core, lexicon) or _told_beside(token, core, lexicon)


def _told_in_front(token: Token, core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """'The tanker Sula Star', 'MV Sula Star', whatever the parser takes the name for."""
    if any(c.i == core[0].i - 1 and is_vessel_prefix(c) for c in token.children):
        return EntityType.MATERIEL
    before = [c for c in token.children if c.dep in {"compound", "nmod"} and c.i < core[0].i]
    before = [c for c in before if c.pos == "NOUN" or c.lower in word_list("vessel-noun")]
    kind = lexicon.types.get(before[-1].lemma.lower()) if before else None
    return _body(kind) if kind in _TOLD else None


def _told_by_words(core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """'Jubilee Market', 'Caravel Shipping', 'Grace Wanjohi', 'Mr Lind'."""
    if any(is_honorific(c.lower) for c in core[-1].children if c.i < core[0].i):
        return EntityType.PERSON
    if len(core) == 1:
        return None
    own = lexicon.types.get(core[-1].lemma.lower())
    if own is None and core[-1].tag == "NNPS":
        own = lexicon.types.get(core[-1].lower.removesuffix("s"))
    goods = own is EntityType.MATERIEL and all(c.pos == "PROPN" for c in core)  # named after what it deals in
    if given_name(core[0].text):
        return EntityType.PERSON if own is None or goods else None  # 'Robert Wood'
    if ends_as_body(core) or (goods and not _determined(core)):
        return EntityType.ORGANIZATION  # 'Andora Copper'
    return _body(own) if own in _TOLD else None


def _determined(core: list[Token]) -> bool:
    return any(c.dep == "det" for c in core[-1].children)


def _body(kind: EntityType | None) -> EntityType | None:
    """What has a name of its own is more than a group of people."""
    return EntityType.ORGANIZATION if kind is EntityType.GROUP else kind


def _told_beside(token: Token, core: list[Token], lexicon: Lexicon) -> EntityType | None:
    """What the parser, an office beside it or a preposition of place tell."""
    if _is_somebody(token, core):
        return EntityType.PERSON
    in_place = _in_place(token, core)
    if token.ent == "PERSON" and not in_place:
        return EntityType.PERSON
    if lexicon.types.get(token.lemma.lower()) is not None:
        return None
    beside = [c for c in token.children if c.dep == "appos" or (c.dep in {"compound", "nmod"} and c.i < core[0].i)]
    if token.dep == "appos":
        beside.append(token.head)
    if any(lexicon.types.get(c.lemma.lower()) is EntityType.PERSON and c.tag not in {"NNS", "NNPS"} for c in beside):
        return EntityType.PERSON
    guessed = token.ent in {"PERSON", "ORG", "NORP", ""} and not token.text.isupper()
    return EntityType.PLACE if in_place and guessed else None


def _in_place(token: Token, core: list[Token]) -> bool:
    """Whether a name follows a preposition of place: 'in Sarh', 'fled to Sarh', 'in Santa Brígida'."""
    if token.dep != "pobj":
        return False
    where, above = token.head.lower, token.head.head
    if len(core) > 1:
        return token.ent == "PERSON" and where in WHERE - {"at"} and not given_name(core[0].text)
    return where in WHERE or (where in {"to", "from", "into"} and above.lemma.lower() in word_list("motion-verb"))


def _is_somebody(token: Token, core: list[Token]) -> bool:
    """Whether only of people is said what is said of a full name: 'Ardit Hoxhallari, 41,', 'Ivo Brandt, whom …'."""
    if len(core) == 1 or token.tag == "NNPS" or _determined(core):
        return False
    for child in token.children:
        if child.dep == "appos" and child.text.isdigit() and len(child.text) == 2:  # noqa: PLR2004 - an age
            return True
        if child.dep == "relcl" and any(c.lower in {"who", "whom"} and c.i < child.i for c in child.children):
            return True
    return False
