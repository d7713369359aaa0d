"""A region with its cluster of an Aurora Global Database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from failback.situation import View


@dataclass(frozen=True, kw_only=True)
class ClusterInstance:
    """An instance of a cluster."""

    identifier: str
    status: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    """All that AWS says of it."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A region's cluster."""

    identifier: str
    arn: str
    status: str
    created: datetime
    managed: bool
    """Whether it has the tags that Terraform gives it: one made by hand gets them with its first apply."""
    failback_of: str | None
    """Token of the failover whose failback made it."""
    instances: tuple[ClusterInstance, ...]
    settings: Mapping[str, Any]
    """All that AWS says of it."""
    lag: float | None
    """Seconds behind the other region's, at the last measurement; None: no measurement lately."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The global database."""

    status: str
    writer: str | None
    """ARN of the cluster that is written to."""
    members: Mapping[str, str]
    """Each cluster's ARN, the writer's among them, and whether it is in step: `connected`, as AWS says it."""
    changing: str
    """What is said of a failover or switchover that is under way; empty: none is."""
    version: str
    """Of the engine; every member has it."""


@dataclass(frozen=True, kw_only=True)
class ClusterView(View):
    """One region of a warm standby."""

    cluster: Cluster | None = None
    aside: Cluster | None = None
    """One that was replaced."""
    whole: Whole | None = None
    """The global database, as this region tells of it."""
    targets: int | None = None
    """How many the load balancer gives traffic to."""
