"""Quotations: where they stand in a document, and whose words they are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from kgraph.claims.clause import child, is_passive
from kgraph.claims.speech import NO_SPEAKERS, behind, reporting_lemmas, said_by
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import Quote, View
from kgraph.model import ACTORS, EntityType
from kgraph.parse import Parse, Sentence, Token
from kgraph.words import word_list

_QUOTED = re.compile(r'"([^"\n]+)(?:"|(?=\n)|\Z)')
_SINGLE = re.compile(r"(?<!\w)'([^'\n]*(?:\w'\w[^'\n]*)*)'(?!\w)")
_MIN_WORDS = 4  # shorter quotations are words within the writer's own sentence
_BETWEEN = 160  # code points between two quotations of which one goes on from the other: a sentence at most


def find_quotes(view: View) -> Mapping[int, Quote]:
    """The quotations of a document that hold a clause, each with its speakers where the text tells them.

    Returns:
        The quotation of each token that stands in one, by the token's index; of two that overlap the first.
    """
    tokens = view.parse.tokens
    quotes: list[Quote] = []
    for region in sorted(_regions(view.parse), key=lambda q: q.start):
        inside = _tokens_in(tokens, region)
        before = quotes[-1] if quotes else None
        quotes.append(replace(region, speakers=_speakers(view, region, inside, before)))
    for i in range(len(quotes) - 2, -1, -1):  # a paragraph whose quotation is not closed goes on in the next
        if not quotes[i].speakers and _is_open(view.parse, quotes[i]):
            quotes[i] = replace(quotes[i], speakers=quotes[i + 1].speakers)
    found: dict[int, Quote] = {}
    for quote in quotes:
        for token in _tokens_in(tokens, quote):
            found.setdefault(token.i, quote)
    return found


def _tokens_in(tokens: Sequence[Token], region: Quote) -> Sequence[Token]:
    first, last = (bisect_left(tokens, place, key=attrgetter("start")) for place in (region.start, region.end))
    return tokens[first:last]


def _is_open(parse: Parse, quote: Quote) -> bool:
    return parse.text[quote.end : quote.end + 1] != '"'


def _regions(parse: Parse) -> Iterator[Quote]:
    patterns = (_QUOTED, _SINGLE) if parse.text.count('"') < 2 else (_QUOTED,)  # noqa: PLR2004 - a pair
    for pattern in patterns:
        for match in pattern.finditer(parse.text):
            if len(match.group(1).split()) >= _MIN_WORDS:
                yield Quote(match.start(1), match.end(1))


def _speakers(view: View, quote: Quote, tokens: Sequence[Token], before: Quote | None) -> tuple[Token, ...]:
    """The speakers of a quotation: of the clause that reports it, else of the one before, else who acts before."""
    if not tokens:
        return ()
    parse = view.parse
    near = [parse.sentences[i] for i in sorted({tokens[0].sent, tokens[-1].sent})]
    for sentence in reversed(near):
        verb = _reporting_verb(view, sentence, quote)
        if verb is not None:
            return tuple(a for t in said_by(view, verb) for a in behind(view, t))
    last = tokens[-1].sent
    ended = parse.text[quote.end - 1 : quote.end] == "."  # what follows is no part of the sentence
    if (
        not ended
        and last + 1 < len(parse.sentences)
        and not _newline_between(parse, quote.end, parse.sentences[last + 1].start)
    ):
        verb = _reporting_verb(view, parse.sentences[last + 1], quote, first=True)
        if verb is not None:
            return tuple(said_by(view, verb))
    introduced = _introduced(view, quote, tokens[0])
    if introduced:
        return introduced
    if before is not None and _near(parse, before.end, quote.start):
        return before.speakers
    return _who_acts(view, tokens[0].sent) if _stands_free(parse, quote, tokens[0]) else ()


def _stands_free(parse: Parse, quote: Quote, first: Token) -> bool:
    """Whether a quotation opens its sentence."""
    return quote.start - parse.sentences[first.sent].start <= 1


def _introduced(view: View, quote: Quote, first: Token) -> tuple[Token, ...]:
    """Who acts in the clause whose colon a quotation follows: 'The mayor was blunt: "…"'."""
    before = [t for t in view.parse.tokens[max(0, first.i - 3) : first.i] if t.end <= quote.start]
    colon = next((t for t in before if t.text == ":"), None)
    if colon is None:
        return ()
    sentence = view.parse.sentences[colon.sent]
    verbs = [t for t in sentence.tokens if t.i < colon.i and t.pos in {"VERB", "AUX"}]
    subjects = (s for verb in verbs for s in surface_subjects(verb) if s.i < colon.i)
    return tuple(s for s in subjects if view.type(s) in ACTORS)[:1]


def _near(parse: Parse, end: int, start: int) -> bool:
    """Whether one quotation goes on from another: no more than a short clause between them, no new paragraph's text."""
    between = parse.text[end:start]
    return len(between) < _BETWEEN and between.count("\n\n") < 2  # noqa: PLR2004 - a sentence at most


def _newline_between(parse: Parse, start: int, end: int) -> bool:
    return "\n" in parse.text[start:end]


def _reporting_verb(view: View, sentence: Sentence, quote: Quote, *, first: bool = False) -> Token | None:
    """The verb outside of a quotation that reports it; with ``first``, one that opens the sentence."""
    verbs = [t for t in _reporting_verbs(view, sentence) if not quote.start <= t.start < quote.end]
    if first:
        verbs = [t for t in verbs if t.i - sentence.tokens[0].i <= 3]  # noqa: PLR2004 - 'Mr Smith said'
    return min(verbs, key=lambda v: min(abs(v.start - quote.end), abs(v.start - quote.start)), default=None)


def _reporting_verbs(view: View, sentence: Sentence) -> list[Token]:
    """The verbs of a sentence that report what their subject says."""
    found = view.reports.get(sentence.index)
    if found is None:
        lemmas = reporting_lemmas(view.lexicon) | word_list("asking-verb")
        verbs = (t for t in sentence.tokens if t.lemma in lemmas and (t.pos == "VERB" or child(t, "ccomp") is not None))
        found = [v for v in verbs if not is_passive(v) and any(s.lower not in NO_SPEAKERS for s in said_by(view, v))]
        found += [t for t in sentence.tokens if _puts_it(t)]
        view.reports[sentence.index] = found
    return found


def _puts_it(verb: Token) -> bool:
    """'"…" is how the mayor put it'."""
    return verb.lemma == "put" and any(c.lower == "it" and c.dep == "dobj" for c in verb.children)


def _who_acts(view: View, sentence: int) -> tuple[Token, ...]:
    """The person who is the subject of the sentence before, where a quotation stands free."""
    if sentence == 0:
        return ()
    root = view.parse.sentences[sentence - 1].root
    people = [s for s in surface_subjects(root) if view.type(s) in {EntityType.PERSON, EntityType.ORGANIZATION}]
    return tuple(people[:1])
