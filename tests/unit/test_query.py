import json
import socket
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kgraph
from kgraph import rdf
from kgraph.errors import QueryError, StoreError
from kgraph.query import FORMATS, PREFIXES, catalogue, resolve, run
from kgraph.query.engine import has_dataset
from kgraph.query.table import columns_of, table

BASE = "https://example.org/d/"
TRIG = Path(__file__).with_name("three_articles.trig")


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(path=str(TRIG), format=ox.RdfFormat.TRIG)
    return store


def rows(store, query, **bindings):
    text = resolve(query)
    return list(run(store, text, bindings={name.rstrip("_"): v for name, v in bindings.items()}).rows())


def column(store, query, name, **bindings):
    return [row[name] for row in rows(store, query, **bindings)]


def error(store, text, **options):
    with pytest.raises(QueryError) as caught:
        run(store, text, **options).text()
    return str(caught.value)


# --- what may run


@pytest.fixture
def listener():
    """A local port, and whether anybody called there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        called = threading.Event()
        stop = threading.Event()

        def serve():
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                called.set()
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", called
        stop.set()
        thread.join()


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service <URL> { ?s ?p ?o } }",
    "SELECT * { SerVice SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE\n# comment\n<URL> { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX service: <URL> SELECT * { SERVICE service:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<URL> { ?a ?b ?c } }",
    "SELECT * { VALUES ?e { <URL> } SERVICE ?e { ?s ?p ?o } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT (COUNT(*) AS ?n) { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { ?a ?b ?c FILTER(?a<'b>' || EXISTS{SERVICE <URL?'> {?s ?p ?o}}) }",
    'ASK { ?a ?b ?c FILTER(?a<#>"""\n ?b || EXISTS{SERVICE <URL> {?s ?p ?o}}) } #"""',
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT ?servicx { SERVICE <URL> { ?s ?p ?servicx } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <urn:g>",
    "# a query\nPREFIX x: <urn:x> load <URL>",
]


@pytest.mark.parametrize("text", CALLS)
def test_nothing_calls_out(store, listener, text):
    url, called = listener
    with pytest.raises(QueryError):
        run(store, text.replace("URL", url)).text()
    assert not called.is_set()


@pytest.mark.parametrize("text", [CALLS[0], CALLS[9]])
def test_calls_out_only_when_allowed(store, listener, text):
    url, called = listener
    with pytest.raises(QueryError, match="failed while it ran"):  # the listener is no SPARQL endpoint
        run(store, text.replace("URL", url), allow_network=True).text()
    assert called.is_set()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { VALUES ?service { 'SERVICE' } }",
        "SELECT ?x { VALUES ?x { 'SERVICE <http://x/> { ?s ?p ?o }' } }",
        "SELECT ?x { VALUES ?x { '''\nSERVICE <http://x/> {\n''' } } # SERVICE <http://x/>",
        "SELECT ?x { VALUES ?x { <http://service/SERVICE> } }",
        "PREFIX service: <urn:s:> SELECT ?x { VALUES ?x { service:service } }",
        "SELECT ?service ?SERVICE ?servicx { VALUES (?service ?SERVICE ?servicx) { (1 2 3) } }",
        "SELECT ?x { VALUES ?x { 'selfservice'@service } }",
        "# which SERVICE?\nSELECT ?service (COUNT(*) AS ?services) { VALUES ?service { 1 } } GROUP BY ?service",
    ],
)
def test_the_word_service_alone_is_no_call(store, text):
    assert list(run(store, text).rows())


@pytest.mark.parametrize("call", ["sErViCe<http://127.0.0.1:9/>", "SERVICE<http://127.0.0.1:9/>", "SERVICE ?x"])
@pytest.mark.parametrize("start", ["SELECT * {\n", "ASK { ?x a 'SERVICE' .\n"])
def test_service_is_refused_by_name_with_or_without_a_space(store, start, call):
    message = error(store, f"{start}{call} {{ ?s ?p ?o }} }}")
    assert message.startswith("query, line 2, column 1: SERVICE would call another endpoint")


def test_service_is_refused_at_its_place(store):
    text = "SELECT * {\n  ?service ?p 'SERVICE' . # SERVICE\n  SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n}"
    message = error(store, text)
    assert message.startswith("query, line 3, column 3: SERVICE would call another endpoint")
    assert "--allow-network" in message
    assert message.endswith("\n    SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n    ^")


