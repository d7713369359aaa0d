"""What wakes a pilot light's controller, what becomes of its failed runs, and who hears of it."""

import json
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.support.pilot_lights import synthesized_pilot_light

EDGE, STANDBY = "us_east_1", "us_west_2"


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_pilot_light()


def settings(template: Template) -> dict[str, Any]:
    function = template.only("aws_lambda_function", "failover/function")
    found: dict[str, Any] = json.loads(function["environment"]["variables"]["SETTINGS"])
    return found


def alarm(template: Template, what: str) -> Any:  # noqa: ANN401  # a block
    [found] = [
        block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["alarm_name"] == f"shop-production-{what}"
    ]
    return found


def test_one_run_at_a_time_and_well_under_lambdas_limit(template: Template) -> None:
    """F25."""
    template.only("aws_lambda_function", "failover/function").expect(
        provider=STANDBY, reserved_concurrent_executions=1, timeout=180, runtime="python3.13"
    )


def test_a_failed_run_is_kept_at_once_and_the_schedule_is_the_retry(template: Template) -> None:
    """F25: an error that is told nobody is no error."""
    queue = template.only("aws_sqs_queue")

    queue.expect(
        provider=STANDBY,
        name="shop-production-failover-dead-letters",
        sqs_managed_sse_enabled=True,
        message_retention_seconds=1_209_600,
    )
    template.only("aws_lambda_function_event_invoke_config").expect(
        provider=STANDBY,
        function_name=template.only("aws_lambda_function", "failover/function").ref("function_name"),
        maximum_retry_attempts=0,
        maximum_event_age_in_seconds=60,
        destination_config={"on_failure": {"destination": queue.ref("arn")}},
    )


def test_an_alarm_of_us_east_1_wakes_it_over_a_topic_there(template: Template) -> None:
    """Metrics of Route 53 are there alone (F14); a subscription is in its topic's region (F24)."""
    topic = template.only("aws_sns_topic", "failover/wake")
    function = template.only("aws_lambda_function", "failover/function")

    alarm(template, "failover-wake").expect(
        provider=EDGE,
        namespace="AWS/Route53",
        metric_name="HealthCheckStatus",
        dimensions={"HealthCheckId": template.only("aws_route53_health_check", "traffic/primary").ref("id")},
        period=60,
        evaluation_periods=1,
        treat_missing_data="breaching",
        alarm_actions=[topic.ref("arn")],
    )
    template.only("aws_sns_topic_subscription", "failover/wake").expect(
        provider=EDGE, topic_arn=topic.ref("arn"), protocol="lambda", endpoint=function.ref("arn")
    )
    template.only("aws_lambda_permission", "failover/wake").expect(
        provider=STANDBY, principal="sns.amazonaws.com", source_arn=topic.ref("arn")
    )


def test_a_standby_in_an_opt_in_region_is_woken_by_its_schedule_alone() -> None:
    """SNS cannot deliver there (F24)."""
    template = synthesized_pilot_light(
        regions=[{"name": "eu-central-1", "role": "primary"}, {"name": "eu-south-2", "role": "standby"}]
    )

    assert [block for block in template.resources() if "/failover/wake/" in block.path] == []
    template.only("aws_cloudwatch_event_rule", "failover/schedule").expect(
        provider="eu_south_2", schedule_expression="rate(1 minute)"
    )


def test_a_single_failed_run_and_silence_tell_people(template: Template) -> None:
    function = {
        "FunctionName": template.only("aws_lambda_function", "failover/function").ref("function_name")
    }
    topic = template.only("aws_sns_topic", "monitoring/us-west-2")

    for what, metric, comparison, silence in (
        ("failover-errors", "Errors", "GreaterThanOrEqualToThreshold", "notBreaching"),
        ("failover-silent", "Invocations", "LessThanThreshold", "breaching"),
    ):
        alarm(template, what).expect(
            provider=STANDBY,
            metric_name=metric,
            dimensions=function,
            comparison_operator=comparison,
            threshold=1,
            treat_missing_data=silence,
            alarm_actions=[topic.ref("arn")],
        )
    alarm(template, "failover-dead-letters").expect(provider=STANDBY, threshold=1)


def test_the_replicas_lag_is_held_to_the_objective() -> None:
    template = synthesized_pilot_light(objectives={"rpo_seconds": 120})
    lags = [
        block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["metric_name"] == "ReplicaLag" and block["threshold"] == 120
    ]

    assert [(block.provider, block["dimensions"]) for block in lags] == [
        (STANDBY, {"DBInstanceIdentifier": "shop-production-us-west-2"})
    ]


def test_people_hear_of_a_failover_in_the_standby(template: Template) -> None:
    template.only("aws_sns_topic", "failover/notices").expect(
        provider=STANDBY, name="shop-production-failover", kms_master_key_id="alias/aws/sns"
    )
    template.only("aws_sns_topic_subscription", "failover/notices").expect(
        provider=STANDBY, protocol="email", endpoint="oncall@example.com"
    )


@pytest.mark.parametrize("mode", ["automatic", "approve", "manual"])
def test_the_mode_is_the_one_of_the_file(mode: str) -> None:
    template = synthesized_pilot_light(failover={"mode": mode, "readings": 2})

    assert settings(template)["mode"] == mode
    assert settings(template)["witness"]["readings"] == 2


def test_the_woken_group_gets_the_sizes_that_the_file_gives_the_primary() -> None:
    template = synthesized_pilot_light(
        compute={"size": {"min": 3, "max": 9, "desired": 4}}, objectives={"rto_minutes": 20}
    )
    found = settings(template)

    assert {name: found["group"][name] for name in ("min", "max", "desired")} == {
        "min": 3,
        "max": 9,
        "desired": 4,
    }
    assert (found["healthy_targets"], found["objective_minutes"]) == (3, 20)


def test_the_sleeping_group_is_empty_and_no_plan_shrinks_it_again(template: Template) -> None:
    """F21."""
    groups = {block.provider: block for block in template.resources("aws_autoscaling_group")}

    groups[STANDBY].expect(provider=STANDBY, min_size=0, max_size=0, desired_capacity=0)
    assert set(groups[STANDBY]["lifecycle"]["ignore_changes"]) >= {"min_size", "max_size", "desired_capacity"}
    assert "min_size" not in groups["us_east_1"]["lifecycle"]["ignore_changes"]
