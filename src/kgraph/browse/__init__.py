"""Looking things up in a store: its entities by any name, what it holds on one, what was merged, what is disputed."""

from kgraph.browse.directory import Appearing, Directory, Known, read_directory
from kgraph.browse.disputes import Dispute, Disputes, Reason, Side, read_disputes
from kgraph.browse.profile import MergedNames, Part, Profile, read_conflicts, read_merges, read_profile
from kgraph.browse.references import chief_reference, references
from kgraph.browse.wire import dumps, dumps_disputes, dumps_list
from kgraph.browse.wording import OWN_VOICE, claim_words, quantity_words, speakers_words

__all__ = [
    "OWN_VOICE",
    "Appearing",
    "Directory",
    "Dispute",
    "Disputes",
    "Known",
    "MergedNames",
    "Part",
    "Profile",
    "Reason",
    "Side",
    "chief_reference",
    "claim_words",
    "dumps",
    "dumps_disputes",
    "dumps_list",
    "quantity_words",
    "read_conflicts",
    "read_directory",
    "read_disputes",
    "read_merges",
    "read_profile",
    "references",
    "speakers_words",
]
