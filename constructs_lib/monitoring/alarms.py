"""The alarms of one region."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from constructs import Construct

from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class MadeAlarm:
    """An alarm for constructs of its own region. Name and ARN are written, not read: whoever uses them waits
    for nothing."""

    name: str
    arn: str
    resource: ITerraformDependable
    """What a state over the alarm waits for."""


def alarm_arn(region: RegionScope, name: str) -> str:
    """The ARN of an alarm or a state of this name (F31)."""
    return region.arn("cloudwatch", f"alarm:{name}")


class Alarms(Construct):
    """One `aws_cloudwatch_metric_alarm` per value.

    All in one region and account: an alarm speaks to topics of its own region only, and a composite alarm
    reads no other region's alarms.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        alarms: Sequence[Alarm],
        topic_arn: str,
    ) -> None:
        """Those that tell people do so through the topic, when they begin and when they end."""
        super().__init__(scope, id_)
        self.made: dict[str, MadeAlarm] = {
            alarm.what: self._make(region, alarm, topic_arn) for alarm in alarms
        }
        """The alarms by `Alarm.what`."""

    def _make(self, region: RegionScope, alarm: Alarm, topic_arn: str) -> MadeAlarm:
        name = region.naming.name(alarm.what, limit=255)
        actions = [topic_arn] if alarm.tells else None
        resource = CloudwatchMetricAlarm(
            self,
            alarm.what,
            provider=region.provider,
            alarm_name=name,
            alarm_description=alarm.description,
            namespace=alarm.metric.namespace,
            metric_name=alarm.metric.name,
            dimensions=alarm.metric.dimensions,
            statistic=alarm.statistic,
            period=alarm.period,
            evaluation_periods=alarm.periods,
            comparison_operator=alarm.comparison,
            threshold=alarm.threshold,
            treat_missing_data=alarm.missing,
            alarm_actions=actions,
            ok_actions=actions,
            tags=region.tags(**alarm.tags),
        )
        return MadeAlarm(name=name, arn=alarm_arn(region, name), resource=resource)
