"""What kgraph has to know of a kind of triple store, and where its endpoints are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import httpx

MIB = 1024 * 1024

Parameters = tuple[tuple[str, str], ...]


class DefaultGraph(StrEnum):
    """What a query that names no graph is asked of."""

    NONE = "none"
    """There is no default graph to write to; queries see all graphs."""
    NATIVE = "native"
    """A graph of its own, beside the named ones."""
    UNION = "union"
    """All graphs."""


class Sending(StrEnum):
    """How the text of a query or an update travels (SPARQL 1.1 Protocol, 2.1 and 2.2)."""

    FORM = "form"
    GET = "get"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something by which a server is known.

    Attributes:
        pattern: A regular expression for what is looked for, without regard to case.
        header: The response header to look in; empty for the body.
        path: What to ask for, below the server's root; None for the address as it was given.
    """

    pattern: str
    header: str = ""
    path: str | None = None

    def seen(self, response: httpx.Response) -> bool:
        """Whether an answer shows it."""
        if self.header:
            return re.search(self.pattern, response.headers.get(self.header, ""), re.IGNORECASE) is not None
        return response.is_success and re.search(self.pattern, response.text[:2000], re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a server tells which datasets it keeps.

    Attributes:
        path: What to ask for, below the server's root.
        keys: Where the names stand in its JSON: keys from the outside in, ``*`` for each item of a list.
        place: The path of a dataset without its name.
    """

    path: str
    keys: tuple[str, ...]
    place: str = "/"

    def names(self, answer: object) -> list[str]:
        """The datasets in an answer, sorted, without what stores keep for themselves."""
        found = [answer]
        for key in self.keys:
            if key == "*":
                found = [item for value in found if isinstance(value, list) for item in value]
            else:
                found = [value[key] for value in found if isinstance(value, dict) and key in value]
        names = {value.strip("/") for value in found if isinstance(value, str)}
        return sorted(name for name in names if name.lower() != "system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A kind of triple store.

    The endpoints are paths behind the address of a dataset, which is that of the server where it has but one.

    Attributes:
        name: What it is called on the command line.
        title: What it is called in words.
        example: An address to load into.
        dataset: A regular expression for the path of a dataset; empty if the server has one only.
        listing: Where it tells which datasets it keeps; None where that is not known.
        query: Where queries are asked.
        query_as_user: Where those who log in ask them.
        update: Where updates are sent; None where there is no such endpoint.
        graphs: Where the Graph Store Protocol is spoken; None where it is not.
        quads: Where quads are taken by POST; None where they are not.
        quads_parameters: What goes behind that address.
        other: Other paths by which a dataset may be named.
        default_graph: What a query without GRAPH is asked of.
        union: The parameters by which a query asks all graphs, where that has to be said.
        queries: How queries are sent.
        updates: How updates are sent.
        triples_format: The media type of triples; what is sent is N-Triples, which Turtle includes.
        quads_format: The media type of quads; what is sent is N-Quads.
        max_triples: The most triples of an INSERT DATA.
        max_bytes: The most bytes of a body.
        blank_nodes: Whether INSERT DATA may hold blank nodes.
        gzip: Whether it is known to take compressed bodies.
        auth: How one may log in.
        formats: Which formats of RDF it takes.
        host: A regular expression for hosts where it runs.
        signs: By which it is known, any of them.
        tried: Whether kgraph is tested with it.
        note: What else there is to know, for the documentation.
    """

    name: str
    title: str
    example: str
    dataset: str = ""
    listing: Listing | None = None
    query: str = ""
    query_as_user: str | None = None
    update: str | None = None
    graphs: str | None = None
    quads: str | None = None
    quads_parameters: Parameters = ()
    other: tuple[str, ...] = ()
    default_graph: DefaultGraph
    union: Parameters = ()
    queries: Sending = Sending.FORM
    updates: Sending = Sending.DIRECT
    triples_format: str = "application/n-triples"
    quads_format: str = "application/n-quads"
    max_triples: int = 1000
    max_bytes: int = 8 * MIB
    blank_nodes: bool = True
    gzip: bool = False
    auth: tuple[str, ...] = ("basic",)
    formats: tuple[str, ...] = ("N-Triples", "N-Quads", "Turtle", "TriG")
    host: str = ""
    signs: tuple[Sign, ...] = ()
    tried: bool = False
    note: str = ""

    def paths(self) -> Iterator[str]:
        """The paths behind a dataset's address, the longest first."""
        paths = {self.query, self.query_as_user, self.update, self.graphs, self.quads, *self.other}
        yield from sorted((path for path in paths if path), key=len, reverse=True)

    def base(self, address: httpx.URL) -> httpx.URL:
        """The address of the dataset that an address belongs to: its own, or any of its endpoints'.

        Raises:
            ValueError: If it names a server of many datasets, but none of them.
        """
        path = address.path.rstrip("/")
        for end in self.paths():
            if path.endswith(end.rstrip("/")):
                path = path.removesuffix(end.rstrip("/"))
                break
        if self.dataset and not re.search(f"{self.dataset}$", path):
            msg = f"{address}: {self.title} keeps many datasets; give the address of one, such as {self.example}"
            raise ValueError(msg)
        return address.copy_with(path=path or "/", query=None, fragment=None)

    def is_root(self, address: httpx.URL) -> bool:
        """Whether an address is that of a server of many datasets, and the server can be asked for them."""
        path = f"{address.path.rstrip('/')}/"
        return self.listing is not None and self.listing.place.startswith(path)

    def endpoints(self, address: httpx.URL, *, logged_in: bool) -> "Endpoints":
        """All endpoints, from the address of the server, a dataset or any endpoint.

        Raises:
            ValueError: If it names a server of many datasets, but none of them.
        """
        base = self.base(address)
        query = self.query_as_user if logged_in and self.query_as_user is not None else self.query

        def at(path: str | None) -> httpx.URL | None:
            return None if path is None else base.copy_with(path=(base.path.rstrip("/") + path) or "/")

        return Endpoints(at(query), at(self.update), at(self.graphs), at(self.quads))


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a store is asked and written; None for what it has not, or what is not known.

    Attributes:
        query: SPARQL queries.
        update: SPARQL updates.
        graphs: The Graph Store Protocol.
        quads: Quads by POST.
    """

    query: httpx.URL | None
    update: httpx.URL | None
    graphs: httpx.URL | None
    quads: httpx.URL | None

    def __str__(self) -> str:
        return str(self.graphs or self.update or self.quads or self.query)
