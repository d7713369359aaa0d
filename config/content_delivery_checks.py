"""What content delivery asks of a deployment's other parts."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from config.model import Violation

if TYPE_CHECKING:
    from config.region_pair import Pair

LONGEST_PATTERN = 128
_PATTERN = re.compile(r"/[A-Za-z0-9_\-.$/~\"'@:+&]*")


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
