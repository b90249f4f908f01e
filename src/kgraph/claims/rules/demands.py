"""Demands in the speaker's own words: 'Qatar must mediate, the ambassador said' urges Qatar."""

from collections.abc import Iterator

from kgraph.claims.clause import is_passive
from kgraph.claims.context import Context
from kgraph.claims.draft import Draft
from kgraph.claims.scope import context_of
from kgraph.claims.subjects import surface_subjects
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token

_STATES_AND_BODIES = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.ARMED_FORCE})
_CALLED_UPON = {
    "must": _STATES_AND_BODIES | {EntityType.GROUP, EntityType.PERSON},
    "should": _STATES_AND_BODIES,  # of people it is mostly advice or a guess
}


def find_demands(view: View) -> Iterator[Draft]:
    """What somebody says that somebody else must do."""
    for verb in view.parse.tokens:
        types = next((_CALLED_UPON[c.lower] for c in verb.children if c.dep == "aux" and c.lower in _CALLED_UPON), None)
        if types is None or verb.pos != "VERB" or is_passive(verb):
            continue
        context = context_of(view, verb)
        if context.void or not context.speakers:
            continue
        speaker = context.speakers[-1]
        for called in surface_subjects(verb):
            if view.type(called) in types and not _same(view, called, speaker):
                yield Draft(
                    rule="demand",
                    relation="urges",
                    predicate=verb,
                    subject=speaker,
                    object=called,
                    theme=verb,
                    context=Context(speakers=context.speakers[:-1]),
                    counted=False,
                )


def _same(view: View, called: Token, speaker: Token) -> bool:
    entity = view.entity(called)
    return entity is not None and entity == view.entity(speaker)
