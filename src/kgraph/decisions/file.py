"""The file of decisions: read, added to, taken from, with people's comments and order kept."""

import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

import tomlkit

from kgraph.decisions.tables import Wrong, decision, table_of
from kgraph.decisions.ties import Ties, contradictions, ties
from kgraph.decisions.values import Decided, Decision, Dismissal, Link, Merge, Rename, Retype, Split, Verdict
from kgraph.errors import DecisionError
from kgraph.model import digest

NAME: Final = "decisions.toml"
HEAD: Final = """\
# What people decided: who is who, and which claims hold. Every build obeys it, and may be run again at any time.
# Each [[decision]] is one decision; where two are about the same thing, the later one counts.
# To take one back, delete its lines or add one that says the opposite.
"""

_TABLE = "decision"
_HEADER = re.compile(r"\s*\[\[\s*[\"']?decision[\"']?\s*\]\]\s*(#.*)?\Z")
Kind = TypeVar("Kind", bound=Decided)


@dataclass(frozen=True)
class Decisions:
    """All that was decided.

    Attributes:
        entries: In the order of the file; a later one overrides earlier ones on the same thing.
    """

    entries: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def merges(self) -> tuple[Merge, ...]:
        """Those by which entities are one, also where somebody only confirms it."""
        return self._of(Merge)

    @property
    def splits(self) -> tuple[Split, ...]:
        """Those by which entities are not one."""
        return self._of(Split)

    @property
    def renames(self) -> tuple[Rename, ...]:
        """What entities are called, the last word on each."""
        return _last(self._of(Rename), lambda rename: rename.entity)

    @property
    def types(self) -> tuple[Retype, ...]:
        """What entities are, the last word on each."""
        return _last(self._of(Retype), lambda retype: retype.entity)

    @property
    def links(self) -> tuple[Link, ...]:
        """Which items of Wikidata entities are, the last word on each."""
        return _last(self._of(Link), lambda link: link.entity)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What was found of claims, the last word on each."""
        return _last(self._of(Verdict), lambda verdict: verdict.claim)

    @property
    def dismissals(self) -> tuple[Dismissal, ...]:
        """Pairs of claims that are no conflict."""
        return _last(self._of(Dismissal), lambda dismissal: dismissal.claims)

    @cached_property
    def ties(self) -> Ties:
        """Which entities are one and which are not, by merges and splits taken together."""
        return ties(self.entries)

    @cached_property
    def digest(self) -> str:
        """A hash of all decisions; comments make no difference."""
        return digest(*(json.dumps(table_of(entry), default=str, sort_keys=True) for entry in self.entries))

    def _of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, kind))


def _last(entries: Iterable[Kind], about: Callable[[Kind], object]) -> tuple[Kind, ...]:
    """The last entry on each thing, in the order of the file."""
    last: dict[object, Kind] = {}
    for entry in entries:
        last.pop(about(entry), None)
        last[about(entry)] = entry
    return tuple(last.values())


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file; none if there is no such file.

    Raises:
        DecisionError: If it cannot be read, is no TOML, or a decision is broken or contradicts others.
    """
    return _parsed(_text(path), path)


def append_decisions(path: Path, made: Iterable[tuple[Decision, str]]) -> Decisions:
    """Add decisions at the end of a file, made if need be; what is there stays as it is, byte for byte.

    Args:
        path: The file.
        made: Each with what it is, in words, for the line above it.

    Returns:
        All decisions, the new ones too.

    Raises:
        DecisionError: If the file cannot be read or written, or with the decisions would contradict itself; it is
            unchanged then.
    """
    text = _text(path)
    end = "\r\n" if "\r\n" in text else "\n"
    new = text or HEAD.replace("\n", end)
    for decided, comment in made:
        blank = "" if new.endswith(end * 2) else end if new.endswith("\n") else end * 2
        new += blank + toml_of(decided, comment=comment).replace("\n", end)
    decisions = _parsed(new, path)
    _write(path, new)
    return decisions


def append_decision(path: Path, made: Decision, *, comment: str = "") -> Decisions:
    """Add one decision; see :func:`append_decisions`."""
    return append_decisions(path, [(made, comment)])


