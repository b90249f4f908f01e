"""The ontology: it is complete, loads everywhere, holds its own shapes, and the shapes catch what is wrong."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD, BNode, Graph, URIRef

from kgraph.errors import OntologyError
from kgraph.model import EntityType, Modality, Polarity
from kgraph.ontology import (
    KG,
    PREFIXES,
    ontology_files,
    read_ontology,
    read_relations,
    relations,
    shapes_file,
)

ROOT = Path(__file__).parents[2]
NAMES = """
    meets agreesWith supports cooperatesWith tradesWith supplies equips aids trains releases withdrawsFrom
    condemns accuses investigates prosecutes warns threatens urges questions rejects denies protests
    sanctions blocks deploys tests uses attacks invades kills injures destroys fights targets captures arrests
    expels violates influences appoints elects dismisses resignsFrom holdsPosition memberOf locatedIn
    hasStrength hasCasualties hasAmount
"""
BASE = "https://w3id.org/kgraph/data/"


@pytest.fixture(scope="module")
def ontology():
    return read_ontology()


@pytest.fixture(scope="module")
def shapes():
    return Graph().parse(shapes_file())


def test_every_relation_is_there_and_no_other():
    assert set(relations()) == set(NAMES.split())


def test_a_relation_knows_its_parts():
    equips = relations()["equips"]
    assert (equips.broader, equips.symmetric, equips.plover, equips.quadrant) == (
        "supplies",
        False,
        "AID",
        "material cooperation",
    )
    assert EntityType.COUNTRY in equips.domain
    assert EntityType.NUMBER not in equips.domain


def test_mutual_relations_are_symmetric():
    mutual = {name for name, relation in relations().items() if relation.symmetric}
    assert mutual == {"meets", "agreesWith", "cooperatesWith", "tradesWith", "fights"}


def test_the_hierarchy():
    assert {name: relation.broader for name, relation in relations().items() if relation.broader} == {
        "equips": "supplies",
        "aids": "supplies",
        "invades": "attacks",
        "kills": "attacks",
        "injures": "attacks",
        "destroys": "attacks",
        "fights": "attacks",
        "elects": "appoints",
    }


def test_a_narrower_relation_takes_no_type_that_the_broader_one_refuses():
    for relation in relations().values():
        if relation.broader:
            assert relation.domain <= relations()[relation.broader].domain, relation.name
            assert relation.range <= relations()[relation.broader].range, relation.name


def test_symmetric_relations_can_be_turned_round():
    for relation in relations().values():
        if relation.symmetric:
            assert relation.domain <= relation.range, relation.name


def test_figures_are_numbers_and_nothing_else_is_a_figure():
    for relation in relations().values():
        assert (relation.range == {EntityType.NUMBER}) == relation.name.startswith("has")


def test_every_entity_type_is_a_class_below_entity(ontology):
    for type_ in EntityType:
        assert URIRef(f"{KG}Entity") in ontology.transitive_objects(URIRef(f"{KG}{type_}"), RDFS.subClassOf)


@pytest.mark.parametrize(("scheme", "values"), [("modalities", Modality), ("polarities", Polarity)])
def test_every_value_is_a_concept_of_its_scheme(ontology, scheme, values):
    concepts = set(ontology.subjects(SKOS.inScheme, URIRef(KG + scheme)))
    assert concepts == {URIRef(KG + value) for value in values}


def test_pyoxigraph_and_rdflib_read_the_same(ontology):
    triples = [t for f in ontology_files() for t in pyoxigraph.parse(path=f, format=pyoxigraph.RdfFormat.TURTLE)]
    assert len(set(triples)) == len(ontology)
    assert list(pyoxigraph.parse(path=shapes_file(), format=pyoxigraph.RdfFormat.TURTLE))


def test_every_term_of_kgraph_that_the_shapes_speak_of_is_defined(ontology, shapes):
    own = {node for node in shapes.subjects() if not isinstance(node, BNode)}
    terms = {node for triple in shapes for node in triple if isinstance(node, URIRef) and node.startswith(KG)} - own
    assert terms - set(ontology.subjects()) == set()


def test_the_ontology_holds_its_own_shapes(ontology, shapes):
    conforms, _, report = pyshacl.validate(ontology, shacl_graph=shapes)
    assert conforms, report


def test_the_shapes_are_shapes(shapes):
    conforms, _, report = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


def test_a_relation_without_an_example_breaks_the_shapes(ontology, shapes):
    broken = Graph() + ontology
    broken.remove((URIRef(f"{KG}trains"), SKOS.example, None))
    conforms, _, report = pyshacl.validate(broken, shacl_graph=shapes)
    assert not conforms
    assert "a relation has a skos:example" in report


def test_the_new_relation_of_the_how_to_fits_in(ontology, shapes):
    page = (ROOT / "docs" / "how-to" / "teach-a-word.md").read_text(encoding="utf-8")
    snippet = textwrap.dedent(page.partition("```turtle\n")[2].partition("```")[0])
    extended = Graph() + ontology
    extended.parse(data="".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items()) + snippet, format="turtle")
    conforms, _, report = pyshacl.validate(extended, shacl_graph=shapes)
    assert conforms, report
    assert set(read_relations(extended)) == set(NAMES.split()) | {"mourns"}


def test_a_relation_without_a_domain_cannot_be_read(ontology):
    broken = Graph() + ontology
    broken.remove((URIRef(f"{KG}trains"), RDFS.domain, None))
    with pytest.raises(OntologyError, match="trains has no rdfs:domain"):
        read_relations(broken)


def test_broken_turtle_is_named(tmp_path):
    (tmp_path / "kgraph.ttl").write_text("kg:trains a", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"kgraph\.ttl: not readable as Turtle"):
        read_ontology(tmp_path)


def test_an_empty_folder_is_named(tmp_path):
    with pytest.raises(OntologyError, match="holds no ontology"):
        read_ontology(tmp_path)


def test_every_quadrant_has_types(ontology):
    quadrants = {relation.quadrant for relation in relations().values() if relation.plover}
    assert quadrants == {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}
    assert len(set(ontology.objects(None, SKOS.notation))) == 16


# Terms of vocabularies that rdflib does not list: the Simple Event Model of the VU (2009/11), GRaSP's factuality values
# (spelt as the software that writes them does, in capitals), and the W3C Web Annotation Vocabulary.
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GRASP = "http://groundedannotationframework.org/grasp/factuality#"
ELSEWHERE = {
    *(SEM + name for name in ("Actor", "Event", "Place", "hasActor", "hasPlace", "hasTimeStamp", "accordingTo")),
    *(GRASP + name for name in ("CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED", "POSITIVE", "NEGATIVE")),
    *(PREFIXES["oa"] + name for name in ("SpecificResource", "TextPositionSelector", "TextQuoteSelector")),
    *(PREFIXES["oa"] + name for name in ("hasSource", "hasSelector", "start", "end", "exact", "prefix", "suffix")),
}
LISTED = (DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD)


def test_every_foreign_term_is_one_of_its_vocabulary(ontology, shapes):
    terms = {str(node) for triple in (*ontology, *shapes) for node in triple if isinstance(node, URIRef)}
    foreign = {term for term in terms if not term.startswith((KG, "http://www.apache.org/licenses/"))}
    unknown = {term for term in foreign - ELSEWHERE if not any(term in vocabulary for vocabulary in LISTED)}
    assert unknown == set()


def test_the_shapes_of_relations_and_the_reference_page_are_up_to_date():
    script = ROOT / "docs" / "make_reference.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_relations_can_be_named_without_rdflib():
    code = "import sys, kgraph.ontology as o; o.PREFIXES, o.Relation; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- the shapes on data

CLAIM = """
<claim/1> a kg:Claim , rdf:Statement ; rdf:subject <entity/a> ; rdf:predicate kg:trains ; rdf:object <entity/b> ;
    kg:modality kg:asserted ; kg:polarity kg:positive ; kg:confidence 0.8 ; kg:evidence <evidence/1> ;
    kg:attributedTo <entity/a> ; kg:attribution <claim/1/attribution/1> ; kg:subjectMention <mention/1> ;
    kg:figure <figure/1> ; prov:wasGeneratedBy <extraction/rules-1> .
