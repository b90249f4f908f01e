"""The constraints of SHACL Core as functions: of a shape's parameter first, then of the data.

A constraint gives the values that break it, or None where the node as a whole does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kgraph.rdf import terms as t

SH = "http://www.w3.org/ns/shacl#"

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
PathSteps: TypeAlias = Callable[["Data", Term], Iterable[Term]]
Offence: TypeAlias = Term | None
Constraint: TypeAlias = Callable[["Data", Term, Sequence[Term]], Iterable[Offence]]


class Data:
    """Quads indexed for checking; graphs are taken together."""

    def __init__(self, quads: Iterable[Quad], superclasses: Mapping[Term, frozenset[Term]]) -> None:
        self._forward: dict[Term, dict[Term, dict[Term, None]]] = {}
        self._backward: dict[Term, dict[Term, dict[Term, None]]] = {}
        self._superclasses = superclasses
        for quad in quads:
            self._forward.setdefault(quad.subject, {}).setdefault(quad.predicate, {})[quad.object] = None
            self._backward.setdefault(quad.predicate, {}).setdefault(quad.object, {})[quad.subject] = None

    def properties(self, subject: Term) -> Iterable[Term]:
        """The properties that a node has."""
        return self._forward.get(subject, ())

    def objects(self, subject: Term, predicate: Term) -> Iterable[Term]:
        """The values of a property."""
        return self._forward.get(subject, {}).get(predicate, ())

    def subjects(self, predicate: Term, object_: Term) -> Iterable[Term]:
        """The nodes that have a value of a property."""
        return self._backward.get(predicate, {}).get(object_, ())

    def subjects_of(self, predicate: Term) -> Iterator[Term]:
        """The nodes that have the property."""
        return (node for node, properties in self._forward.items() if predicate in properties)

    def objects_of(self, predicate: Term) -> Iterable[Term]:
        """The nodes that are a value of the property."""
        return self._backward.get(predicate, ())

    def is_a(self, node: Term, class_: Term) -> bool:
        """Whether a node is an instance of a class or of one below it."""
        return any(
            type_ == class_ or class_ in self._superclasses.get(type_, ()) for type_ in self.objects(node, t.RDF_TYPE)
        )

    def instances(self, class_: Term) -> Iterator[Term]:
        """The instances of a class and of those below it."""
        below = [sub for sub, supers in self._superclasses.items() if class_ in supers and sub != class_]
        for type_ in (class_, *below):
            yield from self.subjects(t.RDF_TYPE, type_)


def _per_value(make: Callable[[Term], Callable[[Data, Term], bool]]) -> Callable[[Term], Constraint]:
    """A constraint that every value meets or breaks on its own."""

    def constraint(parameter: Term) -> Constraint:
        fits = make(parameter)
        return lambda data, _, values: (value for value in values if not fits(data, value))

    return constraint


def is_in(allowed: Iterable[Term]) -> Constraint:
    """Every value is one of those allowed (``sh:in``)."""
    known = frozenset(allowed)
    return lambda _data, _focus, values: (value for value in values if value not in known)


def _count(fits: Callable[[int, int], bool]) -> Callable[[Term], Constraint]:
    def constraint(parameter: Term) -> Constraint:
        limit = int(shown(parameter))
        return lambda _data, _focus, values: () if fits(len(values), limit) else (None,)

    return constraint


def _compared(fits: Callable[[Decimal, Decimal], bool]) -> Callable[[Term], Constraint]:
    def make(parameter: Term) -> Callable[[Data, Term], bool]:
        limit = Decimal(shown(parameter))

        def fits_value(_: Data, value: Term) -> bool:
            number = _number(value)
            return number is not None and fits(number, limit)

        return fits_value

    return _per_value(make)


def _pair(fits: Callable[[Decimal, Decimal], bool]) -> Callable[[Term], Constraint]:
    """Every value against every value of another property of the node."""

    def constraint(other: Term) -> Constraint:
        def offences(data: Data, focus: Term, values: Sequence[Term]) -> Iterator[Offence]:
            for value in values:
                for limit in data.objects(focus, other):
                    one, two = _number(value), _number(limit)
                    if one is None or two is None or not fits(one, two):
                        yield value

        return offences

    return constraint


def _equals(other: Term) -> Constraint:
    def offences(data: Data, focus: Term, values: Sequence[Term]) -> Iterable[Offence]:
        return set(values) ^ set(data.objects(focus, other))

    return offences


def _disjoint(other: Term) -> Constraint:
    return lambda data, focus, values: set(values) & set(data.objects(focus, other))


def _has_value(wanted: Term) -> Constraint:
    return lambda _data, _focus, values: () if wanted in values else (None,)


def _unique_lang(_: Term) -> Constraint:
    def offences(_data: Data, _focus: Term, values: Sequence[Term]) -> Iterable[Offence]:
        languages = [value.language for value in values if isinstance(value, Literal) and value.language]
        return (None,) if len(set(languages)) < len(languages) else ()

    return offences


def _datatype(datatype: Term) -> Callable[[Data, Term], bool]:
    form = _FORMS.get(shown(datatype))
    return lambda _, value: (
        isinstance(value, Literal)
        and value.datatype == datatype
        and (form is None or bool(form.fullmatch(value.value)))
    )


def _node_kind(kind: Term) -> Callable[[Data, Term], bool]:
    name = shown(kind).removeprefix(SH)
    kinds = {"IRI": NamedNode, "BlankNode": BlankNode, "Literal": Literal}
    allowed = tuple(class_ for part, class_ in kinds.items() if part in name)
    return lambda _, value: isinstance(value, allowed)


def _pattern(pattern: Term) -> Callable[[Data, Term], bool]:
    compiled = re.compile(shown(pattern))
    return lambda _, value: not isinstance(value, BlankNode) and bool(compiled.search(shown(value)))


def _length(fits: Callable[[int, int], bool]) -> Callable[[Term], Constraint]:
    def make(parameter: Term) -> Callable[[Data, Term], bool]:
        limit = int(shown(parameter))
        return lambda _, value: not isinstance(value, BlankNode) and fits(len(shown(value)), limit)

    return _per_value(make)


CONSTRAINTS: dict[str, Callable[[Term], Constraint]] = {
    "minCount": _count(lambda count, limit: count >= limit),
    "maxCount": _count(lambda count, limit: count <= limit),
    "minLength": _length(lambda length, limit: length >= limit),
    "maxLength": _length(lambda length, limit: length <= limit),
    "minInclusive": _compared(lambda value, limit: value >= limit),
    "maxInclusive": _compared(lambda value, limit: value <= limit),
    "minExclusive": _compared(lambda value, limit: value > limit),
    "maxExclusive": _compared(lambda value, limit: value < limit),
    "lessThan": _pair(lambda value, limit: value < limit),
    "lessThanOrEquals": _pair(lambda value, limit: value <= limit),
    "equals": _equals,
    "disjoint": _disjoint,
    "hasValue": _has_value,
    "uniqueLang": _unique_lang,
    "class": _per_value(lambda class_: lambda data, value: data.is_a(value, class_)),
    "datatype": _per_value(_datatype),
    "nodeKind": _per_value(_node_kind),
    "pattern": _per_value(_pattern),
}

_FORMS = {
    t.XSD_INTEGER.value: re.compile(r"[+-]?[0-9]+"),
    t.XSD_DECIMAL.value: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    t.XSD_BOOLEAN.value: re.compile(r"true|false|1|0"),
}


def _number(term: Term) -> Decimal | None:
    try:
        return Decimal(term.value) if isinstance(term, Literal) else None
    except InvalidOperation:
        return None


def shown(term: Term) -> str:
    """A term for people: its IRI or its lexical form."""
    return str(term) if isinstance(term, Triple) else term.value
