"""What a document is about, as far as that tells its people from those of other news."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kgraph.names import TOPIC, name_words

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LEAST = 3  # different words of a topic that an article on it has
_SHARE = 40  # words of which at least one is of the topic


def topics_of(text: str) -> Iterator[str]:
    """The keys of the topics that a text is full of."""
    topics = name_words().topics
    written = _WORD.findall(text.lower())
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in written:
        if word in topics:
            found[topics[word]].append(word)
    for topic in sorted(found):
        words = found[topic]
        if len(set(words)) >= _LEAST and len(words) * _SHARE >= len(written):
            yield f"{TOPIC}{topic}"
