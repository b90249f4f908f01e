"""Clusters of nominals that refer to the same entity, and how a name or a description finds its cluster."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from kgraph.entities.descriptions import Described, role_of
from kgraph.entities.links import Link
from kgraph.entities.nominals import Kind, Nominal
from kgraph.entities.phrases import folded
from kgraph.entities.shortened import is_head_of, parts, shortened
from kgraph.gazetteer import Entry
from kgraph.lexicon import Lexicon, lexicon
from kgraph.model import BODIES, MAX_ALIASES, MAX_NAME_WORDS, Entity, EntityType, entity_id
from kgraph.names import fold, is_common, is_sole
from kgraph.parse import Token
from kgraph.words import word_list

_SHARED = frozenset({EntityType.ARMED_FORCE, EntityType.ORGANIZATION})  # with a state's name: the same in every article
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her"})


@dataclass(slots=True, eq=False)
class Cluster:
    """Nominals that refer to one entity.

    Attributes:
        number: How many clusters the document had before it.
        names: Surface forms in order of appearance (the keys).
        roles: Lemmas that say what it is ('minister', 'company'), from descriptions and titles.
        gender: ``m`` or ``f`` once a title or a pronoun has told.
        last: Index of the last head that spoke of it.
        head: That head itself; None as long as nothing in the text did.
        described: Heads of the descriptions that stand beside its name.
        states: Keys of the gazetteer's entries that they say it belongs to, other than its owner.
        callings: Nouns for people right before its name, whatever the parser makes of them.
        qualifier: What tells it from another of the same name before it: the key of its state, its walk of life.
        sure: Whether the words of its name tell its type.
        proper: Whether it has no name of its own but is described by one: 'the Orjen clan'.
    """

    label: str
    type: EntityType
    named: bool
    entry: Entry | None = None
    owner: Entry | None = None
    plural: bool = False
    number: int = -1
    names: dict[str, None] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    gender: str = ""
    last: int = -1
    head: Token | None = None
    described: list[Token] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    callings: set[str] = field(default_factory=set)
    qualifier: str | None = None
    sure: bool = False
    proper: bool = False

    def add(self, *names: str | None) -> list[str]:
        """Note some surface forms, too long ones and determiners left out; those that are new."""
        new = []
        for name in names:
            short = strip_determiner(name) if name else ""
            if short and short not in self.names and len(short.split()) <= MAX_NAME_WORDS:
                self.names[short] = None
                new.append(short)
        return new

    @property
    def recency(self) -> tuple[int, int]:
        """What the one spoken of last has most of; the older cluster on a tie."""
        return self.last, -self.number

    def entity(self, base: str, document: str) -> Entity:
        """The entity that the cluster stands for."""
        if self.entry is not None:
            iri = f"{base}entity/{self.entry.key}"
            label = self.entry.label
        else:
            label = self.label
            shared = self.named or self.proper or (self.owner is not None and self.type in _SHARED)
            iri = entity_id(base, label, self.type, document=None if shared else document, qualifier=self.qualifier)
        others = tuple(name for name in self.names if name != label)
        return Entity(iri, label, self.type, others[:MAX_ALIASES])


def settle(clusters: Iterable[Cluster], found: Iterable[tuple[Cluster, Entry]]) -> None:
    """Give clusters the entries found for them; all clusters of one entry have the names of all.

    Args:
        clusters: All of a document.
        found: Clusters that turned out to be entries after the document was read, with these.
    """
    late = list(found)
    names: dict[str, dict[str, None]] = {entry.key: {} for _, entry in late}
    for cluster, entry in late:
        cluster.entry, cluster.type = entry, entry.type
    for cluster in clusters if late else ():
        if cluster.entry is not None and cluster.entry.key in names:
            names[cluster.entry.key].update(cluster.names)
            cluster.names = names[cluster.entry.key]


@lru_cache(maxsize=4096)  # the same phrase is asked for again and again while its mention is placed
def strip_determiner(name: str) -> str:
    """A name without the article or demonstrative in front, white space made single."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in _DETERMINERS:
        words = words[1:]
    return " ".join(words)


