"""The plain facts as FollowTheMoney entities (https://followthemoney.tech/docs/): JSON Lines, an entity a line.

``Person Organization Company PublicBody LegalEntity Address Position``   who and what the facts are about
``Membership Occupancy Sanction Event``                                   the facts
``Article``                                                               what they rest on, as their ``proof``

FollowTheMoney knows no speaker, no doubt and no denial, and its users look for people's names in lists of suspects. So
a claim is written only where it is a plain fact, where each of its parties has a name, and where a schema means the
same. A link that says no more than that two are related is none.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from pyoxigraph import NamedNode

from kgraph.export.claims import Named, Stated, stated
from kgraph.export.plain import plain_claims
from kgraph.gazetteer import Entry, gazetteer
from kgraph.model import Document, Entity, EntityType, digest
from kgraph.ontology import relations
from kgraph.rdf import document_iri, entities_graph, terms
from kgraph.store import GraphStore

EVENTS: Final = frozenset(
    """agreesWith appoints arrests attacks captures dismisses elects expels fights injures invades kills meets
    releases""".split()  # noqa: SIM905 - fourteen strings in a row
)
"""The relations that are something which happened between two parties, rather than how they stand to each other."""

_PERSON: Final = frozenset({"Person"})
_BODIES: Final = frozenset({"Organization", "Company", "PublicBody"})
_PARTIES: Final = _PERSON | _BODIES | {"LegalEntity"}
_PUBLIC = re.compile(r"\b(Ministry|Department|Directorate)\b")
_COMPANY = re.compile(r"\b(AB|AG|ASA|BV|Co|Corp|Corporation|GmbH|Inc|Limited|LLC|LLP|Ltd|NV|Oyj|PLC|plc|SpA)\.?\Z")
_CITY = re.compile(r"city-.+-([a-z]{2})-\d+")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
_LANGUAGES: Final = MappingProxyType({"en": "eng"})

_NAME, _TEXT, _ADDRESS, _LONGEST = 384, 65_000, 250, 1024

Properties = dict[str, list[str]]
Node = dict[str, Any]


def ftm(store: GraphStore) -> tuple[bytes, int]:
    """The entities, those that facts are about first, and how many claims were left out.

    The date of a fact is written where the text names a day, a month or a year, not where it gives a span in which it
    happened; the day of publication is the article's alone. Aliases are those that the gazetteer has: what else an
    article calls somebody ('Salcedo', 'the former judge') would match others in a register.
    """
    writer = _Writer(store)
    plain, left_out, facts = plain_claims(store), 0, []
    for one in stated(store):
        fact = writer.fact(one) if one.claim.id in plain else None
        if fact is None:
            left_out += 1
        else:
            facts.append(fact)
    things = sorted(writer.things.values(), key=lambda node: (node["schema"], node["caption"], node["id"]))
    lines = (json.dumps(node, ensure_ascii=False) + "\n" for node in (*things, *facts))
    return "".join(lines).encode(), left_out


def entity_key(iri: str) -> str:
    """The id of what an IRI names: FollowTheMoney's ids are no IRIs."""
    return f"kgraph-{digest(iri, length=32)}"


