"""Who is told of a `lattice-service`, and of what: topics, alarms and states."""

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized
from tests.systems.active_regions import ACTIVE_REGIONS
from tests.systems.watched_regions import REGIONS

EVERY = [(fixture, region, role) for fixture, regions in REGIONS.items() for region, role in regions.items()]

OF_A_REGION = {
    "probe-duration",
    "probe-errors",
    "probe-throttles",
    "service-5xx",
    "service-function-duration",
    "service-function-errors",
    "service-function-throttles",
    "service-latency",
}


def names(template: Template, type_: str, alias: str) -> set[str]:
    """The names of a region's alarms, without the deployment's."""
    return {
        block["alarm_name"].removeprefix("orders-production-")
        for block in template.resources(type_)
        if block.provider == alias
    }


@pytest.mark.parametrize(
    ("template", "aliases"),
    [
        ("two_regions", ["us_east_1", "us_west_2"]),
        ("three_regions", ["eu_west_1", "us_east_1", "us_west_2"]),
        ("far_regions", ["eu_central_1", "eu_south_2", "us_east_1"]),
    ],
    indirect=["template"],
)
def test_there_is_one_topic_in_each_region_and_at_the_global_edge(
    template: Template, aliases: list[str]
) -> None:
    """An alarm speaks to a topic of its own region; health alarms are in us-east-1 (F14)."""
    topics = template.resources("aws_sns_topic")

    assert sorted(topic.provider or "" for topic in topics) == aliases
    assert {topic["name"] for topic in topics} == {"orders-production-alerts"}
    assert sorted(
        (each["endpoint"], each.provider) for each in template.resources("aws_sns_topic_subscription")
    ) == [("oncall@example.com", alias) for alias in aliases]


@pytest.mark.parametrize(("template", "region", "role"), EVERY, indirect=["template"])
def test_the_alarm_on_a_regions_health_check_is_in_us_east_1(
    template: Template, region: str, role: str
) -> None:
    """The metrics of health checks exist there only, whatever the regions (F14)."""
    topic = template.only("aws_sns_topic", "monitoring/global").ref("arn")

    template.only("aws_cloudwatch_metric_alarm", f"monitoring/global/alarms/{region}-unhealthy").expect(
        provider="us_east_1",
        alarm_name=f"orders-production-{region}-unhealthy",
        namespace="AWS/Route53",
        metric_name="HealthCheckStatus",
        dimensions={"HealthCheckId": template.outputs[f"health_check_id_{region.replace('-', '_')}"]},
        statistic="Minimum",
        period=60,
        evaluation_periods=2,
        comparison_operator="LessThanThreshold",
        threshold=1,
        treat_missing_data="breaching",
        alarm_actions=[topic],
        ok_actions=[topic],
        tags={"Region": region, "Role": role},
    )
    assert template.providers["us_east_1"]["region"] == "us-east-1"


def test_no_alarm_moves_traffic(two_regions: Template) -> None:
    """The records follow the checks themselves: a loss of us-east-1 costs the message only (F12, F14)."""
    types = {block["type"] for block in two_regions.resources("aws_route53_health_check")}

    assert types == {"HTTPS"}


def test_a_region_watches_its_own_service_and_functions(two_regions: Template) -> None:
    assert names(two_regions, "aws_cloudwatch_metric_alarm", "us_west_2") == OF_A_REGION


def test_us_east_1_watches_every_regions_health_besides(two_regions: Template) -> None:
    assert names(two_regions, "aws_cloudwatch_metric_alarm", "us_east_1") == OF_A_REGION | {
        f"{region}-{what}"
        for region in ("us-east-1", "us-west-2")
        for what in ("unhealthy", "partly-unreachable")
    }


@pytest.mark.parametrize(
    ("alarm", "limit", "metric"),
    [
        ("service-5xx", 20, "HTTPCode_5XX_Count"),
        ("service-latency", 300, "RequestTime"),
        ("service-function-errors", 20, "Errors"),
        ("service-function-duration", 7200, "Duration"),
        ("probe-errors", 20, "Errors"),
        ("probe-duration", 4000, "Duration"),
    ],
)
def test_limits_are_those_that_are_configured(alarm: str, limit: int, metric: str) -> None:
    """Durations are four fifths of the functions' own timeouts: 9 s here, 5 s for the probe."""
    template = synthesized(
        monitoring={"alarms": {"server_errors": 20, "latency_ms": 300}},
        lattice={"function": {"timeout_seconds": 9}},
    )

    template.only("aws_cloudwatch_metric_alarm", f"monitoring/us-west-2/alarms/{alarm}").expect(
        provider="us_west_2", metric_name=metric, threshold=limit
    )


@pytest.mark.parametrize(
    ("template", "alias", "states"),
    [
        (
            "two_regions",
            "us_east_1",
            {"no-healthy-region", "us-east-1-impaired", "us-east-1-unreachable", "us-west-2-unreachable"},
        ),
        ("two_regions", "us_west_2", {"us-west-2-impaired"}),
        (
            "far_regions",
            "us_east_1",
            {"no-healthy-region", "eu-central-1-unreachable", "eu-south-2-unreachable"},
        ),
        ("far_regions", "eu_south_2", {"eu-south-2-impaired"}),
    ],
    indirect=["template"],
)
def test_states_name_the_regions(template: Template, alias: str, states: set[str]) -> None:
    assert names(template, "aws_cloudwatch_composite_alarm", alias) == states


def test_no_region_is_healthy_when_every_health_alarm_rings(three_regions: Template) -> None:
    alarms = [
        three_regions.only("aws_cloudwatch_metric_alarm", f"monitoring/global/alarms/{region}-unhealthy")
        for region in ("us-east-1", "us-west-2", "eu-west-1")
    ]

    three_regions.only("aws_cloudwatch_composite_alarm", "monitoring/global/no-healthy-region").expect(
        provider="us_east_1",
        alarm_rule=" AND ".join(f'ALARM("{alarm["alarm_name"]}")' for alarm in alarms),
        depends_on=[alarm.address for alarm in alarms],
    )


def test_a_webhook_and_a_function_hear_every_regions_alarms() -> None:
    """Each subscription is in its topic's region (F24)."""
    function = "arn:aws:lambda:us-west-2:123456789012:function:page-someone"
    webhook = "https://alerts.example.com/holdfast"
    template = synthesized(monitoring={"webhooks": [webhook], "functions": [function]})

    heard = {
        (each["protocol"], each["endpoint"], each.provider, each["topic_arn"])
        for each in template.resources("aws_sns_topic_subscription")
    }
    topics = {topic.provider: topic.ref("arn") for topic in template.resources("aws_sns_topic")}
    assert heard == {
        (protocol, endpoint, alias, topics[alias])
        for protocol, endpoint in (("https", webhook), ("lambda", function))
        for alias in ("us_east_1", "us_west_2")
    }
    assert {
        (each.provider, each["source_arn"])
        for each in template.resources("aws_lambda_permission")
        if each["function_name"] == function
    } == {("us_west_2", arn) for arn in topics.values()}


def test_active_regions_are_watched_as_such() -> None:
    template = synthesized(regions=ACTIVE_REGIONS, routing={"policy": "latency"})

    assert {
        block["tags"]["Role"]
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["alarm_name"].endswith("-unhealthy")
    } == {"active"}
