"""Values for the variables of a query, bound as terms."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from kgraph.errors import QueryError
from kgraph.namespaces import PREFIXES
from kgraph.query.names import entities_named, near, relation_named
from kgraph.query.parameters import Parameter, declared
from kgraph.query.syntax import group_start, variables

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.query.asked import Asked

_IRI = re.compile(r"<?((?:https?|urn|file|tag|info):[^<>]*)>?")


def bound(store: Asked, text: str, bindings: Mapping[str, str]) -> str:
    """A query with values for its variables, as a VALUES block of terms at the start of its pattern.

    Raises:
        QueryError: If there is no such parameter, or a value names nothing in the store.
    """
    known = {parameter.name: parameter for parameter in declared(text)}
    known = known or {name: Parameter(name) for name in sorted(variables(text))}
    for name in bindings:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            msg = f"this query has no parameter {name!r}{near(name, known)}; {has}"
            raise QueryError(msg)
    blocks = [
        f" VALUES ?{name} {{ {' '.join(map(str, terms(store, known[name], given)))} }}"
        for name, given in bindings.items()
    ]
    start = group_start(text)
    if start is None:
        return f"{text}\nWHERE {{{''.join(blocks)} }}"
    return f"{text[:start]}{''.join(blocks)} {text[start:]}"


def terms(store: Asked, parameter: Parameter, given: str) -> list[NamedNode | Literal]:
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
