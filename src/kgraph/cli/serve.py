"""``kgraph serve``."""

import os
import re
from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say
from kgraph.serve.settings import HOST, MAX_MEMORY_MIB, MAX_ROWS, PORT, TIMEOUT_S, Settings

_ROOT = re.compile(r"(/[\w.~-]+)*/?", re.ASCII)
_ORIGIN = re.compile(r"\*|https?://[^/\s]+")

_NAME = re.compile(r"[\w.-]+|[\da-fA-F:.]+", re.ASCII)


def _root(ctx: click.Context, param: click.Parameter, path: str) -> str:  # noqa: ARG001 - click's interface
    if not _ROOT.fullmatch(path):
        msg = f"{path!r} is no path such as /news"
        raise click.BadParameter(msg)
    return path.rstrip("/")


def _origin(ctx: click.Context, param: click.Parameter, origin: str | None) -> str | None:  # noqa: ARG001 - click's interface
    if origin is not None and not _ORIGIN.fullmatch(origin):
        msg = f"{origin!r} is neither * nor an origin such as https://example.org"
        raise click.BadParameter(msg)
    return origin


def _names(ctx: click.Context, param: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001 - click's interface
    for name in names:
        if not _NAME.fullmatch(name):
            msg = f"{name!r} is no name such as example.org; it has no port"
            raise click.BadParameter(msg)
    return names


def _token() -> str:
    token = os.environ.get("KGRAPH_TOKEN", "")
    if not token:
        msg = "--writable needs a token: set KGRAPH_TOKEN to words that nobody can guess"
        raise click.UsageError(msg)
    return token


@make("serve", example="kgraph serve -s out/store --port 8000")
@options.store
@click.option("--host", default=HOST, metavar="ADDRESS", help=f"the address to listen on (default: {HOST})")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, metavar="N", help=f"the port (default: {PORT})")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT_S,
    metavar="S",
    help=f"seconds after which a query is ended (default: {TIMEOUT_S:g})",
)
@click.option(
    "--max-memory",
    type=click.IntRange(min=16),
    default=MAX_MEMORY_MIB,
    metavar="MIB",
    help=f"memory that a query may take (default: {MAX_MEMORY_MIB})",
)
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=MAX_ROWS,
    metavar="N",
    help=f"rows or triples that an answer may have (default: {MAX_ROWS})",
)
@click.option("--cors", callback=_origin, metavar="ORIGIN", help="let the pages of this origin ask too; * for all")
@click.option(
    "--root-path", callback=_root, default="", metavar="PATH", help="where a proxy shows the server, such as /news"
)
@click.option(
    "--allow-host",
    "names",
    callback=_names,
    multiple=True,
    metavar="NAME",
    help="a name by which others know the server, when a proxy passes it on; can be repeated",
)
@click.option("--writable", is_flag=True, help="let whoever sends the token in KGRAPH_TOKEN change graphs at /store")
def command(  # noqa: PLR0913 - one for each option
    *,
    store: str,
    host: str,
    port: int,
    timeout: float,
    max_memory: int,
    max_rows: int,
    cors: str | None,
    root_path: str,
    names: tuple[str, ...],
    writable: bool,
) -> int:
    """Serves a store over HTTP: SPARQL at /sparql, graphs at /store, the page at /.

    Each request is a line on stderr. Ctrl+C ends it. While it runs, `kgraph build` can change the store; the new state
    is served as soon as it is there.
    """
    from kgraph.serve.server import serve  # noqa: PLC0415 - the web server is slow to load

    settings = Settings(
        Path(store),
        host=host,
        port=port,
        timeout_s=timeout,
        max_memory_mib=max_memory,
        max_rows=max_rows,
        cors=cors,
        root_path=root_path,
        names=names,
        token=_token() if writable else None,
    )
    serve(settings, ready=lambda address: say(f"serving {store} at {address}"), waiting=say)
    return 0
