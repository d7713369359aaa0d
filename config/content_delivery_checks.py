"""What content delivery asks of a deployment's other parts."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from config.model import Violation

if TYPE_CHECKING:
    from config.compute import Compute
    from config.content_delivery import ContentDelivery
    from config.region_pair import Pair

LONGEST_PATTERN = 128
_PATTERN = re.compile(r"/[A-Za-z0-9_\-.$/~\"'@:+&]*")


class Delivered(Protocol):
    """A system whose load balancers are asked by an edge."""

    @property
    def compute(self) -> "Compute":
        """The load balancers, among others."""

    @property
    def content_delivery(self) -> "ContentDelivery":
        """The edge's timeouts."""


def unmatched_health_path(deployment: "Pair") -> Iterator[Violation]:
    """A health path by which no listener rule could let Route 53's checkers in."""
    asked = deployment.compute.health.path
    path = asked.partition("?")[0]
    if len(path) > LONGEST_PATTERN or not _PATTERN.fullmatch(path):
        yield Violation(
            ("compute", "health", "path"),
            found=asked,
            allowed=f"at most {LONGEST_PATTERN} letters, digits and _-.$/~\"'@:+& in front of any `?`: the "
            "load balancers let Route 53's checkers in by this path, and match no others",
            mend="choose a plain path, such as /health",
        )


def closed_too_soon(deployment: Delivered) -> Iterator[Violation]:
    """Connections that the load balancer closes while the edge waits, or is about to ask on them."""
    closed = deployment.compute.load_balancer.idle_timeout_seconds
    timeouts = deployment.content_delivery.timeouts
    because = (("compute", "load_balancer", "idle_timeout_seconds"),)
    if timeouts.keep_alive_seconds >= closed:
        yield Violation(
            ("content_delivery", "timeouts", "keep_alive_seconds"),
            found=f"{timeouts.keep_alive_seconds}, where the load balancer closes after {closed}",
            allowed="less than `compute.load_balancer.idle_timeout_seconds`: a request on a connection that "
            "is just being closed gets an error (502)",
            mend=f"set `keep_alive_seconds: {closed - 1}` or less, or a longer `idle_timeout_seconds`"
            if closed > 1
            else f"set `idle_timeout_seconds: {timeouts.keep_alive_seconds + 1}` or more",
            because=because,
        )
    if timeouts.read_seconds > closed:
        yield Violation(
            ("content_delivery", "timeouts", "read_seconds"),
            found=f"{timeouts.read_seconds}, where the load balancer gives up after {closed}",
            allowed="at most `compute.load_balancer.idle_timeout_seconds`: it ends what takes longer (504)",
            mend=f"set `read_seconds: {closed}` or less, or a longer `idle_timeout_seconds`",
            because=because,
        )
