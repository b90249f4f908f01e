"""Who does what to whom in a clause, on real parses: control, passives, relative clauses, lists."""

from itertools import pairwise

import pytest

from kgraph.claims.clause import conjuncts, is_passive
from kgraph.claims.objects import logical_objects
from kgraph.claims.subjects import logical_subjects
from kgraph.model import Document
from kgraph.nlp import read_parses
from kgraph.parse import Parse, Token


def read(text: str) -> Parse:
    [(_, parse)] = read_parses([Document("a", f"News of the day\n\n{text}")])
    return parse


def verb(text: str, word: str) -> Token:
    """The verb of a text that is written so."""
    return next(t for t in read(text).tokens if t.text == word and t.pos in {"VERB", "AUX"})


def arguments(text: str, word: str) -> tuple[list[str], list[str]]:
    """The logical subjects and objects of a verb."""
    found = verb(text, word)
    return [t.text for t in logical_subjects(found)], [t.text for t in logical_objects(found)]


@pytest.mark.parametrize(
    ("text", "word", "subjects", "objects"),
    [
        ("Russia trained soldiers.", "trained", ["Russia"], ["soldiers"]),
        ("Soldiers were trained by Russia.", "trained", ["Russia"], ["Soldiers"]),
        ("Soldiers were trained.", "trained", [], ["Soldiers"]),
        ("The soldiers trained by Russia left the town.", "trained", ["Russia"], ["soldiers"]),
        ("Russia, which trained the soldiers, left the town.", "trained", ["Russia"], ["soldiers"]),
        ("The soldiers that Russia trained left the town.", "trained", ["Russia"], ["soldiers"]),
        ("Russia decided to train soldiers.", "train", ["Russia"], ["soldiers"]),
        ("Ukraine urged Germany to train soldiers.", "train", ["Germany"], ["soldiers"]),
        ("Germany was urged to train soldiers.", "train", ["Germany"], ["soldiers"]),
        ("Officials accused the army of shelling the village.", "shelling", ["army"], ["village"]),
        ("The army left the town after burning the village.", "burning", ["army"], ["village"]),
        ("Russia and Belarus trained soldiers.", "trained", ["Russia", "Belarus"], ["soldiers"]),
        ("Russia trained the men, the women and the boys.", "trained", ["Russia"], ["men", "women", "boys"]),
        ("The rebels left the town and attacked the village.", "attacked", ["rebels"], ["village"]),
        ("The army seized and burned the village.", "seized", ["army"], ["village"]),
    ],
)
def test_logical_arguments(text: str, word: str, subjects: list[str], objects: list[str]) -> None:
    assert arguments(text, word) == (subjects, objects)


@pytest.mark.parametrize(
    ("text", "word", "passive"),
    [
        ("Soldiers were trained.", "trained", True),
        ("Russia has trained soldiers.", "trained", False),
        ("The soldiers trained by Russia left.", "trained", True),
        ("The men were arrested and charged by police.", "charged", True),
    ],
)
def test_passives(text: str, word: str, passive: bool) -> None:
    assert is_passive(verb(text, word)) is passive


def word(i: int, dep: str) -> Token:
    """A noun that hangs on nothing yet."""
    token = Token(i, 2 * i, 2 * i + 1, "x", "x", "x", "NOUN", "NN", dep, "", ent_begin=False, sent=0)
    token.children = []
    return token


def test_a_list_of_thousands_is_found_whole_and_in_order() -> None:
    tokens = [word(i, "conj") for i in range(5000)]
    for above, below in pairwise(tokens):
        below.head = above
        above.children.append(below)
    assert conjuncts(tokens[0]) == tokens


def test_no_tree_is_deeper_than_the_stack_can_bear() -> None:
    parse = read("He said that " * 400 + "Russia attacked Ukraine.")
    for token in parse.tokens:
        depth = 0
        while token.head is not token:
            token = token.head  # noqa: PLW2901 - climbs
            depth += 1
        assert depth <= 80
    assert all(c.head is t for t in parse.tokens for c in t.children)
    assert all(t.head is t or t in t.head.children for t in parse.tokens)
