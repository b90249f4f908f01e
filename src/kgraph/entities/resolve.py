"""Resolution within an article: every nominal to an entity, or to nothing where that would be a guess."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kgraph.entities.clusters import Cluster, Clusters, gender_of
from kgraph.entities.known import known_names
from kgraph.entities.links import ALL_LINKS, Link
from kgraph.entities.nominals import Kind, Nominal, find_nominals
from kgraph.entities.pronouns import Trail, refer
from kgraph.lexicon import lexicon
from kgraph.model import Document, Entity, EntityType
from kgraph.parse import Mention, Parse, Resolution, Token


@dataclass(frozen=True, slots=True)
class _Placed:
    nominal: Nominal
    cluster: Cluster


def find_entities(document: Document, parse: Parse, *, base: str, links: AbstractSet[Link] = ALL_LINKS) -> Resolution:
    """What each nominal of a document refers to.

    Args:
        document: The document; descriptions ('the group') get IRIs that belong to it alone.
        parse: Its parse.
        base: The base IRI of entities.
        links: What mentions are joined by; a pronoun without its link refers to nothing.
    """
    clusters = Clusters(links)
    trail = Trail()
    placed: list[_Placed] = []
    nominals = find_nominals(parse, known_names(), lexicon(), links)
    _first_persons(nominals, clusters)
    for nominal in nominals:
        if nominal.kind is Kind.PRONOUN:
            cluster = refer(nominal, trail) if Link.PRONOUNS in links else None
        else:
            cluster = _place(nominal, clusters)
        if cluster is None:
            continue
        trail.note(nominal, cluster)
        placed.append(_Placed(nominal, cluster))
    if Link.APPOSITIONS in links:
        _join_appositions(placed)
    return _resolution(placed, base, document.id)


def _first_persons(nominals: list[Nominal], clusters: Clusters) -> None:
    """Full personal names first: a surname alone may come before them, in the headline."""
    for nominal in nominals:
        if (
            nominal.kind is Kind.NAME
            and nominal.entry is None
            and nominal.type is EntityType.PERSON
            and " " in nominal.label
        ):
            clusters.place(nominal)


def _place(nominal: Nominal, clusters: Clusters) -> Cluster:
    cluster = clusters.place(nominal)
    if nominal.kind is not Kind.DESCRIPTION:
        clusters.name(cluster, nominal.text)
        cluster.gender = cluster.gender or gender_of(nominal)
        if Link.TITLES in clusters.links:
            clusters.describe(cluster, _title_words(nominal.head))
    return cluster


def _title_words(head: Token) -> set[str]:
    """The lemmas of the title before a personal name ('minister' of 'Foreign Minister Cho')."""
    return {
        c.lemma.lower() for c in head.children if c.dep in {"compound", "nmod"} and c.i < head.i and c.ent != "PERSON"
    }


def _join_appositions(placed: list[_Placed]) -> None:
    """'Kemal Arikan, the Turkish defence minister': the description speaks of the one who is named."""
    by_head = {p.nominal.head.i: number for number, p in enumerate(placed)}
    for number, item in enumerate(placed):
        head = item.nominal.head
        other = by_head.get(head.head.i)
        if head.dep != "appos" or other is None or other == number:
            continue
        one, two = placed[other], item
        name, described = (one, two) if one.nominal.kind is Kind.NAME else (two, one)
        if name.nominal.kind is not Kind.NAME or described.nominal.kind is not Kind.DESCRIPTION:
            continue
        if name.cluster.type is not described.cluster.type or described.cluster.last != described.nominal.head.i:
            continue
        name.cluster.roles |= described.cluster.roles
        name.cluster.add(described.nominal.text)
        placed[by_head[described.nominal.head.i]] = _Placed(described.nominal, name.cluster)


def _resolution(placed: list[_Placed], base: str, document: str) -> Resolution:
    entities: dict[int, Entity] = {}
    mentions: dict[int, Mention] = {}
    for item in placed:
        key = id(item.cluster)
        if key not in entities:
            entities[key] = item.cluster.entity(base, document)
        nominal = item.nominal
        mentions[nominal.head.i] = Mention(
            head=nominal.head.i,
            span=nominal.span,
            entity=entities[key],
        )
    return Resolution(mentions=mentions)
