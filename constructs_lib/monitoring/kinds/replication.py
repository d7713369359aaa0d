"""Replication of a database across regions: how much would be lost if the source were."""

from dataclasses import dataclass

from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.metric import Metric


@dataclass(frozen=True, kw_only=True)
class Replication:
    """What lags behind its source."""

    what: str
    lag: Metric

    def behind(self, rpo_seconds: int) -> Alarm:
        """A lag at or above the recovery point objective, for 5 minutes. It tells people itself."""
        in_unit = rpo_seconds * 1000 if self.lag.unit == "Milliseconds" else rpo_seconds
        return Alarm(
            what=f"{self.what}-lag",
            says=f"A failover to {self.what} now would lose {rpo_seconds} s of data or more",
            metric=self.lag,
            statistic="Maximum",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=in_unit,
            period=MINUTE,
            periods=5,
            missing="breaching",
            because="what reports no lag is not replicating: after a failover, until replication is rebuilt",
            tells=True,
        )

    def stopped(self) -> Alarm:
        """RDS reports a lag of -1 for replication that has stopped, which no upper limit notices."""
        return Alarm(
            what=f"{self.what}-replication-stopped",
            says=f"Replication to {self.what} has stopped",
            metric=self.lag,
            statistic="Minimum",
            comparison="LessThanThreshold",
            threshold=0,
            period=MINUTE,
            periods=3,
            missing="notBreaching",
            because="the alarm on the lag already reports it",
            tells=True,
        )
