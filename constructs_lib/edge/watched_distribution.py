"""What is watched of a distribution. Its metrics are in us-east-1 (F17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import FIVE_MINUTES, Alarm
from constructs_lib.monitoring.metric import Metric, Series, Statistic, Unit
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph

ERROR_PERCENT = 5
"""One visitor in twenty: above what a single broken client makes, below what an outage does."""


@dataclass(frozen=True, kw_only=True)
class WatchedDistribution(Watched):
    """A distribution: `AWS/CloudFront`, dimensions `DistributionId` and `Region`, which is always Global."""

    id: str

    def metric(self, name: str, unit: Unit = "Count") -> Metric:
        """One of the metrics that cost nothing."""
        return Metric(
            namespace="AWS/CloudFront",
            name=name,
            dimensions={"DistributionId": self.id, "Region": "Global"},
            unit=unit,
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # it counts, this is a share
        """Server errors that visitors see: no region stood in for the one that failed."""
        return (
            Alarm(
                what=f"{self.what}-5xx",
                says="Visitors get server errors from the edge: no region stands in for one that fails",
                metric=self.metric("5xxErrorRate", "Percent"),
                statistic="Average",
                comparison="GreaterThanThreshold",
                threshold=ERROR_PERCENT,
                period=FIVE_MINUTES,
                missing="notBreaching",
                because="without requests there are no failed ones",
                tells=True,
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Requests, errors, traffic."""

        def line(name: str, statistic: Statistic, label: str, unit: Unit = "Count") -> Series:
            return Series(metric=self.metric(name, unit), statistic=statistic, region=region, label=label)

        return (
            Graph(title="Edge: requests", series=[line("Requests", "Sum", "requests")]),
            Graph(
                title="Edge: errors, percent",
                series=[
                    line("5xxErrorRate", "Average", "5xx", "Percent"),
                    line("4xxErrorRate", "Average", "4xx", "Percent"),
                ],
                limits={"alarm, 5xx": ERROR_PERCENT},
            ),
            Graph(title="Edge: bytes", series=[line("BytesDownloaded", "Sum", "downloaded", "Bytes")]),
        )
