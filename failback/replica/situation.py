"""A region with its DB instance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from failback.situation import View


@dataclass(frozen=True, kw_only=True)
class Instance:
    """A DB instance."""

    identifier: str
    arn: str
    status: str
    source: str | None
    """ARN of what it replicates."""
    created: datetime
    backup_days: int
    managed: bool
    """Whether it has the tags that Terraform gives it: one made by hand gets them with its first apply."""
    failback_of: str | None = None
    """Token of the failover whose failback made it."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The rest of what AWS says of it."""
    lag: float | None = None
    """Seconds behind its source, at the last measurement; None: no measurement lately."""
    measured: datetime | None = None
    """When that was."""


@dataclass(frozen=True, kw_only=True)
class ReplicaView(View):
    """One region of a pilot light."""

    instances: Mapping[str, Instance] | None = None
    """The deployment's, replaced ones among them, by identifier."""
