"""What a region consists of, as far as it can be watched: records of strings, which may be tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.metric import Metric
from constructs_lib.monitoring.widgets import Graph


@dataclass(frozen=True, kw_only=True)
class Traffic:
    """What clients get from an entrance: how much, how wrong, how slow."""

    requests: Metric
    errors: Metric
    latency: Metric


@dataclass(frozen=True, kw_only=True)
class Watched:
    """Something that has metrics. `what` names it within its region, and begins its alarms' names."""

    what: str

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # for those that have some
        """Its alarms."""
        return ()

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Its graphs on the region's dashboard."""
        return ()

    @property
    def traffic(self) -> Traffic | None:
        """What clients get from it, if it is their entrance: compared across regions."""
        return None

    @property
    def lag(self) -> Metric | None:
        """How far it is behind its source, if it is a replica."""
        return None


@dataclass(frozen=True, kw_only=True)
class WatchedHealthCheck:
    """The Route 53 health check that speaks for a region."""

    id: str
    endpoint: bool = True
    """Whether it checks an endpoint: calculated checks and those on alarms have no share of checkers."""
    followed_by: Literal["records", "edge", "nobody"] = "records"
    """Who acts on it: records that ask it; an edge, which does not ask it but chooses by itself, request by
    request; or nobody, where it only says whether there is a standby to go to."""


@dataclass(frozen=True, kw_only=True)
class WatchedRegion:
    """One region of a deployment."""

    name: str
    role: str
    resources: Sequence[Watched] = ()
    health_check: WatchedHealthCheck | None = None
    public_url: str | None = None
    """An https:// address that answers 2xx while the region is well: what a canary looks at."""
