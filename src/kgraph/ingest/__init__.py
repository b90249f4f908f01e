"""Reads articles: files, folders, patterns and standard input to documents."""

from kgraph.ingest.reader import read_documents
from kgraph.ingest.sources import FORMATS

__all__ = ["FORMATS", "read_documents"]
