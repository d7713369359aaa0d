"""A standby region that serves: the network and the instances that it has at all times."""

import math
from typing import Annotated

from pydantic import Field

from config.compute import Compute, GroupSize
from config.model import Allowed
from config.network_tiers import NetworkTiers, WaysOut


class ServingCompute(Compute):
    """The application: instances behind a load balancer in each region, fewer of them in the standby."""

    standby_fraction: Annotated[
        float,
        Field(strict=True, ge=0.05, le=1),
        Allowed("a number from 0.05 to 1 (part of the primary's instances)", "set `standby_fraction: 0.5`"),
    ] = 0.5
    """Part of the primary's `min` and `desired` that the standby runs at all times, rounded up; its `max` is
    the primary's, so that it can follow the first load before it is told to grow. A failover brings it to the
    primary's numbers. Read when the group is made: after that no plan touches its sizes, or an apply would
    shrink a standby that has taken over (F21). Change a running one with `aws autoscaling
    update-auto-scaling-group`."""

    @property
    def standby_size(self) -> GroupSize:
        """What the standby begins with, one instance at least."""

        def part(number: int) -> int:
            return math.ceil(round(number * self.standby_fraction, 6))

        size = self.size
        return GroupSize(min=part(size.min), max=size.max, desired=part(size.desired))


class ServingNetworkTiers(NetworkTiers):
    """Each tier takes a quarter of the region's range and cuts one subnet per zone from it. A zone that is
    added later, or another tier's size, moves no subnet; the last quarter stays free for what you add."""

    standby: WaysOut = WaysOut(nat="per_zone")
    """Ways out in a standby region. The primary's, by default: the standby's instances run at all times, and
    what they cannot reach there they would miss on the day."""