class _Writer:
    """Writes facts, and keeps what they are about.

    Attributes:
        things: What facts are about and rest on, by id.
    """

    def __init__(self, store: GraphStore) -> None:
        self.things: dict[str, Node] = {}
        self._parts: dict[str, Node] = {}  # of the fact in hand: should it come to nothing, so do they
        self._base = store.base
        self._named = _named(store)
        self._wikidata = _wikidata(store)

    def fact(self, one: Stated) -> Node | None:
        """A claim as an entity; None where there is no schema for it."""
        claim = one.claim
        self._parts = {}
        found = _SCHEMAS.get(claim.relation, _nothing)(self, one)
        if found is None:
            return None
        schema, caption, properties = found
        properties |= {
            "date": _days(claim.time),
            "summary": _some(text(claim.evidence.quote, longest=_TEXT, lines=True)),
            "proof": [self._article(claim.evidence.document, one.document)],
            "publisher": _some(text(one.document.publisher) if one.document else ""),
            "sourceUrl": _urls(one.document),
            "recordId": [claim.id],
        }
        self.things.update(self._parts)
        return _node(entity_key(claim.id), schema, caption, properties)

    def membership(self, one: Stated) -> tuple[str, str, Properties] | None:
        """An actor that belongs to a body."""
        member, body = self._thing(one, one.claim.subject, _PARTIES), self._thing(one, one.claim.object, _BODIES)
        if member is None or body is None:
            return None
        return "Membership", f"{member['caption']} - {body['caption']}", _linked(member=member, organization=body)

    def occupancy(self, one: Stated) -> tuple[str, str, Properties] | None:
        """Somebody who has an office that the text names, in a body or state."""
        claim, office = one.claim, one.named(one.claim.theme)
        if office is None or office.type != EntityType.POSITION:
            return None
        holder, body = self._thing(one, claim.subject, _PERSON), self._thing(one, claim.object, _PARTIES - _PERSON)
        name = text(office.label, longest=_NAME)
        if holder is None or body is None or not name:
            return None
        properties: Properties = {"name": [name], "country": body["properties"].get("country", [])}
        if body["schema"] in _BODIES:
            properties["organization"] = [body["id"]]
        post = _node(entity_key(f"{office.iri} {body['id']}"), "Position", name, properties)
        self._parts[post["id"]] = post
        return "Occupancy", f"{holder['caption']} - {name}", _linked(holder=holder, post=post)

    def sanction(self, one: Stated) -> tuple[str, str, Properties] | None:
        """A measure against a person or body; what is done to a whole state designates nobody."""
        entity, by = self._thing(one, one.claim.object, _PERSON | _BODIES), one.named(one.claim.subject)
        authority = text(by.label) if by else ""
        if entity is None or by is None or not authority or by.type == EntityType.PERSON:
            return None
        properties = _linked(entity=entity) | {"authority": [authority], "country": _countries(_entry(by.iri))}
        return "Sanction", authority, properties

    def event(self, one: Stated) -> tuple[str, str, Properties] | None:
        """Something that happened between two parties; its name says which is which."""
        claim = one.claim
        parties = [self._thing(one, end, _PARTIES) for end in (claim.subject, claim.object)]
        ends = [end for end in parties if end is not None]
        if len(ends) != len(parties) or ends[0]["id"] == ends[1]["id"]:
            return None
        name = f"{ends[0]['caption']} {relations()[claim.relation].label} {ends[1]['caption']}"[:_NAME]
        properties: Properties = {"name": [name], "involved": [end["id"] for end in ends]}
        place = self._thing(one, claim.place, frozenset({"Address"}))
        if place is not None:
            properties |= {"addressEntity": [place["id"]], "location": [place["caption"]]}
        return "Event", name, properties

    def _thing(self, one: Stated, entity: Entity | None, schemas: frozenset[str]) -> Node | None:
        """What an entity of a claim is in FollowTheMoney; None where it has no name, or is none of the schemas."""
        named = one.named(entity)
        if named is None or not self._named(named):
            return None
        entry = _entry(named.iri)
        schema, label = _schema(named), text(named.label, longest=_NAME)
        if schema not in schemas or not label:
            return None
        key = entity_key(named.iri)
        if key not in self._parts:
            self._parts[key] = _address(key, named, entry) if schema == "Address" else self._party(key, schema, named)
        return self._parts[key]

    def _party(self, key: str, schema: str, named: Named) -> Node:
        label = text(named.label, longest=_NAME)
        entry = _entry(named.iri)
        known = {name for other in entry.names if (name := text(other, longest=_NAME))} if entry else set()
        properties: Properties = {
            "name": [label],
            "alias": sorted(known - {label}),
            "country": _countries(entry),
            "wikidataId": _some(self._wikidata.get(named.iri, "")),
        }
        return _node(key, schema, label, properties)

    def _article(self, id_: str, document: Document | None) -> str:
        key = entity_key(document_iri(self._base, id_).value)
        if key not in self.things:
            properties: Properties = {"fileName": [text(id_) or key]}
            if document is not None:
                properties |= {
                    "title": _some(text(document.title)),
                    "publisher": _some(text(document.publisher)),
                    "author": list(filter(None, map(text, document.authors))),
                    "publishedAt": _days((document.published or "")[: len("2000-12-31")]),
                    "sourceUrl": _urls(document),
                    "language": _some(_LANGUAGES.get((document.language or "")[:2], "")),
                }
            caption = (properties.get("title") or properties["fileName"])[0]
            self._parts[key] = _node(key, "Article", caption, properties)
        return key


