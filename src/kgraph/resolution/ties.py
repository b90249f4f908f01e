"""What people decided about who is who, as resolution needs it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kgraph.decisions import Decisions, Ref, key_of
from kgraph.model import Appearance
from kgraph.resolution.units import Unit
from kgraph.resolution.values import Member


class Tied:
    """Merges and splits by people.

    Args:
        decisions: All decisions.
        base: The base IRI of entities.
        whole: The ids that entities of documents have by the rules alone, for decisions that name them so.
    """

    def __init__(self, decisions: Decisions, *, base: str, whole: Mapping[Member, str]) -> None:
        self._ties = decisions.ties
        self._base = base
        self._whole = whole

    def ref(self, appearance: Appearance) -> Ref | None:
        """What decisions call an appearance; None if they don't speak of it."""
        for key in self.keys(appearance):
            found = self._ties.of(key, appearance.document)
            if found is not None:
                return found
        return None

    def keys(self, appearance: Appearance) -> list[str]:
        """The names that decisions may have for the entity of an appearance."""
        local = appearance.entity.id
        whole = self._whole.get(Member(appearance.document, local), local)
        return list(dict.fromkeys(key_of(iri, self._base) for iri in (local, whole)))

    def together(self, units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
        """The places of units that are one by decision."""
        by_ref = self._by_ref(units)
        for left, right in sorted(self._ties.together, key=lambda pair: (pair[0].order, pair[1].order)):
            yield from pairwise(by_ref[left] + (by_ref[right] if right != left else []))

    def apart(self, units: Sequence[Unit], left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether two groups of units are two by decision."""
        if not self._ties.apart:
            return False
        refs = [{ref for place in places if (ref := units[place].ref) is not None} for places in (left, right)]
        return any((a, b) in self._ties.apart or (b, a) in self._ties.apart for a in refs[0] for b in refs[1])

    @staticmethod
    def _by_ref(units: Sequence[Unit]) -> defaultdict[Ref, list[int]]:
        found: defaultdict[Ref, list[int]] = defaultdict(list)
        for place, unit in enumerate(units):
            if unit.ref is not None:
                found[unit.ref].append(place)
        return found
