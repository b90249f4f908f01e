"""The full check of a store or a file of RDF against the shapes."""

import sys
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kgraph.errors import ReadError
from kgraph.rdf.validation import ValidationReport, validate
from kgraph.store import open_store

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def validate_store(path: Path) -> ValidationReport:
    """Check all graphs of a store.

    Raises:
        StoreError: If there is none, or it cannot be read.
    """
    with open_store(path, read_only=True) as store:
        return validate(store.sorted_quads())


def validate_file(path: str, *, stdin: BinaryIO | None = None) -> ValidationReport:
    """Check all graphs of a file; ``-`` reads N-Quads from standard input.

    Raises:
        ReadError: If it cannot be read, is of an unknown format or broken.
    """
    format_ = ox.RdfFormat.N_QUADS if path == "-" else FORMATS.get(Path(path).suffix.lower())
    if format_ is None:
        msg = f"{path}: unknown format; use one of {' '.join(FORMATS)}"
        raise ReadError(msg)
    try:
        data = (stdin or sys.stdin.buffer).read() if path == "-" else Path(path).read_bytes()
        return validate(
            ox.parse(data, format=format_, base_iri=None if path == "-" else Path(path).absolute().as_uri())
        )
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}; check the path"
        raise ReadError(msg) from error
    except SyntaxError as error:
        msg = f"{path}: broken RDF: {error}; mend it there"
        raise ReadError(msg) from error
