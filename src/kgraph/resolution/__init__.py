"""Who is who across documents: appearances of entities joined into the entities of a whole store.

Pure functions on frozen values. The result does not depend on the order of the appearances, and appearances that
share no blocking key, directly or through others, never influence each other, except by a decision.
"""

from kgraph.resolution.keys import blocking_keys, entry_key
from kgraph.resolution.reach import influences
from kgraph.resolution.resolve import resolve
from kgraph.resolution.values import Member, Merge, Reason, Resolved

__all__ = ["Member", "Merge", "Reason", "Resolved", "blocking_keys", "entry_key", "influences", "resolve"]
