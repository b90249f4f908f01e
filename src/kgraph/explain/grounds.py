"""Which words make a claim's speakers, modality and polarity.

They are found by trial: the context is read again with one word after the other made blank. What changes then, rests on
that word. So this knows no rule of its own and stays true whatever the rules become.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import MappingProxyType

from kgraph.claims.context import Context
from kgraph.claims.scope import context_of
from kgraph.claims.trace import Trace
from kgraph.claims.view import View
from kgraph.explain.entries import entry_of, listed
from kgraph.explain.values import Ground
from kgraph.parse import Token

_ASPECTS: Mapping[str, Callable[[Context], Hashable]] = MappingProxyType(
    {
        "speaker": lambda c: tuple(t.i for t in c.speakers),
        "modality": lambda c: c.modality,
        "polarity": lambda c: c.negative,
        "alleged": lambda c: c.alleged,
        "void": lambda c: c.void,
    }
)
_PLAIN = Context()


def find_grounds(view: View, predicate: Token) -> tuple[Ground, ...]:
    """The words that make the context of a predicate other than plain, aspect by aspect."""
    trace = Trace()
    context = _read(replace(view, trace=trace), predicate)
    aspects = [name for name, aspect in _ASPECTS.items() if aspect(context) != aspect(_PLAIN)]
    if not aspects:
        return ()
    words = [t for t in view.parse.sentences[predicate.sent].tokens if t is not predicate and t.text.strip()]
    trials = [(word, _without(view, predicate, [word])) for word in words]
    found: list[Ground] = []
    for name in aspects:
        aspect = _ASPECTS[name]
        telling = [word for word, other in trials if aspect(other) != aspect(context)]
        telling = [word for word in telling if word.tag != "TO"] or telling  # it only makes the infinitive
        telling = telling or _together(view, predicate, words, aspect)
        found += _grounds(view, name, telling, trace)
        if name == "speaker" and _is_of_quotation(view, predicate, context):
            found.append(Ground(name, ""))
    return tuple(found)


def _read(view: View, predicate: Token) -> Context:
    """The context, read anew."""
    return context_of(replace(view, contexts={}, roots={}, reports={}, asides={}), predicate)


def _without(view: View, predicate: Token, words: Sequence[Token]) -> Context:
    with ExitStack() as stack:
        for word in words:
            stack.enter_context(_blank(word))
        return _read(replace(view, trace=None), predicate)


@contextmanager
def _blank(word: Token) -> Iterator[None]:
    """Makes a word say nothing; one that nothing hangs on has no function either."""
    before = word.text, word.lower, word.lemma, word.dep
    word.text = word.lower = word.lemma = ""
    if not word.children and word.dep in {"neg", "aux", "mark"}:
        word.dep = ""
    try:
        yield
    finally:
        word.text, word.lower, word.lemma, word.dep = before


def _together(
    view: View, predicate: Token, words: Sequence[Token], aspect: Callable[[Context], Hashable]
) -> list[Token]:
    """The words that tell something together, where each alone would be enough: 'may possibly'."""
    context = _read(replace(view, trace=None), predicate)

    def changes(blank: Sequence[Token]) -> bool:
        return aspect(_without(view, predicate, blank)) != aspect(context)

    needed = list(words)
    if not changes(needed):
        return []
    for word in words:
        fewer = [w for w in needed if w is not word]
        if changes(fewer):
            needed = fewer
    return needed


def _grounds(view: View, aspect: str, words: Sequence[Token], trace: Trace) -> Iterator[Ground]:
    """The words in text order: those of the lexicon each with its entry, others that stand side by side together."""
    run: list[Token] = []
    for word in words:
        entry = trace.embedding.get(word.i)
        if run and (entry is not None or word.i != run[-1].i + 1):
            yield _plain_ground(view, aspect, run)
            run = []
        if entry is not None:
            yield Ground(aspect, word.text, entry_of(entry))
        else:
            run.append(word)
    if run:
        yield _plain_ground(view, aspect, run)


def _plain_ground(view: View, aspect: str, words: Sequence[Token]) -> Ground:
    return Ground(aspect, view.parse.text[words[0].start : words[-1].end], listed(words[0].lower))


def _is_of_quotation(view: View, predicate: Token, context: Context) -> bool:
    """Whether those who say it are those whose quotation it stands in."""
    quote = view.quoted.get(predicate.i)
    if quote is None:
        return False
    entities = {entity.id for s in quote.speakers if (entity := view.entity(s)) is not None}
    return any((entity := view.entity(s)) is not None and entity.id in entities for s in context.speakers)
