"""Lambda functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.metric import Metric, Series, Statistic, Unit
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph

SLOW_SHARE = 0.8
"""Of the timeout: from there on, a slower dependency turns every answer into an error."""


@dataclass(frozen=True, kw_only=True)
class WatchedFunction(Watched):
    """A function: `AWS/Lambda`, dimension `FunctionName`."""

    name: str
    timeout_seconds: int

    def metric(self, name: str, unit: Unit = "Count") -> Metric:
        """One of the function's metrics."""
        return Metric(namespace="AWS/Lambda", name=name, dimensions={"FunctionName": self.name}, unit=unit)

    @property
    def slow_ms(self) -> int:
        """Milliseconds from which a run is nearly timed out: Lambda measures in them."""
        return round(self.timeout_seconds * 1000 * SLOW_SHARE)

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:
        """Errors, throttled calls, and runs that are nearly as long as they may be."""
        return (
            Alarm(
                what=f"{self.what}-errors",
                says=f"The function {self.what} fails",
                metric=self.metric("Errors"),
                statistic="Sum",
                comparison="GreaterThanOrEqualToThreshold",
                threshold=limits.server_errors,
                missing="notBreaching",
                because="a function that nobody calls has no errors",
            ),
            Alarm(
                what=f"{self.what}-throttles",
                says=f"Lambda refuses calls of the function {self.what}: its concurrency is used up",
                metric=self.metric("Throttles"),
                statistic="Sum",
                comparison="GreaterThanOrEqualToThreshold",
                threshold=1,
                missing="notBreaching",
                because="a function that nobody calls is not throttled",
            ),
            Alarm(
                what=f"{self.what}-duration",
                says=f"The function {self.what} takes nearly all of its {self.timeout_seconds} s",
                metric=self.metric("Duration", "Milliseconds"),
                statistic="Maximum",
                comparison="GreaterThanOrEqualToThreshold",
                threshold=self.slow_ms,
                period=MINUTE,
                periods=3,
                missing="notBreaching",
                because="a function that nobody calls is not slow",
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:
        """Calls and what becomes of them, and how long they take."""

        def line(name: str, statistic: Statistic, label: str, unit: Unit = "Count") -> Series:
            return Series(metric=self.metric(name, unit), statistic=statistic, region=region, label=label)

        return (
            Graph(title=f"{self.what}: calls", series=[line("Invocations", "Sum", "calls")]),
            Graph(
                title=f"{self.what}: errors",
                series=[line("Errors", "Sum", "errors"), line("Throttles", "Sum", "throttled")],
                limits={"alarm, in 5 min": limits.server_errors},
            ),
            Graph(
                title=f"{self.what}: duration",
                series=[
                    line("Duration", "Average", "average", "Milliseconds"),
                    line("Duration", "Maximum", "longest", "Milliseconds"),
                ],
                limits={"alarm": self.slow_ms},
            ),
        )
