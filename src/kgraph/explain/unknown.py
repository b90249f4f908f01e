"""Words that look like predicates and have no entry that fits, each with a line to begin one with."""

from collections.abc import Iterable, Iterator, Sequence

from kgraph.claims.clause import is_passive
from kgraph.claims.trace import Misfit
from kgraph.claims.view import View
from kgraph.explain.clauses import Filled, Predicate, argument_of, arguments_of_noun
from kgraph.explain.entries import FILES
from kgraph.explain.values import Argument, Unknown
from kgraph.model import ACTORS, EntityType
from kgraph.parse import Sentence, Token

RELATION = "RELATION"
"""What stands in a proposed line until a person has chosen the relation."""

_EVENTS = frozenset({None, EntityType.EVENT, EntityType.THING})
_EMPTY = frozenset({"be", "have", "do"})
_AGENTS = ("subj", "poss", "by")
_CLAUSES = frozenset({"inf", "ing", "that"})
_MAX_EXAMPLE = 14


def find_unknown(
    view: View, sentence: Sentence, predicates: Sequence[Predicate], misfits: Iterable[Misfit], *, used: set[int]
) -> tuple[Unknown, ...]:
    """The words of a sentence that an entry of the lexicon would make something of.

    Args:
        view: The document.
        sentence: The sentence.
        predicates: Its predicates.
        misfits: The entries that do not fit them.
        used: The indexes of the predicates that an entry fits.
    """
    lacking: dict[int, list[Misfit]] = {}
    for misfit in misfits:
        lacking.setdefault(misfit.predicate.i, []).append(misfit)
    found = [
        _verb(view, p, lacking.get(p.token.i, [])) for p in predicates if p.part == "verb" and p.token.i not in used
    ]
    found += [_noun(view, token) for token in sentence.tokens]
    return tuple(item for item in found if item is not None)


def _verb(view: View, predicate: Predicate, misfits: Sequence[Misfit]) -> Unknown | None:
    token = predicate.token
    actors = [a for a in predicate.arguments if view.type(a.head) in ACTORS]
    if token.lemma in _EMPTY or not actors or len(predicate.arguments) < 2:  # noqa: PLR2004 - somebody does it to something
        return None
    if (token.lemma, "verb") in view.lexicon.embedding and all(" " in m.frame.lemma for m in misfits):
        return None  # 'said that': it tells who says the clause, and needs no relation
    return Unknown(
        token.text,
        _detail(token, "verb", misfits),
        FILES["verb"],
        _line(view, token, predicate.arguments, _relation(misfits), lemma=_with_particle(token)),
    )


def _noun(view: View, token: Token) -> Unknown | None:
    """A noun with an actor before it and another after it: 'Iran's cyberattack on Israel'."""
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or lemma in view.lexicon.nouns or lemma in view.lexicon.types:
        return None
    if view.type(token) not in _EVENTS or (lemma, "noun") in view.lexicon.embedding:
        return None
    arguments = arguments_of_noun(view, token)
    actors = {a.slot in _AGENTS for a in arguments if view.type(a.head) in ACTORS}
    if actors != {True, False}:
        return None
    return Unknown(
        token.text, _detail(token, "noun", ()), FILES["noun"], _line(view, token, arguments, RELATION, lemma=lemma)
    )


def _detail(token: Token, part: str, misfits: Sequence[Misfit]) -> str:
    if not misfits:
        return f'no entry for the {part} "{token.lemma.lower()}"'
    lemmas = list(dict.fromkeys(m.frame.lemma for m in misfits))
    if token.lemma in lemmas:
        count = sum(m.frame.lemma == token.lemma for m in misfits)
        return (
            f'none of the {count} entries of "{token.lemma}" fits'
            if count > 1
            else f'the entry of "{token.lemma}" does not fit'
        )
    return f'"{token.lemma}" has entries with other words only: {", ".join(lemmas)}'


def _relation(misfits: Sequence[Misfit]) -> str:
    """The relation of the word's own entries where they agree."""
    relations = {m.frame.relation for m in misfits if " " not in m.frame.lemma}
    return relations.pop() if len(relations) == 1 else RELATION


def _with_particle(verb: Token) -> str:
    return " ".join([verb.lemma, *(c.lower for c in verb.children if c.dep == "prt")])


def _line(view: View, token: Token, arguments: Sequence[Filled], relation: str, *, lemma: str) -> str:
    return "\t".join((lemma, relation, _frame(view, arguments), _example(view, token, arguments)))


def _frame(view: View, arguments: Sequence[Filled]) -> str:
    """A frame of these arguments: who acts is the subject, another actor the object, the rest the theme."""
    slots = list({a.slot: a for a in reversed(arguments)}.values())[::-1]
    agent = next((a for a in slots if a.slot in _AGENTS), None)
    rest = [a for a in slots if a is not agent and a.slot not in _AGENTS]
    target = next((a for a in rest if view.type(a.head) in ACTORS and a.slot != "obj"), None)
    target = target or next((a for a in rest if a.slot not in _CLAUSES), None) or next(iter(rest), None)
    theme = next((a for a in rest if a is not target and (a.slot in _CLAUSES or a.slot == "obj")), None)
    roles = ((agent, "subject"), (target, "object"), (theme, "theme"))
    return " ".join(f"{a.slot}>{role}" for a, role in roles if a is not None)


def _example(view: View, token: Token, arguments: Sequence[Filled]) -> str:
    """The clause as a sentence: as it stands if it is short and names everybody, else from its parts."""
    starts = [token.start, *(_mention_start(view, a.head) for a in arguments)]
    ends = [token.end, *(_mention_end(view, a.head) for a in arguments)]
    words = view.document.text[min(starts) : max(ends)].split()
    if len(words) <= _MAX_EXAMPLE and not is_passive(token) and not any(a.head.pos == "PRON" for a in arguments):
        text = " ".join(words)
    else:
        text = " ".join(_retold(view, token, arguments))
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _retold(view: View, token: Token, arguments: Sequence[Filled]) -> Iterator[str]:
    """Agent, verb and what follows it, pronouns by what they refer to; a passive stays one."""
    parts = [(a.slot, _name(argument_of(view, token, a))) for a in arguments]
    agent = next((words for slot, words in parts if slot in _AGENTS), "")
    patient = next((words for slot, words in parts if slot == "obj"), "")
    others = [f"{slot} {words}" for slot, words in parts if slot not in {*_AGENTS, *_CLAUSES, "obj", "iobj"}]
    if is_passive(token):
        yield from (patient, "was", token.text, *others[:1], *(["by", agent] if agent else []))
    else:
        verb = token.text if token.tag in {"VBD", "VBN", "VBZ", "VBP"} else f"will {token.lemma}"
        yield from (agent, verb, *([patient] if patient else []), *others[:1])


def _name(argument: Argument) -> str:
    return argument.entity if argument.entity and len(argument.words.split()) == 1 else argument.words


def _mention_start(view: View, token: Token) -> int:
    mention = view.mention(token)
    return mention.span.start if mention else token.start


def _mention_end(view: View, token: Token) -> int:
    mention = view.mention(token)
    return mention.span.end if mention else token.end
