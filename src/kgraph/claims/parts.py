"""What the parts of a claim stand for: an entity, a clause, a figure, an office, each with its words."""

from dataclasses import dataclass

from kgraph.claims.amounts import is_sum
from kgraph.claims.clause import child, first_conjunct
from kgraph.claims.context import Context
from kgraph.claims.phrases import counted
from kgraph.claims.speech import quoted_before
from kgraph.claims.view import View
from kgraph.currencies import currencies
from kgraph.model import MAX_NAME_WORDS, Entity, EntityType, Span, entity_id
from kgraph.parse import Token, is_below

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_ANYBODY = dict.fromkeys(("anybody", "anyone", "nobody"), EntityType.GROUP) | dict.fromkeys(
    ("anything", "nothing"), EntityType.THING
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim: what it is and where it stands."""

    entity: Entity
    span: Span


def part_of(view: View, token: Token, context: Context, *, clause: bool = False) -> Part | None:
    """What a token stands for: its entity, the speaker for 'I' and 'we', with ``clause`` the clause that it heads."""
    if token.lower in _FIRST_PERSON and token.text != "US":
        speakers = [s for s in context.speakers if view.entity(s) is not None and s.lower not in _FIRST_PERSON]
        entity = view.entity(speakers[-1]) if speakers else None
        return Part(entity, Span(token.start, token.end)) if entity else None
    if token.lower in {"he", "she"} and view.mention(token) is None:
        speaker = quoted_before(view, token)
        return Part(entity, Span(token.start, token.end)) if speaker and (entity := view.entity(speaker)) else None
    head = counted(token)
    if head is token and is_sum(token):
        return number_part(view, token)
    mention = view.mention(head) or view.mention(token)
    if mention is not None:
        start = min(token.start, mention.span.start) if head is not token else mention.span.start
        return Part(mention.entity, Span(start, mention.span.end))
    if clause and token.lower in {"this", "that", "it", "so"} and token.pos == "PRON":
        return said_before(view, token)
    if clause and context.negative and token.lower in _ANYBODY:
        id_ = entity_id(view.base, token.lower, _ANYBODY[token.lower], document=view.document.id)
        return Part(Entity(id_, token.lower, _ANYBODY[token.lower]), Span(token.start, token.end))
    return _clause(view, token) if clause and token.pos in {"VERB", "AUX", "NOUN", "ADJ"} else None


def _clause(view: View, token: Token) -> Part:
    """A clause as an entity: its words without 'that' and 'to', the first eight at most."""
    tokens = view.parse.tokens
    first = token
    while first.i > 0 and tokens[first.i - 1].sent == token.sent and is_below(tokens[first.i - 1], token):
        first = tokens[first.i - 1]
    while first is not token and (first.dep in {"mark", "punct"} or first.lower in {"to", "whether"}):
        first = tokens[first.i + 1]
    last = first
    for t in tokens[first.i + 1 : first.i + MAX_NAME_WORDS]:
        if t.sent != token.sent or not is_below(t, token) or (t.i > token.i and t.text in {",", ".", ";", '"', ":"}):
            break
        last = t
    span = Span(first.start, last.end)
    label = " ".join(" ".join(view.parse.text[span.start : span.end].split()).split()[:MAX_NAME_WORDS])
    return Part(
        Entity(entity_id(view.base, label, EntityType.EVENT, document=view.document.id), label, EntityType.EVENT), span
    )


def _clause_before(token: Token) -> Token | None:
    """The clause that a later one with 'it' is joined to: 'Kyiv says *Iran armed them*, but Tehran denies it'."""
    verb = token.head
    if verb.dep != "conj" or verb.pos != "VERB" or child(verb, "nsubj") is None:
        return None
    first = first_conjunct(verb)
    return (child(first, "ccomp") or first) if first.pos in {"VERB", "AUX"} and first.i < verb.i else None


def said_before(view: View, token: Token) -> Part | None:
    """What 'this' or 'it' takes up: what the clause before says or reports, else that of the sentence before."""
    before = _clause_before(token)
    if before is not None:
        entity = _clause(view, before).entity
        return Part(Entity(entity.id, entity.label, entity.type, (token.lower,)), Span(token.start, token.end))
    if token.sent == 0 or view.parse.sentences[token.sent - 1].root.pos not in {"VERB", "AUX"}:
        return None
    entity = _clause(view, view.parse.sentences[token.sent - 1].root).entity
    return Part(Entity(entity.id, entity.label, entity.type, (token.lower,)), Span(token.start, token.end))


def number_part(view: View, token: Token) -> Part:
    """The words of a figure as an entity, the object of a ``has…`` relation or a sum that is paid."""
    numbers = [token] if token.pos == "NUM" else [c for c in token.children if c.dep == "nummod"] or [token]
    first, last = numbers[0], numbers[-1]
    tokens = view.parse.tokens
    while first.i > 0 and _joins(tokens[first.i - 1], first):
        first = tokens[first.i - 1]
    if last.i + 1 < len(tokens) and tokens[last.i + 1].pos == "NUM" and tokens[last.i + 1].sent == last.sent:
        last = tokens[last.i + 1]
    end = last.end
    while view.parse.text[end : end + 1].isalnum():
        end += 1  # 'm' of '410m' may be another token
    span = Span(min(first.start, last.start), end)
    label = " ".join(view.parse.text[span.start : span.end].split())
    return Part(Entity(entity_id(view.base, label, EntityType.NUMBER), label, EntityType.NUMBER), span)


def _joins(before: Token, number: Token) -> bool:
    """Whether a word is part of the figure that follows it: a currency's sign, 'to' written as a dash, a number."""
    return before.sent == number.sent and (
        before.text == "-" or before.pos == "NUM" or currencies().is_sign(before.text)
    )


def office_part(view: View, span: Span) -> Part:
    """The words of an office as an entity, the first eight at most."""
    label = " ".join(view.parse.text[span.start : span.end].split()[:MAX_NAME_WORDS])
    return Part(Entity(entity_id(view.base, label, EntityType.POSITION), label, EntityType.POSITION), span)
