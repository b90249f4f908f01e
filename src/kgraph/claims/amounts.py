"""The figure of a phrase: which words it stands in, and what it counts."""

from kgraph.claims.clause import counted
from kgraph.claims.figures import find_quantity, is_currency
from kgraph.claims.view import View
from kgraph.model import Quantity
from kgraph.parse import Token, leftmost

_VAGUE = frozenset({"dozen", "hundred", "thousand", "million", "billion", "score"})
_BOUND_WORDS = frozenset(
    """at least more than over no fewer less not under up to as many much almost nearly about around some roughly
    approximately an estimated close closer between and from upwards of exceeding above below most $ € £ us$ a
    """.split()  # noqa: SIM905 - sixty strings in a row
)
_LEFT = 7  # how many words of a bound may stand before a number


def figure_of(view: View, token: Token) -> Quantity | None:
    """The figure that a phrase gives of its head; None where it has none."""
    numbers = [c for c in token.children if c.dep == "nummod" and c.i < token.i]
    if token.pos == "NUM" or token.lemma.lower() in _VAGUE:
        numbers = [token]
    if not numbers:
        return None
    thing = counted(token)
    first = min(leftmost(n).i for n in numbers)
    tokens = view.parse.tokens
    start = first
    while start > 0 and first - start < _LEFT and tokens[start - 1].sent == token.sent:
        word = tokens[start - 1]
        if word.lower not in _BOUND_WORDS and word.pos not in {"NUM", "SYM"}:
            break
        start -= 1
    end = max(numbers[-1].i, token.i if token.i - numbers[-1].i < _LEFT else numbers[-1].i)
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].sent == token.sent
        and tokens[end + 1].pos == "NUM"
        and token.pos == "NUM"
    ):
        end += 1
    text = view.parse.text[
        tokens[start].start : tokens[min(end + 1, len(tokens) - 1)].end if token.pos == "NUM" else tokens[end].end
    ]
    return find_quantity(text + _glued(view, tokens[end], text), _unit(view, thing))


def is_sum(token: Token) -> bool:
    """Whether a phrase is a sum of money: '$40m', '40 million kroner'."""
    if token.ent == "MONEY" or token.lemma in {"million", "billion", "trillion"}:
        return True
    return is_currency(token.lower) and any(c.dep == "nummod" for c in token.children)


def _glued(view: View, last: Token, text: str) -> str:
    """The letters that follow a number without a space and were cut off as another token ('410' of '410m')."""
    rest = view.parse.text[last.end : last.end + 3]
    return rest[: len(rest) - len(rest.lstrip("mbnkt"))] if text[-1:].isdigit() else ""


def _unit(view: View, thing: Token) -> str:
    entity = view.entity(thing)
    if thing.pos == "NUM" or entity is None:
        return "people"
    return entity.label if entity.label[:1].islower() else thing.lower
