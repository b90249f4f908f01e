"""Decisions on who is who, from what people type: merge, split, rename, type, link."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from kgraph.browse import Appearing, Directory, Known, chief_reference, references
from kgraph.deciding.values import Made, Signature
from kgraph.decisions import Decisions, Link, Merge, Ref, Rename, Retype, Split, key_of
from kgraph.errors import DecisionError
from kgraph.gazetteer import normalise
from kgraph.model import EntityType

Making: TypeAlias = Callable[[Directory, Decisions], Made]
"""Makes a decision from the entities that there are and what was decided before."""


def merging(names: Sequence[str], signature: Signature) -> Making:
    """That all these are one."""

    def made(directory: Directory, decisions: Decisions) -> Made:
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

    def made(directory: Directory, _: Decisions) -> Made:
        entity = directory.named(name)
        out = list(dict.fromkeys(a for text in taken for a in _meant(directory, entity, text)))
        rest = [appearing for appearing in entity.appearances if appearing not in out]
        words = [f"{entity.label} in {text}" if text in entity.documents else text for text in taken]
        if not rest:
            msg = f"{_listed(words)}: that is all of {entity.label} ({entity.key}); name what is to be taken out of it"
            raise DecisionError(msg)
        left = {key_of(appearing.local, directory.base) for appearing in rest}
        parted = references(directory, out)
        # All documents but those taken out, also those to come: by the key alone where it stands for nobody else.
        kept = tuple(r for r in references(directory, entity.appearances) if r.key in left and r not in parted)
        split = Split(groups=(kept, parted), by=signature.by, on=signature.on, note=signature.note)
        return Made(split, f"{_listed(words)} {'is' if len(words) == 1 else 'are'} not {_told(directory, entity)}")

    return made


def renaming(name: str, label: str, signature: Signature) -> Making:
    """What an entity is to be called."""

    def made(directory: Directory, _: Decisions) -> Made:
        entity = directory.named(name)
        wanted = " ".join(label.split())
        ref = chief_reference(directory, entity)
        rename = Rename(entity=ref, label=wanted, by=signature.by, on=signature.on, note=signature.note)
        return Made(rename, f"{_told(directory, entity)} is called {wanted}")

    return made


def retyping(name: str, type_: EntityType, signature: Signature) -> Making:
    """What an entity is."""

    def made(directory: Directory, _: Decisions) -> Made:
        entity = directory.named(name)
        ref = chief_reference(directory, entity)
        retype = Retype(entity=ref, type=type_, by=signature.by, on=signature.on, note=signature.note)
        return Made(retype, f"{_told(directory, entity)} is of the type {type_.value}")

    return made


def linking(name: str, item: str | None, signature: Signature) -> Making:
    """Which item of Wikidata an entity is; None if none."""

    def made(directory: Directory, _: Decisions) -> Made:
        entity = directory.named(name)
        ref = chief_reference(directory, entity)
        link = Link(entity=ref, wikidata=item, by=signature.by, on=signature.on, note=signature.note)
        return Made(link, f"{_told(directory, entity)} is {item or 'no item'} of Wikidata")

    return made


def _kept_apart(directory: Directory, entities: Sequence[Known], decisions: Decisions) -> set[Ref]:
    """The references by which earlier decisions keep entities apart that are one now: the new one has to name them."""
    ties = decisions.ties
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
