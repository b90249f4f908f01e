"""The errors that kgraph raises.

    KgraphError                what a caller can act on; its text says what, where and what to do
    ├── ReadError              an input cannot be read: missing, empty, not UTF-8, broken JSON
    ├── OntologyError          a file under ontology/ is broken
    ├── DecisionError          the file of decisions is broken, contradicts itself, or names what is not there
    ├── ClaimError             a line is no claim, or a claim breaks the rules of its schema
    ├── StoreError             the embedded store cannot be opened, read or written
    │   └── StoreBusy          another process holds it (safe to retry)
    ├── QueryError             a query is malformed, refused or names nothing
    │   └── QueryRefused       it is an update, or would call another endpoint
    ├── ServeError             the server cannot start
    └── TargetError            an external store did not take what was sent
        ├── TargetUnavailable  it did not answer (safe to retry)
        └── TargetRejected     it answered no; ``status`` holds its HTTP status

Wrong calls raise ``ValueError`` or ``TypeError``.
"""


class KgraphError(Exception):
    """What a caller can act on; its text says what, where and what to do."""


class ReadError(KgraphError):
    """An input cannot be read."""


class OntologyError(KgraphError):
    """A file under ``ontology/`` is broken."""


class ClaimError(KgraphError):
    """A line is no claim, or a claim breaks the rules of its schema."""


class DecisionError(KgraphError):
    """The file of decisions is broken, contradicts itself, or names what is not there."""


class StoreError(KgraphError):
    """The embedded store cannot be opened, read or written."""


class StoreBusy(StoreError):  # noqa: N818 - named for what it says
    """Another process holds the store; safe to retry."""


class QueryError(KgraphError):
    """A query is malformed, refused or names nothing."""


class QueryRefused(QueryError):  # noqa: N818 - named for what it says
    """A query is an update, or would call another endpoint."""


class ServeError(KgraphError):
    """The server cannot start."""


class TargetError(KgraphError):
    """An external store did not take what was sent."""


class TargetUnavailable(TargetError):  # noqa: N818 - named for what it says
    """The store did not answer; safe to retry.

    Attributes:
        after_s: In how many seconds, where the store says so.
    """

    def __init__(self, message: str, *, after_s: float | None = None) -> None:
        super().__init__(message)
        self.after_s = after_s


class TargetRejected(TargetError):  # noqa: N818 - named for what it says
    """The store answered no.

    Attributes:
        status: The HTTP status of its answer.
    """

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status
