"""Builds a folder of results: claims, graph, store, page and report."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from kgraph.decisions import NAME as DECISIONS
from kgraph.decisions import Decisions, read_decisions
from kgraph.gazetteer import gazetteer
from kgraph.model import Document, Issue, Reading
from kgraph.pipeline.articles import Articles
from kgraph.pipeline.counting import conflicts, count
from kgraph.pipeline.digests import rules_digest, views_digest
from kgraph.pipeline.extraction import Extractor, extract, extractor_name
from kgraph.pipeline.report import NOTES, Last, Report, most_first, read_last
from kgraph.pipeline.resolving import resolve_store, with_keys
from kgraph.pipeline.reviewing import KIND as DECISION
from kgraph.pipeline.reviewing import Reviewer
from kgraph.progress import Progress, unwatched
from kgraph.rdf import DocumentQuads, document_digest, document_quads, passed
from kgraph.store import GraphStore, open_store, place

CLAIMS, GRAPH, STORE, PAGE, REPORT = "claims.jsonl", "graph.trig", "store", "graph.html", "report.json"
STAGE = ".new-"
NOTHING = "none"
_OF_VIEWS = ("views", "facts")


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        fresh: Whether to start anew instead of adding to what is there.
        page: Whether to write the page.
        dump: Whether to write the graph as TriG.
        base: What the IRIs of the data begin with; None for that of the store that is there, or the usual one.
        model: Another spaCy pipeline, by name or path.
        own_voice_only: Whether attributed claims give no facts.
        title: What the page is called.
        min_confidence: Claims below it are left out; None for the usual threshold.
        decisions: The file of what people decided; None for the one in the folder of the results.
    """

    fresh: bool = False
    page: bool = True
    dump: bool = True
    base: str | None = None
    model: str | None = None
    own_voice_only: bool = False
    title: str | None = None
    min_confidence: float | None = None
    decisions: Path | None = None

    def settings(self) -> dict[str, str]:
        """What the results depend on beside the articles."""
        return {
            "extractor": extractor_name(self.model),
            "rules": rules_digest(),
            "views": views_digest(),
            "facts": "own-voice" if self.own_voice_only else "all",
            "minConfidence": "usual" if self.min_confidence is None else f"{self.min_confidence:g}",
        }


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the results lie below one folder; the page and the graph may have been left out."""

    folder: Path

    @property
    def claims(self) -> Path:
        """The claims, as JSON Lines."""
        return self.folder / CLAIMS

    @property
    def graph(self) -> Path:
        """The dataset, as TriG."""
        return self.folder / GRAPH

    @property
    def store(self) -> Path:
        """The store that can be queried."""
        return self.folder / STORE

    @property
    def page(self) -> Path:
        """The page."""
        return self.folder / PAGE

    @property
    def report(self) -> Path:
        """The report."""
        return self.folder / REPORT


def build(
    articles: Articles,
    out: Path,
    *,
    options: Options | None = None,
    extractor: Extractor | None = None,
    progress: Progress = unwatched,
) -> Report:
    """Add articles to the results in a folder, replacing what changed ones said before.

    An article that is there and has not changed is not read again, unless the rules have changed. Files are written
    beside their place and moved there together when all are whole.

    Args:
        articles: What was read.
        out: The folder; it is made if need be.
        options: How to build.
        extractor: What finds claims; the built-in one if None.
        progress: Passes articles through as they are read, then communities as they are placed on the page.

    Raises:
        StoreError: If the store cannot be written, or holds data of another base.
        ReadError: If the model cannot be loaded.
        OSError: If a file cannot be written; what was there stays.
    """
    options = options or Options()
    outputs = Outputs(out)
    decisions = read_decisions(options.decisions or out / DECISIONS)
    settings = options.settings() | {"decisions": decisions.digest if decisions else NOTHING}
    last = Last() if options.fresh else read_last(outputs.report)
    with _staged(outputs) as stage, _written(outputs.store, base=options.base, fresh=options.fresh) as store:
        reread = any(last.settings.get(name) != settings[name] for name in ("rules", "minConfidence"))
        reviewer = Reviewer.of(decisions, base=store.base, entries=gazetteer().entries)
        run = _Run(store, settings["extractor"], articles.documents, reviewer, reread=reread)
        if run.pending:
            built_in = partial(extract, model=options.model, base=store.base, min_confidence=options.min_confidence)
            readings = (extractor or built_in)(run.pending)
            store.replace_documents(run.mapped(progress(readings, total=len(run.pending), what="articles")))
        given = {document.id for document in articles.documents}  # their notes are made anew, their claims maybe not
        kept = [i for i in last.issues if i.document not in (given if i.kind in NOTES else run.read_again)]
        if last.settings.get("decisions", NOTHING) != settings["decisions"]:
            kept = [issue for issue in kept if issue.kind != DECISION]
            _obey(store, reviewer)
        if any(last.settings.get(name) != settings[name] for name in _OF_VIEWS):
            store.renew()
        _settle(store, decisions, reviewer, settings)
        issues = (*kept, *run.issues, *reviewer.issues, *articles.notes)
        digest = _write_claims(store, stage, last=last)
        report = _report(store, run, issues, articles.issues, settings, claims=(stage / CLAIMS, digest))
        _write(store, stage, report, options, progress=progress)
    return report


def remove(ids: Sequence[str], store_path: Path, *, decisions: Path | None = None) -> Report:
    """Take documents out of a store and of the files that a build wrote beside it, and obey decisions made since.

    Args:
        ids: The documents; none to do no more than obey.
        store_path: The store.
        decisions: The file of what people decided; None for the one beside the store.

    Raises:
        DecisionError: If the decisions cannot be read.
        StoreError: If there is no such store, or it does not have one of the documents; nothing is taken out then.
    """
    outputs = Outputs(store_path.parent)
    last = read_last(outputs.report)
    known = read_decisions(decisions or outputs.folder / DECISIONS)
    settings = dict(last.settings) | {"decisions": known.digest if known else NOTHING, "views": views_digest()}
    options = Options(page=outputs.page.exists(), dump=outputs.graph.exists())
    place.check_place(store_path, must_exist=True)
    with _staged(outputs) as stage, _written(store_path) as store:
        store.remove_documents(ids)
        reviewer = Reviewer.of(known, base=store.base, entries=gazetteer().entries)
        run = _Run(store, "", (), reviewer, reread=False)
        kept = [issue for issue in last.issues if issue.document not in ids]
        if last.settings.get("decisions", NOTHING) != settings["decisions"]:
            kept = [issue for issue in kept if issue.kind != DECISION]
            _obey(store, reviewer)
        if last.settings.get("views") != settings["views"]:
            store.renew()
        _settle(store, known, reviewer, settings)
        digest = _write_claims(store, stage, last=last)
        report = _report(store, run, (*kept, *reviewer.issues), (), settings, claims=(stage / CLAIMS, digest))
        _write(store, stage, report, options)
    return report


class _Run:
    """Which documents are new, changed or known, and what became of those that were read."""

    def __init__(
        self,
        store: GraphStore,
        extractor: str,
        documents: Sequence[Document],
        reviewer: Reviewer,
        *,
        reread: bool,
    ) -> None:
        stored = store.documents()
        self.base, self.extractor, self.reviewer = store.base, extractor, reviewer
        self.new = [document for document in documents if document.id not in stored]
        digests = {id_: known.digest for id_, known in stored.items()}
        self.changed = [
            document
            for document in documents
            if document.id in stored
            and (reread or digests[document.id] != document_digest(document, extractor=extractor))
        ]
        self.unchanged = len(documents) - len(self.new) - len(self.changed)
        self.read_again = {document.id for document in (*self.new, *self.changed)}
        self.pending = [document for document in documents if document.id in self.read_again]
        self.issues: list[Issue] = []

    def mapped(self, readings: Iterable[Reading]) -> Iterator[DocumentQuads]:
        """The graph of each reading, without the claims that break a shape; what is left out is noted."""
        for reading in readings:
            mapped = document_quads(self.reviewer(with_keys(reading)), base=self.base, extractor=self.extractor)
            mapped = passed(mapped, gazetteer=gazetteer().entries)
            self.issues += [*reading.issues, *mapped.issues]
            yield mapped


def _obey(store: GraphStore, reviewer: Reviewer) -> None:
    """Mark the claims of the store by other decisions than before."""
    store.renew()
    store.rewrite({id_: {} for id_ in store.reviewed_documents(reviewer.verdicts)}, revise=reviewer)


def _settle(store: GraphStore, decisions: Decisions, reviewer: Reviewer, settings: Mapping[str, str]) -> None:
    """Tell who is who, and bring the views up to date."""
    resolved = resolve_store(store, decisions=decisions, revise=reviewer)
    store.refresh_views(
        gazetteer=gazetteer().entries,
        resolved=resolved,
        decisions=decisions,
        own_voice_only=settings.get("facts") == "own-voice",
    )


def _write_claims(store: GraphStore, stage: Path, *, last: Last) -> str:
    """Write the file of claims and return its hash."""
    _sweep(stage)
    before = stage.parent / CLAIMS
    untouched = bool(last.claims_digest) and before.is_file() and _digest(before) == last.claims_digest
    store.write_claims(stage / CLAIMS, earlier=before if untouched else None)
    return _digest(stage / CLAIMS)


def _report(  # noqa: PLR0913 - what happened, and where it is told
    store: GraphStore,
    run: _Run,
    left_out: tuple[Issue, ...],
    unread: tuple[Issue, ...],
    settings: Mapping[str, str],
    *,
    claims: tuple[Path, str],
) -> Report:
    path, digest = claims
    counts = count(store.dataset, base=store.base)
    with path.open("rb") as lines:
        conflicting = tuple(conflicts(store.dataset, lines, base=store.base))
    return Report(
        documents=len(store.documents()),
        new=len(run.new),
        changed=len(run.changed),
        unchanged=run.unchanged,
        claims=counts.claims,
        relations=most_first(counts.relations),
        speakers=most_first(counts.speakers),
        modalities=most_first(counts.modalities),
        polarities=most_first(counts.polarities),
        conflicts=conflicting,
        left_out=tuple(sorted(left_out, key=_place)),
        unread=unread,
        settings=settings,
        claims_digest=digest,
    )


def _place(issue: Issue) -> tuple[str, int, int, str]:
    start, end = (issue.span.start, issue.span.end) if issue.span else (-1, -1)
    return issue.document, start, end, issue.message


def _write(store: GraphStore, stage: Path, report: Report, options: Options, *, progress: Progress = unwatched) -> None:
    if options.dump:
        store.dump_trig(stage / GRAPH)
    if options.page:
        from kgraph.render import render_page  # noqa: PLC0415 - networkx and pyvis are slow to load

        render_page(store.dataset, stage / PAGE, title=options.title, progress=progress)
    (stage / REPORT).write_text(report.to_json(), encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


@contextmanager
def _written(path: Path, *, base: str | None = None, fresh: bool = False) -> Iterator[GraphStore]:
    """A store to change: a new one, or a copy, that takes its place at the end unless an error ends the context.

    The copy shares its files with the store (hard links), so it costs next to nothing.
    """
    if fresh or not place.is_store(path):
        with open_store(path, base=base, fresh=fresh) as store:
            yield store
        return
    # The old store stays open, and so locked, until its copy is whole; it is closed before the two change places, for
    # the engine would look for its files under their old names.
    with place.replaced(path) as beside, place.opened(path) as old:
        with place.translated(path):
            old.backup(str(beside))
        del old
        with place.opened(beside) as dataset:
            store = GraphStore(dataset, path, base=base)
            del dataset
            try:
                yield store
            finally:
                store.close()


@contextmanager
def _staged(outputs: Outputs) -> Iterator[Path]:
    """A folder to write files in, which are moved to their places at the end unless an error ends the context.

    A page or graph that was not written anew is deleted: it would show what is no longer so.
    """
    made = not outputs.folder.exists()
    outputs.folder.mkdir(parents=True, exist_ok=True)
    stage = Path(mkdtemp(prefix=STAGE, dir=outputs.folder))
    try:
        yield stage
        written = sorted(stage.iterdir())
        for path in written:
            path.replace(outputs.folder / path.name)
        for name in {PAGE, GRAPH} - {path.name for path in written}:
            (outputs.folder / name).unlink(missing_ok=True)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if made and not any(outputs.folder.iterdir()):
            outputs.folder.rmdir()


def _sweep(stage: Path) -> None:
    """Delete what runs that were killed left behind; only who holds the store may."""
    for left in stage.parent.glob(f"{STAGE}*"):
        if left != stage:
            shutil.rmtree(left, ignore_errors=True)
