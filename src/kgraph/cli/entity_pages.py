"""Entities as they are printed: a table of many, a page of one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import fill

from pyoxigraph import Literal

from kgraph.browse import Appearing, Known, Part, Profile, claim_words, speakers_words
from kgraph.cli.colours import paint, width
from kgraph.model import Document
from kgraph.query.table import columns_of, cut, harmless, padded, table

NAMES = 4
LONGEST_LABEL = 40


def table_of(entities: Sequence[Known]) -> str:
    """A line for each entity, names last."""
    columns = ("key", "label", "type", "documents", "claims", "other names")
    rows = [
        tuple(
            Literal(value)
            for value in (
                known.key,
                cut(known.label, LONGEST_LABEL),
                known.type,
                len(known.documents),
                known.claims,
                " · ".join([name for name in known.names if name != known.label][:NAMES]),
            )
        )
        for known in entities
    ]
    return table(columns, rows).rstrip("\n")


def profile_page(profile: Profile) -> str:
    """An entity in full."""
    known = profile.known
    item = f" · Wikidata {known.wikidata}" if known.wikidata else ""
    blocks = [
        [paint(harmless(known.label), "strong"), f"{known.type} · {known.key}{item}"],
        _block("Names", _pairs((f"{count:,}", name) for name, count in known.names.items())),
        *(_claims(role, list(parts)) for role, parts in groupby(profile.parts, key=lambda part: part.role)),
        _block("Documents", [line for document, here in profile.documents for line in _document(document, here)]),
        _block("Merged", [f"{m.score:.2f}  {m.left} = {m.right} ({m.reason})" for m in profile.merges]),
        _block("Others of this name", [f"{h.key}  {h.label} ({h.type})" for h in profile.homonyms]),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _claims(role: str, parts: Sequence[Part]) -> list[str]:
    lines = []
    for relation, group in groupby(parts, key=lambda part: part.claim.relation):
        lines.append(relation)
        for claim in (part.claim for part in group):
            lines.append(f"  {claim_words(claim)}")
            lines.append(f"    {speakers_words(claim)}, in {claim.evidence.document}: “{claim.evidence.quote}”")
    return _block(f"Claims, as {role}", lines)


def _document(document: Document, here: Appearing) -> Iterator[str]:
    about = [document.published, document.publisher, document.title]
    yield " · ".join([document.id, *(text for text in about if text)])
    profile = [here.type, *here.roles, *here.states, *([here.gender] if here.gender else [])]
    yield f"  {here.label} ({', '.join(profile)}), {here.local.rpartition('/')[2]}"


def _block(title: str, lines: Iterable[str]) -> list[str]:
    shown = [part for line in lines for part in _wrapped(line)]
    return [paint(title, "title"), *shown] if shown else []


def _wrapped(line: str) -> list[str]:
    """A line, indented, without what steers a terminal; as several lines where it is long."""
    text = line.lstrip(" ")
    indent = " " * (2 + len(line) - len(text))
    return fill(harmless(text), width(), initial_indent=indent, subsequent_indent=f"{indent}  ").split("\n")


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    pairs = list(pairs)
    size = max((columns_of(left) for left, _ in pairs), default=0)
    return [f"{padded(left, size, right=True)}  {right}" for left, right in pairs]
