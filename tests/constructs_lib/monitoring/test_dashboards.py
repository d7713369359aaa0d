"""Dashboards: they parse, nothing overlaps, and every metric is one that the deployment has."""

from itertools import combinations

import pytest

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.dashboards import global_sections
from constructs_lib.monitoring.watched import WatchedHealthCheck, WatchedRegion
from constructs_lib.testing import Json, Template
from tests.constructs_lib.monitoring.dimension_check import bodies, dimensions, drawn, unresolved
from tests.constructs_lib.monitoring.example import example

GLOBAL = "orders-production-all-regions"
EAST, WEST = "orders-production-us-east-1", "orders-production-us-west-2"


def titles(body: Json) -> list[str]:
    """The graphs' titles, from the top."""
    return [each["properties"]["title"] for each in body["widgets"] if each["type"] == "metric"]


def headings(body: Json) -> list[str]:
    """The sections, from the top."""
    return [each["properties"]["markdown"] for each in body["widgets"] if each["type"] == "text"]


@pytest.mark.parametrize("fixture", ["everything", "elsewhere"])
def test_every_metric_is_of_a_resource_that_the_plan_makes(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)

    assert unresolved(template) == []
    assert len(list(drawn(template))) == 85


def test_the_check_of_metrics_notices_a_resource_that_is_not_there() -> None:
    """The names of `real=True` are text: none of them is a resource of the stack."""
    found = unresolved(Template.of(example(real=True)))

    assert f"{EAST}: AWS/Lambda Invocations: FunctionName orders refers to no resource" in found


def test_there_is_one_over_all_regions_and_one_for_each(everything: Template) -> None:
    assert sorted(bodies(everything)) == [GLOBAL, EAST, WEST]


@pytest.mark.parametrize("name", [GLOBAL, EAST, WEST])
def test_no_widget_covers_another(everything: Template, name: str) -> None:
    overlapping = [
        (one["properties"], other["properties"])
        for one, other in combinations(bodies(everything)[name]["widgets"], 2)
        if one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    ]

    assert overlapping == []


@pytest.mark.parametrize("name", [GLOBAL, EAST, WEST])
def test_no_widget_stands_out_of_the_24_columns(everything: Template, name: str) -> None:
    widgets = bodies(everything)[name]["widgets"]

    assert [each for each in widgets if each["x"] < 0 or each["x"] + each["width"] > 24] == []
    assert [each for each in widgets if each["width"] < 1 or each["height"] < 1 or each["y"] < 0] == []


def test_every_metric_names_its_region(everything: Template) -> None:
    assert {metric[-1]["region"] for _, metric in drawn(everything)} == {"us-east-1", "us-west-2"}


def test_health_is_drawn_from_us_east_1_whatever_region_it_is_about(elsewhere: Template) -> None:
    """The metrics exist nowhere else (F14)."""
    regions = {metric[-1]["region"] for _, metric in drawn(elsewhere) if metric[0] == "AWS/Route53"}

    assert regions == {"us-east-1"}


def test_the_global_one_goes_from_health_over_what_is_shared_to_replication(everything: Template) -> None:
    assert headings(bodies(everything)[GLOBAL]) == [
        "## Health",
        "## Failover timeline",
        "## shared",
        "## Traffic",
        "## Replication",
    ]


def test_health_stands_side_by_side(everything: Template) -> None:
    side_by_side = [
        (each["properties"]["title"], each["x"], each["y"])
        for each in bodies(everything)[GLOBAL]["widgets"]
        if each["type"] == "metric" and each["width"] == 12
    ]

    (_, left, top), (_, right, other_top) = side_by_side
    assert [title for title, _, _ in side_by_side] == ["us-east-1, primary", "us-west-2, standby"]
    assert (left, right) == (0, 12)
    assert top == other_top


@pytest.mark.parametrize(("regions", "width"), [(2, 12), (4, 6), (5, 6), (25, 6)])
def test_health_of_many_regions_takes_further_rows(regions: int, width: int) -> None:
    """A share of 24 columns would be none at all with 25 regions, which CloudWatch refuses."""
    watched = [
        WatchedRegion(name=f"region-{n}", role="active", health_check=WatchedHealthCheck(id=f"check-{n}"))
        for n in range(regions)
    ]
    health, *_ = global_sections(watched, [], AlarmLimits(), [])
    assert [widget.width for widget in health.widgets[1:]] == [width] * regions


def test_the_failover_timeline_is_every_health_check_over_time(everything: Template) -> None:
    timeline = next(
        each["properties"]
        for each in bodies(everything)[GLOBAL]["widgets"]
        if each["type"] == "metric" and each["width"] == 24
    )

    assert timeline["view"] == "timeSeries"
    assert [(metric[1], metric[-1]["label"]) for metric in timeline["metrics"]] == [
        ("HealthCheckStatus", "us-east-1"),
        ("HealthCheckStatus", "us-west-2"),
    ]


def test_traffic_compares_the_clients_entrances_of_all_regions(everything: Template) -> None:
    """The probe's API is none: only Route 53 calls it."""
    requests = next(
        each["properties"]["metrics"]
        for each in bodies(everything)[GLOBAL]["widgets"]
        if each["properties"].get("title") == "Requests"
    )

    assert [metric[-1]["label"] for metric in requests] == [
        "us-east-1 service",
        "us-east-1 api",
        "us-east-1 entrance",
        "us-west-2 service",
        "us-west-2 api",
        "us-west-2 entrance",
    ]


def test_a_regions_metrics_are_its_own(everything: Template) -> None:
    own = {
        metric[-1]["region"]
        for name, metric in drawn(everything)
        if name == WEST and metric[0] != "AWS/Route53"
    }

    assert own == {"us-west-2"}


def test_a_region_shows_what_its_canary_sees_elsewhere(everything: Template) -> None:
    assert titles(bodies(everything)[WEST])[-1] == "us-east-1 seen from us-west-2"


def test_without_canaries_none_is_drawn() -> None:
    template = Template.of(example())

    assert [metric for _, metric in drawn(template) if "CanaryName" in dimensions(metric)] == []


def test_without_alarms_there_is_no_box_of_alarms() -> None:
    template = Template.of(example(alarms={"enabled": False}))

    kinds = {each["type"] for body in bodies(template).values() for each in body["widgets"]}
    assert kinds == {"metric", "text"}


def test_without_dashboards_there_are_none() -> None:
    assert Template.of(example(dashboards=False)).resources("aws_cloudwatch_dashboard") == []
