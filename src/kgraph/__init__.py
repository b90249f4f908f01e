"""kgraph: who did what to whom, who says so, and how sure they are."""

__version__ = "0.1.0"
