"""The quick check of shapes finds what pySHACL finds, constraint by constraint."""

import pyoxigraph as ox
import pytest

from kgraph.errors import OntologyError
from kgraph.rdf.shapes import read_shapes
from kgraph.rdf.validation import validate

PREFIXES = """
@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
DATA = """
ex:a a ex:Thing ; ex:p "one"@en , "eins"@de , "two"@en ; ex:n 5 ; ex:m 5 ; ex:to ex:b ; ex:same ex:b , ex:c .
ex:b a ex:Small ; ex:p "1" ; ex:n 0 , 7 ; ex:m 3 ; ex:to ex:a , ex:c ; ex:same ex:a , ex:c .
ex:c a ex:Thing ; ex:p ex:a ; ex:n "many" ; ex:m 9.5 ; ex:to "text" .
ex:d ex:p "x"^^xsd:integer ; ex:n -1 ; ex:to ex:d .
"""
ONTOLOGY = "ex:Small rdfs:subClassOf ex:Thing ."

CONSTRAINTS = {
    "minCount": "sh:path ex:same ; sh:minCount 1",
    "maxCount": "sh:path ex:n ; sh:maxCount 1",
    "minLength": "sh:path ex:p ; sh:minLength 2",
    "maxLength": "sh:path ex:p ; sh:maxLength 3",
    "minInclusive": "sh:path ex:n ; sh:minInclusive 5",
    "maxInclusive": "sh:path ex:n ; sh:maxInclusive 5",
    "minExclusive": "sh:path ex:n ; sh:minExclusive 5",
    "maxExclusive": "sh:path ex:n ; sh:maxExclusive 5",
    "lessThan": "sh:path ex:n ; sh:lessThan ex:m",
    "lessThanOrEquals": "sh:path ex:n ; sh:lessThanOrEquals ex:m",
    "equals": "sh:path ex:to ; sh:equals ex:same",
    "disjoint": "sh:path ex:to ; sh:disjoint ex:same",
    "hasValue": "sh:path ex:to ; sh:hasValue ex:c",
    "in": "sh:path ex:to ; sh:in ( ex:a ex:b )",
    "uniqueLang": "sh:path ex:p ; sh:uniqueLang true",
    "class": "sh:path ex:to ; sh:class ex:Thing",
    "datatype": "sh:path ex:p ; sh:datatype xsd:string",
    "datatype, ill-formed": "sh:path ex:p ; sh:datatype xsd:integer",
    "nodeKind IRI": "sh:path ex:to ; sh:nodeKind sh:IRI",
    "nodeKind Literal": "sh:path ex:p ; sh:nodeKind sh:Literal",
    "pattern": 'sh:path ex:p ; sh:pattern "^[a-z]+$"',
    "and": "sh:path ex:n ; sh:and ( [ sh:datatype xsd:integer ] [ sh:minInclusive 1 ] )",
    "or": "sh:path ex:p ; sh:or ( [ sh:datatype xsd:string ] [ sh:class ex:Thing ] )",
    "xone": "sh:path ex:n ; sh:xone ( [ sh:minInclusive 1 ] [ sh:maxInclusive 5 ] )",
    "not": "sh:path ex:to ; sh:not [ sh:class ex:Small ]",
    "node": "sh:path ex:to ; sh:node [ sh:property [ sh:path ex:n ; sh:maxCount 1 ] ]",
    "inverse path": "sh:path [ sh:inversePath ex:to ] ; sh:maxCount 0",
    "sequence": "sh:path ( ex:to ex:n ) ; sh:minInclusive 5",
    "alternative": "sh:path [ sh:alternativePath ( ex:n ex:m ) ] ; sh:maxCount 2",
    "nested": "sh:path ex:to ; sh:property [ sh:path ex:p ; sh:maxCount 1 ; sh:message 'inner' ]",
}
TARGETS = ("sh:targetClass ex:Thing", "sh:targetSubjectsOf ex:n", "sh:targetObjectsOf ex:to", "sh:targetNode ex:b")


def check(tmp_path, shape):
    shapes, ontology = tmp_path / "shapes.ttl", tmp_path / "ontology.ttl"
    shapes.write_text(f"{PREFIXES}\n{shape}", encoding="utf-8")
    ontology.write_text(f"{PREFIXES}\n{ONTOLOGY}", encoding="utf-8")
    files = [ontology, shapes]
    quads = list(ox.parse(PREFIXES + DATA, format=ox.RdfFormat.TURTLE))
    return read_shapes(files).violations(quads), validate(quads, files=files).violations


@pytest.mark.parametrize("constraint", CONSTRAINTS.values(), ids=CONSTRAINTS)
def test_each_constraint_agrees_with_the_full_check(tmp_path, constraint):
    shape = f"ex:S a sh:NodeShape ; {TARGETS[1]} ; sh:property [ {constraint} ; sh:message 'wrong' ] ."
    quick, full = check(tmp_path, shape)
    assert quick, "the data break every constraint somewhere"
    assert set(quick) == set(full)


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_agrees_with_the_full_check(tmp_path, target):
    quick, full = check(
        tmp_path,
        f"ex:S a sh:NodeShape ; {target} ; sh:message 'wrong' ; sh:property [ sh:path ex:none ;"
        " sh:minCount 1 ; sh:message 'wrong' ] .",
    )
    assert quick
    assert set(quick) == set(full)


@pytest.mark.parametrize("constraint", ["sh:closed true", "sh:qualifiedMinCount 1", "sh:languageIn ( 'en' )"])
def test_what_is_not_understood_is_an_error(tmp_path, constraint):
    with pytest.raises(OntologyError, match=constraint.split()[0]):
        check(
            tmp_path, f"ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; {constraint} ] ."
        )


def test_a_path_that_is_not_understood_is_an_error(tmp_path):
    with pytest.raises(OntologyError, match="sh:path"):
        check(
            tmp_path,
            "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; "
            "sh:property [ sh:path [ sh:zeroOrMorePath ex:to ] ; sh:minCount 1 ] .",
        )


def test_broken_turtle_is_named(tmp_path):
    with pytest.raises(OntologyError, match="not readable as Turtle"):
        check(tmp_path, "ex:S a")
