"""Gold and claims by relation and by phenomenon: the figures of each, over all documents."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum

from kgraph.evaluate.figures import Row, pooled
from kgraph.evaluate.matching import Line
from kgraph.evaluate.scoring import Judged, row


class By(StrEnum):
    """What there is a row for."""

    DOCUMENT = "document"
    RELATION = "relation"
    PHENOMENON = "phenomenon"


def rows_by(judged: Sequence[Judged], by: By) -> list[Row]:
    """A row for each document, or for each relation or phenomenon over all of them, in the order of the alphabet."""
    if by is By.DOCUMENT:
        return [row(document) for document in judged]
    kinds_of = KINDS[by]
    lines = [line for document in judged for line in (*document.golds, *document.claims)]
    return [_of_kind(judged, kind, kinds_of) for kind in sorted(set[str]().union(*map(kinds_of, lines)))]


def _of_kind(judged: Sequence[Judged], kind: str, kinds_of: Callable[[Line], AbstractSet[str]]) -> Row:
    total = pooled([row(document, of_kind=lambda line: kind in kinds_of(line)) for document in judged])
    return replace(total, name=kind)


def relation_of(line: Line) -> AbstractSet[str]:
    """The relation of a claim; the best one of a gold line."""
    relation = line["relation"]
    return {relation} if isinstance(relation, str) else set(relation[:1])


def phenomena_of(line: Line) -> AbstractSet[str]:
    """What is hard about a claim or a gold line; one with none of it is plain."""
    subject, speakers = line["subject"], line.get("attributedTo") or []
    modality = line.get("modality", "asserted")
    found = {
        "attributed": bool(speakers) and speakers[0] is not None,
        "negative": line.get("polarity") == "negative",
        "figure": bool(line.get("quantity")),
        "agent left open": subject is None or (isinstance(subject, list) and subject[:1] == [None]),
        "dated": bool(line.get("time")),
        "placed": bool(line.get("place")),
        modality: modality != "asserted",
    }
    return {name for name, there in found.items() if there} or {"plain"}


KINDS: dict[By, Callable[[Line], AbstractSet[str]]] = {By.RELATION: relation_of, By.PHENOMENON: phenomena_of}
