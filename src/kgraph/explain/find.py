"""From a parse to the explanation of its sentences: the rules run as they always do, and keep a trace."""

from collections.abc import Iterable, Iterator, Sequence

from kgraph.claims.confidence import confidence_model
from kgraph.claims.find import Candidate, find_candidates, view_of
from kgraph.claims.trace import Trace
from kgraph.claims.view import View
from kgraph.explain.clauses import clause_of, find_named, find_predicates, find_words
from kgraph.explain.outcomes import dropped_of, found_of, misfit_of, once, passed_of, unsure_of
from kgraph.explain.unknown import find_unknown
from kgraph.explain.values import Dropped, Explanation, Found
from kgraph.model import Claim, Document
from kgraph.parse import Parse, Resolution, Sentence


def find_sentences(document: Document, parse: Parse, *, numbers: Iterable[int] = (), text: str = "") -> Sequence[int]:
    """The numbers, from 1, of the sentences that are meant: by number, or by a piece of their text; else all."""
    wanted = set(numbers)
    folded = " ".join(text.casefold().split())
    return [
        s.index + 1
        for s in parse.sentences
        if (not wanted or s.index + 1 in wanted)
        and folded in " ".join(document.text[s.start : s.end].casefold().split())
    ]


def explain_sentences(  # noqa: PLR0913 - a document in three parts, and the options
    document: Document,
    parse: Parse,
    resolution: Resolution,
    numbers: Iterable[int],
    *,
    base: str,
    min_confidence: float | None = None,
) -> Iterator[Explanation]:
    """What was made of some sentences of a document, by their numbers from 1.

    Args:
        document: The document.
        parse: Its parse.
        resolution: What its nominals refer to.
        numbers: Which sentences.
        base: What the IRIs of the data begin with.
        min_confidence: Claims below it count as dropped; None for the usual threshold.
    """
    least = confidence_model().threshold if min_confidence is None else min_confidence
    trace = Trace()
    view = view_of(document, parse, resolution, base=base, trace=trace)
    candidates = list(find_candidates(view))
    for number in numbers:
        yield _explain(view, trace, candidates, parse.sentences[number - 1], least)


def _explain(
    view: View, trace: Trace, candidates: Sequence[Candidate], sentence: Sentence, least: float
) -> Explanation:
    here = [c for c in candidates if c.draft.predicate.sent == sentence.index]
    passed = [p for p in trace.passed if p.predicate.sent == sentence.index]
    misfits = sorted(
        once(m for m in trace.misfits if m.predicate.sent == sentence.index),
        key=lambda m: (m.predicate.i, m.slot is None),
    )
    predicates = find_predicates(view, sentence)
    by_index = {p.token.i: p for p in predicates}
    used = {c.draft.predicate.i for c in here} | {p.predicate.i for p in passed}
    return Explanation(
        document=view.document.id,
        number=sentence.index + 1,
        text=" ".join(view.document.text[sentence.start : sentence.end].split()),
        start=sentence.start,
        words=tuple(find_words(sentence)),
        clauses=tuple(clause_of(view, p, by_index) for p in predicates),
        nominals=tuple(find_named(view, sentence)),
        found=tuple(_found(view, here, least)),
        dropped=(
            *_refused(view, here, least),
            *dict.fromkeys(passed_of(p) for p in passed),
            *(misfit_of(view, m) for m in misfits),
        ),
        unknown=find_unknown(view, sentence, predicates, misfits, used=used),
    )


def _found(view: View, candidates: Iterable[Candidate], least: float) -> Iterator[Found]:
    for candidate in candidates:
        if isinstance(candidate.outcome, Claim) and candidate.outcome.confidence >= least:
            yield found_of(view, candidate.outcome, candidate.draft)


def _refused(view: View, candidates: Iterable[Candidate], least: float) -> Iterator[Dropped]:
    for candidate in candidates:
        if isinstance(candidate.outcome, Claim):
            if candidate.outcome.confidence < least:
                yield unsure_of(view, candidate.outcome, candidate.draft, least)
        else:
            yield dropped_of(view, candidate, candidate.outcome)
