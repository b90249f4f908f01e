"""Options that several commands share."""

import codecs
import re
from argparse import ArgumentParser, ArgumentTypeError

DEFAULT_STORE = "out/store"
FORMATS = ("text", "markdown", "html", "json", "jsonl")

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*[/#]")


def add_store(parser: ArgumentParser) -> None:
    """Add ``-s``: the store to read."""
    parser.add_argument("-s", "--store", default=DEFAULT_STORE, metavar="STORE", help="the store (default: out/store)")


def add_articles(parser: ArgumentParser) -> None:
    """Add how articles are read."""
    parser.add_argument(
        "--input-format", choices=FORMATS, help="what every input is, whatever its name says; `-` is otherwise text"
    )
    parser.add_argument(
        "--encoding", type=_encoding, default="utf-8", help="the encoding of the inputs (default: utf-8)"
    )


def add_extraction(parser: ArgumentParser) -> None:
    """Add how claims are found."""
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline for English, by its name or path")


def add_base(parser: ArgumentParser) -> None:
    """Add ``--base``: where the IRIs of the data begin."""
    parser.add_argument(
        "--base",
        type=_base,
        metavar="IRI",
        help="what the IRIs of the data begin with (default: https://w3id.org/kgraph/data/)",
    )


def add_facts(parser: ArgumentParser) -> None:
    """Add ``--facts``: which claims give facts."""
    parser.add_argument(
        "--facts",
        choices=("all", "own-voice"),
        default="all",
        help="which claims give plain facts: all that may, or only what articles say in their own voice",
    )


def add_strict(parser: ArgumentParser) -> None:
    """Add ``--strict``: any unread article is a failure."""
    parser.add_argument("--strict", action="store_true", help="exit with 1 if any article could not be read")


def add_progress(parser: ArgumentParser) -> None:
    """Add ``--progress``: a bar where stderr is no terminal too."""
    parser.add_argument("--progress", action="store_true", help="draw the progress bar even if stderr is no terminal")


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        msg = f"unknown encoding {name!r}; such as utf-8, latin-1, cp1252, utf-16"
        raise ArgumentTypeError(msg) from None
    return name


def _base(iri: str) -> str:
    if not _BASE.fullmatch(iri):
        msg = f"{iri!r} is no absolute IRI that ends in / or #"
        raise ArgumentTypeError(msg)
    return iri
