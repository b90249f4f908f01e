"""The program: finds the command, runs it, and turns errors into one line on stderr.

The modules of the commands are loaded one at a time, so that ``kgraph query`` does not wait for what only
``kgraph build`` needs; the parser is the standard library's for the same reason (``docs/decisions/``).
"""

import errno
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from kgraph import __version__
from kgraph.cli.terminal import say, show
from kgraph.errors import KgraphError

COMMANDS = {
    "build": "read articles and write claims, graph, store and page: all of it",
    "extract": "articles to claims, as JSON Lines",
    "map": "claims to RDF, as N-Quads",
    "query": "ask a store in SPARQL, or by the name of a query that comes with it",
    "render": "write the interactive page of a store",
    "validate": "check a store or a file against the shapes",
    "remove": "take documents out of what was built",
    "export": "write a store in another format",
    "load": "put a store into a SPARQL 1.1 server",
    "evaluate": "compare claims with gold",
}
"""Every command and what it does, in the order of the work; each is a module of this package."""

WIDTH = 100
DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class _Help(RawDescriptionHelpFormatter):
    """Help as wide as the documentation shows it, whatever the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH, max_help_position=28)


class Parser(ArgumentParser):
    """An argument parser with the program's manners: no abbreviated options, help laid out as it is written."""

    def __init__(self, prog: str, description: str, *, example: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=f"example:\n  {example}",
            formatter_class=_Help,
            allow_abbrev=False,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status.

    Args:
        arguments: What follows the program's name; None takes it from the command line.
    """
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KgraphError as error:
        return _fail(str(error).partition("\n")[0])  # a caret under the place in a query is for Python's callers
    except BrokenPipeError:
        _drop_output()  # whoever read it has had enough
        return DONE
    except OSError as error:
        _drop_output()
        return _fail(describe(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def command_parser(name: str) -> Parser:
    """The parser of a command, its options added."""
    module = import_module(f"kgraph.cli.{name}")
    parser = Parser(f"kgraph {name}", str(module.__doc__).strip(), example=module.EXAMPLE)
    module.add_arguments(parser)
    return parser


def overview() -> str:
    """What ``kgraph --help`` prints."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items()]
    return "\n".join(
        (
            "usage: kgraph [--help] [--version] COMMAND ...",
            "",
            "News articles to a graph of claims: who did what to whom, who says so, and how sure they are.",
            "",
            "commands:",
            *lines,
            "",
            "`kgraph COMMAND --help` tells what a command takes.",
            "",
            "example:",
            "  kgraph build data/articles",
        )
    )


def describe(error: OSError) -> str:
    """What the operating system refused, where, and what to do about it."""
    where = f"{error.filename}: " if error.filename else ""
    advice = {
        errno.ENOSPC: "the disk is full; free some space and run this again",
        errno.EDQUOT: "your quota is used up; free some space and run this again",
        errno.EFBIG: "larger than files may be here; write it elsewhere",
        errno.EACCES: "no permission; check who owns it",
        errno.EROFS: "read-only here; write it elsewhere",
        errno.ENOENT: "no such file or folder; check the path",
    }
    reason = advice.get(error.errno or 0) or error.strerror or str(error)
    return f"{where}{reason}"


def _run(arguments: list[str]) -> int:
    match arguments:
        case ["--version" | "-V", *_]:
            show(f"kgraph {__version__}")
        case ["--help" | "-h", *_]:
            show(overview())
        case []:
            return _fail("no command; `kgraph --help` lists them", status=MISUSED)
        case [name, *rest] if name in COMMANDS:
            return _run_command(name, rest)
        case [name, *_]:
            return _fail(f"no command {name!r}; there are {', '.join(COMMANDS)}", status=MISUSED)
    return DONE


def _run_command(name: str, arguments: list[str]) -> int:
    try:
        options = command_parser(name).parse_intermixed_args(arguments)
    except SystemExit as exit_:  # how argparse ends after --help and after a wrong option
        return int(exit_.code or 0)
    status = import_module(f"kgraph.cli.{name}").run(options)
    sys.stdout.flush()
    return int(status)


def _drop_output() -> None:
    """Send to nowhere what is still to be written to stdout: it must not raise again when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, *, status: int = FAILED) -> int:
    say(message)
    return status
