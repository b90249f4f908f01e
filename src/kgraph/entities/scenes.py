"""Of which state a passage speaks, where it says so in front: 'In Uganda the army stayed in its barracks'."""

from collections.abc import Mapping

from kgraph.entities.known import Hit
from kgraph.gazetteer import Entry, gazetteer
from kgraph.model import EntityType
from kgraph.parse import Parse

_FRONT = 2  # words between the start of a sentence and the state: 'in', 'neighbouring'


def scenes(parse: Parse, hits: Mapping[int, Hit]) -> Mapping[int, Entry]:
    """The state that each sentence's paragraph has been put in, by the index of the sentence.

    Args:
        parse: The parse of a document.
        hits: What the gazetteer knows, by every token of it.
    """
    found: dict[int, Entry] = {}
    scene: Entry | None = None
    end = 0
    for sentence in parse.sentences:
        words = sentence.tokens
        if "\n\n" in parse.text[end : words[0].start]:
            scene = None
        end = words[-1].end
        if words[0].lower == "in":
            front = [hit.entry for token in words[1 : 1 + _FRONT] if (hit := hits.get(token.i)) is not None]
            scene = next((state for entry in front if (state := state_of(entry)) is not None), scene)
        if scene is not None:
            found[sentence.index] = scene
    return found


def state_of(entry: Entry) -> Entry | None:
    """A state itself, that of a town."""
    whole = gazetteer().entries.get(entry.part_of or "") if entry.type is EntityType.PLACE else entry
    return whole if whole is not None and whole.type is EntityType.COUNTRY else None
