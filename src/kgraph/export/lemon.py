"""The lexicon as RDF by OntoLex-Lemon (W3C community report, 10 May 2016), so that other tools can read it.

An entry is a word or expression, a sense is a frame's relation, a syntactic frame its slots; the sense is the ontology
map too, which says what slot is the relation's subject and object. Theme and place are submaps. Nothing is a blank
node, and every IRI is made from the content, so that the same lexicon gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kgraph.lexicon import PREPOSITIONS, Frame, Lexicon, Slot
from kgraph.model import EntityType, digest
from kgraph.namespaces import PREFIXES

LEXICON: Final = "https://w3id.org/kgraph/lexicon/en/"
VOCABULARIES: Final = {
    "kg": PREFIXES["kg"],
    "ontolex": "http://www.w3.org/ns/lemon/ontolex#",
    "synsem": "http://www.w3.org/ns/lemon/synsem#",
    "decomp": "http://www.w3.org/ns/lemon/decomp#",
    "lime": "http://www.w3.org/ns/lemon/lime#",
    "lexicog": "http://www.w3.org/ns/lemon/lexicog#",
    "lexinfo": "http://www.lexinfo.net/ontology/3.0/lexinfo#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": PREFIXES["rdf"],
    "rdfs": PREFIXES["rdfs"],
    "xsd": PREFIXES["xsd"],
}
FORMATS: Final = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}

_FUNCTIONS: Final = {
    ("verb", "subj"): "subject",
    ("adjective", "subj"): "copulativeSubject",
    ("verb", "obj"): "directObject",
    ("verb", "iobj"): "indirectObject",
    ("verb", "ing"): "gerundClause",
    ("noun", "poss"): "possessiveAdjunct",
    ("noun", "comp"): "adjunct",
}
_CLAUSES: Final = {"that": "declarativeClause", "inf": "infinitiveClause"}
_CORRESPONDENCES: Final = {"subject": "subjOfProp", "object": "objOfProp"}
_PART_ROLES: Final = ("theme", "place")


def lexicon_rdf(lexicon: Lexicon, format: str = "turtle") -> bytes:  # noqa: A002 - the option's name
    """A lexicon in one of ``FORMATS``.

    Raises:
        ValueError: If there is no such format.
    """
    if format not in FORMATS:
        msg = f"no format {format!r}; take {', '.join(FORMATS)}"
        raise ValueError(msg)
    triples = sorted(set(lexicon_triples(lexicon)), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    out = BytesIO()
    serialize(triples, out, format=FORMATS[format], prefixes=VOCABULARIES)
    return out.getvalue()


def lexicon_triples(lexicon: Lexicon) -> Iterator[Triple]:
    """The triples of a lexicon; a few come more than once."""
    frames = frames_of(lexicon)
    known = {(frame.pos, frame.lemma) for frame in frames} | {("noun", noun) for noun in lexicon.types}
    resource = NamedNode(LEXICON)
    yield from _about(resource, len(known))
    words: set[str] = set()
    for pos, lemma in sorted(known):
        yield _triple(resource, "lime:entry", entry_iri(pos, lemma))
        yield from _entry(pos, lemma, known, words)
    for frame in frames:
        yield from _frame(frame)
    for noun, type_ in sorted(lexicon.types.items()):
        yield from _type_sense(noun, type_)
    for word in sorted(words | PREPOSITIONS):
        yield from _word(word)


def frames_of(lexicon: Lexicon) -> list[Frame]:
    """Every frame once, though verbs that the parser gets wrong have theirs twice."""
    files = (lexicon.verbs, lexicon.nouns, lexicon.adjectives)
    found = {(frame.pos, frame.line): frame for file in files for frames in file.values() for frame in frames}
    return [found[key] for key in sorted(found)]


def entry_iri(pos: str, lemma: str) -> NamedNode:
    """The IRI of an entry: its part of speech and its lemma as the lexicon writes it."""
    return NamedNode(f"{LEXICON}{pos}/{quote(lemma.replace(' ', '_'), safe='+')}")


def sense_iri(frame: Frame) -> NamedNode:
    """The IRI of what an entry means in one of its frames."""
    return NamedNode(f"{entry_iri(frame.pos, frame.lemma).value}/sense/{_key(frame)}")


def frame_text(slots: Iterable[Slot]) -> str:
    """Slots as the lexicon's files write them, what limits them in alphabetical order."""
    return " ".join(map(_slot_text, slots))


