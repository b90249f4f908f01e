"""Loading into real servers: Oxigraph, and Virtuoso with digest authentication; asking them."""

import os
import subprocess
import sys
from dataclasses import replace

import httpx
import pyoxigraph as ox
import pytest

from kgraph.errors import KgraphError, QueryError, TargetError, TargetRejected
from kgraph.query import catalogue, resolve, run
from kgraph.targets import Access, Action, Options, Patience, load, remote
from kgraph.targets.client import Client
from kgraph.targets.connection import Connection
from kgraph.targets.detection import Found
from kgraph.targets.profiles import named

BASE = "https://example.org/data/"
DATA = f"""
@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{BASE}document/a.txt> {{
  <{BASE}document/a.txt> <https://schema.org/text> "Línea uno — “cited”,\\ntwo\\t\\\\ back 𝔘 \U0001f600" .
  <{BASE}claim/1> kg:confidence 0.85 ; kg:modality kg:asserted ; kg:alleged true .
  <{BASE}claim/1> kg:when "2024-10" ; <https://schema.org/datePublished> "2024-11-05"^^xsd:date .
}}
<{BASE}document/news%2Fb%20c.txt> {{ <{BASE}entity/russia> kg:trains <{BASE}entity/x> . }}
<{BASE}graph/ontology> {{ kg:trains kg:range [ a kg:Union ; kg:of ( kg:Group kg:Person ) ] . }}
"""


OTHERS = "urn:others"
TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
DBA = Access("dba", "dba")


@pytest.fixture
def store() -> ox.Store:
    made = ox.Store()
    made.load(DATA, format=ox.RdfFormat.TRIG)
    return made


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request) -> tuple[str, Options]:
    """The root of a server without a graph of ours, but with one of others, and how to load into it."""
    url = request.getfixturevalue(request.param)
    options = Options(base=BASE, access=DBA if request.param == "virtuoso" else None)
    auth = httpx.DigestAuth("dba", "dba") if options.access else None
    graphs = url + ("/sparql-graph-crud-auth" if options.access else "/store")
    with httpx.Client(auth=auth, timeout=60) as client:
        for name in held(url, options):
            client.delete(graphs, params={"graph": name}).raise_for_status()
        body, kind = "<urn:a> <urn:b> <urn:c> .", {"Content-Type": "text/turtle"}
        client.put(graphs, params={"graph": OTHERS}, content=body, headers=kind).raise_for_status()
    return url, options


def held(url: str, options: Options) -> dict[str, list[str]]:
    """What a server holds that is not its own: the triples of each graph, blank nodes without their names."""
    query = """SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o }
               FILTER(STRSTARTS(STR(?g), "https://example.org/") || STR(?g) = "urn:others") }"""
    graphs: dict[str, list[str]] = {}
    with remote(url, options, doubtful=pytest.fail) as there:
        for graph, *terms in (list(row) for row in there.query(query)):
            triple = " ".join("[]" if isinstance(term, ox.BlankNode) else str(term) for term in terms)
            triple = triple.replace('"1"^^<http://www.w3.org/2001/XMLSchema#boolean>', TRUE)  # as Virtuoso has it
            graphs.setdefault(graph.value, []).append(triple)
    return {graph: sorted(triples) for graph, triples in graphs.items()}


def ours(store: ox.Store) -> dict[str, list[str]]:
    graphs: dict[str, list[str]] = {}
    for quad in store:
        terms = (quad.subject, quad.predicate, quad.object)
        triple = " ".join("[]" if isinstance(term, ox.BlankNode) else str(term) for term in terms)
        graphs.setdefault(quad.graph_name.value, []).append(triple)
    return {graph: sorted(triples) for graph, triples in graphs.items()}


