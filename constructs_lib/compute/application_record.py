"""What an application tells other constructs: strings, tokens among them, and no resource."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LoadBalancerRecord:
    """The entrance of a region."""

    arn: str
    arn_suffix: str
    """As its metrics name it: `app/name/id`."""
    name: str
    dns_name: str
    zone_id: str
    """The load balancer's own hosted zone, for alias records."""


@dataclass(frozen=True, kw_only=True)
class TargetGroupRecord:
    """Where the load balancer sends requests."""

    arn: str
    arn_suffix: str
    """As its metrics name it: `targetgroup/name/id`."""


@dataclass(frozen=True, kw_only=True)
class GroupRecord:
    """The Auto Scaling group, with the sizes of a region that serves, whatever the role is now."""

    name: str
    arn: str
    min: int
    max: int
    desired: int
