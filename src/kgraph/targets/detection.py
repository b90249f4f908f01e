"""Tells by a server's answers what kind of store it is."""

import re
from dataclasses import dataclass

import httpx

from kgraph.errors import TargetError
from kgraph.targets.answers import JSON
from kgraph.targets.connection import Connection
from kgraph.targets.profile import Endpoints, Profile
from kgraph.targets.profiles import GENERIC, PROFILES, named

_LISTS = f"{JSON}, application/json"
_QUERY_PATH = re.compile(r"/query$")


@dataclass(frozen=True, slots=True)
class Found:
    """What kind of store was found, and where it takes what.

    Attributes:
        profile: The kind.
        endpoints: Its endpoints.
        certain: Whether the kind was said or showed itself.
    """

    profile: Profile
    endpoints: Endpoints
    certain: bool


def find(connection: Connection, address: httpx.URL, *, profile: str | None, logged_in: bool) -> Found:
    """The kind of store at an address, and its endpoints.

    Args:
        connection: How to ask.
        address: Of the server, a dataset or any endpoint.
        profile: The kind, where it was said.
        logged_in: Whether somebody logs in.

    Raises:
        TargetUnavailable: If nothing answers there.
        TargetError: If the address names no dataset where one has to be named.
    """
    kind = named(profile) if profile else _seen(connection, address)
    if kind is None or kind is GENERIC:
        return Found(GENERIC, _generic(connection, address), certain=profile is not None)
    if kind.is_root(address):
        address = _only_dataset(connection, address, kind)
    try:
        return Found(kind, kind.endpoints(address, logged_in=logged_in), certain=True)
    except ValueError as error:
        raise TargetError(str(error)) from error


def _only_dataset(connection: Connection, address: httpx.URL, kind: Profile) -> httpx.URL:
    """The address of the one dataset that a server keeps.

    Raises:
        TargetRejected: If it does not say which it keeps.
        TargetError: If it keeps none, or several: the message names them.
    """
    if kind.listing is None:
        raise AssertionError
    answer = connection.send("GET", address.copy_with(path=kind.listing.path, query=None), headers={"Accept": _LISTS})
    connection.expect(answer, f"asking which datasets it keeps, rather than {kind.example}")
    try:
        names = kind.listing.names(answer.json())
    except ValueError:
        names = []
    if len(names) == 1:
        return address.copy_with(path=kind.listing.place + names[0], query=None)
    several = (
        f"keeps {', '.join(names)}; give the address of one"
        if names
        else "names no dataset; make one, and give its address"
    )
    msg = f"{address}: {kind.title} {several}, such as {kind.example}"
    raise TargetError(msg)


def _seen(connection: Connection, address: httpx.URL) -> Profile | None:
    """The first profile that shows a sign; None where none does."""
    for profile in PROFILES:
        if profile.host and re.search(profile.host, address.host):
            return profile
    first = connection.send("GET", address)
    for profile in PROFILES:
        if any(sign.path is None and sign.seen(first) for sign in profile.signs):
            return profile
    root = address.copy_with(path="/", query=None, fragment=None)
    for profile in PROFILES:
        for sign in profile.signs:
            if sign.path is not None and sign.seen(connection.send("GET", root.join(sign.path))):
                return profile
    return None


def _generic(connection: Connection, address: httpx.URL) -> Endpoints:
    """The endpoints of a store of no known kind.

    An address that answers a query is a SPARQL endpoint and takes updates too, or its neighbour does; any other is
    taken for a Graph Store endpoint.
    """
    answer = connection.send("POST", address, form=(("query", "ASK {}"),), headers={"Accept": JSON})
    if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        connection.expect(answer, "asking what it is")
    if answer.is_success and "boolean" in answer.text:
        path = _QUERY_PATH.sub("/update", address.path)
        return Endpoints(query=address, update=address.copy_with(path=path, query=None), graphs=None, quads=None)
    return Endpoints(query=None, update=None, graphs=address, quads=None)
