"""Front matter: the lines of metadata, between two lines of dashes, that some Markdown begins with."""

import re

_START = re.compile(r"-{3}[ \t]*\n(?=[A-Za-z])")
_LINE = re.compile(r"(?:[A-Za-z][\w-]*[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t]+\S.*|#.*|[ \t]*)\n")
_END = re.compile(r"(?:-{3}|\.{3})[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")


def front_matter_end(text: str) -> int:
    """Where the text begins after its front matter; 0 if it has none, such as one that opens with a mere line."""
    start = _START.match(text)
    at = start.end() if start else 0
    while at:
        if end := _END.match(text, at):
            return end.end()
        line = _LINE.match(text, at)
        at = line.end() if line else 0
    return 0


def read_front_matter(text: str) -> dict[str, tuple[str, ...]]:
    """The values of a text's front matter by their keys in lower case; of what is nested nothing."""
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for line in text[: front_matter_end(text)].split("\n")[1:]:
        if key := _KEY.match(line):
            values = found.setdefault(key[1].lower(), [])
            values += _values(key[2])
        elif item := _ITEM.match(line):
            values += _values(item[1])
    return {key: tuple(value) for key, value in found.items() if value}


def _values(written: str) -> list[str]:
    """One value, or those of a list in brackets, without their quotes."""
    written = written.strip()
    many = written.startswith("[") and written.endswith("]")
    parts = written[1:-1].split(",") if many else [written]
    return [value for part in parts if (value := _unquoted(part.strip()))]


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value
