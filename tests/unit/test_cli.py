"""The command line: help, versions, wrong usage, and how errors end."""

import io
import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import __version__
from kgraph.cli import program as cli
from kgraph.cli import quick
from kgraph.cli.commands import COMMANDS
from kgraph.cli.issues import report_issues
from kgraph.cli.progress import Progress
from kgraph.cli.summary import summary
from kgraph.model import Issue, Span
from kgraph.pipeline import Options, Outputs, Report


def kgraph(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kgraph", *arguments], capture_output=True, text=True, check=False, **options
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_with_an_example(name, capsys):
    assert cli.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert re.search(rf"Example:\n  kgraph {name} .+\n?\Z", shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_accepted(name):
    command = import_module(f"kgraph.cli.{name}").command
    command.make_context(name, shlex.split(command.epilog.split(" | ")[0].split(" > ")[0])[2:])


def test_the_overview_names_every_command(capsys):
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_the_version(capsysbinary):
    assert cli.main(["--version"]) == 0
    assert capsysbinary.readouterr().out == f"kgraph {__version__}\n".encode()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["build"],
        ["build", "x", "--frob"],
        ["build", "x", "--input-format", "pdf"],
        ["build", "x", "--encoding", "utf-9"],
        ["build", "x", "--base", "not an iri"],
        ["build", "x", "--fre"],
        ["export", "--format", "docx"],
        ["export"],
        ["query"],
        ["query", "x", "-p", "novalue"],
        ["load", "localhost"],
        ["load", "http://localhost", "--auth", "ntlm"],
        ["evaluate"],
        ["evaluate", "gold", "--by", "sentence"],
        ["remove"],
    ],
)
def test_wrong_usage_exits_with_2(arguments, capfd):
    assert cli.main(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err


QUESTIONS = [
    ["speakers"],
    ["ASK {}", "--format", "csv"],
    ["--format=json", "-s", "a/store", "-"],
    ["about", "-p", "entity=Kim = Jong", "-p", "?x=", "--store=b"],
    ["--list"],
    ["--allow-network", "", "--store", "a", "-s", "b"],
    ["x", "--list"],
]
MALFORMED = [
    [],
    ["x", "y"],
    ["x", "--format", "docx"],
    ["x", "--format"],
    ["x", "--format="],
    ["x", "-p", "novalue"],
    ["x", "-p", "=y"],
    ["x", "-s"],
    ["x", "--list=1"],
    ["x", "--lis"],
    ["x", "--frob", "y"],
    ["x", "-z"],
]
# What both lanes understand, only one does, or neither.
WORDS = [word for words in (*QUESTIONS, *MALFORMED) for word in words]
UNUSUAL = ["--", "-sa", "-p", "-h", "-px=y", "-s=a", "--store", "-1", "---", "--list"]


def as_click_reads(words: list[str]) -> dict[str, object] | None:
    """What click understands; None where it ends with help or an error."""
    try:
        values = import_module("kgraph.cli.query").command.make_context("query", list(words)).params
    except (click.ClickException, click.exceptions.Exit):
        return None
    if values["query"] is None and not values["listing"]:
        return None  # what the command itself refuses
    elsewhere = {"endpoint", "profile", "user", "auth", "timeout"}  # click alone reads what is asked elsewhere
    return {name: value for name, value in values.items() if name not in elsewhere} | {"query": values["query"] or ""}


def as_the_fast_lane_reads(words: list[str]) -> dict[str, object] | None:
    question = quick.read(list(words))
    if question is None:
        return None
    values = {name: getattr(question, name) for name in type(question).__slots__}
    values["format_"] = values.pop("format")
    return values


@pytest.mark.parametrize("words", QUESTIONS)
def test_both_lanes_read_a_plain_query_alike(words):
    assert as_the_fast_lane_reads(words) is not None
    assert as_the_fast_lane_reads(words) == as_click_reads(words)


@given(st.lists(st.sampled_from([*WORDS, *UNUSUAL]), max_size=6))
def test_what_the_fast_lane_takes_it_reads_as_click_does(words):
    assert as_the_fast_lane_reads(words) in (None, as_click_reads(words))


@pytest.mark.parametrize("words", [*MALFORMED, ["--help"], ["x", "-h"], ["--", "x"], ["-sa", "x"]])
def test_what_is_malformed_or_unusual_is_left_to_click(words):
    assert quick.read(words) is None
    assert quick.run(["query", *words]) is None


@pytest.mark.parametrize("words", MALFORMED)
def test_a_malformed_query_is_explained_by_click(words, capsys):
    assert cli.main(["query", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Error: " in err


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [(["nope=1"], "has no parameter 'nope'; it has speaker"), ([], "needs a value: -p speaker=")],
)
@pytest.mark.parametrize("option", ["-p{}", "-p {}"], ids=["click", "fast"])
def test_a_parameter_unknown_or_missing_exits_with_1(store, parameters, reason, option, capsys):
    given = [word for text in parameters for word in option.format(text).split()]
    assert cli.main(["query", "-s", store, "says", *given]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a run of the program loads."""
    code = (
        "import sys; before = set(sys.modules); import kgraph.cli; kgraph.cli.main(sys.argv[1:]); "
        "print('\\n' + ' '.join({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> str:
    path = str(tmp_path_factory.mktemp("quick") / "store")
    name = ox.NamedNode("https://example.org/x")
    with_one = ox.Store(path)
    with_one.add(ox.Quad(name, name, name, name))
    with_one.flush()
    return path


@pytest.mark.parametrize("arguments", [["--version"], ["query", "--list"], ["query", "-s", "{store}", "speakers"]])
def test_the_fast_lane_loads_nothing_slow(arguments, store):
    loaded = loaded_by(*[word.format(store=store) for word in arguments])
    slow = {
        "click",
        "argparse",
        "rdflib",
        "spacy",
        "pydantic",
        "networkx",
        "inspect",
        "typing",
        "contextlib",
        "pathlib",
        "re",
    }
    assert "kgraph" in loaded
    assert loaded & slow == set()
    if arguments == ["--version"]:
        assert "pyoxigraph" not in loaded


@pytest.mark.parametrize("arguments", [["--help"], ["query", "--help"], ["-V"]])
def test_help_loads_no_stage(arguments):
    loaded = loaded_by(*arguments)
    assert "click" in loaded
    assert loaded & {"spacy", "rdflib", "pydantic", "networkx", "tqdm", "httpx"} == set()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kgraph re", {"render", "remove", "review"}),
        ("kgraph query --f", {"--format"}),
        ("kgraph export --format t", {"turtle", "trig"}),
    ],
)
def test_the_shell_completes_commands_options_and_values(words, offered):
    asked = {"_KGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = kgraph(env={**os.environ, **asked})
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


def test_a_reader_that_leaves_early_is_no_error():
    program = [sys.executable, "-m", "kgraph", "query", "--list"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_output_that_cannot_be_written_is_one_line():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "kgraph", "query", "--list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "kgraph: the disk is full; free some space and run this again\n")


def test_an_interrupt_exits_with_130(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupted)
    assert cli.main([]) == 130


def test_strict_turns_an_unread_article_into_a_failure(capsys):
    issue = Issue("a.txt", "a.txt: empty;\nput an article in it")
    assert report_issues([issue], [], strict=False) == 0
    assert report_issues([issue], [], strict=True) == 1
    assert capsys.readouterr().err.splitlines()[0] == "kgraph: a.txt: empty; put an article in it"


def test_claims_left_out_are_no_failure(capsys):
    issues = [Issue("a", "x", kind="shape"), Issue("a", "y", kind="shape"), Issue("b", "z", kind="unresolved")]
    assert report_issues([], issues, strict=True) == 0
    assert capsys.readouterr().err == "kgraph: 3 claims left out (shape 2, unresolved 1)\n"


def test_a_date_left_out_is_told_in_full_and_is_no_failure(capsys):
    note = Issue("a", "a.json: `published` is no date", kind="metadata")
    assert report_issues([], [note, Issue("a", "x", kind="shape")], strict=True) == 0
    assert capsys.readouterr().err == "kgraph: a.json: `published` is no date\nkgraph: 1 claim left out (shape 1)\n"


def test_progress_says_plain_lines_where_nobody_watches(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert list(Progress()(range(250), total=250, what="articles")) == list(range(250))
    assert sys.stderr.getvalue().splitlines() == [f"kgraph: articles {n}/250" for n in (100, 200, 250)]


def test_progress_draws_a_bar_if_asked(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert list(Progress(bar=True)(range(3), total=3, what="articles")) == [0, 1, 2]
    assert "articles" in sys.stderr.getvalue()
    assert "kgraph:" not in sys.stderr.getvalue()


def test_the_summary_says_where_all_lies_what_is_in_it_and_what_was_left_out():
    report = Report(
        documents=1234,
        new=2,
        changed=0,
        unchanged=1,
        claims=5000,
        relations={f"relation{n}": 100 - n for n in range(12)},
        speakers={"(the article itself)": 7},
        modalities={"asserted": 5000},
        polarities={"positive": 4990, "negative": 10},
        conflicts=(),
        left_out=(Issue("a.txt", "no such relation", Span(0, 5), "x \n y z", kind="shape"),),
        unread=(Issue("b.txt", "b.txt: empty", kind="unread"),),
        settings={},
    )
    shown = summary(report, Outputs(Path("out")), options=Options(page=False))
    assert "page    not written (--no-page)\nclaims  out/claims.jsonl\n" in shown
    assert "documents  1,234 (2 new, 1 unchanged)\nclaims     5,000 (10 negative)" in shown
    assert "\n  100  relation0\n" in shown
    assert "\n  179  2 more\n" in shown
    assert "\n  1  shape   such as a.txt: no such relation “x y z”" in shown
    assert "\n  1  unread  such as b.txt: empty" in shown