class Clusters:
    """The clusters of a document so far. Nominals are added in text order.

    They are found by what they are looked up by, never by going through all: a document may have thousands.

    Attributes:
        links: What nominals are joined by.
    """

    def __init__(self, links: AbstractSet[Link], lexicon: Lexicon, home: Entry | None = None) -> None:
        self.links = links
        self._home = home
        self._count = 0
        self._by_key: dict[str, Cluster] = {}
        self._by_label: dict[str, Cluster] = {}
        self._described = Described(lexicon)
        self._by_part: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)
        self._stand_ins: dict[str, Cluster] = {}
        self._genders: dict[str, str] = {}

    def place(self, nominal: Nominal) -> Cluster:
        """The cluster of a name, a demonym or a description; a new one where none fits."""
        stand_in = self._stand_ins.get(strip_determiner(nominal.label)) if nominal.kind is Kind.NAME else None
        if stand_in is not None:
            cluster = stand_in
        elif nominal.entry is not None:
            cluster = self._namesake(nominal, nominal.entry) or self._known(nominal.entry)
        elif nominal.kind is Kind.NAME:
            cluster = self._name(nominal)
        else:
            cluster = self._description(nominal)
        return cluster

    def _namesake(self, nominal: Nominal, entry: Entry) -> Cluster | None:
        """The person of a document whose surname is that of a capital or city: 'Paris' after 'Valeria Paris'."""
        placed = entry.type is EntityType.PLACE and nominal.head.dep != "pobj"
        own = entry.geonames is None and not placed and nominal.label in {entry.label, *entry.names}
        if nominal.kind is not Kind.NAME or own or nominal.sure:
            return None
        found = self._part_of_name(nominal.label, nominal)
        return found if found is not None and found.type is EntityType.PERSON else None

    def touch(self, cluster: Cluster, nominal: Nominal) -> None:
        """Note that a nominal spoke of a cluster just now."""
        cluster.last, cluster.head = nominal.head.i, nominal.head
        if cluster.named:
            self._described.mention(cluster, nominal.head)

    def name(self, cluster: Cluster, *names: str | None) -> None:
        """Note some surface forms of a cluster, to be found by their parts."""
        new = cluster.add(*names)
        for name in new if cluster.named else ():  # nobody shortens a description
            for part in parts(name.split()):
                self._by_part[part][cluster.number] = cluster
            self._described.name(cluster, name)

    def stands_for(self, name: str, cluster: Cluster) -> None:
        """From here on a name means a cluster, whatever it means elsewhere."""
        self._stand_ins[name] = cluster

    def note_gender(self, name: str, gender: str) -> None:
        """Note whether somebody of a name is a man or a woman; ``gender`` may be empty."""
        if gender:
            self._genders.setdefault(name.rsplit(maxsplit=1)[-1], gender)

    def gender(self, cluster: Cluster) -> str:
        """What the document's titles and given names tell of somebody of the same surname."""
        alone = " " not in cluster.label and len(self._by_part.get(cluster.label.casefold(), ())) > 0
        return self._genders.get(cluster.label.split()[-1], "") if cluster.named and not alone else ""

    def describe(self, cluster: Cluster, roles: Iterable[str]) -> None:
        """Note what a cluster is said to be, to be found by it."""
        self._described.describe(cluster, roles)

    def _new(self, label: str, type_: EntityType, *, named: bool) -> Cluster:
        cluster = Cluster(label=label, type=type_, named=named, number=self._count)
        self._count += 1
        self._by_label.setdefault(label.casefold(), cluster)
        return cluster

    def _known(self, entry: Entry) -> Cluster:
        cluster = self._by_key.get(entry.key)
        if cluster is None:
            cluster = self._new(entry.label, entry.type, named=True)
            cluster.entry = entry
            self._by_key[entry.key] = cluster
            for name in (entry.label, *entry.names):
                self._described.name(cluster, name)
            if entry.class_ is not None:
                self.describe(cluster, (entry.class_.rsplit(maxsplit=1)[-1],))
        return cluster

    def _name(self, nominal: Nominal) -> Cluster:
        label = strip_determiner(nominal.label)
        found = self._of_label(label, nominal.owner) or self._part_of_name(label, nominal)
        if found is None:
            found = self._new(label, nominal.type, named=True)
            found.plural = nominal.plural
            if nominal.owner is not None:
                other = self._by_label[label.casefold()] is not found
                found.qualifier = nominal.owner.key if other else None
                self._by_label.setdefault(f"{label.casefold()} of {nominal.owner.key}", found)
        if found.named and found.entry is None and len(label) > len(found.label) and found.type is nominal.type:
            found.label = label
            self._by_label.setdefault(label.casefold(), found)
        self.name(found, label, nominal.text)
        return found

    def _of_label(self, label: str, owner: Entry | None) -> Cluster | None:
        """What was called the same before; of two states that have a body of one name, that of the state."""
        found = self._by_label.get(label.casefold())
        if found is None or owner is None or not _of_every_state(found):
            return found
        other = found.owner or self._home
        return found if other in {None, owner} else self._by_label.get(f"{label.casefold()} of {owner.key}")

    def namesake(self, nominal: Nominal) -> Cluster | None:
        """The person of a document who has exactly the name of a nominal."""
        found = self._by_label.get(strip_determiner(nominal.label).casefold())
        return found if found is not None and found.named and found.type is EntityType.PERSON else None

    def another(self, nominal: Nominal, qualifier: str) -> Cluster:
        """Another of a name that somebody has, whom the name speaks of from here on; told by ``qualifier``."""
        label = strip_determiner(nominal.label)
        found = self._new(label, nominal.type, named=True)
        found.qualifier = qualifier
        self._by_label[label.casefold()] = found
        self.name(found, label, nominal.text)
        return found

    def _part_of_name(self, label: str, nominal: Nominal) -> Cluster | None:
        """A longer name seen before that this one is a part or the acronym of; the latest such."""
        words = label.split()
        longer = sorted(self._by_part[label.casefold()].values(), key=lambda c: c.recency, reverse=True)
        if nominal.owner is not None:  # "Bolivia's minister, Rojas", after the minister of Peru
            longer = [c for c in longer if c.type is not EntityType.PERSON or c.owner in {None, nominal.owner}]
        longer.sort(key=_is_relative)  # after 'her son, David Okello' the mother still goes by their name
        short = next((c for c in longer if _short_for(words, c, nominal.type) in self.links), None)
        if short is not None or not nominal.definite or Link.NAME_PARTS not in self.links:
            return short
        return next((c for c in longer if c.named and c.type in BODIES and is_head_of(words, c.names)), None)

    def _description(self, nominal: Nominal) -> Cluster:
        lemma = nominal.head.lemma.lower()
        if (
            Link.STATE_BODIES in self.links
            and nominal.owner is not None
            and lemma in word_list("state-noun")
            and nominal.owner.type is EntityType.COUNTRY
        ):
            cluster = self._known(nominal.owner)
            self.name(cluster, nominal.text, nominal.label)
            return cluster
        found = self._earlier(nominal)
        label = _full_label(nominal)
        if found is None:
            found = self._by_label.get(label.casefold())
            if found is None or found.type is not nominal.type:
                found = self._new(label, nominal.type, named=False)
                found.owner, found.plural, found.proper = nominal.owner, nominal.plural, nominal.proper
        if not found.named:
            self.describe(found, (role_of(nominal),))
        self.name(found, label, nominal.label, nominal.text, nominal.longer)
        return found

    def _earlier(self, nominal: Nominal) -> Cluster | None:
        """What a description takes up again, or None for something new."""
        if Link.DESCRIPTIONS not in self.links:
            return None
        return self._described.earlier(nominal, _compatible)


