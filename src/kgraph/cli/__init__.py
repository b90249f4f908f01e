"""The program: options and printing, no logic."""

from kgraph.cli.program import main

__all__ = ["main"]
