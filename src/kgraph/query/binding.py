"""Values for the variables of a query, bound as terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kgraph.errors import QueryError
from kgraph.query.names import entities_named, near, relation_named
from kgraph.query.prefixes import PREFIXES
from kgraph.query.syntax import group_start, variables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

KINDS = ("entity", "relation", "text")

_HEADER = re.compile(r"#\s*parameters:(.*)", re.IGNORECASE)
_PARAMETER = re.compile(r"\s*(\w+)\s*\(\s*(\w+)\s*(?:,\s*(optional))?\s*\)\s*")
_IRI = re.compile(r"<?((?:https?|urn|file|tag|info):[^<>]*)>?")


class Parameter(NamedTuple):
    """A variable of a query that may be given a value: an entity, a relation or plain text."""

    name: str
    kind: str
    optional: bool


def parameters(text: str) -> tuple[Parameter, ...]:
    """The parameters that the comments at the head of a query declare."""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if header := _HEADER.match(line):
            return tuple(
                Parameter(name, kind, bool(optional)) for name, kind, optional in _PARAMETER.findall(header[1])
            )
    return ()


def bound(store: Store, text: str, bindings: Mapping[str, str]) -> str:
    """A query with values for its variables, as a VALUES block of terms at the start of its pattern.

    Raises:
        QueryError: If there is no such parameter, one is missing, or a value names nothing in the store.
    """
    declared = {parameter.name: parameter for parameter in parameters(text)}
    known = declared or {name: Parameter(name, "entity", optional=True) for name in sorted(variables(text))}
    for name in bindings:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            msg = f"this query has no parameter {name!r}{near(name, known)}; {has}"
            raise QueryError(msg)
    for parameter in declared.values():
        if not parameter.optional and parameter.name not in bindings:
            msg = f"this query needs a value: -p {parameter.name}=…"
            raise QueryError(msg)
    blocks = [
        f" VALUES ?{name} {{ {' '.join(map(str, terms(store, known[name], given)))} }}"
        for name, given in bindings.items()
    ]
    if not blocks:
        return text
    start = group_start(text)
    if start is None:
        return f"{text}\nWHERE {{{''.join(blocks)} }}"
    return f"{text[:start]}{''.join(blocks)} {text[start:]}"


def terms(store: Store, parameter: Parameter, given: str) -> list[NamedNode | Literal]:
    """The terms that a value stands for: several where several entities have one name."""
    if parameter.kind == "text":
        return [Literal(given)]
    if not given.strip():
        msg = f"the value of {parameter.name} is empty; give an IRI or a name"
        raise QueryError(msg)
    iri = _IRI.fullmatch(given.strip())
    prefix, colon, local = given.strip().partition(":")
    if iri or (colon and prefix in PREFIXES and local and " " not in local):
        try:
            return [NamedNode(iri[1] if iri else PREFIXES[prefix] + local)]
        except ValueError as error:
            msg = f"the value of {parameter.name} is no IRI: {given}"
            raise QueryError(msg) from error
    if parameter.kind == "relation":
        return [relation_named(store, given)]
    return list(entities_named(store, given))
