"""Secondary clusters of an Aurora Global Database."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.kinds.replication import Replication
from constructs_lib.monitoring.metric import Metric
from constructs_lib.monitoring.watched import Watched


@dataclass(frozen=True, kw_only=True)
class WatchedSecondaryCluster(Watched):
    """A secondary cluster: `AWS/RDS`, dimensions `DBClusterIdentifier` and `SourceRegion`.

    Published in the secondary's region only, and for the direction that is replicated at the time: after a
    failover (F22) the alarm is silent, and says that the old direction is not replicated any more.
    """

    identifier: str
    source_region: str
    """Where the primary cluster is."""
    rpo_seconds: int

    @property
    def lag(self) -> Metric:
        """Milliseconds behind the primary cluster."""
        return Metric(
            namespace="AWS/RDS",
            name="AuroraGlobalDBReplicationLag",
            dimensions={"DBClusterIdentifier": self.identifier, "SourceRegion": self.source_region},
            unit="Milliseconds",
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # the RPO is the limit
        """The lag against the recovery point objective."""
        return (Replication(what=self.what, lag=self.lag).behind(self.rpo_seconds),)
