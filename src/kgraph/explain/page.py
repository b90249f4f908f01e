"""An explanation as text for a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kgraph.claims.trace import Reason
from kgraph.explain.flow import BREAK, Paint, Piece, flow, plain
from kgraph.explain.outcomes import OTHER_WORDS
from kgraph.explain.values import Argument, Clause, Dropped, Entry, Explanation, Found, Ground, Nominal, Unknown, Word
from kgraph.model import Claim, Polarity, Quantity

WIDTH = 80
_DEEP = " " * 6
_WEIGHTS = 3  # the others say little
_ASPECTS = ("speaker", "modality", "polarity", "alleged")


def page(explanation: Explanation, *, width: int = WIDTH, paint: Paint = plain, everything: bool = False) -> str:
    """The explanation of one sentence.

    Args:
        explanation: What was made of it.
        width: The columns of a line; a line of the lexicon that is proposed is never broken.
        paint: Gives texts their styles.
        everything: Whether to list, too, the parse and the entries that nobody would expect to fit.
    """
    return "\n".join(_Page(width, paint).lines(explanation, everything=everything))


class _Page:
    """Writes the parts of one page, in its width and colours."""

    def __init__(self, width: int, paint: Paint) -> None:
        self._width = width
        self._paint = paint

    def lines(self, explanation: Explanation, *, everything: bool) -> Iterator[str]:
        number = f"[{explanation.number}] "
        yield from self._flow([(number, "faint"), (explanation.text, "strong")], rest=" " * len(number))
        hidden = [] if everything else [d for d in explanation.dropped if _is_idle(d, explanation)]
        dropped = [d for d in explanation.dropped if d not in hidden]
        yield from self._section("Clauses", self._clauses(explanation.clauses))
        yield from self._section("Entities", self._nominals(explanation.nominals))
        yield from self._section("Claims", (line for f in explanation.found for line in self._found(f)), none="none")
        yield from self._section("Dropped", self._dropped(dropped))
        yield from self._section("No entry", (line for u in explanation.unknown for line in self._unknown(u)))
        if everything:
            yield from self._section("Words", self._words(explanation.words))
        if hidden:
            yield ""
            count = f"{len(hidden)} other {'entries' if len(hidden) > 1 else 'entry'} of these words did not fit"
            yield from self._flow([(f"{count} ({_listed(hidden)}); --all shows why", "faint")], first="  ", rest="  ")

    def _section(self, title: str, lines: Iterable[str], *, none: str = "") -> Iterator[str]:
        body = list(lines) or ([f"  {self._paint(none, 'faint')}"] if none else [])
        if body:
            yield ""
            yield self._paint(title, "title")
            yield from body

    def _flow(self, pieces: Sequence[Piece], *, first: str = "", rest: str = "") -> Iterator[str]:
        return flow(pieces, self._paint, width=self._width, first=first, rest=rest)

    # --- what is there

    def _clauses(self, clauses: Sequence[Clause]) -> Iterator[str]:
        for clause in clauses:
            kind = " ".join(filter(None, (clause.voice, clause.part)))
            above = [f"under '{clause.under}'"] if clause.under else []
            note = ", ".join([kind, *above, *clause.said])
            yield from self._flow([(clause.predicate, "strong"), (f" ({note})", "faint")], first="  ", rest=_DEEP)
            if clause.arguments:
                yield from self._flow(list(_arguments(clause.arguments)), first=_DEEP, rest=_DEEP)

    def _nominals(self, nominals: Sequence[Nominal]) -> Iterator[str]:
        rows = dict.fromkeys((n.words, n.entity, n.type) for n in nominals)
        size = min(max((len(words) for words, _, _ in rows), default=0), self._width // 2)
        for words, entity, type_ in rows:
            if entity is None:
                pieces = [("? ", "ask"), ("nothing tells who or what", "")]
            else:
                pieces = [(type_ or "", "faint"), ("" if _is_named_by(entity, words) else f" → {entity}", "")]
            first = f"  {words:{size}}  "
            if len(words) > size:
                yield from self._flow([(words, "")], first="  ", rest=_DEEP)
                first = " " * (size + 4)
            yield from self._flow(pieces, first=first, rest=" " * (size + 4))

    def _words(self, words: Sequence[Word]) -> Iterator[str]:
        sizes = [
            max(len(cell) for cell in column) for column in zip(*((w.text, w.lemma, w.pos) for w in words), strict=True)
        ]
        for word in words:
            cells = (f"{cell:{size}}" for cell, size in zip((word.text, word.lemma, word.pos), sizes, strict=True))
            first = f"  {'  '.join(cells)}  "
            yield from self._flow([(f"{word.dep} of '{word.head}'", "")], first=first, rest=" " * len(first))

    # --- what came of it

    def _found(self, found: Found) -> Iterator[str]:
        claim = found.claim
        subject = claim.subject.label if claim.subject else "?"
        theme = [(": ", ""), (claim.theme.label, "strong")] if claim.theme else []
        pieces = [(subject, "strong"), (f" — {claim.relation} → ", "good"), (claim.object.label, "strong"), *theme]
        yield from self._flow([("+ ", "good"), *pieces], first="  ", rest=_DEEP)
        yield from self._row("words", [(f'"{claim.evidence.quote}"'.replace("\n", " "), "")])
        place = [(", ", ""), (_place(found.entry), "title")] if found.entry else []
        yield from self._row("by", [(f"'{found.predicate}', rule {found.rule}", ""), *place])
        yield from self._entry(found.entry)
        for aspect in _ASPECTS:
            if value := _value(claim, aspect):
                grounds = [g for g in found.grounds if g.aspect == aspect]
                yield from self._row(aspect, [(value, ""), *_because(grounds)])
        weights = ", ".join(f"{name} ({weight:+.1f})" for name, weight in found.weights[:_WEIGHTS])
        yield from self._row(
            "confidence", [(f"{claim.confidence:.2f}", ""), (f": {weights}" if weights else "", "faint")]
        )
        for name, value in _others(claim):
            yield from self._row(name, [(value, "")])

    def _row(self, name: str, pieces: Sequence[Piece]) -> Iterator[str]:
        first = f"{_DEEP}{name:<10} "
        return self._flow(pieces, first=first, rest=" " * len(first))

    def _entry(self, entry: Entry | None) -> Iterator[str]:
        if entry is not None:
            yield from self._row("", [(_written(entry), "")])
            yield from self._row("", [(f"“{entry.example}”", "faint")])

    def _dropped(self, dropped: Sequence[Dropped]) -> Iterator[str]:
        for (_, reason), group in groupby(dropped, key=lambda d: (d.start, d.reason)):
            if reason == Reason.MISFIT:
                yield from self._misfits(list(group))
            elif reason == OTHER_WORDS:
                yield from self._others(list(group))
            else:
                yield from (line for d in group for line in self._refused(d))

    def _refused(self, dropped: Dropped) -> Iterator[str]:
        parts = f": {' → '.join(dropped.parts)}" if dropped.parts else ""
        head = [(dropped.predicate, "strong"), (f" {dropped.relation}", "bad"), (parts, "")]
        yield from self._flow([("- ", "bad"), *head], first="  ", rest=_DEEP)
        reason = f"{dropped.reason}: {dropped.detail}" if dropped.detail else dropped.reason
        yield from self._row("why", [(reason, "")])
        if dropped.entry is not None:
            place = [(_place(dropped.entry), "title"), (f" {_written(dropped.entry)}", "")]
            yield from self._row("by", place)

    def _misfits(self, misfits: Sequence[Dropped]) -> Iterator[str]:
        """The entries of a word that do not fit, together."""
        head = [("- ", "bad"), (misfits[0].predicate, "strong"), (" does not fit", "bad")]
        yield from self._flow(head, first="  ", rest=_DEEP)
        for misfit in misfits:
            if misfit.entry is not None:
                entry = [(_place(misfit.entry), "title"), (f" {_written(misfit.entry)}", "")]
                yield from self._flow(entry, first=_DEEP, rest=_DEEP + "  ")
            yield from self._flow([(_breakable(misfit.detail), "faint")], first=_DEEP + "  ", rest=_DEEP + "  ")

    def _others(self, others: Sequence[Dropped]) -> Iterator[str]:
        """The entries of several words that are not all there, together."""
        lemmas = ", ".join(f"{d.entry.cells[0]} ({_place(d.entry)})" for d in others if d.entry is not None)
        pieces = [
            ("- ", "bad"),
            (others[0].predicate, "strong"),
            (" without its other words", "bad"),
            (f": {lemmas}", ""),
        ]
        yield from self._flow(pieces, first="  ", rest=_DEEP)

    def _unknown(self, unknown: Unknown) -> Iterator[str]:
        pieces = [("? ", "ask"), (unknown.predicate, "strong"), (f": {unknown.detail}", "")]
        yield from self._flow(pieces, first="  ", rest=_DEEP)
        advice = f"a line to begin with, for ontology/lexicon/{unknown.file}:"
        yield from self._flow([(advice, "faint")], first=_DEEP, rest=_DEEP)
        yield self._paint(unknown.line, "good")


def _is_idle(dropped: Dropped, explanation: Explanation) -> bool:
    """Whether nobody would expect it to fit: another entry does, words of it are not there, a noun has no arguments."""
    if dropped.reason == OTHER_WORDS:
        return True
    others = {d.start for d in explanation.dropped if d.reason not in {OTHER_WORDS, Reason.MISFIT}}
    if dropped.reason != Reason.MISFIT:
        return False
    seen = {c.start for c in explanation.clauses}
    return dropped.start not in seen or dropped.start in others | {f.start for f in explanation.found}


def _listed(dropped: Sequence[Dropped]) -> str:
    counts = Counter(d.predicate for d in dropped)
    return ", ".join(f"{word} {count}" for word, count in counts.items())


def _arguments(arguments: Sequence[Argument]) -> Iterator[Piece]:
    for number, argument in enumerate(arguments):
        yield (" · " if number else ""), "faint"
        yield argument.slot, "title"
        yield f" {argument.words}", ""
        if (
            argument.entity is not None
            and argument.type != "Event"
            and not _is_named_by(argument.entity, argument.words)
        ):
            yield f" ({argument.entity})", "faint"


def _is_named_by(entity: str, words: str) -> bool:
    """Whether words end in an entity's name, so that they need not be told what they refer to."""
    return words.casefold().endswith(entity.casefold())


