"""Asks a store: by the name of a query that comes with kgraph, by a file, or in SPARQL.

SELECT, ASK, CONSTRUCT and DESCRIBE; kg, prov, oa, schema, skos, rdf, rdfs, owl and xsd are declared; the default graph
is the union of all.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store

from kgraph.cli.options import add_store
from kgraph.cli.terminal import say, show
from kgraph.query import FORMATS, catalogue, resolve
from kgraph.query import run as answer

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

EXAMPLE = "kgraph query -s out/store what-is-said -p who='Ukraine'"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_store(parser)
    parser.add_argument("query", nargs="?", metavar="QUERY", help="a name (see --list), a file, - or SPARQL")
    parser.add_argument(
        "-p",
        dest="parameters",
        action="append",
        default=[],
        type=_parameter,
        metavar="NAME=VALUE",
        help="a value of a named query: an IRI, or any name of an entity; may be repeated",
    )
    parser.add_argument("--format", choices=FORMATS, help="of the answer (default: table, or turtle for a graph)")
    parser.add_argument("--list", action="store_true", dest="listing", help="say what the named queries answer")
    parser.add_argument("--allow-network", action="store_true", help="let SERVICE call out")


def run(options: Namespace) -> int:
    """Run the command and return its exit status."""
    if options.listing:
        show(_listing())
        return 0
    if options.query is None:
        say("give a QUERY, or --list to see those that there are")
        return 2
    text = resolve(options.query)
    with _opened(options.store) as store:
        result = answer(store, text, bindings=dict(options.parameters), allow_network=options.allow_network)
        result.write(sys.stdout.buffer, options.format, width=_width())
    return 0


def _listing() -> str:
    queries = catalogue()
    width = max(len(query.name) for query in queries)
    return "\n".join(
        f"{query.name:<{width}}  {query.answer}"
        + (f"\n{'':<{width}}  -p {query.parameters}" if query.parameters else "")
        for query in queries
    )


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign):
        msg = f"{text!r} is no NAME=VALUE"
        raise ArgumentTypeError(msg)
    return name.lstrip("?$"), value


def _width() -> int | None:
    return os.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def _opened(path: str) -> Iterator[Store]:
    """The store, to read; like ``kgraph.store.open_store``, whose imports would take longer than most queries."""
    lock = None
    try:
        lock = open(f"{path}/LOCK", "rb")  # noqa: PTH123, SIM115 - pathlib is slow to load; closed below
        if fcntl is not None:
            fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # the engine could not bear a writer meanwhile
        store = Store.read_only(path)
    except OSError:
        from kgraph.store import open_store  # noqa: PLC0415 - it says best what is wrong, and puts right what it can

        with open_store(path, read_only=True) as opened:
            yield opened.dataset
    else:
        yield store
    finally:
        if lock is not None:
            lock.close()
