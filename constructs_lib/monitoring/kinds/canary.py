"""Synthetics canaries."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.metric import Metric, Series
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph

ENOUGH_PERCENT = 100
"""Of the runs in a period, which is one run: it passes or fails."""


@dataclass(frozen=True, kw_only=True)
class WatchedCanary(Watched):
    """A canary: `CloudWatchSynthetics`, dimension `CanaryName`, in the region where it runs."""

    name: str
    observed_region: str
    schedule_minutes: int

    @property
    def _passed(self) -> Metric:
        return Metric(
            namespace="CloudWatchSynthetics",
            name="SuccessPercent",
            dimensions={"CanaryName": self.name},
            unit="Percent",
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # a run passes or fails
        """Two failed runs in a row. It tells people from outside the region that it is about (F14)."""
        return (
            Alarm(
                what=f"{self.what}-failed",
                says=f"A client in another region gets no good answer from {self.observed_region}",
                metric=self._passed,
                statistic="Average",
                comparison="LessThanThreshold",
                threshold=ENOUGH_PERCENT,
                period=self.schedule_minutes * MINUTE,
                periods=2,
                missing="breaching",
                because="a canary that does not run finds nothing",
                tells=True,
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Runs that passed."""
        passed = Series(metric=self._passed, statistic="Average", region=region, label=self.observed_region)
        return (Graph(title=f"{self.observed_region} seen from {region}", series=[passed]),)
