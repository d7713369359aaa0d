"""What tells people of a `lattice-service`: topics, alarms, states, dashboards, AWS Health, canaries."""

import json
from collections import Counter

import pytest

from tests.conftest import synthesized
from tests.constructs_lib.monitoring.dimension_check import bodies, dimensions, drawn, unresolved
from tests.support.deployments import LATTICE_SERVICE
from tests.support.template import Template

EMAILS = {"emails": ["oncall@example.com"]}

REGIONS = {
    "two_regions": {"us-east-1": "primary", "us-west-2": "standby"},
    "far_regions": {"eu-central-1": "primary", "eu-south-2": "standby"},
    "three_regions": {"us-east-1": "primary", "us-west-2": "standby", "eu-west-1": "standby"},
    "canaries": {"us-east-1": "primary", "us-west-2": "standby"},
}
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


@pytest.fixture(scope="module")
def canaries() -> Template:
    """The example's shape, each region looked at from the other."""
    return synthesized(monitoring={**EMAILS, "canaries": {"enabled": True, "schedule_minutes": 10}})


@pytest.fixture
def template(request: pytest.FixtureRequest) -> Template:
    """The fixture that the parameter names."""
    found: Template = request.getfixturevalue(request.param)
    return found


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
        three_regions.only("aws_cloudwatch_metric_alarm", f"monitoring/global/alarms/{region}-unhealthy").ref(
            "alarm_name"
        )
        for region in ("us-east-1", "us-west-2", "eu-west-1")
    ]

    three_regions.only("aws_cloudwatch_composite_alarm", "monitoring/global/no-healthy-region").expect(
        provider="us_east_1", alarm_rule=" AND ".join(f'ALARM("{name}")' for name in alarms)
    )


@pytest.mark.parametrize(
    ("template", "count"),
    [("two_regions", 46), ("far_regions", 46), ("three_regions", 69), ("canaries", 48)],
    indirect=["template"],
)
def test_every_metric_that_is_drawn_or_watched_is_of_a_resource_of_the_plan(
    template: Template, count: int
) -> None:
    assert unresolved(template) == []
    assert len(list(drawn(template))) == count


@pytest.mark.parametrize("template", ["two_regions", "far_regions", "three_regions"], indirect=True)
def test_there_is_a_dashboard_over_all_regions_and_one_for_each(
    template: Template, request: pytest.FixtureRequest
) -> None:
    regions = REGIONS[request.node.callspec.params["template"]]

    assert set(bodies(template)) == {f"orders-production-{name}" for name in ("all-regions", *regions)}


def test_traffic_compares_the_services_and_not_the_probes(three_regions: Template) -> None:
    requests = next(
        each["properties"]["metrics"]
        for each in bodies(three_regions)["orders-production-all-regions"]["widgets"]
        if each["properties"].get("title") == "Requests"
    )

    assert [(metric[0], metric[1], metric[-1]["label"]) for metric in requests] == [
        ("AWS/VpcLattice", "TotalRequestCount", f"{region} service")
        for region in ("us-east-1", "us-west-2", "eu-west-1")
    ]


def test_a_region_shows_its_service_its_functions_and_its_probe(two_regions: Template) -> None:
    headings = [
        each["properties"]["markdown"]
        for each in bodies(two_regions)["orders-production-us-west-2"]["widgets"]
        if each["type"] == "text"
    ]

    assert headings == [
        "## us-west-2, standby",
        "## service",
        "## service-function",
        "## probe",
        "## probe-api",
    ]


def test_aws_health_is_asked_about_the_services_in_use(two_regions: Template) -> None:
    rule = two_regions.only("aws_cloudwatch_event_rule", "monitoring/us-west-2/aws-health/home-rule")
    detail = rule.document("event_pattern")["detail"]

    rule.expect(provider="us_west_2", name="orders-production-aws-health")
    assert detail["eventRegion"] == ["us-west-2"]
    assert detail["$or"][0] == {
        "service": [
            "APIGATEWAY",
            "CLOUDWATCH",
            "EVENTS",
            "IAM",
            "INTERNETCONNECTIVITY",
            "KMS",
            "LAMBDA",
            "MULTIPLE_SERVICES",
            "ROUTE53",
            "ROUTE53PRIVATEDNS",
            "SNS",
            "VPC",
            "VPCE_PRIVATELINK",
            "VPC_LATTICE",
        ]
    }


def test_route_53_is_heard_of_in_us_east_1_where_no_region_is(far_regions: Template) -> None:
    rule = far_regions.only("aws_cloudwatch_event_rule", "monitoring/global/aws-health/home-rule")

    assert rule.provider == "us_east_1"
    assert rule.document("event_pattern")["detail"]["eventRegion"] == ["global"]


@pytest.mark.parametrize(
    ("switched_off", "gone"),
    [
        ({"alarms": {"enabled": False}}, {"aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"}),
        ({"dashboards": False}, {"aws_cloudwatch_dashboard"}),
        ({"health_events": False}, {"aws_cloudwatch_event_rule", "aws_cloudwatch_event_target"}),
    ],
    ids=["alarms", "dashboards", "AWS Health"],
)
def test_what_is_switched_off_is_gone_in_every_region_and_nothing_else(
    two_regions: Template, switched_off: dict[str, object], gone: set[str]
) -> None:
    def types(template: Template) -> Counter[str]:
        return Counter(block.address.partition(".")[0] for block in template.resources())

    left = types(synthesized(monitoring={**EMAILS, **switched_off}))

    assert set(types(two_regions) - left) == gone
    assert left - types(two_regions) == Counter()
    assert gone.isdisjoint(left)


def test_dashboards_without_alarms_show_no_alarm_that_is_not_there() -> None:
    template = synthesized(monitoring={"alarms": {"enabled": False}})

    assert {each["type"] for body in bodies(template).values() for each in body["widgets"]} == {
        "metric",
        "text",
    }
    assert "aws_cloudwatch_metric_alarm" not in json.dumps(list(bodies(template).values()))


@pytest.mark.parametrize(("observer", "observed"), [("us-west-2", "us-east-1"), ("us-east-1", "us-west-2")])
def test_each_regions_probe_is_looked_at_from_the_other(
    canaries: Template, observer: str, observed: str
) -> None:
    canaries.only("aws_synthetics_canary", f"monitoring/{observer}").expect(
        provider=observer.replace("-", "_"),
        name=f"orders-production-canary-{observed}",
        schedule={"expression": "rate(10 minutes)"},
        run_config={
            "memory_in_mb": 960,
            "timeout_in_seconds": 30,
            "environment_variables": {"URL": canaries.outputs[f"probe_url_{observed.replace('-', '_')}"]},
        },
    )


def test_without_canaries_there_is_no_bucket_either(two_regions: Template) -> None:
    assert two_regions.resources("aws_synthetics_canary") == []
    assert two_regions.resources("aws_s3_bucket") == []
    assert [metric for _, metric in drawn(two_regions) if "CanaryName" in dimensions(metric)] == []


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
    template = synthesized(
        regions=[{**region, "role": "active"} for region in LATTICE_SERVICE["regions"]],
        routing={"policy": "weighted", "weights": {"us-east-1": 1, "us-west-2": 1}},
    )

    assert {
        block["tags"]["Role"]
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["alarm_name"].endswith("-unhealthy")
    } == {"active"}
    assert "primary" not in json.dumps(bodies(template)["orders-production-us-east-1"])