@pytest.mark.parametrize(
    "verb", ["INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "clear all", "DROP ALL"]
)
def test_updates_are_refused(store, verb):
    before = len(store)
    assert "a query only reads" in error(store, f"PREFIX a: <urn:a>\n{verb}")
    assert len(store) == before


# --- malformed queries


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("SELEC * {}", 1, 1, "SELEC does not fit here"),
        ("SELECT *\nWHERE {\n  ?s ?p 3 4\n}", 3, 11, "4 does not fit here"),
        ("SELECT * {\n  ?s 'ééé' ?o\n}", 2, 6, "'ééé' does not fit here"),
        ("SELECT * { ?s ?p ?o FILTR(?o > 3) }", 1, 21, "FILTR does not fit here"),
        ("SELECT * { ?s ?p ?o FILTER(?o > ) }", 1, 33, ") does not fit here"),
        ("SELECT * { ?s ?p ?o }}", 1, 22, "} does not fit here"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", 1, 29, "ten does not fit here"),
        ("SELECT * {\n\t?s x:p ?o }", 2, 5, "nothing declares the prefix x:"),
        ("SELECT * { ?s ?p 'open }", 1, 18, "this string is never closed"),
        ("SELECT * { ?s <rel> ?o }", 1, 15, "<rel> is relative"),
        ("SELECT * { ?s ?p ?o ", 1, 20, "the query ends too early"),
        ("SELECT", 1, 7, "the query ends too early"),
        ("SELECT * # all\r\n{ ?s ?p }", 2, 9, "} does not fit here"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", 1, 1, "neither grouped nor computed"),
    ],
)
def test_a_mistake_is_shown_at_its_place(store, text, line, column, what):
    message = error(store, text)
    first, shown, caret = message.split("\n")
    assert first.startswith(f"query, line {line}, column {column}: ")
    assert what in first
    assert shown.removeprefix("  ") == text.replace("\r\n", "\n").split("\n")[line - 1].rstrip().replace("\t", " ")
    assert caret == " " * (column + 1) + "^"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("SELECT * { ?s ?p }", "SELECT * { ?s ?p }"),
        ("SELECT *\nWHERE {\n  ?subject ?predicate 3 4 .\n  ?a ?b ?c\n}", "…?subject ?predicate 3 4 . ?a ?b ?c }"),
        ("SELECT * WHERE { ?subject ?predicate ?object", "…bject ?predicate ?object"),
        ("SELEC ?subject WHERE { ?subject ?predicate ?object }", "SELEC ?subject WHERE { ?…"),
    ],
)
def test_the_first_line_quotes_the_words_around_the_mistake(store, text, near):
    assert error(store, text).split("\n")[0].endswith(f", near «{near}»")


def test_a_long_line_is_cut_around_the_mistake(store):
    message = error(store, f"SELECT * {{ ?s ?p '{'x' * 500}' , , '{'y' * 500}' }}")
    shown, caret = message.split("\n")[1:]
    assert len(shown) < 110
    assert shown[caret.index("^")] == ","


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_query_is_an_error(store, text):
    assert "the query is empty" in error(store, text)


def test_an_unknown_function_is_an_error(store):
    assert "urn:nothing" in error(store, "SELECT (<urn:nothing>(1) AS ?x) {}")


# --- what it sees


def test_the_default_graph_is_the_union(store):
    assert run(store, "ASK { ?claim a kg:Claim . ?entity rdfs:label 'Arvenia' . ?s kg:supplies ?o }")


FROM_ONE = f"FROM <{BASE}document/arms-2>"


@pytest.mark.parametrize(
    ("clause", "claims"),
    [
        ("", 15),
        (FROM_ONE, 6),
        (FROM_ONE.replace("FROM ", "from"), 6),
        (f"fRoM # FROM\n<{BASE}document/arms-2>", 6),
        (f"{FROM_ONE} FROM <{BASE}document/arms-1>", 11),
        ("FROM <urn:none>", 0),
        (f"{FROM_ONE} FROM NAMED <{BASE}document/arms-1>", 6),
        (FROM_ONE.replace("FROM", "FROM NAMED"), 0),
        ("FROM kg:none", 0),
    ],
)
def test_from_chooses_the_default_graph(store, clause, claims):
    text = f"SELECT (COUNT(*) AS ?n) {clause} {{ ?c a kg:Claim }}"
    assert column(store, text, "n") == [claims]
    assert column(store, f"PREFIX from: <urn:x> # from\n{text}", "n") == [claims]
    assert bool(run(store, f"ASK {clause} {{ ?c a kg:Claim }}")) == bool(claims)
    assert bool(run(store, f"CONSTRUCT {{ ?c a 1 }} {clause} WHERE {{ ?c a kg:Claim }}").triples()) == bool(claims)


