"""Finds claims in a parse: rules propose, context and speech decide who says it and how sure they are."""

from kgraph.claims.confidence import confidence_model
from kgraph.claims.find import find_claims

__all__ = ["confidence_model", "find_claims"]