def _is_relative(cluster: Cluster) -> bool:
    return bool(cluster.roles & word_list("relative-noun"))


def _of_every_state(cluster: Cluster) -> bool:
    """Whether a name is one that bodies of many states have: 'the Electoral Commission'."""
    words = fold(cluster.label).split()
    return cluster.type in _SHARED and (is_sole(words) or is_common(words, lexicon().types))


def _full_label(nominal: Nominal) -> str:
    """A description's label, with the state that possesses it in front as an adjective."""
    label = strip_determiner(nominal.label)
    owner = nominal.owner
    if (
        owner is None
        or not owner.demonyms
        or owner.demonyms[0].lower() in label.lower()
        or nominal.type is EntityType.EVENT
    ):
        return label
    if any(name.lower() in label.lower() for name in (owner.label, *owner.names)):
        return label
    return f"{owner.demonyms[0]} {label}"


def _compatible(cluster: Cluster, nominal: Nominal) -> bool:
    """Whether a description can speak of a cluster: number and state do not conflict, its adjectives are known."""
    if cluster.plural != nominal.plural and (not cluster.named or cluster.type is EntityType.PERSON):
        return False
    if nominal.owner is not None and cluster.owner is not nominal.owner:
        return False
    extra = strip_determiner(nominal.label).lower().split()[:-1]
    of_owner = {name.lower() for name in nominal.owner.demonyms} if nominal.owner is not None else set()
    words = " ".join(cluster.names).lower()
    return all(word in words or word in of_owner for word in extra)


def _short_for(words: list[str], cluster: Cluster, seen_as: EntityType) -> Link | None:
    """Whether a name is a part or the acronym of a cluster's name; the gazetteer knows all names of its entries."""
    if not cluster.named or cluster.entry is not None:
        return None
    found = (shortened(words, name.split(), cluster.type, seen_as) for name in cluster.names)
    return next((link for link in found if link is not None), None)


def gender_of(nominal: Nominal) -> str:
    """``m`` or ``f`` where a title, a noun or a given name tells it, else the empty string."""
    words = nominal.text.lower().split()
    noun = nominal.head.lemma.lower() if nominal.kind is Kind.DESCRIPTION else words[0]
    if noun in word_list("male-noun") or noun in word_list("female-noun"):
        return "m" if noun in word_list("male-noun") else "f"
    if nominal.kind is not Kind.NAME or " " not in nominal.label:
        return ""
    given = folded(nominal.label.split()[0])
    if given in word_list("male-name"):
        return "m"
    return "f" if given in word_list("female-name") else ""
