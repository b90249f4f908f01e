"""When a claim says what a gold line says: relations and names compared."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kgraph.model import MAX_ALIASES, MAX_NAME_WORDS

Line = Mapping[str, Any]
Name = tuple[str, ...]

BROADER = {
    "equips": "supplies",
    "aids": "supplies",
    **dict.fromkeys(("invades", "kills", "injures", "destroys", "fights"), "attacks"),
    "elects": "appoints",
}
MUTUAL = frozenset({"meets", "agreesWith", "cooperatesWith", "tradesWith", "fights"})

# Words that make no difference between two names.
SLIGHT = frozenset(
    (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "these",
        "those",
        "this",
        "that",
        "some",
        "all",
        "more",
        "about",
        "around",
        "over",
        "nearly",
        "least",
        "than",
        "at",
        "mr",
        "mrs",
        "ms",
        "president",
    )
)
STATE_NAMES = {
    "united states": "us|u s|usa|u s a|america|american|washington|united states of america",
    "united kingdom": "uk|u k|britain|great britain|british|london",
    "united nations": "un|u n",
    "european union": "eu|e u|brussels",
    "russia": "russian|russian federation|moscow|kremlin",
    "china": "chinese|beijing|prc",
    "north korea": "north korean|dprk|pyongyang",
    "south korea": "south korean|rok|seoul",
    "ukraine": "ukrainian|kyiv|kiev",
    "japan": "japanese|tokyo",
    "iran": "iranian|tehran",
}
STATE_OF: dict[Name, Name] = {
    tuple(name.split()): tuple(state.split()) for state, names in STATE_NAMES.items() for name in names.split("|")
}


POSSESSIVE = re.compile("['\u2019]s\\b")


@cache
def fold(name: str) -> Name:
    """The words by which a name is compared: no case, punctuation or slight words, states by one name."""
    text = POSSESSIVE.sub("", name.lower()).replace(",", "")
    every = re.findall(r"\w+", text)
    folded = tuple(word for word in every if word not in SLIGHT) or tuple(every)
    return STATE_OF.get(folded, folded)


def holds(outer: Name, inner: Name) -> bool:
    """Whether a name of more than one word stands in another as a whole run of words."""
    size = len(inner)
    return size > 1 and any(outer[i : i + size] == inner for i in range(len(outer) - size + 1))


def names_of(entity: Line) -> set[Name]:
    """The folded names of a claim's entity; a whole phrase for a name counts as none."""
    names = [entity.get("label"), *(entity.get("aliases") or ())[:MAX_ALIASES]]
    return {fold(name) for name in names if name and len(name.split()) <= MAX_NAME_WORDS}


def meets(accepted: Sequence[str | None], entity: Line | None) -> bool:
    """Whether one of an entity's names is accepted; None is accepted where leaving it empty is right too."""
    if entity is None:
        return None in accepted
    mine = names_of(entity)
    wanted = [fold(answer) for answer in accepted if answer is not None]
    return any(want == name or holds(name, want) or holds(want, name) for want in wanted for name in mine)


def related(relation: str, accepted: Sequence[str]) -> bool:
    """Whether a relation is accepted, or is a narrower or broader one of an accepted one."""
    return any(
        relation == answer or BROADER.get(relation) == answer or BROADER.get(answer) == relation for answer in accepted
    )


def answers(claim: Line, gold: Line) -> bool:
    """Whether a claim says what a gold line says; mutual relations in either direction."""
    if not related(claim["relation"], gold["relation"]):
        return False
    subject, object_ = claim["subject"], claim["object"]
    ends = [(subject, object_)]
    if MUTUAL.intersection(gold["relation"]):
        ends.append((object_, subject))
    return any(
        meets(gold["subject"], a) and (meets(gold["object"], b) or meets(gold["object"], claim.get("theme")))
        for a, b in ends
    )
