"""Options that several commands share."""

import codecs
import math
import re
from collections.abc import Callable
from pathlib import Path

import click

from kgraph.cli.question import DEFAULT_STORE

Function = Callable[..., int]

_FORMATS = ("text", "markdown", "html", "json", "jsonl")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*[/#]")


def _encoding(ctx: click.Context, param: click.Parameter, name: str) -> str:  # noqa: ARG001 - click's interface
    try:
        codecs.lookup(name)
    except LookupError:
        msg = f"unknown encoding {name!r}; such as utf-8, latin-1, cp1252, utf-16"
        raise click.BadParameter(msg) from None
    return name


def _number(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """A number that can be compared: ``nan`` is none, and would leave every claim out."""
    if value is not None and math.isnan(value):
        msg = "nan is no number; give one from 0 to 1"
        raise click.BadParameter(msg)
    return value


def _base(ctx: click.Context, param: click.Parameter, iri: str | None) -> str | None:  # noqa: ARG001 - click's interface
    if iri is not None and not _BASE.fullmatch(iri):
        msg = f"{iri!r} is no absolute IRI that ends in / or #"
        raise click.BadParameter(msg)
    return iri


PATH = click.Path(path_type=Path)

store = click.option(
    "-s", "--store", default=DEFAULT_STORE, metavar="STORE", help=f"the store (default: {DEFAULT_STORE})"
)
output = click.option(
    "-o", "--output", default="-", metavar="FILE", help="where to write it (default: -, which is stdout)"
)
model = click.option("--model", metavar="NAME", help="another spaCy pipeline for English, by its name or path")
base = click.option(
    "--base",
    callback=_base,
    metavar="IRI",
    help="what the IRIs of the data begin with (default: https://w3id.org/kgraph/data/)",
)
facts = click.option(
    "--facts",
    type=click.Choice(("all", "own-voice")),
    default="all",
    help="which claims give plain facts: all that may, or only what articles say in their own voice",
)
min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=_number,
    metavar="X",
    help="leave out claims that are less sure, 0 to 1 (default: where F1 is best; 0 keeps all)",
)
strict = click.option("--strict", is_flag=True, help="exit with 1 if any article could not be read")
progress = click.option("--progress", is_flag=True, help="draw the progress bar even if stderr is no terminal")


def articles(function: Function) -> Function:
    """Add how articles are read."""
    function = click.option(
        "--encoding",
        callback=_encoding,
        default="utf-8",
        metavar="NAME",
        help="the encoding of the inputs (default: utf-8)",
    )(function)
    return click.option(
        "--input-format",
        type=click.Choice(_FORMATS),
        help="what every input is, whatever its name says; `-` is otherwise text",
    )(function)
