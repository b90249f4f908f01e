"""Which words belong to the phrase that a token heads: a name, a description, what follows it."""

import unicodedata
from collections.abc import Container, Iterator, Sequence

from kgraph.lexicon import Lexicon
from kgraph.model import MAX_NAME_WORDS, EntityType
from kgraph.names import fold, name_list
from kgraph.parse import Parse, Token, leftmost
from kgraph.words import word_list

_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "advmod", "quantmod", "det", "predet", "npadvmod"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "advmod", "punct", "npadvmod"})
_TAILS = frozenset(
    {
        "of",
        "for",
        "to",
        "at",
        "on",
        "in",
        "from",
        "against",
        "with",
        "by",
        "about",
        "over",
        "near",
        "between",
        "into",
        "during",
        "among",
        "toward",
        "towards",
    }
)
_POSSESSIVES = frozenset({"'s", "'"})
_DETERMINERS = frozenset({"the", "a", "an", "these", "those", "its", "their", "our", "many", "some", "other"})
_VESSEL_PREFIXES = frozenset(
    {"fv", "hmas", "hmcs", "hms", "hnlms", "ins", "ms", "mt", "mv", "rfa", "rms", "roks", "ss", "tcg", "usns", "uss"}
)
_SHORT = frozenset({"pobj", "compound", "det", "amod", "poss", "case", "nummod", "nmod"})


def is_honorific(word: str) -> bool:
    """Whether a word, in lower case, is one that stands before a person's name."""
    return word in word_list("honorific") or word in word_list("honorific-office")


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


def ends_as_body(core: list[Token]) -> bool:
    """'Caravel Shipping', 'Vía Andina S.A.'."""
    last = core[-1].lower
    return last in word_list("body-name-word") or fold(last.replace(".", "")) in name_list("corporate")


def governor(token: Token) -> Token:
    """The verb or noun whose argument a word is, prepositions passed over."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token.head.head if token.head.pos == "ADP" else token.head


def age_of(token: Token) -> str | None:
    """The '34-year-old' that 'old' ends; None for any other word."""
    years = next((c for c in token.children if c.lemma == "year"), None) if token.lower == "old" else None
    number = next((c for c in years.children if c.pos == "NUM"), None) if years is not None else None
    return f"{number.text}-year-old" if number is not None else None


def root_of(parse: Parse, first: int, last: int) -> Token:
    """The token of a run that the others hang on: the first whose head lies outside."""
    for i in range(last, first - 1, -1):
        head = parse.tokens[i].head
        if not first <= head.i <= last or head.i == i:
            return parse.tokens[i]
    return parse.tokens[last]


def entity_run(parse: Parse, token: Token) -> tuple[int, int]:
    """The indices of the first and the last token of the named entity that a token is part of."""
    tokens = parse.tokens
    first = last = token.i
    while first > 0 and tokens[first - 1].ent == token.ent and not tokens[first].ent_begin:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].ent == token.ent and not tokens[last + 1].ent_begin:
        last += 1
    return first, last


def begins_name(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a plural begins the name of a body with 'of' or 'for': 'Hands for Health', 'Friends of Mali'."""
    after = tokens[token.i + 1 : token.i + 3]
    if token.tag != "NNPS" or not token.text.istitle() or token.i == 0 or len(after) < 2:  # noqa: PLR2004 - 'of', a name
        return False
    before = tokens[token.i - 1]
    inside = before.sent == token.sent and not before.text[0].isupper() and before.lower not in _DETERMINERS
    return inside and after[0].lower in {"of", "for"} and after[1].text[0].isupper()


def front_words(parse: Parse, token: Token) -> list[Token]:
    """The words of a phrase from its first modifier to its head, without what a comma or a bracket cuts off."""
    first = token.i
    for child in reversed(token.children):
        if child.i < token.i and child.dep in _INSIDE:
            first = min(first, leftmost(child).i)
    words = list(parse.tokens[first : token.i + 1])
    for place in range(len(words) - 2, -1, -1):
        if words[place].text in {",", ":", ";", '"', "("} and not _joins(words, place):
            words = words[place + 1 :]
            break
    return words


def _joins(words: list[Token], place: int) -> bool:
    """Whether a comma stands between two adjectives of one phrase ('a small, poor town')."""
    return (
        place > 0
        and words[place].text == ","
        and words[place - 1].pos == "ADJ"
        and words[place + 1].pos in {"ADJ", "VERB"}
    )


def core_words(words: list[Token], known: Container[int]) -> list[Token]:
    """A description's words without determiners, figures, possessors and loose adjectives at its front.

    Args:
        words: The words of its phrase, the head last.
        known: The indices of tokens that the gazetteer knows.
    """
    head = words[-1]
    place = len(words) - 1
    while place > 0:
        word = words[place - 1]
        keep = word.i in known and word.dep != "poss"
        modifier = word.dep in _MODIFIERS and word.text not in {",", '"', "("}
        if not keep and (not modifier or word.lower in word_list("loose-modifier") or word.pos == "NUM"):
            break
        place -= 1
    while place < len(words) - 1 and (words[place].pos == "PUNCT" or words[place].text in _POSSESSIVES):
        place += 1
    return words[place:] if head.pos != "NUM" else [head]


def name_words(parse: Parse, token: Token, words: list[Token], lexicon: Lexicon) -> list[Token]:
    """A name's words: the named entity that it heads, else its proper nouns; what it is called in front is left out."""
    found = _without_tail(_run_of_name(parse, token, words, lexicon), token)
    if begins_name(parse.tokens, token) and found[-1] is token:
        last = token.i + 2
        while last + 1 < len(parse.tokens) and parse.tokens[last + 1].pos == "PROPN":
            last += 1
        return [*found, *parse.tokens[token.i + 1 : last + 1]]
    while len(found) > 1 and _is_called(found, lexicon):
        found = found[1:]
    return found


