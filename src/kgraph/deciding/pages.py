"""What is uncertain as it is shown in the terminal: the claim, and the sentence with its words marked."""

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import fill

from kgraph.browse import Appearing, claim_words, speakers_words
from kgraph.deciding.doubts import Conflict, Doubt, DoubtfulClaim, DoubtfulMerge
from kgraph.model import Claim, Document
from kgraph.query.table import harmless

Paint = Callable[[str, str], str]

_SENTENCE_END = re.compile("[.!?][\"'\u201d\u2019)\\]]*\\s+|\n+")
_LONGEST = 600  # characters of a sentence; text without full stops is cut
_MARKS = ("\ue000", "\ue001")


def page(doubt: Doubt, documents: Mapping[str, Document], *, width: int, paint: Paint) -> str:
    """What is uncertain, with the words that it rests on.

    Args:
        doubt: What to show.
        documents: Those with its words, by id.
        width: The columns to fill.
        paint: Makes a text stand out, by the name of a style.
    """
    match doubt:
        case DoubtfulClaim():
            lines = list(_claim(doubt.claim, documents, width, paint))
        case Conflict():
            lines = [
                *("The first", *_claim(doubt.first, documents, width, paint)),
                *("The second", *_claim(doubt.second, documents, width, paint)),
            ]
        case DoubtfulMerge():
            lines = list(_merge(doubt, documents, width, paint))
    return "\n".join(lines)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence, or sentences, around a range of a text."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _LONGEST), start)]
    first = before[-1] if before else max(0, start - _LONGEST)
    after = _SENTENCE_END.search(text, max(start, end - 1), end + _LONGEST)
    return first, after.end() if after else min(len(text), end + _LONGEST)


def _claim(claim: Claim, documents: Mapping[str, Document], width: int, paint: Paint) -> Iterator[str]:
    yield from _filled(harmless(claim_words(claim)), width, "  ", lambda text: paint(text, "strong"))
    yield from _filled(harmless(f"says {speakers_words(claim)}"), width, "  ")
    document = documents.get(claim.evidence.document)
    if document is None or not document.text:
        yield from _filled(harmless(f"“{claim.evidence.quote}”"), width, "    ")
        yield f"    {paint(harmless(claim.evidence.document), 'faint')}"
        return
    yield from _quoted(document, claim.evidence.start, claim.evidence.end, width, paint)


def _merge(doubt: DoubtfulMerge, documents: Mapping[str, Document], width: int, paint: Paint) -> Iterator[str]:
    merge = doubt.merge
    words = f"{merge.left} and {merge.right} are taken for one: {doubt.known.label} ({doubt.known.key})"
    yield from _filled(harmless(words), width, "  ", lambda text: paint(text, "strong"))
    yield f"  {doubt.known.type}, for the reason: {merge.reason}"
    for name, appearances in ((merge.left, doubt.left), (merge.right, doubt.right)):
        for appearing in appearances[:2]:
            yield from _filled(harmless(_told(name, appearing)), width, "  ")
            document = documents.get(appearing.document)
            start = document.text.find(name) if document else -1
            if document and start >= 0:
                yield from _quoted(document, start, start + len(name), width, paint)


def _told(name: str, appearing: Appearing) -> str:
    profile = [appearing.type, *appearing.roles, *appearing.states]
    return f"{name} in {appearing.document} ({', '.join(profile)})"


def _quoted(document: Document, start: int, end: int, width: int, paint: Paint) -> Iterator[str]:
    """The sentence with a range of it marked, and where it stands."""
    first, last = sentence(document.text, start, end)
    text = document.text
    before, words, after = (harmless(part) for part in (text[first:start], text[start:end], text[end:last]))
    lines = _filled(f"{before}{_MARKS[0]}{words}{_MARKS[1]}{after}", width, "    ")
    yield _marked("\n".join(lines), paint)
    about = (document.id, document.published, document.publisher, document.title)
    yield from _filled(
        harmless(" · ".join(part for part in about if part)), width, "    ", lambda line: paint(line, "faint")
    )


def _filled(text: str, width: int, indent: str, style: Callable[[str], str] = str) -> Iterator[str]:
    for line in fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent).split("\n"):
        yield style(line)


def _marked(text: str, paint: Paint) -> str:
    """Lines with their marked words painted, or between square brackets where there are no colours."""
    before, _, rest = text.partition(_MARKS[0])
    words, _, after = rest.partition(_MARKS[1])
    if paint("x", "ask") == "x":
        return f"{before}[{words}]{after}"
    painted = (re.sub(r"\S.*", lambda found: paint(found[0], "ask"), line) for line in words.split("\n"))
    return "".join([before, "\n".join(painted), after])
