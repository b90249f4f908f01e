"""Bulk loading: what is printed is run as it is, by the stores' own loaders; then there is nothing left to load."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kgraph.targets import LOADERS, NAMES, Access, Options, load, write_bulk

# Quotes, blanks and signs of the shell, of SQL, of isql, of patterns and of addresses.
FOLDER = 'it\'s a $U{x} "folder" \\n %s;_@data@ #1 ü=&'
BASE = "https://example.org/data/"
HOSTILE = f"""
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{BASE}document/a.txt> {{
  <urn:a> <urn:text> "Línea uno — “cited”,\\ntwo\\t\\\\ back 𝔘 \U0001f600 it's \\"q\\" \\u000C \\u0001 x" .
  <urn:a> <urn:says> 1.50, "2024-11-05"^^xsd:date, "x"@EN-us, "2024-11-05T10:00:00+00:00"^^xsd:dateTime .
  <urn:ü> <urn:p> <urn:q%20r> ; <urn:alleged> true .
}}
<{BASE}document/news%2Fb%20c.txt> {{ <urn:s> <urn:p> [ <urn:q> 1 ] }}
<{BASE}document/ü> {{ <urn:s> <urn:p> [ <urn:q> 1 ] }}
<{BASE}graph/ontology> {{ <urn:s> <urn:p> ( 1 2 [] ) . }}
"""
SECRET = "p4ssw0rd-that-nobody-may-see"  # noqa: S105 - of nobody
RECORDER = """\
#!{python}
import json, os, sys
beside = [open(a).read() for a in sys.argv if a.startswith("/dev/fd/")]
read = None if sys.stdin.isatty() else sys.stdin.read()
with open({log!r}, "a") as log:
    print(json.dumps([[os.path.basename(sys.argv[0]), *sys.argv[1:]], read, beside, os.getcwd()]), file=log)
