"""The file itself: template, script, style sheet and data in one, closed by a Content-Security-Policy.

Whatever comes from an article reaches the page as JSON in a script element that is not run; the template escapes the
rest. The policy names the one script and the one style sheet by their hashes and allows nothing else.
"""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kgraph.errors import StoreError
from kgraph.render.story import read_story

_HERE = Path(__file__).parent
# A script element ends at "</", an old parser opens a comment at "<!--"; U+2028 and U+2029 once ended lines of scripts.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def page(store: ox.Store, *, title: str | None = None) -> str:
    """The page of all that a store holds: the same text for the same content."""
    from kgraph.render.network import ClaimNetwork  # noqa: PLC0415 - the network writes itself with this module

    return ClaimNetwork(read_story(store), title=title).generate_html()


def render_page(store: ox.Store, path: Path, *, title: str | None = None) -> None:
    """Write the page of a store to a file, beside it first and then in its place.

    Raises:
        StoreError: If the file cannot be written; what was there before is kept.
    """
    text = page(store, title=title)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=path.name, delete=False) as beside:
            beside.write(text.encode())
        Path(beside.name).chmod(0o644)
        os.replace(beside.name, path)  # noqa: PTH105 - says that it replaces
    except OSError as error:
        msg = f"{path}: the page cannot be written ({error.strerror}); free some space or choose another place"
        raise StoreError(msg) from error


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
