"""The server's own pages: templates that escape what they show, and the policy that lets them do nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent / "pages"


def rendered(template: str, **values: object) -> str:
    """A page."""
    return _environment().get_template(template).render(style=_file("style.css"), script=_file("queries.js"), **values)


@cache
def policy() -> str:
    """The Content-Security-Policy of these pages: their own style and script, questions to their own server alone."""
    return (
        f"default-src 'none'; style-src {_hash('style.css')}; script-src {_hash('queries.js')}; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _hash(name: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(_file(name).encode()).digest()).decode()}'"


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
