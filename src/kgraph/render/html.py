"""The file itself: template, script, style sheet and data in one, closed by a Content-Security-Policy.

Whatever comes from an article reaches the page as JSON in a script element that is not run; the template escapes the
rest. The policy names the one script and the one style sheet by their hashes and allows nothing else.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
_BIG = 2_000_000
"""Characters of data above which it is packed."""
_BLOCK = 1_000_000
# A script element ends at "</", an old parser opens a comment at "<!--"; U+2028 and U+2029 once ended lines of scripts.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write_page(payload: Mapping[str, Any], texts: Sequence[str]) -> str:
    """The page around what its script gets, and the texts of the articles in blocks of their own."""
    script, sheet = _bundle("page.js"), _bundle("page.css")
    data, blocks = _json(payload), _blocks(texts)
    packed = len(data) + sum(len(block) for _, block in blocks) > _BIG
    return (
        _environment()
        .get_template("template.html")
        .render(
            title=payload["title"],
            script=script,
            sheet=sheet,
            kind="text/plain" if packed else "application/json",
            data=_packed(data) if packed else data,
            texts=[(first, _packed(block) if packed else block) for first, block in blocks],
            script_hash=_hash(script),
            sheet_hash=_hash(sheet),
        )
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def _packed(text: str) -> str:
    """Gzipped, for the browser's own ``DecompressionStream``; in base64, because the page is text."""
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=6, mtime=0)).decode()


def _blocks(texts: Sequence[str]) -> list[tuple[int, str]]:
    """The texts in lists of some ``_BLOCK`` characters, each with the number of its first text."""
    blocks, first, size = [], 0, 0
    for n, text in enumerate(texts):
        if size and size + len(text) > _BLOCK:
            blocks.append((first, _json(texts[first:n])))
            first, size = n, 0
        size += len(text)
    return [*blocks, (first, _json(texts[first:]))]


def framed(html: str, *, height: str = "640px") -> str:
    """The page in a frame for a notebook. It can run its script there, but not reach the notebook around it."""
    allowed = "allow-scripts allow-downloads allow-popups allow-modals"
    style = f"width:100%;height:{escape(height)};border:0"
    return f'<iframe title="kgraph" sandbox="{allowed}" style="{style}" srcdoc="{escape(html)}"></iframe>'


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _bundle(name: str) -> str:
    return (_HERE / "bundle" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