def _nothing(_writer: _Writer, _one: Stated) -> None:
    """For relations that have no schema."""


_SCHEMAS: Final[Mapping[str, Callable[[_Writer, Stated], tuple[str, str, Properties] | None]]] = MappingProxyType(
    {
        "memberOf": _Writer.membership,
        "holdsPosition": _Writer.occupancy,
        "sanctions": _Writer.sanction,
        **dict.fromkeys(EVENTS, _Writer.event),
    }
)
"""The relations that have a schema."""


def _schema(named: Named) -> str | None:
    """The schema of an entity; None for groups and for what is neither party nor place."""
    match named.type:
        case EntityType.PERSON:
            return "Person"
        case EntityType.COUNTRY:
            return "LegalEntity"  # a state as a party; FollowTheMoney's territories act and belong to nothing
        case EntityType.PLACE:
            return "Address"
        case EntityType.ARMED_FORCE:
            return "Organization"
        case EntityType.ORGANIZATION:
            if _PUBLIC.search(named.label):
                return "PublicBody"
            return "Company" if _COMPANY.search(named.label) else "Organization"
    return None


def _address(key: str, named: Named, entry: Entry | None) -> Node:
    full = text(named.label, longest=_ADDRESS).replace(";", ",")
    city = _CITY.fullmatch(named.iri.rpartition("/entity/")[2])
    whole = gazetteer().entries.get(entry.part_of) if entry and entry.part_of else None
    properties = {
        "full": [full],
        "city": [full] if city else [],
        "country": [city[1]] if city else _countries(whole),
    }
    return _node(key, "Address", full, properties)


def _entry(iri: str) -> Entry | None:
    return gazetteer().entries.get(iri.rpartition("/entity/")[2])


def _countries(entry: Entry | None) -> list[str]:
    return [entry.iso.lower()] if entry is not None and entry.iso else []


def _node(key: str, schema: str, caption: str, properties: Properties) -> Node:
    filled = {name: values for name, values in sorted(properties.items()) if values}
    return {"id": key, "caption": caption, "schema": schema, "properties": filled}


def _linked(**nodes: Node) -> Properties:
    return {name: [node["id"]] for name, node in nodes.items()}


def text(value: str | None, *, longest: int = _LONGEST, lines: bool = False) -> str:
    """A text as FollowTheMoney keeps it, without control characters and what else cannot be seen.

    Args:
        value: The text.
        longest: How many characters a property of this kind may have.
        lines: Whether line breaks stay.
    """
    kept = "".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else "" for c in value or "")
    return (kept.strip() if lines else " ".join(kept.split()).strip("\"' "))[:longest].strip()


def _some(value: str) -> list[str]:
    return [value] if value else []


def _days(value: str | None) -> list[str]:
    return [value] if value and _DAY.fullmatch(value) else []


def _urls(document: Document | None) -> list[str]:
    url = document.url if document else None
    return [url] if url and _URL.fullmatch(url) else []


# --- what the graph knows beside the claims


def _named(store: GraphStore) -> Callable[[Named], bool]:
    """Tells whether an entity has a name, rather than a description that is somebody else in another article.

    The appearances say so. In a store of claims that came without their articles none does; there a name is what begins
    with a capital.
    """
    return partial(_has_name, frozenset(_appearing(store, terms.NAMED)))


def _has_name(known: frozenset[str], named: Named) -> bool:
    if _entry(named.iri) is not None:
        return True
    return named.iri in known if known else named.label[:1].isupper()


def _appearing(store: GraphStore, property_: NamedNode) -> Iterator[str]:
    """The entities of the appearances that have a property."""
    dataset = store.dataset
    for node in {quad.subject for quad in dataset.quads_for_pattern(None, property_, None, None)}:
        for quad in dataset.quads_for_pattern(node, terms.REFERS_TO, None, None):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value


def _wikidata(store: GraphStore) -> dict[str, str]:
    """The identifiers that entities have in Wikidata."""
    quads = store.dataset.quads_for_pattern(None, terms.EXACT_MATCH, None, entities_graph(store.base))
    return {
        quad.subject.value: quad.object.value.removeprefix(terms.WIKIDATA)
        for quad in quads
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(terms.WIKIDATA)
    }
