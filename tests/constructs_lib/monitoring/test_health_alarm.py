"""The alarm that tells people that Route 53 avoids a region."""

import pytest

from tests.support.template import Template

REGIONS = {
    "two_regions": [("us-east-1", "primary"), ("us-west-2", "standby")],
    "far_regions": [("eu-central-1", "primary"), ("eu-south-2", "standby")],
}
EVERY = [(fixture, region, role) for fixture, regions in REGIONS.items() for region, role in regions]


@pytest.mark.parametrize(("fixture", "region", "role"), EVERY)
def test_the_alarm_is_in_us_east_1_whatever_the_regions(
    fixture: str, region: str, role: str, request: pytest.FixtureRequest
) -> None:
    """The metrics of health checks exist there only (F14)."""
    template: Template = request.getfixturevalue(fixture)

    template.only("aws_cloudwatch_metric_alarm", f"alarm-{region}").expect(
        provider="us_east_1",
        alarm_name=f"orders-production-{region}-unhealthy",
        tags={"Region": region, "Role": role},
    )
    assert template.providers["us_east_1"]["region"] == "us-east-1"


@pytest.mark.parametrize(("fixture", "region", "role"), EVERY)
def test_each_region_has_an_alarm_on_its_own_health_check(
    fixture: str, region: str, role: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)
    alarm = template.only("aws_cloudwatch_metric_alarm", f"alarm-{region}")

    alarm.expect(
        provider="us_east_1",
        namespace="AWS/Route53",
        metric_name="HealthCheckStatus",
        dimensions={"HealthCheckId": template.outputs[f"health_check_id_{region.replace('-', '_')}"]},
    )
    assert role in alarm["alarm_description"]


def test_it_rings_after_two_minutes_below_one(two_regions: Template) -> None:
    two_regions.only("aws_cloudwatch_metric_alarm", "alarm-us-east-1").expect(
        provider="us_east_1",
        statistic="Minimum",
        period=60,
        evaluation_periods=2,
        comparison_operator="LessThanThreshold",
        threshold=1,
    )


def test_silence_rings_too(two_regions: Template) -> None:
    """Route 53 reports as long as a check exists; a choice has to be made (F13)."""
    two_regions.only("aws_cloudwatch_metric_alarm", "alarm-us-east-1").expect(
        provider="us_east_1", treat_missing_data="breaching"
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_people_hear_of_the_failure_and_of_the_recovery(two_regions: Template, region: str) -> None:
    topic = two_regions.only("aws_sns_topic").ref("arn")

    two_regions.only("aws_cloudwatch_metric_alarm", f"alarm-{region}").expect(
        provider="us_east_1", alarm_actions=[topic], ok_actions=[topic]
    )


def test_no_alarm_moves_traffic(two_regions: Template) -> None:
    """The records follow the checks themselves: a loss of us-east-1 costs the message only (F12, F14)."""
    types = {block["type"] for block in two_regions.resources("aws_route53_health_check")}

    assert types == {"HTTPS"}
