"""Documents to explanations of their sentences."""

import os
from collections.abc import Iterable, Iterator, Sequence

from kgraph.errors import ReadError
from kgraph.explain import Explanation, explain_sentences, find_sentences
from kgraph.model import DEFAULT_BASE, Document
from kgraph.pipeline.articles import Articles


def read_explained(words: Sequence[str], *, input_format: str | None = None, encoding: str = "utf-8") -> Articles:
    """What is to be explained: an article by its path, stdin for ``-``, or the words themselves.

    Raises:
        ReadError: If the article cannot be read, or what looks like a path leads nowhere.
    """
    text = " ".join(words)
    # pathlib raises where a sentence is too long for the name of a file
    is_path = os.path.isfile(text) or not any(c.isspace() for c in text.strip())  # noqa: PTH113
    if len(words) == 1 and is_path:
        return Articles.read(words, input_format=input_format, encoding=encoding)
    return Articles((Document("sentence", text),))


def explain(  # noqa: PLR0913 - one for each option
    documents: Iterable[Document],
    *,
    numbers: Sequence[int] = (),
    text: str = "",
    model: str | None = None,
    base: str = DEFAULT_BASE,
    min_confidence: float | None = None,
) -> Iterator[Explanation]:
    """Explain the sentences of documents, in order.

    Args:
        documents: What to read.
        numbers: Which sentences of each, from 1; all if empty.
        text: Only sentences with these words.
        model: Another spaCy pipeline, by name or path.
        base: What the IRIs of the data begin with.
        min_confidence: Claims below it count as dropped; None for the usual threshold.

    Raises:
        ReadError: If there is no such pipeline, or no such sentence in any document.
    """
    # spaCy and the lexicon take seconds to load, and most commands need neither.
    from kgraph.entities import find_entities  # noqa: PLC0415
    from kgraph.nlp import read_parses  # noqa: PLC0415

    last = 0
    none = True
    for document, parse in read_parses(documents, model=model):
        last = max(last, len(parse.sentences))
        if meant := find_sentences(document, parse, numbers=numbers, text=text):
            none = False
            entities = find_entities(document, parse, base=base)
            yield from explain_sentences(document, parse, entities, meant, base=base, min_confidence=min_confidence)
    if none:
        wanted = f" with {text!r} in it" if text else ""
        msg = f"no such sentence{wanted}: there are {last}, numbered from 1"
        raise ReadError(msg)
