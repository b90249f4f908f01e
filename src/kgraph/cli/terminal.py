"""The two places where the program speaks: data on stdout, in UTF-8 whatever the locale; all else on stderr."""

import sys


def show(text: str) -> None:
    """Write a text and a newline to stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode(errors="backslashreplace"))


def show_bytes(data: bytes) -> None:
    """Write bytes to stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def say(message: str) -> None:
    """Print one line on stderr."""
    print(f"kgraph: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - the one line that does
