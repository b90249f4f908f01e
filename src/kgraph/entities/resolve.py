"""Resolution within an article: every nominal to an entity, or to nothing where that would be a guess."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kgraph.entities.agreement import agree_on_types
from kgraph.entities.appearances import find_appearances, home_of, may_be_person
from kgraph.entities.bodies import known_bodies
from kgraph.entities.callings import beside_name, callings, roles_of
from kgraph.entities.clusters import Cluster, Clusters, gender_of, settle
from kgraph.entities.collectives import joined_before, members_of
from kgraph.entities.descriptions import role_of
from kgraph.entities.known import known_names
from kgraph.entities.links import ALL_LINKS, Link
from kgraph.entities.nominals import Kind, Nominal, find_nominals
from kgraph.entities.officials import known_officials
from kgraph.entities.pronouns import THEY, refer
from kgraph.entities.same import Same, find_same
from kgraph.entities.trail import Seen, Trail
from kgraph.gazetteer import Entry, gazetteer
from kgraph.lexicon import Lexicon, lexicon
from kgraph.model import Appearance, Document, Entity, EntityType
from kgraph.names import fold, is_sole, lives_differ, walk_of_life
from kgraph.parse import Mention, Parse, Resolution, Token
from kgraph.words import word_list


@dataclass(frozen=True, slots=True)
class _Placed:
    nominal: Nominal
    cluster: Cluster
    members: tuple[Seen, ...] = ()


def find_entities(document: Document, parse: Parse, *, base: str, links: AbstractSet[Link] = ALL_LINKS) -> Resolution:
    """What each nominal of a document refers to.

    Args:
        document: The document; descriptions ('the group') get IRIs that belong to it alone.
        parse: Its parse.
        base: The base IRI of entities.
        links: What mentions are joined by; a pronoun without its link refers to nothing.
    """
    nominals = agree_on_types(find_nominals(parse, known_names(), lexicon(), links))
    placed = _Resolver(parse, nominals, links).place_all()
    states = ((item.nominal, item.cluster.entry) for item in placed if item.nominal.kind is not Kind.PRONOUN)
    home = home_of((nominal, entry) for nominal, entry in states if entry is not None)
    clusters = {id(item.cluster): item.cluster for item in placed}
    settle(clusters.values(), _known_late(placed, document, links, home))
    entities = {key: cluster.entity(base, document.id) for key, cluster in clusters.items()}
    appearances = find_appearances(document, ((clusters[k], entity) for k, entity in entities.items()), home=home)
    return _resolution(placed, entities, appearances)


def _known_late(
    placed: Sequence[_Placed], document: Document, links: AbstractSet[Link], home: Entry | None
) -> Iterator[tuple[Cluster, Entry]]:
    """What turns out to be an entry of the gazetteer once all that the document tells of it is known."""
    if Link.STATE_BODIES in links:
        yield from known_bodies({id(item.cluster): item.cluster for item in placed}.values(), gazetteer(), home=home)
    if Link.OFFICES in links:
        pairs = ((item.nominal, item.cluster) for item in placed)
        yield from known_officials(pairs, gazetteer(), published=document.published)


class _Resolver:
    """The state of one pass over the nominals of a document."""

    def __init__(self, parse: Parse, nominals: list[Nominal], links: AbstractSet[Link]) -> None:
        self._links = links
        self._lexicon: Lexicon = lexicon()
        entries = ((n, n.entry) for n in nominals if n.kind is not Kind.PRONOUN)
        home = home_of((nominal, entry) for nominal, entry in entries if entry is not None)
        self._clusters = Clusters(links, self._lexicon, home)
        self._trail = Trail()
        self._nominals = nominals
        self._parse = parse
        self._entries = {n.head.i: n.entry for n in nominals if n.entry is not None and n.kind is Kind.NAME}
        self._same: dict[int, Same] = find_same(parse, nominals, links)
        self._by_head: dict[int, Cluster] = {}
        owners = ((self._same.get(n.head.i), n.owner) for n in nominals if n.owner is not None)
        self._owners = {same.nominal.head.i: owner for same, owner in owners if same is not None}

    def place_all(self) -> list[_Placed]:
        """Every nominal that refers to something, with what it refers to, in text order."""
        self._first_persons()
        placed: list[_Placed] = []
        for nominal in self._nominals:
            members = self._members(nominal)
            cluster = members[0].cluster if members else self._refer(nominal)
            if cluster is None:
                continue
            if len(members) < 2:  # noqa: PLR2004 - a group is spoken of as one
                self._trail.note(nominal if not members else replace(nominal, plural=True), cluster)
                members = ()
            placed.append(_Placed(nominal, cluster, members))
        self._states_of_offices(item.cluster for item in placed)
        return placed

    def _states_of_offices(self, clusters: Iterable[Cluster]) -> None:
        """Note the states that descriptions put after their noun: 'Karl Tamm, the defence minister of Estonia'."""
        for cluster in clusters:
            while cluster.described:
                head = cluster.described.pop()
                after = (c for prep in head.children if prep.lower == "of" for c in prep.children if c.dep == "pobj")
                found = (self._by_head.get(token.i) for token in after)
                cluster.states.update(c.entry.key for c in found if c is not None and c.entry is not None)

    def _first_persons(self) -> None:
        """Full personal names first: a surname alone may come before them, in the headline."""
        for nominal in self._nominals:
            if nominal.kind is Kind.NAME and nominal.entry is None and nominal.type is EntityType.PERSON:
                if " " in nominal.label:
                    self._clusters.place(nominal)
                self._clusters.note_gender(nominal.label, gender_of(nominal))

    def _members(self, nominal: Nominal) -> tuple[Seen, ...]:
        """Those whom a nominal speaks of together."""
        if nominal.kind in {Kind.NAME, Kind.DEMONYM} or Link.COLLECTIVES not in self._links:
            return ()
        if nominal.kind is Kind.PRONOUN and nominal.head.lower in THEY:
            return joined_before(nominal.head, self._trail) if Link.PRONOUNS in self._links else ()
        return members_of(nominal.head, self._trail, self._lexicon)

    def _refer(self, nominal: Nominal) -> Cluster | None:
        if nominal.kind is Kind.PRONOUN:
            found = refer(nominal, self._trail, self._lexicon) if Link.PRONOUNS in self._links else None
            if found is not None:
                self._by_head[nominal.head.i] = found
            return found
        own = nominal.kind is Kind.DESCRIPTION or (nominal.kind is Kind.NAME and is_sole(fold(nominal.label).split()))
        if own and nominal.owner is None and (owner := self._owner(nominal)) is not None:
            nominal = replace(nominal, owner=owner)
        same = self._same.get(nominal.head.i)
        if same is None:
            cluster = self._place(nominal)
        else:
            known = self._by_head.get(same.nominal.head.i)
            cluster = self._place(same.nominal) if known is None else known
            self._take(cluster, nominal, same)
        self._clusters.touch(cluster, nominal)
        self._by_head[nominal.head.i] = cluster
        return cluster

    def _owner(self, nominal: Nominal) -> Entry | None:
        """The state whose a description is: 'the army of Niger', 'its army', of a president 'his government'."""
        of_state = self._state_after(nominal.head)
        if of_state is not None and is_sole(fold(nominal.label).split()):
            return of_state
        pronoun = next((c for c in nominal.head.children if c.dep == "poss" and c.pos == "PRON"), None)
        whose = self._by_head.get(pronoun.i) if pronoun is not None else None
        if whose is None:
            return None
        if whose.entry is not None:
            return whose.entry if whose.type is EntityType.COUNTRY else None
        return whose.owner if nominal.head.lemma in word_list("state-noun") else None

    def _take(self, cluster: Cluster, nominal: Nominal, same: Same) -> None:
        """Note what a nominal adds to the cluster that it speaks of beside another."""
        if nominal.kind is Kind.DESCRIPTION:
            self._clusters.describe(cluster, (role_of(nominal),))
            if cluster.type is EntityType.PERSON:
                cluster.callings.update(role for role in roles_of(nominal.head) if " " in role)
            if cluster.entry is None and same.type is not None:
                cluster.type = same.type
            cluster.owner = cluster.owner or nominal.owner
            cluster.described.append(nominal.head)
            cluster.gender = cluster.gender or gender_of(nominal)
            cluster.add(nominal.text)
        else:
            self._clusters.name(cluster, nominal.label, nominal.text)
            if same.replaces:
                self._clusters.stands_for(nominal.label, cluster)

    def _place(self, nominal: Nominal) -> Cluster:
        clusters = self._clusters
        if nominal.owner is None and nominal.kind is Kind.NAME and nominal.head.i in self._owners:
            nominal = replace(nominal, owner=self._owners[nominal.head.i])
        cluster = self._namesake(nominal) or clusters.place(nominal)
        if cluster.type is EntityType.PERSON and not nominal.plural:
            cluster.callings.update(callings(self._parse, nominal, self._lexicon))
            cluster.gender = cluster.gender or gender_of(nominal) or clusters.gender(cluster)
        if nominal.kind is not Kind.DESCRIPTION:
            person = nominal.type is EntityType.PERSON or not may_be_person(nominal.label)
            cluster.sure |= nominal.sure and nominal.type is cluster.type and person
            clusters.name(cluster, nominal.text)
            if Link.TITLES in self._links:
                clusters.describe(cluster, _title_words(nominal))
                if cluster.entry is None and cluster.owner is None:
                    cluster.owner = nominal.owner
        return cluster

    def _namesake(self, nominal: Nominal) -> Cluster | None:
        """Another of a full name, whom the text introduces as somebody in another walk of life."""
        if nominal.kind is not Kind.NAME or nominal.type is not EntityType.PERSON or " " not in nominal.label:
            return None
        known = self._clusters.namesake(nominal)
        if known is None:
            return None
        lives = _lives(beside_name(self._parse, nominal, self._lexicon))
        if not lives_differ(lives, _lives(known.roles | known.callings)):
            return None
        return self._clusters.another(nominal, min(lives))

    def _state_after(self, head: Token) -> Entry | None:
        after = (c for prep in head.children if prep.lower == "of" for c in prep.children if c.dep == "pobj")
        entries = (self._entries.get(token.i) for token in after)
        return next((entry for entry in entries if entry is not None and entry.type is EntityType.COUNTRY), None)


def _lives(roles: AbstractSet[str]) -> set[str]:
    return {walk for walk in map(walk_of_life, roles) if walk is not None}


def _title_words(nominal: Nominal) -> set[str]:
    """The lemmas of the title before a name: 'minister' of 'Foreign Minister Cho', 'weekly' of 'the weekly Utro'.

    An age after it is a description too: 'Omar Saleh, 34, … the 34-year-old'.
    """
    person = nominal.type is EntityType.PERSON
    ages = {f"{c.text}-year-old" for c in nominal.head.children if c.dep == "appos" and c.pos == "NUM" and person}
    return ages | {
        c.lemma.lower()
        for c in nominal.head.children
        if c.dep in {"compound", "nmod"} and c.i < nominal.head.i and c.ent != "PERSON" and (person or c.pos == "NOUN")
    }


def _resolution(
    placed: list[_Placed], entities: Mapping[int, Entity], appearances: tuple[Appearance, ...]
) -> Resolution:
    mentions = {
        item.nominal.head.i: Mention(
            head=item.nominal.head.i, span=item.nominal.span, entity=entities[id(item.cluster)]
        )
        for item in placed
    }
    members = {item.nominal.head.i: tuple(s.head.i for s in item.members) for item in placed if item.members}
    return Resolution(mentions=mentions, members=members, appearances=appearances)
