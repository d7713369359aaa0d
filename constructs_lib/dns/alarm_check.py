"""Health checks that follow a CloudWatch alarm's metric."""

from typing import Literal

from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from constructs import Construct

from config.health_alarm import AlarmCheck as AlarmCheckConfig
from config.health_alarm import MetricAlarm
from config.regions import Region
from constructs_lib.dns.health import REPLACED_WHILE_IN_USE, Check
from constructs_lib.providers import RegionScope

InsufficientData = Literal["healthy", "unhealthy", "last-known"]

CHECK_STATUS = {"healthy": "Healthy", "unhealthy": "Unhealthy", "last-known": "LastKnownStatus"}
TREATMENT = {"healthy": "notBreaching", "unhealthy": "breaching", "last-known": "ignore"}
"""What the alarm makes of silence, so that people and DNS are told the same."""


class AlarmCheck(Construct):
    """`aws_route53_health_check`, CLOUDWATCH_METRIC.

    It follows the metric of the alarm, not its state: `set-alarm-state` moves no traffic. Route 53 copies the
    alarm's settings when the check is made or updated, and at no other time; so all of them are in `triggers`
    and a change of the alarm updates the check too (F12).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: Region,
        what: str,
        alarm_name: str,
        alarm_region: str,
        alarm: MetricAlarm,
        insufficient_data: InsufficientData,
    ) -> None:
        """`alarm_name` is an alarm of this account with exactly the settings of `alarm`.

        `alarm_name` should be the alarm resource's own attribute, so that the check waits for it.
        `insufficient_data` has no default: a dead region stops sending data (F13).
        """
        super().__init__(scope, id_)
        resource = Route53HealthCheck(
            self,
            "check",
            provider=edge.provider,
            type="CLOUDWATCH_METRIC",
            cloudwatch_alarm_name=alarm_name,
            cloudwatch_alarm_region=alarm_region,
            insufficient_data_health_status=CHECK_STATUS[insufficient_data],
            triggers=_settings(alarm, TREATMENT[insufficient_data]),
            tags=edge.tags(Name=edge.naming.name(region.name, what), Region=region.name, Role=region.role),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        self.check = Check(id=resource.id, kind="alarm")


def _settings(alarm: MetricAlarm, missing_data: str) -> dict[str, str]:
    return {
        "namespace": alarm.namespace,
        "metric_name": alarm.metric,
        "statistic": alarm.statistic,
        "period": str(alarm.period),
        "evaluation_periods": str(alarm.evaluation_periods),
        "comparison_operator": alarm.comparison,
        "threshold": str(alarm.threshold),
        "treat_missing_data": missing_data,
        **{f"dimension {name}": value for name, value in alarm.dimensions.items()},
    }


class MetricCheck(Construct):
    """An `aws_cloudwatch_metric_alarm` in the metric's region, and the `AlarmCheck` that follows it.

    The alarm tells nobody by itself; its shape is the one that a health check can follow (F12).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region_scope: RegionScope,
        region: Region,
        config: AlarmCheckConfig,
    ) -> None:
        super().__init__(scope, id_)
        alarm = CloudwatchMetricAlarm(
            self,
            "alarm",
            provider=region_scope.provider,
            alarm_name=region_scope.naming.name(region.name, "check", config.name, limit=255),
            alarm_description=f"Route 53 finds {region.name} ({region.role}) not ready while in alarm.",
            namespace=config.namespace,
            metric_name=config.metric,
            dimensions=dict(config.dimensions) or None,
            statistic=config.statistic,
            period=config.period,
            evaluation_periods=config.evaluation_periods,
            comparison_operator=config.comparison,
            threshold=config.threshold,
            treat_missing_data=TREATMENT[config.insufficient_data],
            tags=region_scope.tags(),
        )
        self.alarm_arn: str = alarm.arn
        self.check: Check = AlarmCheck(
            self,
            "follower",
            edge=edge,
            region=region,
            what=config.name,
            alarm_name=alarm.alarm_name,
            alarm_region=region_scope.name,
            alarm=config,
            insufficient_data=config.insufficient_data,
        ).check
