"""Figures that are the point of a sentence: strengths, casualties and amounts."""

from collections.abc import Iterator
from dataclasses import replace

from kgraph.claims.amounts import figure_of
from kgraph.claims.clause import child
from kgraph.claims.context import Context
from kgraph.claims.draft import Draft
from kgraph.claims.objects import logical_objects
from kgraph.claims.phrases import counted, prep_objects
from kgraph.claims.scope import context_of
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import View
from kgraph.model import ACTORS, Bound, EntityType
from kgraph.parse import Token
from kgraph.words import word_list

_NEAR = 80  # tokens that 'that number' reaches back
_COUNTED = frozenset({EntityType.ARMED_FORCE, EntityType.GROUP})


def find_measures(view: View) -> Iterator[Draft]:
    """'an estimated 8,000 troops', '500,000 Russian casualties', 'a contract worth $180m'."""
    losses, putting = word_list("loss-noun"), word_list("putting-verb")
    for token in view.parse.tokens:
        lemma = token.lemma.lower()
        if token.pos == "NOUN" and lemma in losses:
            yield from _losses(view, token)
        elif token.pos in {"NOUN", "PROPN"} and view.type(token) in _COUNTED:
            yield from _strength(view, token)
        elif token.pos == "NUM" and token.dep == "attr" and token.head.lemma == "be":
            yield from _there_are(view, token)
        elif lemma in {"worth", "cost"}:
            yield from _worth(view, token)
        elif token.pos == "VERB" and lemma in putting:
            yield from _put_at(view, token)
        elif token.pos == "VERB" and lemma == "count":
            yield from _count(view, token)


def _losses(view: View, noun: Token) -> Iterator[Draft]:
    quantity = figure_of(view, noun)
    if quantity is None:
        return
    side = next(
        (c for c in noun.children if c.dep in {"amod", "compound", "poss"} and view.entity(c) is not None), None
    )
    yield Draft("losses", "hasCasualties", noun, side or noun, noun, quantity=quantity, number=True)


def _strength(view: View, noun: Token) -> Iterator[Draft]:
    """A force with a figure that is assessed or estimated, or of which somebody says that it is somewhere."""
    quantity = figure_of(view, noun)
    if quantity is None:
        return
    verb = noun.head
    if view.type(noun) is EntityType.ARMED_FORCE:
        assessed = verb.pos == "VERB" and verb.lemma in word_list("assessing-verb") and noun in logical_objects(verb)
        estimated = any(c.lower == "estimated" for c in noun.children) or "estimated" in _before(view, noun)
        if assessed or estimated:
            context = _said_by(context_of(view, verb), surface_subjects(verb)) if assessed else None
            yield Draft(
                "strength", "hasStrength", noun, noun, noun,
                quantity=quantity, number=True, context=context,
            )  # fmt: skip
    if (
        noun.dep == "nsubj"
        and verb.lemma == "be"
        and child(verb, "prep") is not None
        and context_of(view, verb).speakers
    ):
        yield Draft("presence", "hasStrength", verb, noun, noun, quantity=quantity, number=True)


def _there_are(view: View, number: Token) -> Iterator[Draft]:
    """'Kyiv says that there are 12,000': of what was counted last."""
    counted_before = _counted_before(view, number)
    quantity = figure_of(view, number)
    if quantity is not None and counted_before is not None and child(number.head, "expl") is not None:
        yield Draft(
            "there are",
            "hasStrength",
            number.head,
            counted_before,
            number,
            quantity=quantity,
            number=True,
        )


def _count(view: View, verb: Token) -> Iterator[Draft]:
    """'The organisers spoke of 20,000 marchers; the police counted 8,500': by whoever counts, of what was counted."""
    number = child(verb, "dobj")
    if number is None or number.pos != "NUM":
        return
    quantity = figure_of(view, number)
    counted_before = _counted_before(view, verb)
    if quantity is None or quantity.unit.isupper() or counted_before is None:
        return
    context = _said_by(context_of(view, verb), surface_subjects(verb))
    yield Draft(
        "count", "hasStrength", verb, counted_before, number, quantity=quantity, number=True, context=context
    )  # fmt: skip


def _counted_before(view: View, token: Token) -> Token | None:
    """The force or group that a figure was last given of, in this sentence or the few before it."""
    near = [t for t in view.parse.tokens[max(0, token.i - _NEAR) : token.i] if view.type(t) in _COUNTED]
    return next((counted(t) for t in reversed(near) if figure_of(view, t) is not None), None)


