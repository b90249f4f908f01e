"""The queries that kgraph ships with, and how the argument of ``kgraph query`` is understood."""

from __future__ import annotations

import os
import sys

from kgraph.errors import QueryError
from kgraph.query.parameters import declared

FOLDER = os.path.join(os.path.dirname(__file__), "named")  # noqa: PTH118, PTH120 - pathlib is slow to load
ENDING = ".rq"


class Named:
    """A shipped query.

    Attributes:
        name: By which it is called.
        answer: What it answers, in a line.
        parameters: Its parameters, such as ``actor (entity, optional)``; empty without any.
    """

    __slots__ = ("answer", "name", "parameters")

    def __init__(self, name: str, answer: str, parameters: str) -> None:
        self.name = name
        self.answer = answer
        self.parameters = parameters


def names() -> list[str]:
    """The names of the shipped queries, sorted."""
    return sorted(entry.removesuffix(ENDING) for entry in os.listdir(FOLDER) if entry.endswith(ENDING))  # noqa: PTH208 - pathlib is slow to load


def catalogue() -> list[Named]:
    """The shipped queries by name."""
    texts = {name: _shipped(name) for name in names()}
    return [
        Named(name, text.split("\n", 1)[0].lstrip("# "), ", ".join(map(str, declared(text))))
        for name, text in texts.items()
    ]


def resolve(argument: str) -> str:
    """The SPARQL that an argument stands for.

    It is the name of a shipped query, else a file that exists (``-`` is standard input), else SPARQL.

    Raises:
        QueryError: If a file cannot be read, or the argument looks like a name or a file and is neither.
    """
    if argument == "-":
        return sys.stdin.read()
    if argument in names():
        return _shipped(argument)
    if os.path.isfile(argument):  # noqa: PTH113 - pathlib is slow to load
        return _file(argument)
    word = argument.strip()
    if word and not any(c.isspace() or c in "{}<>?*" for c in word):
        from kgraph.query.names import near  # noqa: PLC0415 - slow to load

        msg = (
            f"{word}: no query of this name{near(word, names())} and no such file; kgraph query --list shows the names"
        )
        raise QueryError(msg)
    return argument


def _shipped(name: str) -> str:
    return _file(os.path.join(FOLDER, name + ENDING))  # noqa: PTH118 - pathlib is slow to load


def _file(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123 - pathlib is slow to load
            return file.read()
    except OSError as error:
        msg = f"{path}: {error.strerror}; give a readable file"
        raise QueryError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8"
        raise QueryError(msg) from error
