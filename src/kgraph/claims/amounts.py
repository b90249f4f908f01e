"""The figure of a phrase: which words it stands in, and what it counts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kgraph.claims.figures import find_quantity
from kgraph.claims.phrases import counted
from kgraph.claims.view import View
from kgraph.currencies import currencies
from kgraph.model import Bound, Quantity
from kgraph.parse import Token, leftmost

_VAGUE = frozenset({"dozen", "hundred", "thousand", "million", "billion", "score"})
_INDIAN = frozenset({"lakh", "crore"})  # the parser takes them for what is counted
_BOUND_WORDS = frozenset(
    """at least more than over no fewer less not under up to as many much almost nearly about around some roughly
    approximately an estimated close closer nearer between and from upwards of exceeding above below most well just
    several few couple half tens dozens scores hundreds thousands one two three $ € £ us$ a
    """.split()  # noqa: SIM905 - eighty strings in a row
)
_LEFT = 7  # how many words of a bound may stand before a number
_DIGITS = re.compile(r"\d[\d.,]*(?:k|m|mn|bn|tn)?", re.IGNORECASE)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PAIRS = {"pair": Bound.EXACT, "couple": Bound.APPROX}


def is_number(token: Token) -> bool:
    """Whether a word is a number, also where the parser takes it for a noun: '85mn'."""
    return token.pos == "NUM" or (token.pos in {"NOUN", "PROPN"} and bool(_DIGITS.fullmatch(token.text)))


def figure_of(view: View, token: Token) -> Quantity | None:
    """The figure that a phrase gives of its head; None where it has none."""
    if token.lemma in _PAIRS and counted(token) is not token:
        return Quantity(Decimal(2), _unit(view, counted(token)), _PAIRS[token.lemma])
    if token.lemma in _PARTS and counted(token) is not token:
        return _part_of(token, figure_of(view, counted(token)))
    numbers = [
        c
        for c in token.children
        if c.i < token.i and (c.dep == "nummod" or (c.dep == "compound" and c.lower in {"dozen", "hundred"}))
    ]
    if is_number(token) or token.lemma.lower() in _VAGUE:
        numbers = [token]
    return _read(view, token, numbers) if numbers else None


def _part_of(token: Token, whole: Quantity | None) -> Quantity | None:
    """'Half of the 300 hostages', 'two thirds of the 90 houses'."""
    if whole is None or whole.high is not None:
        return None
    times = next((find_quantity(c.text, "") for c in token.children if c.dep == "nummod"), None)
    share = Fraction(whole.value) * Fraction(times.value if times else 1) / _PARTS[token.lemma]
    return replace(whole, value=Decimal(round(share)), bound=whole.bound if share.denominator == 1 else Bound.APPROX)


def _read(view: View, token: Token, numbers: list[Token]) -> Quantity | None:
    """The figure in the words around numbers: from its bound to what it counts, or to the other end of a range."""
    first = min(leftmost(n).i for n in numbers)
    start = first if is_reached(token) else _first_word(view, token, first)
    end = max(numbers[-1].i, token.i if token.i - numbers[-1].i < _LEFT else numbers[-1].i)
    for last in _further(view, end):
        end = last
    tokens = view.parse.tokens
    beyond = end + 1 if is_number(token) and end + 1 < len(tokens) else end
    text = view.parse.text[tokens[start].start : tokens[beyond].end]
    found = find_quantity(text + _glued(view, tokens[end], text), _unit(view, counted(token)))
    return found and _of_a_state(view, token, found)


def _of_a_state(view: View, token: Token, found: Quantity) -> Quantity:
    """A sum in money of which several states have their own, as that of the one state which the sentence names."""
    money = currencies()
    if found.unit in money.entries or not money.is_word(found.unit):
        return found
    named = filter(None, map(view.entity, view.parse.sentences[token.sent].tokens))
    code = money.code(found.unit, {entity.id.removeprefix(f"{view.base}entity/") for entity in named})
    return found if code is None else replace(found, unit=code)


def is_reached(token: Token) -> bool:
    """Whether a figure is what something has come to: 'rose from 40 to 52'."""
    prep = token.head
    if prep.lower != "to" or prep.dep != "prep":
        return False
    beside = (prep.head, *prep.head.children)
    return any(p.lower == "from" and p.dep == "prep" and p.i < prep.i for p in beside)


def _first_word(view: View, token: Token, first: int) -> int:
    tokens = view.parse.tokens
    start = first
    while start > 0 and first - start < _LEFT and tokens[start - 1].sent == token.sent:
        word = tokens[start - 1]
        if word.lower not in _BOUND_WORDS and word.pos not in {"NUM", "SYM"} and not currencies().is_sign(word.text):
            break
        start -= 1
    return start


def _further(view: View, end: int) -> Iterator[int]:
    """The indices of the numbers that follow one directly or after 'to': 'million' of '3 million'."""
    tokens = view.parse.tokens
    while end + 1 < len(tokens) and tokens[end + 1].sent == tokens[end].sent and is_number(tokens[end]):
        after = [t for t in tokens[end + 1 : end + 4] if t.sent == tokens[end].sent]
        joined = after[1:] if after[0].lower in {"to", "-", "–"} else after  # noqa: RUF001 - a dash
        signs = 1 if joined is not after and joined and joined[0].pos == "SYM" else 0
        if len(joined) <= signs or not is_number(joined[signs]):
            return
        end = joined[signs].i
        yield end


def is_sum(token: Token) -> bool:
    """Whether a phrase is a sum of money: '$40m', '40 million kroner'."""
    if token.ent == "MONEY" or token.lemma in {"million", "billion", "trillion"}:
        return True
    return currencies().is_word(token.lower) and any(c.dep == "nummod" for c in token.children)


def _glued(view: View, last: Token, text: str) -> str:
    """The letters that follow a number without a space and were cut off as another token ('410' of '410m')."""
    rest = view.parse.text[last.end : last.end + 3]
    return rest[: len(rest) - len(rest.lstrip("mbnkt"))] if text[-1:].isdigit() else ""


def _unit(view: View, thing: Token) -> str:
    entity = view.entity(thing)
    if is_number(thing) or thing.lower in _INDIAN or entity is None:
        return "people"
    return entity.label if entity.label[:1].islower() else thing.lower
