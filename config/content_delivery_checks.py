"""What content delivery asks of a deployment's other parts."""

import re
from collections.abc import Iterator

from config.compute import Compute
from config.model import Violation

LONGEST_PATTERN = 128
_PATTERN = re.compile(r"/[A-Za-z0-9_\-.$/~\"'@:+&]*")


def unmatched_health_path(compute: Compute) -> Iterator[Violation]:
    """A health path that a listener rule could not let Route 53 through by. Keys from the deployment on."""
    if not compute.knows("health") or not compute.health.knows("path"):
        return
    path = compute.health.path.partition("?")[0]
    if len(path) > LONGEST_PATTERN or not _PATTERN.fullmatch(path):
        yield Violation(
            ("compute", "health", "path"),
            found=compute.health.path,
            allowed=f"at most {LONGEST_PATTERN} letters, digits and _-.$/~\"'@:+& in front of any `?`: the "
            "load balancers let Route 53's checkers in by this path, and match no others",
            mend="choose a plain path, such as /health",
        )