@pytest.mark.parametrize(
    ("clause", "graphs"),
    [
        ("", 3),
        (f"FROM NAMED <{BASE}document/arms-1>", 1),
        (f"{FROM_ONE} FROM NAMED <{BASE}document/arms-1>", 1),
        (FROM_ONE, 0),
    ],
)
def test_from_named_chooses_the_named_graphs(store, clause, graphs):
    text = f"SELECT DISTINCT ?g {clause} {{ GRAPH ?g {{ ?c a kg:Claim }} }}"
    assert len(rows(store, text)) == graphs


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?from) { ?c a kg:Claim }",
        "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim FILTER('FROM <urn:g>' != 'x') }",
        "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim } # FROM <urn:g>",
        "SELECT (COUNT(*) AS ?n) # FROM <urn:g>\n { ?c a kg:Claim }",
        "SELECT (COUNT(*) AS ?n) (SAMPLE(<urn:FROM>) AS ?f) { ?c a kg:Claim }",
        "PREFIX FROM: <https://w3id.org/kgraph/ns#> SELECT (COUNT(*) AS ?n) { ?FROM a FROM:Claim }",
        "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim FILTER('x'@from != kg:from && 1<2) }",
        "SELECT (COUNT(*) AS ?n) (SAMPLE(1<'FROM>') AS ?f) { ?c a kg:Claim }",
    ],
)
def test_the_word_from_alone_chooses_no_graph(store, text):
    assert next(iter(run(store, text).rows()))[run(store, text).variables[0]] == 15


def test_from_is_heeded_where_the_network_is_allowed(store):
    text = f"SELECT (COUNT(*) AS ?service) {FROM_ONE} {{ ?c a kg:Claim }}"
    assert list(run(store, text, allow_network=True).rows()) == [{"service": 6}]


def test_to_look_for_from_calls_nobody(listener):
    url, called = listener
    assert not has_dataset(f"ASK {{ SERVICE <{url}> {{ ?from ?p ?o }} }}")
    assert not has_dataset(f"ASK {{ SERVICE <{url}> {{ ?from ?p ?o }}")
    assert has_dataset(f"ASK FROM <urn:g> {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")
    assert not called.is_set()


def test_the_prefixes_are_those_of_the_graph():
    assert PREFIXES == rdf.PREFIXES


@pytest.mark.parametrize("prefix", ["kg", "prov", "oa", "schema", "skos", "rdf", "rdfs", "owl", "xsd"])
def test_prefixes_are_declared(store, prefix):
    assert not run(store, f"ASK {{ ?s {prefix}:nothing ?o }}")


def test_prefixes_can_be_redeclared(store):
    assert column(store, "PREFIX kg: <urn:mine:> SELECT ?x { VALUES ?x { kg:a } }", "x") == ["urn:mine:a"]


def test_plain_triples_are_never_denied_alleged_or_merely_possible(store):
    facts = {
        (row["s"], row["p"], row["o"])
        for row in rows(
            store,
            "SELECT ?s ?p ?o { ?x ?r ?y . ?x rdfs:label ?s . ?y rdfs:label ?o"
            " FILTER(STRSTARTS(STR(?r), STR(kg:))) BIND(STRAFTER(STR(?r), '#') AS ?p) }",
        )
    }
    assert ("Arvenia", "supplies", "Northern Rebels") in facts
    assert not {fact for fact in facts if fact[1] in {"trains", "equips"}}  # denied by Belmark; alleged
    assert not {fact for fact in facts if fact[0] == "Corland"}  # only possible, conditional and alleged


# --- formats

SELECT = "SELECT ?name ?n { VALUES (?name ?n) { ('b' 1) ('a,\"c\"' 2.5) (UNDEF 3) } }"
GRAPH = "CONSTRUCT { ?s kg:supplies ?o } WHERE { ?s kg:supplies ?o }"


