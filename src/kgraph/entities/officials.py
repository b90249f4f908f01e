"""Which persons of a document are those that the gazetteer knows by their offices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kgraph.entities.clusters import Cluster
from kgraph.entities.nominals import Nominal
from kgraph.entities.phrases import is_honorific
from kgraph.gazetteer import Entry, Gazetteer
from kgraph.lexicon import lexicon
from kgraph.model import EntityType
from kgraph.offices import Days, Person, Term, plain, read_date
from kgraph.words import word_list

_PROFESSIONS = ("ologist", "ician", "ist", "keeper", "woman", "sman")
_FORMER = frozenset({"former", "ex", "late", "then", "ousted", "deposed", "onetime"})
_BELOW = frozenset({"deputy", "vice", "assistant", "shadow", "opposition", "under"})
_MISREAD = frozenset(
    {EntityType.ORGANIZATION, EntityType.PLACE, EntityType.GROUP, EntityType.THING, EntityType.MATERIEL}
)
_NEAR = 1  # years that a title may come before the term or stay after it: 'president-elect', an article on a past event
_FAR = 10  # years within which somebody of a full name is the same


@dataclass(frozen=True, slots=True)
class _Told:
    """What a document tells of a person.

    Attributes:
        name: The longest name, as ``plain`` has it, without titles.
        phrases: All that it is called, as ``plain`` has it: 'french president macron', 'minister'.
        states: Keys of the states and bodies that it is said to belong to, and of what those are part of.
        former: Whether it is said to have been something.
        strange: Whether it is said to be what nobody in high office is: 'footballer'.
    """

    name: str
    phrases: frozenset[str]
    states: frozenset[str]
    former: bool
    strange: bool


def known_officials(
    placed: Iterable[tuple[Nominal, Cluster]], known: Gazetteer, *, published: str | None
) -> Iterator[tuple[Cluster, Entry]]:
    """The clusters who are people of the gazetteer's offices, with their entries.

    A full name tells who it is where nothing in the document speaks against it; a surname alone only with a title and a
    state that fit.

    Args:
        placed: The nominals of a document with what they refer to; the states of those must be known.
        known: The gazetteer.
        published: When the document was.
    """
    found: list[Cluster] = []
    beside_names: defaultdict[int, set[str]] = defaultdict(set)
    for nominal, cluster in placed:
        if id(cluster) not in beside_names:
            found.append(cluster)
        beside_names[id(cluster)].update(
            c.lemma.lower() for c in nominal.head.children if c.dep == "appos" and c.pos == "NOUN"
        )
    on = read_date(published[:10]) if published else None
    beside = _with_wholes((c.entry for c in found if c.entry is not None), known)
    officials = _Officials(known, on, beside, frozenset(_full_names(found)), beside_names)
    people = {id(c): person for c in found if (person := officials.person(c)) is not None}
    if people:  # names that say little elsewhere say enough among such people
        sure = frozenset(person.key for person in people.values())
        for cluster in found:
            if id(cluster) not in people and (person := officials.among(cluster, sure)) is not None:
                people[id(cluster)] = person
    yield from ((c, known.entries[people[id(c)].key]) for c in found if id(c) in people)


def _full_names(clusters: Iterable[Cluster]) -> Iterator[str]:
    for cluster in clusters:
        if cluster.named and cluster.type is EntityType.PERSON:
            yield _bare(cluster.label)


def _with_wholes(entries: Iterable[Entry], known: Gazetteer) -> frozenset[str]:
    """The keys of entries, and of what they are part of."""
    found: set[str] = set()
    for entry in entries:
        found.add(entry.key)
        whole = entry.part_of
        while whole is not None and whole not in found:
            found.add(whole)
            whole = known.entries[whole].part_of
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Officials:
    """The people in office, as a document may name them.

    Attributes:
        on: When the document was published; None where it does not tell.
        beside: Keys of the entries that the document speaks of.
        full: The full names of its persons.
        nouns: The nouns that stand beside the names of each cluster, by its ``id``.
    """

    known: Gazetteer
    on: Days | None
    beside: frozenset[str]
    full: frozenset[str]
    nouns: Mapping[int, AbstractSet[str]]

    def person(self, cluster: Cluster) -> Person | None:
        """Whom a cluster stands for; None where the document does not tell, or tells otherwise."""
        if not _may_be_official(cluster):
            return None
        told = self._told(cluster)
        full = self._of_full_name(told)
        if full:
            return self._sole(key for key in full if self._fits(key, told))
        short = self._of_surname(cluster, told)
        exact = self._sole(key for key in short if self._holds(key, told, years=0))
        return exact or self._sole(key for key in short if self._holds(key, told, years=_NEAR))

    def among(self, cluster: Cluster, sure: frozenset[str]) -> Person | None:
        """Whom a cluster stands for in a document that speaks of people in office.

        Args:
            cluster: One that does not tell by itself.
            sure: The keys of the people that the document surely speaks of.
        """
        if not _may_be_official(cluster):
            return None
        told = self._told(cluster)
        full = self._of_full_name(told)
        if full:
            return self._sole(key for key in full if self._fits(key, told, alone=False))
        terms = self.known.offices.terms
        short = (
            self._of_surname(cluster, told) & sure
        )  # another spelling of a surname: 'Erdoğan' after 'Tayyip Erdogan'
        return self._sole(key for key in short if not told.strange and self._of_states(terms[key], told))

    def _of_full_name(self, told: _Told) -> frozenset[str]:
        by_name = self.known.offices.by_name
        return frozenset(key for name in (told.name, *told.phrases) for key in by_name.get(name, ()))

    def _of_surname(self, cluster: Cluster, told: _Told) -> frozenset[str]:
        if cluster.type is not EntityType.PERSON or any(self._other(full, told.name) for full in self.full):
            return frozenset()
        return self.known.offices.by_short.get(told.name, frozenset())

    def _sole(self, keys: Iterable[str]) -> Person | None:
        found = set(keys)
        return self.known.offices.people[found.pop()] if len(found) == 1 else None

    def _told(self, cluster: Cluster) -> _Told:
        phrases = frozenset(plain(phrase) for phrase in (*cluster.names, *cluster.roles, *cluster.callings))
        owner = [] if cluster.owner is None else [cluster.owner]
        states = [self.known.entries[key] for key in cluster.states if key in self.known.entries]
        return _Told(
            name=_bare(cluster.label),
            phrases=phrases,
            states=_with_wholes([*owner, *states], self.known),
            former=any(not _FORMER.isdisjoint(phrase.split()) for phrase in phrases),
            strange=any(_is_strange(role) for role in (*cluster.roles, *cluster.callings, *self.nouns[id(cluster)])),
        )

    def _fits(self, key: str, told: _Told, *, alone: bool = True) -> bool:
        """Whether the person of a full name may be the one that the document speaks of.

        Args:
            key: The person's key.
            told: What the document tells.
            alone: Whether it must speak of the state or the office too; else it must be of the time in office.
        """
        terms = self.known.offices.terms[key]
        if any(self._titled(term, told, sure=True) and term.body in told.states for term in terms):
            return self._in_time(terms, told)
        if told.strange or not self._of_states(terms, told):
            return False
        if not alone:
            return self.on is not None and any(term.may_hold(self.on, years=_NEAR) for term in terms)
        supported = any(term.body in self.beside or self._titled(term, told, sure=False) for term in terms)
        return supported and self._in_time(terms, told)

    def _of_states(self, terms: tuple[Term, ...], told: _Told) -> bool:
        """Whether the states that somebody is said to belong to are those of the offices, as far as any is told."""
        own = {term.body for term in terms if self._is_state(term.body)}
        said = {key for key in told.states if self._is_state(key)}
        return not own or not said or not own.isdisjoint(said)

    def _is_state(self, key: str) -> bool:
        return key in self.known.entries and self.known.entries[key].type is EntityType.COUNTRY

    def _in_time(self, terms: tuple[Term, ...], told: _Told) -> bool:
        if self.on is None or any(term.may_hold(self.on, years=_FAR) for term in terms):
            return True
        return told.former and any(term.start.first <= self.on.last for term in terms)

    def _holds(self, key: str, told: _Told, *, years: int) -> bool:
        """Whether a title and a state tell that a surname is that of a person of the table."""
        if told.strange:
            return False
        for term in self.known.offices.terms[key]:
            said = term.body in told.states or (
                not told.states and self.on is not None and term.body in self.beside and self._is_state(term.body)
            )
            if said and self._titled(term, told, sure=True) and self._of_term(term, told, years=years):
                return True
        return False

    def _of_term(self, term: Term, told: _Told, *, years: int) -> bool:
        if self.on is None or term.may_hold(self.on, years=years):
            return True
        return told.former and term.start.first <= self.on.last

    def _titled(self, term: Term, told: _Told, *, sure: bool) -> bool:
        """Whether what somebody is called has a title of an office in it."""
        title = self.known.offices.titles[term.office]
        words = title.sure if sure else title.sure | title.loose
        return any(_has(phrase, word) for phrase in told.phrases for word in words)

    def _other(self, full: str, short: str) -> bool:
        """Whether a full name of the document is that of somebody else with the same surname."""
        keys = self.known.offices.by_name.get(full, frozenset())
        return full.endswith(f" {short}") and not any(short in self.known.offices.people[key].short for key in keys)


def _has(phrase: str, title: str) -> bool:
    """Whether words have a title in them, and nothing before it makes it another office: 'deputy prime minister'."""
    before, found, after = f" {phrase} ".partition(f" {title} ")
    return bool(found) and _BELOW.isdisjoint(before.split()) and not after.startswith(("s ", "elect "))


def _may_be_official(cluster: Cluster) -> bool:
    """Whether a cluster is a name that may be a person's, also where the parser took it for something else."""
    family = cluster.plural and " " not in cluster.label  # 'the Obamas', but not 'António Guterres'
    if not cluster.named or cluster.entry is not None or family:
        return False
    return cluster.type is EntityType.PERSON or (cluster.type in _MISREAD and not cluster.roles)


def _bare(label: str) -> str:
    """A name without titles in front, as ``plain`` has it."""
    words = label.split()
    while len(words) > 1 and (is_honorific(words[0].lower()) or _is_person(words[0].lower())):
        words = words[1:]
    return plain(" ".join(words))


def _is_person(word: str) -> bool:
    return lexicon().types.get(word) is EntityType.PERSON


def _is_strange(role: str) -> bool:
    words = role.split()
    if not words or words[0] in _FORMER or words[-1] in word_list("public-role"):
        return False
    return _is_person(words[-1]) or words[-1].endswith(_PROFESSIONS)
