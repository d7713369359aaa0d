"""What wakes the controller: a schedule in its own region, and an alarm out of us-east-1."""

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetRetryPolicy,
)
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from config.aws_regions import AWS_REGIONS
from constructs_lib.compute.function import Function
from constructs_lib.dns.health import Check
from constructs_lib.monitoring.alarm import MINUTE
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.monitoring.kinds.health_check import status
from constructs_lib.monitoring.subscribers import InvokePermissions
from constructs_lib.monitoring.watched import WatchedHealthCheck
from constructs_lib.providers import RegionScope

WHAT = "failover-wake"


class Schedule(Construct):
    """`aws_cloudwatch_event_rule` once a minute, the most there is (F28), with the function as its target.

    It needs nothing of any other region: the failover does not depend on the alarm below.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, function: Function) -> None:
        super().__init__(scope, id_)
        rule = CloudwatchEventRule(
            self,
            "rule",
            provider=region.provider,
            name=region.naming.name("failover"),
            description="Wakes the failover controller once a minute",
            schedule_expression="rate(1 minute)",
            tags=region.tags(),
        )
        permission = LambdaPermission(
            self,
            "permission",
            provider=region.provider,
            statement_id="schedule",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="events.amazonaws.com",
            source_arn=rule.arn,
        )
        CloudwatchEventTarget(
            self,
            "target",
            provider=region.provider,
            rule=rule.name,
            target_id="controller",
            arn=function.arn,
            # A minute later comes the next one.
            retry_policy=CloudwatchEventTargetRetryPolicy(
                maximum_event_age_in_seconds=MINUTE, maximum_retry_attempts=1
            ),
            depends_on=[permission],
        )


class HealthAlarmWake(Construct):
    """`aws_cloudwatch_metric_alarm` on the primary's check, its topic, and the function's subscription to it.

    Alarm and topic are in us-east-1, where the metric is (F14); the subscription is in the topic's region,
    the function in another (F24). So it may be lost together with the primary: it only saves part of a
    minute. SNS cannot deliver into an opt-in region (F24): a standby there is woken by its schedule alone.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: RegionScope,
        function: Function,
        primary: str,
        primary_check: Check,
    ) -> None:
        """`region` is the function's."""
        super().__init__(scope, id_)
        if AWS_REGIONS[region.name].opt_in:
            return
        topic = AlertTopic(self, "topic", region=edge, what=WHAT, emails=())
        metric = status(WatchedHealthCheck(id=primary_check.id))
        CloudwatchMetricAlarm(
            self,
            "alarm",
            provider=edge.provider,
            alarm_name=edge.naming.name(WHAT, limit=255),
            alarm_description=f"Wakes the failover controller in {region.name}: Route 53 finds {primary} "
            "unhealthy. Silence does so too, because Route 53 reports every minute while a check exists.",
            namespace=metric.namespace,
            metric_name=metric.name,
            dimensions=metric.dimensions,
            statistic="Minimum",
            period=MINUTE,
            evaluation_periods=1,
            comparison_operator="LessThanThreshold",
            threshold=1,
            treat_missing_data="breaching",
            alarm_actions=[topic.arn],
            tags=edge.tags(),
        )
        InvokePermissions(
            self, "permission", region=region, function_arn=function.name, topics=[topic.record]
        )
        SnsTopicSubscription(
            self,
            "subscription",
            provider=edge.provider,
            topic_arn=topic.arn,
            protocol="lambda",
            endpoint=function.arn,
        )
