"""The kinds of link by which mentions are joined; each can be left out, to see what it is worth."""

from enum import StrEnum

from kgraph.gazetteer import Kind


class Link(StrEnum):
    """Why two mentions are taken for the same entity."""

    NAME_PARTS = "name-parts"  # 'Arikan' after 'Kemal Arikan'
    ACRONYMS = "acronyms"  # 'the MWU' after 'the Mine Workers Union'
    TITLES = "titles"  # 'the minister' after 'Foreign Minister Cho'
    APPOSITIONS = "appositions"  # 'Cho, the foreign minister'
    OFFICES = "offices"  # 'French President Macron' for Emmanuel Macron of the gazetteer
    DEMONYMS = "demonyms"  # 'Russian' for Russia
    SEATS = "seats"  # 'Moscow', 'the Kremlin' for Russia
    STATE_BODIES = "state-bodies"  # 'Russian officials' for Russia
    DESCRIPTIONS = "descriptions"  # 'the group', 'these soldiers'
    PRONOUNS = "pronouns"  # 'it', 'their'
    COLLECTIVES = "collectives"  # 'both countries'


ALL_LINKS = frozenset(Link)
BY_NAME = {Kind.DEMONYM: Link.DEMONYMS, Kind.CAPITAL: Link.SEATS, Kind.SEAT: Link.SEATS}
"""The links that names of the gazetteer make; under its own name an entry is always itself."""
