"""A quick check of quads against the SHACL shapes of the ontology, for what is about to be written.

The shapes are read from the same file that the full validator takes (:mod:`kgraph.rdf.validation`); SHACL Core but for
closed and qualified shapes is understood, and a shape that asks for more is an error, never passed over.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.errors import OntologyError
from kgraph.rdf import terms as t
from kgraph.rdf.constraints import CONSTRAINTS, SH, Constraint, Data, PathSteps, Term, is_in, shown
from kgraph.rdf.vocabulary import is_shapes, parsed
from kgraph.resources import ontology_dir


@dataclass(frozen=True, slots=True)
class Violation:
    """What a shape finds fault with.

    Attributes:
        focus: The node that was checked.
        path: The property, as an IRI where it is a single one; None where the node itself is wrong.
        value: The value at fault, if it is one.
        message: What the shape asks for.
    """

    focus: str
    path: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape, ready to be applied."""

    targets: tuple[Callable[[Data], Iterable[Term]], ...]
    path: PathSteps | None
    path_iri: str | None
    constraints: tuple[Constraint, ...]
    properties: tuple["Shape", ...]
    message: str

    def violations(self, data: Data, focus: Term) -> Iterator[Violation]:
        """What is wrong with a node."""
        values: tuple[Term, ...] = (focus,) if self.path is None else tuple(dict.fromkeys(self.path(data, focus)))
        for constraint in self.constraints:
            for offence in constraint(data, focus, values):
                fault = None if offence is None else shown(offence)
                yield Violation(shown(focus), self.path_iri, fault, self.message)
        for shape in self.properties:
            for value in values:
                yield from shape.violations(data, value)

    def holds(self, data: Data, focus: Term) -> bool:
        """Whether nothing is wrong with a node."""
        return next(self.violations(data, focus), None) is None


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes that have targets, and the class hierarchy they are read with."""

    shapes: tuple[Shape, ...]
    superclasses: dict[Term, frozenset[Term]]

    def violations(self, quads: Iterable[Quad]) -> list[Violation]:
        """What is wrong with a graph: each once, sorted by node."""
        data = Data(quads, self.superclasses)
        found = {
            violation
            for shape in self.shapes
            for focus in {node for target in shape.targets for node in target(data)}
            for violation in shape.violations(data, focus)
        }
        return sorted(found, key=lambda v: (v.focus, v.path or "", v.value or "", v.message))


@cache
def shipped_shapes() -> Shapes:
    """The shapes that ship with kgraph."""
    return read_shapes(sorted(ontology_dir().glob("*.ttl")))


def read_shapes(files: Iterable[Path]) -> Shapes:
    """Read the shapes of some Turtle files and the class hierarchy of the others.

    Raises:
        OntologyError: If a file is broken, or a shape uses what the quick check does not understand.
    """
    shapes: list[Quad] = []
    hierarchy: list[Quad] = []
    for file in files:
        (shapes if is_shapes(file) else hierarchy).extend(parsed(file))
    return Shapes(tuple(_Compiler(shapes).shapes()), _superclasses(hierarchy))


def _superclasses(quads: Iterable[Quad]) -> dict[Term, frozenset[Term]]:
    above: dict[Term, set[Term]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == t.SUB_CLASS_OF:
            above[quad.subject].add(quad.object)
    closed: dict[Term, frozenset[Term]] = {}
    for class_ in above:
        found, queue = set[Term](), [class_]
        while queue:
            fresh = above.get(queue.pop(), set()) - found
            found |= fresh
            queue += fresh
        closed[class_] = frozenset(found)
    return closed


class _Compiler:
    """Turns the triples of shapes into functions."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._data = Data(quads, {})
        self._nodes = dict.fromkeys(quad.subject for quad in quads)

    def shapes(self) -> Iterator[Shape]:
        for node in self._nodes:
            if any(self._all(node, target) for target in _TARGETS):
                yield self._shape(node)

    def _shape(self, node: Term) -> Shape:
        path = self._one(node, "path")
        constraints = [
            self._constraint(node, property_.value.removeprefix(SH))
            for property_ in self._data.properties(node)
            if isinstance(property_, NamedNode) and property_.value.startswith(SH)
        ]
        message = self._one(node, "message")
        return Shape(
            targets=tuple(make(value) for target, make in _TARGETS.items() for value in self._all(node, target)),
            path=None if path is None else self._path(path),
            path_iri=path.value if isinstance(path, NamedNode) else None,
            constraints=tuple(constraint for constraint in constraints if constraint is not None),
            properties=tuple(self._shape(each) for each in self._all(node, "property")),
            message=message.value if isinstance(message, Literal) else "does not fit its shape",
        )

    def _path(self, node: Term) -> PathSteps:
        if isinstance(node, NamedNode):
            return lambda data, focus: data.objects(focus, node)
        inverse = self._one(node, "inversePath")
        if inverse is not None:
            return lambda data, focus: data.subjects(inverse, focus)
        if self._data.objects(node, _FIRST):
            return _sequence([self._path(step) for step in self._list(node)])
        alternatives = self._one(node, "alternativePath")
        if alternatives is not None:
            choices = [self._path(choice) for choice in self._list(alternatives)]
            return lambda data, focus: (value for choice in choices for value in choice(data, focus))
        kind = "path"
        raise _unknown(kind)

    def _constraint(self, node: Term, parameter: str) -> Constraint | None:
        if parameter in _NO_CONSTRAINT or parameter in _TARGETS:
            return None
        values = list(self._all(node, parameter))
        if parameter in {"in", "and", "or", "xone"}:
            lists = [list(self._list(value)) for value in values]
            if parameter == "in":
                return is_in(lists[0])
            branches = [[self._shape(branch) for branch in branch_list] for branch_list in lists]
            return _each(_LOGIC[parameter], branches)
        if parameter in {"node", "not"}:
            return _each(_LOGIC[parameter], [[self._shape(value)] for value in values])
        if parameter not in CONSTRAINTS:
            raise _unknown(parameter)
        checks = [CONSTRAINTS[parameter](value) for value in values]
        return lambda data, focus, found: (o for check in checks for o in check(data, focus, found))

    def _all(self, node: Term, name: str) -> Iterable[Term]:
        return self._data.objects(node, NamedNode(SH + name))

    def _one(self, node: Term, name: str) -> Term | None:
        return next(iter(self._all(node, name)), None)

    def _list(self, node: Term) -> Iterator[Term]:
        while node != _NIL:
            yield from self._data.objects(node, _FIRST)
            node = next(iter(self._data.objects(node, _REST)), _NIL)