def _slot_text(slot: Slot) -> str:
    limits = [
        *sorted(type_.value for type_ in slot.types),
        *sorted(slot.lemmas),
        *sorted(f"!{type_.value}" for type_ in slot.not_types),
        *sorted(f"!{lemma}" for lemma in slot.not_lemmas),
    ]
    bracket = f"[{','.join(limits)}]" if limits else ""
    return f"{'|'.join(slot.names)}{bracket}{'?' if slot.optional else ''}>{slot.role}"


def _key(frame: Frame) -> str:
    return digest(frame.relation, frame_text(frame.slots), length=8)


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


def _triple(subject: NamedNode, predicate: str, value: NamedNode | Literal | str) -> Triple:
    """A triple; a string is English text."""
    return Triple(subject, _term(predicate), Literal(value, language="en") if isinstance(value, str) else value)


def _typed(subject: NamedNode, *classes: str) -> Iterator[Triple]:
    return (_triple(subject, "rdf:type", _term(class_)) for class_ in classes)


def _about(resource: NamedNode, entries: int) -> Iterator[Triple]:
    yield from _typed(resource, "lime:Lexicon")
    yield _triple(resource, "dcterms:title", "The kgraph lexicon of political news")
    yield Triple(resource, _term("lime:language"), Literal("en"))
    yield Triple(resource, _term("lime:lexicalEntries"), Literal(entries))
    yield _triple(resource, "lime:linguisticCatalog", NamedNode(VOCABULARIES["lexinfo"].rstrip("#")))
    yield _triple(resource, "dcterms:license", NamedNode("http://www.apache.org/licenses/LICENSE-2.0"))


def _entry(pos: str, lemma: str, known: set[tuple[str, str]], words: set[str]) -> Iterator[Triple]:
    """An entry with its form and its words; those that are no entries themselves are added to ``words``."""
    entry = entry_iri(pos, lemma)
    text = lemma.replace(" +", " ").replace("+", " ")
    several = len(text.split()) > 1
    yield from _typed(entry, "ontolex:LexicalEntry", "ontolex:MultiwordExpression" if several else "ontolex:Word")
    yield _triple(entry, "rdfs:label", text)
    yield _triple(entry, "lexinfo:partOfSpeech", _term(f"lexinfo:{pos}"))
    yield from _form(entry, text)
    for number, (word, word_pos) in enumerate(_parts(lemma, pos) if several else (), start=1):
        component = NamedNode(f"{entry.value}/component/{number}")
        yield _triple(entry, "decomp:constituent", component)
        yield _triple(entry, f"rdf:_{number}", component)
        yield from _typed(component, "decomp:Component")
        is_entry = (word_pos, word) in known
        yield _triple(component, "decomp:correspondsTo", entry_iri(word_pos, word) if is_entry else _word_iri(word))
        if not is_entry:
            words.add(word)


def _parts(lemma: str, pos: str) -> list[tuple[str, str]]:
    """The words of a lemma in order, with the part of speech that each would have as an entry."""
    parts = []
    for position, token in enumerate(lemma.split()):
        if position == 0 and pos != "noun":
            parts.append((token, pos))
        elif "+" in token:
            preposition, _, noun = token.partition("+")
            parts += [(preposition, "preposition")] if preposition else []
            parts.append((noun, "noun"))
        else:
            parts.append((token, "noun" if pos == "noun" else "preposition"))
    return parts


def _form(entry: NamedNode, text: str) -> Iterator[Triple]:
    form = NamedNode(f"{entry.value}/form")
    yield _triple(entry, "ontolex:canonicalForm", form)
    yield from _typed(form, "ontolex:Form")
    yield _triple(form, "ontolex:writtenRep", text)


def _word_iri(word: str) -> NamedNode:
    return NamedNode(f"{LEXICON}word/{quote(word)}")


