"""Cuts a document's text into the blocks that are parsed one by one, and makes it plain for the parser.

Every change keeps the number of code points, so that offsets into the plain text are offsets into the document.
"""

import re
from collections.abc import Collection, Iterator

from kgraph.front_matter import front_matter_end
from kgraph.model import Span

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "‑": "-",
        "−": "-",
    }
)
# control and format characters (directions, joiners, marks of byte order) are no part of anybody's name
_UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_WRAPPED = range(50, 101)
_ENDS = (".", "!", "?", ":", '"', ";", ")")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
# 'KYIV, 7 August (Newswire) - …': a line of its own, which the parser would read as part of the first sentence.
DATELINE = re.compile(r"(?P<line>[A-Z][A-Z.' -]{2,}(?:, [^\n.]{0,40})?(?: \([^()\n]{1,30}\))?) +(?:-{1,2}|–|—) +(?=\S)")
_MARKUP = re.compile(r"^(?:#{1,6} +|[-*+] +|> ?|\d+\. +)+")


# Markup inside a line, in pairs only and never inside a word: '2*3*4' and 'snake_case' stay.
_EMPHASIS = (
    re.compile(
        r"(?<![\w*])(?P<open>\*{1,3})(?=[^\s*])(?P<words>[^*\n]{1,300}(?<=[^\s*]))(?P<close>(?P=open))(?![\w*])"
    ),
    re.compile(r"(?<!\w)(?P<open>_{1,3})(?=[^\s_])(?P<words>[^\n]{1,300}?(?<=[^\s_]))(?P<close>(?P=open))(?!\w)"),
)
_LINK = re.compile(
    r"(?P<open>\[)(?P<words>[^\[\]\n]{1,300})"
    r"(?P<close>\]\(https?://(?:[^\s()]|\([^\s()]{0,200}\)){0,2000}(?: \"[^\"\n]{0,200}\")?\))"
)


def plain(text: str) -> str:
    """The text with typographic quotes, spaces and hyphens made plain; as long as before.

    Blank become front matter and the markup of emphasis (``**so**``) and of links (``[so](https://…)``), not its words.
    """
    text = _UNSEEN.sub(" ", text.translate(_PLAIN))
    end = front_matter_end(text)
    text = re.sub(r"[^\n]", " ", text[:end]) + text[end:]
    for markup in (_LINK, *_EMPHASIS):
        text = markup.sub(_words_alone, text)
    return text


def _words_alone(match: re.Match[str]) -> str:
    return " " * len(match["open"]) + match["words"] + " " * len(match["close"])


def find_blocks(text: str) -> Iterator[Span]:
    """The paragraphs of a plain text, hard-wrapped lines joined, in text order; blank ones left out."""
    start, end = 0, 0
    previous = ""
    for number, match in enumerate(re.finditer(r"[^\n]*\n?", text)):
        line = match.group().rstrip()
        indent = _indent(line)
        if indent == len(line):
            line = ""  # blank, or nothing but marks
        if line and previous and _goes_on(previous, line, first=number == 1):
            end = match.start() + len(line)
        else:
            if previous:
                yield Span(start, end)
            start, end = match.start() + indent, match.start() + len(line)
        previous = line
    if previous:
        yield Span(start, end)


def _indent(line: str) -> int:
    """How many code points of a line are white space and list or heading marks."""
    blank = len(line) - len(line.lstrip())
    marks = _MARKUP.match(line.lstrip())
    return blank + (marks.end() if marks else 0)


def _goes_on(line: str, following: str, *, first: bool) -> bool:
    """Whether a line break is mere wrapping: the line is full, ends no sentence, and the next goes on in it."""
    if first or _MARKUP.match(following) or line.startswith("#"):
        return False
    return len(line) in _WRAPPED and (following[0].islower() or not line.endswith(_ENDS))


def lower_title_case(headline: str, body: str, *, words: Collection[str]) -> str:
    """A headline in Title Case with its common words written small, for the tagger's sake; as long as before.

    A headline that is not in Title Case is returned as it is.

    Args:
        headline: The headline.
        body: The rest of the document: what it writes small is a common word, what it writes large a name.
        words: Dictionary forms that are common words.
    """
    long = [w for w in _WORD.findall(headline) if len(w) > 3]  # noqa: PLR2004 - short words stay small in Title Case
    if len(long) < 3 or sum(w[0].isupper() for w in long) < 0.8 * len(long):  # noqa: PLR2004
        return headline
    known = set(_WORD.findall(body))

    def small(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        common = any(form in known or form in words for form in _forms(low))
        if match.start() == 0 or word.isupper() or (word in known and low not in known) or not common:
            return word
        return low if len(low) == len(word) else word

    return _WORD.sub(small, headline)


def _forms(word: str) -> Iterator[str]:
    """A word and what it may be an inflected form of."""
    yield word
    for ending, replacement in (
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending):
            yield word[: -len(ending)] + replacement
