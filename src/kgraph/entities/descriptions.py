"""Which earlier entity a description ('the company', 'these troops', 'the minister') takes up."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kgraph.entities.anaphora import NOTHING, Anaphor, anaphors
from kgraph.entities.nominals import Nominal
from kgraph.entities.phrases import age_of, governor
from kgraph.lexicon import Lexicon
from kgraph.model import EntityType
from kgraph.parse import Token
from kgraph.words import word_list

if TYPE_CHECKING:  # a cluster is known by what it is found by
    from kgraph.entities.clusters import Cluster

_MEMORY = 60
_NEAR = 3  # sentences back, for names
_FAR = 5  # sentences back, for other words for the same
_MARGIN = 0.5  # by how much a name must be better than the next
_HEAD_BEFORE = frozenset({"of", "for", "on", "to", "against", "in"})
_OTHER = frozenset(
    {"other", "another", "second", "third", "new", "different", "rival", "neighbouring", "similar", "same"}
)
_BELOW = frozenset({"deputy", "vice", "assistant", "former", "ex", "shadow", "acting"})
_ANYBODY = frozenset({"man", "woman", "suspect", "defendant", "politician"})
_UNWORDED = frozenset({EntityType.PERSON, EntityType.COUNTRY})


class Described:
    """The clusters of a document by what they are said to be, by the nouns in their names, and the last names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_role: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)
        self._by_word: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)
        self._names: deque[tuple[Token, Cluster]] = deque(maxlen=_MEMORY)

    def describe(self, cluster: "Cluster", roles: Iterable[str]) -> None:
        """Note what a cluster is said to be."""
        for role in roles:
            cluster.roles.add(role)
            self._by_role[role][cluster.number] = cluster

    def name(self, cluster: "Cluster", name: str) -> None:
        """Note the nouns in a name that say what it is: the 'Union' of 'Transport Union', the 'Bank' of 'Bank of …'."""
        words = name.lower().split()
        if cluster.type in _UNWORDED or not cluster.named:
            return
        for word, following in zip(words, [*words[1:], "of"], strict=True):
            if following in _HEAD_BEFORE and len(words) > 1:
                self._by_word[word][cluster.number] = cluster

    def mention(self, cluster: "Cluster", head: Token) -> None:
        """Note that a cluster was named just now."""
        self._names.append((head, cluster))

    def earlier(self, nominal: Nominal, compatible: Callable[["Cluster", Nominal], bool]) -> "Cluster | None":
        """What a description takes up again, or None for something new."""
        head = nominal.head
        lemma = role_of(nominal)
        force = lemma in word_list("force-noun")
        if not nominal.definite and not (force and nominal.owner is not None):
            return None
        family = word_list("force-noun") if force else frozenset({lemma})
        owned = _owned(nominal)
        if owned and not _by_pronoun(head):
            return None
        found = {n: c for role in family for n, c in self._by_role[role].items()}
        found |= {} if owned else self._by_word[head.lower]
        fitting = (c for c in _latest_first(found.values()) if compatible(c, nominal) and not _beside(c, head))
        same = next((c for c in fitting if c.type is not EntityType.PERSON or not _of_body(head)), None)
        if same is not None or not nominal.definite or owned or _narrowed(head):
            return same
        anaphor = anaphors().get(lemma, NOTHING)
        others = (c for role in anaphor.nouns for c in self._by_role[role].values())
        near = (
            c
            for c in _latest_first(others)
            if not _beside(c, head)
            and c.head is not None
            and c.head.sent >= head.sent - _FAR
            and compatible(c, nominal)
        )
        return next(near, None) or self._named(nominal, lemma, anaphor)

    def _named(self, nominal: Nominal, lemma: str, anaphor: Anaphor) -> "Cluster | None":
        """The one name nearby that a noun is true of; None where two could be meant."""
        if nominal.plural or not anaphor.names:
            return None
        ranks: dict[int, float] = {}
        clusters: dict[int, Cluster] = {}
        for token, cluster in self._names:
            if (
                nominal.head.sent - token.sent <= _NEAR
                and not _beside(cluster, nominal.head)
                and self._may_be(cluster, nominal, lemma, anaphor)
            ):
                rank = _rank(nominal.head, token)
                ranks[cluster.number] = max(rank, ranks.get(cluster.number, rank))
                clusters[cluster.number] = cluster
        best = sorted(ranks, key=lambda n: ranks[n], reverse=True)
        if not best or (len(best) > 1 and ranks[best[0]] - ranks[best[1]] < _MARGIN):
            return None
        return clusters[best[0]]

    def _may_be(self, cluster: "Cluster", nominal: Nominal, lemma: str, anaphor: Anaphor) -> bool:
        if cluster.type not in anaphor.names or cluster.plural:
            return False
        if nominal.owner is not None and (
            cluster.entry is not None or cluster.owner not in {None, nominal.owner} or cluster.roles
        ):
            return False
        if cluster.type is EntityType.PERSON:
            if lemma in {"man", "woman"} and cluster.gender not in {"", {"man": "m", "woman": "f"}[lemma]}:
                return False
            return lemma in _ANYBODY
        if cluster.type is EntityType.COUNTRY:
            return nominal.owner is None
        return not any(word not in anaphor.nouns for word in self._kinds(cluster, lemma))

    def _kinds(self, cluster: "Cluster", lemma: str) -> Iterator[str]:
        """The nouns other than ``lemma`` that tell what kind of body, force or place somebody is."""
        known = (cluster.entry.label, *cluster.entry.names) if cluster.entry is not None else ()
        told = {*cluster.roles, *(word for name in (*cluster.names, *known) for word in _heads(name))}
        types = self._lexicon.types
        return (word for word in told if word != lemma and types.get(word) is cluster.type)


