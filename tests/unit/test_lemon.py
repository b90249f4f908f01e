import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kgraph.export.lemon import FORMATS, LEXICON, VOCABULARIES, entry_iri, frame_text, frames_of, lexicon_rdf, sense_iri
from kgraph.lexicon import PREPOSITIONS, Lexicon, lexicon, parse_frame, read_lexicon
from kgraph.model import EntityType
from kgraph.ontology import KG, relations

ONTOLEX, SYNSEM, DECOMP, LIME, LEXICOG, LEXINFO = (
    Namespace(VOCABULARIES[name]) for name in ("ontolex", "synsem", "decomp", "lime", "lexicog", "lexinfo")
)
# The terms of the community report (10 May 2016), of its module for lexicography, and of LexInfo 3.0 that are written.
TERMS = {
    "ontolex": "LexicalEntry Word MultiwordExpression Form LexicalSense canonicalForm writtenRep sense reference",
    "synsem": "SyntacticFrame SyntacticArgument OntoMap synBehavior synArg marker optional ontoMapping subjOfProp "
    "objOfProp submap propertyDomain propertyRange",
    "decomp": "Component constituent correspondsTo",
    "lime": "Lexicon language lexicalEntries linguisticCatalog entry",
    "lexicog": "UsageExample usageExample",
    "lexinfo": "partOfSpeech verb noun adjective preposition subject copulativeSubject directObject indirectObject "
    "prepositionalObject prepositionalAdjunct possessiveAdjunct adjunct declarativeClause infinitiveClause "
    "gerundClause",
}
SMALL = {
    "verbs.tsv": "lemma\trelation\tframe\texample\n"
    "put +pressure\tinfluences\tsubj>subject on>object\tThe bloc put pressure on Minsk.\n"
    "supply\tsupplies\tsubj>subject obj>object with[Materiel]?>theme in>-\tThey supplied us in time.\n",
    "nouns.tsv": "lemma\trelation\tframe\texample\n"
    "pressure\tinfluences\tposs>subject on[Country]>object\tTheir pressure on Minsk.\n",
    "adjectives.tsv": "lemma\trelation\tframe\texample\nkind\taids\tsubj>subject to>object\tNuns are kind to us.\n",
    "types.tsv": "noun\ttype\nnun\tPerson\npressure\tEvent\n",
    "embedding.tsv": "lemma\tpos\trole\tspeaker\tmodality\tpolarity\texample\n"
    "hope\tverb\tinf\t\texpected\t\tWe hope.\n",
    "misread.tsv": "lemma\tmeant\nsupplie\tsupply\n",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=lexicon_rdf(lexicon(), "ntriples"), format="nt")


@pytest.fixture
def little(tmp_path: Path) -> Lexicon:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return read_lexicon(tmp_path)


@pytest.fixture
def small(little: Lexicon) -> Graph:
    return Graph().parse(data=lexicon_rdf(little), format="turtle")


def node(path: str) -> URIRef:
    return URIRef(LEXICON + path)


def one(graph: Graph, subject: URIRef, predicate: URIRef) -> URIRef:
    (value,) = graph.objects(subject, predicate)
    assert isinstance(value, URIRef)
    return value


def test_every_entry_is_there_with_its_senses(graph: Graph) -> None:
    for frame in frames_of(lexicon()):
        entry, sense = URIRef(entry_iri(frame.pos, frame.lemma).value), URIRef(sense_iri(frame).value)
        assert (entry, ONTOLEX.sense, sense) in graph
        assert (sense, ONTOLEX.reference, URIRef(KG + frame.relation)) in graph
    for noun, type_ in lexicon().types.items():
        (sense,) = [
            s for s in graph.objects(URIRef(entry_iri("noun", noun).value), ONTOLEX.sense) if str(s).endswith(type_)
        ]
        assert (sense, ONTOLEX.reference, URIRef(KG + type_)) in graph


def test_entries_are_counted(graph: Graph) -> None:
    entries = set(graph.objects(node(""), LIME.entry))
    assert set(graph.objects(node(""), LIME.lexicalEntries)) == {Literal(len(entries))}
    assert all((entry, RDF.type, ONTOLEX.LexicalEntry) in graph for entry in entries)
    assert all(list(graph.objects(entry, ONTOLEX.sense)) for entry in entries)


def test_every_reference_is_a_term_of_the_ontology(graph: Graph) -> None:
    known = {*relations(), *map(str, EntityType), "theme", "place"}
    assert {str(value).removeprefix(KG) for value in graph.objects(None, ONTOLEX.reference)} <= known


