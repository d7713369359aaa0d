"""The alarm on a region's health check."""

from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from constructs import Construct

from config.regions import Region
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.providers import RegionScope

PERIOD_SECONDS = 60
PERIODS = 2
"""Two minutes unhealthy: one reading alone can be a checker's mistake."""


class HealthAlarm(Construct):
    """`aws_cloudwatch_metric_alarm` on `HealthCheckStatus`, which exists in us-east-1 only (F14).

    It tells people; it moves no traffic. The records follow the health check itself, so a loss of
    us-east-1 costs the message and not the failover.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: Region,
        health_check_id: str,
        topic: AlertTopic,
    ) -> None:
        super().__init__(scope, id_)
        CloudwatchMetricAlarm(
            self,
            "alarm",
            provider=edge.provider,
            alarm_name=edge.naming.name(region.name, "unhealthy", limit=255),
            alarm_description=f"Route 53 finds {region.name} ({region.role}) unhealthy and avoids it.",
            namespace="AWS/Route53",
            metric_name="HealthCheckStatus",
            dimensions={"HealthCheckId": health_check_id},
            statistic="Minimum",
            period=PERIOD_SECONDS,
            evaluation_periods=PERIODS,
            comparison_operator="LessThanThreshold",
            threshold=1,
            # Route 53 reports every minute while a check exists: silence means that nobody is looking.
            treat_missing_data="breaching",
            alarm_actions=[topic.arn],
            ok_actions=[topic.arn],
            tags=edge.tags(Region=region.name, Role=region.role),
        )