def _beside(cluster: "Cluster", head: Token) -> bool:
    """Whether a cluster is another argument of the same verb: nobody attacks 'the ship' who is the ship."""
    other = cluster.head
    if other is None or other.sent != head.sent or head.dep == "poss" or other.dep == "poss":
        return False
    return governor(other) is governor(head) and other.dep != "conj" and head.dep not in {"appos", "conj", "attr"}


def role_of(nominal: Nominal) -> str:
    """What a description says that somebody is: its noun, with 'deputy' and the like, which make it another office."""
    lemma = age_of(nominal.head) or nominal.head.lemma.lower()
    below = next((word for word in nominal.label.lower().split()[:-1] if word in _BELOW), None)
    return f"{below} {lemma}" if below is not None else lemma


def _owned(nominal: Nominal) -> bool:
    """Whether somebody or something other than a state possesses it: "the court's ruling", 'its service'."""
    return nominal.owner is None and any(c.dep == "poss" for c in nominal.head.children)


def _by_pronoun(head: Token) -> bool:
    return any(c.dep == "poss" and c.pos == "PRON" for c in head.children)


def _of_body(head: Token) -> bool:
    """Whether an office is said to be that of something: 'the head of the agency'."""
    return any(c.dep == "prep" and c.lower == "of" for c in head.children)


def _heads(name: str) -> Iterator[str]:
    words = name.lower().split()
    return (word for word, following in zip(words, [*words[1:], "of"], strict=True) if following in _HEAD_BEFORE)


def _latest_first(clusters: Iterable["Cluster"]) -> list["Cluster"]:
    return sorted(clusters, key=lambda c: c.recency, reverse=True)


def _narrowed(head: Token) -> bool:
    """Whether a description says itself which it speaks of ('the company that …') or that it is another."""
    for c in head.children:
        if c.dep in {"relcl", "acl"} or (c.dep == "prep" and c.lower in {"of", "from", "behind"}):
            return True
        if c.lower in _OTHER and c.i < head.i:
            return True
    return False


def _rank(head: Token, name: Token) -> float:
    rank = -2.0 * (head.sent - name.sent)
    if name.dep in {"nsubj", "nsubjpass"}:
        rank += 1.5 if name.head.dep == "ROOT" else 1.0
    return rank - 1.0 if name.dep in {"poss", "amod", "compound"} else rank
