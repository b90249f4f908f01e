"""Tolls: how many are dead, injured or missing, where no verb of the lexicon says so.

'The toll rose to 45', 'Baghdad's count is 29', '4,000 dead', '120 dead and 300 injured', 'no casualties'.
"""

from collections.abc import Iterator
from dataclasses import replace

from kgraph.claims.amounts import figure_of, is_reached
from kgraph.claims.clause import child, governing_verb
from kgraph.claims.draft import Draft
from kgraph.claims.phrases import prep_objects
from kgraph.claims.scope import context_of
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token
from kgraph.words import word_list

_REACH = frozenset({"to", "at", "of", "past", "above", "over", "beyond"})
_HAPPENED = frozenset({"report", "be", "suffer", "record", "confirm", "cause"})
_GIVERS = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON})


def find_tolls(view: View) -> Iterator[Draft]:
    """The figures of the dead and the injured that stand in a sentence of tolls."""
    tolls, harmed, harm = word_list("toll-noun"), word_list("dead-word"), word_list("loss-noun")
    for token in view.parse.tokens:
        lemma = token.lemma.lower()
        if token.pos == "NOUN" and (lemma in tolls or (lemma == "number" and _counts_dead(token))):
            yield from _toll(view, token)
        elif token.lower in harmed and token.dep not in {"amod", "compound", "dobj"}:
            yield from _harmed(view, token)
        elif lemma in harm and token.pos == "NOUN":
            yield from _none(view, token)


def _toll(view: View, noun: Token) -> Iterator[Draft]:
    """'The death toll has risen to 45', 'a toll of 29', 'the ministry's count is 29 dead'."""
    if noun.lemma != "toll" and not _speaks_of_dead(view, noun):
        return
    verb = governing_verb(noun) if noun.dep in {"nsubj", "nsubjpass"} else None
    if noun.dep == "dobj" or noun.head.lemma == "put":
        return  # 'puts the toll at': a measure
    figures = prep_objects(noun, ("of",))
    if verb is not None:
        figures += [c for c in verb.children if c.dep in {"attr", "dobj"}] + prep_objects(verb, _REACH)
    for figure in figures:
        quantity = figure_of(view, figure)
        dated = figure.ent in {"DATE", "TIME", "PERCENT"} and not is_reached(figure)
        if quantity is None or quantity.unit.isupper() or dated:
            continue
        context = context_of(view, verb or noun)
        givers = [c for c in noun.children if c.dep == "poss" and view.type(c) in _GIVERS]
        if noun.lemma != "toll" and givers:
            context = replace(context, speakers=(*context.speakers, *givers))
        yield Draft(
            "toll", "hasCasualties", verb or noun, _cause(view, noun), figure,
            quantity=quantity, number=True, context=context,
        )  # fmt: skip
        return


def _counts_dead(noun: Token) -> bool:
    """Whether it is a number of dead: 'the number of dead climbed to 31'."""
    return any(t.lower == "deaths" or t.lower in word_list("dead-word") for t in prep_objects(noun, ("of",)))


def _cause(view: View, noun: Token) -> Token | None:
    """What a toll is of: 'the toll from the floods', 'the earthquake's toll'."""
    of = [
        t
        for t in prep_objects(noun, ("from", "of", "in"))
        if t.pos not in {"NUM", "SYM"} and t.lower not in word_list("dead-word")
    ]
    of += [c for c in noun.children if c.dep == "poss" and view.type(c) is EntityType.EVENT]
    return next((t for t in of if view.entity(t) is not None and figure_of(view, t) is None), None)


def _speaks_of_dead(view: View, noun: Token) -> bool:
    """Whether a count is one of the dead: its sentence or the one before it speaks of them."""
    sentences = view.parse.sentences[max(0, noun.sent - 1) : noun.sent + 1]
    words = {t.lemma.lower() for s in sentences for t in s.tokens}
    return bool(words & (word_list("dead-word") | word_list("loss-noun") | {"die", "kill", "toll"}))


def _harmed(view: View, word: Token) -> Iterator[Draft]:
    """'4,000 dead', 'thirty people were dead and 200 injured': the number before a word of harm."""
    number = _number_of(view, word)
    quantity = figure_of(view, number) if number is not None else None
    if number is None or quantity is None or quantity.unit.isupper():
        return
    yield Draft(
        "harmed", "hasCasualties", word, None, number,
        quantity=replace(quantity, unit="people") if number.pos == "NUM" else quantity, number=True,
    )  # fmt: skip


def _number_of(view: View, word: Token) -> Token | None:
    """The figure of those whom a word of harm speaks of; None where a verb of the lexicon makes the claim."""
    passive = any(c.dep in {"auxpass", "agent", "dobj"} for c in word.children)
    if passive or (word.dep in {"acl", "ROOT"} and word.pos == "VERB") or word.dep == "oprd":
        return None
    own = child(word, "nummod")
    if own is not None and own.i < word.i:
        return own
    if word.dep == "acomp" and word.head.lemma in {"be", "lie", "go", "remain"}:
        subject = child(word.head, "nsubj")
        return subject if subject is not None and subject.i < word.i else None
    before = view.parse.tokens[word.i - 1] if word.i else word
    same = before.sent == word.sent and before.pos == "NUM"
    return before if same and (word.pos != "VERB" or before.dep in {"nsubj", "nsubjpass", "conj", "dobj"}) else None


def _none(view: View, noun: Token) -> Iterator[Draft]:
    """'There were no casualties', 'no deaths have been reported': a figure of none."""
    none = next((c for c in noun.children if c.lower == "no" and c.dep == "det"), None)
    verb = noun.head
    if none is None or verb.lemma not in _HAPPENED or noun.dep not in {"attr", "nsubjpass", "dobj", "nsubj"}:
        return
    context = context_of(view, verb)
    yield Draft(
        "no casualties", "hasCasualties", verb, None, noun,
        context=replace(context.speakers_only(), negative=True), counted=False,
    )  # fmt: skip