_FIRST, _REST, _NIL = t.term("rdf:first"), t.term("rdf:rest"), t.term("rdf:nil")
_NO_CONSTRAINT = frozenset({"path", "property", "message", "severity", "name", "description", "order", "group"})
_TARGETS: dict[str, Callable[[Term], Callable[[Data], Iterable[Term]]]] = {
    "targetClass": lambda class_: lambda data: data.instances(class_),
    "targetNode": lambda node: lambda _: (node,),
    "targetSubjectsOf": lambda predicate: lambda data: data.subjects_of(predicate),
    "targetObjectsOf": lambda predicate: lambda data: data.objects_of(predicate),
}


def _unknown(parameter: str) -> OntologyError:
    msg = f"ontology/shapes.ttl: the quick check does not understand this sh:{parameter}; say it with what it does"
    return OntologyError(msg)


def _sequence(steps: Sequence[PathSteps]) -> PathSteps:
    def path(data: Data, focus: Term) -> Iterable[Term]:
        nodes: Iterable[Term] = (focus,)
        for step in steps:
            nodes = dict.fromkeys(value for node in nodes for value in step(data, node))
        return nodes

    return path


def _each(logic: Callable[[Sequence[bool]], bool], groups: Sequence[Sequence[Shape]]) -> Constraint:
    """Every value must meet the combination of each group of shapes."""
    return lambda data, _, values: (
        value for value in values for group in groups if not logic([shape.holds(data, value) for shape in group])
    )


_LOGIC: dict[str, Callable[[Sequence[bool]], bool]] = {
    "and": all,
    "or": any,
    "xone": lambda met: sum(met) == 1,
    "node": all,
    "not": lambda met: not met[0],
}
