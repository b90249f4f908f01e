"""Runs SPARQL on a store: read only, by default on the union of all graphs, no way out to the network."""

from __future__ import annotations

from pyoxigraph import Store

from kgraph.errors import QueryError, QueryRefused
from kgraph.namespaces import PREFIXES
from kgraph.query.parameters import declared
from kgraph.query.result import Result

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.query.asked import Asked

SERVICE, FROM = "service", "from"

# Ends no query, whatever comes before.
_NEVER = "\n^"

# Keywords are ASCII, and str.lower() changes the length of some other letters.
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def run(
    store: Asked,
    text: str,
    *,
    bindings: Mapping[str, str] | None = None,
    allow_network: bool = False,
) -> Result:
    """Answer a query.

    Args:
        store: The store to ask, here or elsewhere.
        text: The text of a SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes of ``PREFIXES`` are declared.
        bindings: Values of variables: each an IRI, or any name of an entity in the store. They are joined to the
            pattern as terms, so that a value cannot change what the query asks.
        allow_network: Whether SERVICE may call another endpoint.

    Raises:
        QueryError: If the query is malformed, an update or calls out, or a value names nothing.
    """
    check(text, allow_network=allow_network)
    parameters = declared(text)
    bindings = {name.replace("-", "_"): given for name, given in (bindings or {}).items()}  # no variable has a hyphen
    if bindings:  # first, so that a misspelt name is not called missing
        from kgraph.query.binding import bound  # noqa: PLC0415 - slow to load

        text = bound(store, text, bindings)
    for parameter in parameters:
        if not parameter.optional and parameter.name not in bindings:
            msg = f"this query needs a value: -p {parameter.name}=…"
            raise QueryError(msg)
    try:
        return Result(store.query(text, prefixes=PREFIXES, use_default_graph_as_union=not has_dataset(text)))
    except SyntaxError as error:  # check() did not parse what may call out
        raise _malformed(text, text, error) from error
    except (RuntimeError, OSError) as error:
        msg = f"the query failed while it ran: {error}"
        raise QueryError(msg) from error


def check(text: str, *, allow_network: bool = False) -> None:
    """Refuse what is malformed, an update, or calls out.

    The engine really sends a request for SERVICE and has no switch against it, so it must be certain before a query
    runs that it holds none. The engine's parser reads words otherwise than the grammar says (``1SERVICE<iri>`` is two
    of them), hence it is asked itself: with every ``service`` spoilt by a letter, the query still parses if and only
    if each was part of a string, a comment, an IRI or a name. The spoilt text runs on an empty store and calls nobody.

    Raises:
        QueryRefused: If it is an update or calls out.
        QueryError: If it is malformed.
    """
    if not text.strip():
        msg = "the query is empty; give SPARQL, a file, or a name that kgraph query --list shows"
        raise QueryError(msg)
    if allow_network and SERVICE in text.translate(_LOWER):
        return  # for some queries parsing is running, and this one may call out: run() meets its mistakes
    _refuse_escapes(text)
    spoilt = spoil(text, SERVICE)
    try:
        Store().query(spoilt, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise _malformed(text, spoilt, error) from error
    except (RuntimeError, OSError) as error:
        msg = f"the query cannot run: {error}"
        raise QueryError(msg) from error


def has_dataset(text: str) -> bool:
    """Whether a query names its graphs with FROM: the union of all, once asked for, would hide them.

    Like ``check`` this asks the parser. What ends no query is added, so that nothing runs: with every ``from`` spoilt
    the parser gets as far as without if and only if none was a keyword.
    """
    if FROM not in text.translate(_LOWER):
        return False
    return _mistake(text + _NEVER) != _mistake(spoil(text, FROM) + _NEVER)


def _mistake(text: str) -> str:
    try:
        Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    return ""


def spoil(text: str, keyword: str) -> str:
    """Change the last letter of a keyword all over, so that names stay distinct and none is left as the keyword."""
    lower = text.translate(_LOWER)
    at = lower.find(keyword)
    if at < 0:
        return text
    letter = next((c for c in "xzqjkvwy" if keyword[:-1] + c not in lower), None)
    if letter is None:
        msg = f"the query has too many names that look like {keyword.upper()}; rename some"
        raise QueryError(msg)
    parts, done = [], 0
    while at >= 0:
        last = at + len(keyword) - 1
        parts += [text[done:last], letter if text[last] == keyword[-1] else letter.upper()]
        done = last + 1
        at = lower.find(keyword, done)
    return "".join([*parts, text[done:]])


def _refuse_escapes(text: str) -> None:
    """Refuse SERVICE spelt with escapes: this engine does not read them in keywords, another version may."""
    lower = text.translate(_LOWER)
    if "\\u" not in lower:
        return
    from kgraph.query.syntax import unescaped  # noqa: PLC0415 - slow to load

    if unescaped(text).translate(_LOWER).count(SERVICE) > lower.count(SERVICE):
        msg = "the query spells SERVICE with escapes such as \\u0053; write it in plain letters"
        raise QueryRefused(msg)


def _malformed(text: str, parsed: str, error: SyntaxError) -> QueryError:
    from kgraph.query.mistakes import malformed  # noqa: PLC0415 - slow to load

    return malformed(text, parsed, str(error))