"""
PROGRAMS = ("tdb2.tdbloader", "importrdf", "curl", "qlever", "stardog-admin", "aws", "java", "agtool", "mlcp.sh")


def kgraph(*arguments: str) -> str:
    command = [sys.executable, "-m", "kgraph", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(text: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run exactly a text, in some folder."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"} | environment
    command = ["bash", "-e", "-c", text]
    return subprocess.run(
        command, capture_output=True, text=True, env=env, cwd=folder, stdin=subprocess.DEVNULL, check=False
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A store on disk that holds what is hard to load."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    store = ox.Store(str(folder))
    store.load(HOSTILE, format=ox.RdfFormat.TRIG)
    for n in range(150):
        graph = ox.NamedNode(f"{BASE}document/{n}")
        store.extend(ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(m), graph) for m in range(20))
    store.flush()
    return folder


def loaded_there(url: str, place: Path, access: Access | None) -> dict[str, int]:
    """Load, see that nothing is sent and all is there; the triples of each graph."""
    store = ox.Store.read_only(str(place))
    loaded = load(store, url, Options(base=BASE, access=access, sync=True))
    assert (loaded.steps, loaded.left, loaded.differing, loaded.counted) == ((), (), (), True)
    assert loaded.triples == len(store) == 150 * 20 + 7 + 2 + 2 + 7
    return counts(url, access)


def counts(url: str, access: Access | None) -> dict[str, int]:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'https://ex')) } GROUP BY ?g"
    auth = httpx.DigestAuth(access.user, access.password) if access else None
    headers = {"Accept": "application/sparql-results+json"}
    endpoint = f"{url}/{'sparql-auth' if access else 'query'}"
    answer = httpx.post(endpoint, data={"query": query}, headers=headers, auth=auth, timeout=60).raise_for_status()
    return {row["g"]["value"]: int(row["n"]["value"]) for row in answer.json()["results"]["bindings"]}


def counted_here(place: Path) -> dict[str, int]:
    store = ox.Store.read_only(str(place))
    names = [name.value for name in store.named_graphs()]
    here = {name: len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))) for name in names}
    return {**here, f"{BASE}graph/manifest-of-load": 2 * len(here)}


def changed(place: Path, to: Path) -> Path:
    """The same store a day later: one graph of as many triples, one larger, one new, one gone."""
    store = ox.Store(str(to))
    store.bulk_extend(ox.Store.read_only(str(place)))
    store.update(f"DELETE DATA {{ GRAPH <{BASE}document/0> {{ <urn:0> <urn:p> 0 }} }}")
    store.update(f"INSERT DATA {{ GRAPH <{BASE}document/0> {{ <urn:0> <urn:p> 99 }} }}")
    store.update(f"INSERT DATA {{ GRAPH <{BASE}document/1> {{ <urn:1> <urn:p> 99 }} }}")
    store.update(f"INSERT DATA {{ GRAPH <{BASE}document/new> {{ <urn:new> <urn:p> 99 }} }}")
    store.update(f"DROP GRAPH <{BASE}document/2>")
    store.flush()
    return to


@pytest.mark.server
def test_oxigraph_loads_by_the_command_that_is_printed(killable_oxigraph, place, tmp_path):
    server = killable_oxigraph
    printed = write_bulk(ox.Store.read_only(str(place)), "oxigraph", tmp_path / FOLDER, base=BASE).command
    for _ in range(2):  # the second time nothing is there twice
        server.kill()
        done = run(printed, tmp_path, LOCATION=str(server.folder / "db"))
        server.start()
        assert done.returncode == 0, done.stderr
        assert loaded_there(server.url, place, None) == counted_here(place)
    later = changed(place, tmp_path / "later")
    server.kill()
    text = write_bulk(ox.Store.read_only(str(later)), "oxigraph", tmp_path / FOLDER, base=BASE).command
    assert run(text, tmp_path, LOCATION=str(server.folder / "db")).returncode == 0
    server.start()
    put_right(server.url, later, None)


@pytest.mark.server
def test_virtuoso_loads_by_the_command_that_is_printed(killable_virtuoso, place, tmp_path):
    server, access = killable_virtuoso, Access("dba", "dba")
    settings = (server.folder / "virtuoso.ini").read_text()
    port = re.search(r"\[Parameters\].*?ServerPort = (\S+)", settings, re.DOTALL)[1]
    folder = server.folder / FOLDER  # the folder in which it runs is one that it may read
    printed = write_bulk(ox.Store.read_only(str(place)), "virtuoso", folder, base=BASE).command
    for _ in range(2):
        done = run(printed, tmp_path, SERVER=port)
        assert done.returncode == 0, done.stdout + done.stderr
        assert loaded_there(server.url, place, access) == counted_here(place)
    later = changed(place, tmp_path / "later")
    text = write_bulk(ox.Store.read_only(str(later)), "virtuoso", folder, base=BASE).command
    assert text == printed
    assert run(text, tmp_path, SERVER=port).returncode == 0
    put_right(server.url, later, access)
    # What fails is seen to fail: what it cannot read, files that are not there, somebody who may not.
    (folder / "graphs.nq.gz").write_bytes(gzip.compress(b"<urn:a> <urn:b> what is this"))
    broken = run(printed, tmp_path, SERVER=port)
    assert broken.returncode != 0
    assert "syntax error" in broken.stdout
    (folder / "graphs.nq.gz").unlink()
    assert run(printed, tmp_path, SERVER=port).returncode != 0
    assert run(printed, tmp_path, SERVER=port, KGRAPH_USER="nobody").returncode != 0


def put_right(url: str, place: Path, access: Access | None):
    """A bulk load into what is there only adds; the next load takes out what is no longer so."""
    store = ox.Store.read_only(str(place))
    options = Options(base=BASE, access=access, sync=True)
    steps = {
        (step.action.value, step.graph.removeprefix(f"{BASE}document/")) for step in load(store, url, options).steps
    }
    assert steps == {("replace", "0"), ("replace", "1"), ("delete", "2")}
    assert load(store, url, options).steps == ()
    assert counts(url, access) == counted_here(place)


def test_a_bulk_load_is_the_same_bytes_each_time(place, tmp_path):
    copy = ox.Store()
    copy.load(ox.Store.read_only(str(place)).dump(format=ox.RdfFormat.TRIG), format=ox.RdfFormat.TRIG)
    for loader in LOADERS:
        folder = tmp_path / "bulk"
        files = []
        for store in (ox.Store.read_only(str(place)), copy):  # whose blank nodes have other names
            written = write_bulk(store, loader.store, folder, base=BASE)
            files.append({file.name: file.read_bytes() for file in folder.iterdir()})
        assert files[0] == files[1]
        assert files[0]["load.sh"].decode() == written.command
        assert {loader.data, *(name for name, _ in loader.beside)} < set(files[0])
    printed = kgraph("export", "-s", str(place), "--for", "virtuoso", "-o", str(folder))
    assert printed == (folder / "load.sh").read_text()


def test_every_store_has_a_bulk_loader_and_its_command_names_the_files_in_any_folder(small, tmp_path):
    """Seen by programs of the loaders' names that write down what they are called with."""
    assert [loader.store for loader in LOADERS] == [name for name in NAMES if name != "generic"]
    store, log, programs = ox.Store.read_only(str(small / "store")), tmp_path / "log", tmp_path / "programs"
    programs.mkdir()
    for name in (*PROGRAMS, "oxigraph", "isql-vt"):
        (programs / name).write_text(RECORDER.format(python=sys.executable, log=str(log)))
        (programs / name).chmod(0o755)
    needed = {"BUCKET": "b", "AWS_REGION": "eu-west-1", "ROLE_ARN": "arn:x", "KGRAPH_USER": "me"}
    secret = {"KGRAPH_PASSWORD": SECRET, "KGRAPH_TOKEN": SECRET, "AWS_SECRET_ACCESS_KEY": SECRET}
    for loader in LOADERS:
        folder = tmp_path / FOLDER / loader.store
        text = write_bulk(store, loader.store, folder).command
        log.unlink(missing_ok=True)
        server = {"SERVER": "https://x:8182"} if loader.store == "neptune" else {}
        done = run(text, tmp_path, **needed, **secret, **server, PATH=f"{programs}:{os.environ['PATH']}")
        calls = [json.loads(line) for line in log.read_text().splitlines()]
        assert calls, (loader.store, done.stderr)
        if loader.store != "virtuoso":  # which has to say that it has loaded
            assert done.returncode == 0, (loader.store, done.stderr)
        data = str(folder / loader.data)
        arguments = [argument for called, *_ in calls for argument in called]
        read = "".join(text or "" for _, text, *_ in calls)
        assert SECRET not in " ".join(arguments) + text
        match loader.store:
            case "virtuoso":
                assert "ld_dir (" in read
            case "rdf4j":
                assert read == (folder / "graphs.nq").read_text()
            case "qlever":
                assert (calls[0][3], arguments) == (str(folder), ["qlever", "index"])
            case "anzograph":
                assert read == f"LOAD WITH 'leader' <{folder.as_uri().replace('file://', 'file:')}/graphs.nq.gz>\n"
            case _:
                assert data in arguments, (loader.store, calls)
        if loader.store == "marklogic":
            assert calls[0][2] == [f"-username\nme\n-password\n{SECRET}\n"]
        if loader.store == "blazegraph":
            assert str(folder / "quads.properties") in arguments


