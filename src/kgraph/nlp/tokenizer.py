"""spaCy's tokenizer for English, which here leaves some words in one piece."""

import re
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

NAME = "kgraph.Tokenizer.v1"
WHOLE = ("test-fire", "test-fires", "test-fired", "test-firing")  # it would cut these in three
_RULES = {word: [{"ORTH": word}] for word in WHOLE}
_PREFIXED = re.compile(  # and these too: 'ex-president', 'anti-government', 're-elected' are one word each
    r"(?:ex|vice|co|re|anti|pro|non|counter|pre|post|self|mid|semi|multi|mini|un)-[a-z]+(?=$)", re.IGNORECASE
)


def tokenizer_of() -> Callable[[Language], Tokenizer]:
    """What makes the tokenizer of a pipeline, from the rules that spaCy has for the language.

    The rules of our own go in with the others: a tokenizer that is there already reads all of them again for each
    change, which takes longer than an article.
    """
    return _made


def keep_whole(tokenizer: Tokenizer) -> None:
    """Let a tokenizer that is there already keep the same words whole."""
    for word, rule in _RULES.items():
        tokenizer.add_special_case(word, rule)
    tokenizer.token_match = _PREFIXED.match


def _made(nlp: Language) -> Tokenizer:
    rules = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={**(rules.tokenizer_exceptions or {}), **_RULES},
        prefix_search=compile_prefix_regex(rules.prefixes or ()).search,
        suffix_search=compile_suffix_regex(rules.suffixes or ()).search,
        infix_finditer=compile_infix_regex(rules.infixes or ()).finditer,
        token_match=_PREFIXED.match,
        url_match=rules.url_match,
    )


spacy.registry.tokenizers.register(NAME, func=tokenizer_of)
