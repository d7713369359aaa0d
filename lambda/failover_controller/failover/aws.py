"""The APIs of the standby region, and one call to the primary's: the one way out of the controller."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from .permissions import Call

ERRORS = (BotoCoreError, ClientError)
"""All that a call can raise."""

# The next run, a minute later, is the real retry. Systems Manager takes three writes a second, so throttling
# is worth waiting out; and ten calls without any answer still fit into a timeout of three minutes.
_PATIENT = Config(connect_timeout=1, read_timeout=4, retries={"mode": "standard", "total_max_attempts": 3})
_ONCE = Config(connect_timeout=2, read_timeout=15, retries={"total_max_attempts": 1})


class Aws:
    """Calls in one region, and only those that are declared for this deployment in `permissions.py`."""

    def __init__(self, region: str, calls: tuple[Call, ...]) -> None:
        self.region = region
        self._calls = calls
        self._declared = {(call.service, call.operation) for call in calls}

    def elsewhere(self, region: str) -> Aws:
        """The same calls in another region, for what AWS takes there alone."""
        return Aws(region, self._calls)

    def call(
        self, service: str, operation: str, *, once: bool = False, **arguments: object
    ) -> dict[str, Any]:
        """One call. `once` sends it at most once, for what must not be repeated unseen."""
        if (service, operation) not in self._declared:
            raise ValueError(f"{service} {operation} is not declared in permissions.py")
        client = _client(service, self.region, once)
        answer: dict[str, Any] = getattr(client, operation)(**arguments)
        return answer


def error_code(error: Exception) -> str:
    """AWS's own code of an error, else its kind."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "Unknown"))
    return type(error).__name__


def was_refused(error: Exception) -> bool:
    """Whether the call certainly had no effect.

    AWS answered that it will not (4xx), or was never reached. After a timeout or a 5xx nobody knows.
    """
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
        return 400 <= status < 500
    return isinstance(error, ConnectTimeoutError | EndpointConnectionError)


@cache
def _client(service: str, region: str, once: bool) -> Any:  # noqa: ANN401 - boto3 makes the type at run time
    # The stubs know each service by a literal name of its own.
    return boto3.client(service, region_name=region, config=_ONCE if once else _PATIENT)  # type: ignore[call-overload]
