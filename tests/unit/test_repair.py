"""Mending parses of reports: trees built by hand as the parser builds them, and what they are to be."""

from kgraph.nlp.repair import repair
from kgraph.parse import Token

Row = tuple[str, str, str, str, int]
"""A word, its part of speech, its tag, its label and the index of its head."""


def tree(*rows: Row, lemmas: dict[str, str] | None = None) -> list[Token]:
    found: list[Token] = []
    start = 0
    for i, (text, pos, tag, dep, _) in enumerate(rows):
        lemma = (lemmas or {}).get(text, text.lower())
        token = Token(
            i, start, start + len(text), text, text.lower(), lemma, pos, tag, dep, "", ent_begin=False, sent=0
        )
        token.children = []
        found.append(token)
        start += len(text) + 1
    for token, row in zip(found, rows, strict=True):
        token.head = found[row[4]]
        if token.head is not token:
            token.head.children.append(token)
    return found


def shape(tokens: list[Token], word: str) -> tuple[str, str]:
    """The label of a word and the word that it hangs on."""
    token = next(t for t in tokens if t.text == word)
    assert token in token.head.children or token.head is token
    return token.dep, token.head.text


def test_a_speaker_in_a_list_is_a_speaker() -> None:
    tokens = tree(
        ("Gunmen", "NOUN", "NNS", "nsubj", 1),
        ("freed", "VERB", "VBD", "ccomp", 6),
        ("the", "DET", "DT", "det", 3),
        ("pilot", "NOUN", "NN", "dobj", 1),
        (",", "PUNCT", ",", "punct", 3),
        ("relatives", "NOUN", "NNS", "appos", 3),
        ("said", "VERB", "VBD", "ROOT", 6),
        lemmas={"freed": "free", "said": "say"},
    )
    repair(tokens)
    assert shape(tokens, "relatives") == ("nsubj", "said")


def test_a_list_without_a_comma_before_the_verb_stays_one() -> None:
    tokens = tree(
        ("Gunmen", "NOUN", "NNS", "nsubj", 1),
        ("freed", "VERB", "VBD", "ccomp", 5),
        ("pilots", "NOUN", "NNS", "dobj", 1),
        ("and", "CCONJ", "CC", "cc", 2),
        ("relatives", "NOUN", "NNS", "conj", 2),
        ("said", "VERB", "VBD", "ROOT", 5),
        lemmas={"freed": "free", "said": "say"},
    )
    repair(tokens)
    assert shape(tokens, "relatives") == ("conj", "pilots")


def test_a_report_goes_on_in_the_past_perfect() -> None:
    tokens = tree(
        ("They", "PRON", "PRP", "nsubj", 1),
        ("said", "VERB", "VBD", "ROOT", 1),
        ("he", "PRON", "PRP", "nsubj", 4),
        ("had", "AUX", "VBD", "aux", 4),
        ("fled", "VERB", "VBN", "ccomp", 1),
        ("and", "CCONJ", "CC", "cc", 1),
        ("had", "AUX", "VBD", "aux", 7),
        ("hidden", "VERB", "VBN", "conj", 1),
        lemmas={"said": "say", "fled": "flee", "hidden": "hide", "had": "have"},
    )
    repair(tokens)
    assert shape(tokens, "hidden") == ("conj", "fled")


def test_a_gerund_is_joined_to_the_gerund_before() -> None:
    tokens = tree(
        ("They", "PRON", "PRP", "nsubj", 1),
        ("accused", "VERB", "VBD", "ROOT", 1),
        ("him", "PRON", "PRP", "dobj", 1),
        ("of", "ADP", "IN", "prep", 1),
        ("lying", "VERB", "VBG", "pcomp", 3),
        ("and", "CCONJ", "CC", "cc", 1),
        ("stealing", "VERB", "VBG", "conj", 1),
        lemmas={"accused": "accuse", "lying": "lie", "stealing": "steal"},
    )
    repair(tokens)
    assert shape(tokens, "stealing") == ("conj", "lying")


def test_what_the_hearer_was_told_hangs_on_the_telling() -> None:
    tokens = tree(
        ("They", "PRON", "PRP", "nsubj", 1),
        ("told", "VERB", "VBD", "ROOT", 1),
        ("Reuters", "PROPN", "NNP", "dobj", 1),
        ("that", "SCONJ", "IN", "mark", 5),
        ("he", "PRON", "PRP", "nsubj", 5),
        ("fled", "VERB", "VBD", "relcl", 2),
        lemmas={"told": "tell", "fled": "flee"},
    )
    repair(tokens)
    assert shape(tokens, "fled") == ("ccomp", "told")


def test_a_clause_without_that_still_describes_its_noun() -> None:
    tokens = tree(
        ("They", "PRON", "PRP", "nsubj", 1),
        ("told", "VERB", "VBD", "ROOT", 1),
        ("guards", "NOUN", "NNS", "dobj", 1),
        ("he", "PRON", "PRP", "nsubj", 4),
        ("trusted", "VERB", "VBD", "relcl", 2),
        lemmas={"told": "tell", "trusted": "trust"},
    )
    repair(tokens)
    assert shape(tokens, "trusted") == ("relcl", "guards")


def test_a_participle_with_an_article_is_a_noun() -> None:
    tokens = tree(
        ("The", "DET", "DT", "det", 1),
        ("accused", "VERB", "VBN", "nsubj", 2),
        ("left", "VERB", "VBD", "ROOT", 2),
        lemmas={"accused": "accuse", "left": "leave"},
    )
    repair(tokens)
    assert (tokens[1].pos, tokens[1].lemma) == ("NOUN", "accused")
    assert tokens[2].pos == "VERB"