def remove_decision(path: Path, place: int) -> Decision:
    """Take a decision out of a file, with the comment lines right above it.

    Args:
        path: The file.
        place: Its index in :attr:`Decisions.entries`.

    Returns:
        What was taken out.

    Raises:
        DecisionError: If the file cannot be read or written, or contradicts itself without the decision.
        IndexError: If there is no such decision.
    """
    text = _text(path)
    entries = _parsed(text, path).entries
    entry, rest = entries[place], (*entries[:place], *entries[place + 1 :])
    lines, headers = _lines(text), _header_lines(text, len(entries))
    if not headers:
        msg = f"{path}: cannot tell where {_name(place)} stands; delete it by hand"
        raise DecisionError(msg)
    start, end = _extent(lines, [*headers, len(lines)], place)
    new = "".join([*lines[:start], *lines[end:]])
    if _parsed(new, path).entries != rest:
        msg = f"{path}: cannot take out {_name(place)} alone; delete it by hand"
        raise DecisionError(msg)
    _write(path, new)
    return entry


def toml_of(made: Decision, *, comment: str = "") -> str:
    """A decision as it stands in the file."""
    table = tomlkit.table()
    for name, value in table_of(made).items():
        table.append(name, _moment(value) if name == "on" else _item(value))
    tables = tomlkit.aot()
    tables.append(table)
    document = tomlkit.document().append(_TABLE, tables)
    words = " ".join("".join(c if c.isprintable() else " " for c in comment).split())
    return (f"# {words}\n" if words else "") + tomlkit.dumps(document).strip() + "\n"


def _item(value: Any) -> Any:  # noqa: ANN401 - whatever TOML can hold
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update({name: _item(part) for name, part in value.items()})
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend([_item(part) for part in value])
        return array
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else tomlkit.parse(f"x = {value:f}")["x"]
    return value


def _moment(on: str) -> datetime | date:
    return datetime.fromisoformat(on) if "T" in on else date.fromisoformat(on)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8"
        raise DecisionError(msg) from error
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}; check the path"
        raise DecisionError(msg) from error


def _write(path: Path, text: str) -> None:
    real = path.resolve()  # the file itself, should the path be a link
    beside = real.with_name(f".{real.name}.new")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode())
        beside.replace(real)
    except OSError as error:
        beside.unlink(missing_ok=True)
        msg = f"{path}: cannot be written: {error.strerror or error}; nothing was decided"
        raise DecisionError(msg) from error


def _parsed(text: str, path: Path) -> Decisions:
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        msg = f"{path}: no TOML: {error}; mend it there"
        raise DecisionError(msg) from error
    tables = content.pop(_TABLE, [])
    for name in content:
        msg = f"{path}: {name!r} is unknown; a file of decisions holds [[{_TABLE}]] tables only"
        raise DecisionError(msg)
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        msg = f"{path}: {_TABLE!r} has to be a list of tables: write [[{_TABLE}]] above each"
        raise DecisionError(msg)
    lines = _header_lines(text, len(tables))
    entries: list[Decision] = []
    for place, table in enumerate(tables):
        try:
            entries.append(decision(table))
        except Wrong as wrong:
            msg = f"{_where(path, place, lines)}: {wrong}"
            raise DecisionError(msg) from None
    _check(entries, path, lines)
    return Decisions(tuple(entries))


def _check(entries: Sequence[Decision], path: Path, lines: Sequence[int]) -> None:
    for found in contradictions(entries):
        joined = " and ".join(f"line {lines[p] + 1}" if lines else _name(p) for p in found.together)
        one, other = found.pair
        msg = (
            f"{_where(path, found.apart, lines)}: keeps {one} and {other} apart, but they are joined through others by "
            f"{joined}; split those too, or take one of the decisions out"
        )
        raise DecisionError(msg)


def _where(path: Path, place: int, lines: Sequence[int]) -> str:
    return f"{path}:{lines[place] + 1}" if lines else f"{path}: {_name(place)}"


def _name(place: int) -> str:
    return f"decision {place + 1}"


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline="\n"))


def _header_lines(text: str, count: int) -> list[int]:
    """The index of the line of each table's header; none where a text of several lines looks like one."""
    found = [number for number, line in enumerate(_lines(text)) if _HEADER.match(line.strip())]
    return found if len(found) == count else []


def _extent(lines: Sequence[str], headers: Sequence[int], place: int) -> tuple[int, int]:
    """The lines of a table: from the comment right above it to the last that says something, and what is blank then."""
    start, end = headers[place], headers[place + 1]
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    while _says_nothing(lines[end - 1]):
        end -= 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    while end == len(lines) and start > 0 and not lines[start - 1].strip():
        start -= 1
    return start, end


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
