"""The command line: help, versions, wrong usage, and how errors end."""

import io
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from kgraph import __version__
from kgraph.cli import program as cli
from kgraph.cli.issues import report_issues
from kgraph.cli.progress import Progress
from kgraph.cli.summary import summary
from kgraph.model import Issue, Span
from kgraph.pipeline import Options, Outputs, Report


def kgraph(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kgraph", *arguments], capture_output=True, text=True, check=False, **options
    )


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_help_ends_with_an_example(name, capsys):
    assert cli.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert re.search(rf"example:\n  kgraph {name} .+\n?\Z", shown)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_example_is_accepted(name):
    words = import_module(f"kgraph.cli.{name}").EXAMPLE.split(" | ")[0].split(" > ")[0].replace("'", "").split()
    cli.command_parser(name).parse_intermixed_args(words[2:])


def test_the_overview_names_every_command(capsys):
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in cli.COMMANDS)


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
        ["evaluate", "one"],
        ["remove"],
    ],
)
def test_wrong_usage_exits_with_2(arguments, capfd):
    assert cli.main(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err


@pytest.mark.parametrize("arguments", [["--version"], ["query", "--list"], ["--help"], ["query", "--help"]])
def test_quick_commands_load_nothing_slow(arguments):
    code = (
        "import sys, kgraph.cli.program as cli; cli.main(sys.argv[1:]); "
        "slow = {'spacy', 'rdflib', 'pydantic', 'networkx', 'click', 'tqdm', 'inspect'} & set(sys.modules); "
        "sys.exit(f'loaded: {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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
