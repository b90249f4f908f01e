"""Who says what: quotations with their speakers, 'according to', reporting clauses in brackets of commas."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kgraph.claims.clause import authors, child, is_passive, surface_subjects
from kgraph.claims.view import Quote, Statement, View
from kgraph.lexicon import Lexicon
from kgraph.model import EntityType
from kgraph.parse import Parse, Sentence, Token
from kgraph.words import word_list

_QUOTED = re.compile(r'"([^"\n]+)(?:"|(?=\n)|\Z)')
_SINGLE = re.compile(r"(?<!\w)'([^'\n]*(?:\w'\w[^'\n]*)*)'(?!\w)")
_MIN_WORDS = 4  # shorter quotations are words within the writer's own sentence
_AUTHORS = frozenset(
    {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.GROUP, EntityType.ARMED_FORCE}
)
_NO_SPEAKERS = frozenset({"it", "this", "that", "which", "what", "there"})


@cache
def reporting_lemmas(lexicon: Lexicon) -> frozenset[str]:
    """The verbs whose subject says the clause that they embed."""
    return frozenset(
        head
        for (head, pos), entries in lexicon.embedding.items()
        if pos == "verb" and any("that" in e.role and e.speaker == "subj" and not e.polarity for e in entries)
    )


def find_statements(view: View) -> Mapping[str, Sequence[Statement]]:
    """Where a document tells whose a letter, a report or another statement is, by the statement's lemma."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for token in view.parse.tokens:
        if token.lemma in word_list("statement-noun"):
            behind_it = tuple(t for t in authors(token) if view.type(t) in _AUTHORS)
            if behind_it:
                found[token.lemma].append(Statement(token.i, behind_it))
    return found


def find_quotes(view: View) -> Mapping[int, Quote]:
    """The quotations of a document that hold a clause, each with its speakers where the text tells them.

    Returns:
        The quotation of each token that stands in one, by the token's index; of two that overlap the first.
    """
    tokens = view.parse.tokens
    found: dict[int, Quote] = {}
    before: Quote | None = None
    for region in sorted(_regions(view.parse), key=lambda q: q.start):
        first, last = (bisect_left(tokens, place, key=_start) for place in (region.start, region.end))
        before = replace(region, speakers=_speakers(view, region, tokens[first:last], before))
        for i in range(first, last):
            found.setdefault(i, before)
    return found


def _start(token: Token) -> int:
    return token.start


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
            return tuple(a for t in surface_subjects(verb) if t.lower not in _NO_SPEAKERS for a in behind(view, t))
    last = tokens[-1].sent
    if last + 1 < len(parse.sentences) and not _newline_between(parse, quote.end, parse.sentences[last + 1].start):
        verb = _reporting_verb(view, parse.sentences[last + 1], quote, first=True)
        if verb is not None:
            return tuple(surface_subjects(verb))
    if before is not None and _near(parse, before.end, quote.start):
        return before.speakers
    return _who_acts(view, tokens[0].sent)


def _near(parse: Parse, end: int, start: int) -> bool:
    """Whether one quotation goes on from another: no more than a short clause between them, no new paragraph's text."""
    between = parse.text[end:start]
    return len(between) < 160 and between.count("\n\n") < 2  # noqa: PLR2004 - a sentence at most


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
        found = view.reports[sentence.index] = [v for v in verbs if not is_passive(v) and _has_speaker(v)]
    return found


def _has_speaker(verb: Token) -> bool:
    return any(s.lower not in _NO_SPEAKERS for s in surface_subjects(verb))


def _who_acts(view: View, sentence: int) -> tuple[Token, ...]:
    """The person who is the subject of the sentence before, where a quotation stands free."""
    if sentence == 0:
        return ()
    root = view.parse.sentences[sentence - 1].root
    people = [
        s
        for s in surface_subjects(root)
        if (e := view.entity(s)) is not None and e.type.value in {"Person", "Organization"}
    ]
    return tuple(people[:1])


def behind(view: View, speaker: Token) -> list[Token]:
    """Those who speak through a statement: its authors, told there or where the document first speaks of it."""
    if speaker.lemma not in word_list("statement-noun") or speaker.pos != "NOUN":
        return [speaker]
    known = view.statements.get(speaker.lemma, ())
    earlier = bisect_right(known, speaker.i, key=_place)
    return list(known[earlier - 1].authors) if earlier else [speaker]


def _place(statement: Statement) -> int:
    return statement.i


def sentence_speakers(view: View, sentence: Sentence) -> list[tuple[Token, Token]]:
    """Who a sentence's words are said by: 'according to X', 'in X's view', reporting clauses set off by commas.

    Returns:
        Pairs of the head of the speaker's phrase and the verb whose clause is theirs.
    """
    found: list[tuple[Token, Token]] = []
    for token in sentence.tokens:
        if token.lower == "according":
            to = next((c for c in token.children if c.lower == "to"), None)
            if to is not None:
                found.extend((c, _clause_of(token)) for c in to.children if c.dep == "pobj")
        elif token.dep == "parataxis" and token.lemma in reporting_lemmas(view.lexicon):
            found.extend((s, _clause_of(token)) for s in surface_subjects(token) if s.lower not in _NO_SPEAKERS)
        elif token.lower == "view" and child(token, "poss") is not None and token.head.lower == "in":
            found.extend((c, _clause_of(token)) for c in token.children if c.dep == "poss")
    return found


def _clause_of(token: Token) -> Token:
    """The clause that a phrase speaks of: the nearest relative clause around it, else the whole sentence."""
    while token.head is not token and token.dep not in {"relcl", "acl"}:
        token = token.head
    return token