def _place(entry: Entry) -> str:
    return f"{entry.file}:{entry.line}"


def _written(entry: Entry) -> str:
    """The columns of an entry, the example left out."""
    return _breakable(" | ".join(entry.cells))


def _breakable(text: str) -> str:
    """A text that may be broken after commas: the lists of limits are long."""
    return text.replace(",", f",{BREAK}")


def _because(grounds: Sequence[Ground]) -> Iterator[Piece]:
    for number, ground in enumerate(grounds):
        yield (", " if number else ": "), ""
        yield (f"'{ground.words}'" if ground.words else "the quotation is theirs"), "strong"
        if ground.entry is not None:
            yield f" ({_place(ground.entry)})", "title"


def _value(claim: Claim, aspect: str) -> str:
    """What a claim has of an aspect; empty where there is nothing to tell."""
    if aspect == "speaker":
        return " > ".join(speaker.label for speaker in claim.attributed_to)
    if aspect == "modality":
        return claim.modality.value
    if aspect == "polarity":
        return claim.polarity.value if claim.polarity is Polarity.NEGATIVE else ""
    return "yes" if claim.alleged else ""


def _others(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.quantity is not None:
        yield "figure", _figure(claim.quantity)
    if claim.time is not None:
        yield "time", claim.time
    if claim.place is not None:
        yield "place", claim.place.label


def _figure(quantity: Quantity) -> str:
    ends = f"{quantity.low} to {quantity.high}" if quantity.low is not None else str(quantity.value)
    return f"{ends} {quantity.unit}, {quantity.bound.value}"
