"""Changes of graphs: who may, and how they are carried out, one at a time."""

from __future__ import annotations

import asyncio
import hmac
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from kgraph.serve.answers import GRAPHS, Refusal, refused
from kgraph.serve.pool import safe_environment
from kgraph.serve.protocol import body_of
from kgraph.serve.wire import Frame, read

if TYPE_CHECKING:
    from starlette.requests import Request

    from kgraph.serve.settings import Settings
    from kgraph.serve.state import Served

MOST = 64 << 20
"""Bytes of a graph that is sent."""
BODY_S = 600.0


class Writing:
    """Changes the graphs of what is served."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self._served = served
        self._settings = settings
        self._turn = asyncio.Lock()

    async def change(self, request: Request, graph: str | None) -> Frame:
        """Carry out a PUT, POST or DELETE; from then on the new state is served.

        Raises:
            Refusal: 401 without the right token, 403 where nothing may be written, 413, 415.
        """
        self._check_token(request)
        if graph is None:
            raise Refusal(403, "the default graph is the union of all and cannot be changed: name a graph")
        header = {"method": request.method, "graph": graph}
        body = b""
        if request.method != "DELETE":
            header["type"] = _type_of(request)
            body = await body_of(request, most=MOST, seconds=BODY_S)
        return await asyncio.shield(asyncio.ensure_future(self._written(Frame(header, body))))

    def _check_token(self, request: Request) -> None:
        token = self._settings.token
        if token is None:
            raise Refusal(403, "this server only reads; it was started without --writable")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
            raise Refusal(401, "writing needs the server's token, as `Authorization: Bearer …`")

    async def _written(self, frame: Frame) -> Frame:
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "kgraph.serve.writer",
                str(self._settings.store),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                start_new_session=True,  # a change that has begun is brought to its end
                env=safe_environment(),
            )
            answer = read(BytesIO((await process.communicate(frame.encoded()))[0]))
            await self._served.refresh()
        return answer or refused(500, "the change could not be made; the server's log says why")


def _type_of(request: Request) -> str:
    type_ = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if type_ not in GRAPHS:
        raise Refusal(415, f"a graph is sent as {', '.join(GRAPHS)}, not as {type_ or 'nothing said'}")
    return type_
