"""What a sentence says that somebody is: the nouns for people around a name."""

from collections.abc import Iterator

from kgraph.entities.nominals import Nominal
from kgraph.lexicon import Lexicon
from kgraph.model import EntityType
from kgraph.names import walk_of_life
from kgraph.parse import Parse, Token

_LEADING = frozenset({"lead", "head", "chair", "run"})
_MOST_BETWEEN = 8  # tokens of 'the coach of Atlético Córdoba' after its noun


def callings(parse: Parse, nominal: Nominal, lexicon: Lexicon) -> Iterator[str]:
    """What is said right at a name that somebody is, as lemmas.

    'The violinist Karl Tamm', 'the coach of Racing, Karl Tamm,', 'Karl Tamm is a violinist', 'Karl Tamm, who leads the
    union': a union leader.
    """
    yield from before_name(parse, nominal, lexicon)
    yield from _set_before(parse, nominal, lexicon)
    yield from _said(nominal.head, lexicon)


def before_name(parse: Parse, nominal: Nominal, lexicon: Lexicon) -> Iterator[str]:
    """The nouns for people right before a name: 'the violinist Karl Tamm'."""
    first = _first(parse, nominal)
    titles = [c for c in nominal.head.children if c.dep in {"compound", "nmod"} and c.i < nominal.head.i]
    for token in {t.i: t for t in (*parse.tokens[max(first - 1, 0) : first + 1], *titles)}.values():
        if token is not nominal.head and not token.text.isupper() and _is_role(token, lexicon):
            yield from roles_of(token)


def beside_name(parse: Parse, nominal: Nominal, lexicon: Lexicon) -> set[str]:
    """What stands right before a name or in apposition to it."""
    found = set(before_name(parse, nominal, lexicon)) | set(_set_before(parse, nominal, lexicon))
    for child in nominal.head.children:
        if child.dep == "appos" and _is_role(child, lexicon):
            found |= set(roles_of(child))
    return found


def roles_of(head: Token) -> Iterator[str]:
    """The lemma of a noun for people; with the noun in front of it too, where both tell more: 'union leader'."""
    lemma = head.lemma.lower()
    yield lemma
    for child in head.children:
        if child.dep in {"compound", "nmod", "amod"} and child.i == head.i - 1:
            both = f"{child.lemma.lower()} {lemma}"
            if walk_of_life(both) not in {None, walk_of_life(lemma)}:
                yield both


def _is_role(token: Token, lexicon: Lexicon) -> bool:
    lemma = token.lemma.lower()
    return lexicon.types.get(lemma) is EntityType.PERSON or walk_of_life(lemma) is not None


def _first(parse: Parse, nominal: Nominal) -> int:
    first = nominal.head.i
    while first > 0 and parse.tokens[first].start > nominal.span.start:
        first -= 1
    return first


def _set_before(parse: Parse, nominal: Nominal, lexicon: Lexicon) -> Iterator[str]:
    """'The coach of Atlético Córdoba, Inés Paredes, praised her': the description before a name between commas."""
    first, tokens = _first(parse, nominal), parse.tokens
    after = tokens[nominal.head.i + 1 : nominal.head.i + 2]
    if first < 2 or tokens[first - 1].text != "," or not after or after[0].text not in {",", "."}:  # noqa: PLR2004 - a noun and a comma
        return
    for i in range(first - 2, max(first - 2 - _MOST_BETWEEN, 0), -1):
        token = tokens[i]
        if token.sent != nominal.head.sent or token.pos in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"}:
            return
        if token.pos == "NOUN" and token.tag == "NN" and any(c.dep in {"det", "poss"} for c in token.children):
            of = tokens[i + 1].text in {",", "of", "in", "at", "for"}
            if of and _is_role(token, lexicon):
                yield from roles_of(token)
            elif token.dep == "pobj":
                continue  # the 'region' of 'the governor of the Kharkiv region'
            return


def _said(head: Token, lexicon: Lexicon) -> Iterator[str]:
    """'Karl Tamm is a violinist', 'Karl Tamm, who heads the union'."""
    clauses = [head.head] if head.dep == "nsubj" else []
    clauses += [child for child in head.children if child.dep == "relcl"]
    for verb in clauses:
        lemma = verb.lemma.lower()
        if any(child.dep == "neg" for child in verb.children):
            continue
        for child in verb.children:
            noun = child.dep == "attr" and child.tag == "NN" and lemma in {"be", "become", "remain"}
            if noun and _is_role(child, lexicon):
                yield from roles_of(child)
            if child.dep == "dobj" and lemma in _LEADING and walk_of_life(f"{child.lemma.lower()} leader") is not None:
                yield f"{child.lemma.lower()} leader"
