"""The program: the fast lane, else click; errors become one line on stderr and an exit status, here alone."""

import errno
import os
import sys

from kgraph.cli import quick
from kgraph.cli.terminal import say
from kgraph.errors import KgraphError

TYPE_CHECKING = False  # not from typing, which takes longer to load than most queries to run
if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED, INTERRUPTED = 0, 1, 130


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the program and return its exit status.

    Args:
        arguments: What follows the program's name; None takes it from the command line.
    """
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KgraphError as error:
        return _fail(str(error).partition("\n")[0])  # a caret under the place in a query is for Python's callers
    except BrokenPipeError:
        _drop_output()  # whoever read it has had enough
        return DONE
    except OSError as error:
        _drop_output()
        return _fail(describe(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def describe(error: OSError) -> str:
    """What the operating system refused, where, and what to do about it."""
    where = f"{error.filename}: " if error.filename else ""
    advice = {
        errno.ENOSPC: "the disk is full; free some space and run this again",
        errno.EDQUOT: "your quota is used up; free some space and run this again",
        errno.EFBIG: "larger than files may be here; write it elsewhere",
        errno.EACCES: "no permission; check who owns it",
        errno.EROFS: "read-only here; write it elsewhere",
        errno.ENOENT: "no such file or folder; check the path",
    }
    reason = advice.get(error.errno or 0) or error.strerror or str(error)
    return f"{where}{reason}"


def _run(arguments: list[str]) -> int:
    status = quick.run(arguments)
    if status is None:
        from kgraph.cli.commands import run  # noqa: PLC0415 - click is slow to load

        status = run(arguments)
    sys.stdout.flush()
    return status


def _drop_output() -> None:
    """Send to nowhere what is still to be written to stdout: it must not raise again when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str) -> int:
    say(message)
    return FAILED
