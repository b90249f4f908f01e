"""The fast lane: what is called in loops and pipes, read without click, which takes longer to load than a query to run.

It takes ``--version`` and the plain, well-formed ``query``. All else is left to click, which reads the same words in
the same way (the tests hold the two together) and explains what is wrong.
"""

from kgraph import __version__
from kgraph.cli.question import DEFAULT_STORE, Question, parameter
from kgraph.cli.terminal import show

VERSION = f"kgraph {__version__}"

_WITH_VALUE = {"-s": "store", "--store": "store", "--format": "format", "-p": "parameter"}
_FLAGS = {"--allow-network": "allow_network", "--list": "listing"}


def run(arguments: list[str]) -> int | None:
    """Run the program and return its exit status; None where click has to."""
    if arguments == ["--version"]:
        show(VERSION)
        return 0
    question = read(arguments[1:]) if arguments[:1] == ["query"] else None
    if question is None:
        return None
    from kgraph.cli.answer import answer  # noqa: PLC0415 - the version needs no engine

    return answer(question)


def read(words: list[str]) -> Question | None:
    """What ``kgraph query`` is asked; None where anything is unusual or wrong."""
    queries: list[str] = []
    values: dict[str, list[str]] = {"store": [DEFAULT_STORE], "format": [], "parameter": []}
    flags: set[str] = set()
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            queries.append(word)
            continue
        if word in _FLAGS:
            flags.add(_FLAGS[word])
            continue
        name, sign, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if not sign:
            value = next(rest, "-")
        if name not in _WITH_VALUE or (not sign and value.startswith("-")):
            return None
        values[_WITH_VALUE[name]].append(value)
    parameters = [pair for pair in map(parameter, values["parameter"]) if pair]
    if len(queries) > 1 or not (queries or "listing" in flags) or len(parameters) < len(values["parameter"]):
        return None
    if not _known(values["format"]):
        return None
    return Question(
        queries[0] if queries else "",
        store=values["store"][-1],
        format=values["format"][-1] if values["format"] else None,
        parameters=tuple(parameters),
        allow_network="allow_network" in flags,
        listing="listing" in flags,
    )


def _known(formats: list[str]) -> bool:
    if not formats:
        return True
    from kgraph.query import FORMATS  # noqa: PLC0415 - loads the engine

    return all(name in FORMATS for name in formats)
