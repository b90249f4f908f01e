"""A dataset in RDF 1.2: each claim reifies a triple term, which asserts nothing.

``<claim> rdf:reifies <<( s p o )>>`` takes the place of ``rdf:subject``, ``rdf:predicate``, ``rdf:object`` and of the
type ``rdf:Statement`` (https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification). Two ways to say one
thing could come to differ; who needs the older one takes the export without this.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import NamedNode, Quad, Triple

from kgraph.rdf import terms as t

REIFIES = t.term("rdf:reifies")
_PARTS = (t.RDF_SUBJECT, t.RDF_PREDICATE, t.RDF_OBJECT)


def with_triple_terms(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The dataset with triple terms in place of the older reification.

    A claim whose text leaves open who acts keeps ``rdf:predicate`` and ``rdf:object``: a triple has a subject.

    Args:
        quads: Sorted by graph and subject, types first.
    """
    for _, rows in groupby(quads, lambda quad: (quad.graph_name, quad.subject)):
        yield from _reifier(list(rows))


def _reifier(quads: list[Quad]) -> Iterator[Quad]:
    parts = [[quad.object for quad in quads if quad.predicate == part] for part in _PARTS]
    subject, predicate, object_ = (values[0] if len(values) == 1 else None for values in parts)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode) or object_ is None:
        yield from quads
        return
    reified = Quad(quads[0].subject, REIFIES, Triple(subject, predicate, object_), quads[0].graph_name)
    rest = [q for q in quads if q.predicate not in _PARTS and (q.predicate, q.object) != (t.RDF_TYPE, t.RDF_STATEMENT)]
    types = sum(quad.predicate == t.RDF_TYPE for quad in rest)
    yield from (*rest[:types], reified, *rest[types:])
