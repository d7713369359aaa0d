"""What is watched of the copies between buckets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import FIVE_MINUTES, Alarm
from constructs_lib.monitoring.metric import Metric, Series, Unit
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph
from constructs_lib.storage.content_bucket import BucketRecord
from constructs_lib.storage.replication import rule_id

LATE_SECONDS = 15 * 60
"""What S3 promises with replication time control, and keeps nearly always without."""


@dataclass(frozen=True, kw_only=True)
class _ReplicationRule(Watched):
    source_bucket: str
    destination_bucket: str
    rule_id: str

    def metric(self, name: str, unit: Unit = "Count") -> Metric:
        """One of the rule's metrics."""
        return Metric(
            namespace="AWS/S3",
            name=name,
            dimensions={
                "SourceBucket": self.source_bucket,
                "DestinationBucket": self.destination_bucket,
                "RuleId": self.rule_id,
            },
            unit=unit,
        )


@dataclass(frozen=True, kw_only=True)
class IncomingCopies(_ReplicationRule):
    """How far a region is behind another: S3 publishes this in the region that the copies go to."""

    @property
    def lag(self) -> Metric:
        """Seconds behind the source."""
        return self.metric("ReplicationLatency", "Seconds")

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # nothing of it is chosen
        """Copies that are late."""
        return (
            Alarm(
                what=f"{self.what}-late",
                says=f"Copies to this region are late: {self.what}",
                metric=self.lag,
                statistic="Maximum",
                comparison="GreaterThanOrEqualToThreshold",
                threshold=LATE_SECONDS,
                period=FIVE_MINUTES,
                missing="notBreaching",
                because="S3 reports nothing while there is nothing to copy",
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """How late, and how much is waiting."""
        waiting = self.metric("OperationsPendingReplication")
        return (
            Graph(
                title=f"{self.what}: behind the source",
                series=[Series(metric=self.lag, statistic="Maximum", region=region, label="behind")],
                limits={"alarm": LATE_SECONDS},
                width=12,
            ),
            Graph(
                title=f"{self.what}: waiting",
                series=[Series(metric=waiting, statistic="Maximum", region=region, label="waiting")],
                width=12,
            ),
        )


@dataclass(frozen=True, kw_only=True)
class OutgoingCopies(_ReplicationRule):
    """Copies that failed: S3 publishes this in the region that they come from."""

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # nothing of it is chosen
        """A single one: S3 does not try again, so the regions differ from then on."""
        return (
            Alarm(
                what=f"{self.what}-failed",
                says=f"S3 could not copy an object and will not try again: {self.what}",
                metric=self.metric("OperationsFailedReplication"),
                statistic="Sum",
                comparison="GreaterThanOrEqualToThreshold",
                threshold=1,
                period=FIVE_MINUTES,
                missing="notBreaching",
                because="S3 reports nothing while there is nothing to copy",
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """How many failed."""
        failed = self.metric("OperationsFailedReplication")
        return (
            Graph(
                title=f"{self.what}: failed",
                series=[Series(metric=failed, statistic="Sum", region=region, label="failed")],
                width=24,
            ),
        )


def copies(region: str, buckets: Mapping[str, BucketRecord]) -> Sequence[Watched]:
    """What is copied to the region and out of it."""
    here = buckets[region]
    others = [bucket for bucket in buckets.values() if bucket is not here]
    incoming = [
        IncomingCopies(
            what=f"copies-from-{other.region}",
            source_bucket=other.name,
            destination_bucket=here.name,
            rule_id=rule_id(region),
        )
        for other in others
    ]
    outgoing = [
        OutgoingCopies(
            what=f"copies-to-{other.region}",
            source_bucket=here.name,
            destination_bucket=other.name,
            rule_id=rule_id(other.region),
        )
        for other in others
    ]
    return [*incoming, *outgoing]
