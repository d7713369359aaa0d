"""AWS's APIs, in as many regions as there are: the one way out of the function."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from .errors import RotationError

# A region that is gone must cost seconds: the other one is waiting to be seen to.
_CONFIG = Config(connect_timeout=2, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})


class CallError(RotationError):
    """A call that failed. AWS's own message is left out: it may quote what it was sent."""

    def __init__(self, service: str, operation: str, region: str, error: Exception) -> None:
        self.code = (
            str(error.response.get("Error", {}).get("Code", "Unknown"))
            if isinstance(error, ClientError)
            else type(error).__name__
        )
        super().__init__(f"{service} {operation} in {region}: {self.code}")


def call(service: str, operation: str, *, region: str, **arguments: object) -> dict[str, Any]:
    """One call, or `CallError`."""
    try:
        answer: dict[str, Any] = getattr(_client(service, region), operation)(**arguments)
    except (BotoCoreError, ClientError) as error:
        # Not `from error`: the trace would print the message that is left out.
        raise CallError(service, operation, region, error) from None
    return answer


@cache
def _client(service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes the type at run time
    # The stubs know each service by a literal name of its own.
    return boto3.client(service, region_name=region, config=_CONFIG)  # type: ignore[call-overload]
