"""Runs the program as ``python -m kgraph``."""

import sys

from kgraph.cli import main

if __name__ == "__main__":
    sys.exit(main())
