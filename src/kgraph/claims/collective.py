"""Claims about some together are claims about each: 'both countries condemned', 'accused each other'."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from kgraph.claims.clause import conjuncts, first_conjunct
from kgraph.claims.draft import Draft
from kgraph.claims.view import View
from kgraph.model import EntityType
from kgraph.parse import Token

MUTUAL = frozenset({"meets", "agreesWith", "cooperatesWith", "tradesWith", "fights"})
_RECIPROCAL = frozenset({"each", "one", "the"})
_TEXTS = frozenset({EntityType.AGREEMENT, EntityType.EVENT, EntityType.THING})


def one_by_one(view: View, draft: Draft) -> Iterator[Draft]:
    """A draft for each of those whom its subject and its object stand for; the draft itself where they stand for one.

    What they do among themselves they do with each other: 'both sides signed the pact', 'each accused the other'.
    """
    subjects = view.members(draft.subject) if draft.subject is not None else ()
    among = _is_reciprocal(draft.object)
    if among and not subjects and draft.subject is not None:
        subjects = tuple(conjuncts(first_conjunct(draft.subject)))
    objects = view.members(draft.object)
    if not (subjects or objects) or (among and len(subjects) < 2):  # noqa: PLR2004 - nobody to do it with
        yield draft
    elif draft.relation in MUTUAL and subjects and (among or objects == subjects or view.type(draft.object) in _TEXTS):
        theme = draft.theme if among or objects else draft.object
        for one, other in combinations(subjects, 2):
            yield _between(draft, one, other, theme)
    else:
        if among:
            objects = subjects
        for who, other in product(subjects or (draft.subject,), objects or (draft.object,)):
            if who is not other:
                yield _between(draft, who, other, draft.theme)


def _between(draft: Draft, subject: Token | None, obj: Token, theme: Token | None) -> Draft:
    through = tuple(t for t, part in ((draft.subject, subject), (draft.object, obj)) if t is not None and t is not part)
    return replace(draft, subject=subject, object=obj, theme=theme, through=through)


def _is_reciprocal(token: Token) -> bool:
    """Whether a word is the 'other' of 'each other', 'one another', 'the other'."""
    if token.lower not in {"other", "another"}:
        return False
    return token.lower == "another" or any(c.lower in _RECIPROCAL for c in token.children)
