"""What ``kgraph query`` is asked, whoever has read it from the command line."""

DEFAULT_STORE = "out/store"


class Question:
    """A query, the store and how to answer.

    Not a dataclass: the module that makes those takes longer to load than most queries to run.

    Attributes:
        query: A name, a file, ``-`` or SPARQL; empty if only the list is wanted.
        store: The store's folder.
        format: Of the answer; None for the usual one.
        parameters: Names and values, in order.
        allow_network: Whether SERVICE may call out.
        listing: Whether to list the named queries instead.
    """

    __slots__ = ("allow_network", "format", "listing", "parameters", "query", "store")

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        query: str,
        *,
        store: str,
        format: str | None,  # noqa: A002 - the option's name
        parameters: tuple[tuple[str, str], ...],
        allow_network: bool,
        listing: bool,
    ) -> None:
        self.query = query
        self.store = store
        self.format = format
        self.parameters = parameters
        self.allow_network = allow_network
        self.listing = listing


def parameter(text: str) -> tuple[str, str] | None:
    """The name and the value of ``NAME=VALUE``; None if it is none."""
    name, sign, value = text.partition("=")
    return (name.lstrip("?$"), value) if name and sign else None
