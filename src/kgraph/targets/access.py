"""Logging in: as the server asks, or by a scheme that is named; secrets are shown nowhere."""

import base64
import netrc
from collections.abc import Generator
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus, unquote

import httpx

from kgraph.errors import TargetError

SCHEMES = ("auto", "basic", "digest", "bearer", "header:NAME", "aws")
_PLAIN = ("auto", "basic", "digest", "bearer", "aws")
_HEADER = "header:"
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks, and how they prove it.

    Attributes:
        user: The name; empty where a token alone says who it is.
        password: Shown nowhere.
        scheme: One of :data:`SCHEMES`; ``auto`` takes what the server asks for.
        token: For ``bearer`` and ``header:NAME``; shown nowhere.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    scheme: str = "auto"
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        check_scheme(self.scheme)

    def auth(self) -> httpx.Auth:
        """The same for the HTTP client.

        Raises:
            TargetError: If requests are to be signed, but what does it is not installed or finds no keys.
        """
        match self.scheme.partition(":")[0]:
            case "basic":
                return httpx.BasicAuth(self.user, self.password)
            case "digest":
                return httpx.DigestAuth(self.user, self.password)
            case "bearer":
                return _Header("Authorization", f"Bearer {self.token}")
            case "header":
                return _Header(self.scheme.removeprefix(_HEADER), self.token)
            case "aws":
                from kgraph.targets.signing import Signed  # noqa: PLC0415 - botocore is an extra

                return Signed()
            case _:
                return _AsAsked(self)

    def hide(self, text: str, *more: str) -> str:
        """A text without the secrets, and more of them, should a server have sent them back."""
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        for secret in (self.password, self.token, pair, *more):
            for form in {secret, quote(secret, safe=""), quote_plus(secret)}:
                if len(form) >= _SHORTEST:
                    text = text.replace(form, "***")
        return text


def check_scheme(scheme: str) -> None:
    """See that there is such a scheme.

    Raises:
        ValueError: If there is not.
    """
    if scheme in _PLAIN or (scheme.startswith(_HEADER) and scheme.removeprefix(_HEADER).replace("-", "").isalnum()):
        return
    msg = f"unknown scheme {scheme!r}, not one of {' '.join(SCHEMES)}"
    raise ValueError(msg)


class _Header(httpx.Auth):
    """Sends the same header with every request."""

    def __init__(self, name: str, value: str) -> None:
        self._name, self._value = name, value

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers[self._name] = self._value
        yield request


class _AsAsked(httpx.Auth):
    """Sends nothing secret until the server has said which scheme it wants."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            self._chosen = self._wanted(response.headers.get("www-authenticate", "").lower())
        yield from self._chosen.auth_flow(request)

    def _wanted(self, asked: str) -> httpx.Auth:
        access = self._access
        if access.token and (not access.user or "bearer" in asked):
            return _Header("Authorization", f"Bearer {access.token}")
        scheme = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
        return scheme(access.user, access.password)


def read_address(url: str) -> httpx.URL:
    """The address of a server.

    Raises:
        ValueError: If ``url`` is no HTTP address; the message does not repeat a password.
    """
    shown = f"…@{url.rpartition('@')[2]}" if "@" in url else url
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        msg = f"{shown}: not an address: {error}"
        raise ValueError(msg) from error
    if address.scheme not in {"http", "https"} or not address.host:
        msg = f"{shown}: not an address; such as http://localhost:7878"
        raise ValueError(msg)
    return address


def find_access(
    url: str, *, user: str | None = None, password: str | None = None, scheme: str = "auto", token: str | None = None
) -> Access | None:
    """Who asks: as given, else as the URL says, else as ``~/.netrc`` keeps it for the host; None for nobody.

    Raises:
        TargetError: If there is a name, but no password to be found, or a scheme without what it needs.
        ValueError: If ``url`` is no HTTP address, or there is no such scheme.
    """
    address = read_address(url)
    check_scheme(scheme)
    if scheme == "aws":
        return Access(scheme=scheme)
    if scheme == "bearer" or scheme.startswith(_HEADER):
        if not token:
            msg = f"{address.host}: no token; put it in KGRAPH_TOKEN"
            raise TargetError(msg)
        return Access(scheme=scheme, token=token)
    user = user or unquote(address.username) or None
    password = password if password is not None else unquote(address.password) or None
    if user is not None and password is not None:
        return Access(user, password, scheme, token or "")
    saved = _saved(address.host, user)
    if saved is None and user is not None:
        msg = f"{address.host}: no password for {user}; put it in KGRAPH_PASSWORD or ~/.netrc"
        raise TargetError(msg)
    if saved is not None:
        return Access(*saved, scheme, token or "")
    return Access(scheme=scheme, token=token) if token else None


def needs_password(url: str, *, user: str | None) -> bool:
    """Whether a name was given, but neither the URL nor ``~/.netrc`` has its password."""
    address = read_address(url)
    return user is not None and not address.password and _saved(address.host, user) is None


def _saved(host: str, user: str | None) -> tuple[str, str] | None:
    """Name and password that ``~/.netrc`` keeps for a host; None where it has none for this user."""
    try:
        saved = netrc.netrc().authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return None
    if saved is None or (user is not None and saved[0] != user):
        return None
    return saved[0], saved[2] or ""
