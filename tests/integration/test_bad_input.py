"""Bad input: one clear line that says what to do, the right exit status, and nothing half-written."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from kgraph.cli.program import main

ARTICLE = "Norway sent 20 tanks to Ukraine on Friday, the ministry said.\n"


def fails(capfd, *arguments: str, status: int = 1) -> str:
    """Run a command that must end with one line on stderr and nothing on stdout."""
    assert main(list(arguments)) == status
    out, err = capfd.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("kgraph: ")
    return line


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A small build that no test changes."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "a.txt").write_text(ARTICLE)
    assert main(["build", str(folder / "a.txt"), "--out", str(folder / "out")]) == 0
    return folder / "out"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "no such file or folder; check the path"),
        ("empty.txt", b"", "empty; put an article in it or leave it out"),
        ("latin.txt", b"Caf\xe9", "not UTF-8 at byte 3; try --encoding"),
        ("broken.json", b'{\n "text": "x",,\n}', "broken JSON at line 2, column 14"),
        ("broken.jsonl", b'{"text": "x"', "broken JSON at line 1"),
        ("scan.pdf", b"%PDF", "unknown format; name it with --input-format"),
        ("binary.txt", b"a\0b", "NUL character at 1"),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_an_article_that_cannot_be_read(here, capfd, name, content, says, command):  # noqa: PLR0913, PLR0917
    if content is not None:
        Path(name).write_bytes(content)
    line = fails(capfd, command, name)
    assert name in line
    assert says in line
    assert not (here / "out").exists()


def test_two_inputs_with_one_id(tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text(json.dumps([{"id": "x", "text": "One."}, {"id": "x", "text": "Two."}]))
    assert "two inputs have the id 'x'" in fails(capfd, "build", "a.json")
    assert not Path("out").exists()


def test_some_read_and_others_not(tmp_path, capfd):
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    out = str(tmp_path / "out")
    assert main(["build", str(tmp_path), "missing.txt", "--out", out, "--no-page"]) == 0
    shown, err = capfd.readouterr()
    assert "b.txt: not UTF-8 at byte 0" in err
    assert "missing.txt: no such file or folder" in err
    assert "2 articles not read" in err
    assert "documents  1 (1 new)" in shown
    assert main(["build", str(tmp_path / "a.txt"), "missing.txt", "--out", out, "--no-page", "--strict"]) == 1
    assert "documents  1 (1 unchanged)" in capfd.readouterr().out


@pytest.mark.usefixtures("here")
def test_a_date_that_is_none_leaves_the_article(capfd):
    odd = [
        {"id": str(n), "text": ARTICLE, "published": day} for n, day in enumerate(["2024-11", 1730714400, 'no date"'])
    ]
    Path("a.json").write_text(json.dumps(odd))
    for told in ("3 new", "3 unchanged"):  # the notes of an article are not told twice
        assert main(["build", "a.json", "--no-page", "--strict"]) == 0
        shown, err = capfd.readouterr()
        assert f"documents  3 ({told})" in shown
        assert err.count("`published` is no date") == 2
        assert "not read" not in err
        report = json.loads(Path("out/report.json").read_text())
        assert report["leftOut"]["byKind"] == {"metadata": 2}
        assert report["unread"] == []
    assert main(["query", "documents", "--format", "csv"]) == 0
    assert "2024-11" in capfd.readouterr().out


@pytest.mark.usefixtures("here")
def test_a_broken_line_is_told_once(capfd):
    Path("br.jsonl").write_text(json.dumps({"id": "x", "text": ARTICLE}) + '\n{"text": \n')
    assert main(["build", "br.jsonl", "--no-page"]) == 0
    shown, err = capfd.readouterr()
    assert "such as br.jsonl: broken JSON at line 2" in shown
    assert "kgraph: br.jsonl: broken JSON at line 2" in err


@pytest.mark.usefixtures("here")
def test_claims_whose_article_is_not_among_those_given(capfd):
    Path("a.txt").write_text(ARTICLE)
    assert main(["extract", "a.txt"]) == 0
    Path("claims.jsonl").write_text(capfd.readouterr().out)
    Path("b.txt").write_text("Nothing happened.\n")
    for given, told in (
        ([], ""),
        (["--articles", "a.txt"], ""),
        (["--articles", "b.txt"], "claims of 'a.txt': no such article"),
    ):
        assert main(["map", "claims.jsonl", "--strict", *given]) == 0
        shown, err = capfd.readouterr()
        assert "a.txt" in shown
        assert told in err
        assert bool(err) == bool(told)


def test_a_place_that_cannot_be_written(tmp_path, capfd):
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "file").write_text("in the way")
    line = fails(capfd, "build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "file"))
    assert str(tmp_path / "file") in line


def test_a_folder_that_is_no_store(tmp_path, capfd):
    (tmp_path / "notes.txt").write_text("mine")
    assert "not a store" in fails(capfd, "query", "-s", str(tmp_path), "ASK {}")
    assert "no store there; run `kgraph build` first" in fails(capfd, "query", "-s", str(tmp_path / "x"), "ASK {}")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "query, line 1, column "),
        ("SELECT *\nWHERE { ?s nix:p ?o }", "query, line 2, column 12: nothing declares the prefix nix:"),
        ("SELECT *\nWHERE { ?s nix:p ?o }", ", near «SELECT * WHERE { ?s nix:p ?o }»"),
        ("", "the query is empty"),
        ("no-such-query", "no query of this name"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "--allow-network"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD is an update"),
    ],
)
def test_a_query_that_cannot_be_asked(built, capfd, query, says):
    assert says in fails(capfd, "query", "-s", str(built / "store"), query)


def test_a_parameter_that_names_nothing(built, capfd):
    assert "'Atlantis'" in fails(capfd, "query", "-s", str(built / "store"), "about", "-p", "entity=Atlantis")


@pytest.fixture
def held(built, tmp_path) -> Iterator[Path]:
    """A build whose store another process has open."""
    out = tmp_path / "held"
    shutil.copytree(built, out)
    code = "import pyoxigraph, sys; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(out / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield out
        process.stdin.close()


@pytest.mark.parametrize(
    "command",
    [
        ["query", "documents", "-s", "{store}"],
        ["validate", "-s", "{store}"],
        ["export", "--format", "turtle", "-s", "{store}"],
        ["render", "-s", "{store}"],
        ["remove", "a.txt", "-s", "{store}"],
        ["build", "{article}", "--out", "{out}"],
        ["build", "{article}", "--out", "{out}", "--fresh"],
        ["load", "http://127.0.0.1:9", "-s", "{store}"],
    ],
)
def test_a_store_that_another_process_holds(held, tmp_path, capfd, command):
    (tmp_path / "b.txt").write_text(ARTICLE)
    before = {path.name: path.read_bytes() for path in held.iterdir() if path.is_file()}
    places = {"store": held / "store", "out": held, "article": tmp_path / "b.txt"}
    line = fails(capfd, *[word.format(**places) for word in command])
    assert "the store is in use by another process; wait until it ends, then try again" in line
    assert {path.name: path.read_bytes() for path in held.iterdir() if path.is_file()} == before
    assert sorted(path.name for path in held.iterdir()) == sorted([*before, "store"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"relation": "aids"}\n', "claims.jsonl:1: "),
        ("\nnot json\n", "claims.jsonl:2: not JSON at column 1"),
        (None, "no such file or folder"),
    ],
)
def test_claims_that_are_none(tmp_path, capfd, content, says):
    if content is not None:
        (tmp_path / "claims.jsonl").write_text(content)
    assert says in fails(capfd, "map", str(tmp_path / "claims.jsonl"))


def test_claims_that_are_not_utf_8(tmp_path, capfd):
    (tmp_path / "claims.jsonl").write_bytes(b'{"caf\xe9"')
    assert "not UTF-8" in fails(capfd, "map", str(tmp_path / "claims.jsonl"))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.trig", "<urn:a> <urn:b> ", "broken RDF"),
        ("a.txt", "x", "unknown format"),
        ("a.ttl", None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_validated(tmp_path, capfd, name, content, says):
    if content is not None:
        (tmp_path / name).write_text(content)
    assert says in fails(capfd, "validate", str(tmp_path / name))


def test_a_model_that_is_not_there(tmp_path, capfd):
    (tmp_path / "a.txt").write_text(ARTICLE)
    line = fails(capfd, "build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--model", "nix_core")
    assert "nix_core" in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["export", "--format", "turtle"], ["render"]])
def test_an_output_that_cannot_be_written(built, tmp_path, capfd, command):
    (tmp_path / "a.txt").write_text("a file, no folder")
    line = fails(capfd, *command, "-s", str(built / "store"), "-o", str(tmp_path / "a.txt" / "b"))
    assert "a.txt" in line


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        reason = "a small disk cannot be mounted here: needs root"
        if os.environ.get("KGRAPH_NO_SKIP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("there", ["nothing", "a build"])
def test_a_full_disk(small_disk, built, tmp_path, capfd, there):
    """The program runs as a process of its own: the store's threads outlive an error in this one."""
    out = small_disk / "out"
    if there == "a build":
        shutil.copytree(built, out)
    before = {path.name: path.read_bytes() for path in small_disk.glob("out/*") if path.is_file()}
    noise = Random(1)  # noqa: S311 - it cannot be packed into less, and gives no sentences to parse
    articles = [{"id": str(n), "text": ARTICLE + "".join(noise.choices(ascii_lowercase, k=400_000))} for n in range(12)]
    (tmp_path / "big.json").write_text(json.dumps(articles))
    command = [sys.executable, "-m", "kgraph", "build", str(tmp_path / "big.json"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "articles" not in line]
    assert "the disk is full" in line
    assert {path.name: path.read_bytes() for path in small_disk.glob("out/*") if path.is_file()} == before
    if there == "a build":
        assert main(["query", "-s", str(out / "store"), "documents", "--format", "csv"]) == 0
        assert "a.txt" in capfd.readouterr().out
    else:
        assert not out.exists()