def test_solutions_in_every_format(store):
    written = {f: run(store, SELECT).text(f) for f in ("table", "csv", "tsv", "json", "xml")}
    assert written["table"] == 'name     n\n-----  ---\nb        1\na,"c"  2.5\n         3\n'
    assert written["csv"].splitlines() == ["name,n", "b,1", '"a,""c""",2.5', ",3"]
    assert written["tsv"].splitlines()[0] == "?name\t?n"
    bindings = json.loads(written["json"])["results"]["bindings"]
    assert [row.get("name", {}).get("value") for row in bindings] == ["b", 'a,"c"', None]
    assert "<variable name=" in written["xml"]


def test_graphs_in_every_format(store):
    lines = run(store, GRAPH).text("ntriples").splitlines()
    assert lines == sorted(lines)
    assert run(store, GRAPH).text("turtle").startswith("@prefix kg:")
    assert "@prefix schema:" not in run(store, GRAPH).text("turtle")
    for name, kind in (("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        parsed = ox.parse(run(store, GRAPH).text(name), format=kind)
        assert sorted(f"{quad.triple} ." for quad in parsed) == lines


def test_describe_gives_a_graph(store):
    assert "Northern Rebels" in run(store, "DESCRIBE ?x { ?x rdfs:label 'Northern Rebels' }").text()


def test_ask_in_every_format(store):
    assert run(store, "ASK {}").text() == "true\n"
    assert run(store, "ASK { <a:a> <a:b> <a:c> }").text("table") == "false\n"
    assert json.loads(run(store, "ASK {}").text("json"))["boolean"] is True


@pytest.mark.parametrize(
    ("text", "format_", "fitting"),
    [(SELECT, "turtle", "table, csv, tsv, json, xml"), ("ASK {}", "jsonld", "table"), (GRAPH, "csv", "turtle")],
)
def test_a_format_that_does_not_fit_says_which_do(store, text, format_, fitting):
    with pytest.raises(QueryError, match=f"--format {format_} does not fit .*; take .*{fitting}"):
        run(store, text).text(format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_bytes_each_time(store, format_):
    texts = {"turtle": GRAPH, "ntriples": GRAPH, "jsonld": GRAPH}
    text = texts.get(format_, resolve("timeline"))
    assert run(store, text).text(format_) == run(store, text).text(format_)


def test_python_values(store):
    text = "SELECT * { VALUES (?a ?b ?c ?d ?e) { (<urn:x> 'y' 3 2.50 true) } }"
    row = rows(store, text)[0]
    assert {k: str(v) for k, v in row.items()} == {"a": "urn:x", "b": "y", "c": "3", "d": "2.5", "e": "True"}


def test_rows_of_a_graph_are_an_error(store):
    with pytest.raises(QueryError, match="SELECT"):
        list(run(store, GRAPH).rows())


def test_only_an_ask_is_true_or_false(store):
    with pytest.raises(TypeError):
        bool(run(store, SELECT))


# --- tables


def test_wide_characters_take_two_columns():
    written = table(["x", "y"], [[ox.Literal("漢字"), ox.Literal("a")], [ox.Literal("e\u0301"), ox.Literal("b")]])
    assert [columns_of(line) for line in written.splitlines()[2:]] == [7, 7]


def test_a_table_holds_nothing_that_steers_the_terminal():
    hostile = "a\x1b[2Jb\r\nc\x9b1m\u202ed\u2066\x00"
    written = table(["x"], [[ox.Literal(hostile)]])
    assert written.splitlines()[2] == "a\ufffd[2Jb  c\ufffd1md\ufffd"


def test_a_table_is_cut_to_the_terminal():
    written = table(["x", "y"], [[ox.Literal("word " * 40), ox.Literal("short")]], width=40)
    assert all(columns_of(line) <= 40 for line in written.splitlines())
    assert "…" in written
    assert "short" in written


def test_a_table_shortens_a_long_text_and_the_other_formats_do_not(store):
    text = "SELECT ?x ?y { VALUES (?x ?y) { ('" + "word " * 900 + "' <http://x/" + "y" * 200 + ">) } }"
    line = run(store, text).text().splitlines()[2]
    cell, iri = line.split("  ")
    assert cell.endswith("…")
    assert 150 < len(cell) <= 160
    assert iri == "http://x/" + "y" * 200
    for format_ in ("csv", "tsv", "json", "xml"):
        assert run(store, text).text(format_).count("word") == 900


def test_iris_are_shortened():
    terms = [ox.NamedNode("https://w3id.org/kgraph/ns#supplies"), ox.NamedNode("https://example.org/x#y")]
    assert table(["a", "b"], [terms]).splitlines()[2] == "kg:supplies  https://example.org/x#y"


def test_an_empty_table_says_so():
    assert table(["a"], []).endswith("(no rows)\n")


# --- the argument


def test_a_name_comes_before_a_file(tmp_path, monkeypatch):
    (tmp_path / "speakers").write_text("ASK {}")
    (tmp_path / "mine.rq").write_text("\ufeffASK {}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert resolve("speakers").startswith("# Who is quoted most")
    assert resolve("mine.rq") == "ASK {}"
    assert resolve("ASK { }") == "ASK { }"


def test_a_misspelt_name_is_answered_with_near_ones():
    with pytest.raises(QueryError, match=r"who-suplies: no query of this name \(did you mean who-supplies"):
        resolve("who-suplies")
    with pytest.raises(QueryError, match="no such file"):
        resolve("queries/missing.rq")


def test_a_file_that_is_no_text_is_an_error(tmp_path):
    path = tmp_path / "bad.rq"
    path.write_bytes(b"SELECT \xff")
    with pytest.raises(QueryError, match="not UTF-8 at byte 7"):
        resolve(str(path))


# --- parameters


@pytest.mark.parametrize(
    "name",
    ["Arvenia", "ARVENIA", " arvenia ", "Arven", "castelo", f"{BASE}entity/arvenia", f"<{BASE}entity/arvenia>"],
)
def test_an_entity_goes_by_any_name(store, name):
    assert column(store, "who-supplies", "subject", actor=name) == ["Arvenia", "Arvenia"]


def test_a_key_of_the_gazetteer_is_a_name(store):
    assert column(store, "SELECT ?e ?x { ?e rdfs:label ?x }", "x", e="belmark") == ["Belmark"]


def test_a_name_of_two_entities_stands_for_both():
    store = ox.Store()
    store.update(
        "PREFIX kg: <https://w3id.org/kgraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> INSERT DATA {"
        " <urn:a> a kg:Place ; rdfs:label 'Ava' . <urn:b> a kg:Person ; rdfs:label 'Ava' ."
        " <urn:c> a kg:Person ; rdfs:label 'Eva' }"
    )
    assert sorted(column(store, "SELECT ?x { ?x rdfs:label ?name }", "x", x="ava")) == ["urn:a", "urn:b"]


@pytest.mark.parametrize(
    "value",
    [
        "Arvenia' } #",
        'the "Wolves"',
        'x" } SERVICE <http://127.0.0.1:9/> { ?s ?p "',
        "}",
        "a\nb",
        "\\u0022",
        "<x> } { ?s ?p ?o",
        "http://x/> } #",
        "kg:x } #",
        "",
    ],
)
def test_a_value_cannot_change_the_query(store, value):
    known = {'the "Wolves"'}
    text = "SELECT ?x ?s { BIND(1 AS ?one) ?x rdfs:label ?s }"
    if value in known:
        assert column(store, text, "s", x=value) == ["Northern Rebels"]
    else:
        with pytest.raises(QueryError, match=r"nothing in this store is called|is no IRI|is empty"):
            rows(store, text, x=value)


def test_plain_text_is_bound_as_it_is(store):
    text = "# Echo\n# parameters: given (text)\nSELECT ?given { }"
    value = "\"} # \\ ' \n ?x"
    assert column(store, text, "given", given=value) == [value]


def test_an_unknown_name_suggests_near_ones(store):
    with pytest.raises(QueryError, match=r"nothing in this store is called 'Arvena' \(did you mean Arvenia"):
        rows(store, "who-supplies", actor="Arvena")


def test_an_unknown_parameter_suggests_near_ones(store):
    with pytest.raises(QueryError, match=r"no parameter 'actr' \(did you mean actor\?\); it has actor, target"):
        rows(store, "who-supplies", actr="Arvenia")


def test_a_misspelt_parameter_is_not_called_missing(store):
    with pytest.raises(QueryError, match=r"no parameter 'speakr' \(did you mean speaker"):
        rows(store, "says", speakr="Mina Osk")


def test_a_missing_parameter_is_named(store):
    with pytest.raises(QueryError, match="-p speaker="):
        rows(store, "says")


def test_an_unknown_relation_suggests_near_ones(store):
    with pytest.raises(QueryError, match=r"no relation is called 'suplies' \(did you mean supplies"):
        rows(store, "who", relation="suplies")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { ?x rdfs:label 'Arvenia' }",
        "SELECT (EXISTS { ?a ?b ?c } AS ?any) ?x WHERE { ?x rdfs:label 'Arvenia' }",
        f"# {{ not here\nSELECT ?x FROM <urn:none> FROM <{BASE}graph/entities> {{ ?x rdfs:label 'Arvenia' }}",
    ],
)
def test_values_are_joined_to_the_pattern(store, text):
    assert column(store, text, "x", x="Arvenia") == [f"{BASE}entity/arvenia"]
    assert column(store, text, "x", x="Belmark") == []


def test_values_in_a_graph_and_a_describe(store):
    text = "CONSTRUCT { ?x rdf:value ?l } WHERE { ?x rdfs:label ?l }"
    assert len(run(store, text, bindings={"x": "Corland"}).triples()) == 1
    assert "Corland" in run(store, "DESCRIBE ?x", bindings={"x": "Corland"}).text()


# --- the shipped queries


def test_every_query_says_what_it_answers():
    for query in catalogue():
        assert query.answer
        assert len(query.answer) < 110
        assert "{" not in query.answer + query.parameters


@pytest.mark.parametrize("query", [query.name for query in catalogue()])
def test_every_query_has_a_total_order(query):
    assert "ORDER BY" in resolve(query)


NEEDED = {
    "who": {"relation": "supplies"},
    "says": {"speaker": "Mina Osk"},
    "about": {"entity": "Port Sava"},
    "connected": {"from_": "Belmark", "to": "Port Sava"},
    "facts-as-of": {"as_of": "2025-03"},
    "figures-as-of": {"as_of": "2025-03"},
    "offices-as-of": {"as_of": "2025-03"},
}


@pytest.mark.parametrize("query", [query.name for query in catalogue()])
def test_the_order_of_loading_does_not_matter(store, query):
    turned = ox.Store()
    for quad in sorted(store, key=str, reverse=True):
        turned.add(quad)
    assert rows(turned, query, **NEEDED.get(query, {})) == rows(store, query, **NEEDED.get(query, {}))


def test_who_supplies_whom(store):
    assert [
        (r["subject"], r["relation"], r["object"], r["theme"], r["said_by"], r["modality"], r["document"])
        for r in rows(store, "who-supplies")
    ] == [
        ("Arvenia", "supplies", "Northern Rebels", "shells", "", "asserted", "arms-1"),
        ("Corland", "supplies", "Arvenia", "drones", "", "possible", "arms-1"),
        ("Arvenia", "supplies", "Northern Rebels", "shells", "", "asserted", "arms-2"),
        ("Corland", "equips", "Northern Rebels", None, "Belmark", "asserted", "arms-2"),
        ("Corland", "supplies", "Belmark", "drones", "", "conditional", "arms-3"),
    ]
    assert column(store, "who-supplies", "object", actor="Corland", target="Belmark") == ["Belmark"]
    assert column(store, "who-supplies", "subject", speaker="Belmark") == ["Corland"]


def test_who_trains_whom(store):
    assert [(r["subject"], r["object"], r["said_by"], r["polarity"]) for r in rows(store, "who-trains")] == [
        ("Belmark", "Northern Rebels", "officials", "positive"),
        ("Belmark", "Northern Rebels", "reports, Mina Osk", "negative"),
    ]


def test_who_condemns_and_targets(store):
    assert column(store, "who-condemns", "object") == ["strike on Port Sava"]
    assert column(store, "who-targets", "object", actor="rebels") == ["Port Sava"]
    assert column(store, "who-attacks", "object") == []


def test_who_by_any_relation(store):
    assert column(store, "who", "stated", relation="equips") == ["equips"]
    assert column(store, "who", "stated", relation="kg:supplies", actor="Corland") == ["supplies", "equips", "supplies"]


def test_what_somebody_says(store):
    assert column(store, "says", "quote", speaker="osk") == [
        "Mina Osk put the rebels at 10,000",
        "Belmark did not train the rebels",
    ]


def test_what_is_denied(store):
    assert column(store, "denied", "quote") == ["Belmark did not train the rebels"]
    assert column(store, "denied", "quote", actor="Arvenia") == []


def test_what_is_only_possible(store):
    assert [(r["subject"], r["object"], r["modality"]) for r in rows(store, "possible")] == [
        ("Corland", "Arvenia", "possible"),
        ("Corland", "Belmark", "conditional"),
    ]


def test_what_is_only_alleged(store):
    assert column(store, "alleged", "quote") == ["arming the rebels"]


def test_rival_figures(store):
    assert [(r["thing"], r["unit"], r["figure"], r["said_by"]) for r in rows(store, "rival-figures")] == [
        ("Northern Rebels", "rebels", "about 9800", "officials"),
        ("Northern Rebels", "rebels", "10000", "Mina Osk"),
        ("Northern Rebels", "rebels", "12000", "Belmark"),
    ]
    assert rows(store, "rival-figures", entity="Arvenia") == []


def test_the_support_of_facts(store):
    found = [(r["subject"], r["stated"], r["independent"], r["documents"]) for r in rows(store, "support")]
    assert [count for *_, count, _ in found] == sorted((count for *_, count, _ in found), reverse=True)
    assert ("Arvenia", "supplies", 2, 2) in found
    alone = rows(store, "support", sources="1")
    assert {r["independent"] for r in alone} == {1}
    assert len(alone) < len(found)


def test_what_one_publisher_alone_reports(store):
    found = [(r["publisher"], r["subject"], r["relation"], r["object"]) for r in rows(store, "one-publisher")]
    assert ("Harbour Wire", "Northern Rebels", "targets", "Port Sava") in found
    assert ("Meridian Post", "Belmark", "accuses", "Corland") in found
    # Both tell of the shells, and of the talks, whoever is named first.
    assert not [fact for fact in found if fact[2] in {"supplies", "meets"}]
    assert set(column(store, "one-publisher", "publisher", publisher="Meridian Post")) == {"Meridian Post"}


def test_how_two_are_connected(store):
    assert column(store, "connected", "path", from_="Belmark", to="Port Sava") == [
        "Belmark --meets--> Arvenia --supplies--> Northern Rebels --targets--> Port Sava"
    ]
    assert column(store, "connected", "length", from_="Port Sava", to="Arvenia") == [2]
    assert rows(store, "connected", from_="Corland", to="Port Sava") == []


def test_the_timeline(store):
    when = column(store, "timeline", "when")
    assert when == sorted(when)
    assert when[0] == "2025-02"
    assert column(store, "timeline", "document", since="2025-03-02", until="2025-03-05") == ["arms-2"] * 6
    assert set(column(store, "timeline", "document", until="2025-03")) == {"arms-1", "arms-2", "arms-3"}
    assert len(rows(store, "timeline", entity="Port Sava")) == 2


def test_who_is_quoted_most(store):
    assert [(r["speaker"], r["claims"], r["documents"], r["publishers"]) for r in rows(store, "speakers")] == [
        ("Belmark", 2, 1, 1),
        ("Mina Osk", 2, 2, 2),
        ("officials", 2, 2, 1),
        ("reports", 1, 1, 1),
    ]


def test_entities_documents_and_relations(store):
    first = rows(store, "entities")[0]
    assert (first["entity"], first["type"], first["acts"], first["acted_on"]) == ("Northern Rebels", "ArmedForce", 4, 5)
    assert [(r["document"], r["claims"]) for r in rows(store, "documents")] == [
        ("arms-1", 5),
        ("arms-2", 6),
        ("arms-3", 4),
    ]
    assert rows(store, "relations")[0] == {
        "relation": "supplies",
        "claims": 4,
        "asserted": 2,
        "negative": 0,
        "attributed": 0,
    }


def test_conflicts_are_shown_once(store):
    found = rows(store, "conflicts")
    assert len(found) == 3
    trains = next(r for r in found if r["relation"] == "trains")
    assert {trains["polarity"], trains["other_polarity"]} == {"positive", "negative"}
    assert [r["relation"] for r in rows(store, "conflicts", entity="Belmark")] == ["trains"]


def test_everything_about_somebody(store):
    assert column(store, "about", "relation", entity="Port Sava") == ["condemns", "targets"]
    assert len(rows(store, "about", entity="Mina Osk")) == 3


def test_the_sentences_of_a_fact(store):
    found = rows(store, "evidence", actor="Arvenia", relation="supplies")
    assert [(r["document"], r["start"], r["end"]) for r in found] == [("arms-1", 32, 95), ("arms-2", 129, 175)]
    assert rows(store, "evidence", relation="trains") == []


# --- the graph for Python


@pytest.fixture
def path(tmp_path):
    disk = ox.Store(str(tmp_path / "store"))
    disk.bulk_load(path=str(TRIG), format=ox.RdfFormat.TRIG)
    disk.flush()
    return tmp_path / "store"


def test_rdflib_sees_the_same_store(path):
    with kgraph.open(path) as graph:
        found = graph.dataset.query("SELECT ?c { ?c a kg:Claim }")
        assert len(list(found)) == 15
        names = {str(g.identifier) for g in graph.dataset.graphs()}
        assert f"{BASE}graph/facts" in names


@pytest.mark.parametrize("text", CALLS)
def test_rdflib_does_not_call_out(path, listener, text):
    url, called = listener
    with kgraph.open(path) as graph, pytest.raises(QueryError):
        list(graph.dataset.query(text.replace("URL", url)))
    assert not called.is_set()


def test_rdflib_heeds_from_bindings_and_prefixes(path):
    ask = "SELECT ?c {} {{ ?c a service:Claim }}"
    names = {"service": PREFIXES["kg"]}
    with kgraph.open(path) as graph:
        counts = [
            len(list(graph.dataset.query(ask.format(clause), initNs=names)))
            for clause in ("", FROM_ONE, "FROM <urn:none>")
        ]
        claim = next(iter(graph.dataset.query("SELECT ?c { ?c a kg:Claim . OPTIONAL { ?c foaf:name ?n } }"))).c
        bound = list(graph.dataset.query("SELECT ?p ?from { ?from a ?p }", initBindings={"from": claim}))
    assert counts == [15, 6, 0]
    assert (rdflib.URIRef(PREFIXES["kg"] + "Claim"),) in [row[:1] for row in bound]


def test_query_does_what_the_command_does(path):
    with kgraph.open(path) as graph:
        assert [row["object"] for row in graph.query("who-targets", actor="rebels")] == ["Port Sava"]
        assert len(list(graph.query("connected", from_="Belmark", to="Port Sava"))) == 1
        assert graph.query("ASK { ?s kg:supplies ?o }")


def test_networkx_has_entities_and_claims(path):
    with kgraph.open(path) as graph:
        network = graph.to_networkx()
    assert network.number_of_edges() == 15
    edges = network.get_edge_data(f"{BASE}entity/belmark", f"{BASE}entity/armedforce-northern-rebels-702ea851")
    assert {edge["polarity"] for edge in edges.values()} == {"positive", "negative"}
    assert {edge["speakers"] for edge in edges.values()} == {("officials",), ("reports", "Mina Osk")}
    node = network.nodes[f"{BASE}entity/arvenia"]
    assert (node["label"], node["type"], node["names"]) == ("Arvenia", "Country", ("Arven", "Castelo"))


def test_pyvis_draws_the_claims(path):
    with kgraph.open(path) as graph:
        drawn = graph.to_pyvis(height="300px")
    assert drawn.height == "300px"
    assert len(drawn.edges) == 15
    assert "not trains" in {edge["label"] for edge in drawn.edges}
    assert "Northern Rebels" in drawn.generate_html()


def test_a_closed_graph_lets_the_store_go(path):
    graph = kgraph.open(path)
    assert graph.dataset is graph.dataset
    graph.close()
    ox.Store(str(path))


def test_no_store_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="no store there"):
        kgraph.open(tmp_path / "none")


def test_the_reference_lists_every_query():
    page = Path(__file__).parents[2].joinpath("docs/reference/queries.md").read_text(encoding="utf-8")
    for query in catalogue():
        assert f"| `{query.name}` | {query.answer} | {query.parameters} |" in page