def test_what_cannot_be_written_is_said(small, tmp_path):
    store = str(small / "store")
    (tmp_path / "file").write_text("mine")
    for arguments, status, says in (
        (["--for", "generic", "-o", "x"], 2, "'generic' is not one of oxigraph, virtuoso"),
        (["--for", "oxigraph"], 2, "name a folder with -o"),
        (["--for", "oxigraph", "--format", "csv", "-o", "x"], 2, "give --format (or --rdf12), or --for with a folder"),
        ([], 2, "give --format (or --rdf12), or --for with a folder"),
        (["--for", "oxigraph", "-o", str(tmp_path / "file")], 1, "is a file; name a folder"),
    ):
        command = [sys.executable, "-m", "kgraph", "export", "-s", store, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert (done.returncode, done.stdout) == (status, ""), done.stderr
        assert says in " ".join(done.stderr.split())
    assert (tmp_path / "file").read_text() == "mine"


def test_rdf_1_2_is_taken_by_a_real_server(killable_oxigraph, small):
    url = killable_oxigraph.url
    written = kgraph("export", "-s", str(small / "store"), "--rdf12")
    headers = {"Content-Type": "application/trig"}
    httpx.post(f"{url}/store", content=written.encode(), headers=headers).raise_for_status()
    query = """
    PREFIX kg: <https://w3id.org/kgraph/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT (COUNT(DISTINCT ?claim) AS ?n) { GRAPH ?g { ?claim a kg:Claim ; rdf:reifies <<( ?s ?p ?o )>> } }
    """
    answer = httpx.post(f"{url}/query", data={"query": query}, headers={"Accept": "text/csv"})
    assert int(answer.text.split()[1]) == written.count("rdf:reifies <<(") > 0