<claim/1/attribution/1> a kg:Attribution ; kg:position 1 ; kg:speaker <entity/a> .
<evidence/1> a oa:SpecificResource ; oa:hasSource <document/d> ;
    oa:hasSelector <evidence/1/position> , <evidence/1/quote> .
<evidence/1/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end 4 .
<evidence/1/quote> a oa:TextQuoteSelector ; oa:exact "Text" .
<mention/1> a kg:Mention ; kg:refersTo <entity/a> ; oa:hasSource <document/d> ; kg:start 0 ; kg:end 4 .
<figure/1> a kg:Figure ; kg:value 3.0 ; kg:low 3.0 ; kg:high 5.0 ; kg:unit "soldiers" ; kg:bound kg:range .
<document/d> a kg:Document , schema:NewsArticle ; schema:identifier "d" ; schema:text "Text" .
<entity/a> a kg:Country ; rdfs:label "A" .
<entity/b> a kg:ArmedForce ; rdfs:label "B" .
"""


def _checked(shapes, data):
    head = f"@base <{BASE}> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    graph = Graph().parse(data=head + data, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return {
        (str(report.value(result, SH.focusNode)).removeprefix(BASE), str(report.value(result, SH.resultMessage)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_whole_claim_passes(shapes):
    assert _checked(shapes, CLAIM) == set()


@pytest.mark.parametrize(
    ("old", "new", "focus", "said"),
    [
        ("kg:polarity kg:positive ; ", "", "claim/1", "one kg:polarity"),
        ("kg:modality kg:asserted", "kg:modality kg:sure", "claim/1", "one kg:modality"),
        ("rdf:object <entity/b>", "rdf:object <entity/b> , <entity/a>", "claim/1", "one rdf:object"),
        ("rdf:subject <entity/a>", "rdf:subject <entity/a> , <entity/b>", "claim/1", "at most one rdf:subject"),
        ("kg:evidence <evidence/1> ;", "", "claim/1", "one kg:evidence"),
        ("kg:confidence 0.8", "kg:confidence 1.2", "claim/1", "one kg:confidence"),
        ("kg:confidence 0.8", "kg:confidence 0.8e0", "claim/1", "one kg:confidence"),
        ("rdf:predicate kg:trains", "rdf:predicate kg:loves", "claim/1", "a relation of the ontology"),
        ("rdf:predicate kg:trains", "rdf:predicate kg:hasAmount", "claim/1", "the object of this relation is a Number"),
        ("<entity/a> a kg:Country", "<entity/a> a kg:Number", "claim/1", "the subject of this relation is a Voice"),
        (
            "kg:attributedTo <entity/a>",
            "kg:attributedTo <entity/b>",
            "claim/1",
            "the speakers of a claim's attributions",
        ),
        ("kg:position 1", "kg:position 0", "claim/1/attribution/1", "one kg:position"),
        ("oa:start 0", "oa:start 5", "evidence/1/position", "less than its oa:end"),
        (" , <evidence/1/quote> .", " .", "evidence/1", "one selector of evidence is an oa:TextQuoteSelector"),
        ('oa:exact "Text"', 'oa:exact ""', "evidence/1/quote", "one oa:exact"),
        ("kg:start 0", "kg:start -1", "mention/1", "one kg:start"),
        ("kg:low 3.0 ;", "", "figure/1", "kg:low and kg:high if it is a range"),
        ("kg:low 3.0", "kg:low 7.0", "figure/1", "no greater than its kg:high"),
        ("kg:bound kg:range", "kg:bound kg:exact", "figure/1", "kg:low and kg:high if it is a range"),
        ('schema:identifier "d" ; ', "", "document/d", "one schema:identifier"),
        ("<entity/b> a kg:ArmedForce", "<entity/b> a kg:ArmedForce , kg:Group", "entity/b", "one type"),
        ('; rdfs:label "B"', "", "entity/b", "one rdfs:label"),
    ],
)
def test_what_is_wrong_is_reported_at_its_place(shapes, old, new, focus, said):
    assert old in CLAIM
    found = _checked(shapes, CLAIM.replace(old, new))
    assert any(node == focus and said in message for node, message in found), found


def test_conflicts_go_both_ways(shapes):
    found = _checked(shapes, "<claim/1> kg:conflictsWith <claim/2> .")
    assert ("claim/1", "kg:conflictsWith is written in both directions") in found
    assert _checked(shapes, "<claim/1> kg:conflictsWith <claim/2> . <claim/2> kg:conflictsWith <claim/1> .") == set()
