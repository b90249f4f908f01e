"""What pronouns refer to: the nearest fitting subject before them, or nothing."""

from collections.abc import Set as AbstractSet

from kgraph.entities.clusters import Cluster
from kgraph.entities.nominals import Nominal
from kgraph.entities.phrases import governor
from kgraph.entities.trail import Seen, Trail
from kgraph.lexicon import Lexicon
from kgraph.model import ACTORS, EntityType
from kgraph.parse import Token, is_below
from kgraph.words import word_list

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_SOME = frozenset({"some", "others", "many", "several", "most"})
_SINGLE = (ACTORS | {EntityType.MATERIEL}) - {EntityType.PERSON}
_MANY = (ACTORS | {EntityType.MATERIEL}) - {EntityType.COUNTRY}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "dative", "nsubjpass"})
_TO_SOMEBODY = frozenset(
    {
        "equips", "trains", "arrests", "releases", "kills", "injures", "urges", "warns", "accuses", "meets", "expels",
        "appoints", "dismisses", "prosecutes", "elects", "aids", "influences",
    }
)  # fmt: skip
_REACH = 2  # sentences back
_ADDRESSED = 2.0  # whom somebody tells something, he seldom speaks of
_KNOWN = 0.4  # what it is worth to be known for a man or a woman
_FITTING = 1.5  # what it is worth to be somebody, where the verb speaks of somebody


def refer(nominal: Nominal, trail: Trail, lexicon: Lexicon) -> Cluster | None:
    """The cluster that a pronoun refers to; None where it is first person, relative, empty or in doubt."""
    token = nominal.head
    word = token.lower
    if word in _SOME and token.dep in _SUBJECTS:
        cluster = Cluster(label=word, type=EntityType.GROUP, named=False, plural=True)
        cluster.add(word)
        return cluster
    before = trail.before(token, reach=_REACH)
    if word in _HE or word in _SHE:
        return _person(token, "m" if word in _HE else "f", before)
    if word in _IT:
        return _best(token, [s for s in before if s.cluster.type in _SINGLE and not s.plural and _one_body(s)], lexicon)
    if word in THEY:
        plural = [s for s in before if s.cluster.type in _MANY and (s.plural or _crowd(s))]
        return _best(token, plural, lexicon)
    return None


def _crowd(seen: Seen) -> bool:
    """Whether a singular is spoken of as 'they': 'the crew', 'the team'."""
    return seen.cluster.type in {EntityType.GROUP, EntityType.ARMED_FORCE} and seen.head.lower in word_list("body-noun")


def _one_body(seen: Seen) -> bool:
    """Whether 'it' may be a group: a team, no member of one ('an ally')."""
    group = seen.cluster.type is EntityType.GROUP and not seen.cluster.named
    return not group or seen.head.pos != "NOUN" or seen.head.lemma.lower() in word_list("body-noun")


def _person(token: Token, gender: str, before: list[Seen]) -> Cluster | None:
    fitting = [
        s for s in before if s.cluster.type is EntityType.PERSON and not s.plural and s.cluster.gender in {"", gender}
    ]
    found = _best(token, fitting)
    if found is not None and found.named:
        found.gender = gender
    return found


def _best(token: Token, seen: list[Seen], lexicon: Lexicon | None = None) -> Cluster | None:
    """The best candidate: near, a subject, of a clause above; not another argument of the same verb."""
    beside = {s.cluster.number for s in seen if _clashes(token, s.head)}
    if token.lower in _SELF:
        own = [s for s in seen if s.cluster.number in beside and s.head.dep in _SUBJECTS]
        return own[0].cluster if own else None
    wanted = _wanted(token, lexicon) if lexicon is not None else frozenset()
    ranked = [(_rank(token, s, wanted), -n, s) for n, s in enumerate(seen) if s.cluster.number not in beside]
    return max(ranked, key=lambda r: r[:2])[2].cluster if ranked else None


def _wanted(token: Token, lexicon: Lexicon) -> AbstractSet[EntityType]:
    """What the verb of a pronoun wants it to be: somebody who acts, somebody it is done to; empty where anything."""
    if token.dep == "dative":
        return ACTORS
    verb = governor(token)
    frames = lexicon.verbs.get(verb.lemma, ()) if verb.pos == "VERB" and token.dep != "poss" else ()
    if token.dep in _OBJECTS:
        return ACTORS if any(frame.relation in _TO_SOMEBODY for frame in frames) else frozenset()
    return ACTORS if frames and token.dep == "nsubj" else frozenset()


def _rank(token: Token, seen: Seen, wanted: AbstractSet[EntityType]) -> float:
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
    if seen.head.dep in {"dobj", "dative"} and seen.head.head.lemma == "tell":
        score -= _ADDRESSED
    if wanted and seen.cluster.type in wanted:
        score += _FITTING
    if seen.cluster.gender and seen.cluster.type is EntityType.PERSON:
        score += _KNOWN
    return score


def _clashes(token: Token, other: Token) -> bool:
    """Whether two words are arguments of one verb, so that a plain pronoun cannot mean the other."""
    if token.dep == "poss" or token.sent != other.sent:
        return False
    while other.dep == "conj":
        other = other.head
    return other.head is token.head or (other.dep in _SUBJECTS and other.head is governor(token))
