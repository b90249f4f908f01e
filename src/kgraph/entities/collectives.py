"""Who 'both countries', 'each side', 'the two ministers' and a plural 'they' are, one by one."""

from collections.abc import Sequence
from itertools import groupby

from kgraph.entities.clusters import Cluster
from kgraph.entities.phrases import governor
from kgraph.entities.trail import Seen, Trail
from kgraph.lexicon import Lexicon
from kgraph.model import EntityType
from kgraph.parse import Token, is_below
from kgraph.words import word_list

_COUNTS = {"both": 2, "two": 2, "neither": 2, "either": 2, "three": 3, "four": 4, "five": 5}
_PAIRS = {"pair": 2, "duo": 2, "couple": 2, "trio": 3}
_DISTRIBUTED = frozenset({"both", "neither", "either", "each"})
_STATES = frozenset(
    {"country", "state", "nation", "neighbour", "neighbor", "government", "capital", "republic", "ally", "power"}
)
_BODIES = frozenset({"company", "firm", "group", "organisation", "organization", "union", "agency", "bank"})
_COUNTRY = frozenset({EntityType.COUNTRY})
_PERSON = frozenset({EntityType.PERSON})
_BODY = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE})
_PARTIES = _COUNTRY | _BODY
_MANY = frozenset({EntityType.GROUP})
_ANYBODY = _PARTIES | _PERSON
_GENDERS = {"man": "m", "brother": "m", "woman": "f", "sister": "f"}
_CROWDS = _MANY | {EntityType.ARMED_FORCE}
_REACH = 3  # sentences back
_FAR = 12
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EACH = 0  # as many as there are


def members_of(token: Token, trail: Trail, lexicon: Lexicon) -> tuple[Seen, ...]:
    """Those whom a phrase that speaks of some together stands for; empty where it is none or they can't be told.

    A group of the same number ('three men … the three') is what it takes up, as one. Else they are the last actors that
    fit it: so many that are named in one list or, without a list, in the sentences before. More than so many leave open
    which are meant.

    Args:
        token: The head of the phrase.
        trail: What was spoken of before it.
        lexicon: Tells which nouns name persons.
    """
    count = _count(token)
    if count is None:
        return ()
    types = _types(token, lexicon)
    if types & _PERSON and (group := _group(token, trail, count)) is not None:
        return (group,)
    above = governor(token)
    seen = [
        s
        for s in trail.before(token, reach=_REACH)
        if s.cluster.type in types
        and (s.cluster.type in _MANY or not s.plural)
        and governor(s.head) is not above
        and not is_below(token, s.head)
    ]
    seen = [s for s in seen if s.cluster.type is not EntityType.PERSON or _may_be(s.cluster, token, lexicon)]
    listed = _last_list(seen, count)
    if listed or count == _EACH or token.lower in _DISTRIBUTED:
        return listed
    near = [s for s in seen if s.cluster.type not in _MANY and token.sent - s.head.sent < _REACH]
    found = _last_named(near, count)
    return found or (trail.main(_COUNTRY, count) if types >= _COUNTRY and not types & _PERSON else ())


def _may_be(person: Cluster, token: Token, lexicon: Lexicon) -> bool:
    """Whether somebody may be one of 'both men', 'the two ministers'."""
    lemma = token.lemma.lower()
    if lemma in _GENDERS:
        return person.gender in {"", _GENDERS[lemma]}
    return (
        lemma in word_list("person-noun") or lexicon.types.get(lemma) is not EntityType.PERSON or lemma in person.roles
    )


def _group(token: Token, trail: Trail, count: int) -> Seen | None:
    """The last that were so many and were spoken of as a group, by the same noun or by a number alone."""
    for s in trail.before(token, reach=_FAR):
        if s.plural and s.cluster.type in _CROWDS and _number_of(s.head) == count:
            same = s.head.lemma == token.lemma or token.pos in {"NUM", "PRON"}
            return s if same or token.lower in _PAIRS or token.lemma in _GENDERS else None
    return None