def test_every_sense_of_a_frame_maps_arguments_of_that_frame(graph: Graph) -> None:
    for frame in frames_of(lexicon()):
        sense = URIRef(sense_iri(frame).value)
        behaviour = URIRef(str(sense).replace("/sense/", "/frame/"))
        arguments = set(graph.objects(behaviour, SYNSEM.synArg))
        assert len(arguments) == len(frame.slots)
        maps = [sense, *graph.objects(sense, SYNSEM.submap)]
        mapped = {a for m in maps for p in (SYNSEM.subjOfProp, SYNSEM.objOfProp) for a in graph.objects(m, p)}
        assert mapped <= arguments
        assert len(mapped) == sum(slot.role != "-" for slot in frame.slots)


def test_frames_are_labelled_as_the_files_write_them() -> None:
    for frame in frames_of(lexicon()):
        assert parse_frame(frame_text(frame.slots), frame.pos) == frame.slots


def test_every_term_is_one_of_its_vocabulary(graph: Graph) -> None:
    named = {str(n) for triple in graph for n in triple if isinstance(n, URIRef)}
    for prefix, local_names in TERMS.items():
        space = VOCABULARIES[prefix]
        assert {n.removeprefix(space) for n in named if n.startswith(space)} == set(local_names.split()), prefix


def test_there_is_no_blank_node_and_nothing_hangs_loose(graph: Graph) -> None:
    assert all(isinstance(n, URIRef | Literal) for triple in graph for n in triple)
    ours = {n for triple in graph for n in triple if isinstance(n, URIRef) and n.startswith(LEXICON)}
    assert not [n for n in ours if (n, RDF.type, None) not in graph]


def test_an_expression_has_its_words_in_order(small: Graph) -> None:
    entry = node("verb/put_+pressure")
    assert (entry, RDF.type, ONTOLEX.MultiwordExpression) in small
    form = one(small, entry, ONTOLEX.canonicalForm)
    assert set(small.objects(form, ONTOLEX.writtenRep)) == {Literal("put pressure", lang="en")}
    first, second = one(small, entry, RDF["_1"]), one(small, entry, RDF["_2"])
    assert set(small.objects(entry, DECOMP.constituent)) == {first, second}
    assert one(small, first, DECOMP.correspondsTo) == node("word/put")
    assert one(small, second, DECOMP.correspondsTo) == node("noun/pressure")


def test_arguments_have_their_function_marker_and_part_of_the_claim(small: Graph) -> None:
    entry = node("verb/supply")
    behaviour, sense = one(small, entry, SYNSEM.synBehavior), one(small, entry, ONTOLEX.sense)
    subject, target = one(small, behaviour, LEXINFO.subject), one(small, behaviour, LEXINFO.directObject)
    assert one(small, sense, SYNSEM.subjOfProp) == subject
    assert one(small, sense, SYNSEM.objOfProp) == target
    submap = one(small, sense, SYNSEM.submap)
    theme = one(small, submap, SYNSEM.objOfProp)
    assert one(small, submap, ONTOLEX.reference) == URIRef(f"{KG}theme")
    assert one(small, theme, SYNSEM.marker) == node("word/with")
    assert set(small.objects(theme, SYNSEM.optional)) == {Literal(True)}
    assert set(small.objects(subject, SYNSEM.optional)) == {Literal(False)}
    assert len(set(small.objects(behaviour, SYNSEM.synArg))) == 4  # 'in' must be there, and goes nowhere


def test_a_sense_keeps_its_example_and_its_limits(small: Graph) -> None:
    senses = set(small.objects(node("noun/pressure"), ONTOLEX.sense))
    assert {str(small.value(s, ONTOLEX.reference)) for s in senses} == {f"{KG}influences", f"{KG}Event"}
    (sense,) = [s for s in senses if small.value(s, ONTOLEX.reference) == URIRef(f"{KG}influences")]
    assert small.value(sense, SYNSEM.propertyRange) == URIRef(f"{KG}Country")
    example = small.value(sense, LEXICOG.usageExample)
    assert small.value(example, RDF.value) == Literal("Their pressure on Minsk.", lang="en")


def test_prepositions_are_words_too(small: Graph) -> None:
    assert all((node(f"word/{word}"), LEXINFO.partOfSpeech, LEXINFO.preposition) in small for word in PREPOSITIONS)


def test_verbs_under_a_misread_lemma_are_not_entries(small: Graph) -> None:
    assert (node("verb/supplie"), None, None) not in small


@pytest.mark.parametrize(("name", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_rdflib_reads_every_format(little: Lexicon, small: Graph, name: str, parser: str) -> None:
    assert name in FORMATS
    assert set(Graph().parse(data=lexicon_rdf(little, name), format=parser)) == set(small)


def test_there_is_no_other_format() -> None:
    with pytest.raises(ValueError, match="no format 'yaml'"):
        lexicon_rdf(lexicon(), "yaml")


def test_the_same_lexicon_gives_the_same_bytes() -> None:
    def run(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", "kgraph", "lexicon"]
        return subprocess.run(command, env=environment, check=True, capture_output=True).stdout

    assert run("1" if os.environ.get("PYTHONHASHSEED") != "1" else "2") == lexicon_rdf(lexicon())
