"""RDS instances, and cross-region read replicas."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.kinds.replication import Replication
from constructs_lib.monitoring.metric import Metric, Series, Unit
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph

BUSY_PERCENT = 80
FREE_STORAGE_SHARE = 0.1
"""Of the allocated storage: a database without any stops, and growing it takes hours."""
CONNECTION_SHARE = 0.8
GIB = 1024**3


@dataclass(frozen=True, kw_only=True)
class WatchedDbInstance(Watched):
    """A DB instance: `AWS/RDS`, dimension `DBInstanceIdentifier`. Instances of Aurora clusters, too."""

    identifier: str
    storage_gib: int | None = None
    """Allocated storage. None for Aurora's instances, which have none of their own."""
    max_connections: int | None = None
    """None: not watched, since the engine derives its limit from the memory."""
    rpo_seconds: int | None = None
    """For a read replica: how much data may be lost. None: it is no replica."""

    def metric(self, name: str, unit: Unit) -> Metric:
        """One of the instance's metrics."""
        dimensions = {"DBInstanceIdentifier": self.identifier}
        return Metric(namespace="AWS/RDS", name=name, dimensions=dimensions, unit=unit)

    @property
    def lag(self) -> Metric | None:
        """Seconds behind the source; -1 where replication has stopped."""
        return self.metric("ReplicaLag", "Seconds") if self.rpo_seconds is not None else None

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # a database has limits of its own
        """Processor, storage, connections and replication, as far as each is known."""
        found = [self._busy()]
        if self.storage_gib is not None:
            found.append(self._full(self.storage_gib))
        if self.max_connections is not None:
            found.append(self._crowded(self.max_connections))
        if self.rpo_seconds is not None:
            replication = Replication(what=self.what, lag=self.metric("ReplicaLag", "Seconds"))
            found += [replication.behind(self.rpo_seconds), replication.stopped()]
        return tuple(found)

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Processor, connections, and storage where it has its own."""

        def line(name: str, unit: Unit, label: str) -> Series:
            return Series(metric=self.metric(name, unit), statistic="Average", region=region, label=label)

        storage = [line("FreeStorageSpace", "Bytes", "free")] if self.storage_gib is not None else []
        return (
            Graph(
                title=f"{self.what}: processor",
                series=[line("CPUUtilization", "Percent", "used")],
                limits={"alarm": BUSY_PERCENT},
            ),
            Graph(title=f"{self.what}: connections", series=[line("DatabaseConnections", "Count", "open")]),
            Graph(title=f"{self.what}: storage", series=storage),
        )

    def _busy(self) -> Alarm:
        return Alarm(
            what=f"{self.what}-cpu",
            says=f"The database {self.what} is busy",
            metric=self.metric("CPUUtilization", "Percent"),
            statistic="Average",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=BUSY_PERCENT,
            periods=3,
            missing="breaching",
            because="an instance that runs reports every minute",
        )

    def _full(self, storage_gib: int) -> Alarm:
        return Alarm(
            what=f"{self.what}-storage",
            says=f"The database {self.what} has less than {FREE_STORAGE_SHARE:.0%} of its storage left",
            metric=self.metric("FreeStorageSpace", "Bytes"),
            statistic="Minimum",
            comparison="LessThanThreshold",
            threshold=round(storage_gib * GIB * FREE_STORAGE_SHARE),
            missing="notBreaching",
            because="the alarm on the processor already reports it",
            tells=True,
        )

    def _crowded(self, max_connections: int) -> Alarm:
        return Alarm(
            what=f"{self.what}-connections",
            says=f"The database {self.what} takes nearly all of its {max_connections} connections",
            metric=self.metric("DatabaseConnections", "Count"),
            statistic="Maximum",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=int(max_connections * CONNECTION_SHARE),
            period=MINUTE,
            periods=3,
            missing="notBreaching",
            because="the alarm on the processor already reports it",
        )
