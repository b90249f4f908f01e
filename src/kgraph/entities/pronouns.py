"""What pronouns refer to: the nearest fitting subject before them, or nothing."""

from collections import deque
from dataclasses import dataclass

from kgraph.entities.clusters import Cluster
from kgraph.entities.nominals import Nominal
from kgraph.model import EntityType
from kgraph.parse import Token, is_below

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SOME = frozenset({"some", "others", "many", "several", "most"})
_SINGLE = frozenset(
    {EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.ARMED_FORCE, EntityType.GROUP, EntityType.MATERIEL}
)
_MANY = frozenset(
    {EntityType.GROUP, EntityType.ARMED_FORCE, EntityType.PERSON, EntityType.MATERIEL, EntityType.ORGANIZATION}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH = 2  # sentences back
_MEMORY = 40


@dataclass(frozen=True, slots=True)
class _Seen:
    head: Token
    cluster: Cluster
    plural: bool


class Trail:
    """The nominals of a document so far, latest first."""

    def __init__(self) -> None:
        self._seen: deque[_Seen] = deque(maxlen=_MEMORY)

    def note(self, nominal: Nominal, cluster: Cluster) -> None:
        """Remember that ``nominal`` spoke of ``cluster``."""
        self._seen.appendleft(_Seen(nominal.head, cluster, nominal.plural))

    def before(self, token: Token) -> list[_Seen]:
        """What was spoken of in this sentence before ``token`` and in the few before it, latest first."""
        return [s for s in self._seen if s.head.i < token.i and token.sent - s.head.sent <= _REACH]


def refer(nominal: Nominal, trail: Trail) -> Cluster | None:
    """The cluster that a pronoun refers to; None where it is first person, relative, empty or in doubt."""
    word = nominal.head.lower
    if word in _SOME and nominal.head.dep in _SUBJECTS:
        cluster = Cluster(label=word, type=EntityType.GROUP, named=False, plural=True)
        cluster.add(word)
        return cluster
    if word in _HE or word in _SHE:
        return _person(nominal.head, "m" if word in _HE else "f", trail)
    if word in _IT:
        return _best(
            nominal.head, [s for s in trail.before(nominal.head) if s.cluster.type in _SINGLE and not s.plural]
        )
    if word in _THEY:
        plural = [s for s in trail.before(nominal.head) if s.cluster.type in _MANY and (s.plural or _joined(s.head))]
        return _best(nominal.head, plural)
    return None


def _joined(head: Token) -> bool:
    return False if head.dep == "conj" else any(child.dep == "conj" for child in head.children)


def _person(token: Token, gender: str, trail: Trail) -> Cluster | None:
    fitting = [
        s
        for s in trail.before(token)
        if s.cluster.type is EntityType.PERSON and not s.plural and s.cluster.gender in {"", gender}
    ]
    found = _best(token, fitting)
    if found is not None and found.named:
        found.gender = gender
    return found


def _best(token: Token, seen: list[_Seen]) -> Cluster | None:
    """The best candidate: near, a subject, of a clause above; not another argument of the same verb."""
    ranked = [(_rank(token, s), -n, s) for n, s in enumerate(seen) if not _clashes(token, s.head)]
    return max(ranked, key=lambda r: r[:2])[2].cluster if ranked else None


def _rank(token: Token, seen: _Seen) -> float:
    distance = token.sent - seen.head.sent
    score = -2.0 * distance
    if seen.head.dep in _SUBJECTS:
        score += 1.5 if distance else 1.0
        if seen.head.head.dep == "ROOT":
            score += 0.5
    if seen.head.dep in {"poss", "amod", "compound"}:
        score -= 1.0
    if token.dep in {"dobj", "pobj", "dative"} and seen.head.dep in _SUBJECTS and is_below(token.head, seen.head.head):
        score -= 1.2  # who speaks of 'them' seldom means himself
    return score


def _clashes(token: Token, other: Token) -> bool:
    """Whether two words are arguments of one verb, so that a plain pronoun cannot mean the other."""
    return token.dep != "poss" and other.head is token.head