def _is_whole(words: list[Token]) -> bool:
    """Whether words are a name that goes on with no 'of': a person's, a company's."""
    if len(words) == 1:
        return False
    body = ends_as_body(words) and words[-1].lower not in {"front", "fund", "initiative", "programme", "project"}
    return body or given_name(words[0].text)


def is_vessel_prefix(word: Token) -> bool:
    """Whether a word is one that ships have before their names: 'MV', 'HMS'."""
    return word.text.isupper() and word.lower.replace("/", "") in _VESSEL_PREFIXES


def _without_tail(words: list[Token], token: Token) -> list[Token]:
    """A name without what the parser took for more of it: 'Lansdale Partners [of London]', 'Lagos [to Abuja]'."""
    for place, word in enumerate(words):
        if place == 0 or word.i <= token.i or word.pos not in {"ADP", "PART"}:
            continue
        before = words[:place]
        if word.lower in {"to", "from"} or (word.lower in {"of", "for"} and _is_whole(before)):
            return before
    return words


def _is_called(words: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name begins with what its bearer is: 'Prosecutor Maria Lopez', 'Freighter Ocean Pioneer'."""
    kind = lexicon.types.get(words[0].lower)
    if is_vessel_prefix(words[0]):
        return True
    if len(words) == 2:  # noqa: PLR2004 - two words are a name
        return False
    if words[0].text.islower():
        return kind is not None and words[0].pos in {"NOUN", "PROPN"}
    if kind is EntityType.PERSON:
        return given_name(words[1].text)
    told = lexicon.types.get(words[-1].lemma.lower()) is not None or words[-1].lower in word_list("body-name-word")
    return words[0].lower in word_list("vessel-noun") and not told


def _run_of_name(parse: Parse, token: Token, words: list[Token], lexicon: Lexicon) -> list[Token]:
    tokens = parse.tokens
    if token.ent:
        first, last = entity_run(parse, token)
        if token.ent == "PERSON" and first == token.i > words[0].i and _given(tokens[first - 1], token, lexicon):
            first -= 1
        elif first == token.i > words[0].i and given_name(tokens[first - 1].text) and tokens[first - 1].head is token:
            first -= 1  # 'Esteban' of one kind and 'Aramburú' of another
        while last > first and (tokens[last].text == "'s" or (token.ent == "PERSON" and last > token.i)):
            last -= 1
        run = list(tokens[first : last + 1])
        while len(run) > 1 and run[-1].pos == "ADP" and run[-1].i > token.i:
            run = run[:-1]
        while (
            len(run) > 1
            and run[0] is not token
            and (_no_part_of_name(run[0]) or (token.ent == "PERSON" and _is_title(run[0], lexicon)))
        ):
            run = run[1:]
        return run
    place = len(words) - 1
    while place > 0 and words[place - 1].pos in {"PROPN", "ADP"} and not is_honorific(words[place - 1].lower):
        place -= 1
    while words[place].pos == "ADP":
        place += 1
    return words[place:]


def _given(word: Token, name: Token, lexicon: Lexicon) -> bool:
    """Whether a word before what the parser takes for a personal name is its first part."""
    alone = word.pos == "PROPN" and word.dep == "compound" and word.head is name and not word.ent
    return (
        alone
        and word.text.isalpha()
        and word.text.istitle()
        and not is_honorific(word.lower)
        and word.lemma.lower() not in lexicon.types
    )


def _is_title(word: Token, lexicon: Lexicon) -> bool:
    return lexicon.types.get(word.lower) is EntityType.PERSON and word.lower not in word_list("no-office")


def _no_part_of_name(word: Token) -> bool:
    return word.lower in {"the", "a", "an", "'s"} or is_honorific(word.lower)


def with_tail(parse: Parse, token: Token, core: list[Token]) -> str | None:
    """The phrase with the prepositional phrases that follow it and the amount before it, as far as that stays short.

    'critics of the church', 'dozens of demonstrators in Yerevan', 'the killing of farmers during the raids'.
    """
    first = core[0]
    above = token.head
    of = above.lower == "of" and above.dep == "prep"
    if of and above.head.pos in {"NOUN", "NUM"} and above.head.i >= first.i - 4:
        first = above.head
    longer = None if first is core[0] else _text(parse, first, token)
    for last in _tail_ends(parse, token):
        text = _text(parse, first, last)
        if len(text.split()) > MAX_NAME_WORDS:
            break
        longer = text
    return longer if longer is not None and len(longer.split()) <= MAX_NAME_WORDS else None


def _text(parse: Parse, first: Token, last: Token) -> str:
    return " ".join(parse.text[first.start : last.end].split())


def _tail_ends(parse: Parse, token: Token) -> Iterator[Token]:
    """The last words of the prepositional phrases that follow a noun one upon the other."""
    last = token
    while last.i + 1 < len(parse.tokens):
        after = parse.tokens[last.i + 1]
        if after.dep != "prep" or after.lower not in _TAILS or not token.i <= after.head.i <= last.i:
            return
        end = max((c.i for c in _short_subtree(after)), default=after.i)
        if end <= after.i or parse.tokens[end].ent in {"DATE", "TIME"}:
            return
        last = parse.tokens[end]
        yield last


def _short_subtree(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep in _SHORT or (child.dep == "prep" and child.lower == "of"):
            yield from _short_subtree(child)
