"""Figures in text: cardinals, ranges, bounds and currencies."""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

from kgraph.currencies import currencies
from kgraph.model import Bound, Quantity

_SMALL = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()  # noqa: SIM905 - twenty strings in a row
    )
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)  # noqa: SIM905
}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "dozen": 12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_VAGUE = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000,
    "billions": 2_000_000_000,
}  # fmt: skip
_LARGE = r"(?:thousand|million|billion|trillion|lakh|crore|bn|mn|tn|m|k)s?\b"
_IS_LARGE = re.compile(rf"(?:(?<=\d)|\b){_LARGE}|\d,\d{{3}}", re.IGNORECASE)
_SCALE_WORD = r"dozen|score|hundred|thousand|million|billion"
_VAGUE_NUMBER = re.compile(
    rf"\b(?:(?P<many>{'|'.join(_VAGUE)})(?: of (?P<times>thousand|million|billion)s)?"
    rf"|(?:several|a few|few) (?P<few>{_SCALE_WORD})s?|couple (?:of )?(?P<couple>{_SCALE_WORD}))\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"\b(?:half|(?P<whole>{'|'.join(list(_SMALL)[1:20])}) and a half) (?:an? )?(?P<scale>{_SCALE_WORD})\b",
    re.IGNORECASE,
)
_MIN = re.compile(
    r"(?:at least|(?<!\bno )(?<!\bnot )more than|over|no fewer than|no less than|not less than|upwards of|above"
    r"|exceeding|minimum of|in excess of) *$",
    re.IGNORECASE,
)
_MAX = re.compile(
    r"(?:at most|up to|fewer than|less than|under|as many as|as much as|no more than|not more than|below|maximum of"
    r"|almost|nearly) *$",
    re.IGNORECASE,
)
_APPROX = re.compile(
    r"(?:about|around|some|roughly|approximately|an estimated|estimated|close to|closer to|nearly|almost|circa|or so"
    r"|just over|just under|nearer(?: to)?|something like|in the region of|more or less) *$",
    re.IGNORECASE,
)
_RANGE_MIDDLE = re.compile(r" *(?:-|–|—|to|and) *", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@cache
def _number() -> re.Pattern[str]:
    """The expression for a number, the sign of a currency before it and the scale after it included."""
    money = currencies()
    plain, doubtful = (
        "|".join(map(re.escape, sorted(signs, key=_longest_first)))
        for signs in (money.plain_signs, money.doubtful_signs)
    )
    beginning = "|".join(
        [*_SMALL, r"a(?= (?:dozen|hundred|thousand|million|billion)\b)", "hundred", "thousand", "million", "billion"]
    )
    return re.compile(
        rf"(?P<currency>(?<!\w)(?-i:{plain}|(?:{doubtful})(?= ?\d(?:[\d.,]* ?{_LARGE}|\d*,\d))))? ?"
        rf"(?:(?<![\d/:])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d/:])|\b(?P<word>{beginning})\b"
        rf"(?:-(?P<unit>{'|'.join(list(_SMALL)[1:10])})\b)?)"
        r"(?:(?:[ -])?(?P<scale>(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore|bn|mn|tn|m|k)"
        r"(?: (?:thousand|million|billion|crore))?)\b)?",
        re.IGNORECASE,
    )


def _longest_first(sign: str) -> tuple[int, str]:
    return -len(sign), sign


def find_quantity(text: str, unit: str) -> Quantity | None:
    """The figure that a phrase gives, with its bound; None where it has none.

    Args:
        text: The words from the bound ('at least') to what is counted.
        unit: What is counted; a currency in the text replaces it.
    """
    numbers = [m for m in _number().finditer(text) if not (_YEAR.match(m.group().strip()) and not m["currency"])]
    spelled = _in_words(text, numbers[0].start() if numbers else len(text), unit)
    if spelled is not None or not numbers:
        return spelled
    for first, second in pairwise(numbers):
        if _RANGE_MIDDLE.fullmatch(text[first.end() : second.start()]) and _is_range(text, first, second):
            low, high = _value(first, scale=second["scale"]), _value(second)
            if low < high:
                return Quantity(low, _unit(text, first, second, unit), Bound.RANGE, low, high)
    number = numbers[0]
    return Quantity(
        _value(number), _unit(text, number, number, unit), _bound(text[: number.start()], text[number.end() :])
    )


def _in_words(text: str, before: int, unit: str) -> Quantity | None:
    """A figure in words without digits that begins before another number: 'several hundred', 'half a million'."""
    vague = _VAGUE_NUMBER.search(text)
    if vague is not None and vague.start() <= before:
        if vague["couple"]:
            return Quantity(Decimal(2 * _scale(vague["couple"])), unit, Bound.APPROX)
        value = _VAGUE[vague["many"].lower()] if vague["many"] else 2 * _scale(vague["few"])
        currency = _unit(text, vague, vague, unit)
        return Quantity(Decimal(value * (_scale(vague["times"]) if vague["times"] else 1)), currency, Bound.MIN)
    half = _HALF.search(text)
    if half is None or half.start() > before:
        return None
    halves = 2 * (_SMALL[half["whole"].lower()] if half["whole"] else 0) + 1
    value = halves * _scale(half["scale"]) // 2
    return Quantity(Decimal(value), _unit(text, half, half, unit), _bound(text[: half.start()], text[half.end() :]))


def _scale(word: str) -> int:
    return 20 if word.lower() == "score" else _SCALES[word.lower()]


def _is_range(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    middle = text[first.end() : second.start()].strip().lower()
    return middle != "and" or "between" in text[: first.start()].lower()


def _value(match: re.Match[str], *, scale: str | None = None) -> Decimal:
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
    else:
        word = match["word"].lower()
        value = Decimal(_SMALL.get(word, _SCALES.get(word, 1)))
        if match["unit"]:
            value += _SMALL[match["unit"].lower()]
    for part in (match["scale"] or scale or "").lower().split():
        value *= _SCALES[part]
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _unit(text: str, first: re.Match[str], last: re.Match[str], unit: str) -> str:
    currency = first.groupdict().get("currency") or last.groupdict().get("currency")
    if currency:
        return currencies().unit(currency)
    after = text[last.end() :].lower().split()[:2]
    word = after[0].strip(".,;") if after else ""
    if after[:2] == ["per", "cent"] or word in {"percent", "percentage"} or text[last.end() : last.end() + 1] == "%":
        return "percent"
    large = _IS_LARGE.search(text, last.start(), last.end()) is not None
    return currencies().unit_after(text[last.end() :], large=large) or unit


def _bound(before: str, after: str) -> Bound:
    if _MIN.search(before) or re.match(r" *(?:or more\b|\+|-plus\b)", after):
        return Bound.MIN
    if re.search(r"\b(?:almost|nearly) *$", before, re.IGNORECASE) or _APPROX.search(before):
        return Bound.APPROX
    if _MAX.search(before):
        return Bound.MAX
    return Bound.APPROX if re.match(r" *(?:or so\b|-odd\b)", after) else Bound.EXACT
