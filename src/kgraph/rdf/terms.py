"""The terms of the graph and how its IRIs are made (``docs/architecture.md``, "Names in the graph")."""

from typing import Final
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from kgraph import namespaces

KG: Final = namespaces.KG
PREFIXES: Final = namespaces.PREFIXES
ONTOLOGY_GRAPH: Final = "graph/ontology"
WIKIDATA: Final = "http://www.wikidata.org/entity/"
GEONAMES: Final = "https://sws.geonames.org/"


def term(name: str) -> NamedNode:
    """The term of a prefixed name, such as ``kg:Claim``."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


RDF_TYPE: Final = term("rdf:type")
RDF_STATEMENT: Final = term("rdf:Statement")
RDF_SUBJECT: Final = term("rdf:subject")
RDF_PREDICATE: Final = term("rdf:predicate")
RDF_OBJECT: Final = term("rdf:object")
SUB_CLASS_OF: Final = term("rdfs:subClassOf")
RDFS_LABEL: Final = term("rdfs:label")

XSD_STRING: Final = term("xsd:string")
XSD_INTEGER: Final = term("xsd:integer")
XSD_DECIMAL: Final = term("xsd:decimal")
XSD_BOOLEAN: Final = term("xsd:boolean")
XSD_DATE: Final = term("xsd:date")
XSD_DATE_TIME: Final = term("xsd:dateTime")
XSD_ANY_URI: Final = term("xsd:anyURI")

# Classes
CLAIM: Final = term("kg:Claim")
REJECTED_CLAIM: Final = term("kg:RejectedClaim")
DOCUMENT: Final = term("kg:Document")
FIGURE: Final = term("kg:Figure")
MENTION: Final = term("kg:Mention")
ATTRIBUTION: Final = term("kg:Attribution")
APPEARANCE: Final = term("kg:Appearance")
SUPPORT: Final = term("kg:Support")
NEWS_ARTICLE: Final = term("schema:NewsArticle")
SPECIFIC_RESOURCE: Final = term("oa:SpecificResource")
POSITION_SELECTOR: Final = term("oa:TextPositionSelector")
QUOTE_SELECTOR: Final = term("oa:TextQuoteSelector")
ACTIVITY: Final = term("prov:Activity")
SOFTWARE_AGENT: Final = term("prov:SoftwareAgent")

# Of a claim
MODALITY: Final = term("kg:modality")
POLARITY: Final = term("kg:polarity")
ATTRIBUTED_TO: Final = term("kg:attributedTo")
HAS_ATTRIBUTION: Final = term("kg:attribution")
POSITION: Final = term("kg:position")
SPEAKER: Final = term("kg:speaker")
SPEAKER_MENTION: Final = term("kg:speakerMention")
THEME: Final = term("kg:theme")
PLACE: Final = term("kg:place")
WHEN: Final = term("kg:when")
SAID: Final = term("kg:said")
HAS_FIGURE: Final = term("kg:figure")
CONFIDENCE: Final = term("kg:confidence")
ALLEGED: Final = term("kg:alleged")
EVIDENCE: Final = term("kg:evidence")
CONFLICTS_WITH: Final = term("kg:conflictsWith")
SUBJECT_MENTION: Final = term("kg:subjectMention")
OBJECT_MENTION: Final = term("kg:objectMention")
THEME_MENTION: Final = term("kg:themeMention")
PLACE_MENTION: Final = term("kg:placeMention")
SUBJECT_APPEARANCE: Final = term("kg:subjectAppearance")
OBJECT_APPEARANCE: Final = term("kg:objectAppearance")
THEME_APPEARANCE: Final = term("kg:themeAppearance")
PLACE_APPEARANCE: Final = term("kg:placeAppearance")
SPEAKER_APPEARANCE: Final = term("kg:speakerAppearance")
GENERATED_BY: Final = term("prov:wasGeneratedBy")
PERSON_AGENT: Final = term("prov:Person")
ENDED_AT: Final = term("prov:endedAtTime")
CREATED: Final = term("schema:dateCreated")
COMMENT: Final = term("rdfs:comment")
DERIVED_FROM: Final = term("prov:wasDerivedFrom")
ASSOCIATED_WITH: Final = term("prov:wasAssociatedWith")

# Of a figure
VALUE: Final = term("kg:value")
LOW: Final = term("kg:low")
HIGH: Final = term("kg:high")
UNIT: Final = term("kg:unit")
BOUND: Final = term("kg:bound")

# Of evidence, mentions and appearances
HAS_SOURCE: Final = term("oa:hasSource")
HAS_SELECTOR: Final = term("oa:hasSelector")
OA_START: Final = term("oa:start")
OA_END: Final = term("oa:end")
EXACT: Final = term("oa:exact")
PREFIX: Final = term("oa:prefix")
SUFFIX: Final = term("oa:suffix")
START: Final = term("kg:start")
END: Final = term("kg:end")
REFERS_TO: Final = term("kg:refersTo")
LABEL_HERE: Final = term("kg:labelHere")
TYPE_HERE: Final = term("kg:typeHere")
SURFACE_FORM: Final = term("kg:surfaceForm")
LOCAL_ENTITY: Final = term("kg:localEntity")
NAMED: Final = term("kg:named")
GUESSED: Final = term("kg:guessed")
ROLE: Final = term("kg:role")
STATE: Final = term("kg:state")
GENDER: Final = term("kg:gender")
BLOCKING_KEY: Final = term("kg:blockingKey")
CONTEXT_KEY: Final = term("kg:contextKey")

# Of the support of a fact
FACT_SUBJECT: Final = term("kg:factSubject")
FACT_RELATION: Final = term("kg:factRelation")
FACT_OBJECT: Final = term("kg:factObject")
DOCUMENTS: Final = term("kg:documents")
PUBLISHERS: Final = term("kg:publishers")
SOURCES: Final = term("kg:sources")
SUPPORTED_BY: Final = term("kg:supportedBy")

# Of a document
IDENTIFIER: Final = term("schema:identifier")
HEADLINE: Final = term("schema:headline")
TEXT: Final = term("schema:text")
URL: Final = term("schema:url")
PUBLISHER: Final = term("schema:publisher")
PUBLISHED: Final = term("schema:datePublished")
AUTHOR: Final = term("schema:author")
LANGUAGE: Final = term("schema:inLanguage")
MENTIONS: Final = term("schema:mentions")
DIGEST: Final = term("kg:digest")

# Of a decision
DECISION: Final = term("kg:Decision")
DECISION_KIND: Final = term("kg:decisionKind")
ABOUT: Final = term("kg:about")
ENTITY_KEY: Final = term("kg:entityKey")
RULING: Final = term("kg:ruling")

# Of a merge
MERGE: Final = term("kg:Merge")
MERGE_OF: Final = term("kg:mergeOf")
LEFT_NAME: Final = term("kg:leftName")
RIGHT_NAME: Final = term("kg:rightName")
REASON: Final = term("kg:reason")
SCORE: Final = term("kg:score")

# Of an entity
PREF_LABEL: Final = term("skos:prefLabel")
ALT_LABEL: Final = term("skos:altLabel")
EXACT_MATCH: Final = term("skos:exactMatch")
PART_OF: Final = term("kg:partOf")


def document_iri(base: str, document: str) -> NamedNode:
    """The IRI of a document, which is the name of its graph too."""
    return NamedNode(base + _document_path(document))


def base_of(iri: str, document: str) -> str:
    """The base under which a document of that id has that IRI."""
    return iri.removesuffix(_document_path(document))


def document_id(base: str, iri: str) -> str | None:
    """The id of the document that an IRI names; None for any other IRI."""
    start = f"{base}document/"
    return unquote(iri.removeprefix(start)) if iri.startswith(start) else None


def entities_graph(base: str) -> NamedNode:
    """The graph of labels, types and other names of entities."""
    return NamedNode(f"{base}graph/entities")


def facts_graph(base: str) -> NamedNode:
    """The graph of plain facts."""
    return NamedNode(f"{base}graph/facts")


def conflicts_graph(base: str) -> NamedNode:
    """The graph of links between claims that cannot both hold."""
    return NamedNode(f"{base}graph/conflicts")


def decisions_graph(base: str) -> NamedNode:
    """The graph of what people decided."""
    return NamedNode(f"{base}graph/decisions")


def support_graph(base: str) -> NamedNode:
    """The graph that tells how many support each fact."""
    return NamedNode(f"{base}graph/support")


def ontology_graph(base: str) -> NamedNode:
    """The graph of the ontology."""
    return NamedNode(base + ONTOLOGY_GRAPH)


def extraction_iri(base: str, extractor: str) -> NamedNode:
    """The IRI of the activity by which an extractor, such as ``rules-0.1.0``, made claims."""
    return NamedNode(f"{base}extraction/{quote(extractor, safe='')}")


def extractor_of(base: str, iri: str) -> str | None:
    """The extractor of an activity; None for any other IRI."""
    start = f"{base}extraction/"
    return unquote(iri.removeprefix(start)) if iri.startswith(start) else None


def _document_path(document: str) -> str:
    escaped = quote(document, safe="")
    return f"document/{escaped if escaped.strip('.') else escaped.replace('.', '%2E')}"  # '..' would climb up
