"""Switches of the Application Recovery Controller (ARC), for teams who pay for it."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from config.arn import OWN_PARTITION, arn_pattern
from config.model import Allowed, Checks, ConfigModel, Violation


class RoutingControls(ConfigModel):
    """One ARC routing control per region, which an operator turns on and off at the cluster's own endpoints.

    These stand in five regions and depend on no single one.

    A cluster costs about 2.50 US dollars an hour, some 1,800 a month, whether it is used or not; one cluster
    serves any number of deployments. Every control is off when it is created: turn them on after the first
    apply.
    """

    cluster_arn: Annotated[
        str | None,
        Field(pattern=arn_pattern("route53-recovery-control", "cluster/[A-Za-z0-9-]{1,64}", region="")),
        OWN_PARTITION,
        Allowed(
            "an ARC cluster's ARN",
            "copy it, such as arn:aws:route53-recovery-control::123456789012:cluster/...",
        ),
    ] = None
    """A cluster that exists, in this account or shared with it."""
    create_cluster: Annotated[
        bool, Field(strict=True), Allowed("true or false", "set `create_cluster: true`")
    ] = False
    """Create a cluster for this deployment alone, at about 1,800 US dollars a month. Said on purpose."""
    wait_period_ms: Annotated[
        int,
        Field(strict=True, ge=0, le=600_000),
        Allowed("a whole number from 0 to 600000 (milliseconds)", "set `wait_period_ms: 5000`"),
    ] = 5000
    """Milliseconds after each change during which the safety rule refuses the next one. 5000 keeps two people
    from switching against each other."""

    def checks(self) -> Checks:
        """Not exactly one way to a cluster."""
        return (self._not_one_cluster(),)

    def _not_one_cluster(self) -> Iterator[Violation]:
        if bool(self.cluster_arn) == self.create_cluster:
            yield Violation(
                (),
                found="cluster_arn and create_cluster" if self.create_cluster else "no cluster",
                allowed="exactly one of `cluster_arn` and `create_cluster: true`",
                mend="remove `create_cluster`"
                if self.create_cluster
                else "name a cluster with `cluster_arn:`, or set `create_cluster: true`, "
                "which costs about 1,800 US dollars a month",
            )
