"""The rules that find claims: each takes a view of a document and yields drafts. A new rule is a line in ``RULES``."""

from collections.abc import Callable, Iterator

from kgraph.claims.draft import Draft
from kgraph.claims.rules.demands import find_demands
from kgraph.claims.rules.ellipses import find_ellipses, find_gapped
from kgraph.claims.rules.events import find_adjective_events, find_nominal_events, find_verbal_events
from kgraph.claims.rules.judgements import find_judgements
from kgraph.claims.rules.measures import find_measures
from kgraph.claims.rules.memberships import find_memberships
from kgraph.claims.rules.offices import find_offices
from kgraph.claims.rules.places import find_places
from kgraph.claims.rules.resignations import find_resignations
from kgraph.claims.rules.tolls import find_tolls
from kgraph.claims.view import View

Rule = Callable[[View], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    find_verbal_events,
    find_nominal_events,
    find_adjective_events,
    find_demands,
    find_judgements,
    find_ellipses,
    find_gapped,
    find_offices,
    find_resignations,
    find_memberships,
    find_places,
    find_measures,
    find_tolls,
)
