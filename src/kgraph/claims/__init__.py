"""Finds claims in a parse: rules propose, context and speech decide who says it and how sure they are."""

from kgraph.claims.find import find_claims

__all__ = ["find_claims"]