def _word(word: str) -> Iterator[Triple]:
    """A word that marks an argument or is part of an expression, with no meaning of its own here."""
    iri = _word_iri(word)
    yield from _typed(iri, "ontolex:LexicalEntry", "ontolex:Word")
    yield _triple(iri, "rdfs:label", word)
    if word in PREPOSITIONS:
        yield _triple(iri, "lexinfo:partOfSpeech", _term("lexinfo:preposition"))
    yield from _form(iri, word)


def _frame(frame: Frame) -> Iterator[Triple]:
    """What an entry means in a frame, and which argument is what."""
    entry, sense = entry_iri(frame.pos, frame.lemma), sense_iri(frame)
    behaviour = NamedNode(f"{entry.value}/frame/{_key(frame)}")
    yield _triple(entry, "ontolex:sense", sense)
    yield _triple(entry, "synsem:synBehavior", behaviour)
    yield from _typed(sense, "ontolex:LexicalSense", "synsem:OntoMap")
    yield _triple(sense, "synsem:ontoMapping", sense)
    yield _triple(sense, "ontolex:reference", _term(f"kg:{frame.relation}"))
    yield from _example(sense, frame.example)
    yield from _typed(behaviour, "synsem:SyntacticFrame")
    yield _triple(behaviour, "rdfs:label", frame_text(frame.slots))
    for number, slot in enumerate(frame.slots, start=1):
        argument = NamedNode(f"{behaviour.value}/{number}")
        yield from _argument(behaviour, argument, slot, frame.pos)
        yield from _mapping(sense, argument, slot)


def _example(sense: NamedNode, sentence: str) -> Iterator[Triple]:
    example = NamedNode(f"{sense.value}/example")
    yield _triple(sense, "lexicog:usageExample", example)
    yield from _typed(example, "lexicog:UsageExample")
    yield _triple(example, "rdf:value", sentence)


def _argument(behaviour: NamedNode, argument: NamedNode, slot: Slot, pos: str) -> Iterator[Triple]:
    yield _triple(behaviour, "synsem:synArg", argument)
    yield from _typed(argument, "synsem:SyntacticArgument")
    yield Triple(argument, _term("synsem:optional"), Literal(slot.optional))
    for name in slot.names:
        yield _triple(behaviour, f"lexinfo:{_function(name, pos)}", argument)
        if name in PREPOSITIONS:
            yield _triple(argument, "synsem:marker", _word_iri(name))


def _function(name: str, pos: str) -> str:
    """LexInfo's name of what a slot is in the clause."""
    if name in PREPOSITIONS:
        return "prepositionalAdjunct" if pos == "noun" else "prepositionalObject"
    return _CLAUSES.get(name) or _FUNCTIONS[pos, name]


def _mapping(sense: NamedNode, argument: NamedNode, slot: Slot) -> Iterator[Triple]:
    """Which part of the claim an argument is."""
    if slot.role in _CORRESPONDENCES:
        yield _triple(sense, f"synsem:{_CORRESPONDENCES[slot.role]}", argument)
        if len(slot.types) == 1 and not slot.lemmas:
            limit = "propertyDomain" if slot.role == "subject" else "propertyRange"
            yield _triple(sense, f"synsem:{limit}", _term(f"kg:{next(iter(slot.types))}"))
    elif slot.role in _PART_ROLES:
        submap = NamedNode(f"{sense.value}/{slot.role}")
        yield _triple(sense, "synsem:submap", submap)
        yield from _typed(submap, "synsem:OntoMap")
        yield _triple(submap, "ontolex:reference", _term(f"kg:{slot.role}"))
        yield _triple(submap, "synsem:objOfProp", argument)


def _type_sense(noun: str, type_: EntityType) -> Iterator[Triple]:
    """A noun that names a kind of entity."""
    entry = entry_iri("noun", noun)
    sense = NamedNode(f"{entry.value}/sense/{type_}")
    yield _triple(entry, "ontolex:sense", sense)
    yield from _typed(sense, "ontolex:LexicalSense")
    yield _triple(sense, "ontolex:reference", _term(f"kg:{type_}"))