def _said_by(context: Context, speakers: list[Token]) -> Context:
    """The context with those who give a figure as the innermost speakers."""
    given = [owner for s in speakers for owner in (_makers(s) if s.lemma in word_list("count-noun") else [s])]
    return replace(context, speakers=(*context.speakers, *given))


def _makers(count: Token) -> list[Token]:
    """Whose count a count is: "Dutch counts", "the police's estimate", 'a tally kept by the council'."""
    found = [c for c in count.children if c.dep in {"poss", "amod"} and c.pos in {"PROPN", "NOUN", "ADJ"}]
    kept = [a for c in count.children if c.dep == "acl" for a in prep_objects(c, ("by",))]
    return kept or prep_objects(count, ("by", "from", "of")) or found


def _before(view: View, noun: Token) -> str:
    mention = view.mention(noun)
    return view.parse.text[max(0, (mention.span.start if mention else noun.start) - 14) : noun.start].lower()


def _worth(view: View, word: Token) -> Iterator[Draft]:
    """'a concession worth some €410m', 'the deal cost $3bn'."""
    figures = [t for t in view.parse.tokens[word.i + 1 : word.i + 7] if t.pos == "NUM" and t.sent == word.sent]
    if not figures:
        return
    quantity = figure_of(view, figures[-1])
    if quantity is None or not quantity.unit.isupper():
        return
    if word.pos == "VERB":
        things = surface_subjects(word)
    else:
        things = [word.head] if word.head.pos in {"NOUN", "PROPN"} else surface_subjects(word.head)
    for thing in things[:1]:
        yield Draft("worth", "hasAmount", word, counted(thing), figures[-1], quantity=quantity, number=True)


def _put_at(view: View, verb: Token) -> Iterator[Draft]:
    """'valued the yard at between $20m and $30m', 'Dutch counts put the crowd at 900, and the police at 400'."""
    objects = logical_objects(verb)
    sentence = view.parse.sentences[verb.sent].tokens
    limit = min(
        (t.i for t in sentence if t.i > verb.i and t.pos == "VERB" and t.lemma in word_list("putting-verb")),
        default=sentence[-1].i + 1,
    )
    figures = [t for t in sentence if verb.i < t.i < limit and t.pos == "NUM" and _after_at(view, t)]
    if not objects or not figures:
        return
    context = context_of(view, verb)
    thing: Token | None
    thing, relation = _measured(view, objects[0])
    speakers = surface_subjects(verb)
    last = verb
    for number in figures:
        quantity = figure_of(view, number)
        if quantity is None:
            continue
        if last is not verb:
            between = [t for t in sentence if last.i < t.i < number.i]
            if any(t.lower in word_list("dead-word") for t in between):
                thing, relation = None, "hasCasualties"  # 'the dead at 40 and the injured at 300'
            else:
                speakers = [t for t in between if view.type(t) in ACTORS][:1]
        if not speakers or (quantity.bound is Bound.RANGE and last is not verb and number.i - last.i < 3):  # noqa: PLR2004 - its other end
            continue
        kind = "hasAmount" if quantity.unit.isupper() else relation
        yield Draft(
            "put at", kind, verb, thing, number,
            quantity=quantity, number=True, context=_said_by(context, speakers),
        )  # fmt: skip
        last = number


def _after_at(view: View, number: Token) -> bool:
    """Whether 'at', 'close to' or 'closer to' stands a few words before a figure."""
    before = [t.lower for t in view.parse.tokens[max(0, number.i - 7) : number.i] if t.sent == number.sent]
    return "at" in before or ("to" in before and bool({"close", "closer"} & set(before)))


def _measured(view: View, obj: Token) -> tuple[Token, str]:
    """What a figure is of, and which measure it is: 'the number of dead', 'its value', 'that number'."""
    of = prep_objects(obj, ("of",))
    harmed = word_list("dead-word")
    if obj.lemma in word_list("toll-noun") | word_list("loss-noun") | harmed or any(t.lemma in harmed for t in of):
        return (of[0] if of else child(obj, "poss") or obj), "hasCasualties"
    if obj.lemma in {"number", "figure", "strength", "size", "total"} and not of:
        earlier = _counted_before(view, obj)
        if (
            any(c.lower in {"that", "the", "this"} for c in obj.children)
            and earlier is not None
            and not any(c.dep in {"acl", "prep"} for c in obj.children)
        ):
            return earlier, "hasStrength"
    return (of[0] if of else child(obj, "poss") or obj), "hasStrength"
