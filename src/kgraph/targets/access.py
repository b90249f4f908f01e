"""Logging in: a name, a password, and basic or digest authentication as the server asks."""

import netrc
from collections.abc import Generator
from dataclasses import dataclass, field
from urllib.parse import unquote

import httpx

from kgraph.errors import TargetError

SCHEMES = ("auto", "basic", "digest")


@dataclass(frozen=True, slots=True)
class Access:
    """Who loads, and how they prove it.

    Attributes:
        user: The name.
        password: Shown nowhere.
        scheme: One of :data:`SCHEMES`; ``auto`` takes what the server asks for.
    """

    user: str
    password: str = field(repr=False)
    scheme: str = "auto"

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            msg = f"unknown scheme {self.scheme!r}, not one of {' '.join(SCHEMES)}"
            raise ValueError(msg)

    def auth(self) -> httpx.Auth:
        """The same for the HTTP client."""
        match self.scheme:
            case "basic":
                return httpx.BasicAuth(self.user, self.password)
            case "digest":
                return httpx.DigestAuth(self.user, self.password)
            case _:
                return _AsAsked(self.user, self.password)


class _AsAsked(httpx.Auth):
    """Sends no password until the server has said which scheme it wants."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").lower()
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            scheme = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
            self._chosen = scheme(self._user, self._password)
        yield from self._chosen.auth_flow(request)


def read_address(url: str) -> httpx.URL:
    """The address of a server.

    Raises:
        ValueError: If ``url`` is no HTTP address.
    """
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        msg = f"{url}: not an address: {error}"
        raise ValueError(msg) from error
    if address.scheme not in {"http", "https"} or not address.host:
        msg = f"{url}: not an address; such as http://localhost:7878"
        raise ValueError(msg)
    return address


def find_access(
    url: str, *, user: str | None = None, password: str | None = None, scheme: str = "auto"
) -> Access | None:
    """Who loads: as given, else as the URL says, else as ``~/.netrc`` keeps it for the host; None for nobody.

    Raises:
        TargetError: If there is a name, but no password to be found.
        ValueError: If ``url`` is no HTTP address.
    """
    address = read_address(url)
    user = user or unquote(address.username) or None
    password = password if password is not None else unquote(address.password) or None
    if user is not None and password is not None:
        return Access(user, password, scheme)
    saved = _saved(address.host, user)
    if saved is None and user is not None:
        msg = f"{address.host}: no password for {user}; put it in KGRAPH_PASSWORD or ~/.netrc"
        raise TargetError(msg)
    return Access(*saved, scheme) if saved else None


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