def bare(graphs: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without the manifest and what is not kgraph's."""
    return {g: triples for g, triples in graphs.items() if g not in {OTHERS, f"{BASE}graph/manifest-of-load"}}


def changed(store: ox.Store) -> None:
    """A store of the same graphs a day later: one changed, one gone, one new."""
    store.update(f"DELETE WHERE {{ GRAPH <{BASE}document/a.txt> {{ <{BASE}claim/1> ?p ?o }} }}")
    store.update(f"DROP GRAPH <{BASE}document/news%2Fb%20c.txt>")
    store.update(f"INSERT DATA {{ GRAPH <{BASE}document/new.txt> {{ <urn:x> <urn:y> <urn:z> }} }}")


@pytest.mark.server
def test_every_graph_arrives_once_and_only_what_changed_is_sent_again(server, store):
    url, options = server
    loaded = load(store, url, options)
    assert (loaded.graphs, loaded.triples, loaded.counted, loaded.differing) == (3, len(store), True, ())
    assert loaded.certain
    assert bare(held(url, options)) == ours(store)
    assert load(store, url, options).steps == ()
    changed(store)
    before = held(url, options)
    dry = load(store, url, Options(base=BASE, access=options.access, dry_run=True, sync=True))
    assert held(url, options) == before
    again = load(store, url, options)
    actions = [(step.action, step.graph.removeprefix(BASE)) for step in again.steps]
    assert sorted(actions) == [(Action.ADD, "document/new.txt"), (Action.REPLACE, "document/a.txt")]
    assert again.left == (f"{BASE}document/news%2Fb%20c.txt",)
    synced = load(store, url, Options(base=BASE, access=options.access, sync=True))
    assert [step.action for step in synced.steps] == [Action.DELETE]
    assert {*again.steps, *synced.steps} == set(dry.steps)
    after = held(url, options)
    assert bare(after) == ours(store)
    assert after[OTHERS] == ["<urn:a> <urn:b> <urn:c>"]
    assert f"{BASE}document/news%2Fb%20c.txt" not in " ".join(after[f"{BASE}graph/manifest-of-load"])


@pytest.mark.server
def test_what_somebody_else_changed_there_is_put_right(server, store):
    url, options = server
    load(store, url, options)
    auth = httpx.DigestAuth("dba", "dba") if options.access else None
    graphs = url + ("/sparql-graph-crud-auth" if options.access else "/store")
    body, kind = "<urn:a> <urn:b> <urn:c> .", {"Content-Type": "text/turtle"}
    params = {"graph": f"{BASE}document/a.txt"}
    httpx.post(graphs, params=params, content=body, headers=kind, auth=auth, timeout=60).raise_for_status()
    assert [step.action for step in load(store, url, options).steps] == [Action.REPLACE]
    assert bare(held(url, options)) == ours(store)


@pytest.mark.server
@pytest.mark.parametrize(
    ("name", "path"),
    [("oxigraph", "/update"), ("oxigraph", "/query"), ("virtuoso", "/sparql"), ("virtuoso", "/sparql-graph-crud-auth")],
)
def test_any_endpoint_names_the_server(request, store, name, path):
    url = request.getfixturevalue(name)
    loaded = load(store, url + path, Options(base=BASE, access=DBA if name == "virtuoso" else None))
    assert (loaded.counted, loaded.differing, loaded.store.lower()) == (True, (), name)


@pytest.mark.server
@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
@pytest.mark.parametrize("path", ["/query", "/store"])
def test_a_server_of_no_known_kind_is_loaded_by_either_protocol(oxigraph, server, store, path):
    """By updates in chunks, blank nodes as IRIs, or else by the Graph Store Protocol alone, which cannot count."""
    url = oxigraph + path
    many = "".join(f"<urn:s> <urn:p> {n} .\n" for n in range(2500))
    store.load(many, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{BASE}document/many.txt"))
    options = Options(base=BASE, profile="generic")
    loaded = load(store, url, options)
    assert loaded.counted == (path == "/query")
    assert not loaded.differing
    there, here = bare(held(oxigraph, server[1])), ours(store)
    assert {g: len(triples) for g, triples in there.items()} == {g: len(triples) for g, triples in here.items()}
    assert there[f"{BASE}document/many.txt"] == here[f"{BASE}document/many.txt"]
    ontology = " ".join(there[f"{BASE}graph/ontology"])
    assert (".well-known/genid/" in ontology) == (path == "/query")
    assert load(store, url, options).steps == ()
    changed(store)
    assert len(load(store, url, Options(base=BASE, profile="generic", sync=True)).steps) == 3
    assert set(bare(held(oxigraph, server[1]))) == set(ours(store))


@pytest.mark.server
def test_a_graph_that_is_too_large_goes_in_parts_and_replaces_what_was_there(oxigraph):
    name = f"{BASE}document/large.txt"
    endpoints = named("oxigraph").endpoints(httpx.URL(oxigraph), logged_in=False)
    with Connection(None, Patience(), pytest.fail) as connection:
        client = Client(connection, Found(replace(named("oxigraph"), max_bytes=500), endpoints, certain=True))
        for start in (0, 50):
            client.put(name, [f"<urn:s> <urn:p> <urn:{n}> .\n".encode() for n in range(start, start + 100)])
            assert dict(client.count([name])) == {name: 100}
        assert b"<urn:49>" not in b"".join(client.read(name))


@pytest.mark.server
@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
def test_what_goes_to_another_machine_is_compressed(server, store):
    url, options = server
    assert load(store, url.replace("127.0.0.1", "127.1"), options).differing == ()  # a name that it does not know
    assert bare(held(url, options)) == ours(store)


@pytest.mark.server
def test_virtuoso_refuses_a_wrong_password_and_nobody(virtuoso, store):
    for access in (Access("dba", "wrong-secret"), Access("dba", "dba", "basic")):
        with pytest.raises(TargetRejected, match="401") as caught:
            load(store, virtuoso, Options(access=access))
        assert caught.value.status == 401
        assert "wrong-secret" not in str(caught.value)
    with pytest.raises(TargetRejected, match="--user") as caught:
        load(store, f"{virtuoso}/sparql-graph-crud-auth")
    assert "KGRAPH_PASSWORD" in str(caught.value)


def kgraph(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgraph", *arguments]
    env = {**os.environ, **env}
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=env, check=False)


@pytest.mark.server
def test_the_command_takes_the_password_from_the_environment(virtuoso, store, tmp_path):
    with_disk = ox.Store(str(tmp_path / "store"))
    with_disk.bulk_extend(store)
    del with_disk
    command = ["load", "-s", str(tmp_path / "store"), virtuoso]
    done = kgraph(*command, KGRAPH_USER="dba", KGRAPH_PASSWORD="dba")  # noqa: S106 - Virtuoso's own
    assert done.returncode == 0, done.stderr
    assert f"the server counts the same: {len(store)} triples in 3 graphs" in done.stderr
    assert "3/3 (" in done.stderr
    dry = kgraph(*command, "--user", "dba", "--dry-run", KGRAPH_PASSWORD="dba")  # noqa: S106
    assert (dry.returncode, dry.stdout) == (0, "")
    assert "nothing to send" in dry.stderr
    done = kgraph(*command, "--user", "dba", HOME=str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no password for dba; put it in KGRAPH_PASSWORD or ~/.netrc" in done.stderr
    done = kgraph("load", "http://dba:very-secret@localhost")
    assert done.returncode == 2
    assert "very-secret" not in done.stderr


# --- asking


@pytest.mark.server
def test_named_queries_answer_the_same_elsewhere(oxigraph, small):
    """On every engine that keeps to SPARQL 1.1; here on the server of the engine that kgraph has on disk."""
    held = ox.Store.read_only(str(small / "store"))
    load(held, oxigraph, Options(sync=True))
    values = {"relation": "meets", "possible": "yes", "start": "Karl Tamm", "end": "Russia", "date": "2024-01-01"}
    answered = 0
    with remote(oxigraph, Options(), doubtful=pytest.fail) as there:
        for query in catalogue():
            text = resolve(query.name)
            names = [part.partition(" (")[0] for part in query.parameters.split("), ") if part]
            bindings = {name: values.get(name, "Karl Tamm") for name in names if "optional" not in query.parameters}
            try:
                here = list(run(held, text, bindings=bindings))
            except KgraphError as error:
                with pytest.raises(type(error)):
                    run(there, text, bindings=bindings)
                continue
            assert list(run(there, text, bindings=bindings)) == here, query.name
            answered += bool(here)
    assert answered > 5


@pytest.mark.server
def test_virtuoso_gives_the_same_rows_to_the_named_queries(virtuoso, small):
    held, options = ox.Store.read_only(str(small / "store")), Options(access=DBA)
    load(held, virtuoso, options)
    values = {"relation": "meets", "to": "questions", "as_of": "2027-01-01"}
    answered = 0
    with remote(virtuoso, options, doubtful=pytest.fail) as there:
        for query in catalogue():
            parts = [part.partition(" (") for part in query.parameters.split("), ") if part]
            needed = [name for name, _, kind in parts if "optional" not in kind]
            bindings = {name: values.get(name, "Karl Tamm") for name in needed}
            text = resolve(query.name)
            here, elsewhere = (rows(run(store, text, bindings=bindings)) for store in (held, there))
            assert elsewhere == here, query.name
            answered += bool(here)
    assert answered > 5


def rows(solutions) -> list[list[str]]:
    """What solutions say, without their order and the types of their numbers."""
    return sorted([getattr(term, "value", "") for term in solution] for solution in solutions)


@pytest.mark.server
def test_the_command_asks_elsewhere(server, small):
    url, options = server
    held = ox.Store.read_only(str(small / "store"))
    load(held, url, Options(access=options.access))
    login = {"KGRAPH_USER": "dba", "KGRAPH_PASSWORD": "dba"} if options.access else {}
    query = "SELECT ?who { ?claim a kg:Claim ; rdf:predicate kg:accuses ; rdf:subject/rdfs:label ?who } ORDER BY ?who"
    here = kgraph("query", query, "-s", str(small / "store"), "--format", "csv")
    there = kgraph("query", query, "--endpoint", url, "--format", "csv", **login)
    assert (there.returncode, there.stdout) == (0, here.stdout), there.stderr
    assert here.stdout.count("\n") > 2
    graph = kgraph("query", "CONSTRUCT { ?c a kg:Claim } { ?c a kg:Claim }", "--endpoint", url, **login)
    assert graph.stdout.count("kg:Claim") == 4 + 1, graph.stderr
    yes = kgraph("query", "ASK { ?c a kg:Claim }", "--endpoint", url, **login)
    assert yes.stdout == "true\n"
    both = kgraph("query", query, "--endpoint", url, "-s", "out/store")
    assert both.returncode == 2


@pytest.mark.server
def test_a_query_that_the_server_refuses_is_malformed(oxigraph):
    with remote(oxigraph, Options(), doubtful=pytest.fail) as there, pytest.raises(QueryError, match="400"):
        there.query("SELECT ?x { ?x")


@pytest.mark.server
def test_two_loads_at_once_of_different_content_are_told_of_and_the_next_puts_it_right(server, store):
    url, options = server
    other = ox.Store()
    other.extend(store)
    changed(other)

    def meddle(items, *, total, what):  # noqa: ARG001 - the interface
        for number, item in enumerate(items):
            if number == total - 1:
                load(other, url, options)
            yield item

    loaded = load(store, url, replace(options, progress=meddle))
    assert f"{BASE}document/a.txt" in loaded.meddled
    again = load(store, url, replace(options, sync=True))
    assert (again.meddled, again.differing) == ((), ())
    assert bare(held(url, options)) == ours(store)
    assert load(store, url, options).meddled == ()


def test_an_address_without_a_dataset_says_what_to_give(store):
    with pytest.raises(TargetError, match="repositories/news"):
        load(store, "http://localhost:7200/sparql", Options(profile="graphdb"))
