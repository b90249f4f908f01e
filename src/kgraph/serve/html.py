"""The server's own pages: templates that escape what they show, and the policies that let them do nothing else."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
_PAGES = _HERE / "pages"
_BUNDLE = _HERE / "bundle"
FILES = {
    "ask.js": "text/javascript; charset=utf-8",
    "ask.css": "text/css; charset=utf-8",
    "licences.txt": "text/plain; charset=utf-8",
}
"""What the page to ask at fetches, and its types."""
_COMMON = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def rendered(template: str, **values: object) -> str:
    """A page."""
    return _environment().get_template(template).render(style=_style(), **values)


def in_script(value: object) -> str:
    """A value as JSON that nothing in a ``script`` element can end."""
    return json.dumps(value).replace("<", "\\u003c")


@cache
def policy() -> str:
    """The Content-Security-Policy of pages without a script: their own style and nothing else."""
    return f"{_COMMON}; style-src {_hash()}"


@cache
def asking_policy() -> str:
    """The Content-Security-Policy of the page to ask at: scripts and styles of this server, which may ask it alone."""
    return f"{_COMMON}; script-src 'self'; style-src 'self' {_hash()}; connect-src 'self'"


@cache
def version() -> str:
    """Changes with what the page fetches."""
    return hashlib.sha256(b"".join(content(name) for name in sorted(FILES))).hexdigest()[:12]


@cache
def content(name: str) -> bytes:
    """A file of the page to ask at."""
    return (_BUNDLE / name).read_bytes()


@cache
def compressed(name: str) -> bytes:
    """The same, compressed by gzip."""
    return gzip.compress(content(name), mtime=0)


def _hash() -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return (_PAGES / "style.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined)
