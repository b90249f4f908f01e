"""What a document tells of each of its entities, for telling them apart from those of other documents."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kgraph.entities.clusters import Cluster
from kgraph.entities.nominals import Nominal
from kgraph.entities.phrases import given_name
from kgraph.entities.scenes import state_of
from kgraph.entities.topics import topics_of
from kgraph.gazetteer import Entry
from kgraph.lexicon import lexicon
from kgraph.model import BODIES, MAX_ALIASES, Appearance, Document, Entity, EntityType
from kgraph.names import beside_key, fold, is_common, is_sole, name_list

OF_STATES = BODIES | {EntityType.PLACE}
"""Types of what belongs to a state."""
_AFTER_NOUN = frozenset({"of", "for", "on", "to", "against", "in"})  # 'Ministry of Defence'
_AGE = re.compile(r"-year-old\Z")
_DATELINE = 4  # letters of a name in capitals that is no abbreviation, where it is not known to be a town
_FULL = 2  # words of a given name and a surname
_MOST_NAMES = 24
_COMMA = 2  # code points between a town and its state


def find_appearances(
    document: Document, clusters: Iterable[tuple[Cluster, Entity]], *, home: Entry | None
) -> tuple[Appearance, ...]:
    """The appearances of a document's clusters, sorted by the entity's id.

    Args:
        document: The document.
        clusters: Each with the entity that it stands for; several may stand for one.
        home: The state that the document is from or about, whose a ministry is that it names without a state.
    """
    groups: defaultdict[str, list[tuple[Cluster, Entity]]] = defaultdict(list)
    for cluster, entity in clusters:
        groups[entity.id].append((cluster, entity))
    all_ = [cluster for group in groups.values() for cluster, _ in group]
    found = {cluster.entry.key for cluster in all_ if cluster.entry is not None}
    beside = tuple(sorted({*found, *_names_beside(document, all_), *topics_of(document.text)}))
    return tuple(_appearance(document, groups[id_], beside, home) for id_ in sorted(groups))


def _names_beside(document: Document, clusters: Iterable[Cluster]) -> list[str]:
    """The keys of the first names in a document that the gazetteer doesn't know, its publisher's left out."""
    named = sorted((c for c in clusters if c.named and c.entry is None), key=lambda cluster: cluster.number)
    keys: dict[str, None] = {}
    for cluster in named:
        words = [word for word in fold(cluster.label).split() if word not in name_list("link")]
        person = cluster.type is EntityType.PERSON
        if person or (not is_common(words, lexicon().types) and fold(cluster.label) != fold(document.publisher or "")):
            key = beside_key(cluster.label, person=person)
            keys |= {} if key is None else {key: None}
    return list(keys)[:_MOST_NAMES]


def home_of(nominals: Iterable[tuple[Nominal, Entry]]) -> Entry | None:
    """The state that a document is from, by its dateline, else the one it speaks of at least twice as often as others.

    Args:
        nominals: Those that refer to an entry of the gazetteer, in text order.
    """
    known = list(nominals)
    states = [(nominal, state) for nominal, entry in known if (state := state_of(entry)) is not None]
    often = Counter(entry.key for _, entry in known if entry.type is EntityType.COUNTRY).most_common(2)
    for (town, entry), (after, state) in zip(states, [*states[1:], *states[-1:]], strict=True):
        long = len(town.text) >= _DATELINE or town.type is EntityType.PLACE
        if town.text.isupper() and long and fold(town.text) not in name_list("meeting-town"):
            return state if 0 <= after.span.start - town.span.end <= _COMMA else entry
    if not often or (len(often) > 1 and often[0][1] < 2 * often[1][1]):
        return None
    return next(entry for _, entry in states if entry.key == often[0][0])


def _appearance(
    document: Document, group: list[tuple[Cluster, Entity]], beside: tuple[str, ...], home: Entry | None
) -> Appearance:
    first = group[0][1]
    aliases = dict.fromkeys(alias for _, entity in group for alias in entity.aliases)
    clusters = [cluster for cluster, _ in group]
    return Appearance(
        document=document.id,
        entity=Entity(first.id, first.label, first.type, tuple(aliases)[:MAX_ALIASES]),
        named=any(cluster.named or cluster.proper for cluster in clusters),
        roles=tuple(sorted({role for cluster in clusters for role in cluster.roles | cluster.callings})),
        states=tuple(sorted({state for cluster in clusters for state in _states(cluster, home)})),
        gender=min((cluster.gender for cluster in clusters if cluster.gender), default=""),
        published=document.published,
        beside=beside,
        guessed=not any(map(is_told, clusters)),
    )


def is_told(cluster: Cluster) -> bool:
    """Whether a document tells what kind of thing something is, by its words, a title or what it is said to be."""
    if cluster.entry is not None or not cluster.named or cluster.sure or cluster.gender:
        return True
    types = lexicon().types
    words = fold(cluster.label).split()
    ends = [word for word, after in zip(words, (*words[1:], "of"), strict=False) if after in _AFTER_NOUN]
    noun = types.get(ends[0]) if len(words) > 1 and not may_be_person(cluster.label) else None
    if _is_of(noun, cluster.type):
        return True
    said = (
        types.get(role.rsplit(maxsplit=1)[-1]) for role in (cluster.roles | cluster.callings) - name_list("any-role")
    )
    return any(_is_of(type_, cluster.type) for type_ in said) or any(map(_AGE.search, cluster.roles))


def may_be_person(label: str) -> bool:
    """Whether a name may be somebody's, whatever its last word is: 'Kenji Park'."""
    words = label.split()
    return len(words) == _FULL and given_name(words[0])


def _is_of(type_: EntityType | None, whole: EntityType) -> bool:
    return type_ is whole or {type_, whole} <= BODIES


def _states(cluster: Cluster, home: Entry | None) -> set[str]:
    whole = cluster.entry.part_of if cluster.entry is not None and cluster.entry.type is EntityType.PLACE else None
    owner = cluster.owner.key if cluster.owner is not None else None
    states = cluster.states | {state for state in (whole, owner) if state is not None}
    return {home.key} if home is not None and not states and is_of_home(cluster) else states


def is_of_home(cluster: Cluster) -> bool:
    """Whether a cluster is a body of which every state has one, and its name does not tell of which it is."""
    if cluster.type not in OF_STATES or cluster.entry is not None:
        return False
    words = [word for word in fold(cluster.label).split() if word not in name_list("link")]
    return is_sole(words) or (cluster.named and is_common(words, lexicon().types))
