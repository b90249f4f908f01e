"""Who decides something, and when: options of the commands that write decisions."""

import getpass
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from kgraph.cli import options
from kgraph.deciding import Signature
from kgraph.decisions import moment

Function = Callable[..., int]

file = click.option(
    "--decisions",
    type=options.PATH,
    metavar="FILE",
    help="where decisions are kept (default: decisions.toml beside the store)",
)
by = click.option("--by", metavar="NAME", help="who decides (default: your name in git, else your user name)")


def signed(function: Function) -> Function:
    """Add who decides, why, and where decisions are kept."""
    note = click.option("--note", metavar="TEXT", help="why, for those who read the file")
    return file(by(note(function)))


def signature(by: str | None, note: str | None = None) -> Signature:
    """Who decides something now."""
    return Signature((by or "").strip() or _name(), moment(datetime.now(UTC)), (note or "").strip() or None)


def _name() -> str:
    known = os.environ.get("GIT_AUTHOR_NAME", "").strip() or _git_name()
    if known:
        return known
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers; KeyError before Python 3.13
        msg = "nobody knows your name here; give it with --by"
        raise click.UsageError(msg) from None


def _git_name() -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - whichever git the user has
            capture_output=True,
            text=True,
            check=False,
            cwd=Path.cwd(),
        )
    except OSError:
        return ""
    return asked.stdout.strip()
