"""Dead-letter queues."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.metric import Metric, Series
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph


@dataclass(frozen=True, kw_only=True)
class WatchedDeadLetters(Watched):
    """A queue that ought to be empty: `AWS/SQS`, dimension `QueueName`."""

    name: str

    @property
    def _depth(self) -> Metric:
        return Metric(
            namespace="AWS/SQS",
            name="ApproximateNumberOfMessagesVisible",
            dimensions={"QueueName": self.name},
            unit="Count",
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # one message is too many
        """Any message at all. It tells people itself: it stays until somebody has looked (F25)."""
        return (
            Alarm(
                what=f"{self.what}-dead-letters",
                says=f"Work of {self.what} was given up, and waits in its dead-letter queue",
                metric=self._depth,
                statistic="Maximum",
                comparison="GreaterThanOrEqualToThreshold",
                threshold=1,
                period=MINUTE,
                missing="notBreaching",
                because="a queue that is not used for six hours stops reporting",
                tells=True,
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Messages that wait."""
        waiting = Series(metric=self._depth, statistic="Maximum", region=region, label="waiting")
        return (Graph(title=f"{self.what}: dead letters", series=[waiting]),)
