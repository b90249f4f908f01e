"""How decisions name entities of a store, so that they mean the same after the next build."""

from collections import Counter
from collections.abc import Iterable

from kgraph.browse.directory import Appearing, Directory, Known
from kgraph.decisions import Ref, key_of


def references(directory: Directory, appearances: Iterable[Appearing]) -> tuple[Ref, ...]:
    """The references that stand for appearances and for no others, sorted.

    A local key alone where all that have it are among them, else with each document.
    """
    chosen = {(key_of(a.local, directory.base), a.document) for a in appearances}
    everywhere = {
        (key, a.document)
        for key in {key for key, _ in chosen}
        for known in directory.by_local[key]
        for a in known.appearances
        if key_of(a.local, directory.base) == key
    }
    partial = {key for key, _ in everywhere - chosen}
    refs = {Ref(key, document if key in partial else None) for key, document in chosen}
    return tuple(sorted(refs, key=lambda ref: ref.order))


def chief_reference(directory: Directory, known: Known) -> Ref:
    """One reference that stands for an entity: that of the local key which most documents have."""
    uses = Counter(key_of(a.local, directory.base) for a in known.appearances)
    key = min(uses, key=lambda k: (k != known.key, -uses[k], k))
    refs = references(directory, [a for a in known.appearances if key_of(a.local, directory.base) == key])
    return refs[0]
