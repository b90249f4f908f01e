"""Steps through what is uncertain and asks what to make of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kgraph.browse import Directory
from kgraph.deciding.doubts import Conflict, Doubt, DoubtfulClaim, DoubtfulMerge, Settled
from kgraph.deciding.fields import FIELDS, changed, text_of
from kgraph.deciding.pages import page
from kgraph.deciding.rulings import accepted, judged, rejected
from kgraph.deciding.values import Made, Signature
from kgraph.decisions import REMOVABLE, Decisions, Ruling
from kgraph.errors import DecisionError
from kgraph.model import Claim, Document, EntityType, Modality, Polarity

ACCEPT, REJECT, CORRECT, SKIP, BACK, QUIT = "arcsbq"
FIRST, SECOND = "12"

_QUESTIONS = {
    DoubtfulClaim: "[a]ccept  [r]eject  [c]orrect  [s]kip  [b]ack  [q]uit",
    DoubtfulMerge: "[a]ccept: one  [r]eject: two  [s]kip  [b]ack  [q]uit",
    Conflict: "[a]ccept: both say so  [r]eject: no conflict  [1] first is wrong  [2] second is wrong  "
    "[c]orrect one  [s]kip  [b]ack  [q]uit",
}
_CHOICES = {"modality": tuple(Modality), "polarity": tuple(Polarity)}
_EMPTY = "-"


class Console(Protocol):
    """Where the dialogue takes place."""

    width: int

    def show(self, text: str) -> None:
        """Show a text and end the line."""

    def key(self, question: str) -> str:
        """Ask for one key.

        Raises:
            EOFError: If there is nobody left to ask.
        """

    def line(self, question: str) -> str:
        """Ask for a line.

        Raises:
            EOFError: If there is nobody left to ask.
        """

    def paint(self, text: str, style: str) -> str:
        """A text in a style, if there are any."""


@dataclass(frozen=True)
class Desk:
    """What is at hand while somebody decides.

    Attributes:
        directory: The entities that there are.
        documents: The documents with the words of what is uncertain, by id.
        relations: The names of the relations that there are.
        sign: Who decides, and when that is: now.
        write: Writes decisions to the file and gives all that it holds.
    """

    directory: Directory
    documents: Mapping[str, Document]
    relations: Collection[str]
    sign: Callable[[], Signature]
    write: Callable[[Sequence[Made]], Decisions]


def review(doubts: Sequence[Doubt], decisions: Decisions, desk: Desk, console: Console) -> int:
    """Ask for each what to make of it, until all are passed or somebody quits.

    What a decision has settled is not asked again, unless somebody goes back to it. Each decision is written at once.

    Returns:
        How many decisions were made.
    """
    made, place, step = 0, 0, 1
    before = now = Settled(decisions, desk.directory.base)
    while 0 <= place < len(doubts):
        doubt = doubts[place]
        if step > 0 and now.has(doubt) and not before.has(doubt):
            place += 1
            continue
        _show(doubt, f"{place + 1} of {len(doubts)}", desk, console)
        try:
            key = console.key(_QUESTIONS[type(doubt)]).lower()
            if key == QUIT:
                break
            if key in (SKIP, BACK):
                step = 1 if key == SKIP else -1
                place = max(0, place + step)
                continue
            answer = _answer(key, doubt, desk, console)
        except EOFError:
            break
        if answer:
            try:
                now = Settled(desk.write(answer), desk.directory.base)
            except DecisionError as error:
                console.show(f"  {error}")
                continue
            made += len(answer)
            console.show("\n".join(f"  {console.paint(each.words, 'faint')}" for each in answer))
            place, step = place + 1, 1
    return made


def _show(doubt: Doubt, place: str, desk: Desk, console: Console) -> None:
    head = console.paint(f"{place} · {doubt.kind} · {doubt.certainty:.2f}", "title")
    console.show(f"\n{head}\n{page(doubt, desk.documents, width=console.width, paint=console.paint)}")


def _answer(key: str, doubt: Doubt, desk: Desk, console: Console) -> list[Made]:
    """The decisions of a key; none where it is no answer."""
    try:
        if key == ACCEPT:
            return accepted(doubt, desk.sign(), desk.directory)
        if key == REJECT:
            return rejected(doubt, desk.sign(), desk.directory)
    except DecisionError as error:
        console.show(f"  {error}")
        return []
    if isinstance(doubt, Conflict) and key in (FIRST, SECOND):
        claim = doubt.first if key == FIRST else doubt.second
        return [judged(claim, Ruling.REJECTED, desk.sign(), desk.directory)]
    if key == CORRECT and not isinstance(doubt, DoubtfulMerge):
        return _correct(doubt, desk, console)
    console.show(f"  {key!r} is no answer here: {_QUESTIONS[type(doubt)]}")
    return []


def _correct(doubt: DoubtfulClaim | Conflict, desk: Desk, console: Console) -> list[Made]:
    if isinstance(doubt, Conflict):
        key = console.key("Which is to be corrected? [1] the first  [2] the second")
        if key not in (FIRST, SECOND):
            return []
        claim = doubt.first if key == FIRST else doubt.second
    else:
        claim = doubt.claim
    texts: dict[str, str] = {}
    while field := _field(claim, texts, desk, console):
        text = console.line(_question(field))
        wanted = {**texts, field: "" if text.strip() == _EMPTY else _typed(text, field, desk, console)}
        _, wrong = changed(claim, wanted, desk.directory, desk.relations)
        if wrong:
            console.show(f"  {wrong[field]}")
        elif text.strip():
            texts = wanted
    changes, _ = changed(claim, texts, desk.directory, desk.relations)
    if not changes:
        console.show("  nothing was changed")
        return []
    return [judged(claim, Ruling.CORRECTED, desk.sign(), desk.directory, changes=changes)]


def _field(claim: Claim, texts: Mapping[str, str], desk: Desk, console: Console) -> str:
    """Which field is to be changed next; empty if no more."""
    for field in FIELDS:
        mark = "*" if field in texts else " "
        console.show(f"  {mark} {field:<9} {texts.get(field, text_of(claim, field, desk.directory))}")
    while True:
        typed = console.line("field to change, by its beginning (Enter: done)").strip().lower()
        found = [field for field in FIELDS if field.startswith(typed)]
        if not typed or len(found) == 1:
            return found[0] if typed else ""
        console.show(f"  {typed!r} is {'more than one' if found else 'no'} field: {', '.join(found or FIELDS)}")


def _question(field: str) -> str:
    hints = {
        "speakers": "names with ; between, outermost first",
        "quantity": "such as about 10,000 soldiers",
        "time": "such as 2024-10-23",
    }
    choices = _CHOICES.get(field)
    hint = ", ".join(choices) if choices else hints.get(field, "a name")
    empty = f"; {_EMPTY} for none" if field in (*REMOVABLE, "speakers") else ""
    return f"{field} ({hint}{empty})"


def _typed(text: str, field: str, desk: Desk, console: Console) -> str:
    """What was typed for a field; a name that is new gets its type."""
    if field not in ("subject", "object", "theme", "place") or not text.strip():
        return text
    if "[" in text or desk.directory.is_known(text):
        return text
    near = desk.directory.search(text)[:3]
    if near:
        console.show(f"  not known; like it: {', '.join(f'{known.label} ({known.key})' for known in near)}")
    typed = console.line(f"type of the new entity ({', '.join(EntityType)}; Enter: not new)").strip()
    return f"{text.strip()} [{typed}]" if typed else text
