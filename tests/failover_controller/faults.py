"""How a call can fail: refused, lost on the way there, or lost on the way back."""

from dataclasses import dataclass

from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError


@dataclass(frozen=True)
class Fault:
    """One failure. `takes_effect` is whether AWS did what was asked all the same."""

    name: str
    takes_effect: bool = False

    def error(self, operation: str) -> Exception:
        """What the caller gets."""
        if self.name.startswith("timeout"):
            return ReadTimeoutError(endpoint_url="https://aws.example")
        if self.name == "unreachable":
            return EndpointConnectionError(endpoint_url="https://aws.example")
        code, status = {
            "throttled": ("Throttling", 400),
            "denied": ("AccessDenied", 403),
            "broken": ("InternalFailure", 500),
            "broken after the call succeeded": ("InternalFailure", 500),
        }[self.name]
        return client_error(code, operation, status)


def client_error(code: str, operation: str, status: int = 400) -> ClientError:
    """An answer of AWS that is an error."""
    return ClientError(
        {"Error": {"Code": code, "Message": code}, "ResponseMetadata": {"HTTPStatusCode": status}},  # type: ignore[typeddict-item]  # AWS gives more, nobody reads it
        operation,
    )


THROTTLED = Fault("throttled")
DENIED = Fault("denied")
BROKEN = Fault("broken")
UNREACHABLE = Fault("unreachable")
TIMEOUT = Fault("timeout before the call arrived")
TIMEOUT_AFTER = Fault("timeout after the call succeeded", takes_effect=True)
BROKEN_AFTER = Fault("broken after the call succeeded", takes_effect=True)
NONE = Fault("none", takes_effect=True)
"""A call that works, in a row of calls that do not."""
FAULTS = (THROTTLED, DENIED, BROKEN, UNREACHABLE, TIMEOUT, TIMEOUT_AFTER, BROKEN_AFTER)
