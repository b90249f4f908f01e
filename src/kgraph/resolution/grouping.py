"""Units into groups: the surest pairs first, none across what keeps two apart, nothing where two would do as well."""

from collections.abc import Sequence

from kgraph.resolution.groups import Groups
from kgraph.resolution.ties import Tied
from kgraph.resolution.units import Edge, Unit

_MARGIN = 0.15  # by how much the better of two must be better
_LEADS = 10  # how many times as many documents make one the better of two that fit as well


def group_units(units: Sequence[Unit], edges: Sequence[Edge], tied: Tied) -> Groups:
    """The groups of units that are one.

    Args:
        units: In their order.
        edges: The pairs that may be one.
        tied: What people decided.
    """
    groups = Groups(units, edges, tied)
    for left, right in tied.together(units):
        groups.unite(left, right, None)
    ordered = sorted(edges, key=lambda edge: _order(edge, units))
    for edge in ordered:
        states = [units[place].context.states for place in (edge.left, edge.right)]
        left, right = groups.find(edge.left), groups.find(edge.right)
        if not edge.likeness.part and states[0] & states[1] and left != right and not groups.apart(left, right):
            groups.unite(edge.left, edge.right, edge)
    while sum(_join_if_clear(groups, edge) for edge in ordered):  # who was ambiguous may be clear now
        pass
    return groups


def _order(edge: Edge, units: Sequence[Unit]) -> tuple[bool, float, tuple[str, str, str], tuple[str, str, str]]:
    return edge.likeness.part, -edge.likeness.score, units[edge.left].order, units[edge.right].order


def _join_if_clear(groups: Groups, edge: Edge) -> bool:
    """Join two groups where enough speaks for it, and no other group would do nearly as well for either."""
    left, right = groups.find(edge.left), groups.find(edge.right)
    if left == right or groups.apart(left, right) or (edge.likeness.part and groups.differ(left, right)):
        return False
    if edge.likeness.part and groups.share_a_document(edge):
        return False  # the document itself did not take the surname for his
    found = groups.evidence(left, right)
    if found < groups.needed(edge):
        return False
    likely = edge.likeness.score + found
    if _has_rival(groups, left, right, edge, likely) or _has_rival(groups, right, left, edge, likely):
        return False
    groups.unite(edge.left, edge.right, edge)
    return True


def _has_rival(groups: Groups, group: int, chosen: int, edge: Edge, likely: float) -> bool:
    """Whether a group could as well be one with another that cannot be one with the chosen.

    Args:
        groups: The groups so far.
        group: Whose rivals are looked for.
        chosen: What it would be joined to.
        edge: By what.
        likely: How likely these two are one.
    """
    part = edge.likeness.part
    for other, link in groups.links(group).items():
        score = link.best if part else link.whole
        if other == chosen or not score or groups.apart(group, other):
            continue
        if not groups.apart(other, chosen) and not (part and groups.differ(other, chosen)):
            continue
        margin = 0.0 if groups.documents(chosen) >= _LEADS * groups.documents(other) else _MARGIN
        if score + groups.evidence(group, other) > likely - margin:
            return True
    return False
