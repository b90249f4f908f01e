"""Signs requests for Amazon Neptune, by AWS's own library: Signature Version 4."""

import logging
import re
from collections.abc import Generator
from typing import TYPE_CHECKING

import httpx

from kgraph.errors import TargetError

if TYPE_CHECKING:
    from botocore.credentials import Credentials

SERVICE = "neptune-db"
_REGION = re.compile(r"\.([a-z0-9-]+)\.neptune\.amazonaws\.com")


class Signed(httpx.Auth):
    """Signs every request with the keys that AWS's own tools would use.

    Args:
        credentials: The keys; None finds them as AWS's own tools do (environment, profile, role).
        region: Of the cluster; None takes it from the environment, the profile or the host's name.

    Raises:
        TargetError: If botocore is not installed or finds no keys.
    """

    requires_request_body = True

    def __init__(self, credentials: "Credentials | None" = None, *, region: str | None = None) -> None:
        try:
            from botocore.session import Session  # noqa: PLC0415 - an extra, and slow to load
        except ImportError as error:
            msg = "requests to Neptune are signed by botocore, which is not installed: pip install 'kgraph[neptune]'"
            raise TargetError(msg) from error
        logging.getLogger("botocore.auth").setLevel(logging.INFO)  # below that it logs the session's token
        session = Session()
        self._credentials = credentials or session.get_credentials()
        self._region = region or session.get_config_variable("region")
        if self._credentials is None:
            msg = "no AWS keys; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
            raise TargetError(msg)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody may see, as it is now: keys of a role change."""
        keys = self._credentials.get_frozen_credentials()
        return tuple(secret for secret in (keys.secret_key, keys.token) if secret)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign a request, whose body is part of what is signed."""
        from botocore.auth import SigV4Auth  # noqa: PLC0415 - an extra, and slow to load
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415

        signed = AWSRequest(method=request.method, url=str(request.url), data=request.content)
        signed.headers["Host"] = request.headers["Host"]
        SigV4Auth(self._credentials.get_frozen_credentials(), SERVICE, self._region_of(request.url.host)).add_auth(
            signed
        )
        request.headers.update(dict(signed.headers.items()))
        yield request

    def _region_of(self, host: str) -> str:
        found = _REGION.search(host)
        region = self._region or (found[1] if found else None)
        if region is None:
            msg = f"{host}: of which AWS region? set AWS_DEFAULT_REGION"
            raise TargetError(msg)
        return region
