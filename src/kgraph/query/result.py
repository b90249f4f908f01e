"""The answer to a query and the formats in which it is written."""

from __future__ import annotations

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kgraph.errors import QueryError
from kgraph.namespaces import PREFIXES

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import IO, Any

    from pyoxigraph import BlankNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple
    Value = str | int | float | bool | Decimal | None

SOLUTION_FORMATS = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
FORMATS = (*SOLUTION_FORMATS, *GRAPH_FORMATS)

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_RDF = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
_XSD = PREFIXES["xsd"]
_WHOLE = frozenset(_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger"))


class Result:
    """The answer to a query, computed while it is read and hence read once.

    Iterating gives a dictionary for each solution of a SELECT, a triple of terms for each triple of a graph; the truth
    of an ASK is the truth of the result.

    Attributes:
        kind: ``solutions`` of a SELECT, ``boolean`` of an ASK, ``graph`` of a CONSTRUCT or DESCRIBE.
        variables: The columns of the solutions, in order.
    """

    __slots__ = ("_answer", "kind", "variables")

    def __init__(self, answer: QuerySolutions | QueryBoolean | QueryTriples) -> None:
        self._answer = answer
        self.variables: tuple[str, ...] = ()
        if isinstance(answer, QuerySolutions):
            self.kind = "solutions"
            self.variables = tuple(variable.value for variable in answer.variables)
        else:
            self.kind = "boolean" if isinstance(answer, QueryBoolean) else "graph"

    def __iter__(self) -> Iterator[dict[str, Value] | Triple]:
        return iter(self.triples()) if self.kind == "graph" else self.rows()

    def __bool__(self) -> bool:
        if isinstance(self._answer, QueryBoolean):
            return bool(self._answer)
        msg = f"only the answer to an ASK is true or false, not {_ANSWERS[self.kind]}"
        raise TypeError(msg)

    def rows(self) -> Iterator[dict[str, Value]]:
        """The solutions as Python values by column: IRIs and text as strings, numbers as numbers, unbound None."""
        return ({name: value(term) for name, term in zip(self.variables, row, strict=True)} for row in self.terms())

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The solutions as terms, a tuple in the order of the columns.

        Raises:
            QueryError: If this is no SELECT, or the query fails as it goes on.
        """
        if not isinstance(self._answer, QuerySolutions):
            msg = f"this query gives a {self.kind}, not rows; ask with SELECT"
            raise QueryError(msg)
        answer = self._answer
        columns = len(self.variables)
        return (tuple(row[i] for i in range(columns)) for row in _guarded(answer))

    def triples(self) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, each once, in the order of their N-Triples."""
        if not isinstance(self._answer, QueryTriples):
            msg = f"this query gives {self.kind}, no graph; ask with CONSTRUCT or DESCRIBE"
            raise QueryError(msg)
        return sorted(set(_guarded(self._answer)), key=str)

    def write(self, out: IO[bytes], format: str | None = None, *, width: int | None = None) -> None:  # noqa: A002 - the option's name
        """Write the answer.

        Args:
            out: Where to.
            format: One of ``FORMATS``; by default a table, and Turtle for a graph.
            width: The columns of the terminal, to which a table is cut; by default it is not.

        Raises:
            QueryError: If the format does not fit the answer.
        """
        fitting = GRAPH_FORMATS if self.kind == "graph" else SOLUTION_FORMATS
        chosen = format or fitting[0]
        if chosen not in fitting:
            msg = f"--format {chosen} does not fit {_ANSWERS[self.kind]}; take {', '.join(fitting)}"
            raise QueryError(msg)
        if chosen == "table":
            out.write(self._table(width).encode())
        elif isinstance(self._answer, QueryTriples):
            out.write(_graph(self.triples(), chosen))
        else:
            try:
                self._answer.serialize(out, format=_RESULTS[chosen])
            except (RuntimeError, OSError) as error:
                raise _failed(error) from error
            if chosen == "json" or self.kind == "boolean" or chosen == "xml":
                out.write(b"\n")

    def text(self, format: str | None = None, *, width: int | None = None) -> str:  # noqa: A002 - the option's name
        """The answer in a format, as :meth:`write` writes it."""
        from io import BytesIO  # noqa: PLC0415 - for Python callers only

        out = BytesIO()
        self.write(out, format, width=width)
        return out.getvalue().decode()

    def _table(self, width: int | None) -> str:
        if self.kind == "boolean":
            return "true\n" if self else "false\n"
        from kgraph.query.table import table  # noqa: PLC0415 - only where one is drawn

        return table(self.variables, list(self.terms()), width=width)


_ANSWERS = {
    "solutions": "the rows of a SELECT",
    "boolean": "the yes or no of an ASK",
    "graph": "the graph of a CONSTRUCT or DESCRIBE",
}


def value(term: Term | None) -> Value:
    """A term as a Python value."""
    if term is None or isinstance(term, NamedNode):
        return None if term is None else term.value
    if not isinstance(term, Literal):
        return str(term)
    kind, text = term.datatype.value, term.value
    if kind in _WHOLE:
        return int(text)
    if kind in {_XSD + "double", _XSD + "float"}:
        return float(text)
    if kind == _XSD + "decimal":
        from decimal import Decimal  # noqa: PLC0415 - slow to load

        return Decimal(text)
    return text == "true" if kind == _XSD + "boolean" else text


def _graph(triples: list[Triple], format_: str) -> bytes:
    """A graph in a format, with the prefixes that it uses."""
    text = "\n".join(map(str, triples))
    used = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
    data = serialize(triples, format=_RDF[format_], prefixes=used) or b""
    if format_ != "jsonld":
        return data
    import json  # noqa: PLC0415 - for this format only

    return json.dumps(json.loads(data), indent=2, ensure_ascii=False).encode() + b"\n"


def _guarded(answer: QuerySolutions | QueryTriples) -> Iterator[Any]:
    """What the engine finds, its errors turned into ours."""
    try:
        yield from answer
    except (RuntimeError, OSError) as error:
        raise _failed(error) from error


def _failed(error: Exception) -> QueryError:
    return QueryError(f"the query failed while it ran: {error}")
