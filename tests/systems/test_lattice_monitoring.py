"""What shows how a `lattice-service` is: dashboards, AWS Health, canaries; and what can be switched off."""

import json
from collections import Counter

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized
from tests.constructs_lib.monitoring.dimension_check import bodies, dimensions, drawn, unresolved
from tests.systems.watched_regions import REGIONS


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

    left = types(synthesized(monitoring={"emails": ["oncall@example.com"], **switched_off}))

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
