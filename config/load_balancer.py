"""The load balancer in front of a region's instances, and how it finds them healthy."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.health_endpoint import Path
from config.model import Allowed, Checks, ConfigModel, Violation, refused

_SWITCH = Allowed("true or false", "write true or false")


def _seconds(low: int, high: int, default: int) -> Allowed:
    return Allowed(f"a whole number from {low} to {high} (seconds)", f"write one like {default}")


def _count(default: int) -> Allowed:
    return Allowed("a whole number from 2 to 10 (consecutive checks)", f"write one like {default}")


_STATUS = Allowed(
    "status codes from 200 to 399: one, a list or a range", "write it like 200, 200,204 or 200-299"
)


def _status(text: str) -> str:
    codes = text.replace("-", ",").split(",")
    low, dash, high = text.partition("-")
    numbers = [int(code) for code in codes if code.isascii() and code.isdigit()]
    if len(numbers) != len(codes) or not all(200 <= number <= 399 for number in numbers):
        raise refused(_STATUS.text, _STATUS.mend)
    if dash and ("," in text or not int(low) < int(high)):
        raise refused(_STATUS.text, _STATUS.mend)
    return text


class TargetHealth(ConfigModel):
    """How the load balancer finds an instance healthy. The group replaces one that is not.

    What stands behind it should therefore be about the instance, not about the database: a database that
    fails over to its other zone takes a minute or two, and new instances would not bring it back sooner.
    """

    path: Path = "/health"
    """What is asked for, over HTTP, on `compute.port`."""
    status: Annotated[str, AfterValidator(_status), _STATUS] = "200"
    """Status codes that count as healthy. Below 400: Route 53 asks for the same path, and holds any other
    answer than 2xx and 3xx for a failure (F9)."""
    interval_seconds: Annotated[int, Field(strict=True, ge=5, le=300), _seconds(5, 300, 10)] = 10
    """Seconds between two checks."""
    timeout_seconds: Annotated[int, Field(strict=True, ge=2, le=120), _seconds(2, 120, 5)] = 5
    """Seconds until the answer must be there; less than the interval."""
    healthy: Annotated[int, Field(strict=True, ge=2, le=10), _count(2)] = 2
    """Passed checks until an instance gets requests: with the interval, 20 seconds of every failover."""
    unhealthy: Annotated[int, Field(strict=True, ge=2, le=10), _count(3)] = 3
    """Failed checks until it gets none."""

    def takes(self, code: int) -> bool:
        """Whether an answer with this code counts as healthy."""
        low, dash, high = self.status.partition("-")
        return int(low) <= code <= int(high) if dash else str(code) in self.status.split(",")

    def checks(self) -> Checks:
        """A timeout that is not shorter than the interval."""
        return (self._slow(),)

    def _slow(self) -> Iterator[Violation]:
        if self.timeout_seconds >= self.interval_seconds:
            yield Violation(
                ("timeout_seconds",),
                found=f"{self.timeout_seconds}, with checks every {self.interval_seconds} seconds",
                allowed="less than `interval_seconds`: the load balancer refuses a check that outlives it",
                mend=f"set `interval_seconds: {self.timeout_seconds + 5}`, or a shorter timeout",
                because=(("interval_seconds",),),
            )


class LoadBalancer(ConfigModel):
    """An Application Load Balancer, open to the internet on 443, and on 80 only to send clients to 443."""

    client_keep_alive_seconds: Annotated[
        int, Field(strict=True, ge=60, le=604_800), _seconds(60, 604_800, 60)
    ] = 60
    """Seconds for which a client may keep one connection; then it has to connect anew, and to look the name
    up again. AWS's own default of 3600 would hold clients on a region for an hour after DNS has left it. 60,
    the least that AWS takes, is also how long the alias record is cached."""
    idle_timeout_seconds: Annotated[int, Field(strict=True, ge=1, le=4000), _seconds(1, 4000, 60)] = 60
    """Seconds without a byte after which a connection is closed. The application's own must be longer, or
    clients see errors (502) that nothing is behind."""
    tls_policy: Annotated[
        Literal[
            "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        ],
        Allowed(
            "ELBSecurityPolicy-TLS13-1-2-2021-06 or ELBSecurityPolicy-TLS13-1-2-Res-2021-06: Route 53 checks "
            "with TLS 1.2 at most, and would hold a region with TLS 1.3 alone for lost",
            "set `tls_policy: ELBSecurityPolicy-TLS13-1-2-2021-06`",
        ),
    ] = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    """TLS 1.3 and 1.2; the `Res` policy with forward secrecy and authenticated ciphers alone."""
    deletion_protection: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Refuse to delete the load balancer. Set it to false, and apply, before you destroy a deployment."""
    keep_logs_days: Annotated[
        int,
        Field(strict=True, ge=1, le=3650),
        Allowed("a whole number from 1 to 3650 (days)", "write a number of days, such as 90"),
    ] = 90
    """Days for which access logs are kept, in a bucket of each region."""
    destroy_logs: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Let `terraform destroy` throw the bucket away with the logs in it. Set it, and apply, before you
    destroy a deployment for good."""
