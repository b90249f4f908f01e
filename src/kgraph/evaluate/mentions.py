"""Gold for merging as it is written down: which words of which article speak of whom.

``tests/entities/README.md`` tells the format.
"""

from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import OntologyError, ReadError
from kgraph.model import EntityType, Span
from kgraph.tables import rows

FILE = "mentions.tsv"
COLUMNS = ("document", "start", "end", "surface", "entity", "type")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A name in an article, and whose it is.

    Attributes:
        document: The article's id.
        surface: Its words, ``text[start:end]``.
        entity: The same for all mentions of one entity, in every article.
    """

    document: str
    span: Span
    surface: str
    entity: str
    type: EntityType


def mention_files(path: Path) -> list[Path]:
    """The files of such gold: a file itself, or those in a folder and below it; none where there is other gold."""
    if path.is_dir():
        return sorted(path.rglob(FILE))
    return [path] if path.suffix == ".tsv" else []


def read_mentions(path: Path) -> list[GoldMention]:
    """The mentions of a file.

    Raises:
        ReadError: If it cannot be read, or a line is no mention.
    """
    try:
        return [_mention(cells, where=f"{path}:{number}") for number, cells in rows(path, COLUMNS)]
    except OntologyError as error:
        raise ReadError(str(error)) from error


def _mention(cells: list[str], *, where: str) -> GoldMention:
    document, start, end, surface, entity, type_ = cells
    try:
        return GoldMention(document, Span(int(start), int(end)), surface, entity, EntityType(type_))
    except ValueError as error:
        msg = f"{where}: no mention: {error}"
        raise ReadError(msg) from error