def joined_before(token: Token, trail: Trail) -> tuple[Seen, ...]:
    """The last list of actors before a plural pronoun, if the list is the subject of its clause."""
    seen = [s for s in trail.before(token, reach=1) if s.cluster.type in _ANYBODY and not s.plural]
    members = _last_list(seen, _EACH)
    if not members or members[0].head.dep not in _SUBJECTS:
        return ()
    since = members[-1].head.i
    others = (s for s in trail.before(token, reach=1) if s.plural and s.head.i > since)
    return () if any(s.head.dep in _SUBJECTS and s.cluster.type in _ANYBODY | _MANY for s in others) else members


def _number_of(head: Token) -> int | None:
    """The number in front of a plural noun, as far as a later word may take it up."""
    return next((_COUNTS[c.lower] for c in head.children if c.dep == "nummod" and c.lower in _COUNTS), None)


def _count(token: Token) -> int | None:
    """How many a phrase speaks of; ``_EACH`` where it leaves that open, None where it takes nobody up."""
    before = {c.lower for c in token.children if c.i < token.i}
    definite = bool(before & {"the", "these", "those", "all"})
    if any(c.lower == "of" and c.dep == "prep" for c in token.children):
        return None
    if token.lower in _DISTRIBUTED and token.dep not in {"det", "predet", "cc", "preconj", "advmod", "amod"}:
        return _COUNTS.get(token.lower, _EACH)
    if token.lower in _COUNTS and token.dep not in {"nummod", "appos"}:
        return _COUNTS[token.lower] if definite else None
    if token.pos != "NOUN":
        return None
    if token.lower in _PAIRS:
        return _PAIRS[token.lower] if definite and not before & {"other", "second"} else None
    if before & _DISTRIBUTED:
        return next(_COUNTS.get(word, _EACH) for word in sorted(before & _DISTRIBUTED))
    numbers = [c for c in before if c in _COUNTS]
    return _COUNTS[numbers[0]] if numbers and definite and not before & {"other", "first", "last"} else None


def _types(token: Token, lexicon: Lexicon) -> frozenset[EntityType]:
    lemma = token.lemma.lower()
    if lemma in _STATES:
        return _COUNTRY
    if lemma in word_list("side-noun"):
        return _PARTIES | _MANY
    if lemma in _BODIES:
        return _BODY
    if lemma in _PAIRS or token.lower in _COUNTS or token.lower == "each":
        return _ANYBODY
    return _PERSON if lexicon.types.get(lemma) is EntityType.PERSON else frozenset()


def _last_list(seen: Sequence[Seen], count: int) -> tuple[Seen, ...]:
    """The last that stand in one list ('Mali, Niger and Chad'), if they are so many."""
    by_head = {s.head.i: s for s in seen}
    for first in seen:
        if first.head.dep == "conj":
            continue
        listed = [by_head[t.i] for t in _listed(first.head) if t.i in by_head]
        members = _distinct(listed)
        if len(members) > 1 and len({_family(m.cluster) for m in members}) == 1:
            return members if count in {_EACH, len(members)} else ()
    return ()


def _listed(head: Token) -> list[Token]:
    found = [head]
    while True:
        following = next((c for c in found[-1].children if c.dep == "conj"), None)
        if following is None:
            return found
        found.append(following)


def _last_named(seen: Sequence[Seen], count: int) -> tuple[Seen, ...]:
    """The last so many actors, sentence by sentence; none where a sentence names more than are wanted."""
    found: tuple[Seen, ...] = ()
    for _, group in groupby(seen, key=lambda s: s.head.sent):
        found = _distinct([*group, *found])
        if len(found) >= count:
            break
    return found if len(found) == count else ()


def _distinct(seen: Sequence[Seen]) -> tuple[Seen, ...]:
    """One mention of each cluster, in text order."""
    by_cluster: dict[int, Seen] = {}
    for s in sorted(seen, key=lambda s: s.head.i):
        by_cluster.setdefault(s.cluster.number, s)
    return tuple(by_cluster.values())


def _family(cluster: Cluster) -> bool:
    return cluster.type is EntityType.PERSON
