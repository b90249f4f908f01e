"""What people decide about the entities of a store: from what they type to the file, and from there to the store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.browse import Appearing, Directory, Known, chief_reference, read_directory, references
from kgraph.decisions import (
    Decision,
    Link,
    Merge,
    Ref,
    Rename,
    Retype,
    Split,
    append_decision,
    key_of,
    read_decisions,
    remove_decision,
)
from kgraph.errors import DecisionError
from kgraph.gazetteer import normalise
from kgraph.model import EntityType
from kgraph.pipeline.applying import apply_decisions, decisions_path
from kgraph.store import open_store


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when and why; see :class:`kgraph.decisions.values.Decided`."""

    by: str
    on: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A decision, and in words what it is."""

    decision: Decision
    words: str


Making = Callable[[Directory], Made]


def decide(store_path: Path, making: Making, *, decisions: Path | None = None) -> Made:
    """Make a decision, write it to the file and apply it.

    Args:
        store_path: The store.
        making: Makes the decision from the entities that there are.
        decisions: The file; None for the one beside the store.

    Raises:
        DecisionError: If it contradicts others or says nothing new; nothing is written.
        QueryError: If it names nothing, or more than one entity; nothing is written.
        StoreError: If the store cannot be written; the decision is in the file then, and the next build obeys it.
    """
    file = decisions or decisions_path(store_path)
    with open_store(store_path, read_only=True) as store:
        made = making(read_directory(store))
    append_decision(file, made.decision, comment=made.words)
    apply_decisions(store_path, decisions=file)
    return made


def undo(store_path: Path, *, decisions: Path | None = None) -> Decision:
    """Take the last decision out of the file and apply what remains.

    Raises:
        DecisionError: If there is none, or the others contradict each other without it.
        StoreError: If the store cannot be written.
    """
    file = decisions or decisions_path(store_path)
    entries = read_decisions(file).entries
    if not entries:
        msg = f"{file}: holds no decision to take back"
        raise DecisionError(msg)
    taken = remove_decision(file, len(entries) - 1)
    apply_decisions(store_path, decisions=file)
    return taken


# --- what there is to decide of entities


def merging(names: Sequence[str], signature: Signature, *, decisions: Path) -> Making:
    """That all these are one."""

    def made(directory: Directory) -> Made:
        entities = list(dict.fromkeys(directory.named(name) for name in names))
        if len(entities) < 2:  # noqa: PLR2004 - one is one anyway
            msg = f"{' and '.join(names)}: that is one already, {entities[0].label} ({entities[0].key})"
            raise DecisionError(msg)
        refs = {chief_reference(directory, entity) for entity in entities}
        refs |= _kept_apart(directory, entities, decisions)
        ordered = tuple(sorted(refs, key=lambda ref: ref.order))
        merge = Merge(refs=ordered, by=signature.by, on=signature.on, note=signature.note)
        return Made(merge, f"{_listed([_told(directory, entity) for entity in entities])} are one")

    return made


def splitting(name: str, taken: Sequence[str], signature: Signature) -> Making:
    """That some names or documents of an entity are somebody or something else."""

    def made(directory: Directory) -> Made:
        entity = directory.named(name)
        out = list(dict.fromkeys(a for text in taken for a in _meant(directory, entity, text)))
        words = [f"{entity.label} in {text}" if text in entity.documents else text for text in taken]
        return parted(directory, entity, out, signature, words=words)

    return made


def parted(
    directory: Directory, entity: Known, out: Sequence[Appearing], signature: Signature, *, words: Sequence[str]
) -> Made:
    """The decision that some appearances of an entity are somebody or something else.

    Raises:
        DecisionError: If nothing would be left of it.
    """
    rest = [appearing for appearing in entity.appearances if appearing not in out]
    if not rest:
        msg = f"{_listed(words)}: that is all of {entity.label} ({entity.key}); name what is to be taken out of it"
        raise DecisionError(msg)
    left = {key_of(appearing.local, directory.base) for appearing in rest}
    taken = references(directory, out)
    # All documents but those taken out, also those to come: by the key alone where it stands for nobody else.
    kept = tuple(r for r in references(directory, entity.appearances) if r.key in left and r not in taken)
    split = Split(groups=(kept, taken), by=signature.by, on=signature.on, note=signature.note)
    return Made(split, f"{_listed(words)} {'is' if len(words) == 1 else 'are'} not {_told(directory, entity)}")


def renaming(name: str, label: str, signature: Signature) -> Making:
    """What an entity is to be called."""

    def made(directory: Directory) -> Made:
        entity = directory.named(name)
        wanted = " ".join(label.split())
        ref = chief_reference(directory, entity)
        rename = Rename(entity=ref, label=wanted, by=signature.by, on=signature.on, note=signature.note)
        return Made(rename, f"{_told(directory, entity)} is called {wanted}")

    return made


def retyping(name: str, type_: EntityType, signature: Signature) -> Making:
    """What an entity is."""

    def made(directory: Directory) -> Made:
        entity = directory.named(name)
        ref = chief_reference(directory, entity)
        retype = Retype(entity=ref, type=type_, by=signature.by, on=signature.on, note=signature.note)
        return Made(retype, f"{_told(directory, entity)} is of the type {type_.value}")

    return made


def linking(name: str, item: str | None, signature: Signature) -> Making:
    """Which item of Wikidata an entity is; None if none."""

    def made(directory: Directory) -> Made:
        entity = directory.named(name)
        ref = chief_reference(directory, entity)
        link = Link(entity=ref, wikidata=item, by=signature.by, on=signature.on, note=signature.note)
        return Made(link, f"{_told(directory, entity)} is {item or 'no item'} of Wikidata")

    return made


def _kept_apart(directory: Directory, entities: Sequence[Known], decisions: Path) -> set[Ref]:
    """The references by which earlier decisions keep entities apart that are one now: the new one has to name them."""
    ties = read_decisions(decisions).ties
    of: dict[Ref, str] = {}
    for entity in entities:
        for appearing in entity.appearances:
            ref = ties.of(key_of(appearing.local, directory.base), appearing.document)
            if ref is not None:
                of[ref] = entity.iri
    return {
        ref for pair in ties.apart if of.get(pair[0]) and of.get(pair[1]) for ref in pair if of[pair[0]] != of[pair[1]]
    }


def _meant(directory: Directory, entity: Known, text: str) -> list[Appearing]:
    """The appearances of an entity that a document's id, a name or a key stand for.

    A document's label of the entity goes before its other names: what one document takes for one stays together.
    """
    wanted, key = normalise(text), key_of(text, directory.base)
    tests: tuple[Callable[[Appearing], bool], ...] = (
        lambda a: a.document == text,
        lambda a: key_of(a.local, directory.base) == key,
        lambda a: normalise(a.label) == wanted,
        lambda a: wanted in map(normalise, a.names),
    )
    for test in tests:
        found = [appearing for appearing in entity.appearances if test(appearing)]
        if found:
            return found
    msg = (
        f"{entity.label} ({entity.key}) has no name and no document {text!r}; "
        f"kgraph entities show {entity.key} lists them"
    )
    raise DecisionError(msg)


def _told(directory: Directory, entity: Known) -> str:
    """An entity's label, with its key where another has the same."""
    alike = [other for other in directory.by_name[normalise(entity.label)] if other.label == entity.label]
    return entity.label if len(alike) < 2 else f"{entity.label} ({entity.key})"  # noqa: PLR2004 - itself and another


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
