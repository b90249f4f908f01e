"""The articles of one run: those that could be read, and why the others could not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Self

from kgraph.errors import ReadError
from kgraph.ingest import read_documents
from kgraph.model import Document, Issue
from kgraph.pipeline.report import NOTES


@dataclass(frozen=True, slots=True)
class Articles:
    """What was read of the inputs.

    Attributes:
        documents: The articles, in the order of the inputs.
        issues: What could not be read.
        notes: What was left out of the metadata of articles that were read.
    """

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...] = ()
    notes: tuple[Issue, ...] = ()

    @classmethod
    def read(
        cls,
        paths: Sequence[str],
        *,
        input_format: str | None = None,
        encoding: str = "utf-8",
        stdin: BinaryIO | None = None,
    ) -> Self:
        """Read all of it, as :func:`kgraph.ingest.read_documents` does.

        Raises:
            ReadError: If no article could be read, or two have one id.
        """
        items = list(read_documents(paths, input_format=input_format, encoding=encoding, stdin=stdin))
        found = [item for item in items if isinstance(item, Issue)]
        issues = tuple(issue for issue in found if issue.kind not in NOTES)
        documents = tuple(item for item in items if isinstance(item, Document))
        if not documents:
            msg = "; ".join(issue.message for issue in issues[:3])
            more = f" (and {len(issues) - 3} more)" if len(issues) > 3 else ""  # noqa: PLR2004 - as many as fit a line
            raise ReadError(msg + more or "no articles given; name a file or a folder")
        return cls(documents, issues, notes=tuple(issue for issue in found if issue.kind in NOTES))
