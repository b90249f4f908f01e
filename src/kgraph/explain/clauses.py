"""The predicates of a sentence with what stands in each of their slots, read as the rules read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.claims.clause import governing_verb, is_passive
from kgraph.claims.frames import fillers
from kgraph.claims.parts import Part, part_of
from kgraph.claims.scope import context_of
from kgraph.claims.view import View
from kgraph.explain.values import Argument, Clause, Nominal, Word
from kgraph.lexicon import PREPOSITIONS, SLOTS, Frame, Lemma, Slot
from kgraph.model import Entity, Modality
from kgraph.parse import Sentence, Token

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_FIRST = ("subj", "poss", "obj", "iobj", "comp")
_LAST = ("inf", "ing", "that")


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot and the head of what stands in it."""

    slot: str
    head: Token


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that may express a relation, and its arguments in the order of a frame."""

    token: Token
    part: str
    arguments: tuple[Filled, ...]


def find_predicates(view: View, sentence: Sentence) -> tuple[Predicate, ...]:
    """The verbs of a sentence, and the nouns and adjectives of the lexicon that have arguments."""
    return tuple(p for token in sentence.tokens if (p := predicate_of(view, token)) is not None)


def predicate_of(view: View, token: Token) -> Predicate | None:
    """A word as a predicate; None where it is none."""
    part = _PARTS.get(token.pos)
    if part is None or (part == "verb" and token.dep in {"aux", "auxpass", "amod", "prep"}):
        return None
    lemma = token.lemma if part == "verb" else token.lemma.lower()
    known = {"verb": True, "noun": lemma in view.lexicon.nouns, "adjective": lemma in view.lexicon.adjectives}
    arguments = tuple(_arguments(view, token, part))
    return Predicate(token, part, arguments) if known[part] and (part == "verb" or arguments) else None


def arguments_of_noun(view: View, noun: Token) -> tuple[Filled, ...]:
    """What would be the arguments of a noun that is not in the lexicon."""
    return tuple(_arguments(view, noun, "noun"))


def _arguments(view: View, token: Token, part: str) -> Iterator[Filled]:
    probe = Frame(Lemma(token.lemma, token.lemma), part, "", (), "", 0)
    words = dict.fromkeys(t.lower for t in view.parse.sentences[token.sent].tokens if t.lower in PREPOSITIONS)
    seen: set[int] = set()
    for name in (*_FIRST, *words, *_LAST):
        if name in SLOTS[part]:
            for head in fillers(view, token, Slot((name,), "-"), probe):
                if head.i not in seen:
                    seen.add(head.i)
                    yield Filled(name, head)


def clause_of(view: View, predicate: Predicate, others: dict[int, Predicate]) -> Clause:
    """A predicate as a clause: its arguments in words, what it stands under, how it is said."""
    token = predicate.token
    return Clause(
        predicate=token.text,
        lemma=token.lemma,
        part=predicate.part,
        voice=("passive" if is_passive(token) else "active") if predicate.part == "verb" else "",
        start=token.start,
        arguments=tuple(argument_of(view, token, a) for a in predicate.arguments),
        under=_under(token, others),
        said=tuple(_said(view, token)),
    )


def argument_of(view: View, predicate: Token, filled: Filled) -> Argument:
    """What stands in a slot, in words, and what that refers to."""
    part = part_of(view, filled.head, context_of(view, predicate), clause=True)
    if part is None:
        return Argument(filled.slot, filled.head.text)
    return Argument(filled.slot, words_of(view, part), part.entity.label, part.entity.type.value)


def words_of(view: View, part: Part) -> str:
    """The words of a part of a claim, on one line."""
    return " ".join(view.document.text[part.span.start : part.span.end].split())


def _under(token: Token, others: dict[int, Predicate]) -> str | None:
    while token.head is not token:
        token = token.head
        if token.i in others:
            return token.text
    return None


def _said(view: View, token: Token) -> Iterator[str]:
    context = context_of(view, token)
    speakers = [entity.label for s in context.speakers if (entity := view.entity(s)) is not None]
    if speakers:
        yield "said by " + " > ".join(speakers)
    if context.modality is not Modality.ASSERTED:
        yield context.modality.value
    if context.negative:
        yield "negative"
    if context.alleged:
        yield "alleged"
    if context.void:
        yield "left open"


def find_named(view: View, sentence: Sentence) -> Iterator[Nominal]:
    """The words of a sentence that refer to something, and the pronouns that do not."""
    for token in sentence.tokens:
        mention = view.mention(token)
        if mention is not None:
            words = " ".join(view.document.text[mention.span.start : mention.span.end].split())
            yield Nominal(words, mention.span.start, mention.entity.label, mention.entity.type.value)
        elif token.tag in {"PRP", "PRP$"}:
            speaker = _speaker(view, token)
            yield Nominal(token.text, token.start, *((speaker.label, speaker.type.value) if speaker else ()))


def _speaker(view: View, pronoun: Token) -> Entity | None:
    """Whom 'I' and 'we' stand for: whoever says their clause."""
    verb = governing_verb(pronoun)
    part = part_of(view, pronoun, context_of(view, verb)) if verb is not None else None
    return part.entity if part is not None else None


def find_words(sentence: Sentence) -> Iterator[Word]:
    """The words of a sentence as they are parsed."""
    for token in sentence.tokens:
        if token.text.strip():
            yield Word(token.text, token.lemma, token.pos, token.dep, token.head.text)
