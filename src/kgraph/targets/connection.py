"""HTTP with patience: what is safe to repeat is repeated, what a server says is said in a line, secrets are hidden."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx
import tenacity

from kgraph.errors import TargetRejected, TargetUnavailable
from kgraph.targets.access import Access
from kgraph.targets.profile import Parameters
from kgraph.targets.signing import Signed

TIMEOUT_S = 300.0
CONNECT_S = 10.0
_NOTE = 200
_SLOWEST = 10_000  # bytes a second: what the system has taken off our hands may be on its way for as long
_HOPS = 5
_LONGEST_S = 60.0
_BUSY = frozenset({429, 502, 503, 504})
_SAME_METHOD = frozenset({HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT})
_ADVICE = {
    401: "name a user who may do this with --user, the password in KGRAPH_PASSWORD; or a token in KGRAPH_TOKEN",
    403: "this user may not do this here",
    404: "nothing is there; give another address, or say with --profile what kind of store it is",
    405: "it is read-only, or another kind of store; give another address, or say with --profile what it is",
    413: "the server takes no body of this size; raise its limit",
    501: "the server cannot do this; give another address, or say with --profile what kind of store it is",
    507: "its disk is full; free some space there and run this again",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try.

    Attributes:
        timeout_s: How long to wait for each answer.
        tries: How often to ask, once the server has been met.
        first_wait_s: How long to wait before the second time; it doubles with every further one.
    """

    timeout_s: float = TIMEOUT_S
    tries: int = 6
    first_wait_s: float = 1.0


class Connection:
    """Sends requests to one server. Everything that is sent must be safe to repeat.

    Args:
        access: Who asks; None for nobody.
        patience: How long to try.
        tell: Is told, in words, when something is tried again.

    Attributes:
        sent: How many bytes of bodies were sent.
    """

    def __init__(self, access: Access | None, patience: Patience, tell: Callable[[str], None]) -> None:
        self._access = access or Access()
        self._auth = access.auth() if access else None
        self._http = httpx.Client(auth=self._auth, timeout=httpx.Timeout(patience.timeout_s, connect=CONNECT_S))
        self._patience = patience
        self._tell = tell
        self._met = False
        self.sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def send(  # noqa: PLR0913 - a request has as many parts
        self,
        method: str,
        url: httpx.URL,
        *,
        params: Parameters = (),
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        form: Parameters | None = None,
    ) -> httpx.Response:
        """Send a request until there is an answer, of whatever status.

        Raises:
            TargetUnavailable: If there is none, or the server is busy, after all tries.
            TargetRejected: If it sends elsewhere.
        """
        request = self._http.build_request(
            method,
            url.copy_merge_params(list(params)) if params else url,
            headers=headers,
            content=content,
            data=dict(form) if form is not None else None,
            timeout=httpx.Timeout(self._patience.timeout_s + len(content or b"") / _SLOWEST, connect=CONNECT_S),
        )
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, TargetUnavailable) and self._met),
            stop=tenacity.stop_any(
                tenacity.stop_after_attempt(self._patience.tries),
                tenacity.stop_after_delay(2 * self._patience.timeout_s),
            ),
            wait=self._wait,
            before_sleep=self._tell_again,
            reraise=True,
        )
        response = retrying(self._once, request)
        self.sent += len(content or b"")
        return response

    def expect(self, response: httpx.Response, what: str) -> None:
        """See that an answer is a success.

        Raises:
            TargetRejected: If it is not; the first line of what the server says is in the message.
        """
        if response.is_success:
            return
        status = response.status_code
        note = self._first_line(response)
        advice = f"; {_ADVICE[status]}" if status in _ADVICE else ""
        msg = f"{_place(response.url)}: {what}: {_status(response)}{f': {note}' if note else ''}{advice}"
        raise TargetRejected(msg, status=status)

    def _once(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._followed(request)
        except httpx.TimeoutException as error:
            msg = f"{_place(request.url)}: no answer in time; try again, or with a longer --timeout"
            raise TargetUnavailable(msg) from error
        except httpx.TooManyRedirects as error:
            msg = f"{_place(request.url)}: sends round in circles; give the address that it sends to"
            raise TargetRejected(msg, status=HTTPStatus.LOOP_DETECTED) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            msg = f"{_place(request.url)}: no answer: {self._hidden(str(error))}; is the server running there?"
            raise TargetUnavailable(msg) from error
        self._met = True
        if response.status_code in _BUSY:
            note = self._first_line(response)
            msg = f"{_place(request.url)}: {_status(response)}{f': {note}' if note else ''}; try again later"
            raise TargetUnavailable(msg, after_s=_asked_wait(response))
        return response

    def _followed(self, request: httpx.Request) -> httpx.Response:
        """The answer at the end of redirects that keep method, body and host, or of any where nothing is sent."""
        for _ in range(_HOPS):
            response = self._http.send(request, follow_redirects=request.method == "GET")
            if not response.has_redirect_location:
                return response
            there = response.url.join(response.headers["location"])
            same = there.host == response.url.host and not (response.url.scheme == "https" and there.scheme == "http")
            if response.status_code not in _SAME_METHOD or not same:
                break
            request = self._http.build_request(
                request.method,
                there,
                headers=_carried(request.headers),
                content=request.content,
                extensions={"timeout": request.extensions["timeout"]},
            )
        there = there.copy_with(username=None, password=None, query=None)
        msg = f"{_place(response.url)}: moved to {self._hidden(str(there))}; use that address"
        raise TargetRejected(msg, status=response.status_code)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after_s if isinstance(error, TargetUnavailable) else None
        return min(
            _LONGEST_S, asked if asked is not None else self._patience.first_wait_s * 2 ** (state.attempt_number - 1)
        )

    def _tell_again(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        self._tell(f"{str(error).rpartition(';')[0]}; trying again in {state.upcoming_sleep:.0f} s")

    def _hidden(self, text: str) -> str:
        more = self._auth.secrets if isinstance(self._auth, Signed) else ()
        return self._access.hide(text, *more)

    def _first_line(self, response: httpx.Response) -> str:
        """The first line of what the server says, without markup and secrets."""
        text = response.text
        if "html" in response.headers.get("content-type", "") or text.lstrip().startswith("<"):
            text = re.sub(r"(?s)<(style|script|title)\b.*?</\1>", "", text)
            text = re.sub(r"(?s)<(?:!|\?|/?[A-Za-z])[^<>]*>", "\n", text)
        line = next((line.strip() for line in text.splitlines() if line.strip()), "")
        return self._hidden(line)[:_NOTE]


def _carried(headers: httpx.Headers) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name in {"content-type", "accept", "content-encoding"}}


def _asked_wait(response: httpx.Response) -> float | None:
    asked = response.headers.get("retry-after", "")
    return float(asked) if asked.isdigit() else None


def _place(url: httpx.URL) -> str:
    return str(url.copy_with(query=None, fragment=None, username=None, password=None))


def _status(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()
