"""A check that follows an alarm's metric, and notices when the alarm changes (F12, F13)."""

import pytest

from tests.constructs_lib.dns.health_stack import HEARTBEAT, every_kind, template


def test_the_alarm_stands_in_the_metrics_region_and_tells_nobody_by_itself() -> None:
    alarm = every_kind().only("aws_cloudwatch_metric_alarm")
    alarm.expect(
        provider="eu_west_1",
        alarm_name="orders-production-eu-west-1-check-heartbeat",
        namespace="Holdfast",
        metric_name="Heartbeat",
        dimensions={"Deployment": "orders-production", "Region": "eu-west-1"},
        statistic="Sum",
        period=60,
        evaluation_periods=3,
        datapoints_to_alarm=None,
        comparison_operator="LessThanThreshold",
        threshold=1,
        alarm_actions=None,
    )


def test_the_check_waits_for_the_alarm_that_it_follows() -> None:
    every_kind().only("aws_route53_health_check", "heartbeat/follower").expect(
        provider="us_east_1",
        type="CLOUDWATCH_METRIC",
        cloudwatch_alarm_name=every_kind().only("aws_cloudwatch_metric_alarm").ref("alarm_name"),
        cloudwatch_alarm_region="eu-west-1",
        request_interval=None,
        failure_threshold=None,
        tags={
            "Name": "orders-production-eu-west-1-heartbeat",
            "Region": "eu-west-1",
            "Role": "primary",
        },
    )


def test_every_setting_of_the_alarm_triggers_an_update_of_the_check() -> None:
    """Route 53 copies the settings when the check is updated, and at no other time (F12)."""
    check = every_kind().only("aws_route53_health_check", "heartbeat/follower")
    assert check["triggers"] == {
        "namespace": "Holdfast",
        "metric_name": "Heartbeat",
        "statistic": "Sum",
        "period": "60",
        "evaluation_periods": "3",
        "comparison_operator": "LessThanThreshold",
        "threshold": "1.0",
        "treat_missing_data": "breaching",
        "dimension Deployment": "orders-production",
        "dimension Region": "eu-west-1",
    }


@pytest.mark.parametrize(
    ("choice", "status", "treatment"),
    [
        ("healthy", "Healthy", "notBreaching"),
        ("unhealthy", "Unhealthy", "breaching"),
        ("last-known", "LastKnownStatus", "ignore"),
    ],
)
def test_silence_means_the_same_to_people_and_to_dns(choice: str, status: str, treatment: str) -> None:
    """F13."""
    made = template({"further_checks": [{**HEARTBEAT, "insufficient_data": choice}]})
    check = made.only("aws_route53_health_check", "heartbeat/follower")
    check.expect(provider="us_east_1", insufficient_data_health_status=status)
    made.only("aws_cloudwatch_metric_alarm").expect(provider="eu_west_1", treat_missing_data=treatment)
