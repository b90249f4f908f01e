"""Review of what is uncertain in a store: in a dialogue, or by a spreadsheet."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.browse import Directory, read_directory
from kgraph.deciding import Doubt, DoubtfulMerge, Made, Scope, Settled, Signature, find_doubts
from kgraph.deciding.dialogue import Console, Desk, review
from kgraph.deciding.sheet import Clerk, Problem, read_sheet, write_sheet
from kgraph.decisions import Decisions, append_decisions, read_decisions
from kgraph.errors import ReadError
from kgraph.model import Document
from kgraph.ontology import relations
from kgraph.pipeline.applying import apply_decisions, decisions_path
from kgraph.store import GraphStore, open_store, place


@dataclass(frozen=True)
class Matter:
    """What there is to review.

    Attributes:
        doubts: The most doubtful first.
        documents: Those with the words of the doubts, by id.
        decisions: What was decided before.
        file: Where decisions are kept.
    """

    doubts: tuple[Doubt, ...]
    documents: dict[str, Document]
    directory: Directory
    decisions: Decisions
    file: Path


def find_matter(
    store_path: Path,
    *,
    decisions: Path | None = None,
    scope: Scope | None = None,
    entity: str | None = None,
    limit: int | None = None,
) -> Matter:
    """What there is to review in a store.

    Args:
        store_path: The store.
        decisions: The file of decisions; None for the one beside the store.
        scope: What to look at.
        entity: A name of the only entity to look at.
        limit: How many at most.

    Raises:
        StoreError: If there is no store, or it cannot be read.
        DecisionError: If the file is broken.
        QueryError: If no entity, or more than one, has that name.
    """
    file = decisions or decisions_path(store_path)
    decided = read_decisions(file)
    with open_store(store_path, read_only=True) as store:
        directory = read_directory(store)
        chosen = scope or Scope()
        if entity is not None:
            chosen = Scope(chosen.kinds, directory.named(entity).iri, chosen.everything)
        doubts = find_doubts(store, directory, decided, chosen)[:limit]
        documents = _documents(store, doubts)
    return Matter(doubts, documents, directory, decided, file)


def review_in_dialogue(matter: Matter, console: Console, sign: Callable[[], Signature]) -> int:
    """Ask for each what to make of it, and write each decision at once; see :func:`kgraph.deciding.dialogue.review`.

    Returns:
        How many decisions were made. They are not applied: :func:`kgraph.pipeline.apply_decisions` does it.
    """

    def write(made: Sequence[Made]) -> Decisions:
        return append_decisions(matter.file, [(each.decision, each.words) for each in made])

    desk = Desk(matter.directory, matter.documents, _relations(), sign, write)
    return review(matter.doubts, matter.decisions, desk, console)


def export_sheet(matter: Matter, path: Path) -> None:
    """Write a spreadsheet of what there is to review.

    Raises:
        StoreError: If it cannot be written.
    """
    place.write_bytes(path, write_sheet(matter.doubts, matter.documents, matter.directory).encode(errors="replace"))


def import_sheet(
    store_path: Path, path: Path, signature: Signature, *, decisions: Path | None = None
) -> tuple[int, list[Problem]]:
    """Take the decisions of a spreadsheet, and apply them; if anything is wrong with it, none is taken.

    Returns:
        How many decisions were taken, and what is wrong, in the order of the rows.

    Raises:
        ReadError: If the spreadsheet cannot be read.
        DecisionError: If the file of decisions is broken, or would contradict itself.
        StoreError: If the store cannot be read or written.
    """
    text = _text(path)
    matter = find_matter(store_path, decisions=decisions, scope=Scope(everything=True))
    settled = Settled(matter.decisions, matter.directory.base)
    made, problems = read_sheet(text, matter.doubts, settled, Clerk(matter.directory, _relations(), signature))
    new = list(_new(made, matter.decisions))
    if problems or not new:
        return 0, problems
    append_decisions(matter.file, [(each.decision, each.words) for each in new])
    apply_decisions(store_path, decisions=matter.file)
    return len(new), []


def _new(made: Iterable[Made], decisions: Decisions) -> Iterable[Made]:
    """Those that were not made before, by whomever."""
    known = {
        _content(entry) for entry in (*decisions.verdicts, *decisions.dismissals, *decisions.merges, *decisions.splits)
    }
    return (each for each in made if _content(each.decision) not in known)


def _content(decision: object) -> str:
    fields = {name: getattr(decision, name) for name in _CONTENT if hasattr(decision, name)}
    return f"{type(decision).__name__} {fields}"


_CONTENT = ("claim", "ruling", "changes", "claims", "refs", "groups")


def _relations() -> Collection[str]:
    return tuple(relations())


def _documents(store: GraphStore, doubts: Iterable[Doubt]) -> dict[str, Document]:
    ids = set()
    for doubt in doubts:
        if isinstance(doubt, DoubtfulMerge):
            ids |= {appearing.document for appearing in (*doubt.left, *doubt.right)}
        ids |= {claim.evidence.document for claim in doubt.claims}
    found = ((id_, store.document(id_)) for id_ in sorted(ids))
    return {id_: document for id_, document in found if document is not None}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 at byte {error.start}; save it as CSV UTF-8"
        raise ReadError(msg) from error
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}; check the path"
        raise ReadError(msg) from error
