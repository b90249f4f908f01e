"""Joins the mentions of a parse into entities: names and their parts, acronyms, descriptions, pronouns, metonymy."""

from kgraph.entities.links import ALL_LINKS, Link
from kgraph.entities.resolve import find_entities

__all__ = ["ALL_LINKS", "Link", "find_entities"]
