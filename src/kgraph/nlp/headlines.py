"""Headlines: what their grammar leaves out and the parser, which was trained on whole sentences, gets wrong.

A comma stands for 'and' ('Court frees editor, fines paper'), a participle for a passive ('Two journalists detained in
Baku').
"""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Token as Word

from kgraph.lexicon import lexicon
from kgraph.parse import Token

_OPENERS = frozenset(
    """in on at after as with amid despite for by from to under during since before while when if because although
    though once near across""".split()  # noqa: SIM905 - twenty strings in a row
)
_COMMA = "comma"  # in a document's user data: the word that stands for one
_ADJUNCTS = frozenset({"prep", "prt", "agent", "npadvmod", "advmod", "punct", "acomp", "nsubj", "cc", "conj", "oprd"})


def with_and(doc: Doc) -> Doc:
    """The same words with 'and' for a headline's only comma; the document as it is where that would mend nothing."""
    words = [token.text for token in doc]
    if words.count(",") != 1 or words[0].lower() in _OPENERS or words[-1] in {".", "!", "?"}:
        return doc
    comma = words.index(",")
    after = words[comma + 1 :]
    if not after or comma == 0 or after[0].lower() in _reporting() or after[-1].lower() in _reporting():
        return doc
    words[comma] = "and"
    found = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    found.user_data[_COMMA] = comma
    return found


def place_of(doc: Doc, word: Word) -> tuple[int, int]:
    """Where a word of a parsed block stands in the block's own text: start and end, in code points."""
    start = word.idx
    comma = doc.user_data.get(_COMMA)
    if comma is None or word.i < comma:
        return start, start + len(word)
    longer = len("and") - len(",")
    return (start - longer, start - longer + len(word)) if word.i > comma else (start, start + len(","))


@cache
def _reporting() -> frozenset[str]:
    """The forms of the reporting verbs as headlines have them: 'say', 'says', 'said'."""
    verbs = {head for (head, pos), entries in lexicon().embedding.items() if pos == "verb" and entries[0].speaker}
    return frozenset(
        {form for verb in verbs for form in (verb, f"{verb}s", f"{verb}d", f"{verb}ed")} | {"said", "told"}
    )


def mend_passives(tokens: Sequence[Token]) -> None:
    """Makes the subject of a headline's participle that of a passive; a plain past is not the tense of headlines."""
    for token in tokens:
        if token.pos != "VERB" or token.tag not in {"VBD", "VBN"} or token.dep not in {"ROOT", "conj", "ccomp"}:
            continue
        if any(child.dep not in _ADJUNCTS for child in token.children) or not _needs_object(token.lemma):
            continue
        if any(child.lower in {"at", "against", "back"} for child in token.children):
            continue  # 'Navy shot at boat' is a past tense after all
        for child in token.children:
            if child.dep == "nsubj" and child.i < token.i:
                child.dep = "nsubjpass"
                token.tag = "VBN"


@cache
def _needs_object(lemma: str) -> bool:
    """Whether a verb's first use in the lexicon is with a direct object that it cannot do without."""
    frames = lexicon().verbs.get(lemma, ())
    return bool(frames) and any("obj" in slot.names and not slot.optional for slot in frames[0].slots)
