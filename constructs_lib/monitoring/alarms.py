"""The alarms of one region."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from constructs import Construct

from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.providers import RegionScope


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
        resources = {alarm.what: self._resource(region, alarm, topic_arn) for alarm in alarms}
        self.names: dict[str, str] = {what: alarm.alarm_name for what, alarm in resources.items()}
        """The alarm names by `Alarm.what`: tokens that wait for the alarms."""
        self.arns: dict[str, str] = {what: alarm.arn for what, alarm in resources.items()}

    def _resource(self, region: RegionScope, alarm: Alarm, topic_arn: str) -> CloudwatchMetricAlarm:
        actions = [topic_arn] if alarm.tells else None
        return CloudwatchMetricAlarm(
            self,
            alarm.what,
            provider=region.provider,
            alarm_name=region.naming.name(alarm.what, limit=255),
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
