"""Claims that break a shape are left out before a document is written, and reported with their words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from pyoxigraph import NamedNode

from kgraph.gazetteer import Entry
from kgraph.model import Claim, Issue, Span
from kgraph.rdf.described import entity_quads
from kgraph.rdf.read import DocumentGraph
from kgraph.rdf.shapes import Shapes, Violation, shipped_shapes
from kgraph.rdf.write import DocumentQuads


def passed(document: DocumentQuads, *, gazetteer: Mapping[str, Entry], shapes: Shapes | None = None) -> DocumentQuads:
    """The document without the claims that break a shape; each of those becomes an issue of the kind ``shape``.

    What is wrong with the document itself becomes an issue too, and stays.

    Args:
        document: What is about to be written.
        gazetteer: Entries by key; an entity that has one is of the entry's type, whatever the document takes it for.
        shapes: By default those that ship with kgraph.
    """
    shapes = shapes or shipped_shapes()
    issues = list(document.issues)
    while violations := _violations(document, gazetteer, shapes):
        blamed = _blamed(document, violations)
        if not blamed:
            issues += [Issue(document.id, _told(violation), kind="shape") for violation in violations]
            break
        issues += [_issue(part.claim, blamed[part.claim.id]) for part in document.claims if part.claim.id in blamed]
        kept = tuple(part for part in document.claims if part.claim.id not in blamed)
        document = replace(document, claims=kept)
    return replace(document, issues=tuple(issues))


def _violations(document: DocumentQuads, gazetteer: Mapping[str, Entry], shapes: Shapes) -> list[Violation]:
    quads = document.quads()
    entities = DocumentGraph(quads).entities
    return shapes.violations([*quads, *entity_quads(entities, base=document.base, gazetteer=gazetteer)])


def _blamed(document: DocumentQuads, violations: list[Violation]) -> dict[str, Violation]:
    """The claims at fault, each with its first fault: those that hold the node that fails, or name the entity."""
    holders: dict[str, set[str]] = defaultdict(set)
    for part in document.claims:
        for quad in (*part.own, *part.shared):
            for node in (quad.subject, quad.object):
                if isinstance(node, NamedNode) and node != document.graph:
                    holders[node.value].add(part.claim.id)
    blamed: dict[str, Violation] = {}
    for violation in violations:
        for claim in holders.get(violation.focus, ()):
            blamed.setdefault(claim, violation)
    return blamed


def _issue(claim: Claim, violation: Violation) -> Issue:
    subject = claim.subject.label if claim.subject else "somebody"
    said = f"{subject} {claim.relation} {claim.object.label}"
    span = Span(claim.evidence.start, claim.evidence.end)
    return Issue(
        claim.evidence.document,
        f"claim left out ({said}): {_told(violation)}",
        span,
        claim.evidence.quote,
        kind="shape",
    )


def _told(violation: Violation) -> str:
    value = f", not {violation.value}" if violation.value else ""
    return f"{violation.message}{value} ({violation.focus})"
