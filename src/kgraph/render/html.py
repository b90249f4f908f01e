"""The file itself: template, script, style sheet and data in one, closed by a Content-Security-Policy.

Whatever comes from an article reaches the page as JSON in a script element that is not run; the template escapes the
rest. The policy names the one script and the one style sheet by their hashes and allows nothing else.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
# A script element ends at "</", an old parser opens a comment at "<!--"; U+2028 and U+2029 once ended lines of scripts.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write_page(payload: Mapping[str, Any]) -> str:
    """The page around what its script gets."""
    script, sheet = _bundle("page.js"), _bundle("page.css")
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)
    return (
        _environment()
        .get_template("template.html")
        .render(
            title=payload["title"],
            script=script,
            sheet=sheet,
            data=data,
            script_hash=_hash(script),
            sheet_hash=_hash(sheet),
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _bundle(name: str) -> str:
    return (_HERE / "bundle" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
